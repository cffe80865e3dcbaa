//! What stands after a number: the unit, the classifier, the sign of a proportion.

use tallysheet_model::{Bound, Decimal, Dimension, Rule, SmolStr, Span};

use super::super::Chinese;
use super::super::class::Class;
use super::super::grammar::Classifier;
use super::super::numeral::{Numeral, Script};
use super::super::text::Text;
use super::super::words::{char_at, skip_blanks};
use super::bound::bound_of;
use super::{COUNT, Figure, PERCENT, TIMES};

/// The unit after a number.
pub(super) struct Unit {
    /// Where the span of the figure ends.
    span_end: usize,
    /// Where the unit or classifier ends.
    pub(super) end: usize,
    id: SmolStr,
    pub(super) dimension: Dimension,
    open: bool,
    pub(super) classifier: Option<Classifier>,
    /// What the number is multiplied with to be in the unit.
    factor: Decimal,
    /// Added after that: the half of `三成半`, the 6角 of `50元6角`.
    extra: Decimal,
    part: bool,
    bound: Option<Bound>,
    rule: Rule,
}

impl Unit {
    /// Nothing after a number that ends here.
    fn none(end: usize) -> Self {
        Self {
            span_end: end,
            end,
            id: SmolStr::new_static(COUNT),
            dimension: Dimension::Count,
            open: false,
            classifier: None,
            factor: Decimal::ONE,
            extra: Decimal::ZERO,
            part: false,
            bound: None,
            rule: Rule::ZhNumber,
        }
    }
}

impl Chinese {
    /// Adds the figure of a numeral, which is made where it stays.
    pub(super) fn add_with_unit<'f>(
        &self,
        text: &Text<'_>,
        at: usize,
        end: usize,
        numeral: &Numeral,
        figures: &'f mut Vec<Figure>,
    ) -> Option<&'f mut Figure> {
        figures.extend(std::iter::once_with(|| self.with_unit(text, at, end, numeral)));
        figures.last_mut()
    }

    /// The figure of a numeral, `at` being where its sign or currency starts.
    #[inline(always)]
    pub(super) fn with_unit(&self, text: &Text<'_>, at: usize, end: usize, numeral: &Numeral) -> Figure {
        let unit = self.unit_after(text, numeral, end);
        let plain = unit.factor == Decimal::ONE && unit.extra == Decimal::ZERO;
        let in_unit = |number: Decimal| number.checked_mul(unit.factor).and_then(|v| v.checked_add(unit.extra));
        let value = |number: Decimal| if plain { Some(number) } else { in_unit(number) };
        let in_unit = value(numeral.value);
        let high = self.numerals.greater(text, numeral, end).and_then(value);
        let bound =
            if high.is_some() { Bound::Range } else { unit.bound.or(bound_of(numeral)).unwrap_or(Bound::Exact) };
        Figure {
            span: Span::new(at, unit.span_end),
            start: at,
            unit_end: unit.end,
            end: unit.end,
            value: in_unit.unwrap_or(numeral.value),
            high,
            bound,
            bound_after: false,
            unit: unit.id,
            dimension: unit.dimension,
            open: unit.open,
            classifier: unit.classifier,
            part: unit.part,
            growth: None,
            numeral: *numeral,
            rule: unit.rule,
        }
    }

    /// What stands after a number.
    pub(super) fn unit_after(&self, text: &Text<'_>, numeral: &Numeral, end: usize) -> Unit {
        let number_end = numeral.span.end;
        if numeral.script != Script::Ratio && !text.is(number_end, Class::AFTER_NUMBER) {
            return Unit::none(number_end);
        }
        let (after, bound) = match self.grammar.bounds.directly.at(text, number_end, end) {
            Some((to, bound)) => (to, Some(*bound)),
            None => (number_end, None),
        };
        let at = skip_blanks(text, after, end);
        let mut unit = Unit { end: after, bound, ..Unit::none(number_end) };
        if numeral.script == Script::Ratio {
            (unit.id, unit.dimension, unit.part) = (SmolStr::new_static(TIMES), Dimension::Multiple, true);
            unit.rule = Rule::ZhFraction;
            return unit;
        }
        let shares = &self.grammar.shares;
        let share = text.may_start(at, shares.after_number);
        if share && let Some(to) = shares.percentage_points.at(text, at, end) {
            (unit.id, unit.dimension) = (SmolStr::new_static("percentage_point"), Dimension::Proportion);
            (unit.span_end, unit.end, unit.rule) = (to, to, Rule::ZhPercent);
        } else if share && (self.tenths(text, numeral, at, end, &mut unit) || self.dozen(text, at, end, &mut unit)) {
        } else if let Some((span, form)) =
            self.units.at(text, at, end).filter(|_| shares.not_units.at(text, at, end).is_none())
        {
            (unit.id, unit.dimension, unit.open, unit.end) = (form.id.clone(), form.dimension, form.open, span.end);
            match form.dimension {
                Dimension::Money => self.money(text, span.end, end, &mut unit),
                Dimension::Proportion => (unit.span_end, unit.rule) = (span.end, Rule::ZhPercent),
                _ => unit.rule = Rule::ZhUnit,
            }
        } else if let Some((to, id)) = self.times.duration(text, at, end) {
            (unit.id, unit.dimension, unit.end) = (SmolStr::new_static(id), Dimension::Time, to);
            unit.rule = Rule::ZhUnit;
        } else if let Some((to, classifier)) = self.grammar.classifiers.at(text, at, end)
            && *classifier != Classifier::None
        {
            (unit.classifier, unit.end) = (Some(*classifier), to);
            unit.rule = Rule::ZhCount;
        }
        if matches!(unit.dimension, Dimension::Time | Dimension::Money) || unit.part {
            self.more_after_unit(text, end, &mut unit);
        }
        unit
    }

    /// `3年多`, `5元多`, `四成多`.
    pub(super) fn more_after_unit(&self, text: &Text<'_>, end: usize, unit: &mut Unit) {
        if unit.bound.is_none()
            && let Some((to, Bound::MoreThan)) = self.grammar.bounds.directly.at(text, unit.end, end)
        {
            (unit.bound, unit.end) = (Some(Bound::MoreThan), to);
        }
    }

    /// `三成`, `七成六`, `3成6`, `三成半`; `九折`, `75折`.
    pub(super) fn tenths(&self, text: &Text<'_>, numeral: &Numeral, at: usize, end: usize, unit: &mut Unit) -> bool {
        let shares = &self.grammar.shares;
        let (to, discount) = match (shares.tenths.at(text, at, end), shares.discounts.at(text, at, end)) {
            (Some(to), _) => (to, false),
            (None, Some(to)) => (to, true),
            (None, None) => return false,
        };
        let ten = Decimal::from(10);
        if shares.not_tenths.at(text, to, end).is_some() || numeral.magnitude > 1 || numeral.value > Decimal::from(100)
        {
            return false;
        }
        if !discount && numeral.value > ten {
            return false;
        }
        (unit.id, unit.dimension, unit.part) = (SmolStr::new_static(PERCENT), Dimension::Proportion, true);
        unit.factor = if numeral.value > ten { Decimal::ONE } else { ten };
        (unit.span_end, unit.end, unit.rule) = (to, to, Rule::ZhPercent);
        if let Some(rest) = char_at(text, to, end).filter(|c| *c == '半') {
            unit.extra = Decimal::from(5);
            (unit.span_end, unit.end) = (to + rest.len_utf8(), to + rest.len_utf8());
        } else if let Some(rest) = self.numerals.read(text, skip_blanks(text, to, end), end)
            && rest.script == numeral.script
            && rest.digits == 1
            && rest.value < ten
            && self.unit_after(text, &rest, end).end == rest.span.end
        {
            unit.extra = rest.value;
            (unit.span_end, unit.end) = (rest.span.end, rest.span.end);
        }
        true
    }

    /// `五十打`.
    pub(super) fn dozen(&self, text: &Text<'_>, at: usize, end: usize, unit: &mut Unit) -> bool {
        let Some((to, ())) = self.grammar.shares.dozen.at(text, at, end) else { return false };
        if self.grammar.shares.not_dozen.at(text, to, end).is_some() {
            return false;
        }
        (unit.factor, unit.span_end, unit.end) = (Decimal::from(12), to, to);
        true
    }

    /// A second name of the currency, and its parts: `8亿元人民币`, `50元6角三分`.
    pub(super) fn money(&self, text: &Text<'_>, at: usize, end: usize, unit: &mut Unit) {
        (unit.span_end, unit.rule) = (at, Rule::ZhMoney);
        if let Some((span, form)) = self.units.at(text, at, end)
            && form.dimension == Dimension::Money
        {
            (unit.id, unit.open) = (form.id.clone(), form.open);
            (unit.span_end, unit.end) = (span.end, span.end);
            return;
        }
        loop {
            let to = self.grammar.shares.mixed.at(text, unit.span_end, end).map_or(unit.span_end, |(to, ())| to);
            let Some(part) = self.numerals.read(text, to, end) else { return };
            let Some((to, power)) = self.grammar.shares.subunits.at(text, part.span.end, end) else { return };
            let extra = part.value.scale_by_ten(-i32::from(*power)).and_then(|extra| unit.extra.checked_add(extra));
            let Some(extra) = extra else { return };
            (unit.extra, unit.span_end, unit.end) = (extra, to, to);
        }
    }
}
