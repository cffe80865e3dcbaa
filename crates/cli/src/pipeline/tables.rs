//! The tables of a run, in every format asked for.

use std::{
    mem,
    path::{Path, PathBuf},
};

use tallysheet_export as export;
use tallysheet_export::{ExportError, Record, RecordRef, Table, TableWriter, WrittenTable};
use tallysheet_model::{Annotated, Claim, Document, Reject};

use super::summary::File;
use crate::args::Format;

/// Writers of documents and claims, and the tables already written.
pub struct Tables {
    directory: PathBuf,
    /// The formats asked for.
    formats: Vec<export::Format>,
    documents: Vec<TableWriter<Document>>,
    claims: Vec<TableWriter<Claim>>,
    written: Vec<WrittenTable>,
}

/// Writers of observations and checks.
#[cfg(feature = "reconcile")]
pub struct CorpusTables {
    observations: Vec<TableWriter<tallysheet_model::Observation>>,
    checks: Vec<TableWriter<tallysheet_model::Check>>,
}

#[cfg(feature = "reconcile")]
impl CorpusTables {
    /// Appends what is told of an indicator.
    pub fn add(&mut self, told: &tallysheet_reconcile::Reconciled) -> Result<(), ExportError> {
        self.observations.iter_mut().try_for_each(|table| table.write_all(&told.observations))?;
        self.checks.iter_mut().try_for_each(|table| table.write_all(&told.checks))
    }
}

impl Tables {
    /// Starts the tables in `directory`.
    pub fn create(directory: &Path, formats: &[Format]) -> Result<Self, ExportError> {
        let formats: Vec<export::Format> = formats.iter().map(|&format| exported(format)).collect();
        // The corpus is joined over Parquet, whether or not it is kept.
        let mut all = formats.clone();
        if cfg!(feature = "reconcile") && !all.contains(&export::Format::Parquet) {
            all.push(export::Format::Parquet);
        }
        Ok(Self {
            directory: directory.to_owned(),
            documents: writers(directory, &all)?,
            claims: writers(directory, &all)?,
            formats,
            written: Vec::new(),
        })
    }

    /// Appends a document and its claims.
    pub fn add(&mut self, annotated: &Annotated) -> Result<(), ExportError> {
        for documents in &mut self.documents {
            documents.write((&annotated.document, annotated.claims.len() as u64))?;
        }
        for claims in &mut self.claims {
            claims.write_all(&annotated.claims)?;
        }
        Ok(())
    }

    /// Ends documents and claims, so that they can be read.
    pub fn seal(&mut self) -> Result<(), ExportError> {
        let (documents, claims) = (mem::take(&mut self.documents), mem::take(&mut self.claims));
        self.written = both_finished(documents, claims)?;
        self.written.retain(|written| self.formats.contains(&written.format));
        Ok(())
    }

    /// The path of a sealed Parquet table.
    #[cfg(feature = "reconcile")]
    pub fn parquet(&self, table: Table) -> PathBuf {
        self.directory.join(table.file_name(export::Format::Parquet))
    }

    /// Starts the tables of the corpus.
    #[cfg(feature = "reconcile")]
    pub fn corpus(&self) -> Result<CorpusTables, ExportError> {
        let observations = writers(&self.directory, &self.formats)?;
        Ok(CorpusTables { observations, checks: writers(&self.directory, &self.formats)? })
    }

    /// Ends the tables of the corpus.
    #[cfg(feature = "reconcile")]
    pub fn add_corpus(&mut self, corpus: CorpusTables) -> Result<(), ExportError> {
        self.written.extend(both_finished(corpus.observations, corpus.checks)?);
        Ok(())
    }

    /// Writes the table of rejects.
    pub fn add_rejects(&mut self, rejects: &[Reject]) -> Result<(), ExportError> {
        self.write_table::<Reject>(rejects)
    }

    /// Writes a whole table in each format.
    fn write_table<'a, T: Record>(
        &mut self,
        rows: impl IntoIterator<Item = RecordRef<'a, T>> + Clone,
    ) -> Result<(), ExportError> {
        for mut writer in writers::<T>(&self.directory, &self.formats)? {
            writer.write_all(rows.clone())?;
            self.written.push(writer.finish()?);
        }
        Ok(())
    }

    /// The tables to publish.
    pub fn written(&self) -> &[WrittenTable] {
        &self.written
    }

    /// The same for the summary.
    pub fn files(&self) -> Vec<File> {
        let file = |written: &WrittenTable| File {
            name: written.output.file.clone(),
            bytes: written.output.bytes,
            rows: Some(written.rows),
        };
        self.written.iter().map(file).collect()
    }

    /// Every name that a table may have.
    pub fn names() -> Vec<String> {
        let formats = |&table: &Table| export::Format::ALL.iter().map(move |&format| table.file_name(format));
        Table::ALL.iter().flat_map(formats).collect()
    }
}

fn writers<T: Record>(directory: &Path, formats: &[export::Format]) -> Result<Vec<TableWriter<T>>, ExportError> {
    formats.iter().map(|&format| TableWriter::create(directory, format)).collect()
}

/// Ends two tables, both at once: each waits until its file is on the disk.
fn both_finished<T: Record, U: Record>(
    one: Vec<TableWriter<T>>,
    other: Vec<TableWriter<U>>,
) -> Result<Vec<WrittenTable>, ExportError> {
    let (one, other) = rayon::join(|| finished(one), || finished(other));
    let mut written = one?;
    written.extend(other?);
    Ok(written)
}

fn finished<T: Record>(writers: Vec<TableWriter<T>>) -> Result<Vec<WrittenTable>, ExportError> {
    writers.into_iter().map(TableWriter::finish).collect()
}

fn exported(format: Format) -> export::Format {
    match format {
        Format::Parquet => export::Format::Parquet,
        Format::Csv => export::Format::Csv,
        Format::Jsonl => export::Format::Jsonl,
    }
}
