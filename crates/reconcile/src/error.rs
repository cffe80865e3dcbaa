use std::path::{Path, PathBuf};

use tallysheet_model::UnknownCode;

/// The corpus could not be reconciled.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReconcileError {
    /// The file cannot be opened.
    #[error("cannot open {}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The file is no Parquet file, or lacks a column of its table, or has it with another type.
    #[error("cannot read the table `{table}` from {}", path.display())]
    Table {
        /// The file.
        path: PathBuf,
        /// The table expected.
        table: &'static str,
        /// What the query engine says.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The claims cannot be put aside in a temporary file, which a large corpus needs.
    #[error("cannot put claims aside in a temporary file")]
    Spool {
        /// What the system says.
        source: std::io::Error,
    },
    /// A cell is null that must not be, or out of range.
    #[error("{}: expected {expected} in column `{column}`", path.display())]
    Cell {
        /// The file.
        path: PathBuf,
        /// The column.
        column: &'static str,
        /// What belongs there.
        expected: &'static str,
    },
    /// A cell holds no code of its vocabulary.
    #[error("{}: bad column `{column}`", path.display())]
    Code {
        /// The file.
        path: PathBuf,
        /// The column.
        column: &'static str,
        /// The vocabulary and what was found.
        source: UnknownCode,
    },
}

impl ReconcileError {
    pub(crate) fn table(
        path: &Path,
        table: &'static str,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        Self::Table { path: path.to_owned(), table, source: source.into() }
    }
}
