//! The `growth` check: a stated change against the level that it starts from.

use std::collections::BTreeMap;

use tallysheet_model::{Basis, Check, CheckKind, Date, Decimal, Measure, Observation, SmolStr, Verdict};

use crate::{
    ReconcileConfig,
    figure::Interval,
    observe::Observed,
    period::Period,
    statement::{Key, Statement},
};

/// Levels that can be compared over time, but for their unit.
type Series<'a> = (&'a str, Option<&'a str>, Option<&'a str>, &'static str);

/// Tests every statement of a change in percent on the year or the month before. `observed` is sorted by key.
pub fn check_growth(statements: &[Statement], observed: &[Observed], cfg: &ReconcileConfig) -> Vec<Check> {
    let mut levels = BTreeMap::<Series<'_>, Vec<&Observed>>::new();
    for level in observed.iter().filter(|level| is_plain_level(&level.observation)) {
        let Observation { indicator, scope, place, period_kind, .. } = &level.observation;
        let kind = period_kind.map_or("", |kind| kind.as_str());
        levels.entry((indicator, scope.as_deref(), place.as_deref(), kind)).or_default().push(level);
    }
    let mut checks = Vec::new();
    for statement in statements.iter().filter(|statement| is_growth(&statement.key)) {
        let Key { indicator, scope, place, period_kind, .. } = &statement.key;
        let series = (indicator.as_str(), scope.as_deref(), place.as_deref(), period_kind.as_str());
        let of_series = levels.get(&series).map_or(&[][..], Vec::as_slice);
        checks.extend(comparisons(statement, of_series).filter_map(|comparison| comparison.check(cfg)));
    }
    checks
}

/// One statement of growth with the two levels it is about.
struct Comparison<'a> {
    statement: &'a Statement,
    current: &'a Observed,
    earlier: &'a Observed,
    /// The earlier level is that of the very period, and not only of one that overlaps it.
    exact: bool,
}

/// A comparison in each unit that has both levels.
fn comparisons<'a>(
    statement: &'a Statement,
    levels: &'a [&'a Observed],
) -> impl Iterator<Item = Comparison<'a>> + use<'a> {
    let key = &statement.key;
    let own = Period { start: key.period_start, end: key.period_end };
    let before = key.basis.and_then(|basis| own.earlier(basis));
    levels.iter().filter(move |current| period_of(current) == own).filter_map(move |&current| {
        let before = before?;
        let (days, earlier) = levels
            .iter()
            .filter(|level| level.observation.unit == current.observation.unit && period_of(level) != own)
            .filter_map(|&level| Some((before.mismatch(period_of(level))?, level)))
            .min_by_key(|&(days, _)| days)?;
        Some(Comparison { statement, current, earlier, exact: days == 0 })
    })
}

impl Comparison<'_> {
    /// `None` where the earlier level is not positive, since nothing grows from there by a percentage.
    fn check(&self, cfg: &ReconcileConfig) -> Option<Check> {
        let stated = self.statement.figure.value.to_f64();
        let (current, earlier) = (&self.current.observation, &self.earlier.observation);
        let implied = growth(current.value.to_f64(), earlier.value.to_f64())?;
        let verdict = if !self.exact {
            Verdict::Indicative
        } else if self.is_consistent(cfg) {
            Verdict::Consistent
        } else {
            Verdict::Inconsistent
        };
        let mut against: Vec<SmolStr> = current.claim_ids.iter().chain(&earlier.claim_ids).cloned().collect();
        against.sort_unstable();
        Some(Check {
            kind: CheckKind::Growth,
            claim_id: self.statement.claim_id.clone(),
            against,
            stated,
            implied,
            relative_error: relative_error(stated, implied),
            verdict,
            message: self.message(implied),
        })
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

    fn message(&self, implied: f64) -> String {
        let key = &self.statement.key;
        let narrowed: Vec<&str> = [&key.scope, &key.place].into_iter().flatten().map(SmolStr::as_str).collect();
        let narrowed = if narrowed.is_empty() { String::new() } else { format!(" ({})", narrowed.join(", ")) };
        let basis = match key.basis {
            Some(Basis::MonthOnMonth) => "the month before",
            _ => "the year before",
        };
        let hint = if self.exact { "" } else { "; the earlier period only overlaps the one meant" };
        format!(
            "{}{narrowed} is said to be {} on {basis}; {} against {} implies {}{hint}",
            key.indicator,
            direction(self.statement.figure.value),
            amount(&self.current.observation),
            amount(&self.earlier.observation),
            direction(tenths(implied)),
        )
    }
}

fn is_growth(key: &Key) -> bool {
    key.measure == Measure::Change && key.unit == "percent"
}

fn is_plain_level(observation: &Observation) -> bool {
    observation.measure == Measure::Level && observation.basis.is_none() && observation.per.is_none()
}

fn period_of(level: &Observed) -> Period {
    Period { start: level.observation.period_start, end: level.observation.period_end }
}

fn units(billionths: i128) -> f64 {
    billionths as f64 / 1e9
}

/// The growth in percent from `before` to `now`; `None` from zero or less.
fn growth(now: f64, before: f64) -> Option<f64> {
    (before > 0.0).then(|| (now / before - 1.0) * 100.0)
}

/// `|stated - implied| / |implied|`; where nothing is implied, the difference itself, so that it stays finite.
fn relative_error(stated: f64, implied: f64) -> f64 {
    let difference = (stated - implied).abs();
    if implied == 0.0 { difference } else { difference / implied.abs() }
}

fn tenths(value: f64) -> Decimal {
    format!("{value:.1}").parse().unwrap_or_default()
}

fn direction(percent: Decimal) -> String {
    let word = if percent < Decimal::ZERO { "down" } else { "up" };
    format!("{word} {} %", percent.abs())
}

/// `114,000 (2021-01-01 to 2021-06-30)`.
fn amount(level: &Observation) -> String {
    let unit = if level.unit == "count" { String::new() } else { format!(" {}", level.unit) };
    let day = |date: Option<Date>| date.map(|date| date.to_string());
    let period = match (day(level.period_start), day(level.period_end)) {
        (Some(start), Some(end)) if start == end => end,
        (Some(start), Some(end)) => format!("{start} to {end}"),
        (None, Some(end)) => format!("up to {end}"),
        (Some(start), None) => format!("from {start}"),
        (None, None) => "undated".to_owned(),
    };
    format!("{}{unit} ({period})", grouped(level.value))
}

/// The number with its thousands set apart.
fn grouped(value: Decimal) -> String {
    let text = value.abs().to_string();
    let (whole, fraction) =
        text.split_once('.').map_or((text.as_str(), ""), |(whole, _)| (whole, &text[whole.len()..]));
    let groups: Vec<&str> = whole
        .as_bytes()
        .rchunks(3)
        .rev()
        .map(|group| std::str::from_utf8(group).expect("a decimal prints as ASCII"))
        .collect();
    let sign = if value < Decimal::ZERO { "-" } else { "" };
    format!("{sign}{}{fraction}", groups.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        for (text, expected) in [("0", "0"), ("999", "999"), ("1000", "1,000"), ("-1234567.5", "-1,234,567.5")] {
            assert_eq!(grouped(text.parse().unwrap()), expected);
        }
    }

    #[test]
    fn errors_are_finite() {
        assert_eq!(relative_error(30.0, 20.0), 0.5);
        assert_eq!(relative_error(3.0, 0.0), 3.0);
        assert_eq!(growth(5.0, 0.0), None);
    }
}
