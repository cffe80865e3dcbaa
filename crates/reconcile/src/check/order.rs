//! `order`: a jump by a thousand or more, which a slip of unit or magnitude explains better than the world: 万 for 亿,
//! thousands for millions.
//!
//! Figures of the very same period are inconsistent. Along a series each level is held against its neighbours of like
//! length, which is indicative: of three neighbours the one that differs from the others is named.

use std::{collections::BTreeSet, fmt::Display};

use rayon::prelude::*;
use tallysheet_model::{Check, CheckKind, SmolStr, Status, Verdict};

use super::{Corpus, Level, Parts, is_jump, is_level, row, wording};
use crate::observe::Observed;

/// Finds the jumps.
pub fn check(corpus: &Corpus<'_>) -> Parts {
    let mut checks = corpus.observed.par_iter().flat_map_iter(within).collect_vec_list();
    for levels in corpus.series.values() {
        let mut levels: Vec<&Level<'_>> =
            levels.iter().filter(|level| level.adds_up() && level.days.is_some()).collect();
        levels.sort_by_key(|level| level.days.map(|days| (days.last, days.first)));
        checks.push_back(along(&levels));
    }
    checks
}

/// The figures of one observation that are far from the one shown.
fn within(observed: &Observed<'_>) -> Vec<Check> {
    if !is_level(observed) || observed.status != Status::Disputed {
        return Vec::new();
    }
    let shown = observed.shown.value.to_f64();
    let mut told = BTreeSet::new();
    let far = observed.statements.iter().filter(|s| is_jump(s.figure.value.to_f64(), shown) && told.insert(s.figure));
    far.map(|statement| {
        let number = wording::number(statement.figure, observed.key);
        let figures = (statement.figure.value.to_f64(), shown);
        let period = wording::period(observed.key);
        let amount = format_args!("{number} ({period})");
        found(observed, &statement.claim_id, amount, &[observed], figures, Verdict::Inconsistent)
    })
    .collect()
}

/// The levels of one series, sorted by their ends, that are far from their neighbours.
fn along(levels: &[&Level<'_>]) -> Vec<Check> {
    let jumps = |one: usize, other: usize| {
        let (Some(one), Some(other)) = (levels.get(one), levels.get(other)) else { return false };
        is_alike(one, other) && is_jump(one.value(), other.value())
    };
    let calm =
        |one: usize, other: usize| other < levels.len() && is_alike(levels[one], levels[other]) && !jumps(one, other);
    let mut checks = Vec::new();
    let mut at = 1;
    while at < levels.len() {
        if jumps(at - 1, at) {
            let odd_before = calm(at, at + 1) && (at == 1 || !calm(at - 2, at - 1));
            let (odd, others) = match jumps(at, at + 1) {
                true => (at, vec![at - 1, at + 1]),
                false if odd_before => (at - 1, vec![at]),
                false => (at, vec![at - 1]),
            };
            let others: Vec<&Observed<'_>> = others.iter().map(|&other| levels[other].observed).collect();
            let (level, figures) = (levels[odd].observed, (levels[odd].value(), others[0].shown.value.to_f64()));
            checks.push(found(level, level.claim, wording::amount(level), &others, figures, Verdict::Indicative));
            // The way back from the odd one is no jump of its own.
            at += usize::from(jumps(at, at + 1));
        }
        at += 1;
    }
    checks
}

/// Whether two periods are about as long: neither is more than twice the other.
fn is_alike(one: &Level<'_>, other: &Level<'_>) -> bool {
    let count = |level: &Level<'_>| level.days.map_or(0, |days| days.count());
    let (one_count, other_count) = (count(one), count(other));
    one.may_meet(other) && one_count <= 2 * other_count && other_count <= 2 * one_count
}

fn found(
    odd: &Observed<'_>,
    claim: &SmolStr,
    amount: impl Display,
    others: &[&Observed<'_>],
    (stated, implied): (f64, f64),
    verdict: Verdict,
) -> Check {
    let (low, high) = (stated.abs().min(implied.abs()), stated.abs().max(implied.abs()));
    let slip = match (high / low).log10().round() as i32 {
        4 | 8 => "of 万 and 亿 or of a translation",
        3 | 6 | 9 => "of thousands, millions or billions",
        _ => "of unit or magnitude",
    };
    let told: Vec<String> = others.iter().map(|other| wording::amount(other).to_string()).collect();
    let message = format!(
        "{}: {amount} against {} is about {} times {}: a likely slip {slip}",
        wording::subject(odd.key),
        told.join(" and "),
        wording::about(high / low),
        if stated > implied { "as much" } else { "less" },
    );
    let against: Vec<&SmolStr> = others.iter().map(|other| other.claim).collect();
    row(CheckKind::Order, claim, &against, (stated, implied), verdict, message)
}
