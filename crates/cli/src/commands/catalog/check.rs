//! `tally catalog check`: the examples as tests, and entries that stand in each other's way.

use std::io::{Write, stdout};

use tallysheet_catalog::{Example, Indicator};
use tallysheet_model::{Claim, DateSource, Document, Lang};

use super::shadow;
use crate::{
    engine::Engine,
    failure::{Failure, Outcome},
};

/// Prints every error, the notes where `shadows` asks for them, and the counts; the outcome is whether there is no
/// error.
///
/// # Errors
///
/// When stdout cannot be written.
pub fn run(engine: &Engine, shadows: bool) -> Result<Outcome, Failure> {
    let (lexemes, indicators) = (engine.catalog.lexemes(), engine.catalog.indicators());
    let (failures, shared, twins) = (failures(engine), shadow::shared(lexemes), shadow::twins(indicators));
    let inside = shadow::inside(lexemes);
    let mut out = stdout().lock();
    for failure in &failures {
        writeln!(out, "{failure}")?;
    }
    for error in shared.iter().map(ToString::to_string).chain(twins.iter().map(ToString::to_string)) {
        writeln!(out, "error: {error}")?;
    }
    for note in inside.iter().filter(|_| shadows) {
        writeln!(out, "note: {note}")?;
    }
    let examples: usize = indicators.iter().map(|i| i.examples.len() + i.counterexamples.len()).sum();
    writeln!(out, "{} indicators, {examples} examples, {} read wrongly", indicators.len(), failures.len())?;
    writeln!(out, "{} frames that two indicators share", twins.len())?;
    writeln!(out, "{} entries of words, {} pairs that share a phrase", lexemes.len(), shared.len())?;
    let hint = if shadows || inside.is_empty() { "" } else { " (--shadows lists them)" };
    writeln!(out, "{} phrases within a longer one of another entry{hint}", inside.len())?;
    let sound = failures.is_empty() && shared.is_empty() && twins.is_empty();
    Ok(if sound { Outcome::Done } else { Outcome::Refused })
}

/// What is wrong with each example that is not read as its indicator asks.
fn failures(engine: &Engine) -> Vec<String> {
    let mut failures = Vec::new();
    for indicator in engine.catalog.indicators() {
        let examples = indicator.examples.iter().map(|example| (example, true));
        let counterexamples = indicator.counterexamples.iter().map(|example| (example, false));
        for (example, wanted) in examples.chain(counterexamples) {
            let claims = engine.annotate(document(example)).claims;
            let read: Vec<&Claim> = claims.iter().filter(|claim| claim.span.overlaps(example.figure)).collect();
            if read.iter().any(|claim| claim.indicator.as_ref() == Some(&indicator.id)) != wanted {
                failures.push(describe(indicator, example, wanted, &read));
            }
        }
    }
    failures
}

fn describe(indicator: &Indicator, example: &Example, wanted: bool, read: &[&Claim]) -> String {
    let found = match read {
        [] => "no claim".to_owned(),
        claims => {
            claims.iter().map(|c| c.indicator.as_deref().unwrap_or("no indicator")).collect::<Vec<_>>().join(", ")
        }
    };
    let (figure, text) = (example.figure.slice(&example.text), &example.text);
    let expected = if wanted { "expected" } else { "expected anything but" };
    format!("{}:{}: {expected} {}, found {found} for «{figure}» in: {text}", example.file, example.line, indicator.id)
}

/// The example as a document of its own, in its language, of one fixed date.
fn document(example: &Example) -> Document {
    let han = example.text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    Document {
        doc_id: "example".into(),
        source: example.file.clone(),
        media_type: "text/plain".into(),
        lang: if han { Lang::Zh } else { Lang::En },
        title: None,
        publisher: None,
        published: Some(jiff::civil::date(2024, 1, 15)),
        published_from: Some(DateSource::Metadata),
        text: example.text.clone(),
        bytes: example.text.len() as u64,
        sha256: String::new(),
        duplicate_of: None,
        similarity: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_example_of_the_embedded_catalog_is_read_as_it_asks() {
        let engine = Engine::load(None).unwrap_or_else(|failure| panic!("{failure}"));
        let failures = failures(&engine);
        assert!(failures.is_empty(), "{}", failures.join("\n"));
    }
}
