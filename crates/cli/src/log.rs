//! Messages and progress on stderr.

use std::io::{IsTerminal, Write, stderr};

use clap::ValueEnum;
use console::style;
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::{Map, Value, json};

use crate::{args::LogArgs, failure::Failure};

/// The form of the messages on stderr.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// Warnings and errors in words; progress bars where stderr is a terminal.
    Text,
    /// One JSON object for each event.
    Json,
}

/// Where messages go.
#[derive(Debug)]
pub struct Log {
    format: LogFormat,
    quiet: bool,
}

impl Log {
    /// The log that the arguments ask for.
    pub fn new(args: &LogArgs) -> Self {
        Self { format: args.log_format, quiet: args.quiet }
    }

    /// Something that happened as planned; only machines are told.
    pub fn event(&self, name: &str, fields: Value) {
        if self.format == LogFormat::Json && !self.quiet {
            write_json("info", name, fields);
        }
    }

    /// Something that the user should look at.
    pub fn warn(&self, name: &str, message: &str) {
        match self.format {
            _ if self.quiet => {}
            LogFormat::Json => write_json("warning", name, json!({ "message": message })),
            LogFormat::Text => write_line(&format!("{}: {message}", style("warning").for_stderr().yellow().bold())),
        }
    }

    /// Why the command ends; printed even when quiet.
    pub fn error(&self, failure: &Failure) {
        match self.format {
            LogFormat::Json => write_json("error", "failed", json!({ "message": failure.to_string() })),
            LogFormat::Text => write_line(&format!("{}: {failure}", style("error").for_stderr().red().bold())),
        }
    }

    /// A bar over `length` bytes, where there is a terminal to show it.
    pub fn progress(&self, label: &'static str, length: u64) -> ProgressBar {
        if self.quiet || self.format == LogFormat::Json || !stderr().is_terminal() {
            return ProgressBar::hidden();
        }
        let form = "{prefix:>10} {bar:32.cyan/black.bright} {bytes}/{total_bytes}  {elapsed}  {msg:.dim}";
        let bars = ProgressStyle::with_template(form).expect("the template is valid");
        ProgressBar::new(length).with_prefix(label).with_style(bars.progress_chars("━╸━"))
    }
}

fn write_json(level: &str, event: &str, fields: Value) {
    let mut object = Map::new();
    object.insert("time".into(), jiff::Timestamp::now().to_string().into());
    object.insert("level".into(), level.into());
    object.insert("event".into(), event.into());
    if let Value::Object(fields) = fields {
        object.extend(fields);
    }
    write_line(&Value::Object(object).to_string());
}

/// A stderr that is closed has no reader to tell.
fn write_line(line: &str) {
    let _ = writeln!(stderr().lock(), "{line}");
}
