//! Reads sources in batches.

use std::{collections::VecDeque, fs};

use rayon::prelude::*;
use tallysheet_ingest::{Deduplicator, Fingerprint, IngestConfig, Origin, Source, StoredFile, read};
use tallysheet_model::{Document, Reject};

/// A batch is closed by the file that brings it to this many bytes, or to this many files.
const BATCH_BYTES: u64 = 16 << 20;
const BATCH_FILES: usize = 1024;

/// What some consecutive sources gave, everything in the order of the input.
#[derive(Debug, Default)]
pub struct Batch {
    /// The number of sources read.
    pub sources: usize,
    /// The documents, copies flagged.
    pub documents: Vec<Document>,
    /// What could not be read.
    pub rejects: Vec<Reject>,
    /// The files read, with the source they are called by.
    pub inputs: Vec<(String, StoredFile)>,
}

/// Reads sources in order, the files of a batch at once.
pub struct Reader<'a> {
    waiting: VecDeque<&'a Source>,
    cfg: &'a IngestConfig,
    copies: Deduplicator,
}

impl<'a> Reader<'a> {
    /// A reader that has read nothing yet.
    pub fn new(sources: &'a [Source], cfg: &'a IngestConfig) -> Self {
        Self { waiting: sources.iter().collect(), cfg, copies: Deduplicator::new(cfg) }
    }

    /// Reads the next batch on the threads of the current pool; `None` at the end.
    pub fn next_batch(&mut self) -> Option<Batch> {
        let sources = self.take_sources();
        if sources.is_empty() {
            return None;
        }
        let read = |source: &&Source| {
            let ingested = read(source, self.cfg);
            let fingerprints = ingested.documents.iter().map(|document| Fingerprint::of(&document.text)).collect();
            (ingested, fingerprints)
        };
        let ingested: Vec<(_, Vec<_>)> = sources.par_iter().map(read).collect();
        let mut batch = Batch { sources: sources.len(), ..Batch::default() };
        for (source, (mut ingested, fingerprints)) in sources.into_iter().zip(ingested) {
            for (document, fingerprint) in ingested.documents.iter_mut().zip(fingerprints) {
                self.copies.mark(document, fingerprint);
            }
            batch.documents.append(&mut ingested.documents);
            batch.rejects.append(&mut ingested.rejects);
            batch.inputs.extend(ingested.stored.map(|stored| (source.name.clone(), stored)));
        }
        Some(batch)
    }

    fn take_sources(&mut self) -> Vec<&'a Source> {
        let (mut sources, mut bytes) = (Vec::new(), 0);
        while bytes < BATCH_BYTES && sources.len() < BATCH_FILES {
            let Some(source) = self.waiting.pop_front() else { break };
            bytes += size(source);
            sources.push(source);
        }
        sources
    }
}

/// The size of a file; 0 where it cannot be told, since reading it will say why.
fn size(source: &Source) -> u64 {
    match &source.origin {
        Origin::File(path) => fs::metadata(path).map_or(0, |metadata| metadata.len()),
        Origin::Stdin => 0,
    }
}
