//! A score for people and for machines.

use std::io::{self, Write};

use console::style;
use serde_json::{Map, Value, json};
use tallysheet_model::{Claim, Date};

use super::{
    calibration::calibration,
    gold::Gold,
    score::{Field, Found, Level, Score},
};
use crate::terminal::{Columns, plain};

/// The fields that the list of errors tells apart: those that the levels ask for.
const TOLD: [Field; 6] = [Field::Value, Field::Unit, Field::Bound, Field::Measure, Field::Indicator, Field::Period];

/// Lists what is not right on every level, at most `limit` of it.
pub fn errors(score: &Score<'_>, limit: usize, out: &mut impl Write) -> io::Result<()> {
    let lines = score.found.iter().flat_map(|(doc, found)| found.iter().filter_map(|found| error(doc, found)));
    for line in lines.take(limit) {
        writeln!(out, "{line}")?;
    }
    writeln!(out)
}

fn error(doc: &str, found: &Found<'_>) -> Option<String> {
    let line = |kind: &str, at: u64, surface: &str| format!("{kind:9}{doc} {at}: {}", plain(surface));
    match found {
        Found::Missed(gold) => Some(line("missed", gold.start, &gold.surface)),
        Found::Spurious(claim) => Some(line("spurious", claim.char_start, &claim.surface)),
        Found::Pair(gold, claim) => {
            let wrong: Vec<String> = TOLD
                .iter()
                .filter(|field| !field.agrees(gold, claim))
                .map(|&field| {
                    let (expected, read) = values(field, gold, claim);
                    format!("{} {expected} != {read}", field.as_str())
                })
                .collect();
            let right = wrong.is_empty();
            (!right).then(|| format!("{}  {}", line("wrong", gold.start, &gold.surface), wrong.join("; ")))
        }
    }
}

/// A field as gold has it and as it was read.
fn values(field: Field, gold: &Gold, claim: &Claim) -> (String, String) {
    let range = |value: String, high: Option<String>| high.map_or(value.clone(), |high| format!("{value}..{high}"));
    let period = |start: Option<Date>, end: Option<Date>| format!("{}..{}", or_none(start), or_none(end));
    match field {
        Field::Value => (
            range(gold.value.to_string(), gold.high.map(|high| high.to_string())),
            range(claim.value.to_string(), claim.high.map(|high| high.to_string())),
        ),
        Field::Unit => (gold.unit.clone(), claim.unit.to_string()),
        Field::Bound => (gold.bound.to_string(), claim.bound.to_string()),
        Field::Measure => (gold.measure.to_string(), claim.measure.to_string()),
        Field::Indicator => (or_none(gold.indicator.as_ref()), or_none(claim.indicator.as_ref())),
        Field::Period => (period(gold.period_start, gold.period_end), period(claim.period_start, claim.period_end)),
        Field::Basis => (or_none(gold.basis), or_none(claim.basis)),
        Field::Programme => (or_none(gold.programme.as_ref()), or_none(claim.programme.as_ref())),
    }
}

fn or_none(value: Option<impl ToString>) -> String {
    value.map_or_else(|| "none".to_owned(), |value| value.to_string())
}

/// The score as tables.
pub fn text(score: &Score<'_>, out: &mut impl Write) -> io::Result<()> {
    let head = |cells: &[&str]| cells.iter().map(|cell| style(*cell).bold().to_string()).collect::<Vec<_>>();
    let mut levels = Columns::new(&[1, 2, 3]);
    levels.row(head(&["LEVEL", "PRECISION", "RECALL", "F1", "WHAT MUST AGREE"]));
    for level in Level::ALL {
        let counts = score.counts(level);
        let [p, r, f1] = [counts.precision(), counts.recall(), counts.f1()].map(|figure| format!("{figure:.3}"));
        levels.row([level.as_str(), &p, &r, &style(f1).bold().to_string(), meaning(level)]);
    }
    levels.write("", out)?;

    let mut fields = Columns::new(&[1]);
    fields.row(head(&["FIELD", "ACCURACY ON PAIRS"]));
    for field in Field::ALL {
        fields.row([field.as_str(), &format!("{:.3}", score.accuracy(field))]);
    }
    writeln!(out)?;
    fields.write("", out)?;

    let mut buckets = Columns::new(&[1, 2]);
    buckets.row(head(&["CONFIDENCE", "CLAIMS", "RIGHT"]));
    for bucket in calibration(score) {
        let right = if bucket.claims == 0 { "-".to_owned() } else { format!("{:.3}", bucket.share()) };
        buckets.row([format!("{:.1} to {:.1}", bucket.from, bucket.to), bucket.claims.to_string(), right]);
    }
    writeln!(out)?;
    buckets.write("", out)?;

    let counts = score.counts(Level::Span);
    writeln!(out, "\n{} gold, {} predicted, {} documents", counts.gold, counts.predicted, score.found.len())
}

fn meaning(level: Level) -> &'static str {
    match level {
        Level::Span => "the place in the text",
        Level::Value => "the number",
        Level::Quantity => "number, unit and bound",
        Level::Claim => "number, unit, measure and indicator",
        Level::Dated => "the claim and both ends of its period",
    }
}

/// The score as one JSON object.
pub fn json(score: &Score<'_>) -> Value {
    let level = |level: Level| {
        let counts = score.counts(level);
        json!({ "precision": counts.precision(), "recall": counts.recall(), "f1": counts.f1() })
    };
    let levels: Map<_, _> = Level::ALL.iter().map(|&l| (l.as_str().to_owned(), level(l))).collect();
    let fields: Map<_, _> =
        Field::ALL.iter().map(|&field| (field.as_str().to_owned(), score.accuracy(field).into())).collect();
    let buckets: Vec<Value> = calibration(score)
        .into_iter()
        .map(|b| json!({ "from": b.from, "to": b.to, "claims": b.claims, "right": b.right }))
        .collect();
    let counts = score.counts(Level::Span);
    json!({
        "levels": levels,
        "fields": fields,
        "calibration": buckets,
        "gold": counts.gold,
        "predicted": counts.predicted,
        "pairs": score.pairs().count(),
        "documents": score.found.len(),
        "missing": score.missing,
    })
}
