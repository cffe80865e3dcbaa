//! Figures: a number with its currency, unit and bound, or a range of two.
//!
//! What it matches: `320 billion yuan`, `US$2.81 million`, `RMB 5bn`, `14.3%`, `3.2 percentage points`, `9 consecutive
//! months`, `3 to 5 million`, `20-30%`, `between 20 and 30`, each with the bound before or after it (`more than`,
//! `nearly`, `or more`).
//!
//! What it leaves alone: what the time expressions have taken; ordinals; codes; digits damaged beyond a safe reading.
//!
//! Normalizes to: value and high end in the unit, magnitudes multiplied out. The span covers the number, its magnitude,
//! and its currency or percent sign; other units stay outside, as annotators read them.
//!
//! Examples: `more than 12 billion yuan` is 12000000000 CNY, `more_than`; `20-30%` is a range of percent.

use tallysheet_model::{Bound, Decimal, Dimension, SmolStr, Span};

use super::{
    English,
    numeral::{Numeral, numeral},
    token::Tokens,
};

/// A figure and the tokens that it covers.
#[derive(Clone, Debug)]
pub(super) struct Figure {
    /// First token: the currency before the number, if there is one.
    pub(super) first: usize,
    /// The token after the number and its unit.
    pub(super) next: usize,
    /// First token of the bound before it, else `first`.
    pub(super) lead: usize,
    pub(super) span: Span,
    pub(super) value: Decimal,
    pub(super) high: Option<Decimal>,
    pub(super) bound: Bound,
    pub(super) unit: SmolStr,
    pub(super) dimension: Dimension,
    pub(super) unit_open: bool,
    /// The number is made of words and no magnitude multiplies it.
    pub(super) bare_word: bool,
}

/// One number with its unit, before bounds and ranges are looked at.
struct Amount {
    first: usize,
    number: usize,
    next: usize,
    end: usize,
    numeral: Numeral,
    value: Decimal,
    unit: Option<(SmolStr, Dimension, bool)>,
}

/// The figure that starts at token `at`, its currency included.
pub(super) fn figure(english: &English, tokens: &Tokens<'_>, at: usize) -> Option<Figure> {
    let low = amount(english, tokens, at)?;
    let range = high_end(english, tokens, &low);
    let (lead, before) = match english.lexicon.bound_before.ending(tokens, low.first) {
        Some((lead, bound)) => (lead, Some(bound)),
        None => (low.first, None),
    };
    let (last, low_value, high) = match range {
        Some((high, low_value)) => {
            let value = high.value;
            (high, low_value, Some(value))
        }
        None => {
            let value = low.value;
            (low, value, None)
        }
    };
    let first = at;
    let (unit, dimension, unit_open) =
        last.unit.clone().unwrap_or((SmolStr::new_static("count"), Dimension::Count, false));
    let bound = if high.is_some() { Bound::Range } else { before.unwrap_or(Bound::Exact) };
    Some(Figure {
        first,
        next: last.next,
        lead,
        span: Span::new(tokens.list[first].span.start, last.end),
        value: low_value,
        high,
        bound,
        unit,
        dimension,
        unit_open,
        bare_word: last.numeral.in_words && !last.numeral.multiplied,
    })
}

fn amount(english: &English, tokens: &Tokens<'_>, at: usize) -> Option<Amount> {
    let sentence_end = tokens.list.last()?.span.end;
    let start = tokens.get(at)?.span.start;
    let prefix = english.units_before.at(tokens.source, start, sentence_end).and_then(|(span, form)| {
        let number = (at..tokens.list.len().min(at + 5)).find(|&i| tokens.list[i].span.start >= span.end)?;
        let gap = tokens.list[number].span.start - span.end;
        (gap <= 1).then(|| (number, (form.id.clone(), form.dimension, form.open)))
    });
    let (mut number, unit) = prefix.map_or((at, None), |(number, unit)| (number, Some(unit)));
    // A minus sign stands free before and glued to its number.
    let minus = tokens.mark(number) == Some('-')
        && !(number > 0 && tokens.list[number].glued)
        && tokens.get(number + 1).is_some_and(|t| t.glued);
    number += usize::from(minus);
    let numeral = numeral(tokens, &english.lexicon, number, unit.is_some())?;
    let value = numeral.value.map(|v| if minus { -v } else { v })?;
    let end = tokens.list[numeral.next - 1].span.end;
    let mut amount = Amount { first: at, number, next: numeral.next, end, numeral, value, unit };
    take_unit(english, tokens, &mut amount);
    Some(amount)
}

/// The unit after the number: glued, behind one blank or hyphen, or behind an adjective of duration.
fn take_unit(english: &English, tokens: &Tokens<'_>, amount: &mut Amount) {
    let mut at = amount.next;
    at +=
        usize::from(tokens.mark(at) == Some('-') && tokens.get(at).is_some_and(|t| t.glued) && tokens.is_word(at + 1));
    let adjectives = english.lexicon.time_adjectives.starting(tokens, at).map(|(next, ())| next);
    let Some((next, end, unit)) = unit_at(english, tokens, at).or_else(|| {
        adjectives.and_then(|next| unit_at(english, tokens, next).filter(|(.., u)| u.1 == Dimension::Time))
    }) else {
        return;
    };
    match &amount.unit {
        // `RMB 5 billion yuan` says it twice; another unit after a currency belongs to something else.
        Some((id, ..)) if *id != unit.0 => return,
        _ => {}
    }
    if unit.1 == Dimension::Multiple && !compares(tokens, next) {
        return;
    }
    if matches!(unit.1, Dimension::Money | Dimension::Proportion) {
        amount.end = end;
    }
    amount.next = next;
    amount.unit = Some(unit);
}

type UnitHere = (SmolStr, Dimension, bool);

/// The unit that starts at token `at`: the token after it, the byte after it, and what it is.
fn unit_at(english: &English, tokens: &Tokens<'_>, at: usize) -> Option<(usize, usize, UnitHere)> {
    let sentence_end = tokens.list.last()?.span.end;
    let (span, form) = english.units.at(tokens.source, tokens.get(at)?.span.start, sentence_end)?;
    let next = (at..tokens.list.len()).find(|&i| tokens.list[i].span.start >= span.end).unwrap_or(tokens.list.len());
    Some((next, span.end, (form.id.clone(), form.dimension, form.open)))
}

/// `three times as many`, `twice higher`: a multiple compares; `played 740 million times` counts.
fn compares(tokens: &Tokens<'_>, at: usize) -> bool {
    ["as", "more", "higher", "greater", "larger", "the", "that", "than", "faster", "lower", "bigger", "last", "its"]
        .iter()
        .any(|word| tokens.is(at, word))
}

/// The second number of a range, and the first read in its magnitude: `3 to 5 million` starts at three million.
fn high_end(english: &English, tokens: &Tokens<'_>, low: &Amount) -> Option<(Amount, Decimal)> {
    let between = low.first > 0 && tokens.is(low.first - 1, "between") && tokens.is(low.next, "and");
    let dash = tokens.mark(low.next) == Some('-');
    let to = tokens.is(low.next, "to") && !(low.first > 0 && tokens.is(low.first - 1, "from"));
    if !(between || dash || to) {
        return None;
    }
    let high = amount(english, tokens, low.next + 1)?;
    // `020-8123`, `10-15-20`: numbers of another kind.
    let code = dash
        && (tokens.mark(high.next) == Some('-')
            || tokens.text(low.number).is_some_and(|t| t.len() > 1 && t.starts_with('0')));
    let shares_magnitude = high.numeral.multiplied && !low.numeral.multiplied;
    let low_value = if shares_magnitude { share_magnitude(tokens, low, &high)? } else { low.value };
    // `grew by 49.6% to 50,376`: a percentage and a count.
    let unit_dropped = high.unit.is_none() && low.unit.as_ref().is_some_and(|unit| unit.1 != Dimension::Money);
    let same_unit =
        !unit_dropped && low.unit.as_ref().is_none_or(|unit| high.unit.as_ref().is_none_or(|other| unit.0 == other.0));
    let mut high = high;
    high.unit = high.unit.or_else(|| low.unit.clone());
    (!code && same_unit && low_value < high.value).then_some((high, low_value))
}

/// The low end times the magnitude of the high end; `None` when it was no range of one magnitude after all.
fn share_magnitude(tokens: &Tokens<'_>, low: &Amount, high: &Amount) -> Option<Decimal> {
    let digits: Decimal = tokens.text(high.number)?.parse().ok()?;
    let exponent = (0..=18).find(|&e| digits.scale_by_ten(e) == Some(high.value))?;
    low.value.scale_by_ten(exponent)
}

#[cfg(test)]
mod tests {
    use crate::testing::figures;

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(figures(text), expected, "{text}");
    }

    #[test]
    fn money_before_and_after() {
        check("It cost US$2.81 million.", &["US$2.81 million = 2810000 USD"]);
        check("S$651.8m or A$12", &["S$651.8m = 651800000 SGD", "A$12 = 12 AUD"]);
        check("more than 12 billion yuan of funds", &["12 billion yuan = 12000000000 CNY more_than"]);
        check("more than €10m (£8.6m)", &["€10m = 10000000 EUR more_than", "£8.6m = 8600000 GBP"]);
    }

    #[test]
    fn percentages_points_and_time() {
        check("It accounts for 14.3% of cases.", &["14.3% = 14.3 percent share"]);
        check("up 0.5 percentage points", &["0.5 percentage points = 0.5 percentage_point change up"]);
        check("for 9 consecutive months", &["9 = 9 month"]);
        check("for seven straight years", &["seven = 7 year"]);
    }

    #[test]
    fn bounds() {
        check("nearly 300 cases", &["300 = 300 about"]);
        check("300 cases or more", &["300 = 300 at_least"]);
        check("no fewer than 300 cases", &["300 = 300 at_least"]);
        check("fewer than 300 cases", &["300 = 300 less_than"]);
        check("as many as 300 cases", &["300 = 300"]);
    }

    #[test]
    fn ranges() {
        check("3 to 5 million cards", &["3 to 5 million = 3000000..5000000"]);
        check("Losses of 20-30%", &["20-30% = 20..30 percent share"]);
        check("between 20 and 30 people", &["20 and 30 = 20..30"]);
        check("It grew by 49.6% to 50,376 cases", &["49.6% = 49.6 percent change up", "50,376 = 50376"]);
    }

    #[test]
    fn signs() {
        check("a balance of -5.5 million euros", &["-5.5 million euros = -5500000 EUR"]);
    }
}
