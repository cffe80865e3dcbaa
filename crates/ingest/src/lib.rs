//! Reads files, archives and record streams into Tallysheet documents: decoded, cleaned, identified and checked for copies.
//!
//! - [`discover`] turns [`Input`]s (files, directories, globs, standard input) into a sorted list of [`Source`]s.
//! - [`read()`] turns one [`Source`] into [`Ingested`]: its documents, and a reject with a reason for whatever could not
//!   be read. It never fails and knows nothing of other sources, so that many can be read at once.
//! - [`read_bytes`] does the same for bytes in memory.
//! - [`Deduplicator`] then flags copies and near-copies, in the order of the input, by the [`Fingerprint`] of each text.
//!
//! ```
//! use tallysheet_ingest::{Deduplicator, Fingerprint, IngestConfig, read_bytes};
//!
//! let cfg = IngestConfig::default();
//! let mut first = read_bytes("a.txt", "全年破获案件44.1万起。".as_bytes(), &cfg);
//! let mut second = read_bytes("b.txt", "全年破获案件44.1万起。".as_bytes(), &cfg);
//! assert_eq!(first.documents[0].text, "全年破获案件44.1万起。");
//! assert_eq!(first.documents[0].lang.as_str(), "zh");
//!
//! let mut copies = Deduplicator::new(&cfg);
//! for document in first.documents.iter_mut().chain(&mut second.documents) {
//!     let fingerprint = Fingerprint::of(&document.text);
//!     copies.mark(document, fingerprint);
//! }
//! assert_eq!(second.documents[0].duplicate_of, Some(first.documents[0].doc_id.clone()));
//!
//! let picture = read_bytes("chart.png", b"\x89PNG\r\n\x1a\n", &cfg);
//! assert_eq!(picture.rejects[0].reason.as_str(), "unsupported_format");
//! ```
//!
//! # Formats
//!
//! The format is told by the ending of the name, compression stripped first; standard input is told by its first bytes.
//!
//! | ending | media type | becomes |
//! | --- | --- | --- |
//! | `.txt`, `.text`, none | `text/plain` | one document, the decoded file exactly |
//! | `.md`, `.markdown` | `text/markdown` | the same; title from the front matter or the first heading |
//! | `.html`, `.htm`, `.xhtml` | `text/html` | the text of the main article |
//! | `.jsonl`, `.ndjson` | `application/x-ndjson` | a document for each line, `text/plain` |
//! | `.csv`, `.tsv` | `text/csv` | a document for each record, `text/plain` |
//! | any of these and `.gz`, `.zst`, `.zstd` | | the same |
//!
//! A side file `NAME.meta.toml` gives metadata to `NAME.txt`, `NAME.md` and `NAME.html`, compressed or not: `title`,
//! `publisher`, `published` (a TOML date) and `lang`, each optional. It wins over metadata inside the document.
//!
//! # Features
//!
//! All are on by default: `csv`, `html` and `json` each add a format, `gzip` and `zstd` a compression. Without its
//! feature a format is rejected as unsupported.
//!
//! The crate leaves the date that a text tells about itself (its dateline) to `tallysheet-normalize`, and running many
//! reads at once to the caller.

// Without a format that holds records nothing is ever read in blocks.
#![cfg_attr(
    not(any(feature = "csv", feature = "json")),
    allow(dead_code, unused_imports, unused_mut, unused_variables)
)]

mod compression;
mod config;
#[cfg(feature = "csv")]
mod csv;
mod cut;
mod date;
mod decode;
mod dedupe;
mod document;
mod error;
mod fingerprint;
mod format;
#[cfg(feature = "html")]
mod html;
#[cfg(feature = "html")]
mod html_text;
mod input;
#[cfg(feature = "json")]
mod jsonl;
mod lang;
mod markdown;
mod metadata;
mod pieces;
mod read;
mod record;
mod refusal;
mod side_file;
mod stream;

pub use config::{FieldMapping, IngestConfig};
pub use dedupe::Deduplicator;
pub use error::IngestError;
pub use fingerprint::Fingerprint;
pub use input::{Input, Origin, Source, discover};
pub use lang::detect_lang;
pub use pieces::{Piece, Pieces};
pub use read::{Ingested, StoredFile, read, read_bytes};
