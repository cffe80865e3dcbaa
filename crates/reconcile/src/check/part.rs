//! `part`: a part above its whole, and shares of one whole above 100 %.
//!
//! An amount with a scope is held against the same without one, of the same period; a part that nothing names, and the
//! figure of one case, against the whole of their own document alone. What is credited to a programme is left alone: the
//! programme may count what the whole leaves out. Shares are added up where one document tells them
//! one right after another, each of another kind.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use tallysheet_model::{Check, CheckKind, Date, Decimal, Measure, PeriodKind, SmolStr, Verdict};

use super::{Corpus, Parts, is_level, row, wording};
use crate::{
    ReconcileConfig,
    figure::{Figure, Interval},
    meeting::Series,
    observe::Observed,
    realm::may_meet,
    statement::{Key, Statement},
};

/// The farthest apart that two shares of one list stand, in bytes.
const LIST: i64 = 160;

/// Tests every level that has a scope, and every list of shares.
pub fn check(corpus: &Corpus<'_>) -> Parts {
    let &Corpus { observed, unnamed, cfg, .. } = corpus;
    let mut wholes = BTreeMap::<_, Vec<&Observed<'_>>>::new();
    for whole in observed.iter().filter(|o| is_level(o) && o.key.scope.is_none()) {
        wholes.entry(same_days(whole.key)).or_default().push(whole);
    }
    let whole_of = |key: &Key| {
        let of_days = wholes.get(&same_days(key)).into_iter().flatten().copied();
        of_days.filter(|whole| may_meet(whole.key, key)).collect::<Vec<_>>()
    };
    let named = observed.par_iter().filter(|o| is_level(o) && o.key.scope.is_some() && !is_credited(o));
    let named = named.filter_map(|part| {
        let whole = *whole_of(part.key).first()?;
        Some(compare(part.key, of_observed(part), of_observed(whole)))
    });
    let mut checks = named.collect_vec_list();
    let unnamed = unnamed.par_iter().filter(|meeting| meeting.key.measure == Measure::Level);
    let unnamed = unnamed.flat_map_iter(|meeting| {
        let told = by_document(&whole_of(meeting.key));
        meeting.statements.iter().filter_map(move |&part| {
            let whole = told.get(&part.document)?;
            Some(compare(meeting.key, of_statement(part, cfg), of_statement(whole, cfg)))
        })
    });
    checks.append(&mut unnamed.collect_vec_list());
    checks.push_back(lists_of_shares(observed).iter().filter_map(|list| shares(list, cfg)).collect());
    checks
}

fn is_credited(observed: &Observed<'_>) -> bool {
    observed.statements.iter().any(|statement| statement.credited)
}

/// What each document tells first of the wholes.
fn by_document<'a>(wholes: &[&Observed<'a>]) -> FxHashMap<u32, &'a Statement> {
    let mut told = FxHashMap::default();
    for &statement in wholes.iter().flat_map(|whole| &whole.statements) {
        told.entry(statement.document).or_insert(statement);
    }
    told
}

/// What a part and its whole have in common.
fn same_days(key: &Key) -> (Series<'_>, Option<Date>, Option<Date>, PeriodKind) {
    (Series::of(key).whole(), key.period_start, key.period_end, key.period_kind)
}

/// A claim with the figure it states and the numbers that this leaves room for.
type Side<'a> = (&'a SmolStr, Figure, Interval);

fn of_observed<'a>(observed: &Observed<'a>) -> Side<'a> {
    (observed.claim, observed.shown, observed.interval)
}

fn of_statement<'a>(statement: &'a Statement, cfg: &ReconcileConfig) -> Side<'a> {
    (&statement.claim_id, statement.figure, statement.figure.interval(cfg))
}

fn compare(key: &Key, (claim, part, part_room): Side<'_>, (against, whole, whole_room): Side<'_>) -> Check {
    let above = part_room.low > whole_room.high;
    let verdict = if above { Verdict::Inconsistent } else { Verdict::Consistent };
    let message = format!(
        "{}: {} is {} the whole, {} ({})",
        wording::subject(key),
        wording::number(part, key),
        if above { "above" } else { "within" },
        wording::number(whole, key),
        wording::period(key),
    );
    row(CheckKind::Part, claim, &[against], (part.value.to_f64(), whole.value.to_f64()), verdict, message)
}

/// A statement of a share, with what it is one of.
type Share<'a> = (&'a Key, &'a Statement);

/// The shares that follow each other in one document, of one indicator and period.
fn lists_of_shares<'a>(observed: &[Observed<'a>]) -> Vec<Vec<Share<'a>>> {
    let kinds = observed.iter().filter(|o| o.key.measure == Measure::Share && o.key.scope.is_some());
    let mut shares = BTreeMap::<_, Vec<Share<'_>>>::new();
    for kind in kinds {
        for &statement in &kind.statements {
            shares.entry((same_days(kind.key), statement.document)).or_default().push((kind.key, statement));
        }
    }
    let mut lists = Vec::new();
    for mut told in shares.into_values() {
        told.sort_by_key(|(_, statement)| (statement.start, &statement.claim_id));
        lists.extend(told.chunk_by(|(_, one), (_, next)| next.start - one.start <= LIST).map(<[_]>::to_vec));
    }
    lists
}

/// A list whose shares are each of another kind and cannot be parts of one whole.
fn shares(list: &[Share<'_>], cfg: &ReconcileConfig) -> Option<Check> {
    let kinds: BTreeSet<_> = list.iter().map(|(key, _)| &key.scope).collect();
    let told = || list.iter().map(|&(_, share)| share);
    let least: i128 = told().map(|share| share.figure.interval(cfg).low).sum();
    let (&(key, last), others) = list.split_last()?;
    if kinds.len() < list.len() || least <= 100 * Decimal::ONE.units() {
        return None;
    }
    let sum: f64 = told().map(|share| share.figure.value.to_f64()).sum();
    let key = Key { scope: None, ..key.clone() };
    let message =
        format!("{}: the shares of one whole add up to {sum:.1} % ({})", wording::subject(&key), wording::period(&key));
    let against: Vec<&SmolStr> = others.iter().map(|(_, share)| &share.claim_id).collect();
    Some(row(CheckKind::Part, &last.claim_id, &against, (sum, 100.0), Verdict::Inconsistent, message))
}
