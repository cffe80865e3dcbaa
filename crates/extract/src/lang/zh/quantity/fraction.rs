//! Numbers that are a part of something: `百分之三十`, `三分之一`, `3/5`, `一又二分之一`, and magnitudes alone (`上百`).

use tallysheet_model::{Bound, Decimal, Dimension, Span};

use super::super::Chinese;
use super::super::numeral::{Numeral, Script, quotient};
use super::super::text::Text;
use super::super::words::{char_at, char_before, skip_blanks};
use super::Figure;
use super::bound::bound_of;

impl Chinese {
    /// `百分之三十`, `千分之一`.
    pub(super) fn fraction_of_hundred(
        &self,
        text: &Text<'_>,
        at: usize,
        number_at: usize,
        end: usize,
        negative: bool,
    ) -> Option<Figure> {
        let (to, power) = self.numerals.magnitudes(text, number_at, end).filter(|(_, power)| *power > 1)?;
        let to = self.fraction_bar(text, to, end)?;
        let (minus, to) = match self.grammar.shares.negative.at(text, to, end) {
            Some((to, ())) => (true, to),
            None => (false, to),
        };
        let (span_end, number) = match self.numerals.read_expected(text, to, end) {
            Some(numeral) => (numeral.span.end, numeral),
            None => {
                // `百分之百`
                let (to_end, part) = self.numerals.magnitudes(text, to, end)?;
                (to_end, Numeral::plain(Span::new(to, to_end), Decimal::ONE.scale_by_ten(part.into())?))
            }
        };
        let percent = |value: Decimal| value.scale_by_ten(2 - i32::from(power));
        let value = percent(number.value)?;
        let mut figure = self.expression(Span::new(at, span_end), if negative || minus { -value } else { value });
        figure.high = self.numerals.greater(text, &number, end).and_then(percent);
        figure.bound = if figure.high.is_some() { Bound::Range } else { bound_of(&number).unwrap_or(Bound::Exact) };
        figure.numeral = number;
        // `百分之三十至四十`
        if let Some((connected, ())) = self.grammar.ranges.connectors.at(text, span_end, end)
            && let Some(high) = self.numerals.read(text, connected, end)
            && high.value > number.value
        {
            let tail = high.span.end;
            let unit = self.unit_after(text, &high, end);
            if unit.dimension == Dimension::Count && unit.classifier.is_none() {
                (figure.high, figure.bound) = (percent(high.value), Bound::Range);
                (figure.span.end, figure.unit_end, figure.end) = (tail, tail, tail);
            }
        }
        Some(figure)
    }

    pub(super) fn fraction_bar(&self, text: &Text<'_>, at: usize, end: usize) -> Option<usize> {
        let at = skip_blanks(text, at, end);
        let to = self.grammar.shares.fraction.at(text, at, end)?;
        Some(skip_blanks(text, to, end))
    }

    /// A numeral, or a fraction: `三分之一`, `3/5`, `一又二分之一`.
    pub(super) fn number(&self, text: &Text<'_>, at: usize, end: usize) -> Option<Numeral> {
        let numeral = self.numerals.read(text, at, end)?;
        self.begun_fraction(text, &numeral, end).or(Some(numeral))
    }

    /// The fraction that a numeral begins.
    #[inline]
    pub(super) fn begun_fraction(&self, text: &Text<'_>, numeral: &Numeral, end: usize) -> Option<Numeral> {
        let (shares, after) = (&self.grammar.shares, numeral.span.end);
        let spaced = matches!(text.as_bytes().get(after), Some(b' ' | b'/'));
        let may_begin = spaced || shares.fraction.may_start(text, after) || shares.mixed.may_start(text, after);
        if may_begin { self.fraction_from(text, numeral, end) } else { None }
    }

    fn fraction_from(&self, text: &Text<'_>, numeral: &Numeral, end: usize) -> Option<Numeral> {
        let at = numeral.span.start;
        if let Some(fraction) = self.fraction(text, numeral, end) {
            return Some(fraction);
        }
        let mixed_at = skip_blanks(text, numeral.span.end, end);
        if let Some((to, ())) = self.grammar.shares.mixed.at(text, mixed_at, end)
            && let Some(below) = self.numerals.read_expected(text, skip_blanks(text, to, end), end)
            && let Some(fraction) = self.fraction(text, &below, end)
            && let Some(value) = numeral.value.checked_add(fraction.value)
        {
            return Some(Numeral { span: Span::new(at, fraction.span.end), value, ..fraction });
        }
        // `1 4/3`
        let blank = numeral.script == Script::Digits && text.get(numeral.span.end..end)?.starts_with(' ');
        if blank
            && let Some(above) = self.numerals.read(text, numeral.span.end + 1, end)
            && let Some(fraction) = self.fraction(text, &above, end).filter(|_| above.script == Script::Digits)
            && let Some(value) = numeral.value.checked_add(fraction.value)
        {
            return Some(Numeral { span: Span::new(at, fraction.span.end), value, ..fraction });
        }
        None
    }

    pub(super) fn fraction(&self, text: &Text<'_>, first: &Numeral, end: usize) -> Option<Numeral> {
        let after = first.span.end;
        if let Some(to) = self.fraction_bar(text, after, end) {
            let minus = self.grammar.shares.negative.at(text, to, end).map(|(to, ())| to);
            let above = self.numerals.read_expected(text, minus.unwrap_or(to), end)?;
            let value = quotient(above.value, first.value)?;
            let value = if minus.is_some() { -value } else { value };
            return Some(Numeral::ratio(Span::new(first.span.start, above.span.end), value));
        }
        let slash = char_at(text, after, end).filter(|c| *c == '/')?;
        let plain = |n: &Numeral| n.script == Script::Digits && n.magnitude == 0 && !n.measured;
        let below =
            self.numerals.read(text, after + slash.len_utf8(), end).filter(|below| plain(below) && plain(first))?;
        let more = char_at(text, below.span.end, end).is_some_and(|c| c == '/' || c.is_ascii_alphanumeric());
        let before = char_before(text, 0, first.span.start).is_some_and(|c| c == '/' || c.is_ascii_alphabetic());
        if more || before {
            return None;
        }
        let value = quotient(first.value, below.value)?;
        Some(Numeral::ratio(Span::new(first.span.start, below.span.end), value))
    }

    /// `上百`, `近千`: a magnitude without a number.
    pub(super) fn vague(&self, text: &Text<'_>, floor: usize, at: usize, end: usize) -> Option<Numeral> {
        self.grammar.shares.vague.before(text, floor, at)?;
        let (to, power) = self.numerals.magnitudes(text, at, end).filter(|(_, power)| *power > 1)?;
        let value = Decimal::ONE.scale_by_ten(power.into())?;
        Some(Numeral { vague: true, ..Numeral::plain(Span::new(at, to), value) })
    }
}
