//! Containers too large to be held in memory.

use std::borrow::Cow;
use std::io::{self, Cursor, Read};

use encoding_rs::UTF_8;
use tallysheet_model::RejectReason;

use crate::compression::{Unpacked, too_large};
use crate::cut::Cutter;
use crate::decode::{MARK, check_loss};
use crate::format::{Compression, Format};
use crate::read::{no_record, read_records, unreadable};
use crate::record::{Before, NumberedRecord};
use crate::refusal::Refusal;
use crate::{IngestConfig, Ingested};

/// A container in UTF-8 that is read in blocks. Where it is damaged, what stands before is read.
pub(crate) struct Stream {
    input: Unpacked<Stored>,
    compression: Compression,
    format: Format,
    cutter: Cutter,
    /// What a table begins with: the names of its columns.
    header: Vec<u8>,
    /// What is read and not yet given away.
    waiting: Vec<u8>,
    before: Before,
    /// Bytes read, and whether they are all.
    unpacked: u64,
    ended: bool,
    /// Bytes as stored that blocks have been made of.
    given: u64,
    found: bool,
}

/// A source as it is stored: what has been looked at of it, and the rest.
type Stored = io::Chain<Cursor<Vec<u8>>, Box<dyn Read + Send>>;

/// Whole records of a container.
pub(crate) struct Block {
    format: Format,
    /// The records, below the header of their table.
    bytes: Vec<u8>,
    before: Before,
    /// How much of what is stored was read for it.
    stored: u64,
}

impl Stream {
    pub fn new(
        head: Vec<u8>,
        rest: Box<dyn Read + Send>,
        compression: Compression,
        format: Format,
    ) -> Result<Self, Refusal> {
        let input = Unpacked::new(compression, Cursor::new(head).chain(rest)).map_err(|e| compression.damaged(&e))?;
        Ok(Self {
            input,
            compression,
            format,
            cutter: Cutter::new(format),
            header: Vec::new(),
            waiting: Vec::new(),
            before: Before::default(),
            unpacked: 0,
            given: 0,
            ended: false,
            found: false,
        })
    }

    /// The next records, `least` bytes of them if there are as many; `None` at the end.
    pub fn next_block(&mut self, least: usize, cfg: &IngestConfig) -> Result<Option<Block>, Refusal> {
        if self.unpacked == 0 {
            self.read_header(cfg)?;
        }
        let Some((bytes, records)) = self.take_records(least, cfg.max_bytes)? else {
            return if self.found { Ok(None) } else { Err(no_record()) };
        };
        self.found = self.found || !bytes.trim_ascii().is_empty();
        let before = self.before;
        self.before.records += records;
        self.before.lines += memchr::memchr_iter(b'\n', &bytes).count() as u64;
        let bytes = if self.header.is_empty() { bytes } else { [&self.header[..], &bytes].concat() };
        let stored = self.input.bytes_read() - std::mem::replace(&mut self.given, self.input.bytes_read());
        Ok(Some(Block { format: self.format, bytes, before, stored }))
    }

    /// Says what is left to be said: why nothing more is read, and what was stored.
    pub fn end(self, refusal: Option<Refusal>, name: &str) -> Ingested {
        let known = refusal.as_ref().is_none_or(|refusal| refusal.reason != RejectReason::TooLarge);
        let stored = if known { self.input.stored().ok() } else { None };
        Ingested {
            rejects: refusal.map(|refusal| refusal.of(name)).into_iter().collect(),
            stored,
            ..Ingested::default()
        }
    }

    /// Takes the mark of UTF-8 away, and of a table its header.
    fn read_header(&mut self, cfg: &IngestConfig) -> Result<(), Refusal> {
        while !self.ended && self.waiting.len() < MARK.len() {
            self.fill(MARK.len(), cfg.max_bytes)?;
        }
        if self.waiting.starts_with(MARK) {
            self.waiting = self.waiting.split_off(MARK.len());
        }
        #[cfg(feature = "csv")]
        if let Format::Csv { delimiter } = self.format {
            let (header, _) = self.take_records(1, cfg.max_bytes)?.unwrap_or_default();
            let names = String::from_utf8_lossy(&header);
            drop(crate::csv::records(&names, delimiter, &cfg.fields, Before::default())?);
            self.header = header;
        }
        Ok(())
    }

    /// The bytes of the next records, and their number.
    fn take_records(&mut self, least: usize, limit: u64) -> Result<Option<(Vec<u8>, u64)>, Refusal> {
        loop {
            if let Some((end, records)) = self.cutter.cut(&self.waiting, least) {
                let rest = self.waiting.split_off(end);
                return Ok(Some((std::mem::replace(&mut self.waiting, rest), records)));
            }
            if self.ended {
                let last = std::mem::take(&mut self.waiting);
                return Ok((!last.is_empty()).then_some((last, 1)));
            }
            self.fill(least, limit)?;
        }
    }

    fn fill(&mut self, least: usize, limit: u64) -> Result<(), Refusal> {
        const LEAST: usize = 64 << 10;
        let wanted = least.max(LEAST) as u64;
        self.waiting.reserve(wanted as usize);
        let read = self.input.by_ref().take(wanted).read_to_end(&mut self.waiting);
        let is_plain = self.compression == Compression::None;
        let refusal = |error: &io::Error| if is_plain { unreadable(error) } else { self.compression.damaged(error) };
        let read = read.map_err(|error| refusal(&error))?;
        self.unpacked += read as u64;
        self.ended = (read as u64) < wanted;
        if self.unpacked.max(self.input.bytes_read()) > limit { Err(too_large(limit)) } else { Ok(()) }
    }
}

impl Block {
    pub fn stored(&self) -> u64 {
        self.stored
    }

    pub fn read(&self, name: &str, cfg: &IngestConfig) -> Ingested {
        let (text, _) = UTF_8.decode_without_bom_handling(&self.bytes);
        let damaged = matches!(text, Cow::Owned(_));
        let checked = |record| if damaged { check(record) } else { record };
        let mut ingested = Ingested::default();
        match self.format {
            #[cfg(feature = "json")]
            Format::JsonLines => {
                read_records(name, crate::jsonl::records(&text, self.before).map(checked), cfg, &mut ingested);
            }
            #[cfg(feature = "csv")]
            Format::Csv { delimiter } => {
                if let Ok(records) = crate::csv::records(&text, delimiter, &cfg.fields, self.before) {
                    read_records(name, records.map(checked), cfg, &mut ingested);
                }
            }
            _ => {}
        }
        ingested
    }
}

/// Refuses a record of which too much was lost in decoding.
fn check((number, record): NumberedRecord<'_>) -> NumberedRecord<'_> {
    (number, record.and_then(|record| check_loss(&record.content, UTF_8).map(|()| record)))
}
