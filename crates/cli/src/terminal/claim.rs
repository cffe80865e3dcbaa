//! The figures of a claim as people read them.

use tallysheet_model::{Bound, Claim, Measure};

use super::grouped;

/// Bound, value and unit: `more than 441,000 count`, `3 to 5 month`.
pub fn quantity(claim: &Claim) -> String {
    let bound = match claim.bound {
        Bound::Exact | Bound::Range => String::new(),
        bound => format!("{} ", bound.as_str().replace('_', " ")),
    };
    let high = claim.high.map(|high| format!(" to {}", grouped(high))).unwrap_or_default();
    format!("{bound}{}{high} {}", grouped(claim.value), claim.unit)
}

/// What kind of statement it is: `level`, `change, yoy`, `rate per day`.
pub fn measure(claim: &Claim) -> String {
    match (claim.measure, claim.basis, claim.per) {
        (Measure::Change, Some(basis), _) => format!("change, {basis}"),
        (Measure::Rate, _, Some(per)) => format!("rate per {per}"),
        (measure, ..) => measure.to_string(),
    }
}
