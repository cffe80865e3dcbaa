//! `growth`: a stated change against the levels of both periods, from any document.
//!
//! The level of the change's own period and its percentage imply the level of the period before. The verdict is
//! `consistent` or `inconsistent` where that level is told too, as the rounding and the bounds of all three leave room;
//! it is `indicative` where only a period is told that shares at least half its days with the one meant.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::{Display, from_fn},
};

use rayon::prelude::*;
use tallysheet_model::{Basis, Check, CheckKind, Decimal, Measure, PeriodKind, Verdict};

use super::{Corpus, Level, Parts, row, wording};
use crate::{
    ReconcileConfig,
    figure::{Figure, Interval},
    observe::Observed,
    period::{Days, Period},
    realm::may_meet,
    statement::{Key, Statement},
};

/// What a change and the levels that it is about have in common.
type Subject<'a> = (&'a str, Option<&'a str>, Option<&'a str>);

fn subject(key: &Key) -> Subject<'_> {
    (&key.indicator, key.scope.as_deref(), key.place.as_deref())
}

/// Tests every figure of a change in percent on the year or the month before.
pub fn check(corpus: &Corpus<'_>) -> Parts {
    let mut levels = BTreeMap::<Subject<'_>, Vec<Levels<'_>>>::new();
    for of_unit in corpus.series.values() {
        let key = of_unit.first().map(|level| level.observed.key);
        levels.entry(key.map(subject).unwrap_or_default()).or_default().push(Levels::of(of_unit));
    }
    let changes = corpus.observed.par_iter().filter(|o| o.key.measure == Measure::Change && o.key.unit == "percent");
    changes.flat_map_iter(|change| of_change(change, levels.get(&subject(change.key)), corpus.cfg)).collect_vec_list()
}

fn of_change(change: &Observed<'_>, units: Option<&Vec<Levels<'_>>>, cfg: &ReconcileConfig) -> Vec<Check> {
    let units = units.into_iter().flatten();
    let comparisons: Vec<_> = units.filter_map(|of_unit| Comparison::find(change.key, of_unit)).collect();
    if comparisons.is_empty() {
        return Vec::new();
    }
    let (mut told, mut checks) = (BTreeSet::new(), Vec::new());
    for statement in change.statements.iter().filter(|statement| told.insert(statement.figure)) {
        checks.extend(comparisons.iter().filter_map(|comparison| comparison.check(change.key, statement, cfg)));
    }
    checks
}

/// The levels of one series, states apart from what happened, each in their order.
struct Levels<'a> {
    by_period: BTreeMap<(bool, Period), Vec<&'a Level<'a>>>,
    /// Those without an open end, by their first day; those of one day in their order.
    by_first_day: Vec<(bool, Days, &'a Level<'a>)>,
}

impl<'a> Levels<'a> {
    fn of(all: &'a [Level<'a>]) -> Self {
        let mut by_period = BTreeMap::<_, Vec<_>>::new();
        for level in all {
            by_period.entry((level.instant, level.period)).or_default().push(level);
        }
        let dated = all.iter().filter_map(|level| Some((level.instant, level.days?, level)));
        let mut by_first_day: Vec<_> = dated.collect();
        by_first_day.sort_by_key(|&(instant, days, _)| (instant, days.first));
        Self { by_period, by_first_day }
    }

    /// The first level of the period that may speak of the nation of `key`.
    fn at(&self, period: Period, key: &Key) -> Option<&'a Level<'a>> {
        let levels = self.by_period.get(&(is_instant(key), period))?;
        levels.iter().copied().find(|level| may_meet(level.observed.key, key))
    }

    /// The level of another period than `own` that shares most days with `period`, at least half of them; of equals the
    /// first.
    fn nearest(&self, period: Period, own: Period, key: &Key) -> Option<&'a Level<'a>> {
        let days = period.days()?;
        // What begins further before than it is long itself, or after its end, shares less than half.
        let begins = |first| {
            self.by_first_day.partition_point(|&(instant, of, _)| (instant, of.first) < (is_instant(key), first))
        };
        let around = &self.by_first_day[begins(days.first - days.count())..begins(days.last + 1)];
        let others = around.iter().filter(|(.., level)| level.period != own);
        let near = others.map(|&(_, of, level)| (of.overlap(days), level));
        let near = near.filter(|(shared, level)| *shared >= 0.5 && may_meet(level.observed.key, key));
        near.reduce(|best, next| if next.0 > best.0 { next } else { best }).map(|(_, level)| level)
    }
}

fn is_instant(key: &Key) -> bool {
    key.period_kind == PeriodKind::Instant
}

/// A change with the two levels it is about.
struct Comparison<'a> {
    basis: Basis,
    current: &'a Observed<'a>,
    earlier: &'a Observed<'a>,
    /// The earlier level is that of the very period, and not only of one that overlaps it.
    exact: bool,
}

impl<'a> Comparison<'a> {
    fn find(key: &Key, levels: &Levels<'a>) -> Option<Self> {
        let own = Period::of(key);
        let basis = key.basis?;
        let before = own.earlier(basis)?;
        let current = levels.at(own, key)?;
        let exact = levels.at(before, key);
        let earlier = exact.or_else(|| levels.nearest(before, own, key))?;
        Some(Self { basis, current: current.observed, earlier: earlier.observed, exact: exact.is_some() })
    }

    /// `None` where nothing follows: from a level that is not positive nothing grows by a percentage, and what has
    /// fallen by all of itself may have been anything.
    fn check(&self, key: &Key, statement: &Statement, cfg: &ReconcileConfig) -> Option<Check> {
        let factor = 1.0 + statement.figure.value.to_f64() / 100.0;
        let told = self.earlier.shown.value.to_f64();
        if factor <= 0.0 || told <= 0.0 {
            return None;
        }
        let implied = self.current.shown.value.to_f64() / factor;
        let verdict = if !self.exact {
            Verdict::Indicative
        } else if self.is_consistent(statement, cfg) {
            Verdict::Consistent
        } else {
            Verdict::Inconsistent
        };
        let against = [self.current.claim, self.earlier.claim];
        let (claim, message) = (&statement.claim_id, self.message(key, statement, implied, told));
        Some(row(CheckKind::Growth, claim, &against, (implied, told), verdict, message))
    }

    /// Whether the stated change lies within what the two levels leave room for, everything taken as rounded.
    fn is_consistent(&self, statement: &Statement, cfg: &ReconcileConfig) -> bool {
        let Interval { low, high } = self.current.interval;
        let before = self.earlier.interval;
        let Some(least) = growth(units(low), units(before.high)) else { return true };
        // A level that may have been next to nothing leaves room for any growth.
        let most = growth(units(high), units(before.low)).unwrap_or(f64::INFINITY);
        let stated = statement.figure.interval(cfg);
        // Ends that meet exactly must not be parted by the rounding of doubles.
        let slack = 1e-9 * (1.0 + least.abs());
        least - slack <= units(stated.high) && units(stated.low) <= most + slack
    }

    fn message(&self, key: &Key, statement: &Statement, implied: f64, told: f64) -> String {
        let basis = match self.basis {
            Basis::MonthOnMonth => "the month before",
            Basis::YearOnYear | Basis::Other => "the year before",
        };
        let hint = if self.exact { "" } else { "; the periods only overlap" };
        format!(
            "{}: {} on {basis} to {} implies about {} before; {} is told, {} away{hint}",
            wording::subject(key),
            direction(statement.figure),
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

fn direction(change: Figure) -> impl Display {
    from_fn(move |f| {
        let word = if change.value < Decimal::ZERO { "down" } else { "up" };
        write!(f, "{word} {} %", change.value.abs())
    })
}
