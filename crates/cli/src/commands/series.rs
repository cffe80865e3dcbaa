//! `tally series`: one indicator over time.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::{Write, stdout},
};

use anyhow::anyhow;
use console::style;
use tallysheet_model::{Measure, Observation, Status};

use super::tables;
use crate::{
    args::{ListFormat, SeriesArgs},
    failure::{Failure, Outcome},
    terminal::{Columns, grouped, period},
};

/// Columns of the longest bar.
const BAR: f64 = 24.0;

/// Prints the observations of the indicator, those that may be compared together, by period.
///
/// # Errors
///
/// A directory that holds no run, and an indicator that the run does not observe, are wrong use.
pub fn run(args: &SeriesArgs) -> Result<Outcome, Failure> {
    let observations = tables::observations(&args.run)?;
    let mine: Vec<&Observation> = observations.iter().filter(|o| o.indicator == args.indicator).collect();
    if mine.is_empty() {
        let known: BTreeSet<&str> = observations.iter().map(|o| o.indicator.as_str()).collect();
        let known: Vec<&str> = known.into_iter().collect();
        let message = format!("no observation of `{}`, expected one of {}", args.indicator, known.join(", "));
        return Err(Failure::usage(anyhow!(message)));
    }
    let mut out = stdout().lock();
    if args.format == ListFormat::Json {
        serde_json::to_writer_pretty(&mut out, &mine)?;
        writeln!(out)?;
        return Ok(Outcome::Done);
    }
    let mut series: BTreeMap<String, Vec<&Observation>> = BTreeMap::new();
    for observation in mine {
        series.entry(title(observation)).or_default().push(observation);
    }
    for (i, (title, mut observations)) in series.into_iter().enumerate() {
        observations.sort_by_key(|o| (o.period_end, o.period_start));
        writeln!(out, "{}{}", if i == 0 { "" } else { "\n" }, style(title).bold())?;
        rows(&observations).write("  ", &mut out)?;
    }
    Ok(Outcome::Done)
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
