//! `growth`: a stated change against the levels of both periods, from any document.
//!
//! The level of the change's own period and its percentage imply the level of the period before. The verdict is
//! `consistent` or `inconsistent` where that level is told too, as the rounding and the bounds of all three leave room;
//! it is `indicative` where only a period is told that shares at least half its days with the one meant.

use std::collections::{BTreeMap, BTreeSet};

use tallysheet_model::{Basis, Check, CheckKind, Decimal, Measure, PeriodKind, Verdict};

use super::{AllSeries, Level, row, wording};
use crate::{
    ReconcileConfig,
    figure::{Figure, Interval},
    observe::Observed,
    period::Period,
    realm::may_meet,
    statement::{Key, Statement},
};

/// What a change and the levels that it is about have in common.
type Subject<'a> = (&'a str, Option<&'a str>, Option<&'a str>);

fn subject(key: &Key) -> Subject<'_> {
    (&key.indicator, key.scope.as_deref(), key.place.as_deref())
}

/// Tests every figure of a change in percent on the year or the month before.
pub fn check(observed: &[Observed<'_>], series: &AllSeries<'_>, cfg: &ReconcileConfig) -> Vec<Check> {
    let mut levels = BTreeMap::<Subject<'_>, Vec<&[Level<'_>]>>::new();
    for of_unit in series.values() {
        let key = of_unit.first().map(|level| level.observed.key);
        levels.entry(key.map(subject).unwrap_or_default()).or_default().push(of_unit);
    }
    let mut checks = Vec::new();
    for change in observed.iter().filter(|o| o.key.measure == Measure::Change && o.key.unit == "percent") {
        let mut told = BTreeSet::new();
        for statement in change.statements.iter().filter(|statement| told.insert(statement.figure)) {
            let units = levels.get(&subject(change.key)).into_iter().flatten();
            let comparisons = units.filter_map(|of_unit| Comparison::find(change.key, statement, of_unit));
            checks.extend(comparisons.filter_map(|comparison| comparison.check(cfg)));
        }
    }
    checks
}

/// One statement of growth with the two levels it is about.
struct Comparison<'a> {
    statement: &'a Statement,
    basis: Basis,
    current: &'a Observed<'a>,
    earlier: &'a Observed<'a>,
    /// The earlier level is that of the very period, and not only of one that overlaps it.
    exact: bool,
}

impl<'a> Comparison<'a> {
    fn find(key: &Key, statement: &'a Statement, levels: &'a [Level<'a>]) -> Option<Self> {
        let own = Period::of(key);
        let basis = key.basis?;
        let before = own.earlier(basis)?;
        let instant = key.period_kind == PeriodKind::Instant;
        let levels = || levels.iter().filter(|level| level.instant == instant && may_meet(level.observed.key, key));
        let current = levels().find(|level| level.period == own)?;
        let overlap = |level: &Level<'_>| Some(level.days?.overlap(before.days()?)).filter(|&shared| shared >= 0.5);
        let nearest = || {
            let others = levels().filter(|level| level.period != own);
            let near = others.filter_map(|level| Some((overlap(level)?, level)));
            let best = near.reduce(|best, next| if next.0 > best.0 { next } else { best });
            best.map(|(_, level)| level)
        };
        let exact = levels().find(|level| level.period == before);
        let earlier = exact.or_else(nearest)?;
        let (current, earlier) = (current.observed, earlier.observed);
        Some(Self { statement, basis, current, earlier, exact: exact.is_some() })
    }

    /// `None` where nothing follows: from a level that is not positive nothing grows by a percentage, and what has
    /// fallen by all of itself may have been anything.
    fn check(&self, cfg: &ReconcileConfig) -> Option<Check> {
        let factor = 1.0 + self.statement.figure.value.to_f64() / 100.0;
        let told = self.earlier.shown.value.to_f64();
        if factor <= 0.0 || told <= 0.0 {
            return None;
        }
        let implied = self.current.shown.value.to_f64() / factor;
        let verdict = if !self.exact {
            Verdict::Indicative
        } else if self.is_consistent(cfg) {
            Verdict::Consistent
        } else {
            Verdict::Inconsistent
        };
        let against = [self.current.claim(), self.earlier.claim()];
        let (claim, message) = (&self.statement.claim_id, self.message(implied, told));
        Some(row(CheckKind::Growth, claim, &against, (implied, told), verdict, message))
    }

    /// Whether the stated change lies within what the two levels leave room for, everything taken as rounded.
    fn is_consistent(&self, cfg: &ReconcileConfig) -> bool {
        let Interval { low, high } = self.current.interval;
        let before = self.earlier.interval;
        let Some(least) = growth(units(low), units(before.high)) else { return true };
        // A level that may have been next to nothing leaves room for any growth.
        let most = growth(units(high), units(before.low)).unwrap_or(f64::INFINITY);
        let stated = self.statement.figure.interval(cfg);
        // Ends that meet exactly must not be parted by the rounding of doubles.
        let slack = 1e-9 * (1.0 + least.abs());
        least - slack <= units(stated.high) && units(stated.low) <= most + slack
    }

    fn message(&self, implied: f64, told: f64) -> String {
        let basis = match self.basis {
            Basis::MonthOnMonth => "the month before",
            Basis::YearOnYear | Basis::Other => "the year before",
        };
        let hint = if self.exact { "" } else { "; the periods only overlap" };
        format!(
            "{}: {} on {basis} to {} implies about {} before; {} is told, {} away{hint}",
            wording::subject(&self.statement.key),
            direction(self.statement.figure),
            wording::amount(self.current),
            wording::with_unit(wording::about(implied), self.current.key),
            wording::amount(self.earlier),
            wording::percent(super::relative_error(implied, told)),
        )
    }
}

fn units(billionths: i128) -> f64 {
    billionths as f64 / 1e9
}

/// The growth in percent from `before` to `now`; `None` from zero or less.
fn growth(now: f64, before: f64) -> Option<f64> {
    (before > 0.0).then(|| (now / before - 1.0) * 100.0)
}

fn direction(change: Figure) -> String {
    let word = if change.value < Decimal::ZERO { "down" } else { "up" };
    format!("{word} {} %", change.value.abs())
}
