//! The corpus tested against itself: one file for each kind of check.

mod cumulative;
mod growth;
mod order;
mod overlap;
mod part;
mod repeat;
mod wording;

use std::collections::{BTreeMap, LinkedList};

use tallysheet_model::{Check, CheckKind, Measure, PeriodKind, SmolStr, Verdict};

use crate::{
    ReconcileConfig,
    meeting::{Meeting, Series},
    observe::Observed,
    period::{Days, Period},
    realm::{is_currency, may_meet},
};

/// Every kind of check, in the order of the table. Each gives its checks in the order of what is observed, which is that
/// of the keys.
pub const KINDS: [fn(&Corpus<'_>) -> Parts; 6] =
    [growth::check, cumulative::check, part::check, repeat::check, overlap::check, order::check];

/// Checks in their order, in parts as the threads made them, so that each part can go when it is written.
pub type Parts = LinkedList<Vec<Check>>;

/// What is told of one indicator.
pub struct Corpus<'a> {
    observed: &'a [Observed<'a>],
    /// The meetings that make no observation.
    unnamed: &'a [Meeting<'a>],
    /// The levels of each series, in the order of their keys.
    series: BTreeMap<Series<'a>, Vec<Level<'a>>>,
    cfg: &'a ReconcileConfig,
}

impl<'a> Corpus<'a> {
    pub fn new(observed: &'a [Observed<'a>], unnamed: &'a [Meeting<'a>], cfg: &'a ReconcileConfig) -> Self {
        Self { observed, unnamed, series: series(observed), cfg }
    }
}

/// An observation of an amount, with its period.
#[derive(Clone, Copy, Debug)]
struct Level<'a> {
    observed: &'a Observed<'a>,
    period: Period,
    /// The period where neither of its ends is open.
    days: Option<Days>,
    /// It tells a state and not what happened in a period.
    instant: bool,
}

fn series<'a>(observed: &'a [Observed<'a>]) -> BTreeMap<Series<'a>, Vec<Level<'a>>> {
    let mut series = BTreeMap::<_, Vec<Level<'_>>>::new();
    // Those of one series stand together, so that it is looked up once for them all.
    for same in observed.chunk_by(|one, next| Series::of(one.key) == Series::of(next.key)) {
        if is_level(&same[0]) {
            series.entry(Series::of(same[0].key)).or_default().extend(same.iter().map(Level::of));
        }
    }
    series
}

fn is_level(observed: &Observed<'_>) -> bool {
    observed.key.measure == Measure::Level && observed.key.basis.is_none() && observed.key.per.is_none()
}

impl<'a> Level<'a> {
    fn of(observed: &'a Observed<'a>) -> Self {
        let period = Period::of(observed.key);
        let instant = observed.key.period_kind == PeriodKind::Instant;
        Self { observed, period, days: period.days(), instant }
    }

    /// Whether the amounts of two periods add up to that of both: things counted and money, but no state.
    fn adds_up(&self) -> bool {
        let unit = &self.observed.key.unit;
        !self.instant && (unit == "count" || is_currency(unit))
    }

    fn may_meet(&self, other: &Self) -> bool {
        may_meet(self.observed.key, other.observed.key)
    }

    /// The figure shown, as a double.
    fn value(&self) -> f64 {
        self.observed.shown.value.to_f64()
    }
}

/// One row: the figure that the claim states against the one that the others imply.
fn row(
    kind: CheckKind,
    claim: &SmolStr,
    against: &[&SmolStr],
    (stated, implied): (f64, f64),
    verdict: Verdict,
    message: String,
) -> Check {
    let mut against: Vec<SmolStr> = against.iter().map(|&id| id.clone()).collect();
    against.sort_unstable();
    against.dedup();
    let relative_error = relative_error(stated, implied);
    Check { kind, claim_id: claim.clone(), against, stated, implied, relative_error, verdict, message }
}

/// `|stated - implied| / |implied|`; where nothing is implied, the difference itself, so that it stays finite.
fn relative_error(stated: f64, implied: f64) -> f64 {
    let difference = (stated - implied).abs();
    if implied == 0.0 { difference } else { difference / implied.abs() }
}

/// Whether one amount is so many times the other that their units or magnitudes cannot be the same: five hundred times,
/// so that a thousand is met with everything rounded.
fn is_jump(one: f64, other: f64) -> bool {
    const JUMP: f64 = 500.0;
    let (low, high) = (one.abs().min(other.abs()), one.abs().max(other.abs()));
    low > 0.0 && high / low >= JUMP
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_are_finite() {
        assert_eq!(relative_error(30.0, 20.0), 0.5);
        assert_eq!(relative_error(3.0, 0.0), 3.0);
    }

    #[test]
    fn a_thousand_is_a_jump_and_a_hundred_is_none() {
        assert!(is_jump(441.0, 394_000.0) && is_jump(-441_000_000.0, 441_000.0));
        assert!(!is_jump(4410.0, 441_000.0) && !is_jump(0.0, 441_000.0));
    }
}
