//! Numbers that count and measure nothing by their place alone.
//!
//! *What it matches*: the fields of a date and of a time of day (`2021年3月5日`, `20点`), a place in an order (`第三`).
//!
//! *What it leaves alone*: the names of holidays (`五一`), words that tell no period (`一段时间以来`).
//!
//! *Normalizes to*: a bare number with the reason why it reports nothing. The date itself is a time expression.

use tallysheet_model::{Bound, Dimension, Exclusion, Measure, Quantity, SmolStr, Span, TimexRole};

use super::Chinese;
use super::numeral::Numeral;
use super::text::Text;
use super::timex::Time;

/// A number beside the figures of its sentence.
#[derive(Debug)]
pub(super) struct Aside {
    numeral: Numeral,
    exclusion: Exclusion,
}

impl Chinese {
    /// The numbers of a date, a range of dates or a stretch of time.
    pub(super) fn asides_of_time(&self, text: &Text<'_>, time: &Time, asides: &mut Vec<Aside>) {
        if !time.is_holiday() && time.timex.role != TimexRole::Unknown {
            self.asides_of_span(text, time.span, asides);
        }
    }

    /// The numbers of a stretch of text that is a date or a time of day.
    pub(super) fn asides_of_span(&self, text: &Text<'_>, span: Span, asides: &mut Vec<Aside>) {
        let mut at = span.start;
        while at < span.end {
            match self.numerals.read_within(text, at, span.end) {
                Some(numeral) => {
                    asides.push(Aside { numeral, exclusion: Exclusion::Date });
                    at = numeral.span.end;
                }
                None => at = text.next(at),
            }
        }
    }
}

impl Aside {
    /// A place in an order.
    pub(super) fn ordinal(numeral: Numeral) -> Self {
        Self { numeral, exclusion: Exclusion::Ordinal }
    }

    pub(super) fn span(&self) -> Span {
        self.numeral.span
    }

    /// `original` is where a span of the text stands in the document.
    #[inline]
    pub(super) fn quantity(&self, original: &impl Fn(Span) -> Span) -> Quantity {
        Quantity {
            value: self.numeral.value,
            high: None,
            bound: Bound::Exact,
            unit: SmolStr::new_static("count"),
            dimension: Dimension::Count,
            unit_open: false,
            measure: Measure::Level,
            change: None,
            per: None,
            counted: None,
            clause: original(self.numeral.span),
            compared: false,
            exclusion: Some(self.exclusion),
        }
    }
}
