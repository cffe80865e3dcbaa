//! The rows as the files hold them: structs of their own, so that a change of the model cannot change a file.
//!
//! A column is one field here and one name in [`tallysheet_model::columns`]; schema, Parquet, CSV and JSON follow.

use arrow::array::{Array, ArrayBuilder, ArrayRef};
use serde::Serialize;
use tallysheet_model::{Date, Decimal};

use crate::{CellError, ColumnSchema, Table, cell::Cell};

/// A row of one table.
pub trait Row<'a>: Sized + Serialize {
    /// The table it belongs to.
    const TABLE: Table;

    /// The columns in order.
    fn columns() -> Vec<ColumnSchema>;

    /// Appends each value to the builder of its column.
    fn append(&self, columns: &mut [Box<dyn ArrayBuilder>]);

    /// Reads a row from the columns in order.
    fn read(columns: &'a [ArrayRef], row: usize) -> Result<Self, BadCell>;

    /// Appends each value to a CSV record.
    fn push_fields(&self, record: &mut csv::StringRecord);

    /// The bytes of text held.
    fn size(&self) -> usize;
}

/// A cell that cannot be read: its column and what is wrong.
#[derive(Debug)]
pub struct BadCell(pub &'static str, pub CellError);

macro_rules! rows {
    ($($name:ident in $table:ident { $($field:ident: $type:ty,)* })*) => {$(
        #[derive(Clone, Debug, PartialEq, Serialize)]
        pub struct $name<'a> {
            $(pub $field: $type,)*
        }

        impl<'a> Row<'a> for $name<'a> {
            const TABLE: Table = Table::$table;

            fn columns() -> Vec<ColumnSchema> {
                vec![$(ColumnSchema {
                    name: stringify!($field),
                    kind: <$type as Cell>::TYPE,
                    nullable: <$type as Cell>::NULLABLE,
                    meaning: meaning(Self::TABLE, stringify!($field)),
                }),*]
            }

            fn append(&self, columns: &mut [Box<dyn ArrayBuilder>]) {
                let mut columns = columns.iter_mut();
                $(Cell::append(Some(&self.$field), next(&mut columns).as_mut());)*
            }

            fn read(columns: &'a [ArrayRef], row: usize) -> Result<Self, BadCell> {
                let mut columns = columns.iter();
                Ok(Self { $($field: read_cell(stringify!($field), next(&mut columns).as_ref(), row)?,)* })
            }

            fn push_fields(&self, record: &mut csv::StringRecord) {
                $(record.push_field(&self.$field.csv());)*
            }

            fn size(&self) -> usize {
                0 $(+ Cell::size(&self.$field))*
            }
        }
    )*};
}

rows! {
    DocumentRow in Documents {
        doc_id: &'a str,
        source: &'a str,
        media_type: &'a str,
        lang: &'a str,
        title: Option<&'a str>,
        publisher: Option<&'a str>,
        published: Option<Date>,
        published_from: Option<&'a str>,
        text: &'a str,
        bytes: i64,
        sha256: &'a str,
        duplicate_of: Option<&'a str>,
        claims: i64,
        similarity: Option<f64>,
    }

    ClaimRow in Claims {
        claim_id: &'a str,
        doc_id: &'a str,
        char_start: i64,
        char_end: i64,
        byte_start: i64,
        byte_end: i64,
        surface: &'a str,
        sentence: &'a str,
        value: f64,
        value_decimal: Decimal,
        high: Option<f64>,
        bound: &'a str,
        unit: &'a str,
        measure: &'a str,
        basis: Option<&'a str>,
        per: Option<&'a str>,
        indicator: Option<&'a str>,
        counted: Option<&'a str>,
        period_start: Option<Date>,
        period_end: Option<Date>,
        period_kind: Option<&'a str>,
        period_text: Option<&'a str>,
        place: Option<&'a str>,
        programme: Option<&'a str>,
        scope: Option<&'a str>,
        attribution: Option<&'a str>,
        confidence: f64,
        lang: &'a str,
        evidence: Vec<&'a str>,
    }

    ObservationRow in Observations {
        indicator: &'a str,
        scope: Option<&'a str>,
        unit: &'a str,
        measure: &'a str,
        basis: Option<&'a str>,
        per: Option<&'a str>,
        place: Option<&'a str>,
        period_start: Option<Date>,
        period_end: Option<Date>,
        period_kind: Option<&'a str>,
        value: f64,
        low: f64,
        high: f64,
        claims: i64,
        documents: i64,
        claim_ids: Vec<&'a str>,
        status: &'a str,
    }

    CheckRow in Checks {
        kind: &'a str,
        claim_id: &'a str,
        against: Vec<&'a str>,
        stated: f64,
        implied: f64,
        relative_error: f64,
        verdict: &'a str,
        message: &'a str,
    }

    RejectRow in Rejects {
        source: &'a str,
        stage: &'a str,
        reason: &'a str,
        detail: &'a str,
    }
}

fn meaning(table: Table, column: &str) -> &'static str {
    let described = table.columns().iter().find(|(name, _)| *name == column);
    described.expect("every field of a row is a column of the contract").1
}

fn next<C>(columns: &mut impl Iterator<Item = C>) -> C {
    columns.next().expect("there is a column for every field")
}

fn read_cell<'a, T: Cell<'a>>(name: &'static str, column: &'a dyn Array, row: usize) -> Result<T, BadCell> {
    T::read(column, row).ok_or(BadCell(name, CellError::Type(T::TYPE)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema;

    #[test]
    fn rows_have_the_columns_of_the_contract_in_order() {
        for &table in Table::ALL {
            let of_row: Vec<_> = schema(table).columns.iter().map(|column| (column.name, column.meaning)).collect();
            assert_eq!(of_row, table.columns(), "{table}");
        }
    }
}
