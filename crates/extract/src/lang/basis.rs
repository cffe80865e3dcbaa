//! What a change is measured against, where the text names a time and says neither year-on-year nor month-on-month.

use tallysheet_model::{Basis, CalendarDate, TimePoint, TimeUnit};

/// What a comparison with a named time is: with a whole year (`than in 2022`, `比2022年`, `較前年`) it is year-on-year,
/// with a month of no named year (`較4月`) or the last month it is month-on-month.
pub(crate) fn basis_against(point: &TimePoint) -> Basis {
    match point {
        TimePoint::Calendar(CalendarDate { month: None, quarter: None, half: None, day: None, .. }) => {
            Basis::YearOnYear
        }
        TimePoint::Calendar(CalendarDate { year: None, month: Some(_), day: None, .. }) => Basis::MonthOnMonth,
        // A part of a year is named with its year where it is the same part of another one: `on the first half of 2023`.
        TimePoint::Calendar(CalendarDate { year: Some(_), month: None, day: None, .. }) => Basis::YearOnYear,
        TimePoint::Relative { unit: TimeUnit::Year, offset: ..=-1, .. }
        | TimePoint::YearBefore
        | TimePoint::SameIn { .. } => Basis::YearOnYear,
        TimePoint::Relative { unit: TimeUnit::Month, offset: -1, .. } => Basis::MonthOnMonth,
        _ => Basis::Other,
    }
}
