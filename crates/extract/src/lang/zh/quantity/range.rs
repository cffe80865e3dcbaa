//! Numbers with two ends: `3—5万元`, `20%至30%`, `20和30之间`, `大于10小于20`.

use tallysheet_model::{Bound, Decimal, Dimension, Rule, Span};

use super::super::Chinese;
use super::super::numeral::Script;
use super::super::text::Text;
use super::super::words::skip_blanks;
use super::Figure;

impl Chinese {
    /// The figure with its second end, if it has one.
    pub(super) fn range(&self, text: &Text<'_>, end: usize, low: &Figure) -> Option<Figure> {
        if low.high.is_some() {
            return None;
        }
        self.connected(text, end, low).or_else(|| self.between_two(text, end, low))
    }

    /// `3—5万元`, `20%至30%`.
    pub(super) fn connected(&self, text: &Text<'_>, end: usize, low: &Figure) -> Option<Figure> {
        let at = skip_blanks(text, low.unit_end, end);
        let (mut to, ()) = self.grammar.ranges.connectors.at(text, at, end)?;
        while let Some((further, ())) = self.grammar.ranges.connectors.at(text, to, end) {
            to = further;
        }
        let to = skip_blanks(text, to, end);
        self.second(text, end, low, to)
    }

    /// `20和30之间`.
    pub(super) fn between_two(&self, text: &Text<'_>, end: usize, low: &Figure) -> Option<Figure> {
        let (to, ()) = self.grammar.ranges.pair.at(text, skip_blanks(text, low.unit_end, end), end)?;
        let mut range = self.second(text, end, low, skip_blanks(text, to, end))?;
        let ends = &self.grammar.ranges.pair_ends;
        // In `10000与20000间` the last character is no classifier.
        let number_end = range.numeral.span.end;
        let to = ends.at(text, range.unit_end, end).or_else(|| ends.at(text, number_end, end))?.0;
        range.end = to;
        Some(range)
    }

    pub(super) fn second(&self, text: &Text<'_>, end: usize, low: &Figure, at: usize) -> Option<Figure> {
        let at_number = self.units_before.at(text, at, end).map_or(at, |(span, _)| span.end);
        let numeral = self.number(text, at_number, end).filter(|n| !n.pair)?;
        let mut high = self.with_unit(text, at_number, end, &numeral);
        let unitless = |f: &Figure| f.dimension == Dimension::Count && f.classifier.is_none();
        let mut value = low.value;
        if unitless(low) {
            // `3—5万元`: the first number shares magnitude and unit of the second.
            if low.numeral.magnitude < 4
                && high.numeral.magnitude >= 4
                && let Some(shared) = value.scale_by_ten(high.numeral.magnitude.into())
                && shared < high.value
            {
                value = shared;
            } else if low.numeral.magnitude == 0
                && high.numeral.magnitude > 0
                && high.numeral.script == Script::Characters
            {
                // `三到五百`
                let shared = value.scale_by_ten(high.numeral.magnitude.into())?;
                value = if shared < high.value { shared } else { value };
            }
            if high.part {
                value = value.checked_mul(Decimal::from(10)).filter(|v| *v < high.value).unwrap_or(value);
            }
        } else if unitless(&high) {
            // `50元至80`: a currency before the numbers covers both.
            (high.unit, high.dimension, high.open) = (low.unit.clone(), low.dimension, low.open);
            high.rule = low.rule;
        } else if low.unit != high.unit {
            return None;
        }
        if value >= high.value {
            return None;
        }
        let tail = Figure { span: Span::new(low.span.start, high.span.end), start: low.start, ..high.clone() };
        Some(Figure { value, high: Some(high.value), bound: Bound::Range, rule: Rule::ZhRange, ..tail })
    }

    /// Joins a lower bound with the upper bound after it: `大于10小于20`, `1000以上，1500以下`.
    pub(in super::super) fn joined(&self, text: &Text<'_>, low: &Figure, high: &Figure) -> Option<Figure> {
        use Bound::{AtLeast, AtMost, LessThan, MoreThan};
        let rising =
            matches!((low.bound, high.bound), (AtLeast | MoreThan, AtMost | LessThan)) && low.value < high.value;
        let falling =
            matches!((low.bound, high.bound), (AtMost | LessThan, AtLeast | MoreThan)) && low.value > high.value;
        if !(rising || falling) {
            return None;
        }
        let gap = text.get(low.end..high.start)?.trim();
        if !self.grammar.ranges.joints.iter().any(|joint| joint.trim() == gap) {
            return None;
        }
        let spelled = !is_marked_inside(low) && !is_marked_inside(high);
        if !spelled || (low.unit != high.unit && low.classifier.is_some()) {
            return None;
        }
        let (value, top) = if rising { (low.value, high.value) } else { (high.value, low.value) };
        Some(Figure {
            span: Span::new(low.span.start, high.span.end),
            start: low.start,
            value,
            high: Some(top),
            bound: Bound::Range,
            bound_after: low.bound_after || high.bound_after,
            rule: Rule::ZhRange,
            ..high.clone()
        })
    }
}

/// `余` inside the number says more than, but bounds no range.
fn is_marked_inside(figure: &Figure) -> bool {
    figure.numeral.more || figure.numeral.vague || figure.high.is_some()
}
