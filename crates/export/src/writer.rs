use std::{
    io::{BufWriter, Write},
    marker::PhantomData,
    path::Path,
};

use crate::{
    ExportError, Format, OutputFile, Record, RecordRef, Table, output::Output, parquet_file::ParquetFile, row::Row,
};

/// Writes one table in one format, row by row, in memory that does not grow with the table.
///
/// Rows are kept in the order given. The file stands under a temporary name in the same directory until
/// [`TableWriter::finish`] renames it; a writer dropped before that removes it. The bytes depend on the rows and the
/// version of this crate alone.
pub struct TableWriter<T: Record> {
    sink: Sink,
    rows: u64,
    record: PhantomData<fn(T)>,
}

/// A table that has been written whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenTable {
    /// The table.
    pub table: Table,
    /// Its format.
    pub format: Format,
    /// The number of rows.
    pub rows: u64,
    /// The file.
    pub output: OutputFile,
}

enum Sink {
    Parquet(Box<ParquetFile>),
    Csv(Box<csv::Writer<Output>>),
    Jsonl(BufWriter<Output>),
}

impl<T: Record> TableWriter<T> {
    const TABLE: Table = <T::Row<'static> as Row<'static>>::TABLE;

    /// Starts the table's file in the directory `dir`, which must exist.
    ///
    /// # Errors
    ///
    /// [`ExportError::Io`] when the file cannot be created, and as [`TableWriter::write`].
    pub fn create(dir: &Path, format: Format) -> Result<Self, ExportError> {
        let output = Output::create(dir.join(Self::TABLE.file_name(format)))?;
        let sink = match format {
            Format::Parquet => Sink::Parquet(Box::new(ParquetFile::create(output, Self::TABLE)?)),
            Format::Csv => Sink::Csv(Box::new(csv_with_header(output, Self::TABLE)?)),
            Format::Jsonl => Sink::Jsonl(BufWriter::new(output)),
        };
        Ok(Self { sink, rows: 0, record: PhantomData })
    }

    /// Appends a record: a `&Claim`, `&Observation`, `&Check` or `&Reject`, or a `(&Document, u64)` with the number
    /// of the document's claims.
    ///
    /// # Errors
    ///
    /// [`ExportError::RowTooLarge`] for a row of more than 1 GiB in Parquet, else [`ExportError::Io`],
    /// [`ExportError::Parquet`], [`ExportError::Csv`] or [`ExportError::Json`] when the file cannot be written.
    pub fn write(&mut self, record: RecordRef<'_, T>) -> Result<(), ExportError> {
        let row = T::row(record);
        match &mut self.sink {
            Sink::Parquet(file) => file.write(&row, self.rows)?,
            Sink::Csv(writer) => {
                let mut fields = csv::StringRecord::new();
                row.push_fields(&mut fields);
                let written = writer.write_record(&fields);
                written.map_err(|source| csv_error(writer.get_ref().path(), source))?;
            }
            Sink::Jsonl(writer) => {
                let json = serde_json::to_string(&row);
                let json = json.map_err(|source| ExportError::json("write", writer.get_ref().path(), source))?;
                let written = writeln!(writer, "{json}");
                written.map_err(|source| ExportError::io("write", writer.get_ref().path(), source))?;
            }
        }
        self.rows += 1;
        Ok(())
    }

    /// Appends records in order.
    ///
    /// # Errors
    ///
    /// As [`TableWriter::write`].
    pub fn write_all<'a>(&mut self, records: impl IntoIterator<Item = RecordRef<'a, T>>) -> Result<(), ExportError> {
        records.into_iter().try_for_each(|record| self.write(record))
    }

    /// Completes the file and gives it its name, in place of any older one.
    ///
    /// # Errors
    ///
    /// As [`TableWriter::write`]; no file of the final name has then been touched.
    pub fn finish(self) -> Result<WrittenTable, ExportError> {
        let (format, output) = match self.sink {
            Sink::Parquet(file) => (Format::Parquet, file.finish()?),
            Sink::Csv(mut writer) => {
                writer.flush().map_err(|source| ExportError::io("write", writer.get_ref().path(), source))?;
                let path = writer.get_ref().path().to_owned();
                let output = writer.into_inner();
                (Format::Csv, output.map_err(|error| ExportError::io("write", &path, error.into_error()))?)
            }
            Sink::Jsonl(writer) => {
                let path = writer.get_ref().path().to_owned();
                let output = writer.into_inner();
                (Format::Jsonl, output.map_err(|error| ExportError::io("write", &path, error.into_error()))?)
            }
        };
        Ok(WrittenTable { table: Self::TABLE, format, rows: self.rows, output: output.publish()? })
    }
}

fn csv_with_header(output: Output, table: Table) -> Result<csv::Writer<Output>, ExportError> {
    let mut writer = csv::Writer::from_writer(output);
    let header = writer.write_record(table.columns().iter().map(|(name, _)| name));
    header.map_err(|source| csv_error(writer.get_ref().path(), source))?;
    Ok(writer)
}

fn csv_error(path: &Path, source: csv::Error) -> ExportError {
    ExportError::Csv { path: path.to_owned(), source }
}
