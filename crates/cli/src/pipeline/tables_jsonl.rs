//! The tables of a run without the feature `export`: the types of the stages as JSON Lines.

use std::{
    fs,
    io::{BufWriter, Write},
    path::{Path, PathBuf},
};

use anyhow::Context;
use serde::Serialize;
use tallysheet_model::{Annotated, Reject, columns};

use super::summary::File;
use crate::args::Format;

/// Writers of documents and claims, and the tables already written.
pub struct Tables {
    directory: PathBuf,
    open: Vec<Lines>,
    files: Vec<File>,
}

/// One table.
struct Lines {
    name: String,
    rows: u64,
    file: BufWriter<fs::File>,
}

impl Tables {
    /// Starts the tables in `directory`; JSON Lines is the only format.
    pub fn create(directory: &Path, _formats: &[Format]) -> anyhow::Result<Self> {
        let tables = [columns::documents::TABLE, columns::claims::TABLE];
        let open = tables.iter().map(|table| Lines::create(directory, table)).collect::<Result<_, _>>()?;
        Ok(Self { directory: directory.to_owned(), open, files: Vec::new() })
    }

    /// Appends a document and its claims.
    pub fn add(&mut self, annotated: &Annotated) -> anyhow::Result<()> {
        let [documents, claims] = &mut self.open[..] else { unreachable!("two tables are open until they are sealed") };
        documents.write(&annotated.document)?;
        annotated.claims.iter().try_for_each(|claim| claims.write(claim))
    }

    /// Ends documents and claims.
    pub fn seal(&mut self) -> anyhow::Result<()> {
        for lines in self.open.drain(..) {
            self.files.push(lines.finish()?);
        }
        Ok(())
    }

    /// Writes the table of rejects.
    pub fn add_rejects(&mut self, rejects: &[Reject]) -> anyhow::Result<()> {
        let mut lines = Lines::create(&self.directory, columns::rejects::TABLE)?;
        rejects.iter().try_for_each(|reject| lines.write(reject))?;
        self.files.push(lines.finish()?);
        Ok(())
    }

    /// The tables to publish.
    pub fn files(&self) -> Vec<File> {
        self.files.clone()
    }
}

impl Lines {
    fn create(directory: &Path, table: &str) -> anyhow::Result<Self> {
        let name = format!("{table}.jsonl");
        let path = directory.join(&name);
        let file = fs::File::create(&path).with_context(|| format!("cannot write {}", path.display()))?;
        Ok(Self { name, rows: 0, file: BufWriter::new(file) })
    }

    fn write(&mut self, row: &impl Serialize) -> anyhow::Result<()> {
        let context = || "cannot write a table";
        serde_json::to_writer(&mut self.file, row).with_context(context)?;
        self.file.write_all(b"\n").with_context(context)?;
        self.rows += 1;
        Ok(())
    }

    fn finish(self) -> anyhow::Result<File> {
        let file = self.file.into_inner().map_err(std::io::IntoInnerError::into_error)?;
        let bytes = file.metadata()?.len();
        Ok(File { name: self.name, bytes, rows: Some(self.rows) })
    }
}
