//! Days: which period a change is measured against, and how two periods lie to each other.

use jiff::{SignedDuration, ToSpan, civil};
use tallysheet_model::{Basis, Date};

use crate::statement::Key;

/// First and last day, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Period {
    pub start: Option<Date>,
    pub end: Option<Date>,
}

impl Period {
    pub fn of(key: &Key) -> Self {
        Self { start: key.period_start, end: key.period_end }
    }

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

    /// Its days, where neither end is open.
    pub fn days(self) -> Option<Days> {
        let number = |date: Date| date.duration_since(civil::date(1970, 1, 1)).as_hours() / 24;
        let (first, last) = (number(self.start?), number(self.end?));
        (first <= last).then_some(Days { first, last })
    }
}

/// A period without an open end, its days counted from 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Days {
    pub first: i64,
    pub last: i64,
}

impl Days {
    /// How many.
    pub fn count(self) -> i64 {
        self.last - self.first + 1
    }

    /// The days that both have, as a part of the longer of the two: 1 where they are the same.
    pub fn overlap(self, other: Self) -> f64 {
        let shared = self.last.min(other.last) - self.first.max(other.first) + 1;
        shared.max(0) as f64 / self.count().max(other.count()) as f64
    }
}

/// The date so many days after 1970-01-01, if the calendar reaches that far.
pub fn date(days: i32) -> Option<Date> {
    civil::date(1970, 1, 1).checked_add(SignedDuration::from_hours(24 * i64::from(days))).ok()
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
    fn overlap_is_a_part_of_the_longer() {
        let days = |text: &str| period(text).days().unwrap();
        let year = days("2021-01-01/2021-12-31");
        assert_eq!(year.overlap(year), 1.0);
        assert_eq!(year.overlap(days("2021-04-15/2022-04-14")), 261.0 / 365.0);
        assert_eq!(days("2020-01-01/2020-05-31").overlap(days("2020-01-01/2020-12-31")), 152.0 / 366.0);
        assert_eq!(year.overlap(days("2022-01-01/2022-12-31")), 0.0);
        assert_eq!((period("/2020-05-31").days(), period("2021-01-02/2021-01-01").days()), (None, None));
    }

    #[test]
    fn the_ends_of_the_calendar_have_no_earlier_period() {
        let first = Period { start: Some(Date::MIN), end: Some(Date::MIN) };
        assert_eq!(first.earlier(Basis::YearOnYear), None);
        assert_eq!(date(i32::MAX), None);
        assert_eq!(date(18_992), Some(civil::date(2021, 12, 31)));
    }
}
