//! Claims and observations in words.

use crate::{index::Index, number, period};
use tallysheet_model::{Basis, Bound, Claim, Decimal, Measure, Per, PeriodKind};

/// The value with its bound and unit: `more than 320,000,000,000 CNY`, `3,000,000 to 5,000,000`, `+28.5%`.
pub(crate) fn value(claim: &Claim) -> String {
    let words = match claim.bound {
        Bound::Exact | Bound::Range => "",
        Bound::MoreThan => "more than ",
        Bound::AtLeast => "at least ",
        Bound::LessThan => "less than ",
        Bound::AtMost => "at most ",
        Bound::About => "about ",
    };
    let number = match claim.high {
        Some(high) => format!("{} to {}", number::full(claim.value), number::full(high)),
        None if claim.measure == Measure::Change && claim.value > Decimal::ZERO => {
            format!("+{}", number::full(claim.value))
        }
        None => number::full(claim.value),
    };
    format!("{words}{}", number::with_unit(&number, &claim.unit))
}

/// What kind of statement it is: `level`, `change on the year`, `rate a day`.
pub(crate) fn measure(measure: Measure, basis: Option<Basis>, per: Option<Per>) -> String {
    let mut words = measure.to_string();
    if let Some(basis) = basis {
        words += match basis {
            Basis::YearOnYear => " on the year",
            Basis::MonthOnMonth => " on the month",
            Basis::Other => " on another period",
        };
    }
    if let Some(per) = per {
        words += &format!(" a {per}");
    }
    words
}

/// How a figure relates to its period.
pub(crate) fn period_kind(kind: PeriodKind) -> &'static str {
    match kind {
        PeriodKind::During => "within the period",
        PeriodKind::Cumulative => "total up to its end",
        PeriodKind::Instant => "state at that date",
    }
}

/// The indicator with what narrows it: `cases solved · smuggling · CN-SH`.
pub(crate) fn subject(index: &Index<'_>, indicator: &str, scope: Option<&str>, place: Option<&str>) -> String {
    let mut words = index.label(indicator);
    for part in [scope, place].into_iter().flatten() {
        words += " · ";
        words += part;
    }
    words
}

/// Everything the claim says, in one line, for the figure in its text.
pub(crate) fn describe(index: &Index<'_>, claim: &Claim) -> String {
    let mut parts = vec![value(claim)];
    match (&claim.indicator, &claim.counted) {
        (Some(indicator), _) => parts.push(index.label(indicator)),
        (None, Some(counted)) => parts.push(format!("“{counted}”")),
        (None, None) => {}
    }
    parts.push(measure(claim.measure, claim.basis, claim.per));
    if claim.period_start.is_some() || claim.period_end.is_some() {
        let kind = claim.period_kind.map(|kind| format!(" ({})", period_kind(kind))).unwrap_or_default();
        parts.push(format!("{}{kind}", period::name(claim.period_start, claim.period_end)));
    }
    parts.extend(claim.place.as_ref().map(ToString::to_string));
    parts.extend(claim.scope.as_ref().map(|scope| format!("scope: {scope}")));
    parts.extend(claim.programme.as_ref().map(|programme| format!("programme: {programme}")));
    parts.extend(claim.passage.attribution.as_ref().map(|who| format!("says {who}")));
    parts.join(" · ")
}

/// What a unit is to the eye, as a class of the style sheet: `money`, `count`, `percent` or `other`.
pub(crate) fn unit_class(unit: &str) -> &'static str {
    match unit {
        "count" => "count",
        "percent" | "percentage_point" | "basis_point" => "percent",
        _ if unit.len() == 3 && unit.bytes().all(|b| b.is_ascii_uppercase()) => "money",
        _ => "other",
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{IndicatorLabel, Report, fixture};

    #[test]
    fn values_carry_bound_sign_and_unit() {
        let mut claim = fixture::claim("d1", "", "320 billion yuan");
        (claim.value, claim.unit, claim.bound) = (320_000_000_000.into(), "CNY".into(), Bound::MoreThan);
        assert_eq!(value(&claim), "more than 320,000,000,000 CNY");
        (claim.value, claim.high, claim.bound) = (3_000_000.into(), Some(5_000_000.into()), Bound::Range);
        assert_eq!(value(&claim), "3,000,000 to 5,000,000 CNY");
        (claim.value, claim.high, claim.bound) = ("28.5".parse().unwrap(), None, Bound::Exact);
        (claim.unit, claim.measure) = ("percent".into(), Measure::Change);
        assert_eq!(value(&claim), "+28.5%");
    }

    #[test]
    fn a_claim_is_told_in_one_line() {
        let labels = [IndicatorLabel { id: "cases_solved", label: "cases solved", group: "enforcement" }];
        let report = Report { indicators: &labels, ..Report::new("", "") };
        let mut claim = fixture::claim("d1", "", "441,000");
        claim.place = Some(Arc::new("CN-SH".into()));
        Arc::make_mut(&mut claim.passage).attribution = Some("the ministry".into());
        assert_eq!(
            describe(&Index::new(&report), &claim),
            "441,000 · cases solved · level · 2021 (within the period) · CN-SH · says the ministry"
        );
    }

    #[test]
    fn units_fall_into_four_classes() {
        let classes: Vec<_> =
            ["CNY", "count", "percent", "percentage_point", "month", "km", "元"].into_iter().map(unit_class).collect();
        assert_eq!(classes, ["money", "count", "percent", "percent", "other", "other", "other"]);
    }
}
