//! Words that bound a number, on either side of it: `超过`, `不足`, `以上`, `8分钟内`, `比三十大`.

use tallysheet_model::{Bound, Dimension, Span};

use super::super::Chinese;
use super::super::class::Class;
use super::super::numeral::Numeral;
use super::super::text::Text;
use super::super::words::{skip_blanks, trimmed_before};
use super::Figure;

impl Chinese {
    /// Adds the words of bounds around it to a figure.
    pub(super) fn bound(&self, text: &Text<'_>, sentence: Span, floor: usize, figure: &mut Figure) {
        let bounds = &self.grammar.bounds;
        let before = self.bound_before(text, floor, figure.start);
        if let Some((start, bound)) = before {
            figure.start = start;
            if figure.bound != Bound::Range && (figure.bound == Bound::Exact || bound != Bound::About) {
                figure.bound = bound;
            }
        }
        if !text.is(figure.end, Class::AFTER_NUMBER) {
            return;
        }
        let at = skip_blanks(text, figure.end, sentence.end);
        if let Some((to, bound)) = bounds.after.at(text, at, sentence.end) {
            figure.end = to;
            figure.bound_after = true;
            if figure.bound == Bound::Exact || (figure.bound == Bound::About && *bound != Bound::About) {
                figure.bound = *bound;
            }
        } else if figure.dimension == Dimension::Time
            && let Some((to, true)) = bounds.within.at(text, at, sentence.end)
        {
            (figure.end, figure.bound_after) = (to, true);
            if matches!(figure.bound, Bound::Exact | Bound::About) {
                figure.bound = Bound::AtMost;
            }
        } else if let Some((start, ())) = bounds.compared.before(text, floor, trimmed_before(text, floor, figure.start))
            && let Some((to, bound)) = bounds.comparison.at(text, at, sentence.end)
        {
            (figure.start, figure.end, figure.bound) = (start, to, *bound);
        }
    }

    /// A bound that ends at `at`, words such as 了 between skipped.
    pub(super) fn bound_before(&self, text: &Text<'_>, floor: usize, at: usize) -> Option<(usize, Bound)> {
        let bounds = &self.grammar.bounds;
        let at = trimmed_before(text, floor, at);
        if let Some((start, bound)) = bounds.before.before(text, floor, at) {
            return bound.map(|bound| (start, bound));
        }
        let (at, ()) = bounds.between.before(text, floor, at)?;
        let (start, bound) = bounds.before.before(text, floor, at)?;
        bound.map(|bound| (start, bound))
    }
}

pub(super) fn bound_of(numeral: &Numeral) -> Option<Bound> {
    (numeral.more || numeral.vague).then_some(Bound::MoreThan)
}
