use std::cmp::Ordering;

use crate::{Basis, CheckKind, Date, Decimal, Measure, Per, PeriodKind, SmolStr, Status, Verdict};

/// What the corpus says of one indicator, scope, unit, measure, basis, per, place and period.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Observation {
    /// The indicator's id.
    pub indicator: SmolStr,
    /// What narrows the indicator; `None` is the whole.
    pub scope: Option<SmolStr>,
    /// The unit of `value`, `low` and `high`.
    pub unit: SmolStr,
    /// What kind of statement it is.
    pub measure: Measure,
    /// What a change is measured against.
    pub basis: Option<Basis>,
    /// The time unit of a rate.
    pub per: Option<Per>,
    /// ISO 3166 code.
    pub place: Option<SmolStr>,
    /// First day of the period.
    pub period_start: Option<Date>,
    /// Last day of the period, inclusive.
    pub period_end: Option<Date>,
    /// How the figure relates to its period.
    pub period_kind: Option<PeriodKind>,
    /// The most precise statement of the best-supported group of claims.
    pub value: Decimal,
    /// The lowest value claimed.
    pub low: Decimal,
    /// The highest value claimed.
    pub high: Decimal,
    /// The number of claims.
    pub claims: u64,
    /// The number of documents, copies not counted.
    pub documents: u64,
    /// The claims, in order of their ids.
    pub claim_ids: Vec<SmolStr>,
    /// Whether they agree.
    pub status: Status,
}

/// One test of the corpus against itself.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Check {
    /// What was tested.
    pub kind: CheckKind,
    /// The claim under test.
    pub claim_id: SmolStr,
    /// The claims it was tested against, in order of their ids.
    pub against: Vec<SmolStr>,
    /// The figure stated.
    pub stated: f64,
    /// The figure that the others imply.
    pub implied: f64,
    /// `|stated - implied| / |implied|`.
    pub relative_error: f64,
    /// The outcome.
    pub verdict: Verdict,
    /// The finding, for people.
    pub message: String,
}

impl Check {
    /// The order in which people want findings: what cannot be true together first, then the hints, then what holds; of
    /// each the greatest error first.
    pub fn by_severity(&self, other: &Self) -> Ordering {
        let rank = |check: &Self| match check.verdict {
            Verdict::Inconsistent => 0,
            Verdict::Indicative => 1,
            Verdict::Consistent => 2,
        };
        rank(self).cmp(&rank(other)).then(other.relative_error.total_cmp(&self.relative_error))
    }
}
