//! A written table, read a row group at a time: the needed columns only.

use std::{fs::File, path::Path};

use polars::prelude::DataFrame;
use polars_io::{
    SerReader,
    prelude::{FileMetadata, ParallelStrategy, ParquetReader},
};

use crate::{ReconcileError, cell::BadCell};

/// Some columns of a table that can be read in parts, at once or one after another.
pub struct Table<'a> {
    path: &'a Path,
    name: &'static str,
    columns: Vec<String>,
    footer: FileMetadata,
    /// The footer of a table without rows.
    empty: FileMetadata,
}

impl<'a> Table<'a> {
    pub fn open(path: &'a Path, name: &'static str, columns: &[&str]) -> Result<Self, ReconcileError> {
        let wrong = |source| ReconcileError::table(path, name, source);
        let footer = ParquetReader::new(open(path)?).get_metadata().map_err(wrong)?.as_ref().clone();
        let mut empty = footer.clone();
        empty.row_groups.clear();
        empty.num_rows = 0;
        Ok(Self { path, name, columns: columns.iter().map(|&column| column.to_owned()).collect(), footer, empty })
    }

    /// How many parts it has: one at least, so that its columns are always looked at.
    pub fn parts(&self) -> usize {
        self.footer.row_groups.len().max(1)
    }

    /// Reads a part, on the thread that asks for it.
    pub fn part(&self, number: usize) -> Result<DataFrame, ReconcileError> {
        let mut of_part = self.empty.clone();
        if let Some(group) = self.footer.row_groups.get(number) {
            of_part.num_rows = group.num_rows();
            of_part.row_groups.push(group.clone());
        }
        let mut reader = ParquetReader::new(open(self.path)?).with_columns(Some(self.columns.clone()));
        reader.set_metadata(of_part.into());
        let part = reader.read_parallel(ParallelStrategy::None).finish();
        let mut part = part.map_err(|source| self.wrong(source))?;
        part.rechunk_mut();
        Ok(part)
    }

    /// What is said of a table that is not what it should be.
    pub fn wrong(&self, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> ReconcileError {
        ReconcileError::table(self.path, self.name, source)
    }

    /// What is said of a cell that is not what it should be.
    pub fn bad(&self, cell: BadCell) -> ReconcileError {
        cell.in_file(self.path)
    }
}

fn open(path: &Path) -> Result<File, ReconcileError> {
    File::open(path).map_err(|source| ReconcileError::Io { path: path.to_owned(), source })
}
