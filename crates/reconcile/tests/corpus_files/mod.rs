//! Small corpora, written as Parquet and reconciled.

// Each test uses some of it.
#![allow(dead_code)]

use std::{path::PathBuf, sync::Arc};

use tallysheet_export::{Format, TableWriter};
use tallysheet_model::{Bound, Claim, Date, Document, Evidence, Lang, Measure, Passage, PeriodKind, Span};
use tallysheet_reconcile::{ReconcileConfig, Reconciled, reconcile};
use tempfile::TempDir;

/// A document with nothing in it.
pub fn document(id: &str) -> Document {
    Document {
        doc_id: id.into(),
        source: format!("{id}.txt"),
        media_type: "text/plain".into(),
        lang: Lang::En,
        title: None,
        publisher: None,
        published: None,
        published_from: None,
        text: "text".into(),
        bytes: 4,
        sha256: "00".repeat(32),
        duplicate_of: None,
        similarity: None,
    }
}

/// A level of suspects arrested in a period such as `2021-01-01/2021-06-30`, either side empty where it is open.
pub fn level(claim_id: &str, doc_id: &str, value: &str, period: &str) -> Claim {
    let (start, end) = period.split_once('/').unwrap();
    let date = |text: &str| (!text.is_empty()).then(|| text.parse::<Date>().unwrap());
    Claim {
        claim_id: claim_id.into(),
        passage: Arc::new(Passage {
            doc_id: doc_id.into(),
            lang: Lang::En,
            sentence: "text".into(),
            attribution: None,
        }),
        span: Span::new(0, 4),
        char_start: 0,
        char_end: 4,
        surface: "text".into(),
        value: value.parse().unwrap(),
        high: None,
        bound: Bound::Exact,
        unit: "count".into(),
        measure: Measure::Level,
        basis: None,
        per: None,
        indicator: Some("suspects_arrested".into()),
        counted: None,
        period_start: date(start),
        period_end: date(end),
        period_kind: Some(PeriodKind::During),
        period_text: None,
        place: None,
        programme: None,
        scope: None,
        confidence: 1.0,
        evidence: Evidence::default(),
    }
}

/// A corpus as Parquet files.
pub struct Corpus {
    dir: TempDir,
}

impl Corpus {
    /// Writes both tables.
    pub fn new(documents: &[Document], claims: &[Claim]) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let mut writer = TableWriter::<Document>::create(dir.path(), Format::Parquet).unwrap();
        writer.write_all(documents.iter().map(|document| (document, 1))).unwrap();
        writer.finish().unwrap();
        let mut writer = TableWriter::<Claim>::create(dir.path(), Format::Parquet).unwrap();
        writer.write_all(claims).unwrap();
        writer.finish().unwrap();
        Self { dir }
    }

    /// The path of a file beside them.
    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// Reconciles them as they are.
    pub fn reconcile(&self) -> Reconciled {
        self.reconcile_with(&ReconcileConfig::default())
    }

    /// Reconciles them in another view.
    pub fn reconcile_with(&self, cfg: &ReconcileConfig) -> Reconciled {
        let (claims, documents) = (self.path("claims.parquet"), self.path("documents.parquet"));
        reconcile(&claims, &documents, cfg).unwrap()
    }
}
