//! Takes sources apart into batches of bounded size.

use std::{
    fs, slice,
    time::{Duration, Instant},
};

use tallysheet_ingest::{Fingerprint, IngestConfig, Origin, Piece, Pieces, Source, StoredFile};
use tallysheet_model::{Document, Reject};

/// A batch is closed by the piece that brings it to this many bytes, unless told otherwise, or to this many pieces.
pub const BATCH_BYTES: usize = 1 << 20;
const BATCH_PIECES: usize = 1024;

/// Gives the batches of sources, in their order; reads no more than that takes.
pub struct Batches<'a> {
    sources: slice::Iter<'a, Source>,
    open: Option<Pieces<'a>>,
    cfg: &'a IngestConfig,
    bytes: usize,
}

/// Some consecutive pieces of sources.
pub struct Batch<'a> {
    pieces: Vec<Piece<'a>>,
    /// The bytes of the sources that it takes, as they are stored.
    pub bytes: u64,
    /// How long it took to get it.
    pub took: Duration,
}

/// What a batch holds, everything in the order of the input.
#[derive(Debug, Default)]
pub struct Contents {
    /// The documents, each with the fingerprint of its text.
    pub documents: Vec<(Document, Option<Fingerprint>)>,
    /// What could not be read.
    pub rejects: Vec<Reject>,
    /// The files that end in it, with the source they are called by.
    pub inputs: Vec<(String, StoredFile)>,
}

impl<'a> Batches<'a> {
    /// The batches of `sources`, each of about `bytes`.
    pub fn new(sources: &'a [Source], bytes: usize, cfg: &'a IngestConfig) -> Self {
        Self { sources: sources.iter(), open: None, cfg, bytes }
    }

    fn next_piece(&mut self) -> Option<Piece<'a>> {
        loop {
            if let Some(piece) = self.open.as_mut().and_then(Pieces::next) {
                return Some(piece);
            }
            self.open = Some(Pieces::new(self.sources.next()?, self.bytes, self.cfg));
        }
    }
}

impl<'a> Iterator for Batches<'a> {
    type Item = Batch<'a>;

    fn next(&mut self) -> Option<Batch<'a>> {
        let begin = Instant::now();
        let (mut pieces, mut bytes) = (Vec::new(), 0);
        while bytes < self.bytes as u64 && pieces.len() < BATCH_PIECES {
            let Some(piece) = self.next_piece() else { break };
            bytes += piece.bytes();
            // What is unpacked may be much more than what is stored.
            let is_full = !piece.is_last();
            pieces.push(piece);
            if is_full {
                break;
            }
        }
        (!pieces.is_empty()).then(|| Batch { pieces, bytes, took: begin.elapsed() })
    }
}

impl Batch<'_> {
    /// Reads it.
    pub fn read(self, cfg: &IngestConfig) -> Contents {
        let mut contents = Contents::default();
        for piece in self.pieces {
            let name = &piece.source().name;
            let ingested = piece.read(cfg);
            contents.inputs.extend(ingested.stored.map(|stored| (name.clone(), stored)));
            contents.rejects.extend(ingested.rejects);
            let fingerprint = |document: Document| {
                let fingerprint = Fingerprint::of(&document.text);
                (document, fingerprint)
            };
            contents.documents.extend(ingested.documents.into_iter().map(fingerprint));
        }
        contents
    }
}

/// The size of a file; 0 where it cannot be told, since reading it will say why.
pub fn size(source: &Source) -> u64 {
    match &source.origin {
        Origin::File(path) => fs::metadata(path).map_or(0, |metadata| metadata.len()),
        Origin::Stdin => 0,
    }
}
