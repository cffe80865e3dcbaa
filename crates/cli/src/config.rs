//! The configuration file `tallysheet.toml`.

use std::{
    fs,
    num::NonZeroUsize,
    path::{Path, PathBuf},
};

use anyhow::{Context, anyhow};
use serde::Deserialize;
use tallysheet_ingest::IngestConfig;

use crate::{
    args::{ConfigArgs, Format},
    failure::{Failure, OrUsage},
};

/// The file that is read from the working directory where none is named.
const FILE_NAME: &str = "tallysheet.toml";

/// What the file may say. Every key is optional, unknown keys are errors, and flags override it.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// Files, directories and globs, relative to the file.
    pub inputs: Vec<String>,
    /// Directory for the tables, relative to the file.
    pub output: Option<PathBuf>,
    /// Formats of the tables.
    pub formats: Vec<Format>,
    /// Whether to write `report.html`.
    pub report: Option<bool>,
    /// Whether rejects make the exit code 1.
    pub strict: bool,
    /// Number of threads.
    pub threads: Option<NonZeroUsize>,
    /// Bytes of input worked on at once by each thread.
    pub batch_bytes: Option<NonZeroUsize>,
    /// Directory of TOML files that add to the catalog or replace its files, relative to the file.
    pub catalog: Option<PathBuf>,
    /// How to read.
    pub ingest: IngestConfig,
    /// How to join claims.
    pub reconcile: Reconcile,
    #[serde(skip)]
    written: toml::Table,
}

/// How much room a loosely worded figure is given; what is left out is as `tallysheet-reconcile` has it.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Reconcile {
    /// How far beyond a bound the true figure may lie, in percent of the bound.
    pub bound_percent: Option<u32>,
    /// How far from an `about` the true figure may lie, to either side, in percent.
    pub about_percent: Option<u32>,
}

impl Config {
    /// Reads the file that the arguments name, or the one in the working directory, or none.
    ///
    /// # Errors
    ///
    /// A named file that does not exist and a file that is wrong are wrong use; the message names file and line.
    pub fn load(args: &ConfigArgs) -> Result<Self, Failure> {
        let mut config = match &args.config {
            Some(path) => Self::read(path)?,
            None if Path::new(FILE_NAME).is_file() => Self::read(Path::new(FILE_NAME))?,
            None => Self::default(),
        };
        if let Some(catalog) = &args.catalog {
            config.catalog = Some(catalog.clone());
        }
        Ok(config)
    }

    fn read(path: &Path) -> Result<Self, Failure> {
        let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display())).or_usage()?;
        let mut config = Self::parse(&path.display().to_string(), &text)?;
        config.resolve(path.parent().unwrap_or(Path::new("")));
        Ok(config)
    }

    fn parse(name: &str, text: &str) -> Result<Self, Failure> {
        let wrong = |error: toml::de::Error| {
            let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
            let line = before.matches('\n').count() + 1;
            Failure::usage(anyhow!("{name}:{line}: {}", error.message()))
        };
        let config = toml::from_str(text).map_err(wrong)?;
        Ok(Self { written: toml::from_str(text).map_err(wrong)?, ..config })
    }

    /// A table of the file as it stands there, for the manifest; `None` where the defaults hold.
    pub fn as_written(&self, table: &str) -> Option<&toml::Value> {
        self.written.get(table)
    }

    /// How to join claims, defaults filled in.
    #[cfg(feature = "reconcile")]
    pub fn reconcile(&self) -> tallysheet_reconcile::ReconcileConfig {
        let defaults = tallysheet_reconcile::ReconcileConfig::default();
        tallysheet_reconcile::ReconcileConfig {
            bound_percent: self.reconcile.bound_percent.unwrap_or(defaults.bound_percent),
            about_percent: self.reconcile.about_percent.unwrap_or(defaults.about_percent),
            as_of: None,
        }
    }

    /// Makes paths that are relative to the file relative to the working directory.
    fn resolve(&mut self, root: &Path) {
        for input in &mut self.inputs {
            *input = root.join(&*input).to_string_lossy().into_owned();
        }
        for path in [&mut self.output, &mut self.catalog].into_iter().flatten() {
            *path = root.join(&*path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> String {
        Config::parse("my.toml", text).unwrap_err().to_string()
    }

    #[test]
    fn errors_name_the_line() {
        assert!(error("inputs = []\nouptut = 'x'").starts_with("my.toml:2: unknown field `ouptut`, expected one of"));
        assert!(error("\n\nthreads = 0").starts_with("my.toml:3: "));
        assert!(error("formats = [\n  'parquet',\n  'xlsx',\n]").starts_with("my.toml:3: unknown variant `xlsx`"));
        assert!(error("strict = true\n[ingest]\nmax_byte = 1").starts_with("my.toml:3: unknown field `max_byte`"));
    }

    #[test]
    fn paths_are_relative_to_the_file() {
        let mut config = Config::parse("my.toml", "inputs = ['a/*.txt', '/b']\noutput = 'out'").unwrap();
        config.resolve(Path::new("sub"));
        assert_eq!(config.inputs, ["sub/a/*.txt", "/b"]);
        assert_eq!(config.output, Some(PathBuf::from("sub/out")));
    }
}
