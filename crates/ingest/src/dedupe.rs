use std::collections::HashMap;

use tallysheet_model::{Document, SmolStr};

/// Flags exact copies: documents whose content (its SHA-256) has come before. Feed it the documents in input order, so
/// that the first of each stays unflagged.
#[derive(Clone, Debug, Default)]
pub struct Deduplicator {
    first: HashMap<String, SmolStr>,
}

impl Deduplicator {
    /// One that has seen nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `duplicate_of` to the first document with the same content, or clears it where this is the first.
    pub fn mark(&mut self, document: &mut Document) {
        document.duplicate_of = self.first.get(&document.sha256).cloned();
        if document.duplicate_of.is_none() {
            self.first.insert(document.sha256.clone(), document.doc_id.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{IngestConfig, read_bytes};

    #[test]
    fn every_copy_points_to_the_first() {
        let files = [("a.txt", "one"), ("b.txt", "two"), ("c.txt", "one"), ("d.md", "one")];
        let mut documents = Vec::new();
        for (name, text) in files {
            documents.extend(read_bytes(name, text.as_bytes(), &IngestConfig::default()).documents);
        }

        let mut copies = Deduplicator::new();
        documents.iter_mut().for_each(|document| copies.mark(document));

        let first = documents[0].doc_id.clone();
        let found: Vec<_> = documents.iter().map(|document| document.duplicate_of.clone()).collect();
        assert_eq!(found, [None, None, Some(first.clone()), Some(first)]);
    }
}
