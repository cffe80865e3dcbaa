//! Ranges of the calendar: `1至5月`, `2021年1月至5月`, `前三季度`, `6月17至19日`.

use tallysheet_model::{CalendarDate, Rule, TimePoint, TimeUnit};

use super::super::words::skip_blanks;
use super::point::{Fields, in_field, set, whole};
use super::{CALENDAR, Field, RELATIVE, Reader};

impl Reader<'_> {
    pub(super) fn points(&self, at: usize) -> Option<(TimePoint, Option<TimePoint>, usize, Rule)> {
        let fields = self.fields(at);
        if let Some(range) = self.short_range(at, &fields) {
            return Some(range);
        }
        let from = self.point(at, &fields)?;
        if let TimePoint::Relative { unit: TimeUnit::Year, offset, within: None } = from.point
            && let next = skip_blanks(self.text, from.end, self.end)
            && let Some((low, Some(high), end, _)) = self.short_range(next, &self.fields(next))
        {
            // `去年1至5月`
            return Some((narrowed(offset, low), Some(narrowed(offset, high)), end, RELATIVE));
        }
        if let Some(connected) = self.connector(from.end)
            && let Some(to) = self.point(connected, &self.fields(connected))
            && matches!(to.point, TimePoint::Calendar(_) | TimePoint::Relative { .. })
        {
            let point = completed(&from.point, to.point);
            return Some((from.point, Some(point), to.end, from.rule));
        }
        Some((from.point, None, from.end, from.rule))
    }

    pub(super) fn connector(&self, at: usize) -> Option<usize> {
        let (to, ()) = self.times.connectors.at(self.text, skip_blanks(self.text, at, self.end), self.end)?;
        Some(skip_blanks(self.text, to, self.end))
    }

    /// `1至5月`, `2021年1—5月`, `2016至2020年`, `前三季度`, `前5个月`, `6月17至19日`, with the fields at `at`.
    fn short_range(&self, at: usize, fields: &Fields) -> Option<(TimePoint, Option<TimePoint>, usize, Rule)> {
        let mut head = CalendarDate::default();
        let mut at = at;
        // Fields that both ends share.
        for (field, value, to) in fields.iter().flatten() {
            match field {
                Field::Year if head == CalendarDate::default() => head.year = i16::try_from(*value).ok(),
                Field::Month if head.month.is_none() => head.month = i8::try_from(*value).ok(),
                _ => return None,
            }
            at = skip_blanks(self.text, *to, self.end);
        }
        if head.month.is_none()
            && let Some((low, high, end)) = self.first_part(at)
        {
            let with = |part: CalendarDate| TimePoint::Calendar(CalendarDate { year: head.year, ..part });
            return Some((with(low), Some(with(high)), end, CALENDAR));
        }
        let low = self.number(at)?;
        let connected = self.connector(low.span.end)?;
        let (field, high, end) = self.field(connected)?;
        let low = whole(&low).filter(|low| *low < high && in_field(field, *low))?;
        let with = |value: i64| -> Option<TimePoint> {
            let mut date = head;
            set(&mut date, field, value)?;
            Some(TimePoint::Calendar(date))
        };
        Some((with(low)?, Some(with(high)?), end, CALENDAR))
    }

    /// `前三季度`, `前5个月`: from the first of the year.
    pub(super) fn first_part(&self, at: usize) -> Option<(CalendarDate, CalendarDate, usize)> {
        let (to, ()) = self.times.first.at(self.text, at, self.end)?;
        let numeral = self.number(to)?;
        let count = i8::try_from(whole(&numeral)?).ok()?;
        let after = numeral.span.end;
        let end = match self.times.stretches.at(self.text, after, self.end) {
            Some((end, TimeUnit::Month)) if (2..=12).contains(&count) => end,
            Some((end, TimeUnit::Quarter)) if (2..=4).contains(&count) => return Some(quarters(count, end)),
            Some(_) => return None,
            None => match self.times.fields.at(self.text, after, self.end)? {
                (end, Field::Quarter) if (2..=4).contains(&count) => return Some(quarters(count, end)),
                (end, Field::Month) if (2..=12).contains(&count) => end,
                _ => return None,
            },
        };
        let month = |month| CalendarDate { month: Some(month), ..CalendarDate::default() };
        Some((month(1), month(count), end))
    }
}

fn quarters(count: i8, end: usize) -> (CalendarDate, CalendarDate, usize) {
    let quarter = |quarter| CalendarDate { quarter: Some(quarter), ..CalendarDate::default() };
    (quarter(1), quarter(count), end)
}

fn narrowed(offset: i16, point: TimePoint) -> TimePoint {
    match point {
        TimePoint::Calendar(date) => TimePoint::Relative { unit: TimeUnit::Year, offset, within: Some(date) },
        other => other,
    }
}

/// The end of a range with the greater fields that only its beginning says: `2021年1月至5月`.
fn completed(from: &TimePoint, to: TimePoint) -> TimePoint {
    let TimePoint::Calendar(mut end) = to else { return to };
    let begin = match from {
        TimePoint::Calendar(date) => *date,
        TimePoint::Relative { within: Some(date), .. } => *date,
        _ => CalendarDate::default(),
    };
    if end.year.is_none() {
        end.year = begin.year;
        if end.month.is_none() && end.quarter.is_none() && end.half.is_none() {
            end.month = begin.month;
        }
        if let TimePoint::Relative { unit: TimeUnit::Year, offset, .. } = from {
            return TimePoint::Relative { unit: TimeUnit::Year, offset: *offset, within: Some(end) };
        }
    }
    TimePoint::Calendar(end)
}
