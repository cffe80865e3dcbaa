//! Small corpora, written as Parquet and reconciled.

#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};

use tallysheet_export::{Format, TableWriter};
use tallysheet_model::{
    Basis, Bound, Claim, Date, Document, Lang, Measure, PeriodKind, SmolStr, Span, Status, Verdict,
};
use tallysheet_reconcile::{ReconcileConfig, ReconcileError, Reconciled, reconcile};
use tempfile::TempDir;

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
        text: "text".to_owned(),
        bytes: 4,
        sha256: "00".repeat(32),
        duplicate_of: None,
    }
}

/// A level of suspects arrested in a period such as `2021-01-01/2021-06-30`, either side empty where it is open.
fn level(claim_id: &str, doc_id: &str, value: &str, period: &str) -> Claim {
    let (start, end) = period.split_once('/').unwrap();
    let date = |text: &str| (!text.is_empty()).then(|| text.parse::<Date>().unwrap());
    Claim {
        claim_id: claim_id.into(),
        doc_id: doc_id.into(),
        span: Span::new(0, 4),
        char_start: 0,
        char_end: 4,
        surface: "text".to_owned(),
        sentence: "text".to_owned(),
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
        attribution: None,
        confidence: 1.0,
        lang: Lang::En,
        evidence: Vec::new(),
    }
}

fn change(claim_id: &str, doc_id: &str, percent: &str, period: &str, basis: Basis) -> Claim {
    Claim {
        unit: "percent".into(),
        measure: Measure::Change,
        basis: Some(basis),
        ..level(claim_id, doc_id, percent, period)
    }
}

struct Corpus {
    dir: TempDir,
}

impl Corpus {
    fn new(documents: &[Document], claims: &[Claim]) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let mut writer = TableWriter::<Document>::create(dir.path(), Format::Parquet).unwrap();
        writer.write_all(documents.iter().map(|document| (document, 1))).unwrap();
        writer.finish().unwrap();
        let mut writer = TableWriter::<Claim>::create(dir.path(), Format::Parquet).unwrap();
        writer.write_all(claims).unwrap();
        writer.finish().unwrap();
        Self { dir }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    fn reconcile(&self) -> Reconciled {
        let (claims, documents) = (self.path("claims.parquet"), self.path("documents.parquet"));
        reconcile(&claims, &documents, &ReconcileConfig::default()).unwrap()
    }
}

/// Reconciles claims of the documents `a` and `b`.
fn of_claims(claims: &[Claim]) -> Reconciled {
    Corpus::new(&[document("a"), document("b")], claims).reconcile()
}

const H1_2021: &str = "2021-01-01/2021-06-30";
const H1_2020: &str = "2020-01-01/2020-06-30";

#[test]
fn claims_of_one_key_make_one_observation() {
    let elsewhere = Claim { place: Some("CN-SH".into()), ..level("3", "a", "9000", H1_2021) };
    let part = Claim { scope: Some("smuggling".into()), ..level("4", "a", "800", H1_2021) };
    let claims = [level("2", "b", "114200", H1_2021), level("1", "a", "114000", H1_2021), elsewhere, part];
    let observations = of_claims(&claims).observations;
    let told: Vec<_> = observations
        .iter()
        .map(|of| (of.scope.as_deref(), of.place.as_deref(), of.value.to_string(), of.status))
        .collect();
    assert_eq!(
        told,
        [
            (None, None, "114200".to_owned(), Status::Agreed),
            (None, Some("CN-SH"), "9000".to_owned(), Status::Single),
            (Some("smuggling"), None, "800".to_owned(), Status::Single),
        ]
    );
    assert_eq!(observations[0].claim_ids, ["1", "2"]);
    assert_eq!(observations[0].period_end, Some(Date::constant(2021, 6, 30)));
}

#[test]
fn values_beyond_a_double_are_kept_exactly() {
    let value = "12345678901234567890.123456789";
    assert_eq!(of_claims(&[level("1", "a", value, H1_2021)]).observations[0].value.to_string(), value);
}

#[test]
fn no_indicator_or_no_period_makes_no_observation() {
    let unnamed = Claim { indicator: None, ..level("1", "a", "5000", H1_2021) };
    let undated = Claim { period_kind: None, ..level("2", "a", "5000", "/") };
    assert_eq!(of_claims(&[unnamed, undated]), Reconciled::default());
}

#[test]
fn a_copy_corroborates_nothing() {
    let copy = Document { duplicate_of: Some("a".into()), ..document("b") };
    let claims = [level("1", "a", "114000", H1_2021), level("2", "b", "114000", H1_2021)];
    let observations = Corpus::new(&[document("a"), copy], &claims).reconcile().observations;
    assert_eq!((observations[0].documents, observations[0].claims), (1, 1));
    assert_eq!((observations[0].status, observations[0].claim_ids.as_slice()), (Status::Single, &["1".into()][..]));
}

/// The verdict on a stated growth, given the level of the first half of 2021 and another.
fn verdict(percent: &str, now: &str, earlier: &str, earlier_period: &str) -> Verdict {
    let claims = [
        change("1", "a", percent, H1_2021, Basis::YearOnYear),
        level("2", "a", now, H1_2021),
        level("3", "b", earlier, earlier_period),
    ];
    let checks = of_claims(&claims).checks;
    assert_eq!(checks.len(), 1);
    assert_eq!((checks[0].claim_id.as_str(), checks[0].against.as_slice()), ("1", &["2".into(), "3".into()][..]));
    checks[0].verdict
}

#[test]
fn growth_is_judged_within_the_rounding() {
    assert_eq!(verdict("60.4", "114000", "71072", H1_2020), Verdict::Consistent);
    assert_eq!(verdict("60", "114000", "71072", H1_2020), Verdict::Consistent);
    assert_eq!(verdict("62.4", "114000", "71072", H1_2020), Verdict::Inconsistent);
    assert_eq!(verdict("-60.4", "114000", "71072", H1_2020), Verdict::Inconsistent);
    assert_eq!(verdict("-37.7", "71072", "114000", H1_2020), Verdict::Consistent);
}

#[test]
fn overlapping_periods_give_no_more_than_a_hint() {
    assert_eq!(verdict("60.4", "114000", "5000", "2020-01-01/2020-05-31"), Verdict::Indicative);
}

#[test]
fn the_very_period_is_preferred_to_an_overlapping_one() {
    let claims = [
        change("1", "a", "60.4", H1_2021, Basis::YearOnYear),
        level("2", "a", "114000", H1_2021),
        level("3", "a", "5000", "2020-01-01/2020-05-31"),
        level("4", "b", "71072", H1_2020),
    ];
    let checks = of_claims(&claims).checks;
    assert_eq!(checks.len(), 1);
    assert_eq!((checks[0].verdict, checks[0].against.as_slice()), (Verdict::Consistent, &["2".into(), "4".into()][..]));
}

#[test]
fn a_disputed_level_leaves_room_for_each_of_its_claims() {
    let claims = [
        change("1", "a", "60.4", H1_2021, Basis::YearOnYear),
        level("2", "a", "114000", H1_2021),
        level("3", "a", "71072", H1_2020),
        level("4", "b", "90000", H1_2020),
    ];
    assert_eq!(of_claims(&claims).checks[0].verdict, Verdict::Consistent);
}

#[test]
fn a_month_is_compared_with_the_month_before() {
    let claims = [
        change("1", "a", "-25", "2023-03-01/2023-03-31", Basis::MonthOnMonth),
        level("2", "a", "3000", "2023-03-01/2023-03-31"),
        level("3", "a", "4000", "2023-02-01/2023-02-28"),
    ];
    let check = of_claims(&claims).checks.remove(0);
    assert_eq!((check.stated, check.implied, check.relative_error), (-25.0, -25.0, 0.0));
    assert_eq!(
        check.message,
        "suspects_arrested is said to be down 25 % on the month before; 3,000 (2023-03-01 to 2023-03-31) against \
         4,000 (2023-02-01 to 2023-02-28) implies down 25 %"
    );
}

#[test]
fn growth_needs_both_levels_of_the_same_thing() {
    let growth = change("1", "a", "60.4", H1_2021, Basis::YearOnYear);
    let now = level("2", "a", "114000", H1_2021);
    let elsewhere = Claim { place: Some("CN-SH".into()), ..level("3", "a", "71072", H1_2020) };
    let money = Claim { unit: "CNY".into(), ..level("4", "a", "71072", H1_2020) };
    let nothing = level("5", "a", "0", H1_2020);
    let other = change("6", "a", "60.4", H1_2021, Basis::Other);
    assert_eq!(of_claims(&[growth.clone(), now.clone()]).checks, []);
    assert_eq!(of_claims(&[growth.clone(), now.clone(), elsewhere, money]).checks, []);
    assert_eq!(of_claims(&[growth, now.clone(), nothing]).checks, []);
    assert_eq!(of_claims(&[other, now, level("7", "a", "71072", H1_2020)]).checks, []);
}

#[test]
fn documents_of_two_currencies_are_not_held_against_each_other() {
    let money = |id: &str, doc: &str, unit: &str| Claim {
        unit: unit.into(),
        indicator: Some("losses_reported".into()),
        ..level(id, doc, "5", "2021-01-01/2021-12-31")
    };
    let documents = [document("a"), document("b")];
    let claims = [
        change("c1", "a", "10", "2021-01-01/2021-12-31", Basis::YearOnYear),
        level("c2", "a", "110", "2021-01-01/2021-12-31"),
        level("c3", "b", "900", "2020-01-01/2020-12-31"),
        money("c4", "a", "SGD"),
        money("c5", "b", "CNY"),
    ];
    assert_eq!(Corpus::new(&documents, &claims).reconcile().checks, []);
    let same = claims.map(|claim| if claim.unit == "SGD" { money("c4", "a", "CNY") } else { claim });
    assert_eq!(Corpus::new(&documents, &same).reconcile().checks.len(), 1);
}

#[test]
fn the_order_of_the_input_changes_nothing() {
    let mut claims: Vec<Claim> = (0..40_u32)
        .map(|n| {
            let id = format!("{:02}", n * 7 % 40);
            let doc_id = if n % 3 == 0 { "a" } else { "b" };
            let claim = match n % 4 {
                0 => change(&id, doc_id, "12.5", H1_2021, Basis::YearOnYear),
                1 => level(&id, doc_id, &(1000 + n).to_string(), H1_2020),
                _ => level(&id, doc_id, &(1100 + n % 8).to_string(), H1_2021),
            };
            Claim { place: (n % 5 == 0).then(|| SmolStr::from("CN-SH")), ..claim }
        })
        .collect();
    let expected = of_claims(&claims);
    assert!(expected.observations.len() > 4 && !expected.checks.is_empty());
    for turn in [1, 7, 13] {
        claims.rotate_left(turn);
        assert_eq!(of_claims(&claims), expected);
        claims.reverse();
        let documents = [document("b"), document("a")];
        assert_eq!(Corpus::new(&documents, &claims).reconcile(), expected);
    }
}

#[test]
fn errors_name_the_file() {
    let corpus = Corpus::new(&[], &[]);
    let (claims, documents) = (corpus.path("claims.parquet"), corpus.path("documents.parquet"));
    let error =
        |claims: &Path, documents: &Path| reconcile(claims, documents, &ReconcileConfig::default()).unwrap_err();
    let none = corpus.path("none.parquet");
    assert!(matches!(error(&none, &documents), ReconcileError::Io { path, .. } if path == none));
    assert!(
        matches!(error(&documents, &documents), ReconcileError::Table { path, table: "claims", .. } if path == documents)
    );
    std::fs::write(&none, "no Parquet").unwrap();
    assert!(matches!(error(&claims, &none), ReconcileError::Table { path, table: "documents", .. } if path == none));
}
