use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use crate::compression::{Unpacked, too_large};
use crate::decode::is_utf8;
use crate::format::{Compression, FileKind, Format};
use crate::input::STDIN_NAME;
use crate::read::unreadable;
use crate::refusal::Refusal;
use crate::stream::{Block, Stream};
use crate::{IngestConfig, Ingested, Origin, Source, read, read_bytes};

/// A container of no more bytes is read whole. Of a larger one so much is looked at before it is read in blocks.
const HEAD: usize = 256 << 10;

/// A source, taken apart into [`Piece`]s that can be read at once.
///
/// A large container in UTF-8 gives a piece for some records each, so that it is never in memory as a whole; everything
/// else is one piece. Taking apart no more than reads, unpacks and cuts.
pub struct Pieces<'a> {
    source: &'a Source,
    cfg: &'a IngestConfig,
    block_bytes: usize,
    state: State,
}

enum State {
    Closed,
    Open(Box<Stream>),
    Done,
}

/// A part of a source that can be read on any thread.
pub struct Piece<'a> {
    source: &'a Source,
    part: Part,
}

enum Part {
    /// All of it, of which nothing is read yet.
    Source,
    /// All of it, as stored.
    Bytes(Vec<u8>),
    Block(Block),
    /// What there is to say at its end.
    End(Ingested),
}

impl<'a> Pieces<'a> {
    /// The pieces of `source`. A block is closed by the record that brings it to `block_bytes`; what is read does not
    /// depend on it.
    pub fn new(source: &'a Source, block_bytes: usize, cfg: &'a IngestConfig) -> Self {
        Self { source, cfg, block_bytes, state: State::Closed }
    }

    fn open(&self) -> Result<Opened, Refusal> {
        let (name, is_file) = (&self.source.name, self.source.origin != Origin::Stdin);
        let raw = match &self.source.origin {
            Origin::File(path) if is_large_container(name, path) => {
                File::open(path).and_then(|file| Raw::new(Box::new(file)))
            }
            Origin::File(_) => return Ok(Opened::Part(Part::Source)),
            Origin::Stdin => Raw::new(Box::new(io::stdin())),
        };
        let raw = raw.map_err(|error| unreadable(&error))?;
        Ok(match raw.kind(name) {
            Some((compression, format)) => {
                Opened::Stream(Box::new(Stream::new(raw.head, raw.rest, compression, format)?))
            }
            None if is_file => Opened::Part(Part::Source),
            None => Opened::Part(Part::Bytes(raw.whole(self.cfg.max_bytes)?)),
        })
    }
}

enum Opened {
    Part(Part),
    Stream(Box<Stream>),
}

fn is_large_container(name: &str, path: &Path) -> bool {
    FileKind::of_name(name).is_ok_and(|kind| kind.format.is_container())
        && fs::metadata(path).is_ok_and(|file| file.len() > HEAD as u64)
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        let source = self.source;
        let mut stream = match std::mem::replace(&mut self.state, State::Done) {
            State::Done => return None,
            State::Open(stream) => stream,
            State::Closed => match self.open() {
                Ok(Opened::Part(part)) => return Some(Piece { source, part }),
                Ok(Opened::Stream(stream)) => stream,
                Err(refusal) => {
                    return Some(Piece { source, part: Part::End(Ingested::refused(refusal, &source.name)) });
                }
            },
        };
        let part = match stream.next_block(self.block_bytes, self.cfg) {
            Ok(Some(block)) => {
                self.state = State::Open(stream);
                Part::Block(block)
            }
            Ok(None) => Part::End(stream.end(None, &source.name)),
            Err(refusal) => Part::End(stream.end(Some(refusal), &source.name)),
        };
        Some(Piece { source, part })
    }
}

impl<'a> Piece<'a> {
    /// The source that it is a part of.
    pub fn source(&self) -> &'a Source {
        self.source
    }

    /// Whether no more of its source follows.
    pub fn is_last(&self) -> bool {
        !matches!(self.part, Part::Block(_))
    }

    /// How much of its source it takes, in bytes as they are stored; 0 where that is not known.
    pub fn bytes(&self) -> u64 {
        match &self.part {
            Part::Source => match &self.source.origin {
                Origin::File(path) => fs::metadata(path).map_or(0, |file| file.len()),
                Origin::Stdin => 0,
            },
            Part::Bytes(bytes) => bytes.len() as u64,
            Part::Block(block) => block.stored(),
            Part::End(_) => 0,
        }
    }

    /// Its documents and rejects; as [`read()`], it never fails.
    pub fn read(self, cfg: &IngestConfig) -> Ingested {
        match self.part {
            Part::Source => read(self.source, cfg),
            Part::Bytes(bytes) => read_bytes(&self.source.name, &bytes, cfg),
            Part::Block(block) => block.read(&self.source.name, cfg),
            Part::End(ingested) => ingested,
        }
    }
}

/// A source as it is stored, its first bytes looked at.
struct Raw {
    head: Vec<u8>,
    rest: Box<dyn Read + Send>,
}

impl Raw {
    fn new(mut rest: Box<dyn Read + Send>) -> io::Result<Self> {
        let mut head = Vec::with_capacity(HEAD);
        rest.by_ref().take(HEAD as u64).read_to_end(&mut head)?;
        Ok(Self { head, rest })
    }

    /// How to read it in blocks; `None` where it must be read whole: it is small, no container, or its head is not UTF-8.
    fn kind(&self, name: &str) -> Option<(Compression, Format)> {
        if self.head.len() < HEAD {
            return None;
        }
        let named = FileKind::of_name(name).ok().filter(|_| name != STDIN_NAME);
        let compression = named.map_or_else(|| Compression::sniff(&self.head), |kind| kind.compression);
        let mut content = Vec::new();
        // The stream ends too soon, and says so with an error.
        let _ = Unpacked::new(compression, &self.head[..]).ok()?.take(HEAD as u64).read_to_end(&mut content);
        let format = named.map_or_else(|| Format::sniff(&content), |kind| kind.format);
        (format.is_container() && is_utf8(&content)).then_some((compression, format))
    }

    /// All of it.
    fn whole(self, limit: u64) -> Result<Vec<u8>, Refusal> {
        let mut bytes = self.head;
        let rest = limit.saturating_add(1).saturating_sub(bytes.len() as u64);
        self.rest.take(rest).read_to_end(&mut bytes).map_err(|error| unreadable(&error))?;
        if bytes.len() as u64 > limit { Err(too_large(limit)) } else { Ok(bytes) }
    }
}
