use std::{fs::File, path::Path};

use arrow::array::{ArrayRef, RecordBatch};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use tallysheet_model::{Check, Claim, Document, Observation, Reject};

use crate::{
    ExportError, Record, Table,
    row::{BadCell, Row},
};

/// Reads a `documents.parquet` back: each document with the number of its claims, in the order of the file.
///
/// # Errors
///
/// [`ExportError::Io`] or [`ExportError::Parquet`] when the file cannot be read, [`ExportError::MissingColumn`] when it
/// is another table, [`ExportError::BadCell`] when a cell holds what its column must not hold. All name the file.
pub fn read_documents(path: &Path) -> Result<Vec<(Document, u64)>, ExportError> {
    read::<Document>(path)
}

/// Reads a `claims.parquet` back, in the order of the file.
///
/// A `high` comes back as the decimal that its double prints as: exact for anything of up to 15 digits. A `value` is
/// always exact.
///
/// # Errors
///
/// As [`read_documents`].
pub fn read_claims(path: &Path) -> Result<Vec<Claim>, ExportError> {
    read::<Claim>(path)
}

/// Reads an `observations.parquet` back, in the order of the file; its values as `high` in [`read_claims`].
///
/// # Errors
///
/// As [`read_documents`].
pub fn read_observations(path: &Path) -> Result<Vec<Observation>, ExportError> {
    read::<Observation>(path)
}

/// Reads a `checks.parquet` back, in the order of the file.
///
/// # Errors
///
/// As [`read_documents`].
pub fn read_checks(path: &Path) -> Result<Vec<Check>, ExportError> {
    read::<Check>(path)
}

/// Reads a `rejects.parquet` back, in the order of the file.
///
/// # Errors
///
/// As [`read_documents`].
pub fn read_rejects(path: &Path) -> Result<Vec<Reject>, ExportError> {
    read::<Reject>(path)
}

fn read<T: Record>(path: &Path) -> Result<Vec<T::Owned>, ExportError> {
    let table = <T::Row<'static> as Row<'static>>::TABLE;
    let file = File::open(path).map_err(|source| ExportError::io("read", path, source))?;
    let batches = ParquetRecordBatchReaderBuilder::try_new(file)
        .and_then(|builder| builder.build())
        .map_err(|source| ExportError::parquet("read", path, source))?;
    let mut records = Vec::new();
    for batch in batches {
        let batch = batch.map_err(|source| ExportError::parquet("read", path, source))?;
        let columns = columns_of(&batch, table, path)?;
        for row in 0..batch.num_rows() {
            let record = T::Row::read(&columns, row).and_then(|row| T::owned(&row));
            let number = records.len() as u64;
            records.push(record.map_err(|BadCell(column, source)| ExportError::BadCell {
                path: path.to_owned(),
                row: number,
                column,
                source,
            })?);
        }
    }
    Ok(records)
}

/// The table's columns in order, wherever they stand in the file.
fn columns_of(batch: &RecordBatch, table: Table, path: &Path) -> Result<Vec<ArrayRef>, ExportError> {
    let named = |&(column, _): &(&'static str, &'static str)| {
        batch.column_by_name(column).cloned().ok_or_else(|| ExportError::MissingColumn {
            path: path.to_owned(),
            table: table.as_str(),
            column,
        })
    };
    table.columns().iter().map(named).collect()
}
