//! Which period a change is measured against.

use jiff::{SignedDuration, ToSpan};
use tallysheet_model::{Basis, Date};

/// First and last day, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    pub start: Option<Date>,
    pub end: Option<Date>,
}

impl Period {
    /// The period a year or a month before; `None` for a basis that names neither, an open end, or a period so long
    /// that it would meet its own predecessor.
    pub fn earlier(self, basis: Basis) -> Option<Self> {
        let back = |date: Date| match basis {
            Basis::YearOnYear => date.checked_sub(1.year()).ok().map(|earlier| keep_month_end(date, earlier)),
            Basis::MonthOnMonth => date.checked_sub(1.month()).ok().map(|earlier| keep_month_end(date, earlier)),
            Basis::Other => None,
        };
        let end = back(self.end?)?;
        let Some(own_start) = self.start else {
            return Some(Self { start: None, end: Some(end) });
        };
        let start = if Some(own_start) == self.end { end } else { back(own_start)? };
        (end < own_start).then_some(Self { start: Some(start), end: Some(end) })
    }

    /// By how many days the ends of two periods differ in all, 0 for the very same; `None` where they share no day, or
    /// where they differ and an end is open.
    pub fn mismatch(self, other: Self) -> Option<i64> {
        if self == other {
            return Some(0);
        }
        let (start, end) = (self.start?, self.end?);
        let (other_start, other_end) = (other.start?, other.end?);
        let days = |from: Date, to: Date| to.duration_since(from).abs();
        let total: SignedDuration = days(start, other_start) + days(end, other_end);
        (start <= other_end && other_start <= end).then_some(total.as_hours() / 24)
    }
}

/// The last day of a month stays the last day: of February 2025 to the 29th of February 2024.
fn keep_month_end(date: Date, earlier: Date) -> Date {
    if date == date.last_of_month() { earlier.last_of_month() } else { earlier }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads `2021-01-01/2021-05-31`, either side empty where it is open.
    fn period(text: &str) -> Period {
        let (start, end) = text.split_once('/').unwrap();
        let date = |text: &str| (!text.is_empty()).then(|| text.parse().unwrap());
        Period { start: date(start), end: date(end) }
    }

    fn check(own: &str, basis: Basis, earlier: Option<&str>) {
        assert_eq!(period(own).earlier(basis), earlier.map(period), "{own}");
    }

    #[test]
    fn a_year_before() {
        check("2021-01-01/2021-05-31", Basis::YearOnYear, Some("2020-01-01/2020-05-31"));
        check("2025-02-01/2025-02-28", Basis::YearOnYear, Some("2024-02-01/2024-02-29"));
        check("2024-02-01/2024-02-29", Basis::YearOnYear, Some("2023-02-01/2023-02-28"));
        check("/2022-11-30", Basis::YearOnYear, Some("/2021-11-30"));
        check("2022-06-12/2022-06-12", Basis::YearOnYear, Some("2021-06-12/2021-06-12"));
        check("2018-01-01/2021-12-31", Basis::YearOnYear, None);
        check("2021-01-01/", Basis::YearOnYear, None);
    }

    #[test]
    fn a_month_before() {
        check("2023-03-01/2023-03-31", Basis::MonthOnMonth, Some("2023-02-01/2023-02-28"));
        check("2023-04-01/2023-04-30", Basis::MonthOnMonth, Some("2023-03-01/2023-03-31"));
        check("2021-01-01/2021-05-31", Basis::MonthOnMonth, None);
        check("2023-04-01/2023-04-30", Basis::Other, None);
    }

    #[test]
    fn mismatch_counts_days_of_periods_that_meet() {
        let half = period("2020-01-01/2020-06-30");
        assert_eq!(half.mismatch(period("2020-01-01/2020-05-31")), Some(30));
        assert_eq!(half.mismatch(period("2020-07-01/2020-12-31")), None);
        assert_eq!(half.mismatch(period("/2020-05-31")), None);
        assert_eq!(period("/2020-05-31").mismatch(period("/2020-05-31")), Some(0));
    }

    #[test]
    fn the_ends_of_the_calendar_have_no_earlier_period() {
        let first = Period { start: Some(Date::MIN), end: Some(Date::MIN) };
        assert_eq!(first.earlier(Basis::YearOnYear), None);
    }
}
