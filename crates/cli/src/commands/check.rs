//! `tally check`: what the corpus says against itself, with the sentences that say so.

use std::{
    collections::HashMap,
    io::{self, Write, stdout},
};

use console::style;
use tallysheet_model::{Check, Claim, SmolStr, Verdict};

use super::tables;
use crate::{
    args::{CheckArgs, ListFormat},
    failure::{Failure, Outcome},
    terminal::plain,
};

/// Claims by id, each with the source of its document.
type Cited<'a> = HashMap<&'a SmolStr, (&'a str, &'a Claim)>;

/// Prints the findings, the most serious first: what cannot be true together and the hints, or every check.
///
/// # Errors
///
/// A directory that holds no run is wrong use.
pub fn run(args: &CheckArgs) -> Result<Outcome, Failure> {
    let (documents, claims) = (tables::documents(&args.run)?, tables::claims(&args.run)?);
    let mut checks = tables::checks(&args.run)?;
    checks.retain(|check| args.kind.is_empty() || args.kind.contains(&check.kind));
    checks.sort_by(Check::by_severity);
    let shown: Vec<&Check> = checks.iter().filter(|c| args.all || c.verdict != Verdict::Consistent).collect();
    let fails = |check: &&Check| match args.fail_on {
        None => false,
        Some(Verdict::Inconsistent) => check.verdict == Verdict::Inconsistent,
        Some(Verdict::Indicative) => check.verdict != Verdict::Consistent,
        Some(Verdict::Consistent) => true,
    };
    let outcome = if checks.iter().any(|check| fails(&check)) { Outcome::Refused } else { Outcome::Done };
    let mut out = stdout().lock();
    if args.format == ListFormat::Json {
        serde_json::to_writer_pretty(&mut out, &shown)?;
        writeln!(out)?;
        return Ok(outcome);
    }
    let sources: HashMap<&SmolStr, &str> =
        documents.iter().map(|(document, _)| (&document.doc_id, document.source.as_str())).collect();
    let cited: Cited<'_> = claims
        .iter()
        .map(|claim| (&claim.claim_id, (sources.get(&claim.passage.doc_id).copied().unwrap_or_default(), claim)))
        .collect();
    for check in &shown {
        print(check, &cited, &mut out)?;
    }
    let counts: Vec<String> = Verdict::ALL
        .iter()
        .map(|&verdict| format!("{} {verdict}", checks.iter().filter(|check| check.verdict == verdict).count()))
        .collect();
    writeln!(out, "{} checks: {}", checks.len(), counts.join(", "))?;
    Ok(outcome)
}

fn print(check: &Check, cited: &Cited<'_>, out: &mut impl Write) -> io::Result<()> {
    let verdict = match check.verdict {
        Verdict::Inconsistent => style(check.verdict.as_str()).red(),
        Verdict::Indicative => style(check.verdict.as_str()).yellow(),
        Verdict::Consistent => style(check.verdict.as_str()).green(),
    };
    writeln!(out, "{verdict} {}: {}", check.kind, plain(&check.message))?;
    for id in std::iter::once(&check.claim_id).chain(&check.against) {
        if let Some((source, claim)) = cited.get(id) {
            writeln!(out, "  {}:{} {}", plain(source), claim.char_start, style(plain(&claim.passage.sentence)).dim())?;
        }
    }
    writeln!(out)
}
