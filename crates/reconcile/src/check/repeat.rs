//! `repeat`: the same amount told differently within one document, as in a headline and below it.
//!
//! Every figure that contradicts the one that other documents support, or else the first of the document, is held against
//! it. A pair that differs a thousandfold is left to `order`. Changes and shares are left alone: what they are of
//! is said too loosely.

use std::collections::BTreeMap;

use rayon::prelude::*;
use tallysheet_model::{Check, CheckKind, Measure, Status, Verdict};

use super::{Corpus, Parts, is_jump, row, wording};
use crate::{ReconcileConfig, figure::Figure, observe::Observed, statement::Statement};

/// Tests every observation whose claims contradict each other.
pub fn check(corpus: &Corpus<'_>) -> Parts {
    let amounts = corpus.observed.par_iter().filter(|o| matches!(o.key.measure, Measure::Level | Measure::Rate));
    let disputed = amounts.filter(|o| o.status == Status::Disputed);
    disputed.flat_map_iter(|disputed| within_documents(disputed, corpus.cfg)).collect_vec_list()
}

fn within_documents(disputed: &Observed<'_>, cfg: &ReconcileConfig) -> Vec<Check> {
    let mut documents = BTreeMap::<u32, Vec<&Statement>>::new();
    for &statement in &disputed.statements {
        documents.entry(statement.document).or_default().push(statement);
    }
    let mut checks = Vec::new();
    let alone = documents.len() == 1;
    for told in documents.values_mut() {
        told.sort_by_key(|statement| (statement.start, &statement.claim_id));
        let supported = |statement: &&&Statement| !alone && statement.figure.agrees(disputed.shown, cfg);
        let shown = told.iter().find(supported);
        let centre = *shown.unwrap_or(&told[0]);
        let mut known: Vec<Figure> = Vec::new();
        for statement in told {
            let (value, of_centre) = (statement.figure.value.to_f64(), centre.figure.value.to_f64());
            let differs = !statement.figure.agrees(centre.figure, cfg) && !is_jump(value, of_centre);
            if differs && !known.contains(&statement.figure) {
                known.push(statement.figure);
                checks.push(found(disputed, statement, centre));
            }
        }
    }
    checks
}

fn found(disputed: &Observed<'_>, statement: &Statement, centre: &Statement) -> Check {
    let key = disputed.key;
    let message = format!(
        "{} in one document: {} and {} for {}",
        wording::subject(key),
        wording::number(statement.figure, key),
        wording::number(centre.figure, key),
        wording::period(key),
    );
    let figures = (statement.figure.value.to_f64(), centre.figure.value.to_f64());
    row(CheckKind::Repeat, &statement.claim_id, &[&centre.claim_id], figures, Verdict::Inconsistent, message)
}
