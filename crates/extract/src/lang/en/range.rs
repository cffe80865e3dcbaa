//! Two ends of one figure.
//!
//! What it matches: `3 to 5 million`, `20-30%`, `between 20 and 30`, `ranges from 5 to 9`; a lower bound and an upper
//! bound side by side (`more than 20 and less than 35`); a tolerance (`300 ± 20`); places in an order (`between the tenth and the fifteenth`).
//!
//! What it leaves alone: a level and the next (`rose from 3% to 4%`), telephone numbers, ends in the wrong order.
//!
//! Normalizes to: the low end and the high end, both in the magnitude and the unit of the second.
//!
//! Examples: `3 to 5 million` starts at three million; `at most 100 and at least 20` is 20 to 100.

use tallysheet_model::{Bound, Decimal};

use super::{
    English,
    amount::{Amount, amount},
    lexicon::{Class, Rank},
    numeral::Form,
    rule_word::{word, words},
    token::{TokenKind, Tokens},
};

/// The two ends of a range; the amount is the one named last.
pub(super) struct Range<'e> {
    pub(super) last: Amount<'e>,
    pub(super) low: Decimal,
    pub(super) high: Decimal,
}

/// The range that the amount begins, given the bound before it.
pub(super) fn range<'e>(
    english: &'e English,
    tokens: &Tokens<'_>,
    first: &Amount<'e>,
    bound: Option<Bound>,
) -> Option<Range<'e>> {
    joined(english, tokens, first).or_else(|| bounded(english, tokens, first, bound?))
}

/// Two numbers with `to`, `and` or a dash between them.
fn joined<'e>(english: &'e English, tokens: &Tokens<'_>, low: &Amount<'e>) -> Option<Range<'e>> {
    let before = low.first.checked_sub(1);
    let between = before.is_some_and(|at| tokens.is(at, word!("between"))) && tokens.is(low.next, word!("and"));
    let dash = tokens.is_mark(low.next, '-');
    let from = before.filter(|&at| tokens.is(at, word!("from")));
    let level = from.is_some_and(|at| at > 0 && english.lexicon.ranges.ending(tokens, at).is_none());
    if let Some(range) = tolerance(english, tokens, low) {
        return Some(range);
    }
    let to = tokens.is(low.next, word!("to")) && !level && !is_change(english, tokens, low);
    // `fell by a third to 2 million`: a part, and the level that it led to.
    let part = low.numeral.form == Form::Fraction && !dash;
    if part || !(between || dash || to) {
        return None;
    }
    let mut high = amount(english, tokens, low.next + 1)?;
    // `020-8123`, `10-15-20`: numbers of another kind.
    let glued_dash = |at: usize| tokens.is_mark(at, '-') && tokens.is_glued(at);
    let code = dash
        && (tokens.is_mark(high.next, '-')
            || before.is_some_and(glued_dash)
            || tokens.text(low.number).is_some_and(|t| t.len() > 1 && t.starts_with('0')));
    let shares_magnitude = high.numeral.exponent > 0 && !low.numeral.multiplied;
    let exponent = if shares_magnitude { high.numeral.exponent } else { 0 };
    let low_value = low.value.scale_by_ten(exponent)?;
    // `grew by 49.6% to 50,376`: a percentage and a count.
    let unit_dropped =
        high.unit.is_none() && low.unit.as_ref().is_some_and(|u| u.dimension != tallysheet_model::Dimension::Money);
    let one_unit = low.unit.as_ref().is_none_or(|u| high.unit.as_ref().is_none_or(|other| u.id == other.id));
    high.unit = high.unit.or(low.unit);
    let high_value = high.value;
    let range = Range { last: high, low: low_value, high: high_value };
    (!code && !unit_dropped && one_unit && low_value < high_value).then_some(range)
}

/// `300 ± 20`, `300 plus or minus 20`: the same amount to both sides.
fn tolerance<'e>(english: &'e English, tokens: &Tokens<'_>, middle: &Amount<'e>) -> Option<Range<'e>> {
    let words = words!["plus", "or", "minus"].iter().enumerate().all(|(i, word)| tokens.is(middle.next + i, *word));
    let next = match tokens.mark(middle.next) {
        '±' => middle.next + 1,
        _ if words => middle.next + 3,
        _ => return None,
    };
    let mut last = amount(english, tokens, next)?;
    let one_unit = match (&middle.unit, &last.unit) {
        (Some(unit), Some(other)) => unit.id == other.id,
        _ => true,
    };
    let (low, high) = (middle.value.checked_add(-last.value)?, middle.value.checked_add(last.value)?);
    last.unit = last.unit.or(middle.unit);
    (one_unit && low < high).then_some(Range { last, low, high })
}

/// `rose 2 cents to 45 cents`: what it rose by; `rose 2 to 3 cents` names the unit once.
fn is_change(english: &English, tokens: &Tokens<'_>, low: &Amount<'_>) -> bool {
    let by = usize::from(low.first > 0 && tokens.is(low.first - 1, word!("by")));
    low.unit.is_some() && english.lexicon.change.ending(tokens, low.first - by).is_some()
}

/// `greater than 100 and smaller than 300`: an upper bound right after a lower one, or the other way round.
fn bounded<'e>(english: &'e English, tokens: &Tokens<'_>, first: &Amount<'e>, bound: Bound) -> Option<Range<'e>> {
    let comma = usize::from(tokens.is_mark(first.next, ','));
    let word = usize::from(tokens.is_any(first.next + comma, &words!["and", "but"]));
    let (lower_first, upper_first) = (is_lower(bound), is_upper(bound));
    if !(lower_first || upper_first) || (word == 0 && !(comma == 1 && lower_first)) {
        return None;
    }
    let (number, second) = english.lexicon.bound_before.starting(tokens, first.next + comma + word)?;
    let mut last = amount(english, tokens, number)?;
    let opposite = if lower_first { is_upper(second) } else { is_lower(second) };
    let one_unit = first.unit.as_ref().is_none_or(|u| last.unit.as_ref().is_some_and(|other| u.id == other.id));
    let (low, high) = if lower_first { (first.value, last.value) } else { (last.value, first.value) };
    last.numeral.in_words &= first.numeral.in_words;
    (opposite && one_unit && low < high).then_some(Range { last, low, high })
}

fn is_lower(bound: Bound) -> bool {
    matches!(bound, Bound::MoreThan | Bound::AtLeast)
}

fn is_upper(bound: Bound) -> bool {
    matches!(bound, Bound::LessThan | Bound::AtMost)
}

/// The places in an order that a range names at token `at`, and the token after them: `the tenth and the fifteenth`
/// after `between`, `the tenth but lower than the fifteenth` after `higher than`.
pub(super) fn places(english: &English, tokens: &Tokens<'_>, at: usize) -> Option<(Decimal, Decimal, usize)> {
    let low = place(tokens, at)?;
    let the = at.checked_sub(1).filter(|&the| tokens.is(the, word!("the")))?;
    if !tokens.is_any(at + 1, &words!["and", "but"]) {
        return None;
    }
    let between = the > 0 && tokens.is(the - 1, word!("between"));
    let bound = english.lexicon.bound_before.ending(tokens, the).map(|(_, bound)| bound);
    let second = match english.lexicon.bound_before.starting(tokens, at + 2) {
        Some((next, second)) if bound.is_some_and(is_lower) && is_upper(second) => next,
        None if between => at + 2,
        _ => return None,
    };
    let high = place(tokens, second + 1).filter(|high| tokens.is(second, word!("the")) && low < *high)?;
    Some((low, high, second + 2))
}

fn place(tokens: &Tokens<'_>, at: usize) -> Option<Decimal> {
    match tokens.class(at) {
        Class::Ordinal(Rank::Unit(place)) => Some(Decimal::from(i64::from(place))),
        _ => match tokens.get(at)?.kind {
            TokenKind::Ordinal => tokens.text(at)?.trim_end_matches(|c: char| c.is_alphabetic()).parse().ok(),
            _ => None,
        },
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::figures;

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(figures(text), expected, "{text}");
    }

    #[test]
    fn two_numbers() {
        check("3 to 5 million cards", &["3 to 5 million = 3000000..5000000"]);
        check("two to three hundred cards", &["two to three hundred = 200..300"]);
        check("Losses of 20-30%", &["20-30% = 20..30 percent share"]);
        check("between 20 and 30 people", &["20 and 30 = 20..30"]);
        check("300 ± 20 dollars", &["300 ± 20 dollars = 280..320 USD"]);
        check("5 plus or minus 0.5 kg", &["5 plus or minus 0.5 = 4.5..5.5 kg"]);
        check("Prices range from 200 to 300 yuan.", &["200 to 300 yuan = 200..300 CNY"]);
    }

    #[test]
    fn two_bounds() {
        check("more than 20 and less than 35 people", &["20 and less than 35 = 20..35"]);
        check("at most 100 and at least 20 apples", &["100 and at least 20 = 20..100"]);
        check("more than 40 and less than 10", &["40 = 40 more_than", "10 = 10 less_than"]);
        check("more than 20 people and less than 35 cars", &["20 = 20 more_than", "35 = 35 less_than"]);
    }

    #[test]
    fn levels_and_codes_are_no_ranges() {
        check("It grew by 49.6% to 50,376 cases", &["49.6% = 49.6 percent change up", "50,376 = 50376"]);
        check("fell 2 cents to 45 cents", &["2 cents = 2 USD_cent", "45 cents = 45 USD_cent"]);
        check("rose from 3% to 4%", &["3% = 3 percent share", "4% = 4 percent share"]);
    }

    #[test]
    fn places_in_an_order() {
        check("It came between the tenth and the fifteenth.", &["[tenth and the fifteenth Ordinal]"]);
        check("It came above the third but below the sixth.", &["[third but below the sixth Ordinal]"]);
        check("the tenth and the fifteenth", &[]);
    }
}
