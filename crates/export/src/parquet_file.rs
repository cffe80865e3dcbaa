//! Parquet whose bytes depend on the rows alone: not on the clock, the machine or how the caller batches them.

use std::{path::Path, sync::Arc};

use arrow::{
    array::{ArrayBuilder, ArrayRef, RecordBatch},
    datatypes::{Field, Schema, SchemaRef},
    error::ArrowError,
};
use parquet::{
    arrow::ArrowWriter,
    basic::{Compression, ZstdLevel},
    errors::ParquetError,
    file::{
        metadata::KeyValue,
        properties::{EnabledStatistics, WriterProperties},
    },
    schema::types::ColumnPath,
};
use tallysheet_model::columns::SCHEMA_VERSION;

use crate::{
    ExportError, Table, TableSchema,
    cell::{builder, data_type, make_room},
    output::Output,
    row::Row,
    schema,
};

/// Rows encoded at once.
const BATCH_ROWS: usize = 2048;
/// Text encoded at once: a batch of long documents ends sooner.
const BATCH_BYTES: usize = 4 << 20;
/// The longest row. A batch and one row more then stay below the 2 GiB that 32-bit offsets reach.
const ROW_BYTES: usize = 1 << 30;
/// Rows in a row group, which is what a reader skips or reads in parallel.
const GROUP_ROWS: usize = 64 * BATCH_ROWS;
/// Encoded bytes in a row group, all of which the writer holds in memory.
const GROUP_BYTES: usize = 32 << 20;

/// Writes rows one by one and encodes them in batches that rows alone decide.
pub struct ParquetFile {
    writer: ArrowWriter<Output>,
    schema: SchemaRef,
    columns: Vec<Box<dyn ArrayBuilder>>,
    /// Rows and bytes of text that wait in `columns`.
    waiting: (usize, usize),
}

impl ParquetFile {
    pub fn create(output: Output, table: Table) -> Result<Self, ExportError> {
        let path = output.path().to_owned();
        let description = schema(table);
        let schema = arrow_schema(&description);
        let columns = description.columns.iter().map(|column| builder(column.kind)).collect();
        let writer = properties(&description)
            .and_then(|properties| ArrowWriter::try_new(output, schema.clone(), Some(properties)))
            .map_err(|source| ExportError::parquet("write", &path, source))?;
        Ok(Self { writer, schema, columns, waiting: (0, 0) })
    }

    pub fn path(&self) -> &Path {
        self.writer.inner().path()
    }

    /// Appends the row that has number `number` in the file.
    pub fn write<'a>(&mut self, row: &impl Row<'a>, number: u64) -> Result<(), ExportError> {
        let size = row.size();
        if size > ROW_BYTES {
            let path = self.path().to_owned();
            return Err(ExportError::RowTooLarge { path, row: number, size, limit: ROW_BYTES });
        }
        let (rows, bytes) = self.waiting;
        if rows == BATCH_ROWS || (rows > 0 && bytes + size > BATCH_BYTES) {
            self.encode()?;
        }
        row.append(&mut self.columns);
        self.waiting = (self.waiting.0 + 1, self.waiting.1 + size);
        Ok(())
    }

    /// Encodes what waits, writes the footer and gives the file back.
    pub fn finish(mut self) -> Result<Output, ExportError> {
        self.encode()?;
        let path = self.path().to_owned();
        self.writer.into_inner().map_err(|source| ExportError::parquet("write", &path, source))
    }

    fn encode(&mut self) -> Result<(), ExportError> {
        let arrays: Vec<ArrayRef> = self.columns.iter_mut().map(|column| column.finish()).collect();
        for (column, array) in self.columns.iter_mut().zip(&arrays) {
            make_room(column, array);
        }
        self.waiting = (0, 0);
        let written = RecordBatch::try_new(self.schema.clone(), arrays)
            .map_err(|source: ArrowError| ParquetError::from(source))
            .and_then(|batch| self.writer.write(&batch));
        written.map_err(|source| ExportError::parquet("write", self.path(), source))
    }
}

fn arrow_schema(description: &TableSchema) -> SchemaRef {
    let fields: Vec<Field> = description
        .columns
        .iter()
        .map(|column| {
            let metadata = [("description".to_owned(), column.meaning.to_owned())].into();
            Field::new(column.name, data_type(column.kind), column.nullable).with_metadata(metadata)
        })
        .collect();
    Arc::new(Schema::new(fields))
}

/// Whether a column says the same in many rows. Of one that does not a dictionary would be made only to be given up.
fn repeats(table: &str, column: &str) -> bool {
    use tallysheet_model::columns::{checks, claims, documents, rejects};
    match table {
        documents::TABLE => {
            !matches!(column, documents::DOC_ID | documents::SOURCE | documents::TEXT | documents::SHA256)
        }
        claims::TABLE => !matches!(column, claims::CLAIM_ID | claims::SENTENCE),
        checks::TABLE => !matches!(column, checks::CLAIM_ID | checks::MESSAGE),
        rejects::TABLE => column != rejects::SOURCE,
        _ => true,
    }
}

fn properties(description: &TableSchema) -> Result<WriterProperties, ParquetError> {
    let mut metadata = vec![
        KeyValue::new("tallysheet.schema_version".to_owned(), SCHEMA_VERSION.to_owned()),
        KeyValue::new("tallysheet.table".to_owned(), description.table.to_owned()),
    ];
    metadata.extend(
        description
            .columns
            .iter()
            .map(|column| KeyValue::new(format!("tallysheet.column.{}", column.name), column.meaning.to_owned())),
    );
    let plain = description.columns.iter().filter(|column| !repeats(description.table, column.name));
    let builder = plain.fold(WriterProperties::builder(), |builder, column| {
        builder.set_column_dictionary_enabled(ColumnPath::from(column.name), false)
    });
    Ok(builder
        .set_created_by(concat!("tallysheet ", env!("CARGO_PKG_VERSION")).to_owned())
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(1)?))
        .set_statistics_enabled(EnabledStatistics::Page)
        .set_max_row_group_row_count(Some(GROUP_ROWS))
        .set_max_row_group_bytes(Some(GROUP_BYTES))
        .set_key_value_metadata(Some(metadata))
        .build())
}
