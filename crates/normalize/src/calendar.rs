//! Resolves time expressions against a document's date.

use jiff::{Span, ToSpan, civil::Date};
use tallysheet_catalog::Catalog;
use tallysheet_model::{CalendarDate, PeriodKind, TimePoint, TimeUnit, Timex, TimexRole};

/// A resolved period. Both ends are inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Period {
    pub(crate) start: Option<Date>,
    pub(crate) end: Option<Date>,
    pub(crate) kind: PeriodKind,
}

impl Period {
    /// Whether it is one calendar year.
    pub(crate) fn is_year(self) -> bool {
        let (Some(start), Some(end)) = (self.start, self.end) else { return false };
        start.year() == end.year() && (start.month(), start.day(), end.month(), end.day()) == (1, 1, 12, 31)
    }
}

/// What resolving needs: the document's date, the period named last, and the catalog's holidays.
#[derive(Clone, Copy)]
pub(crate) struct Calendar<'a> {
    pub(crate) catalog: &'a Catalog,
    pub(crate) anchor: Option<Date>,
    pub(crate) named_last: Option<(Date, Date)>,
}

impl Calendar<'_> {
    /// The period that these days are in a role; `None` when the document's date or the text leaves them open, and for what
    /// says no period of its own (`compared with April`, `recently`).
    pub(crate) fn period(self, role: TimexRole, span: Option<(Date, Date)>) -> Option<Period> {
        match role {
            TimexRole::During => {
                let (start, end) = span?;
                Some(Period { start: Some(start), end: Some(end), kind: PeriodKind::During })
            }
            TimexRole::Since => {
                let (start, _) = span?;
                Some(Period { start: Some(start), end: self.anchor, kind: PeriodKind::Cumulative })
            }
            TimexRole::Until => {
                let (_, end) = span?;
                Some(Period { start: None, end: Some(end), kind: PeriodKind::Cumulative })
            }
            TimexRole::At => {
                let (start, end) = span?;
                Some(Period { start: Some(start), end: Some(end), kind: PeriodKind::Instant })
            }
            TimexRole::Against | TimexRole::Unknown => None,
        }
    }

    /// First and last day of what the expression names, its role disregarded.
    pub(crate) fn span(self, timex: &Timex) -> Option<(Date, Date)> {
        let (start, end) = self.point(&timex.from)?;
        let Some(to) = &timex.to else { return Some((start, end)) };
        let (_, last) = self.point(&inherit_year(&timex.from, to))?;
        // `the year ended March 31`: without a year, the beginning comes before the end.
        let start = if start > last && !names_year(&timex.from) { start.checked_sub(1.year()).ok()? } else { start };
        (start <= last).then_some((start, last))
    }

    fn point(self, point: &TimePoint) -> Option<(Date, Date)> {
        match point {
            TimePoint::Calendar(date) => self.calendar(*date),
            TimePoint::Relative { unit, offset, within } => self.relative(*unit, *offset, *within),
            TimePoint::Past { unit, count } => {
                let anchor = self.anchor?;
                let start = anchor.checked_sub(units(*unit, i64::from(*count))?).ok()?.tomorrow().ok()?;
                Some((start, anchor))
            }
            TimePoint::Anaphor => self.named_last,
            TimePoint::Around { unit, edge } => {
                let (_, day) = self.named_last?;
                let around = match unit {
                    TimeUnit::Month => CalendarDate { month: Some(day.month()), ..Default::default() },
                    TimeUnit::Quarter => quarter_of(day),
                    TimeUnit::Half => half_of(day),
                    _ => CalendarDate::default(),
                };
                in_year(day.year(), around).map(|span| at_edge(span, *edge))
            }
            TimePoint::YearBefore => {
                let named = self.named_last.or_else(|| in_year(self.anchor?.year(), CalendarDate::default()))?;
                years_later(named, -1)
            }
            TimePoint::SameIn { year } => match self.named_last {
                Some(named) => years_later(named, year.checked_sub(named.1.year())?),
                None => in_year(*year, CalendarDate::default()),
            },
            TimePoint::Weekday { day } => {
                let anchor = self.anchor?;
                let back = (i64::from(anchor.weekday().to_monday_one_offset()) - i64::from(*day)).rem_euclid(7);
                anchor.checked_sub(back.days()).ok().map(|date| (date, date))
            }
            TimePoint::Now => self.anchor.map(|anchor| (anchor, anchor)),
            TimePoint::Holiday { id, year } => self.holiday(id, *year),
        }
    }

    fn calendar(self, date: CalendarDate) -> Option<(Date, Date)> {
        let whole = if let Some(year) = date.year {
            in_year(year, date)
        } else if date.month.is_some() || date.quarter.is_some() || date.half.is_some() {
            // Without a year, the latest that has begun by the document's date.
            let anchor = self.anchor?;
            in_year(anchor.year(), date)
                .filter(|(start, _)| *start <= anchor)
                .or_else(|| in_year(anchor.year() - 1, date))
        } else {
            let anchor = self.anchor?;
            let day = date.day?;
            let month = if day <= anchor.day() { anchor } else { anchor.checked_sub(1.month()).ok()? };
            Date::new(month.year(), month.month(), day).ok().map(|day| (day, day))
        };
        whole.map(|span| at_edge(span, date.edge))
    }

    fn relative(self, unit: TimeUnit, offset: i16, within: Option<CalendarDate>) -> Option<(Date, Date)> {
        let anchor = self.anchor?;
        let moved = anchor.checked_add(units(unit, i64::from(offset))?).ok()?;
        let within = within.unwrap_or_default();
        let (start, end) = match unit {
            TimeUnit::Year => in_year(moved.year(), within)?,
            TimeUnit::Half => in_year(moved.year(), half_of(moved))?,
            TimeUnit::Quarter => in_year(moved.year(), quarter_of(moved))?,
            TimeUnit::Month => {
                let month = CalendarDate { month: Some(moved.month()), day: within.day, ..Default::default() };
                in_year(moved.year(), month)?
            }
            TimeUnit::Week => {
                let monday = moved.checked_sub(i64::from(moved.weekday().to_monday_zero_offset()).days()).ok()?;
                (monday, monday.checked_add(6.days()).ok()?)
            }
            TimeUnit::Day => (moved, moved),
        };
        let (start, end) = at_edge((start, end), within.edge);
        // `this year` runs to the document's date.
        let end = if offset == 0 && within == CalendarDate::default() { end.min(anchor) } else { end };
        Some((start, end))
    }

    fn holiday(self, id: &str, year: Option<i16>) -> Option<(Date, Date)> {
        let dates = &self.catalog.holiday(id)?.dates;
        let found = match year {
            Some(year) => dates.iter().find(|(y, ..)| *y == year),
            None => {
                let anchor = self.anchor?;
                dates.iter().rev().find(|(_, start, _)| *start <= anchor)
            }
        };
        found.map(|&(_, start, end)| (start, end))
    }
}

/// The same days of another year.
fn years_later((start, end): (Date, Date), years: i16) -> Option<(Date, Date)> {
    let step = units(TimeUnit::Year, i64::from(years))?;
    let (first, last) = (start.checked_add(step).ok()?, end.checked_add(step).ok()?);
    // The last of February moves with the leap years.
    Some((first, if end == end.last_of_month() { last.last_of_month() } else { last }))
}

fn names_year(point: &TimePoint) -> bool {
    matches!(point, TimePoint::Calendar(date) if date.year.is_some())
}

/// `January 2021 to May`: the end takes the year of the beginning when it names none.
fn inherit_year(from: &TimePoint, to: &TimePoint) -> TimePoint {
    match (from, to) {
        (TimePoint::Calendar(from), TimePoint::Calendar(to)) => {
            let month = if to.month.is_none() && to.day.is_some() { from.month } else { to.month };
            TimePoint::Calendar(CalendarDate { year: to.year.or(from.year), month, ..*to })
        }
        _ => to.clone(),
    }
}

fn in_year(year: i16, date: CalendarDate) -> Option<(Date, Date)> {
    let months = |first: i8, count: i8| {
        let last = Date::new(year, first + count - 1, 1).ok()?;
        Some((Date::new(year, first, 1).ok()?, last.last_of_month()))
    };
    match (date.month, date.day) {
        (Some(month), Some(day)) => Date::new(year, month, day).ok().map(|day| (day, day)),
        (Some(month), None) => months(month, 1),
        (None, _) => match (date.quarter, date.half) {
            (Some(quarter), _) => months(3 * quarter - 2, 3),
            (None, Some(half)) => months(6 * half - 5, 6),
            (None, None) => months(1, 12),
        },
    }
}

/// The first or last day of a span, where the text names its edge.
fn at_edge((start, end): (Date, Date), edge: Option<bool>) -> (Date, Date) {
    match edge {
        Some(true) => (end, end),
        Some(false) => (start, start),
        None => (start, end),
    }
}

fn quarter_of(date: Date) -> CalendarDate {
    CalendarDate { quarter: Some((date.month() + 2) / 3), ..Default::default() }
}

fn half_of(date: Date) -> CalendarDate {
    CalendarDate { half: Some(if date.month() <= 6 { 1 } else { 2 }), ..Default::default() }
}

fn units(unit: TimeUnit, count: i64) -> Option<Span> {
    let span = Span::new();
    match unit {
        TimeUnit::Day => span.try_days(count),
        TimeUnit::Week => span.try_weeks(count),
        TimeUnit::Month => span.try_months(count),
        TimeUnit::Quarter => span.try_months(3 * count),
        TimeUnit::Half => span.try_months(6 * count),
        TimeUnit::Year => span.try_years(count),
    }
    .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(point: TimePoint, role: TimexRole, expected: &str) {
        let catalog = Catalog::embedded();
        let anchor = Some(Date::constant(2021, 6, 17));
        let calendar = Calendar { catalog: &catalog, anchor, named_last: None };
        let timex = Timex { from: point, to: None, role, leading: true, dateline: false };
        let text = calendar.period(role, calendar.span(&timex)).map_or("none".to_owned(), |period| {
            let date = |date: Option<Date>| date.map_or("…".to_owned(), |d| d.to_string());
            format!("{} {} {}", date(period.start), date(period.end), period.kind)
        });
        assert_eq!(text, expected);
    }

    #[test]
    fn periods_told_by_another() {
        let catalog = Catalog::embedded();
        let half = Some((Date::constant(2021, 1, 1), Date::constant(2021, 6, 30)));
        let calendar = Calendar { catalog: &catalog, anchor: Some(Date::constant(2021, 8, 4)), named_last: half };
        let days = |start: (i16, i8, i8), end: (i16, i8, i8)| {
            Some((Date::constant(start.0, start.1, start.2), Date::constant(end.0, end.1, end.2)))
        };
        assert_eq!(calendar.point(&TimePoint::SameIn { year: 2019 }), days((2019, 1, 1), (2019, 6, 30)));
        let around = TimePoint::Around { unit: TimeUnit::Year, edge: Some(true) };
        assert_eq!(calendar.point(&around), days((2021, 12, 31), (2021, 12, 31)));
        assert_eq!(calendar.point(&TimePoint::Weekday { day: 5 }), days((2021, 7, 30), (2021, 7, 30)));
        // What a file says is not always a year or a day.
        assert_eq!(calendar.point(&TimePoint::SameIn { year: i16::MIN }), None);
        assert_eq!(calendar.point(&TimePoint::SameIn { year: i16::MAX }), None);
        assert!(calendar.point(&TimePoint::Weekday { day: i8::MIN }).is_some());
    }

    fn month(month: i8) -> CalendarDate {
        CalendarDate { month: Some(month), ..Default::default() }
    }

    #[test]
    fn years_and_months() {
        let year = TimePoint::Relative { unit: TimeUnit::Year, offset: -1, within: None };
        check(year.clone(), TimexRole::During, "2020-01-01 2020-12-31 during");
        check(year, TimexRole::Since, "2020-01-01 2021-06-17 cumulative");
        let this_year = TimePoint::Relative { unit: TimeUnit::Year, offset: 0, within: None };
        check(this_year, TimexRole::During, "2021-01-01 2021-06-17 during");
        check(TimePoint::Calendar(month(5)), TimexRole::During, "2021-05-01 2021-05-31 during");
        check(TimePoint::Calendar(month(11)), TimexRole::During, "2020-11-01 2020-11-30 during");
    }

    #[test]
    fn ends_and_days() {
        let november = CalendarDate { edge: Some(true), ..month(11) };
        check(TimePoint::Calendar(november), TimexRole::Until, "… 2020-11-30 cumulative");
        let day = CalendarDate { day: Some(14), ..Default::default() };
        check(TimePoint::Calendar(day), TimexRole::During, "2021-06-14 2021-06-14 during");
        check(
            TimePoint::Calendar(CalendarDate { day: Some(31), ..day }),
            TimexRole::During,
            "2021-05-31 2021-05-31 during",
        );
        check(TimePoint::Calendar(CalendarDate { day: Some(31), ..month(2) }), TimexRole::During, "none");
    }

    #[test]
    fn stretches_and_states() {
        check(TimePoint::Past { unit: TimeUnit::Year, count: 1 }, TimexRole::During, "2020-06-18 2021-06-17 during");
        check(TimePoint::Now, TimexRole::At, "2021-06-17 2021-06-17 instant");
        check(TimePoint::Now, TimexRole::Until, "… 2021-06-17 cumulative");
        check(TimePoint::Now, TimexRole::Unknown, "none");
    }
}
