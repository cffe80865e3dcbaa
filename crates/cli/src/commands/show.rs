//! `tally show`: the claims of a run as a table.

use std::{
    collections::HashMap,
    io::{Write, stdout},
};

use anyhow::anyhow;
use console::style;
use tallysheet_model::{Claim, SmolStr};

use super::tables::{self, unknown};
use crate::{
    args::{ListFormat, ShowArgs},
    failure::{Failure, Outcome},
    terminal::{Columns, measure, period, plain, quantity},
};

/// What `--indicator` calls claims without one.
const NONE: &str = "none";

/// Prints the claims that pass the filters.
///
/// # Errors
///
/// A directory that holds no run, and a filter that names what the run does not have, are wrong use.
pub fn run(args: &ShowArgs) -> Result<Outcome, Failure> {
    let documents = tables::documents(&args.run)?;
    let claims = tables::claims(&args.run)?;
    let sources: HashMap<&SmolStr, &str> =
        documents.iter().map(|(document, _)| (&document.doc_id, document.source.as_str())).collect();
    let source = |claim: &Claim| sources.get(&claim.passage.doc_id).copied().unwrap_or_default();
    known_filters(args, &claims, sources.values().copied()).map_err(|unknown| Failure::usage(anyhow!(unknown)))?;
    let shown: Vec<&Claim> = claims.iter().filter(|claim| passes(args, claim, source(claim))).collect();

    let mut out = stdout().lock();
    let limit = args.limit.unwrap_or(usize::MAX);
    if args.format == ListFormat::Json {
        for claim in shown.iter().take(limit) {
            writeln!(out, "{}", serde_json::to_string(claim)?)?;
        }
        return Ok(Outcome::Done);
    }
    let mut rows = Columns::new(&[1]);
    let titles = ["SOURCE", "FIGURE", "MEASURE", "INDICATOR", "PERIOD", "CONFIDENCE", "COUNTED"];
    rows.row(titles.map(|title| style(title).bold().to_string()));
    for claim in shown.iter().take(limit) {
        rows.row([
            format!("{}:{}", plain(source(claim)), claim.char_start),
            quantity(claim),
            measure(claim),
            claim.indicator.as_deref().unwrap_or("-").to_owned(),
            period(claim.period_start, claim.period_end),
            format!("{:.2}", claim.confidence),
            plain(claim.counted.as_deref().unwrap_or("-")),
        ]);
    }
    rows.write("", &mut out)?;
    let (some, all) = (shown.len().min(limit), claims.len());
    writeln!(out, "\n{}", style(format!("{some} of {all} claims")).dim())?;
    Ok(Outcome::Done)
}

/// Whether the run has what the filters name; the message for the first that it has not.
fn known_filters<'a>(
    args: &ShowArgs,
    claims: &[Claim],
    mut sources: impl Iterator<Item = &'a str>,
) -> Result<(), String> {
    let indicators = || claims.iter().filter_map(|claim| claim.indicator.as_ref());
    let units = || claims.iter().map(|claim| &claim.unit);
    match (&args.indicator, &args.unit, &args.doc) {
        (Some(id), ..) if id != NONE && !indicators().any(|known| known == id) => {
            Err(unknown("indicator", id, indicators()))
        }
        (_, Some(unit), _) if !units().any(|known| known == unit) => Err(unknown("unit", unit, units())),
        (.., Some(part)) if !sources.any(|source| source.contains(part.as_str())) => {
            Err(format!("the run has no document with `{part}` in its source"))
        }
        _ => Ok(()),
    }
}

fn passes(args: &ShowArgs, claim: &Claim, source: &str) -> bool {
    let indicator = claim.indicator.as_deref().unwrap_or(NONE);
    args.indicator.as_deref().is_none_or(|wanted| wanted == indicator)
        && args.doc.as_deref().is_none_or(|part| source.contains(part))
        && args.unit.as_deref().is_none_or(|unit| unit == claim.unit)
        && args.measure.is_none_or(|measure| measure == claim.measure)
        && args.confidence.is_none_or(|least| claim.confidence >= least)
}
