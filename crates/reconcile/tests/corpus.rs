//! What small corpora say, and what is found in them.

#![allow(clippy::unwrap_used)]

mod corpus_files;

use std::{path::Path, sync::Arc};

use corpus_files::{Corpus, document, level};
use tallysheet_model::{
    Basis, Bound, Check, CheckKind, Claim, Date, Document, Measure, PeriodKind, Span, Status, Verdict,
};
use tallysheet_reconcile::{ReconcileConfig, ReconcileError, Reconciled, reconcile};

fn change(claim_id: &str, doc_id: &str, percent: &str, period: &str, basis: Basis) -> Claim {
    Claim {
        unit: "percent".into(),
        measure: Measure::Change,
        basis: Some(basis),
        ..level(claim_id, doc_id, percent, period)
    }
}

/// Reconciles claims of the documents `a` and `b`.
fn of_claims(claims: &[Claim]) -> Reconciled {
    Corpus::new(&[document("a"), document("b")], claims).reconcile()
}

/// The checks of one kind.
fn of_kind(claims: &[Claim], kind: CheckKind) -> Vec<Check> {
    of_claims(claims).checks.into_iter().filter(|check| check.kind == kind).collect()
}

const H1_2021: &str = "2021-01-01/2021-06-30";
const H1_2020: &str = "2020-01-01/2020-06-30";

#[test]
fn claims_of_one_key_make_one_observation() {
    let elsewhere = Claim { place: Some(Arc::new("CN-SH".into())), ..level("3", "a", "9000", H1_2021) };
    let part = Claim { scope: Some(Arc::new("smuggling".into())), ..level("4", "a", "800", H1_2021) };
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
    let documents = [document("a"), copy];
    let observations = Corpus::new(&documents, &claims).reconcile().observations;
    assert_eq!((observations[0].documents, observations[0].claims), (1, 1));
    assert_eq!((observations[0].status, observations[0].claim_ids.as_slice()), (Status::Single, &["1".into()][..]));

    let corrected = [level("1", "a", "114000", H1_2021), level("2", "b", "115000", H1_2021)];
    let reconciled = Corpus::new(&documents, &corrected).reconcile();
    let of = &reconciled.observations[0];
    assert_eq!((of.documents, of.claims, of.status), (1, 2, Status::Disputed));
    assert_eq!(reconciled.checks[0].kind, CheckKind::Repeat);
}

#[test]
fn one_case_and_an_unnamed_part_make_no_observation() {
    let narrowed =
        |id: &str, scope: &str| Claim { scope: Some(Arc::new(scope.into())), ..level(id, "a", "340", H1_2021) };
    let claims = [level("1", "a", "114000", H1_2021), narrowed("2", Claim::CASE), narrowed("3", Claim::PART)];
    let observations = of_claims(&claims).observations;
    assert_eq!(observations.len(), 1);
    assert_eq!(observations[0].claim_ids, ["1"]);
}

fn cumulative(id: &str, doc: &str, value: &str, period: &str) -> Claim {
    Claim { period_kind: Some(PeriodKind::Cumulative), ..level(id, doc, value, period) }
}

#[test]
fn a_total_without_a_start_meets_the_one_that_it_agrees_with() {
    let periods = |claims: &[Claim]| -> Vec<(Option<Date>, u64)> {
        of_claims(claims).observations.iter().map(|of| (of.period_start, of.claims)).collect()
    };
    let since = |id: &str, value: &str, start: &str| cumulative(id, "b", value, &format!("{start}/2021-06-17"));
    let (since_2020, since_2021) = (Some(Date::constant(2020, 1, 1)), Some(Date::constant(2021, 1, 1)));
    let open = cumulative("1", "a", "15000", "/2021-06-17");
    assert_eq!(periods(&[open.clone(), since("2", "15000", "2020-01-01")]), [(since_2020, 2)]);
    assert_eq!(periods(&[open.clone(), since("2", "9000", "2020-01-01")]), [(None, 1), (since_2020, 1)]);
    let both = [open.clone(), since("2", "15000", "2020-01-01"), since("3", "15000", "2021-01-01")];
    assert_eq!(periods(&both), [(None, 1), (since_2020, 1), (since_2021, 1)]);
    let later = cumulative("2", "b", "15000", "2020-01-01/2021-06-18");
    assert_eq!(periods(&[open, later]), [(None, 1), (since_2020, 1)]);
}

#[test]
fn a_view_shows_what_was_restated_by_its_day() {
    let dated = |id: &str, year: i16| Document { published: Some(Date::constant(year, 3, 1)), ..document(id) };
    let claims = [level("1", "a", "441000", H1_2021), level("2", "b", "394000", H1_2021)];
    let corpus = Corpus::new(&[dated("a", 2022), dated("b", 2023)], &claims);
    let as_of = |day: Option<Date>| {
        let cfg = ReconcileConfig { as_of: day, ..ReconcileConfig::default() };
        let observations = corpus.reconcile_with(&cfg).observations;
        observations.iter().map(|of| (of.value.to_string(), of.status)).collect::<Vec<_>>()
    };
    assert_eq!(as_of(None), [("394000".to_owned(), Status::Disputed)]);
    assert_eq!(as_of(Some(Date::constant(2023, 3, 1))), [("394000".to_owned(), Status::Single)]);
    assert_eq!(as_of(Some(Date::constant(2023, 2, 28))), [("441000".to_owned(), Status::Single)]);
    assert_eq!(as_of(Some(Date::constant(2022, 2, 28))), []);
}

/// The verdict on a stated growth, given the level of the first half of 2021 and another.
fn verdict(percent: &str, now: &str, earlier: &str, earlier_period: &str) -> Verdict {
    let claims = [
        change("1", "a", percent, H1_2021, Basis::YearOnYear),
        level("2", "a", now, H1_2021),
        level("3", "b", earlier, earlier_period),
    ];
    let checks = of_kind(&claims, CheckKind::Growth);
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
    let claims = [
        change("1", "a", "60.4", H1_2021, Basis::YearOnYear),
        level("2", "a", "114000", H1_2021),
        level("3", "b", "322000", "2020-01-01/2020-12-31"),
    ];
    assert_eq!(of_kind(&claims, CheckKind::Growth), []);
}

#[test]
fn the_very_period_is_preferred_to_an_overlapping_one() {
    let claims = [
        change("1", "a", "60.4", H1_2021, Basis::YearOnYear),
        level("2", "a", "114000", H1_2021),
        level("3", "a", "5000", "2020-01-01/2020-05-31"),
        level("4", "b", "71072", H1_2020),
    ];
    let checks = of_kind(&claims, CheckKind::Growth);
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
    assert_eq!((check.stated, check.implied, check.relative_error), (4000.0, 4000.0, 0.0));
    assert_eq!(
        check.message,
        "suspects_arrested: down 25 % on the month before to 3,000 (2023-03-01 to 2023-03-31) implies about 4,000 before; \
         4,000 (2023-02-01 to 2023-02-28) is told, 0.0 % away"
    );
}

#[test]
fn growth_needs_both_levels_of_the_same_thing() {
    let growth = change("1", "a", "60.4", H1_2021, Basis::YearOnYear);
    let now = level("2", "a", "114000", H1_2021);
    let elsewhere = Claim { place: Some(Arc::new("CN-SH".into())), ..level("3", "a", "71072", H1_2020) };
    let money = Claim { unit: "CNY".into(), ..level("4", "a", "71072", H1_2020) };
    let nothing = level("5", "a", "0", H1_2020);
    let other = change("6", "a", "60.4", H1_2021, Basis::Other);
    assert_eq!(of_claims(&[growth.clone(), now.clone()]).checks, []);
    assert_eq!(of_claims(&[growth.clone(), now.clone(), elsewhere, money]).checks, []);
    assert_eq!(of_claims(&[growth, now.clone(), nothing]).checks, []);
    assert_eq!(of_claims(&[other, now, level("7", "a", "71072", H1_2020)]).checks, []);
}

/// What a check says: kind, verdict, the claim under test and those that it is held against.
fn told(claims: &[Claim]) -> Vec<String> {
    let told =
        |check: &Check| format!("{} {} {} {}", check.kind, check.verdict, check.claim_id, check.against.join(" "));
    of_claims(claims).checks.iter().map(told).collect()
}

const YEAR_2021: &str = "2021-01-01/2021-12-31";

#[test]
fn a_total_does_not_shrink() {
    let part = level("1", "a", "114000", H1_2021);
    assert_eq!(told(&[part.clone(), level("2", "b", "441000", YEAR_2021)]), ["cumulative consistent 2 1"]);
    assert_eq!(told(&[part.clone(), level("2", "b", "91000", YEAR_2021)]), ["cumulative inconsistent 2 1"]);
    let vague = Claim { bound: Bound::About, ..level("2", "b", "110000", YEAR_2021) };
    assert_eq!(told(&[part, vague]), ["cumulative consistent 2 1"]);
    let since = |id: &str, value: &str, end: &str| cumulative(id, "a", value, &format!("2020-10-01/{end}"));
    let shrinking = [since("1", "15000", "2021-06-17"), since("2", "12000", "2021-12-31")];
    assert_eq!(told(&shrinking), ["cumulative inconsistent 2 1"]);
    let open = |id: &str, value: &str, end: &str| cumulative(id, "a", value, &format!("/{end}"));
    let unknown = [open("1", "15000", "2021-06-17"), open("2", "12000", "2021-12-31")];
    assert_eq!(told(&unknown), ["cumulative indicative 2 1"]);
}

#[test]
fn states_and_percentages_do_not_add_up() {
    let state = |claim: Claim| Claim { period_kind: Some(PeriodKind::Instant), ..claim };
    assert_eq!(told(&[state(level("1", "a", "900", H1_2021)), state(level("2", "a", "500", YEAR_2021))]), [""; 0]);
    let months = |claim: Claim| Claim { unit: "month".into(), ..claim };
    assert_eq!(told(&[months(level("1", "a", "9", H1_2021)), months(level("2", "a", "5", YEAR_2021))]), [""; 0]);
}

#[test]
fn a_part_is_not_above_its_whole() {
    let kind = |value: &str| Claim { scope: Some(Arc::new("two_card".into())), ..level("2", "b", value, H1_2021) };
    let whole = level("1", "a", "14000", H1_2021);
    assert_eq!(told(&[whole.clone(), kind("12000")]), ["part consistent 2 1"]);
    assert_eq!(told(&[whole.clone(), kind("16000")]), ["part inconsistent 2 1"]);
    let credited = Claim { programme: Some(Arc::new("Broken Card".into())), ..kind("16000") };
    assert_eq!(told(&[whole.clone(), credited]), [""; 0]);
    let of_which = |doc: &str| Claim { scope: Some(Arc::new(Claim::PART.into())), ..level("2", doc, "16000", H1_2021) };
    assert_eq!(told(&[whole.clone(), of_which("a")]), ["part inconsistent 2 1"]);
    let again = level("3", "a", "14000", H1_2021);
    assert_eq!(told(&[again, whole.clone(), of_which("a")]), ["part inconsistent 2 1"]);
    assert_eq!(told(&[whole, of_which("b")]), [""; 0]);
}

#[test]
fn shares_of_one_whole_are_no_more_than_all_of_it() {
    let share = |id: &str, scope: &str, percent: &str, start: usize| Claim {
        unit: "percent".into(),
        measure: Measure::Share,
        scope: Some(Arc::new(scope.into())),
        span: Span::new(start, start + 2),
        ..level(id, "a", percent, H1_2021)
    };
    let list = |last: &str, at: usize| {
        told(&[share("1", "romance", "40", 10), share("2", "job", "35", 60), share("3", "loan", last, at)])
    };
    assert_eq!(list("30", 120), ["part inconsistent 3 1 2"]);
    assert_eq!(list("25", 120), [""; 0]);
    assert_eq!(list("30", 900), [""; 0]);
    assert_eq!(told(&[share("1", "job", "60", 10), share("2", "job", "45", 60)]), [""; 0]);
}

#[test]
fn one_document_tells_one_figure() {
    let at = |claim: Claim, start: usize| Claim { span: Span::new(start, start + 4), ..claim };
    let head = at(level("1", "a", "441000", H1_2021), 0);
    assert_eq!(told(&[head.clone(), at(level("2", "a", "414000", H1_2021), 90)]), ["repeat inconsistent 2 1"]);
    assert_eq!(told(&[head.clone(), at(level("2", "a", "441300", H1_2021), 90)]), [""; 0]);
    assert_eq!(told(&[head.clone(), level("2", "b", "414000", H1_2021)]), [""; 0]);
    let supported = [head, at(level("2", "a", "414000", H1_2021), 90), level("3", "b", "414000", H1_2021)];
    assert_eq!(told(&supported), ["repeat inconsistent 1 2"]);
}

#[test]
fn levels_of_overlapping_periods_are_told_apart() {
    let shifted = |value: &str, period: &str| [level("1", "a", "441000", YEAR_2021), level("2", "b", value, period)];
    assert_eq!(told(&shifted("394000", "2021-04-15/2022-04-14")), ["overlap indicative 2 1"]);
    assert_eq!(told(&shifted("441000", "2021-04-15/2022-04-14")), [""; 0]);
    assert_eq!(told(&shifted("394000", "2021-09-15/2022-09-14")), [""; 0]);
}

#[test]
fn a_jump_by_a_thousand_is_a_slip() {
    let same =
        [level("1", "a", "441000", YEAR_2021), level("2", "b", "441", YEAR_2021), level("3", "c", "441000", YEAR_2021)];
    let documents = ["a", "b", "c"].map(document);
    let check = &Corpus::new(&documents, &same).reconcile().checks[0];
    assert_eq!((check.kind, check.verdict, check.claim_id.as_str()), (CheckKind::Order, Verdict::Inconsistent, "2"));
    assert!(check.message.ends_with("a likely slip of thousands, millions or billions"), "{}", check.message);
    let years = [
        level("1", "a", "322000", "2020-01-01/2020-12-31"),
        level("2", "a", "4410000000", YEAR_2021),
        level("3", "b", "464000", "2022-01-01/2022-12-31"),
    ];
    assert_eq!(told(&years), ["order indicative 2 1 3"]);
    assert_eq!(told(&years[1..]), ["order indicative 3 2"]);
    assert_eq!(told(&[years[0].clone(), years[2].clone()]), [""; 0]);
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
            Claim { place: (n % 5 == 0).then(|| Arc::new("CN-SH".into())), ..claim }
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
