//! Which claims speak of the same.
//!
//! Claims meet when their keys are equal. A total that is counted from no day that is told meets the one total with a
//! start that ends on the same day, where none of their figures contradict each other. What a copy repeats of the
//! document that it is a copy of is left out; what it tells differently counts as said by that document.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use tallysheet_model::{Claim, Date, PeriodKind, SmolStr};

use crate::{
    ReconcileConfig,
    statement::{Key, Statement, Told},
};

/// Claims of the same, in order of their ids; there is at least one.
#[derive(Clone, Debug)]
pub struct Meeting<'a> {
    pub key: &'a Key,
    pub statements: Vec<&'a Statement>,
}

impl Meeting<'_> {
    /// Whether its claims narrow the indicator to something that nothing names, so that no other document can be known
    /// to speak of the same.
    pub fn is_unnamed(&self) -> bool {
        matches!(self.key.scope.as_deref(), Some(Claim::CASE | Claim::PART))
    }
}

/// The meetings of what is told, in its order.
pub fn meetings<'a>(told: &'a [Told], cfg: &ReconcileConfig) -> Vec<Meeting<'a>> {
    let of_key = |told: &'a Told| Meeting { key: &told.key, statements: as_of(without_repeats(&told.statements), cfg) };
    let mut meetings: Vec<_> = told.par_iter().map(of_key).filter(|meeting| !meeting.statements.is_empty()).collect();
    join_open_totals(&mut meetings, cfg);
    meetings
}

fn without_repeats(told: &[Statement]) -> Vec<&Statement> {
    if told.iter().all(|statement| !statement.copied) {
        return told.iter().collect();
    }
    let said = |statement: &Statement| (statement.document, statement.figure);
    let mut known: BTreeSet<_> = told.iter().filter(|statement| !statement.copied).map(said).collect();
    told.iter().filter(|statement| !statement.copied || known.insert(said(statement))).collect()
}

/// What was published by the day of the view, and of that the latest alone.
fn as_of<'a>(mut told: Vec<&'a Statement>, cfg: &ReconcileConfig) -> Vec<&'a Statement> {
    if let Some(day) = cfg.as_of {
        told.retain(|statement| statement.published.is_none_or(|published| published <= day));
        let latest = told.iter().map(|statement| statement.published).max();
        told.retain(|statement| Some(statement.published) == latest);
    }
    told
}

/// Moves each total without a start to the one that it meets.
fn join_open_totals(meetings: &mut Vec<Meeting<'_>>, cfg: &ReconcileConfig) {
    let mut started = BTreeMap::<_, Vec<usize>>::new();
    for (at, meeting) in meetings.iter().enumerate() {
        if meeting.key.period_kind == PeriodKind::Cumulative && meeting.key.period_start.is_some() {
            started.entry(of_end(meeting.key)).or_default().push(at);
        }
    }
    let agree = |one: &Meeting<'_>, other: &Meeting<'_>| {
        let mut pairs = one.statements.iter().flat_map(|a| other.statements.iter().map(move |b| (a, b)));
        pairs.all(|(a, b)| a.figure.agrees(b.figure, cfg))
    };
    let target = |meeting: &Meeting<'_>| {
        let open = meeting.key.period_kind == PeriodKind::Cumulative && meeting.key.period_start.is_none();
        let same_end = started.get(&of_end(meeting.key)).filter(|_| open)?;
        let mut agreeing = same_end.iter().copied().filter(|&at| agree(meeting, &meetings[at]));
        agreeing.next().filter(|_| agreeing.next().is_none())
    };
    let moves: Vec<(usize, usize)> = meetings.iter().enumerate().filter_map(|(at, m)| Some((at, target(m)?))).collect();
    for &(from, to) in &moves {
        let moved = std::mem::take(&mut meetings[from].statements);
        meetings[to].statements.extend(moved);
        meetings[to].statements.sort_by(|one, other| one.claim_id.cmp(&other.claim_id));
    }
    meetings.retain(|meeting| !meeting.statements.is_empty());
}

/// What totals share that may differ in their start alone.
fn of_end(key: &Key) -> (Series<'_>, &Option<SmolStr>, Option<Date>) {
    (Series::of(key), &key.realm, key.period_end)
}

/// What claims must share to be compared over time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Series<'a> {
    indicator: &'a str,
    scope: Option<&'a str>,
    place: Option<&'a str>,
    unit: &'a str,
    told: (&'static str, Option<&'static str>, Option<&'static str>),
}

impl<'a> Series<'a> {
    pub fn of(key: &'a Key) -> Self {
        Self {
            indicator: &key.indicator,
            scope: key.scope.as_deref(),
            place: key.place.as_deref(),
            unit: &key.unit,
            told: (key.measure.as_str(), key.basis.map(|basis| basis.as_str()), key.per.map(|per| per.as_str())),
        }
    }

    /// The whole that a narrower series is a part of.
    pub fn whole(self) -> Self {
        Self { scope: None, ..self }
    }
}
