//! Fixture notation, corpus runner and score table for the tests of Tallysheet.
//!
//! [`Kit`] runs cases; [`Benchmark`] scores the extractor on the texts of a public benchmark; [`ScoreTable`] keeps every
//! score and tells which of them fell. The binary `score` puts the last two together. A corpus is a directory of TOML files with cases:
//!
//! ```toml
//! [[case]]
//! name = "a list pairs with its changes in order"
//! text = "In 2021, 120 cases were cracked and 30 gangs destroyed, up 5% and 6% respectively."
//! published = 2022-03-05
//! claims = ["120: 120 cases_solved", "30: 30 gangs_dismantled", "5%: 5 change cases_solved", "6%: 6 gangs_dismantled"]
//! ```
//!
//! Each expected claim gives its surface and, after a colon, words that must be among the claim's codes: value, high end
//! (`..5`), unit, bound, measure, basis, per, indicator, place, period (`2021-01-01..2021-12-31`, `…` for an open end) and
//! period kind; `no-indicator`, `no-period` and `no-place` demand that there is none. A case with `known_gap = true` is
//! run too, and fails on the day it starts to pass.
//!
//! ```
//! let kit = tallysheet_testkit::Kit::new();
//! let case = tallysheet_testkit::Case::new("thefts", "In 2021, police solved 120 cases.", &["120: 120 count 2021-01-01..2021-12-31"]);
//! assert_eq!(kit.check(&case), Ok(()));
//! ```

mod benchmark;
mod error;
mod table;

use std::{fmt::Write, fs, path::Path};

pub use benchmark::{Benchmark, BenchmarkScore, UnitNames};
pub use error::ScoreError;
pub use table::{Points, ScoreRow, ScoreTable, eval_rows};

use serde::Deserialize;
use tallysheet_catalog::Catalog;
use tallysheet_extract::Extractor;
use tallysheet_model::{Annotated, Claim, Date};
use tallysheet_normalize::Normalizer;

/// One text with the claims it makes.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// What the case shows.
    pub name: String,
    /// The text.
    pub text: String,
    /// The date against which the text is read.
    pub published: Option<toml::value::Datetime>,
    /// The claims in text order, in the notation of this crate.
    pub claims: Vec<String>,
    /// The case is known to fail.
    #[serde(default)]
    pub known_gap: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CaseFile {
    case: Vec<Case>,
}

impl Case {
    /// A case without a date.
    pub fn new(name: &str, text: &str, claims: &[&str]) -> Self {
        let claims = claims.iter().map(|&claim| claim.to_owned()).collect();
        Self { name: name.to_owned(), text: text.to_owned(), published: None, claims, known_gap: false }
    }
}

/// What a corpus run found.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// Cases run.
    pub cases: usize,
    /// The names of the known gaps that still are.
    pub known_gaps: Vec<String>,
    /// Every failure, ready to print.
    pub failures: Vec<String>,
}

/// Extraction and normalization with the embedded catalog.
#[derive(Debug)]
pub struct Kit {
    extractor: Extractor,
    normalizer: Normalizer,
}

impl Default for Kit {
    fn default() -> Self {
        Self::new()
    }
}

impl Kit {
    /// A kit with the embedded catalog.
    pub fn new() -> Self {
        let catalog = Catalog::embedded();
        let extractor = Extractor::new(&catalog).expect("the embedded catalog builds");
        Self { extractor, normalizer: Normalizer::new(catalog) }
    }

    /// The text with its mentions and claims.
    pub fn annotate(&self, text: &str, published: Option<Date>) -> Annotated {
        let mut annotated = self.extractor.annotate_text(text);
        annotated.document.published = published;
        self.normalizer.normalize(annotated)
    }

    /// Whether the case holds.
    ///
    /// # Errors
    ///
    /// What differs, for people.
    pub fn check(&self, case: &Case) -> Result<(), String> {
        let published = case.published.as_ref().and_then(|date| date.to_string().parse().ok());
        let claims = self.annotate(&case.text, published).claims;
        let mut wrong = String::new();
        for (i, expected) in case.claims.iter().enumerate() {
            let Some(claim) = claims.get(i) else {
                let _ = writeln!(wrong, "    missing  {expected}");
                continue;
            };
            let found = codes(claim);
            let (surface, words) = expected.split_once(": ").unwrap_or((expected, ""));
            let missing: Vec<&str> = words.split_whitespace().filter(|word| !found.iter().any(|f| f == word)).collect();
            if surface != claim.surface || !missing.is_empty() {
                let _ = writeln!(wrong, "    expected {expected}\n    found    {}: {}", claim.surface, found.join(" "));
            }
        }
        for claim in claims.iter().skip(case.claims.len()) {
            let _ = writeln!(wrong, "    spurious {}: {}", claim.surface, codes(claim).join(" "));
        }
        if wrong.is_empty() { Ok(()) } else { Err(wrong) }
    }

    /// Runs every case of the `.toml` files of a directory, in order of their names.
    ///
    /// # Panics
    ///
    /// When the directory or a file cannot be read: the corpus is part of the tests.
    pub fn run(&self, dir: &Path) -> Outcome {
        let entries = fs::read_dir(dir).unwrap_or_else(|error| panic!("{}: {error}", dir.display()));
        let mut files: Vec<_> = entries.map(|entry| entry.expect("a readable directory").path()).collect();
        files.sort();
        let mut outcome = Outcome::default();
        for path in files.iter().filter(|path| path.extension().is_some_and(|ending| ending == "toml")) {
            let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            let file: CaseFile = toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            for case in &file.case {
                self.add(case, path, &mut outcome);
            }
        }
        outcome
    }

    fn add(&self, case: &Case, path: &Path, outcome: &mut Outcome) {
        outcome.cases += 1;
        let name = format!("{}: {}", path.display(), case.name);
        match (self.check(case), case.known_gap) {
            (Ok(()), false) => {}
            (Ok(()), true) => outcome.failures.push(format!("{name}\n    passes now: no gap any more\n")),
            (Err(_), true) => outcome.known_gaps.push(name),
            (Err(wrong), false) => outcome.failures.push(format!("{name}\n{wrong}")),
        }
    }
}

/// Every code of a claim, as expectations name them.
fn codes(claim: &Claim) -> Vec<String> {
    let date = |date: Option<Date>| date.map_or("…".to_owned(), |d| d.to_string());
    let mut codes = vec![claim.value.to_string()];
    codes.extend(claim.high.map(|high| format!("..{high}")));
    codes.extend([claim.unit.to_string(), claim.bound.to_string(), claim.measure.to_string()]);
    codes.extend(claim.basis.map(|basis| basis.to_string()));
    codes.extend(claim.per.map(|per| format!("per-{per}")));
    codes.push(claim.indicator.as_ref().map_or("no-indicator".to_owned(), |id| id.to_string()));
    codes.push(claim.place.as_ref().map_or("no-place".to_owned(), |code| code.to_string()));
    match claim.period_kind {
        Some(kind) => {
            codes.push(format!("{}..{}", date(claim.period_start), date(claim.period_end)));
            codes.push(kind.to_string());
        }
        None => codes.push("no-period".to_owned()),
    }
    codes
}
