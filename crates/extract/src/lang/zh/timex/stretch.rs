//! Stretches of time up to the document's date: `过去五年`, `近一年来`, `五年来`, `半年来`.

use tallysheet_model::{Rule, Span, TimePoint, TimeUnit, TimexRole};

use super::super::numeral::{Numeral, Script};
use super::super::words::skip_blanks;
use super::point::whole;
use super::{Before, Reader, Time};

impl Reader<'_> {
    /// Whether a word such as 连续 stands before.
    pub(super) fn is_duration(&self, at: usize) -> bool {
        matches!(self.times.before.before(self.text, self.sentence.start, at), Some((_, Before::Duration)))
    }

    /// `过去五年`, `近一年来`, `五年来`, with the number at `at`.
    pub(super) fn stretch(&self, start: usize, at: usize, number: Option<&Numeral>, introduced: bool) -> Option<Time> {
        let (count, to) = match number {
            Some(number) => (whole(number)?, number.span.end),
            // `半年来`
            None => return self.half_year(start, at, introduced),
        };
        let to = if self.is_more(to) { self.text.next(to) } else { to };
        let (mut end, unit) = self.times.stretches.at(self.text, skip_blanks(self.text, to, self.end), self.end)?;
        if self.is_more(end) {
            end = self.text.next(end);
        }
        let closing = self.times.past_after.at(self.text, end, self.end).map(|(to, ())| to);
        let ends_in_come = closing.is_some_and(|to| matches!(self.text.get(end..to), Some("来" | "以来")));
        let year_number = *unit == TimeUnit::Year && number.is_some_and(|n| n.digits == 4 || n.script == Script::Row);
        if year_number || !(introduced || ends_in_come) {
            return None;
        }
        let count = u16::try_from(count).ok().filter(|count| *count > 0)?;
        let span = Span::new(start, closing.unwrap_or(end));
        Some(self.time(span, TimePoint::Past { unit: *unit, count }, None, TimexRole::During, Rule::ZhPast))
    }

    pub(super) fn half_year(&self, start: usize, at: usize, introduced: bool) -> Option<Time> {
        let half = self.times.half_year.as_str();
        if !self.text.get(at..self.end)?.starts_with(half) {
            return None;
        }
        let end = at + half.len();
        let closing = self.times.past_after.at(self.text, end, self.end).map(|(to, ())| to);
        if !introduced && !closing.is_some_and(|to| self.text[end..to].ends_with('来')) {
            return None;
        }
        let past = TimePoint::Past { unit: TimeUnit::Month, count: 6 };
        Some(self.time(Span::new(start, closing.unwrap_or(end)), past, None, TimexRole::During, Rule::ZhPast))
    }
}
