//! Numbers with their unit, bound and second end.
//!
//! *What it matches*: a numeral with what belongs to it: a currency before or after (`￥500`, `3291亿元`, `50元6角`),
//! a percent sign or word (`14.3%`, `百分之三十`, `三成`, `12个百分点`), a time or physical unit (`9个月`), a classifier
//! (`37万余起`), a bound on either side (`超过`, `以上`, `8分钟内`), a second number (`三至五万`, `20%—30%`, `20与30之间`).
//!
//! *What it leaves alone*: dates, which are read before; ordinals (`第三`); what the number counts.
//!
//! *Normalizes to*: the value in the unit, magnitudes multiplied out. The span ends after the number, and after the
//! sign only for money and proportions. `三成` is 30 percent, `二十分之一` 0.05 times, `翻一番` a growth of 100 percent.

use tallysheet_model::{Bound, Decimal, Dimension, Direction, SmolStr, Span};

use super::Chinese;
use super::grammar::Classifier;
use super::numeral::{Numeral, Script, arabic, quotient};
use super::words::{char_at, char_before, skip_blanks, spaced_word, trimmed_before};

/// A number with its unit, before the sentence is asked what it means.
#[derive(Clone, Debug)]
pub(super) struct Figure {
    /// The number with its currency or percent sign.
    pub(super) span: Span,
    /// Where the words that belong to it begin: a bound, a sign.
    pub(super) start: usize,
    /// Where they end: after the classifier or unit, before words of bounds.
    pub(super) unit_end: usize,
    /// Where they end with the words of bounds.
    pub(super) end: usize,
    pub(super) value: Decimal,
    pub(super) high: Option<Decimal>,
    pub(super) bound: Bound,
    /// The bound is said after the number: `以上`.
    pub(super) bound_after: bool,
    pub(super) unit: SmolStr,
    pub(super) dimension: Dimension,
    pub(super) open: bool,
    pub(super) classifier: Option<Classifier>,
    /// It is a part of a whole by itself: `三成`, `一半`.
    pub(super) part: bool,
    /// It is growth by itself: `翻一番`.
    pub(super) growth: Option<Direction>,
    /// The number as written; for a range the last.
    pub(super) numeral: Numeral,
    pub(super) rule: &'static str,
}

/// The unit after a number.
struct Unit {
    /// Where the span of the figure ends.
    span_end: usize,
    /// Where the unit or classifier ends.
    end: usize,
    id: SmolStr,
    dimension: Dimension,
    open: bool,
    classifier: Option<Classifier>,
    /// What the number is multiplied with to be in the unit.
    factor: Decimal,
    /// Added after that: the half of `三成半`, the 6角 of `50元6角`.
    extra: Decimal,
    part: bool,
    bound: Option<Bound>,
    rule: &'static str,
}

const COUNT: &str = "count";
const PERCENT: &str = "percent";
const TIMES: &str = "times";

impl Chinese {
    /// The figure that starts at `at`. `floor` is where the one before it ends.
    pub(super) fn figure(&self, text: &str, sentence: Span, floor: usize, at: usize) -> Option<Figure> {
        let end = sentence.end;
        if let Some(figure) = self.whole_expression(text, at, end) {
            return Some(self.bounded(text, sentence, floor, figure));
        }
        let (currency, number_at) = match self.units_before.at(text, at, end) {
            Some((span, form)) => (Some(form), skip_blanks(text, span.end, end)),
            None => (None, at),
        };
        let (negative, number_at) = self.sign(text, sentence, number_at);
        if let Some(figure) = self.fraction_of_hundred(text, at, number_at, end, negative) {
            return Some(self.bounded(text, sentence, floor, figure));
        }
        let sure = negative.then(|| self.numerals.read_expected(text, number_at, end)).flatten();
        let numeral = self.number(text, number_at, end).or(sure).or_else(|| self.vague(text, floor, number_at, end))?;
        let mut figure = self.with_unit(text, at, end, numeral);
        if let Some(form) = currency {
            if figure.dimension == Dimension::Count {
                (figure.unit, figure.dimension, figure.open) = (form.id.clone(), form.dimension, form.open);
                (figure.classifier, figure.unit_end, figure.rule) = (None, figure.span.end, "zh/quantity/money");
            } else {
                figure.span.start = number_at;
                if figure.open {
                    // `新台币50元`: the words before the number settle what 元 leaves open.
                    (figure.unit, figure.open) = (form.id.clone(), form.open);
                }
            }
        }
        if negative {
            figure.value = -figure.value;
        }
        let figure = self.ranged(text, end, figure);
        Some(self.bounded(text, sentence, floor, figure))
    }

    /// `一半`, `过半`, `翻一番`, `翻倍`.
    fn whole_expression(&self, text: &str, at: usize, end: usize) -> Option<Figure> {
        let (shares, changes) = (&self.grammar.shares, &self.grammar.changes);
        if let Some((to, bound)) = shares.halves.at(text, at, end) {
            let mut figure = self.expression(Span::new(at, to), Decimal::from(50));
            (figure.bound, figure.part) = (*bound, true);
            return Some(figure);
        }
        let growth = if let Some((to, ())) = changes.doubled.at(text, at, end) {
            self.expression(Span::new(at, to), Decimal::from(100))
        } else {
            let (to, ()) = changes.turn.at(text, at, end)?;
            let to = self.grammar.changes.between.at(text, to, end).map_or(to, |(to, ())| to);
            let numeral = self.numerals.read(text, to, end)?;
            let (to, ()) = changes.turns.at(text, numeral.span.end, end)?;
            let turns = u32::try_from(numeral.value.units() / Decimal::ONE.units()).ok().filter(|n| *n < 20)?;
            let percent = i64::from((1_u32 << turns) - 1).checked_mul(100)?;
            self.expression(Span::new(at, to), Decimal::from(percent))
        };
        Some(Figure { growth: Some(Direction::Up), ..growth })
    }

    fn expression(&self, span: Span, value: Decimal) -> Figure {
        Figure {
            span,
            start: span.start,
            unit_end: span.end,
            end: span.end,
            value,
            high: None,
            bound: Bound::Exact,
            bound_after: false,
            unit: SmolStr::new_static(PERCENT),
            dimension: Dimension::Proportion,
            open: false,
            classifier: None,
            part: false,
            growth: None,
            numeral: Numeral::plain(span, value),
            rule: "zh/quantity/percent",
        }
    }

    /// A minus or 负 in front of a number. A minus after a number or a word is a hyphen, but for `增长-3.5%`.
    fn sign(&self, text: &str, sentence: Span, at: usize) -> (bool, usize) {
        if let Some((to, ())) = self.grammar.shares.negative.at(text, at, sentence.end) {
            return (true, to);
        }
        let next = char_at(text, at, sentence.end).filter(|c| matches!(c, '-' | '−')).map(|c| at + c.len_utf8());
        let after_growth =
            || matches!(self.grammar.changes.before.before(text, sentence.start, at), Some((_, Some(_))));
        let free = char_before(text, sentence.start, at).is_none_or(|c| !c.is_alphanumeric() && !"-−%.".contains(c))
            || after_growth();
        match next.filter(|next| free && char_at(text, *next, sentence.end).is_some_and(|c| arabic(c).is_some())) {
            Some(next) => (true, next),
            None => (false, at),
        }
    }

    /// `百分之三十`, `千分之一`.
    fn fraction_of_hundred(
        &self,
        text: &str,
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
        figure.high = number.high.and_then(percent);
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

    fn fraction_bar(&self, text: &str, at: usize, end: usize) -> Option<usize> {
        let at = skip_blanks(text, at, end);
        let to = self.grammar.shares.fraction.iter().find_map(|word| spaced_word(text, at, end, word))?;
        Some(skip_blanks(text, to, end))
    }

    /// A numeral, or a fraction: `三分之一`, `3/5`, `一又二分之一`.
    fn number(&self, text: &str, at: usize, end: usize) -> Option<Numeral> {
        let numeral = self.numerals.read(text, at, end)?;
        if let Some(fraction) = self.fraction(text, &numeral, end) {
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
        Some(numeral)
    }

    fn fraction(&self, text: &str, first: &Numeral, end: usize) -> Option<Numeral> {
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
    fn vague(&self, text: &str, floor: usize, at: usize, end: usize) -> Option<Numeral> {
        self.grammar.shares.vague.before(text, floor, at)?;
        let (to, power) = self.numerals.magnitudes(text, at, end).filter(|(_, power)| *power > 1)?;
        let value = Decimal::ONE.scale_by_ten(power.into())?;
        Some(Numeral { vague: true, ..Numeral::plain(Span::new(at, to), value) })
    }

    /// The figure of a numeral, `at` being where its sign or currency starts.
    fn with_unit(&self, text: &str, at: usize, end: usize, numeral: Numeral) -> Figure {
        let unit = self.unit_after(text, &numeral, end);
        let value = |number: Decimal| number.checked_mul(unit.factor).and_then(|v| v.checked_add(unit.extra));
        let in_unit = value(numeral.value);
        let high = numeral.high.and_then(value);
        let bound =
            if high.is_some() { Bound::Range } else { unit.bound.or(bound_of(&numeral)).unwrap_or(Bound::Exact) };
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
            numeral,
            rule: unit.rule,
        }
    }

    /// What stands after a number.
    fn unit_after(&self, text: &str, numeral: &Numeral, end: usize) -> Unit {
        let number_end = numeral.span.end;
        let (after, bound) = match self.grammar.bounds.directly.at(text, number_end, end) {
            Some((to, bound)) => (to, Some(*bound)),
            None => (number_end, None),
        };
        let at = skip_blanks(text, after, end);
        let mut unit = Unit {
            span_end: number_end,
            end: after,
            id: SmolStr::new_static(COUNT),
            dimension: Dimension::Count,
            open: false,
            classifier: None,
            factor: Decimal::ONE,
            extra: Decimal::ZERO,
            part: false,
            bound,
            rule: "zh/quantity/number",
        };
        if numeral.script == Script::Ratio {
            (unit.id, unit.dimension, unit.part) = (SmolStr::new_static(TIMES), Dimension::Multiple, true);
            unit.rule = "zh/quantity/fraction";
            return unit;
        }
        let shares = &self.grammar.shares;
        if let Some(to) = shares.percentage_points.iter().find_map(|word| spaced_word(text, at, end, word)) {
            (unit.id, unit.dimension) = (SmolStr::new_static("percentage_point"), Dimension::Proportion);
            (unit.span_end, unit.end, unit.rule) = (to, to, "zh/quantity/percent");
        } else if self.tenths(text, numeral, at, end, &mut unit) || self.dozen(text, at, end, &mut unit) {
        } else if let Some((span, form)) =
            self.units.at(text, at, end).filter(|_| shares.not_units.at(text, at, end).is_none())
        {
            (unit.id, unit.dimension, unit.open, unit.end) = (form.id.clone(), form.dimension, form.open, span.end);
            match form.dimension {
                Dimension::Money => self.money(text, span.end, end, &mut unit),
                Dimension::Proportion => (unit.span_end, unit.rule) = (span.end, "zh/quantity/percent"),
                _ => unit.rule = "zh/quantity/unit",
            }
        } else if let Some((to, id)) = self.times.duration(text, at, end) {
            (unit.id, unit.dimension, unit.end) = (SmolStr::new_static(id), Dimension::Time, to);
            unit.rule = "zh/quantity/unit";
        } else if let Some((to, classifier)) = self.grammar.classifiers.at(text, at, end)
            && *classifier != Classifier::None
        {
            (unit.classifier, unit.end) = (Some(*classifier), to);
            unit.rule = "zh/quantity/count";
        }
        if matches!(unit.dimension, Dimension::Time | Dimension::Money) || unit.part {
            self.more_after_unit(text, end, &mut unit);
        }
        unit
    }

    /// `3年多`, `5元多`, `四成多`.
    fn more_after_unit(&self, text: &str, end: usize, unit: &mut Unit) {
        if unit.bound.is_none()
            && let Some((to, Bound::MoreThan)) = self.grammar.bounds.directly.at(text, unit.end, end)
        {
            (unit.bound, unit.end) = (Some(Bound::MoreThan), to);
        }
    }

    /// `三成`, `七成六`, `三成半`; `九折`, `75折`.
    fn tenths(&self, text: &str, numeral: &Numeral, at: usize, end: usize, unit: &mut Unit) -> bool {
        let shares = &self.grammar.shares;
        let word = |words: &[String]| words.iter().find_map(|w| spaced_word(text, at, end, w));
        let (to, discount) = match (word(&shares.tenths), word(&shares.discounts)) {
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
        (unit.span_end, unit.end, unit.rule) = (to, to, "zh/quantity/percent");
        if let Some(rest) = char_at(text, to, end).filter(|c| *c == '半') {
            unit.extra = Decimal::from(5);
            (unit.span_end, unit.end) = (to + rest.len_utf8(), to + rest.len_utf8());
        } else if let Some(rest) = self.numerals.read(text, skip_blanks(text, to, end), end)
            && rest.script == Script::Characters
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
    fn dozen(&self, text: &str, at: usize, end: usize, unit: &mut Unit) -> bool {
        let Some((to, ())) = self.grammar.shares.dozen.at(text, at, end) else { return false };
        if self.grammar.shares.not_dozen.at(text, to, end).is_some() {
            return false;
        }
        (unit.factor, unit.span_end, unit.end) = (Decimal::from(12), to, to);
        true
    }

    /// A second name of the currency, and its parts: `8亿元人民币`, `50元6角三分`.
    fn money(&self, text: &str, at: usize, end: usize, unit: &mut Unit) {
        (unit.span_end, unit.rule) = (at, "zh/quantity/money");
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

    /// The figure with its second end, if it has one.
    fn ranged(&self, text: &str, end: usize, low: Figure) -> Figure {
        if low.high.is_some() {
            return low;
        }
        self.connected(text, end, &low).or_else(|| self.between_two(text, end, &low)).unwrap_or(low)
    }

    /// `3—5万元`, `20%至30%`.
    fn connected(&self, text: &str, end: usize, low: &Figure) -> Option<Figure> {
        let at = skip_blanks(text, low.unit_end, end);
        let (mut to, ()) = self.grammar.ranges.connectors.at(text, at, end)?;
        while let Some((further, ())) = self.grammar.ranges.connectors.at(text, to, end) {
            to = further;
        }
        let to = skip_blanks(text, to, end);
        self.second(text, end, low, to)
    }

    /// `20和30之间`.
    fn between_two(&self, text: &str, end: usize, low: &Figure) -> Option<Figure> {
        let (to, ()) = self.grammar.ranges.pair.at(text, skip_blanks(text, low.unit_end, end), end)?;
        let mut range = self.second(text, end, low, skip_blanks(text, to, end))?;
        let ends = &self.grammar.ranges.pair_ends;
        // In `10000与20000间` the last character is no classifier.
        let number_end = range.numeral.span.end;
        let to = ends.at(text, range.unit_end, end).or_else(|| ends.at(text, number_end, end))?.0;
        range.end = to;
        Some(range)
    }

    fn second(&self, text: &str, end: usize, low: &Figure, at: usize) -> Option<Figure> {
        let at_number = self.units_before.at(text, at, end).map_or(at, |(span, _)| span.end);
        let numeral = self.number(text, at_number, end).filter(|n| n.high.is_none())?;
        let mut high = self.with_unit(text, at_number, end, numeral);
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
        Some(Figure { value, high: Some(high.value), bound: Bound::Range, rule: "zh/quantity/range", ..tail })
    }

    /// The figure with the words of bounds around it.
    fn bounded(&self, text: &str, sentence: Span, floor: usize, mut figure: Figure) -> Figure {
        let bounds = &self.grammar.bounds;
        let before = self.bound_before(text, floor, figure.start);
        if let Some((start, bound)) = before {
            figure.start = start;
            if figure.bound != Bound::Range && (figure.bound == Bound::Exact || bound != Bound::About) {
                figure.bound = bound;
            }
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
        figure
    }

    /// A bound that ends at `at`, words such as 了 between skipped.
    fn bound_before(&self, text: &str, floor: usize, at: usize) -> Option<(usize, Bound)> {
        let bounds = &self.grammar.bounds;
        let at = trimmed_before(text, floor, at);
        if let Some((start, bound)) = bounds.before.before(text, floor, at) {
            return bound.map(|bound| (start, bound));
        }
        let (at, ()) = bounds.between.before(text, floor, at)?;
        let (start, bound) = bounds.before.before(text, floor, at)?;
        bound.map(|bound| (start, bound))
    }

    /// Joins a lower bound with the upper bound after it: `大于10小于20`, `1000以上，1500以下`.
    pub(super) fn joined(&self, text: &str, low: &Figure, high: &Figure) -> Option<Figure> {
        use Bound::{AtLeast, AtMost, LessThan, MoreThan};
        let gap = text.get(low.end..high.start)?.trim();
        if !self.grammar.ranges.joints.iter().any(|joint| joint.trim() == gap) {
            return None;
        }
        let rising =
            matches!((low.bound, high.bound), (AtLeast | MoreThan, AtMost | LessThan)) && low.value < high.value;
        let falling =
            matches!((low.bound, high.bound), (AtMost | LessThan, AtLeast | MoreThan)) && low.value > high.value;
        let spelled = !is_marked_inside(low) && !is_marked_inside(high);
        if !(rising || falling) || !spelled || (low.unit != high.unit && low.classifier.is_some()) {
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
            rule: "zh/quantity/range",
            ..high.clone()
        })
    }
}

/// `余` inside the number says more than, but bounds no range.
fn is_marked_inside(figure: &Figure) -> bool {
    figure.numeral.more || figure.numeral.vague || figure.high.is_some()
}

fn bound_of(numeral: &Numeral) -> Option<Bound> {
    (numeral.more || numeral.vague).then_some(Bound::MoreThan)
}
