//! Gold claims: what careful readers found in a text, one JSON object a line.

use std::{collections::HashMap, fs, path::Path};

use anyhow::{Context, anyhow};
use serde::Deserialize;
use tallysheet_model::{Basis, Bound, Date, Measure};

use crate::failure::{Failure, OrUsage};

/// One gold claim. Fields that no score looks at are not read.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Gold {
    /// The document's file name without its ending.
    pub doc: String,
    /// First code point.
    pub start: u64,
    /// One past the last code point.
    pub end: u64,
    /// The text between them.
    pub surface: String,
    /// The number in the unit, the low end of a range.
    pub value: f64,
    /// The high end of a range.
    pub high: Option<f64>,
    /// How the figure bounds the true value.
    pub bound: Bound,
    /// ISO 4217 code, `percent`, `count` or another unit.
    pub unit: String,
    /// Level, change, share or rate.
    pub measure: Measure,
    /// What a change is measured against.
    pub basis: Option<Basis>,
    /// An id of the catalog.
    pub indicator: Option<String>,
    /// First day of the period.
    pub period_start: Option<Date>,
    /// Last day of the period.
    pub period_end: Option<Date>,
    /// The campaign or centre credited.
    pub programme: Option<String>,
    /// Found or missed without reward or penalty.
    pub optional: bool,
    /// Careful readers differ on the period: it is not scored.
    #[serde(default)]
    pub period_open: bool,
    /// Careful readers differ on the indicator: it is not scored.
    #[serde(default)]
    pub indicator_open: bool,
}

/// The gold claims of one document.
#[derive(Debug, PartialEq)]
pub struct GoldDocument {
    /// Its name.
    pub name: String,
    /// Its claims, in the order of the file.
    pub claims: Vec<Gold>,
}

/// Reads a gold file, documents in the order of their first claim.
///
/// # Errors
///
/// A file that cannot be read or a line that is no gold claim is wrong use; the message names the line.
pub fn read(path: &Path) -> Result<Vec<GoldDocument>, Failure> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display())).or_usage()?;
    parse(&path.display().to_string(), &text)
}

fn parse(name: &str, text: &str) -> Result<Vec<GoldDocument>, Failure> {
    let mut documents: Vec<GoldDocument> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for (i, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let gold: Gold =
            serde_json::from_str(line).map_err(|error| Failure::usage(anyhow!("{name}:{}: {error}", i + 1)))?;
        let place = *places.entry(gold.doc.clone()).or_insert_with(|| {
            documents.push(GoldDocument { name: gold.doc.clone(), claims: Vec::new() });
            documents.len() - 1
        });
        documents[place].claims.push(gold);
    }
    Ok(documents)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: &str = r#"{"doc":"a","start":1,"end":3,"surface":"12","value":12,"high":null,"bound":"exact","unit":"count","measure":"level","basis":null,"per":null,"indicator":null,"counted":null,"period_start":"2021-01-01","period_end":null,"period_kind":null,"place":null,"programme":null,"optional":false,"period_open":true}"#;

    #[test]
    fn a_claim_is_read() {
        let gold = &parse("g", LINE).unwrap()[0].claims[0];
        assert_eq!((gold.value, gold.period_open, gold.indicator_open), (12.0, true, false));
        assert_eq!(gold.period_start, "2021-01-01".parse().ok());
    }

    #[test]
    fn a_bad_line_is_named() {
        let error = parse("gold.jsonl", &format!("{LINE}\n\n{{}}")).unwrap_err();
        assert!(error.to_string().starts_with("gold.jsonl:3: missing field `doc`"), "{error}");
    }
}
