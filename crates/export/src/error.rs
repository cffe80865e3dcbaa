use std::path::{Path, PathBuf};

use tallysheet_model::UnknownCode;

use crate::ColumnType;

/// A table, the manifest or the data package could not be written or read back.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ExportError {
    /// The file cannot be created, written, opened or renamed.
    #[error("cannot {action} {}", path.display())]
    Io {
        /// What was being done: `write`, `read`.
        action: &'static str,
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The rows cannot be written as, or read from, Parquet.
    #[error("cannot {action} {} as Parquet", path.display())]
    Parquet {
        /// What was being done: `write`, `read`.
        action: &'static str,
        /// The file.
        path: PathBuf,
        /// What the Parquet library says.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// A row cannot be written as CSV.
    #[error("cannot write {} as CSV", path.display())]
    Csv {
        /// The file.
        path: PathBuf,
        /// What the CSV library says.
        source: csv::Error,
    },
    /// A value cannot be written as, or read from, JSON.
    #[error("cannot {action} {} as JSON", path.display())]
    Json {
        /// What was being done: `write`, `read`.
        action: &'static str,
        /// The file.
        path: PathBuf,
        /// What the JSON library says.
        source: serde_json::Error,
    },
    /// A single row is too large for a column's 32-bit offsets.
    #[error("row {row} of {} holds {size} bytes, expected at most {limit}", path.display())]
    RowTooLarge {
        /// The file.
        path: PathBuf,
        /// The row, counting from 0.
        row: u64,
        /// Its size in bytes.
        size: usize,
        /// The greatest size that can be written.
        limit: usize,
    },
    /// A file has no column of this name.
    #[error("{} has no column `{column}`, expected the table `{table}`", path.display())]
    MissingColumn {
        /// The file.
        path: PathBuf,
        /// The table expected.
        table: &'static str,
        /// The column.
        column: &'static str,
    },
    /// A cell holds what its column must not hold.
    #[error("{}: bad `{column}` in row {row}", path.display())]
    BadCell {
        /// The file.
        path: PathBuf,
        /// The row, counting from 0.
        row: u64,
        /// The column.
        column: &'static str,
        /// What is wrong.
        source: CellError,
    },
    /// The name is no output format.
    #[error("unknown format `{0}`, expected one of parquet, csv, jsonl")]
    UnknownFormat(String),
}

impl ExportError {
    pub(crate) fn io(action: &'static str, path: &Path, source: std::io::Error) -> Self {
        Self::Io { action, path: path.to_owned(), source }
    }

    pub(crate) fn parquet(
        action: &'static str,
        path: &Path,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        Self::Parquet { action, path: path.to_owned(), source: source.into() }
    }

    pub(crate) fn json(action: &'static str, path: &Path, source: serde_json::Error) -> Self {
        Self::Json { action, path: path.to_owned(), source }
    }
}

/// What is wrong with one cell of a table that is read back.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CellError {
    /// The cell is null, or the column has another type.
    #[error("expected {0}")]
    Type(ColumnType),
    /// The text is no code of the column's vocabulary.
    #[error(transparent)]
    Code(#[from] UnknownCode),
    /// The number is negative, not finite or out of range.
    #[error("expected a number within range, found {0}")]
    Number(f64),
    /// The span ends before it starts.
    #[error("expected a span that does not end before it starts, found {start}..{end}")]
    Span {
        /// First byte.
        start: usize,
        /// One past the last byte.
        end: usize,
    },
}
