use std::collections::HashMap;

use tallysheet_model::{Document, SmolStr};

use crate::{
    Fingerprint, IngestConfig,
    fingerprint::{BAND_VALUES, BANDS},
};

/// Flags copies: documents whose content (its SHA-256) has come before, and near-copies, whose text has by and large.
/// Feed it the documents in input order, so that the first of each stays unflagged.
///
/// It keeps some two hundred bytes of each document that is no copy, whatever the length of its text.
#[derive(Clone, Debug)]
pub struct Deduplicator {
    least: f64,
    /// By content, the original with how similar it is.
    first: HashMap<String, (SmolStr, f64)>,
    originals: Vec<(SmolStr, Fingerprint)>,
    /// By band and its value, the originals that have it.
    bands: Vec<Vec<u32>>,
}

impl Deduplicator {
    /// One that has seen nothing.
    pub fn new(cfg: &IngestConfig) -> Self {
        let bands = vec![Vec::new(); BANDS * BAND_VALUES];
        Self { least: f64::from(cfg.near_copy_percent) / 100.0, first: HashMap::new(), originals: Vec::new(), bands }
    }

    /// Sets `duplicate_of` and `similarity` by the first document with the same content, else by the one most like it if
    /// that is similar enough, or clears them. `fingerprint` is that of the document's text.
    pub fn mark(&mut self, document: &mut Document, fingerprint: Option<Fingerprint>) {
        let original = match self.first.get(&document.sha256) {
            Some(same) => Some(same.clone()),
            None => {
                let near = fingerprint.and_then(|fingerprint| self.nearest(fingerprint));
                let first = near.clone().unwrap_or_else(|| (document.doc_id.clone(), 1.0));
                self.first.insert(document.sha256.clone(), first);
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
        let candidates = fingerprint.bands().enumerate().flat_map(|(band, value)| &self.bands[slot(band, value)]);
        let near = candidates.map(|&at| (at, self.originals[at as usize].1.similarity(fingerprint)));
        let near = near.filter(|&(_, similarity)| similarity >= self.least);
        let (at, similarity) = near.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))?;
        Some((self.originals[at as usize].0.clone(), similarity))
    }

    fn keep(&mut self, doc_id: SmolStr, fingerprint: Fingerprint) {
        // Beyond four thousand million documents no more near-copies are looked for.
        let Ok(at) = u32::try_from(self.originals.len()) else { return };
        self.originals.push((doc_id, fingerprint));
        for (band, value) in fingerprint.bands().enumerate() {
            self.bands[slot(band, value)].push(at);
        }
    }
}

fn slot(band: usize, value: usize) -> usize {
    band * BAND_VALUES + value
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
