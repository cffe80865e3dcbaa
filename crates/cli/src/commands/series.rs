//! `tally series`: one indicator over time.

use std::{
    collections::BTreeMap,
    fs::File,
    io::{IsTerminal, Write, stdout},
};

use anyhow::anyhow;
use console::style;
use tallysheet_export::{Format, TableWriter};
use tallysheet_model::{Measure, Observation, Status};

use super::tables::{self, unknown};
#[cfg(feature = "reconcile")]
use crate::failure::OrUsage;
use crate::{
    args::{SeriesArgs, SeriesFormat},
    failure::{Failure, Outcome},
    terminal::{Columns, grouped, period},
};

/// Columns of the longest bar.
const BAR: f64 = 24.0;

/// Prints the observations of the indicator, those that may be compared together, by period.
///
/// # Errors
///
/// A directory that holds no run, an indicator that the run does not observe, and Parquet for a terminal are wrong use.
pub fn run(args: &SeriesArgs) -> Result<Outcome, Failure> {
    let observations = observations(args)?;
    let mine: Vec<&Observation> = observations.iter().filter(|o| o.indicator == args.indicator).collect();
    if mine.is_empty() {
        return Err(Failure::usage(anyhow!(unknown(
            "indicator",
            &args.indicator,
            observations.iter().map(|o| &o.indicator)
        ))));
    }
    match args.format {
        SeriesFormat::Text => print(&mine)?,
        SeriesFormat::Json => {
            let mut out = stdout().lock();
            serde_json::to_writer_pretty(&mut out, &mine)?;
            writeln!(out)?;
        }
        SeriesFormat::Csv => export(&mine, Format::Csv)?,
        SeriesFormat::Parquet if stdout().is_terminal() => {
            return Err(Failure::usage(anyhow!("expected a file or a pipe for Parquet, as in `> series.parquet`")));
        }
        SeriesFormat::Parquet => export(&mine, Format::Parquet)?,
    }
    Ok(Outcome::Done)
}

/// What the run observes, or what it would as of the day asked for.
fn observations(args: &SeriesArgs) -> Result<Vec<Observation>, Failure> {
    #[cfg(feature = "reconcile")]
    if args.as_of.is_some() {
        use tallysheet_export::Table;
        use tallysheet_reconcile::{ReconcileConfig, reconcile};
        let table = |table: Table| args.run.join(table.file_name(Format::Parquet));
        let cfg = ReconcileConfig { as_of: args.as_of, ..ReconcileConfig::default() };
        return Ok(reconcile(&table(Table::Claims), &table(Table::Documents), &cfg).or_usage()?.observations);
    }
    tables::observations(&args.run)
}

/// Writes the observations to standard output as a table of a run is written.
fn export(observations: &[&Observation], format: Format) -> Result<(), Failure> {
    let directory = tempfile::tempdir()?;
    let mut writer = TableWriter::<Observation>::create(directory.path(), format)?;
    writer.write_all(observations.iter().copied())?;
    let written = writer.finish()?;
    let mut file = File::open(directory.path().join(written.table.file_name(format)))?;
    std::io::copy(&mut file, &mut stdout().lock())?;
    Ok(())
}

fn print(observations: &[&Observation]) -> Result<(), Failure> {
    let mut out = stdout().lock();
    let mut series: BTreeMap<String, Vec<&Observation>> = BTreeMap::new();
    for &observation in observations {
        series.entry(title(observation)).or_default().push(observation);
    }
    for (i, (title, mut observations)) in series.into_iter().enumerate() {
        observations.sort_by_key(|o| (o.period_end, o.period_start));
        writeln!(out, "{}{}", if i == 0 { "" } else { "\n" }, style(title).bold())?;
        rows(&observations).write("  ", &mut out)?;
    }
    Ok(())
}

/// What observations must share to be compared.
fn title(o: &Observation) -> String {
    let parts = [
        Some(o.indicator.to_string()),
        o.scope.as_ref().map(|scope| format!("({scope})")),
        Some(format!("in {}, {}", o.unit, o.measure)),
        o.basis.map(|basis| basis.to_string()),
        o.per.map(|per| format!("per {per}")),
        o.place.as_ref().map(|place| format!("in {place}")),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn rows(observations: &[&Observation]) -> Columns {
    let greatest = observations.iter().map(|o| o.value.to_f64().abs()).fold(f64::MIN_POSITIVE, f64::max);
    let mut rows = Columns::new(&[1]);
    for o in observations {
        let bar = match o.measure {
            Measure::Change => String::new(),
            _ => "█".repeat((o.value.to_f64().abs() / greatest * BAR).ceil() as usize),
        };
        let told = match o.status {
            Status::Disputed => {
                style(format!("disputed: {} to {}", grouped(o.low), grouped(o.high))).yellow().to_string()
            }
            status => style(status.to_string()).dim().to_string(),
        };
        let kind = o.period_kind.map(|kind| kind.to_string()).unwrap_or_default();
        let period = format!("{} {kind}", period(o.period_start, o.period_end));
        rows.row([period, grouped(o.value), style(bar).cyan().to_string(), told]);
    }
    rows
}
