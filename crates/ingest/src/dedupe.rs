use std::{cmp::Reverse, collections::HashMap};

use tallysheet_model::{Document, SmolStr};

use crate::{
    Fingerprint, IngestConfig,
    fingerprint::{BANDS, SimHash, similarity},
};

/// Flags copies: documents whose content (its SHA-256) has come before, and near-copies, whose text has by and large.
/// Feed it the documents in input order, so that the first of each stays unflagged.
///
/// It keeps some hundred bytes of each document that is no copy, whatever the length of its text.
#[derive(Clone, Debug)]
pub struct Deduplicator {
    /// Bits that may differ in near-copies; `None` where nothing is one.
    most_bits: Option<u32>,
    /// By content, its original.
    first: HashMap<Digest, Match>,
    originals: Vec<Original>,
    /// Their ids.
    doc_ids: Vec<SmolStr>,
    /// By band and a part of its value, the last original that has it, counting from 1; 0 is none.
    last: Vec<u32>,
}

/// The first half of a SHA-256: 128 bits, which no two contents share by chance.
type Digest = u128;

/// The original of a content, by its number counting from 1, and how similar they are.
#[derive(Clone, Copy, Debug)]
struct Match {
    original: u32,
    percent: u8,
}

/// What is looked at of many originals for each document: one line of a cache.
#[derive(Clone, Debug)]
#[repr(align(64))]
struct Original {
    /// Of one that has no fingerprint, which no band leads to, nothing.
    bits: SimHash,
    /// By band, the original before this one with the same value.
    before: [u32; BANDS],
}

/// Values of a band that are told apart.
const SLOTS: usize = 1 << 18;

/// Originals of one value of a band that are looked at, the last ones: what more of them share is a form or a phrase that
/// is used everywhere, and to look at them all would take longer with every document.
const LOOKED_AT: usize = 16;

impl Deduplicator {
    /// One that has seen nothing.
    pub fn new(cfg: &IngestConfig) -> Self {
        let is_near = |&bits: &u32| cfg.near_copy_percent <= u32::from(SimHash::percent(bits));
        let most_bits = (0..=SimHash::BITS).rev().find(is_near);
        Self {
            most_bits,
            first: HashMap::new(),
            originals: Vec::new(),
            doc_ids: Vec::new(),
            last: vec![0; BANDS * SLOTS],
        }
    }

    /// Sets `duplicate_of` and `similarity` by the first document with the same content, else by the one most like it if
    /// that is similar enough, or clears them. `fingerprint` is that of the document's text.
    pub fn mark(&mut self, document: &mut Document, fingerprint: Option<Fingerprint>) {
        let content = digest(&document.sha256);
        let copy = match self.first.get(&content) {
            Some(&same) => Some(same),
            None => {
                let near = fingerprint.and_then(|fingerprint| self.nearest(fingerprint));
                let first = near.or_else(|| self.keep(document.doc_id.clone(), fingerprint));
                self.first.extend(first.map(|first| (content, first)));
                near
            }
        };
        let id = |number: u32| self.doc_ids[number as usize - 1].clone();
        (document.duplicate_of, document.similarity) =
            copy.map(|copy| (id(copy.original), similarity(copy.percent))).unzip();
    }

    /// The original most like it, of equals the first, where it is similar enough.
    fn nearest(&self, fingerprint: Fingerprint) -> Option<Match> {
        let most_bits = self.most_bits?;
        let mut best: Option<Match> = None;
        // A step in each band, then the next: what one waits for from memory is fetched with what the others do.
        let mut numbers = slots(fingerprint).map(|slot| self.last[slot]);
        for _ in 0..LOOKED_AT {
            for (band, number) in numbers.iter_mut().enumerate() {
                let Some(original) = self.original(*number) else { continue };
                let differ = original.bits.differ(fingerprint.bits());
                if differ <= most_bits {
                    let found = Match { original: *number, percent: SimHash::percent(differ) };
                    let rank = |found: &Match| (found.percent, Reverse(found.original));
                    best = best.into_iter().chain([found]).max_by_key(rank);
                }
                *number = original.before[band];
            }
        }
        best
    }

    fn original(&self, number: u32) -> Option<&Original> {
        self.originals.get((number as usize).checked_sub(1)?)
    }

    /// Keeps an original, as a match of itself.
    fn keep(&mut self, doc_id: SmolStr, fingerprint: Option<Fingerprint>) -> Option<Match> {
        // Beyond four thousand million documents no more copies are looked for.
        let number = u32::try_from(self.originals.len() + 1).ok()?;
        let mut before = [0; BANDS];
        for (slot, before) in fingerprint.map(slots).into_iter().flatten().zip(&mut before) {
            *before = std::mem::replace(&mut self.last[slot], number);
        }
        let bits = fingerprint.map(Fingerprint::bits).unwrap_or_default();
        self.originals.push(Original { bits, before });
        self.doc_ids.push(doc_id);
        Some(Match { original: number, percent: 100 })
    }
}

/// Where the bands of a fingerprint are looked up.
fn slots(fingerprint: Fingerprint) -> [usize; BANDS] {
    let bands = fingerprint.bands();
    std::array::from_fn(|band| band * SLOTS + bands[band] as usize % SLOTS)
}

fn digest(sha256: &str) -> Digest {
    let digits = sha256.chars().take(32).map(|digit| digit.to_digit(16).unwrap_or_default());
    digits.fold(0, |digest, digit| digest << 4 | Digest::from(digit))
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

    #[test]
    fn of_many_that_share_a_form_the_last_are_looked_at() {
        let form: String = (0..400).map(|n| format!("form{n} ")).collect();
        let filled =
            |n: usize| format!("{form}{}", (0..300).map(|at| format!("w{} ", at * 31 + n * 9973)).collect::<String>());
        let count = 200;
        let mut texts: Vec<String> = (0..count).map(filled).collect();
        texts.extend([filled(count - 1), filled(0)].map(|text| format!("Once more: {text}")));
        let files: Vec<(String, &str)> =
            texts.iter().enumerate().map(|(n, text)| (format!("{n}.txt"), &**text)).collect();
        let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), *text)).collect();
        let found = copies(&files, &IngestConfig { near_copy_percent: 97, ..IngestConfig::default() });
        assert!(found[..count].iter().all(Option::is_none), "{found:?}");
        assert_eq!(found[count].map(|(original, _)| original), Some(count - 1));
    }
}
