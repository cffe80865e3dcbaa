//! `tally catalog`: the indicators, and their examples as tests.

use std::io::{Write, stdout};

use console::style;
use serde_json::json;
use tallysheet_catalog::{Example, Indicator};
use tallysheet_model::{Claim, DateSource, Document, Lang};

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
/// A catalog that cannot be read is wrong use.
pub fn run(command: &CatalogCommand) -> Result<Outcome, Failure> {
    match command {
        CatalogCommand::Check(config) => check(config),
        CatalogCommand::List { config, format } => list(config, *format),
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

fn check(config: &ConfigArgs) -> Result<Outcome, Failure> {
    let engine = load(config)?;
    let failures = failures(&engine);
    let mut out = stdout().lock();
    for failure in &failures {
        writeln!(out, "{failure}")?;
    }
    let indicators = engine.catalog.indicators();
    let examples: usize = indicators.iter().map(|i| i.examples.len() + i.counterexamples.len()).sum();
    writeln!(out, "{} indicators, {examples} examples, {} read wrongly", indicators.len(), failures.len())?;
    Ok(if failures.is_empty() { Outcome::Done } else { Outcome::Refused })
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
