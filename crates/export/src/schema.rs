use std::fmt;

use serde::Serialize;
use tallysheet_model::columns;

use crate::{
    Format,
    row::{CheckRow, ClaimRow, DocumentRow, ObservationRow, RejectRow, Row},
};

/// A table of the contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Table {
    /// One row per document.
    Documents,
    /// One row per reported figure.
    Claims,
    /// One row per indicator and period.
    Observations,
    /// One row per test of the corpus against itself.
    Checks,
    /// One row per input that is in no document.
    Rejects,
}

impl Table {
    /// Every table, in the order in which the pipeline makes them.
    pub const ALL: &[Self] = &[Self::Documents, Self::Claims, Self::Observations, Self::Checks, Self::Rejects];

    /// The table's name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Documents => columns::documents::TABLE,
            Self::Claims => columns::claims::TABLE,
            Self::Observations => columns::observations::TABLE,
            Self::Checks => columns::checks::TABLE,
            Self::Rejects => columns::rejects::TABLE,
        }
    }

    /// What one row is.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Documents => "one row per document",
            Self::Claims => "one row per reported figure",
            Self::Observations => "one row per indicator, scope, unit, measure, basis, per, place and period",
            Self::Checks => "one row per test of the corpus against itself",
            Self::Rejects => "one row per input, or part of one, that is in no document",
        }
    }

    /// The name of the table's file: `claims.parquet`.
    pub fn file_name(self, format: Format) -> String {
        format!("{self}.{format}")
    }

    /// The columns in order.
    pub fn columns(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Documents => columns::documents::ALL,
            Self::Claims => columns::claims::ALL,
            Self::Observations => columns::observations::ALL,
            Self::Checks => columns::checks::ALL,
            Self::Rejects => columns::rejects::ALL,
        }
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The columns of one table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TableSchema {
    /// The table's name.
    pub table: &'static str,
    /// What one row is.
    pub meaning: &'static str,
    /// The columns in order.
    pub columns: Vec<ColumnSchema>,
}

/// One column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct ColumnSchema {
    /// The column's name.
    pub name: &'static str,
    /// The type of its values.
    #[serde(rename = "type")]
    pub kind: ColumnType,
    /// Whether it may hold nulls.
    pub nullable: bool,
    /// What it means.
    pub meaning: &'static str,
}

/// The type of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum ColumnType {
    /// UTF-8 text.
    #[serde(rename = "string")]
    Text,
    /// A signed 64-bit whole number.
    #[serde(rename = "int64")]
    Int,
    /// A double.
    #[serde(rename = "float64")]
    Float,
    /// A decimal of 38 digits, nine of them after the point.
    #[serde(rename = "decimal128(38,9)")]
    Decimal,
    /// A day of the calendar, as days since 1970-01-01.
    #[serde(rename = "date32")]
    Date,
    /// A list of texts, none of them null.
    #[serde(rename = "list<string>")]
    List,
}

impl ColumnType {
    /// The type's name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Text => "string",
            Self::Int => "int64",
            Self::Float => "float64",
            Self::Decimal => "decimal128(38,9)",
            Self::Date => "date32",
            Self::List => "list<string>",
        }
    }
}

impl fmt::Display for ColumnType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The columns of `table`: names, types, nullability and meaning.
pub fn schema(table: Table) -> TableSchema {
    let columns = match table {
        Table::Documents => DocumentRow::columns(),
        Table::Claims => ClaimRow::columns(),
        Table::Observations => ObservationRow::columns(),
        Table::Checks => CheckRow::columns(),
        Table::Rejects => RejectRow::columns(),
    };
    TableSchema { table: table.as_str(), meaning: table.meaning(), columns }
}
