//! The [Frictionless Data Package](https://specs.frictionlessdata.io/data-package/) that describes the tables.

use std::path::Path;

use serde::Serialize;

use crate::{ColumnSchema, ColumnType, ExportError, Format, OutputFile, WrittenTable, output::write_json, schema};

/// The name of the data package within a run's directory.
pub const DATA_PACKAGE_FILE: &str = "datapackage.json";

/// What a data package says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataPackage {
    /// A name for machines: lower-case letters, digits, `-`, `_` and `.`.
    pub name: String,
    /// A title for people.
    pub title: String,
    /// What the tables hold and where they come from.
    pub description: String,
}

/// Writes `datapackage.json` into the directory `dir`: one resource for each table, column by column.
///
/// A JSON Lines table without rows is left out: it is an empty file.
///
/// # Errors
///
/// [`ExportError::Io`] when the file cannot be written.
pub fn write_data_package(
    dir: &Path,
    package: &DataPackage,
    tables: &[WrittenTable],
) -> Result<OutputFile, ExportError> {
    let descriptor = Descriptor {
        profile: "data-package",
        name: &package.name,
        title: &package.title,
        description: &package.description,
        resources: tables.iter().filter(|table| is_readable(table)).map(Resource::of).collect(),
    };
    write_json(dir.join(DATA_PACKAGE_FILE), &descriptor)
}

#[derive(Serialize)]
struct Descriptor<'a> {
    profile: &'static str,
    name: &'a str,
    title: &'a str,
    description: &'a str,
    resources: Vec<Resource<'a>>,
}

#[derive(Serialize)]
struct Resource<'a> {
    name: String,
    path: &'a str,
    description: &'static str,
    format: &'static str,
    mediatype: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    encoding: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bytes: Option<u64>,
    hash: String,
    schema: TableDescriptor,
}

#[derive(Serialize)]
struct TableDescriptor {
    fields: Vec<FieldDescriptor>,
}

#[derive(Serialize)]
struct FieldDescriptor {
    name: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    description: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    constraints: Option<Constraints>,
}

#[derive(Serialize)]
struct Constraints {
    required: bool,
}

/// A JSON Lines file without a row is an empty file, which the Frictionless tool cannot read as a table.
fn is_readable(written: &WrittenTable) -> bool {
    written.format != Format::Jsonl || written.rows > 0
}

impl<'a> Resource<'a> {
    fn of(written: &'a WrittenTable) -> Self {
        let schema = schema(written.table);
        let parquet = written.format == Format::Parquet;
        Self {
            name: if parquet { written.table.to_string() } else { format!("{}-{}", written.table, written.format) },
            path: &written.output.file,
            description: schema.meaning,
            format: written.format.as_str(),
            mediatype: written.format.media_type(),
            encoding: (!parquet).then_some("utf-8"),
            // The Frictionless tool does not count the bytes of Parquet, and takes a stated size for a mismatch.
            bytes: (!parquet).then_some(written.output.bytes),
            hash: format!("sha256:{}", written.output.sha256),
            schema: TableDescriptor {
                fields: schema.columns.iter().map(|column| field(column, written.format)).collect(),
            },
        }
    }
}

fn field(column: &ColumnSchema, format: Format) -> FieldDescriptor {
    let kind = match (column.kind, format) {
        (ColumnType::Text, _) | (ColumnType::List, Format::Csv) => "string",
        (ColumnType::Int, _) => "integer",
        (ColumnType::Float | ColumnType::Decimal, _) => "number",
        (ColumnType::Date, _) => "date",
        (ColumnType::List, Format::Jsonl) => "array",
        // The Frictionless tool reads Parquet through pandas, whose lists are NumPy arrays and no `array` to it.
        (ColumnType::List, Format::Parquet) => "any",
    };
    // To the Frictionless tool an empty text is a missing one, in whatever format.
    let required = !column.nullable && kind != "string";
    let constraints = required.then_some(Constraints { required });
    FieldDescriptor { name: column.name, kind, description: column.meaning, constraints }
}
