//! The document's date, where metadata gives none.
//!
//! It is the day in the dateline, else the first day named in the opening sentences. Where the text gives the day and not
//! the year, the year is the one that makes the text's own periods past: the first in which the day comes after the end
//! of every period that a sentence with figures names, or else the latest year that the text names at all.

use jiff::{ToSpan, civil::Date};
use tallysheet_model::{CalendarDate, DateSource, Mention, TimePoint, Timex, TimexRole};

use crate::scene::figure;

/// Sentences with mentions within which a first day counts as the document's.
const OPENING: u32 = 8;
/// A year that ends within so many days of the document may count as past: year-end releases report on it whole.
const YEAR_END_DAYS: i64 = 31;

/// The date, and where it comes from.
pub(crate) fn infer(mentions: &[Mention]) -> Option<(Date, DateSource)> {
    let told: Vec<Told<'_>> = mentions.iter().filter_map(|m| Some((m.sentence, m.timex()?))).collect();
    let timexes = || told.iter().copied();
    let dateline = timexes().filter(|(_, t)| t.dateline).find_map(|(_, t)| day(t));
    let (day, source) = match dateline {
        Some(day) => (day, DateSource::Dateline),
        None => {
            let opening = timexes().take_while(|(sentence, _)| *sentence < OPENING);
            (opening.filter(|(_, t)| t.role == TimexRole::During).find_map(|(_, t)| day(t))?, DateSource::Inferred)
        }
    };
    let date = match day.year {
        Some(year) => dated(day, year),
        None => inferred_year(&told, &reporting(mentions), day),
    };
    date.map(|date| (date, source))
}

/// A time expression with its sentence.
type Told<'a> = (u32, &'a Timex);

/// The sentences that report a figure, ascending.
fn reporting(mentions: &[Mention]) -> Vec<u32> {
    mentions.iter().filter(|m| figure(m).is_some()).map(|m| m.sentence).collect()
}

/// A calendar day with its month.
fn day(timex: &Timex) -> Option<CalendarDate> {
    match &timex.from {
        TimePoint::Calendar(date) if date.month.is_some() && date.day.is_some() && timex.to.is_none() => Some(*date),
        _ => None,
    }
}

fn dated(day: CalendarDate, year: i16) -> Option<Date> {
    Date::new(year, day.month?, day.day?).ok()
}

fn inferred_year(told: &[Told<'_>], reporting: &[u32], day: CalendarDate) -> Option<Date> {
    let ends = reported_ends(told, reporting);
    let past = |date: Date| {
        ends.iter().all(|&(end, whole_year)| {
            let slack = if whole_year { YEAR_END_DAYS } else { 0 };
            date.checked_add(slack.days()).is_ok_and(|limit| end <= limit)
        })
    };
    let latest = years(told).max()?;
    match ends.iter().map(|(end, _)| end.year()).max() {
        Some(first) => (first..=first + 2).filter_map(|year| dated(day, year)).find(|&date| past(date)),
        None => dated(day, latest),
    }
}

/// The last day of every absolute period in a sentence that reports a figure, and whether the period is a whole year. A
/// reference back (`throughout the year`) counts as the period it refers to.
fn reported_ends(told: &[Told<'_>], reporting: &[u32]) -> Vec<(Date, bool)> {
    let mut named_last = None;
    let mut ends = Vec::new();
    for &(sentence, timex) in told {
        let referred = (timex.from == TimePoint::Anaphor).then_some(named_last).flatten();
        let Some(end) = referred.or_else(|| end(timex)) else { continue };
        named_last = Some(end);
        if timex.role != TimexRole::Against && reporting.binary_search(&sentence).is_ok() {
            ends.push(end);
        }
    }
    ends
}

/// The last day of an absolute period; for a beginning (`since October 2020`), its first.
fn end(timex: &Timex) -> Option<(Date, bool)> {
    let TimePoint::Calendar(date) = timex.to.as_ref().unwrap_or(&timex.from) else { return None };
    let year = date.year?;
    let whole_year = date.month.is_none() && date.quarter.is_none() && date.half.is_none();
    let since = timex.role == TimexRole::Since;
    let month = date.month.or(date.quarter.map(|q| 3 * q)).or(date.half.map(|h| 6 * h));
    let month = month.unwrap_or(if since { 1 } else { 12 });
    let first = Date::new(year, month, 1).ok()?;
    let end = match date.day {
        Some(day) => Date::new(year, month, day).ok()?,
        None if since => first,
        None => first.last_of_month(),
    };
    Some((end, whole_year))
}

fn years(told: &[Told<'_>]) -> impl Iterator<Item = i16> {
    told.iter().flat_map(|(_, timex)| {
        [Some(&timex.from), timex.to.as_ref()].into_iter().flatten().filter_map(|point| match point {
            TimePoint::Calendar(date) => date.year,
            TimePoint::Holiday { year, .. } => *year,
            _ => None,
        })
    })
}
