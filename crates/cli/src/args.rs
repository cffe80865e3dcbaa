//! What can be asked of the command. Help, completions and the man page all come from here.

use std::{num::NonZeroUsize, path::PathBuf};

use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};
use clap_complete::Shell;
use serde::{Deserialize, Serialize};
use tallysheet_model::Date;

use crate::{args::examples as ex, log::LogFormat};

mod examples;
#[cfg(feature = "export")]
mod query;

#[cfg(feature = "export")]
pub use self::query::{CheckArgs, EvalArgs, SchemaArgs, SeriesArgs, SeriesFormat, ShowArgs};

/// Reported figures, from press text to Parquet.
///
/// Reads prose and writes a table of every reported figure: its unit, what it counts, the period it covers, what it is
/// compared with, and the exact place in the text that says so.
#[derive(Debug, Parser)]
#[command(name = "tally", version, after_help = ex::TALLY, propagate_version = true, max_term_width = 100)]
pub struct Cli {
    #[command(flatten)]
    pub log: LogArgs,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Args)]
pub struct LogArgs {
    /// Form of the messages on stderr
    #[arg(long, global = true, value_enum, default_value_t = LogFormat::Text, value_name = "FORMAT")]
    #[arg(help_heading = "Messages")]
    pub log_format: LogFormat,
    /// Print no progress and no warning
    #[arg(long, short, global = true, help_heading = "Messages")]
    pub quiet: bool,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run the whole pipeline: from files to tables and a report
    #[command(after_help = ex::RUN)]
    Run(RunArgs),
    /// Read files into documents, as JSON Lines
    #[command(after_help = ex::INGEST)]
    Ingest(IngestArgs),
    /// Find the figures and time expressions of documents (JSON Lines in, JSON Lines out)
    #[command(after_help = ex::EXTRACT)]
    Extract(StageArgs),
    /// Make claims of what was found (JSON Lines in, JSON Lines out)
    #[command(after_help = ex::NORMALIZE)]
    Normalize(StageArgs),
    /// Write the tables and the report of normalized documents (JSON Lines in)
    #[command(after_help = ex::EXPORT)]
    Export(ExportArgs),
    /// Show one text with its figures underlined, and under each what it was read as and why
    #[command(after_help = ex::EXPLAIN)]
    Explain(ExplainArgs),
    /// List the claims of a run
    #[cfg(feature = "export")]
    #[command(after_help = ex::SHOW)]
    Show(ShowArgs),
    /// Show one indicator over time
    #[cfg(feature = "export")]
    #[command(after_help = ex::SERIES)]
    Series(SeriesArgs),
    /// Show what the documents of a run say against each other
    #[cfg(feature = "export")]
    #[command(after_help = ex::CHECK)]
    Check(CheckArgs),
    /// Score a run against gold claims: precision, recall and F1
    #[cfg(feature = "export")]
    #[command(after_help = ex::EVAL)]
    Eval(EvalArgs),
    /// List the indicators, test the catalog, or begin a new entry
    #[command(subcommand, after_help = ex::CATALOG)]
    Catalog(CatalogCommand),
    /// Describe the tables: columns, types and meaning
    #[cfg(feature = "export")]
    #[command(after_help = ex::SCHEMA)]
    Schema(SchemaArgs),
    /// Print completions for a shell
    #[command(after_help = ex::COMPLETIONS)]
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print the manual page, or write the pages of every command
    #[command(after_help = ex::MAN)]
    Man {
        /// Directory for the pages; without it the main page goes to stdout
        #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
        directory: Option<PathBuf>,
    },
}

/// Where the configuration and the catalog come from.
#[derive(Debug, Args)]
pub struct ConfigArgs {
    /// Configuration file [default: tallysheet.toml, where there is one]
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub config: Option<PathBuf>,
    /// Directory of TOML files that add to the catalog, or replace its files of the same name
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub catalog: Option<PathBuf>,
}

/// What reading and writing share.
#[derive(Debug, Args)]
pub struct OutputArgs {
    /// Directory for the tables [default: out]
    #[arg(long, short, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub output: Option<PathBuf>,
    /// Formats of the tables, separated by commas [default: parquet]
    #[arg(long, value_enum, value_delimiter = ',', value_name = "FORMAT")]
    pub format: Vec<Format>,
    /// Write no report.html
    #[arg(long)]
    pub no_report: bool,
}

#[derive(Debug, Args)]
pub struct RunArgs {
    /// Files, directories, globs, or - for stdin [default: `inputs` of the configuration]
    #[arg(value_name = "INPUT", value_hint = ValueHint::AnyPath)]
    pub inputs: Vec<String>,
    #[command(flatten)]
    pub output: OutputArgs,
    #[command(flatten)]
    pub config: ConfigArgs,
    /// Exit with code 1 if anything could not be read
    #[arg(long)]
    pub strict: bool,
    #[command(flatten)]
    pub work: WorkArgs,
}

/// How much is done at one time; it changes no result.
#[derive(Debug, Args)]
pub struct WorkArgs {
    /// Number of threads [default: one for each core]
    #[arg(long, value_name = "N")]
    pub threads: Option<NonZeroUsize>,
    /// Bytes of input that a thread works on at one time: more take more memory [default: 1048576]
    #[arg(long, value_name = "BYTES")]
    pub batch_bytes: Option<NonZeroUsize>,
}

#[derive(Debug, Args)]
pub struct IngestArgs {
    /// Files, directories, globs, or - for stdin [default: `inputs` of the configuration]
    #[arg(value_name = "INPUT", value_hint = ValueHint::AnyPath)]
    pub inputs: Vec<String>,
    #[command(flatten)]
    pub config: ConfigArgs,
    /// Write what could not be read to this file, as JSON Lines
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub rejects: Option<PathBuf>,
    /// Exit with code 1 if anything could not be read
    #[arg(long)]
    pub strict: bool,
    #[command(flatten)]
    pub work: WorkArgs,
}

#[derive(Debug, Args)]
pub struct StageArgs {
    #[command(flatten)]
    pub config: ConfigArgs,
    /// Number of threads [default: one for each core]
    #[arg(long, value_name = "N")]
    pub threads: Option<NonZeroUsize>,
}

#[derive(Debug, Args)]
pub struct ExportArgs {
    #[command(flatten)]
    pub output: OutputArgs,
    #[command(flatten)]
    pub config: ConfigArgs,
    /// The rejects that `tally ingest --rejects` wrote, to become their table
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub rejects: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// The file to read, or - for stdin
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath, required_unless_present = "text")]
    pub file: Option<String>,
    /// The text itself, in place of a file
    #[arg(long, value_name = "TEXT", conflicts_with = "file")]
    pub text: Option<String>,
    /// Date of publication, against which the text is read
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub published: Option<Date>,
    /// Also list numbers that report nothing, and time expressions
    #[arg(long, short)]
    pub mentions: bool,
    /// Columns to wrap at [default: those of the terminal, else 100]
    #[arg(long, value_name = "COLUMNS")]
    pub width: Option<NonZeroUsize>,
    #[command(flatten)]
    pub config: ConfigArgs,
}

#[derive(Debug, Subcommand)]
pub enum CatalogCommand {
    /// Test the catalog: examples that are read wrongly, phrases and frames that stand in each other's way
    ///
    /// Errors are examples and counterexamples that are read otherwise than their indicator asks, a phrase that two
    /// entries of one kind and language share, and a frame that two indicators of one unit share. The exit code is then
    /// 1. A phrase within a longer one of another entry of its kind is no error: it is counted.
    #[command(after_help = ex::CATALOG_CHECK)]
    Check {
        #[command(flatten)]
        config: ConfigArgs,
        /// List the phrases within a longer one of another entry
        #[arg(long)]
        shadows: bool,
    },
    /// List the indicators
    #[command(after_help = ex::CATALOG_LIST)]
    List {
        #[command(flatten)]
        config: ConfigArgs,
        /// Form of the list
        #[arg(long, value_enum, default_value_t = ListFormat::Text, value_name = "FORMAT")]
        format: ListFormat,
    },
    /// Write the start of a new entry: every key explained, an example to replace
    #[command(after_help = ex::CATALOG_NEW)]
    New(NewArgs),
}

#[derive(Debug, Args)]
pub struct NewArgs {
    /// The id that claims will carry: lower case, words joined by underscores
    #[arg(value_name = "ID")]
    pub id: String,
    /// Write it to ID.toml in this directory [default: print it]
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub dir: Option<PathBuf>,
    /// What the figure is counted in; CNY stands for money of any currency
    #[arg(long, value_enum, default_value_t = IndicatorUnit::Count, value_name = "UNIT")]
    pub unit: IndicatorUnit,
    /// The heading that it is listed under
    #[arg(long, default_value = "other", value_name = "GROUP")]
    pub group: String,
    #[command(flatten)]
    pub config: ConfigArgs,
}

/// What an indicator is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum IndicatorUnit {
    /// Things and events
    Count,
    /// Money of any currency
    #[value(name = "CNY")]
    Money,
    /// A part of a whole
    Percent,
    /// A duration in months
    Month,
}

/// A file format of the tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Apache Parquet, the exact form
    Parquet,
    /// Comma-separated values, for spreadsheets
    Csv,
    /// One JSON object a row
    Jsonl,
}

/// For people or for machines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// Aligned columns
    Text,
    /// JSON
    Json,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_is_sound() {
        Cli::command().debug_assert();
    }
}
