//! What holds of any corpus: the order of its rows changes nothing, nor does a copy; a document that is no copy adds
//! itself and nothing else.

#![allow(clippy::unwrap_used)]

mod corpus_files;

use std::sync::Arc;

use corpus_files::{Corpus, document, level};
use proptest::prelude::*;
use tallysheet_model::{Basis, Bound, Claim, Document, Measure, Passage, PeriodKind};
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
}
