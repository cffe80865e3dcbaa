//! What holds of any corpus: the order of its rows changes nothing, nor does a copy; a document that is no copy adds
//! itself and nothing else.

#![allow(clippy::unwrap_used)]

mod corpus_files;

use std::sync::Arc;

use corpus_files::{Corpus, document, level};
use jiff::ToSpan;
use proptest::prelude::*;
use rayon::ThreadPoolBuilder;
use tallysheet_model::{Basis, Bound, CheckKind, Claim, Date, Document, Measure, Passage, PeriodKind};
use tallysheet_reconcile::Reconciled;

const DOCUMENTS: usize = 4;

const PERIODS: [&str; 6] = [
    "2020-01-01/2020-12-31",
    "2021-01-01/2021-12-31",
    "2021-01-01/2021-06-30",
    "2021-04-15/2022-04-14",
    "/2021-06-30",
    "/2021-12-31",
];

/// A claim of one of a few documents, on one of a few things: many of them meet.
fn claim() -> impl Strategy<Value = Claim> {
    let scopes = [None, Some("two_card"), Some(Claim::PART)];
    let bounds = [Bound::Exact, Bound::MoreThan, Bound::About];
    let values = ["441000", "441300", "394000", "154000", "12.5", "390"];
    let units = ["count", "CNY", "SGD"];
    let drawn = (0..DOCUMENTS, 0..PERIODS.len(), 0..scopes.len(), 0..bounds.len(), 0..values.len(), 0..units.len());
    (drawn, 0..4, 0..2000_usize).prop_map(move |((doc, period, scope, bound, value, unit), kind, start)| {
        let base = level("", &doc.to_string(), values[value], PERIODS[period]);
        let claim = Claim {
            scope: scopes[scope].map(|scope| Arc::new(scope.into())),
            bound: bounds[bound],
            unit: units[unit].into(),
            span: tallysheet_model::Span::new(start, start + 4),
            ..base
        };
        match kind {
            0 => Claim { unit: "percent".into(), measure: Measure::Change, basis: Some(Basis::YearOnYear), ..claim },
            1 => Claim { period_kind: Some(PeriodKind::Cumulative), ..claim },
            2 => Claim { unit: "percent".into(), measure: Measure::Share, ..claim },
            _ => claim,
        }
    })
}

/// Claims with ids, the order of which has nothing to do with the order of the claims.
fn claims() -> impl Strategy<Value = Vec<Claim>> {
    prop::collection::vec(claim(), 1..40).prop_map(|mut claims| {
        for (number, claim) in claims.iter_mut().enumerate() {
            claim.claim_id = format!("{:03}", number * 37 % 101).into();
        }
        claims
    })
}

fn documents() -> Vec<Document> {
    (0..DOCUMENTS).map(|number| document(&number.to_string())).collect()
}

fn reconciled(documents: &[Document], claims: &[Claim]) -> Reconciled {
    Corpus::new(documents, claims).reconcile()
}

/// The claims of document 0 once more, as those of another.
fn told_again(claims: &[Claim], by: &str) -> Vec<Claim> {
    let own = claims.iter().filter(|claim| claim.passage.doc_id == "0");
    let told = own.map(|claim| Claim {
        claim_id: format!("{}-{by}", claim.claim_id).into(),
        passage: Arc::new(Passage { doc_id: by.into(), ..Passage::clone(&claim.passage) }),
        ..claim.clone()
    });
    told.collect()
}

/// First and last of some days counted from the first of 2021, and the period that they are.
type Days = (i64, i64);

fn period((first, last): Days) -> String {
    let day = |number: i64| Date::constant(2021, 1, 1).checked_add(number.days()).unwrap();
    format!("{}/{}", day(first), day(last))
}

/// Up to a dozen different periods that begin within some weeks of each other, in their order.
fn periods() -> impl Strategy<Value = Vec<Days>> {
    let one = (0..30_i64, 0..40_i64).prop_map(|(first, more)| (first, first + more));
    prop::collection::btree_set(one, 1..12).prop_map(Vec::from_iter)
}

/// A level of each period, none of which agrees with another; its id is the place of its period.
fn levels(periods: &[Days]) -> Vec<Claim> {
    let value = |at: usize| (1007 + 100 * at).to_string();
    periods.iter().enumerate().map(|(at, &days)| level(&at.to_string(), "0", &value(at), &period(days))).collect()
}

/// The place of the period that shares most days with one, at least half of those of the longer; of equals the first.
fn nearest(own: Days, others: impl Iterator<Item = (usize, Days)>) -> Option<usize> {
    let length = |(first, last): Days| last - first + 1;
    let shared = |of: Days| (own.1.min(of.1) - own.0.max(of.0) + 1) as f64 / length(own).max(length(of)) as f64;
    let near = others.map(|(at, of)| (shared(of), at)).filter(|&(shared, _)| shared >= 0.5);
    near.reduce(|best, next| if next.0 > best.0 { next } else { best }).map(|(_, at)| at)
}

/// What the checks of one kind test, and against what.
fn tested(reconciled: &Reconciled, kind: CheckKind) -> Vec<(String, Vec<String>)> {
    let checks = reconciled.checks.iter().filter(|check| check.kind == kind);
    checks.map(|c| (c.claim_id.to_string(), c.against.iter().map(ToString::to_string).collect())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_order_of_the_rows_changes_nothing(claims in claims(), shuffled in Just(()).prop_perturb(|(), rng| rng)) {
        let expected = reconciled(&documents(), &claims);
        let (mut rng, mut mixed, mut of) = (shuffled, claims, documents());
        for at in (1..mixed.len()).rev() {
            mixed.swap(at, rng.random_range(0..=at));
        }
        of.reverse();
        prop_assert_eq!(reconciled(&of, &mixed), expected);
    }

    #[test]
    fn a_copy_changes_nothing(claims in claims()) {
        let expected = reconciled(&documents(), &claims);
        let copy = Document { duplicate_of: Some("0".into()), ..document("copy") };
        let again = [claims.clone(), told_again(&claims, "copy")].concat();
        prop_assert_eq!(reconciled(&[documents(), vec![copy]].concat(), &again), expected);
    }

    #[test]
    fn a_document_that_is_no_copy_adds_itself_alone(claims in claims()) {
        let before = reconciled(&documents(), &claims).observations;
        let again = [claims.clone(), told_again(&claims, "more")].concat();
        let after = reconciled(&[documents(), vec![document("more")]].concat(), &again).observations;
        prop_assert_eq!(before.len(), after.len());
        for (before, after) in before.iter().zip(&after) {
            let own = |id: &str| claims.iter().any(|claim| claim.claim_id == id && claim.passage.doc_id == "0");
            let retold = before.claim_ids.iter().filter(|id| own(id)).count() as u64;
            prop_assert_eq!(after.claims, before.claims + retold);
            prop_assert_eq!(after.documents, before.documents + u64::from(retold > 0));
            prop_assert_eq!((after.low, after.high, after.period_start), (before.low, before.high, before.period_start));
        }
    }

    #[test]
    fn threads_change_nothing(claims in claims()) {
        let on_threads = |number| {
            let pool = ThreadPoolBuilder::new().num_threads(number).build().unwrap();
            pool.install(|| reconciled(&documents(), &claims))
        };
        prop_assert_eq!(on_threads(1), on_threads(3));
    }

    #[test]
    fn a_level_is_held_against_the_later_one_that_it_shares_most_days_with(periods in periods()) {
        let mut expected = Vec::new();
        for (at, &own) in periods.iter().enumerate() {
            let later = periods.iter().copied().enumerate().skip(at + 1);
            let beside = later.filter(|&(_, of)| of.0 > own.0 && of.1 > own.1);
            expected.extend(nearest(own, beside).map(|other| (other.to_string(), vec![at.to_string()])));
        }
        prop_assert_eq!(tested(&reconciled(&documents(), &levels(&periods)), CheckKind::Overlap), expected);
    }

    #[test]
    fn a_change_is_held_against_the_earlier_level_that_is_nearest(periods in periods(), own in (0..30_i64, 0..40_i64)) {
        let meant = (own.0, own.0 + own.1);
        let year_later = period((meant.0 + 365, meant.1 + 365));
        let change = Claim {
            unit: "percent".into(),
            measure: Measure::Change,
            basis: Some(Basis::YearOnYear),
            ..level("change", "0", "12", &year_later)
        };
        let now = level("now", "0", "2000", &year_later);
        let claims = [levels(&periods), vec![change, now]].concat();
        let earlier = nearest(meant, periods.iter().copied().enumerate());
        let expected: Vec<_> =
            earlier.map(|at| ("change".to_owned(), vec![at.to_string(), "now".to_owned()])).into_iter().collect();
        prop_assert_eq!(tested(&reconciled(&documents(), &claims), CheckKind::Growth), expected);
    }
}
