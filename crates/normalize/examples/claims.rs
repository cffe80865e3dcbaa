//! Prints the claims of a text read from standard input, tab separated:
//!
//! ```text
//! echo "In 2021, police cracked 441,000 fraud cases." | cargo run -p tallysheet-normalize --example claims
//! ```
//!
//! An argument gives the date of publication, against which `last year` is read.

use std::io::{Read, Write};

use tallysheet_catalog::Catalog;
use tallysheet_extract::Extractor;
use tallysheet_model::SmolStr;
use tallysheet_normalize::Normalizer;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let catalog = Catalog::embedded();
    let mut annotated = Extractor::new(&catalog)?.annotate_text(&text);
    annotated.document.published = std::env::args().nth(1).map(|date| date.parse()).transpose()?;
    let annotated = Normalizer::new(catalog).normalize(annotated);
    let mut out = std::io::stdout().lock();
    writeln!(out, "published\t{:?}\t{:?}", annotated.document.published, annotated.document.published_from)?;
    for c in &annotated.claims {
        let high = c.high.map_or("-".into(), |v| v.to_string());
        let code = |code: Option<&str>| code.unwrap_or("-").to_owned();
        let date = |date: Option<tallysheet_model::Date>| date.map_or("-".into(), |d| d.to_string());
        let columns = [
            c.char_start.to_string(),
            c.char_end.to_string(),
            c.value.to_string(),
            high,
            c.bound.to_string(),
            c.unit.to_string(),
            c.measure.to_string(),
            code(c.basis.map(|b| b.as_str())),
            code(c.per.map(|p| p.as_str())),
            code(c.indicator.as_deref()),
            date(c.period_start),
            date(c.period_end),
            code(c.period_kind.map(|k| k.as_str())),
            code(c.place.as_deref().map(SmolStr::as_str)),
            code(c.programme.as_deref().map(SmolStr::as_str)),
            c.confidence.to_string(),
            code(c.counted.as_deref()),
            c.evidence.lines().collect::<Vec<_>>().join("; "),
        ];
        writeln!(out, "{}", columns.join("\t"))?;
    }
    Ok(())
}
