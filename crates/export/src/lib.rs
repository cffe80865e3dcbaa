//! Writes Tallysheet tables as reproducible Parquet, CSV and JSON Lines, with a manifest and a data package.
//!
//! A [`TableWriter`] takes the values of `tallysheet-model` one by one and writes the file of their table: documents,
//! claims, observations, checks or rejects, in a [`Format`]. [`read_claims`] and its siblings read Parquet back.
//! [`schema()`] describes a [`Table`] column by column, [`write_data_package`] does so for other tools, and
//! [`write_manifest`] records the run.
//!
//! ```
//! use tallysheet_export::{Format, TableWriter, read_rejects};
//! use tallysheet_model::{Reject, RejectReason, Stage};
//!
//! let reject = Reject {
//!     source: "scan.txt".into(),
//!     stage: Stage::Ingest,
//!     reason: RejectReason::Binary,
//!     detail: "a PNG image".into(),
//! };
//! let dir = tempfile::tempdir()?;
//! let mut rejects = TableWriter::<Reject>::create(dir.path(), Format::Parquet)?;
//! rejects.write(&reject)?;
//! let written = rejects.finish()?;
//!
//! assert_eq!((written.rows, written.output.file.as_str()), (1, "rejects.parquet"));
//! assert_eq!(read_rejects(&dir.path().join("rejects.parquet"))?, [reject]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The same rows give the same bytes, however the caller batches them and whatever the machine: a Parquet file holds no
//! time, no path and no thread count. Files appear under their final names when they are whole, or not at all.
//!
//! The crate has no features. It keeps rows in the order in which it gets them; sorting them, and deciding which
//! tables a run writes, is the caller's. No type of Arrow or Parquet is part of its interface.

mod cell;
mod datapackage;
mod error;
mod format;
mod manifest;
mod output;
mod parquet_file;
mod reader;
mod record;
mod row;
mod schema;
mod writer;

pub use datapackage::{DATA_PACKAGE_FILE, DataPackage, write_data_package};
pub use error::{CellError, ExportError};
pub use format::Format;
pub use manifest::{InputFile, MANIFEST_FILE, Manifest, read_manifest, write_manifest};
pub use output::OutputFile;
pub use reader::{read_checks, read_claims, read_documents, read_observations, read_rejects};
pub use record::{Record, RecordRef};
pub use schema::{ColumnSchema, ColumnType, Table, TableSchema, schema};
pub use writer::{TableWriter, WrittenTable};
