use std::collections::HashMap;

use tallysheet_model::{Document, SmolStr};

use crate::{
    Fingerprint, IngestConfig,
    fingerprint::{BANDS, SimHash},
};

/// Flags copies: documents whose content (its SHA-256) has come before, and near-copies, whose text has by and large.
/// Feed it the documents in input order, so that the first of each stays unflagged.
///
/// It keeps some two hundred bytes of each document that is no copy, whatever the length of its text.
#[derive(Clone, Debug)]
pub struct Deduplicator {
    least: f64,
    /// By content, the original with how similar it is.
    first: HashMap<Digest, (SmolStr, f64)>,
    originals: Vec<Original>,
    /// By band and a part of its value, the last original that has it, counting from 1; 0 is none.
    last: Vec<u32>,
}

/// The first half of a SHA-256 in hex: 128 bits, which no two contents share by chance.
type Digest = [u8; 32];

#[derive(Clone, Debug)]
struct Original {
    doc_id: SmolStr,
    bits: SimHash,
    /// By band, the original before this one with the same value.
    before: [u32; BANDS],
}

/// Values of a band that are told apart.
const SLOTS: usize = 1 << 18;

impl Deduplicator {
    /// One that has seen nothing.
    pub fn new(cfg: &IngestConfig) -> Self {
        let least = f64::from(cfg.near_copy_percent) / 100.0;
        Self { least, first: HashMap::new(), originals: Vec::new(), last: vec![0; BANDS * SLOTS] }
    }

    /// Sets `duplicate_of` and `similarity` by the first document with the same content, else by the one most like it if
    /// that is similar enough, or clears them. `fingerprint` is that of the document's text.
    pub fn mark(&mut self, document: &mut Document, fingerprint: Option<Fingerprint>) {
        let content = digest(&document.sha256);
        let original = match self.first.get(&content) {
            Some(same) => Some(same.clone()),
            None => {
                let near = fingerprint.and_then(|fingerprint| self.nearest(fingerprint));
                self.first.insert(content, near.clone().unwrap_or_else(|| (document.doc_id.clone(), 1.0)));
                if let (None, Some(fingerprint)) = (&near, fingerprint) {
                    self.keep(document.doc_id.clone(), fingerprint);
                }
                near
            }
        };
        (document.duplicate_of, document.similarity) = original.unzip();
    }

    /// The original most like it, of equals the first, where it is similar enough.
    fn nearest(&self, fingerprint: Fingerprint) -> Option<(SmolStr, f64)> {
        let mut best: Option<(u32, f64)> = None;
        for (band, slot) in slots(fingerprint).enumerate() {
            let mut at = self.last[slot];
            while let Some(original) = self.original(at) {
                let similarity = original.bits.similarity(fingerprint.bits());
                let better = best.is_none_or(|(of, most)| similarity > most || (similarity == most && at < of));
                if similarity >= self.least && better {
                    best = Some((at, similarity));
                }
                at = original.before[band];
            }
        }
        best.and_then(|(at, similarity)| Some((self.original(at)?.doc_id.clone(), similarity)))
    }

    fn original(&self, number: u32) -> Option<&Original> {
        self.originals.get((number as usize).checked_sub(1)?)
    }

    fn keep(&mut self, doc_id: SmolStr, fingerprint: Fingerprint) {
        // Beyond four thousand million documents no more near-copies are looked for.
        let Ok(number) = u32::try_from(self.originals.len() + 1) else { return };
        let mut before = [0; BANDS];
        for (slot, before) in slots(fingerprint).zip(&mut before) {
            *before = std::mem::replace(&mut self.last[slot], number);
        }
        self.originals.push(Original { doc_id, bits: fingerprint.bits(), before });
    }
}

/// Where the bands of a fingerprint are looked up.
fn slots(fingerprint: Fingerprint) -> impl Iterator<Item = usize> {
    fingerprint.bands().into_iter().enumerate().map(|(band, value)| band * SLOTS + value as usize % SLOTS)
}

fn digest(sha256: &str) -> Digest {
    let mut digest = Digest::default();
    sha256.bytes().zip(&mut digest).for_each(|(byte, place)| *place = byte);
    digest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read_bytes;

    /// For each text the number of the one that it is a copy of, with the similarity.
    fn copies(files: &[(&str, &str)], cfg: &IngestConfig) -> Vec<Option<(usize, f64)>> {
        let mut documents = Vec::new();
        for (name, text) in files {
            documents.extend(read_bytes(name, text.as_bytes(), cfg).documents);
        }
        let mut copies = Deduplicator::new(cfg);
        for document in &mut documents {
            let fingerprint = Fingerprint::of(&document.text);
            copies.mark(document, fingerprint);
        }
        let number = |id: &SmolStr| documents.iter().position(|document| document.doc_id == *id);
        documents.iter().map(|d| Some((number(d.duplicate_of.as_ref()?)?, d.similarity?))).collect()
    }

    #[test]
    fn every_copy_points_to_the_first() {
        let files = [("a.txt", "one"), ("b.txt", "two"), ("c.txt", "one"), ("d.md", "one")];
        assert_eq!(copies(&files, &IngestConfig::default()), [None, None, Some((0, 1.0)), Some((0, 1.0))]);
    }

    #[test]
    fn near_copies_point_to_the_first_and_the_threshold_can_be_told() {
        let story: String = (0..200).map(|n| format!("word{} ", n * 7919 % 1000)).collect();
        let near = format!("Another headline, with the name of a reporter, stands above it. {story}");
        let far = story.replace('7', "8");
        let files = [("a.txt", story.as_str()), ("b.txt", &near), ("c.txt", &far), ("d.txt", &near)];
        let found = copies(&files, &IngestConfig::default());
        let [None, Some((0, near)), None, Some((0, again))] = found[..] else { panic!("{found:?}") };
        assert!((0.9..1.0).contains(&near) && near == again, "{near} and {again}");
        let strict = IngestConfig { near_copy_percent: 101, ..IngestConfig::default() };
        assert_eq!(copies(&files, &strict), [None, None, None, Some((1, 1.0))]);
    }
}
