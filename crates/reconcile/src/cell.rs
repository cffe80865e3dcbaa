//! Cells of a table, and what is said of those that are not what they should be.

use std::{path::Path, str::FromStr};

use polars::prelude::StringChunked;
use tallysheet_model::{Date, Decimal, UnknownCode, columns::claims};

use crate::{ReconcileError, period};

/// A cell that its column must not hold.
#[derive(Debug)]
pub enum BadCell {
    Missing(&'static str, &'static str),
    Code(&'static str, UnknownCode),
}

impl BadCell {
    pub fn in_file(self, path: &Path) -> ReconcileError {
        let path = path.to_owned();
        match self {
            Self::Missing(column, expected) => ReconcileError::Cell { path, column, expected },
            Self::Code(column, source) => ReconcileError::Code { path, column, source },
        }
    }
}

pub fn text<'a>(column: &'a StringChunked, name: &'static str, row: usize) -> Result<&'a str, BadCell> {
    column.get(row).ok_or(BadCell::Missing(name, "a text"))
}

pub fn code<T: FromStr<Err = UnknownCode>>(name: &'static str, text: Option<&str>) -> Result<T, BadCell> {
    maybe_code(name, text)?.ok_or(BadCell::Missing(name, "a code"))
}

pub fn maybe_code<T: FromStr<Err = UnknownCode>>(name: &'static str, text: Option<&str>) -> Result<Option<T>, BadCell> {
    text.map(str::parse).transpose().map_err(|error| BadCell::Code(name, error))
}

pub fn date(name: &'static str, days: Option<i32>) -> Result<Option<Date>, BadCell> {
    days.map(|days| period::date(days).ok_or(BadCell::Missing(name, "a date of the calendar"))).transpose()
}

/// The decimal that prints as the double does: exact for anything of up to 15 digits.
pub fn decimal(value: f64) -> Result<Decimal, BadCell> {
    value.to_string().parse().map_err(|_| BadCell::Missing(claims::HIGH, "a number within range"))
}
