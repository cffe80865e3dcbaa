//! One number with its sign and its unit.
//!
//! What it matches: a currency before the number (`US$2.81 million`, `RMB 5bn`), a unit after it (`14.3%`, `200lbs`,
//! `3-inch`, `9 consecutive months`, `20 (kg)`, `30 MUSD`), a smaller unit after that (`thirteen dollars forty-five
//! cents`, `15 dollars and 50`, `5 ft 2 in`), a sign (`-5.5`, `minus 5`).
//!
//! What it leaves alone: a second unit of another kind (`2 million yuan a day`), times that count (`played 740 times`).
//!
//! Normalizes to: the value in the greater unit; the span takes in currencies and percent signs, no other unit.
//!
//! Examples: `thirteen dollars forty-five cents` is 13.45 USD, `minus 5` is -5.

use tallysheet_model::{Decimal, Dimension, SmolStr};

use super::{
    English,
    fraction::ratio,
    numeral::{self, Numeral, numeral},
    rule_word::{word, words},
    token::{TokenKind, Tokens},
};
use crate::units::UnitForm;

/// A number with its unit, before bounds and ranges are looked at.
pub(super) struct Amount<'e> {
    /// First token: the currency or sign before the number, if there is one.
    pub(super) first: usize,
    /// First token of the number.
    pub(super) number: usize,
    /// The token after the number and its unit.
    pub(super) next: usize,
    /// The byte after the span.
    pub(super) end: usize,
    pub(super) numeral: Numeral,
    pub(super) value: Decimal,
    pub(super) unit: Option<UnitHere<'e>>,
}

/// A unit as the text names it.
#[derive(Clone, Copy, Debug)]
pub(super) struct UnitHere<'e> {
    pub(super) id: &'e SmolStr,
    pub(super) dimension: Dimension,
    pub(super) open: bool,
    part_of: Option<(&'e SmolStr, u16)>,
}

/// The unit of figures that have none.
pub(super) static COUNT: SmolStr = SmolStr::new_static("count");
pub(super) static PERCENT: SmolStr = SmolStr::new_static("percent");
static INCH: SmolStr = SmolStr::new_static("inch");

impl<'e> From<&'e UnitForm> for UnitHere<'e> {
    fn from(form: &'e UnitForm) -> Self {
        let part_of = form.part_of.as_ref().map(|(whole, parts)| (whole, *parts));
        Self { id: &form.id, dimension: form.dimension, open: form.open, part_of }
    }
}

/// The amount that starts at token `at`, its currency included.
pub(super) fn amount<'e>(english: &'e English, tokens: &Tokens<'_>, at: usize) -> Option<Amount<'e>> {
    let mut amount = simple(english, tokens, at)?;
    while add_part(english, tokens, &mut amount) {}
    Some(amount)
}

fn simple<'e>(english: &'e English, tokens: &Tokens<'_>, at: usize) -> Option<Amount<'e>> {
    let sentence_end = tokens.list.last()?.span.end;
    let start = tokens.get(at)?.span.start;
    let prefix = english.units_before.at(tokens.source, start, sentence_end).and_then(|(span, form)| {
        let number = (at..tokens.list.len().min(at + 5)).find(|&i| tokens.list[i].span.start >= span.end)?;
        let gap = tokens.list[number].span.start - span.end;
        (gap <= 1).then(|| (number, UnitHere::from(form)))
    });
    let (number, unit) = prefix.map_or((at, None), |(number, unit)| (number, Some(unit)));
    let minus = is_minus(tokens, number);
    let number = number + usize::from(minus);
    let numeral = numeral(tokens, &english.lexicon, number, unit.is_some())?;
    let numeral = ratio(english, tokens, &numeral).filter(|_| unit.is_none()).unwrap_or(numeral);
    let value = numeral.value.map(|v| if minus { -v } else { v })?;
    let end = tokens.list[numeral.next - 1].span.end;
    let mut amount = Amount { first: at, number, next: numeral.next, end, numeral, value, unit };
    take_unit(english, tokens, &mut amount);
    Some(amount)
}

/// A minus sign stands glued to its number, and free before or behind a mark; in words, no number stands before it.
pub(super) fn is_minus(tokens: &Tokens<'_>, at: usize) -> bool {
    let glued = |at: usize| tokens.is_glued(at);
    let before = at.checked_sub(1);
    if tokens.is_mark(at, '-') {
        let behind_mark = before.is_some_and(|b| matches!(tokens.mark(b), '<' | '>' | '=' | '(' | '[' | '"'));
        return glued(at + 1) && (!glued(at) || behind_mark);
    }
    let behind_number = before.and_then(|b| tokens.get(b)).is_some_and(|t| t.kind == TokenKind::Number);
    (tokens.is(at, word!("minus")) || tokens.is(at, word!("negative"))) && !behind_number
}

/// The unit after the number: glued, behind one blank or hyphen, in brackets, or behind an adjective of duration.
fn take_unit<'e>(english: &'e English, tokens: &Tokens<'_>, amount: &mut Amount<'e>) {
    let mut at = amount.next;
    at += usize::from(tokens.is_mark(at, '-') && tokens.is_glued(at) && tokens.is_word(at + 1));
    let adjectives = english.lexicon.time_adjectives.starting(tokens, at).map(|(next, ())| next);
    let after_adjectives = || {
        adjectives
            .and_then(|next| unit_at(english, tokens, next).filter(|(.., unit)| unit.dimension == Dimension::Time))
    };
    let Some((next, end, unit)) = unit_at(english, tokens, at)
        .or_else(|| bracketed(english, tokens, at))
        .or_else(|| millions_of(english, tokens, at, amount))
        .or_else(|| inches(tokens, &english.lexicon.lengths, at))
        .or_else(after_adjectives)
    else {
        return;
    };
    match &amount.unit {
        // `RMB 5 billion yuan` says it twice; another unit after a currency belongs to something else.
        Some(before) if before.id != unit.id => return,
        _ => {}
    }
    if unit.dimension == Dimension::Multiple && !compares(tokens, next) {
        return;
    }
    if matches!(unit.dimension, Dimension::Money | Dimension::Proportion) {
        amount.end = end;
    }
    amount.next = next;
    amount.unit = Some(unit);
}

/// The token after a unit, the byte after it, and what it is.
type Taken<'e> = (usize, usize, UnitHere<'e>);

fn unit_at<'e>(english: &'e English, tokens: &Tokens<'_>, at: usize) -> Option<Taken<'e>> {
    let (end, form) = english.units.at(tokens, at)?;
    let next = (at..tokens.list.len()).find(|&i| tokens.list[i].span.start >= end).unwrap_or(tokens.list.len());
    Some((next, end, form.into()))
}

/// `20 (kg)`: nothing but a unit of measurement in the brackets.
fn bracketed<'e>(english: &'e English, tokens: &Tokens<'_>, at: usize) -> Option<Taken<'e>> {
    let close = match tokens.mark(at) {
        '(' => ')',
        '{' => '}',
        '[' => ']',
        '<' => '>',
        _ => return None,
    };
    let (next, end, unit) = unit_at(english, tokens, at + 1)?;
    (tokens.is_mark(next, close) && unit.dimension == Dimension::Physical).then_some((next + 1, end, unit))
}

/// `30 MUSD`: a currency code behind `M`, `K` or `B`, which multiplies the amount.
fn millions_of<'e>(english: &'e English, tokens: &Tokens<'_>, at: usize, amount: &mut Amount<'e>) -> Option<Taken<'e>> {
    let token = tokens.get(at).filter(|t| t.kind == TokenKind::Word && t.span.len() == 4)?;
    let (magnitude, code) = token.span.slice(tokens.source).split_at_checked(1)?;
    let exponent = match magnitude {
        "K" => 3,
        "M" => 6,
        "B" => 9,
        _ => return None,
    };
    let unit: UnitHere<'e> = english.units.written(code).filter(|form| form.dimension == Dimension::Money)?.into();
    amount.value = amount.value.scale_by_ten(exponent)?;
    amount.numeral.multiplied = true;
    Some((at + 1, token.span.end, unit))
}

/// `10" wide`: the sign of inches, where a word says that it is a length.
fn inches(tokens: &Tokens<'_>, lengths: &super::phrase_table::PhraseTable<()>, at: usize) -> Option<Taken<'static>> {
    lengths.starting(tokens, at + 1).filter(|_| tokens.is_mark(at, '"'))?;
    let unit = UnitHere { id: &INCH, dimension: Dimension::Physical, open: false, part_of: None };
    Some((at + 1, tokens.list[at].span.end, unit))
}

/// `three times as many`, `twice higher`: a multiple compares; `played 740 million times` counts.
fn compares(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens.is_any(
        at,
        &words![
            "as", "more", "higher", "greater", "larger", "the", "that", "than", "faster", "lower", "bigger", "last",
            "its"
        ],
    )
}

/// Takes a smaller unit told together with the amount's; `false` when there is none.
fn add_part<'e>(english: &'e English, tokens: &Tokens<'_>, amount: &mut Amount<'e>) -> bool {
    let Some(unit) = amount.unit.filter(|unit| unit.part_of.is_none()) else { return false };
    let and = tokens.is(amount.next, word!("and"));
    if !numeral::may_open(tokens, amount.next + usize::from(and)) {
        return false;
    }
    let Some(mut part) = simple(english, tokens, amount.next + usize::from(and)) else { return false };
    let named = amount.next > amount.numeral.next;
    let Some(parts) = parts(tokens, &unit, &mut part, and && named) else { return false };
    let whole = amount.value >= Decimal::ZERO && amount.value.is_whole() && part.value >= Decimal::ZERO;
    if !whole || part.value >= Decimal::from(i64::from(parts)) {
        return false;
    }
    let Some(value) = Decimal::from_units(part.value.units() / i128::from(parts)) else { return false };
    let Some(sum) = amount.value.checked_add(value) else { return false };
    (amount.value, amount.next, amount.end) = (sum, part.next, part.end);
    amount.unit = Some(UnitHere { part_of: Some((unit.id, parts)), ..unit });
    true
}

/// How many of the part's unit make one of the amount's. With `and` between them, money needs no second unit.
fn parts(tokens: &Tokens<'_>, whole: &UnitHere<'_>, part: &mut Amount<'_>, and: bool) -> Option<u16> {
    if let Some(unit) = &part.unit {
        let (of, parts) = unit.part_of?;
        // Cents are of many currencies.
        let kin =
            of == whole.id || (unit.open && whole.dimension == Dimension::Money && unit.dimension == whole.dimension);
        return kin.then_some(parts);
    }
    if *whole.id == "foot" && !and && tokens.is(part.next, word!("in")) {
        part.next += 1;
        return Some(12);
    }
    // `15 dollars and 50.`
    let ends = part.next == tokens.list.len() || matches!(tokens.mark(part.next), '.' | ',' | ';' | ')');
    (whole.dimension == Dimension::Money && and && ends && part.value.is_whole()).then_some(100)
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
        check("some 30 MUSD in debt", &["30 MUSD = 30000000 USD about"]);
    }

    #[test]
    fn money_with_its_parts() {
        check("thirteen dollars forty-five cents", &["thirteen dollars forty-five cents = 13.45 USD"]);
        check("It cost 15 dollars and 5.", &["15 dollars and 5 = 15.05 USD"]);
        check("15 dollars and 50 cards, $15 and 50", &["15 dollars = 15 USD", "50 = 50", "$15 = 15 USD", "50 = 50"]);
        check("10 euros 30 cents", &["10 euros 30 cents = 10.3 EUR"]);
    }

    #[test]
    fn other_units() {
        check("for 9 consecutive months", &["9 = 9 month"]);
        check("for seven straight years", &["seven = 7 year"]);
        check("up 0.5 percentage points", &["0.5 percentage points = 0.5 percentage_point change up"]);
        check("200lbs in a 3-inch box", &["200 = 200 lb", "3 = 3 inch"]);
        check("a man of 6 feet and 3 inches", &["6 feet and 3 = 6.25 foot"]);
        check("a load of 20 (kg)", &["20 = 20 kg"]);
    }

    #[test]
    fn signs() {
        check("a balance of -5.5 million euros", &["-5.5 million euros = -5500000 EUR"]);
        check("minus 12 degrees", &["minus 12 = -12 degree"]);
    }
}
