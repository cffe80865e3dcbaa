//! What can be asked of a run that has been written.

use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};
use tallysheet_model::{CheckKind, Measure, Verdict};

use super::ListFormat;

#[derive(Debug, Args)]
pub struct ShowArgs {
    /// Directory of the run
    #[arg(value_name = "RUN", value_hint = ValueHint::DirPath)]
    pub run: PathBuf,
    /// Only this indicator; `none` for claims without one
    #[arg(long, value_name = "ID")]
    pub indicator: Option<String>,
    /// Only documents with this in their source
    #[arg(long, value_name = "TEXT")]
    pub doc: Option<String>,
    /// Only this unit: an ISO 4217 code, percent, count, ...
    #[arg(long, value_name = "UNIT")]
    pub unit: Option<String>,
    /// Only this measure: level, change, share or rate
    #[arg(long, value_name = "MEASURE")]
    pub measure: Option<Measure>,
    /// Only claims at least this sure, from 0 to 1
    #[arg(long, value_name = "LEAST")]
    pub confidence: Option<f64>,
    /// At most so many claims
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    /// A table, or one JSON object a line
    #[arg(long, value_enum, default_value_t = ListFormat::Text, value_name = "FORMAT")]
    pub format: ListFormat,
}

#[derive(Debug, Args)]
pub struct SeriesArgs {
    /// Directory of the run
    #[arg(value_name = "RUN", value_hint = ValueHint::DirPath)]
    pub run: PathBuf,
    /// The indicator's id
    #[arg(long, value_name = "ID")]
    pub indicator: String,
    /// The corpus as it stood on this day: later documents left out, the latest that tells a figure alone
    #[cfg(feature = "reconcile")]
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<tallysheet_model::Date>,
    /// A table with bars, or the rows of observations for other programs
    #[arg(long, value_enum, default_value_t = SeriesFormat::Text, value_name = "FORMAT")]
    pub format: SeriesFormat,
}

/// What `tally series` prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SeriesFormat {
    /// Aligned columns with bars
    Text,
    /// Comma-separated values
    Csv,
    /// JSON
    Json,
    /// A Parquet file
    Parquet,
}

#[derive(Debug, Args)]
pub struct CheckArgs {
    /// Directory of the run
    #[arg(value_name = "RUN", value_hint = ValueHint::DirPath)]
    pub run: PathBuf,
    /// Show every check, those that hold too
    #[arg(long)]
    pub all: bool,
    /// Only checks of these kinds, separated by commas: growth, cumulative, part, repeat, overlap, order
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    pub kind: Vec<CheckKind>,
    /// End with exit code 1 where a check that is shown has this verdict, or a worse one: indicative or inconsistent
    #[arg(long, value_name = "VERDICT")]
    pub fail_on: Option<Verdict>,
    /// Form of the list
    #[arg(long, value_enum, default_value_t = ListFormat::Text, value_name = "FORMAT")]
    pub format: ListFormat,
}

#[derive(Debug, Args)]
pub struct EvalArgs {
    /// Directory of the run, with documents.parquet and claims.parquet
    #[arg(value_name = "RUN", value_hint = ValueHint::DirPath)]
    pub run: PathBuf,
    /// Gold claims, one JSON object a line
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub gold: PathBuf,
    /// List what was missed, spurious or wrong: all of it, or the first N
    #[arg(long, value_name = "N", num_args = 0..=1, require_equals = true, default_missing_value = "all")]
    pub errors: Option<Listing>,
    /// Score only documents whose name matches this regular expression
    #[arg(long, value_name = "REGEX")]
    pub docs: Option<regex::Regex>,
    /// Print one JSON object
    #[arg(long)]
    pub json: bool,
}

/// How much of a list to print.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Listing(pub usize);

impl std::str::FromStr for Listing {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text == "all" { Ok(Self(usize::MAX)) } else { text.parse().map(Self) }
    }
}

#[derive(Debug, Args)]
pub struct SchemaArgs {
    /// The table [default: all of them]
    #[arg(value_name = "TABLE", value_parser = ["documents", "claims", "observations", "checks", "rejects"])]
    pub table: Option<String>,
    /// Form of the description
    #[arg(long, value_enum, default_value_t = ListFormat::Text, value_name = "FORMAT")]
    pub format: ListFormat,
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::args::{Cli, Command};

    #[test]
    fn errors_may_be_counted() {
        let errors = |args: &[&str]| {
            let base = ["tally", "eval", "--gold", "g", "out"];
            match Cli::parse_from(base.iter().chain(args)).command {
                Command::Eval(eval) => eval.errors,
                other => panic!("{other:?}"),
            }
        };
        assert_eq!(errors(&[]), None);
        assert_eq!(errors(&["--errors"]), Some(Listing(usize::MAX)));
        assert_eq!(errors(&["--errors=7"]), Some(Listing(7)));
    }
}
