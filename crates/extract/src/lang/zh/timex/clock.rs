//! Times of day, which nothing reports: `14时30分`, `9:30`, `20点`.

use super::super::numeral::arabic;
use super::super::words::{char_at, char_before};
use super::Reader;
use super::point::whole;

impl Reader<'_> {
    /// `14时30分`, `20点`: passed over.
    pub(super) fn clock(&self, at: usize) -> Option<usize> {
        let numeral = self.number(at)?;
        let hour = whole(&numeral).filter(|hour| *hour <= 24 && !numeral.measured);
        if hour.is_some()
            && char_at(self.text, numeral.span.end, self.end) == Some(':')
            && let Some((_, mut to)) = self.digits(numeral.span.end + 1, 2..=2)
        {
            while char_at(self.text, to, self.end) == Some(':') {
                to = self.digits(to + 1, 2..=2)?.1;
            }
            return Some(to);
        }
        let (mut to, clock) = hour.and_then(|_| self.times.clock.at(self.text, numeral.span.end, self.end))?;
        if !clock {
            return None;
        }
        let point = matches!(self.text.get(numeral.span.end..to), Some("点" | "點"));
        let mut parts = 0;
        loop {
            let number_end = self.number(to).map_or(to, |n| n.span.end);
            let Some((next, ())) = self.times.clock_parts.at(self.text, number_end, self.end) else { break };
            (to, parts) = (next, parts + 1);
        }
        let digits = char_at(self.text, at, self.end).is_some_and(|c| arabic(c).is_some());
        let day_before = char_before(self.text, self.sentence.start, at)
            .is_some_and(|c| matches!(c, '日' | '午' | '晨' | '晚' | '间' | '夜' | '早'));
        (!point || parts > 0 || day_before || (digits && self.ends_clause(to))).then_some(to)
    }

    pub(super) fn ends_clause(&self, at: usize) -> bool {
        char_at(self.text, at, self.end).is_none_or(|c| "，。：；、：".contains(c))
    }
}
