//! Reconciles three claims of two documents and prints what the corpus says.
//!
//! `cargo run -p tallysheet-reconcile --example observations [RUN_DIR]`, where a run's directory holds its own
//! `claims.parquet` and `documents.parquet`.

#![allow(clippy::print_stdout)]

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use tallysheet_export::{Format, TableWriter};
use tallysheet_model::{Basis, Bound, Claim, Date, Document, Evidence, Lang, Measure, Passage, PeriodKind, Span};
use tallysheet_reconcile::{ReconcileConfig, reconcile};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let sample = tempfile::tempdir()?;
    let dir = match std::env::args_os().nth(1) {
        Some(dir) => PathBuf::from(dir),
        None => write_sample(sample.path()).map(|()| sample.path().to_owned())?,
    };
    let (claims, documents) = (dir.join("claims.parquet"), dir.join("documents.parquet"));
    let reconciled = reconcile(&claims, &documents, &ReconcileConfig::default())?;

    for of in &reconciled.observations {
        let period_end = of.period_end.map_or_else(String::new, |date| date.to_string());
        println!("{:12} {:6} {:>10} {:7} {:10} {}", of.indicator, of.measure, of.value, of.unit, period_end, of.status);
    }
    for check in &reconciled.checks {
        println!("{}: {}", check.verdict, check.message);
    }
    Ok(())
}

fn write_sample(dir: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let mut documents = TableWriter::<Document>::create(dir, Format::Parquet)?;
    documents.write((&document("a"), 2))?;
    documents.write((&document("b"), 2))?;
    documents.finish()?;

    let bound = Claim { bound: Bound::MoreThan, ..level("3", "b", 52_000, 2023) };
    let change = Claim {
        unit: "percent".into(),
        measure: Measure::Change,
        basis: Some(Basis::YearOnYear),
        ..level("4", "b", 25, 2023)
    };
    let mut claims = TableWriter::<Claim>::create(dir, Format::Parquet)?;
    claims.write_all(&[level("1", "a", 52_300, 2023), level("2", "a", 41_800, 2022), bound, change])?;
    claims.finish()?;
    Ok(())
}

fn document(id: &str) -> Document {
    Document {
        doc_id: id.into(),
        source: format!("{id}.txt"),
        media_type: "text/plain".into(),
        lang: Lang::En,
        title: None,
        publisher: None,
        published: None,
        published_from: None,
        text: "Parcels inspected.".to_owned(),
        bytes: 18,
        sha256: "00".repeat(32),
        duplicate_of: None,
        similarity: None,
    }
}

fn level(claim_id: &str, doc_id: &str, value: i64, year: i16) -> Claim {
    Claim {
        claim_id: claim_id.into(),
        passage: Arc::new(Passage {
            doc_id: doc_id.into(),
            lang: Lang::En,
            sentence: "Parcels inspected.".into(),
            attribution: None,
        }),
        span: Span::new(0, 7),
        char_start: 0,
        char_end: 7,
        surface: "Parcels".into(),
        value: value.into(),
        high: None,
        bound: Bound::Exact,
        unit: "count".into(),
        measure: Measure::Level,
        basis: None,
        per: None,
        indicator: Some("parcels".into()),
        counted: None,
        period_start: Some(Date::constant(year, 1, 1)),
        period_end: Some(Date::constant(year, 12, 31)),
        period_kind: Some(PeriodKind::During),
        period_text: None,
        place: None,
        programme: None,
        scope: None,
        confidence: 1.0,
        evidence: Evidence::default(),
    }
}
