//! The tables of a run, read back.

use std::{collections::BTreeSet, path::Path};

use anyhow::Context;
use tallysheet_export::{ExportError, Format, Table, read_checks, read_claims, read_documents, read_observations};
use tallysheet_model::{Check, Claim, Document, Observation};

use crate::failure::{Failure, OrUsage};

fn read<T>(run: &Path, table: Table, reader: impl Fn(&Path) -> Result<T, ExportError>) -> Result<T, Failure> {
    let rows = reader(&run.join(table.file_name(Format::Parquet)));
    rows.with_context(|| format!("expected a run with Parquet tables in {}", run.display())).or_usage()
}

/// The documents of the run in `run`, with the number of claims of each.
///
/// # Errors
///
/// As for its siblings: a directory without the table is wrong use.
pub fn documents(run: &Path) -> Result<Vec<(Document, u64)>, Failure> {
    read(run, Table::Documents, read_documents)
}

/// The claims of the run.
pub fn claims(run: &Path) -> Result<Vec<Claim>, Failure> {
    read(run, Table::Claims, read_claims)
}

/// The observations of the run.
pub fn observations(run: &Path) -> Result<Vec<Observation>, Failure> {
    read(run, Table::Observations, read_observations)
}

/// The checks of the run.
pub fn checks(run: &Path) -> Result<Vec<Check>, Failure> {
    read(run, Table::Checks, read_checks)
}

/// What to say of a value that nothing in the run has: what it has instead.
pub fn unknown<'a>(what: &str, wanted: &str, known: impl Iterator<Item = impl AsRef<str> + 'a>) -> String {
    let known: BTreeSet<String> = known.map(|value| value.as_ref().to_owned()).collect();
    let known: Vec<String> = known.into_iter().collect();
    format!("the run has no {what} `{wanted}`, expected one of {}", known.join(", "))
}
