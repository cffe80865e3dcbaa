//! What a run is asked to do: the flags over the configuration over the defaults.

use std::path::PathBuf;

use anyhow::anyhow;
use serde_json::{Value, json};
use tallysheet_ingest::{Input, Source, discover};

use crate::{
    args::{Format, OutputArgs},
    config::Config,
    failure::{Failure, OrUsage},
};

/// Where the tables go where nobody says.
const OUTPUT: &str = "out";

/// What to write, and where.
#[derive(Debug)]
pub struct Plan {
    /// The directory of the tables.
    pub output: PathBuf,
    /// The formats of the tables, each once, in their order.
    pub formats: Vec<Format>,
    /// Whether to write `report.html`.
    pub report: bool,
    /// All of the configuration in force, for the manifest.
    pub configuration: Value,
}

impl Plan {
    /// The plan for `inputs`, which may be empty.
    ///
    /// # Errors
    ///
    /// A format that this build cannot write is wrong use.
    pub fn new(inputs: &[String], args: &OutputArgs, config: &Config) -> Result<Self, Failure> {
        let output = args.output.clone().or_else(|| config.output.clone()).unwrap_or_else(|| OUTPUT.into());
        let asked = if args.format.is_empty() { &config.formats } else { &args.format };
        let mut formats = if asked.is_empty() { vec![default_format()] } else { asked.clone() };
        formats.sort_unstable();
        formats.dedup();
        if cfg!(not(feature = "export")) && formats != [Format::Jsonl] {
            return Err(Failure::usage(anyhow!(
                "this build lacks the feature `export` and writes jsonl alone, expected `--format jsonl`"
            )));
        }
        let report = !args.no_report && config.report.unwrap_or(true);
        let configuration = json!({
            "inputs": inputs,
            "output": output,
            "formats": formats,
            "report": report,
            "catalog": config.catalog,
            "ingest": config.as_written("ingest"),
            "reconcile": config.as_written("reconcile"),
        });
        Ok(Self { output, formats, report, configuration })
    }
}

fn default_format() -> Format {
    if cfg!(feature = "export") { Format::Parquet } else { Format::Jsonl }
}

/// The inputs to read, and the sources that they name.
///
/// # Errors
///
/// No input, or one that does not exist, is wrong use.
pub fn sources(arguments: &[String], config: &Config) -> Result<(Vec<String>, Vec<Source>), Failure> {
    let inputs = if arguments.is_empty() { config.inputs.clone() } else { arguments.to_vec() };
    if inputs.is_empty() {
        let message = "expected an INPUT: a file, a directory, a glob or -, or `inputs` in tallysheet.toml";
        return Err(Failure::usage(anyhow!(message)));
    }
    let parsed: Vec<Input> = inputs.iter().map(|input| Input::parse(input)).collect();
    let sources = discover(&parsed).or_usage()?;
    Ok((inputs, sources))
}
