use std::{fmt, str::FromStr};

use crate::ExportError;

/// A file format of the tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Apache Parquet: the exact form, with types, statistics and descriptions.
    Parquet,
    /// Comma-separated values with a header line, for spreadsheets.
    ///
    /// A null is an empty cell, and so is an empty text. A list is one cell, its items joined with `|`; a `|` or `\`
    /// inside an item is written `\|` or `\\`. A text that starts with `=`, `+`, `-`, `@`, a tab or a carriage return
    /// gets an apostrophe in front, so that a spreadsheet shows it instead of running it as a formula.
    Csv,
    /// JSON Lines: an object a row, in the order of the columns; dates are ISO 8601, exact decimals are strings.
    Jsonl,
}

impl Format {
    /// Every format.
    pub const ALL: &[Self] = &[Self::Parquet, Self::Csv, Self::Jsonl];

    /// The name, which is also the ending of the files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Parquet => "parquet",
            Self::Csv => "csv",
            Self::Jsonl => "jsonl",
        }
    }

    /// The media type of the files.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Parquet => "application/vnd.apache.parquet",
            Self::Csv => "text/csv",
            Self::Jsonl => "application/jsonl",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Format {
    type Err = ExportError;

    fn from_str(name: &str) -> Result<Self, ExportError> {
        let known = Self::ALL.iter().copied().find(|format| format.as_str() == name);
        known.ok_or_else(|| ExportError::UnknownFormat(name.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_back() {
        for &format in Format::ALL {
            assert_eq!(format.as_str().parse::<Format>().unwrap(), format);
        }
        let error = "xlsx".parse::<Format>().unwrap_err();
        assert_eq!(error.to_string(), "unknown format `xlsx`, expected one of parquet, csv, jsonl");
    }
}
