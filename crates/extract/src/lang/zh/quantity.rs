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

mod bound;
mod fraction;
mod range;
mod unit;
mod unit_form;

use tallysheet_model::{Bound, Decimal, Dimension, Direction, Rule, SmolStr, Span};

use super::Chinese;
use super::class::Class;
use super::grammar::Classifier;
use super::numeral::{Numeral, arabic};
use super::text::Text;
use super::words::{char_at, char_before, skip_blanks, trimmed_before};

pub(super) use unit_form::Units;

/// Signs of numbers below zero.
pub(super) const MINUS: [char; 2] = ['-', '−'];

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
    pub(super) rule: Rule,
}
impl Figure {
    /// Makes it a number of what `other` is one of.
    pub(super) fn take_unit_of(&mut self, other: &Self) {
        (self.unit, self.dimension, self.open) = (other.unit.clone(), other.dimension, other.open);
        (self.classifier, self.rule) = (None, other.rule);
    }
}

const COUNT: &str = "count";
const PERCENT: &str = "percent";
const TIMES: &str = "times";

impl Chinese {
    /// Adds the figure that starts at `at`, maybe with a numeral. `floor` is where the one before it ends.
    // A figure is large: it is made among the others and not moved there.
    pub(super) fn figure<'f>(
        &self,
        text: &Text<'_>,
        sentence: Span,
        floor: usize,
        at: usize,
        numeral: Option<&Numeral>,
        figures: &'f mut Vec<Figure>,
    ) -> Option<&'f Figure> {
        let end = sentence.end;
        let (currency, negative, number_at) = if text.as_bytes()[at].is_ascii_digit() {
            let numeral = numeral?;
            if self.is_bare(text, floor, at, numeral) {
                return self.add_with_unit(text, at, end, numeral, figures).map(|figure| &*figure);
            }
            (None, false, at)
        } else {
            if let Some(figure) = self.whole_expression(text, at, end) {
                let figure = figures.push_mut(figure);
                self.bound(text, sentence, floor, figure);
                return Some(figure);
            }
            let (currency, number_at) = match self.units_before.at(text, at, end) {
                Some((span, form)) => (Some(form), skip_blanks(text, span.end, end)),
                None => (None, at),
            };
            let (negative, number_at) = self.sign(text, sentence, number_at);
            if let Some(figure) = self.fraction_of_hundred(text, at, number_at, end, negative) {
                let figure = figures.push_mut(figure);
                self.bound(text, sentence, floor, figure);
                return Some(figure);
            }
            (currency, negative, number_at)
        };
        let numeral = numeral.filter(|_| number_at == at);
        let sure = || negative.then(|| self.numerals.read_expected(text, number_at, end)).flatten();
        let other = match numeral {
            Some(numeral) => self.begun_fraction(text, numeral, end),
            None => {
                let number = self.number(text, number_at, end).or_else(sure);
                number.or_else(|| self.vague(text, floor, number_at, end))
            }
        };
        let numeral = other.as_ref().or(numeral)?;
        let figure = self.add_with_unit(text, at, end, numeral, figures)?;
        if let Some(form) = currency {
            if figure.dimension == Dimension::Count {
                (figure.unit, figure.dimension, figure.open) = (form.id.clone(), form.dimension, form.open);
                (figure.classifier, figure.unit_end, figure.rule) = (None, figure.span.end, Rule::ZhMoney);
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
        if text.is(figure.unit_end, Class::AFTER_NUMBER)
            && let Some(range) = self.range(text, end, figure)
        {
            *figure = range;
        }
        self.bound(text, sentence, floor, figure);
        Some(figure)
    }

    /// Whether nothing belongs to a number in digits, told by the characters beside it: most of a list.
    fn is_bare(&self, text: &Text<'_>, floor: usize, at: usize, numeral: &Numeral) -> bool {
        let bounds = &self.grammar.bounds;
        !text.may_end(trimmed_before(text, floor, at), bounds.before.table() | bounds.between.table())
            && !text.is(numeral.span.end, Class::AFTER_NUMBER)
    }

    /// `一半`, `过半`, `翻一番`, `翻倍`.
    fn whole_expression(&self, text: &Text<'_>, at: usize, end: usize) -> Option<Figure> {
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
            rule: Rule::ZhPercent,
        }
    }

    /// A minus or 负 in front of a number. A minus after a number or a word is a hyphen, but for `增长-3.5%`.
    fn sign(&self, text: &Text<'_>, sentence: Span, at: usize) -> (bool, usize) {
        if let Some((to, ())) = self.grammar.shares.negative.at(text, at, sentence.end) {
            return (true, to);
        }
        let next = char_at(text, at, sentence.end).filter(|c| MINUS.contains(c)).map(|c| at + c.len_utf8());
        let in_front = |next: &usize| char_at(text, *next, sentence.end).is_some_and(|c| arabic(c).is_some());
        let free = || {
            char_before(text, sentence.start, at).is_none_or(|c| !c.is_alphanumeric() && !"-−%.".contains(c))
                || matches!(self.grammar.changes.before.before(text, sentence.start, at), Some((_, Some(_))))
        };
        match next.filter(|next| in_front(next) && free()) {
            Some(next) => (true, next),
            None => (false, at),
        }
    }
}
