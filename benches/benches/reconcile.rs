//! How fast a large corpus is joined and tested: one million claims of fifty thousand documents.
//!
//! At its end it prints the most memory that the process has held, where Linux tells it.

// What it prints is for whoever runs it.
#![allow(clippy::print_stderr)]

use std::{path::Path, sync::Arc};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use tallysheet_export::{Format, TableWriter};
use tallysheet_model::{
    Basis, Bound, Claim, Date, Document, Evidence, Lang, Measure, Passage, PeriodKind, SmolStr, Span,
};
use tallysheet_reconcile::{ReconcileConfig, reconcile};

const DOCUMENTS: u64 = 50_000;
const CLAIMS_EACH: u64 = 20;

/// Numbers that look like chance and are the same every time (Knuth's linear congruence).
struct Draw(u64);

impl Draw {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }

    fn one_of<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len() as u64) as usize]
    }
}

fn document(number: u64) -> Document {
    Document {
        doc_id: format!("{number:016x}").into(),
        source: format!("release-{number}.txt"),
        media_type: "text/plain".into(),
        lang: Lang::En,
        title: None,
        publisher: None,
        published: Some(Date::constant(2024, 3, 1)),
        published_from: None,
        text: "A release.".to_owned(),
        bytes: 10,
        sha256: format!("{number:064x}"),
        duplicate_of: None,
        similarity: None,
    }
}

/// A year, a half of one, a month, or a total up to the end of one; with the days it has.
fn period(draw: &mut Draw) -> (Option<Date>, Date, PeriodKind, u64) {
    let year = 2014 + draw.below(10) as i16;
    let month = 1 + draw.below(12) as i8;
    let of_month = |month: i8| Date::constant(year, month, 1);
    match draw.below(8) {
        0..=3 => (Some(of_month(1)), of_month(12).last_of_month(), PeriodKind::During, 365),
        4 => (Some(of_month(1)), of_month(6).last_of_month(), PeriodKind::During, 181),
        5 | 6 => (Some(of_month(month)), of_month(month).last_of_month(), PeriodKind::During, 30),
        _ => (None, of_month(month).last_of_month(), PeriodKind::Cumulative, 365 * u64::from((year - 2010) as u16)),
    }
}

fn claim(id: u64, document: u64, draw: &mut Draw) -> Claim {
    let (start, end, kind, days) = period(draw);
    let indicator = draw.below(40);
    let (measure, unit, basis) = match draw.below(10) {
        0 | 1 => (Measure::Change, "percent", Some(Basis::YearOnYear)),
        2 => (Measure::Share, "percent", None),
        3 | 4 => (Measure::Level, draw.one_of(&["CNY", "USD"]), None),
        _ => (Measure::Level, "count", None),
    };
    // One figure in sixteen is told differently.
    let told = 1 + u64::from(draw.below(16) == 0);
    let value = if unit == "percent" { 5 + indicator } else { (indicator + 3) * 1000 * days * told };
    let scope = draw.one_of(&[None, None, None, Some("two_card"), Some("overseas"), Some(Claim::PART)]);
    let place = draw.one_of(&[None, None, Some("CN-SH"), Some("CN-ZJ"), Some("CN-HB"), Some("SG")]);
    Claim {
        claim_id: format!("{:016x}", id.wrapping_mul(0x9e37_79b9_7f4a_7c15)).into(),
        passage: Arc::new(Passage {
            doc_id: format!("{document:016x}").into(),
            lang: Lang::En,
            sentence: "A sentence as long as the sentences that report figures are, give or take a word or two.".into(),
            attribution: None,
        }),
        span: Span::new(0, 7),
        char_start: 0,
        char_end: 7,
        surface: "figures".into(),
        value: (value as i64).into(),
        high: None,
        bound: draw.one_of(&[Bound::Exact, Bound::Exact, Bound::MoreThan]),
        unit: unit.into(),
        measure,
        basis,
        per: None,
        indicator: Some(SmolStr::from(format!("indicator_{indicator}"))),
        counted: None,
        period_start: start,
        period_end: Some(end),
        period_kind: Some(kind),
        period_text: None,
        place: place.map(|place| Arc::new(SmolStr::new_static(place))),
        programme: None,
        scope: scope.map(|scope| Arc::new(SmolStr::new_static(scope))),
        confidence: 0.9,
        evidence: Evidence::default(),
    }
}

fn write_corpus(directory: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let mut draw = Draw(7);
    let mut documents = TableWriter::<Document>::create(directory, Format::Parquet)?;
    let mut claims = TableWriter::<Claim>::create(directory, Format::Parquet)?;
    for number in 0..DOCUMENTS {
        documents.write((&document(number), CLAIMS_EACH))?;
        for nth in 0..CLAIMS_EACH {
            claims.write(&claim(number * CLAIMS_EACH + nth, number, &mut draw))?;
        }
    }
    documents.finish()?;
    claims.finish()?;
    Ok(())
}

fn million(c: &mut Criterion) {
    let directory = tempfile::tempdir().expect("there is room for a temporary directory");
    write_corpus(directory.path()).expect("the corpus is written");
    let (claims, documents) = (directory.path().join("claims.parquet"), directory.path().join("documents.parquet"));
    let cfg = ReconcileConfig::default();
    let mut group = c.benchmark_group("reconcile");
    group.sample_size(10).throughput(Throughput::Elements(DOCUMENTS * CLAIMS_EACH));
    group
        .bench_function("million", |b| b.iter(|| reconcile(&claims, &documents, &cfg).expect("the corpus reconciles")));
    group.finish();
    let reconciled = reconcile(&claims, &documents, &cfg).expect("the corpus reconciles");
    eprintln!("{} observations, {} checks", reconciled.observations.len(), reconciled.checks.len());
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status.lines().filter(|line| line.starts_with("VmHWM")).for_each(|peak| eprintln!("{peak}"));
}

criterion_group!(benches, million);
criterion_main!(benches);
