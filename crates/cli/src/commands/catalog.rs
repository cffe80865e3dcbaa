//! `tally catalog`: the indicators, the tests of the catalog on itself, and a start for new entries.

mod check;
mod new;
mod shadow;
mod skeleton;

use std::io::{Write, stdout};

use console::style;
use serde_json::json;
use tallysheet_catalog::Indicator;

use crate::{
    args::{CatalogCommand, ConfigArgs, ListFormat},
    config::Config,
    engine::Engine,
    failure::{Failure, Outcome},
    terminal::Columns,
};

/// Runs the subcommand.
///
/// # Errors
///
/// A catalog that cannot be read is wrong use, and so is a new entry with an id that is taken.
pub fn run(command: &CatalogCommand) -> Result<Outcome, Failure> {
    match command {
        CatalogCommand::Check { config, shadows } => check::run(&load(config)?, *shadows),
        CatalogCommand::List { config, format } => list(config, *format),
        CatalogCommand::New(args) => new::run(args),
    }
}

fn load(config: &ConfigArgs) -> Result<Engine, Failure> {
    Engine::load(Config::load(config)?.catalog.as_deref())
}

fn list(config: &ConfigArgs, format: ListFormat) -> Result<Outcome, Failure> {
    let engine = load(config)?;
    let indicators = engine.catalog.indicators();
    let mut out = stdout().lock();
    if format == ListFormat::Json {
        let entry = |i: &Indicator| json!({ "id": i.id, "unit": i.unit, "group": i.group, "label": i.label, "meaning": i.meaning });
        serde_json::to_writer_pretty(&mut out, &indicators.iter().map(entry).collect::<Vec<_>>())?;
        writeln!(out)?;
        return Ok(Outcome::Done);
    }
    let mut columns = Columns::new(&[]);
    columns.row(["INDICATOR", "UNIT", "GROUP", "MEANING"].map(|title| style(title).bold().to_string()));
    for indicator in indicators {
        columns.row([indicator.id.as_str(), &indicator.unit, &indicator.group, &indicator.meaning]);
    }
    columns.write("", &mut out)?;
    Ok(Outcome::Done)
}
