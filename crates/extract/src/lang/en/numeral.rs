//! English numerals.
//!
//! What it matches: digits (see [`super::digits`]) with the magnitudes after them (`1.55 billion`, `1.2bn`, `2 dozen`, `3
//! hundred and 21`), number words (see [`super::words`]), fractions of a magnitude (`half a million`, `three quarters of a
//! million`), mixed numbers (`5½`, `2 1/4`, `two and a half million`, `3 million and a quarter`), and fractions alone (see
//! [`super::fraction`]).
//!
//! What it leaves alone: ordinals, codes (`SKU31A`), versions (`1.2.3`), the metres of `1.8m tall`, and magnitudes without
//! a number (`hundreds of millions`), which are vague.
//!
//! Normalizes to: an exact decimal, magnitudes multiplied out.
//!
//! Examples: `1.55 billion` is 1550000000, `two and a half million` is 2500000, `two thirds of a million` is 666666.666667.

use tallysheet_model::{Decimal, TimeUnit};

use super::{
    fraction,
    lexicon::{Class, Lexicon},
    opens::Opens,
    rule_word::word,
    token::{TokenKind, Tokens},
    vocabulary::Word,
    words,
};

/// A number read from tokens.
#[derive(Clone, Copy, Debug)]
pub(super) struct Numeral {
    /// `None` for damaged digits.
    pub(super) value: Option<Decimal>,
    /// The token after it.
    pub(super) next: usize,
    /// It is made of words only.
    pub(super) in_words: bool,
    /// A magnitude word or a dozen multiplies it.
    pub(super) multiplied: bool,
    /// The power of ten that multiplies all of it; 0 where there is none.
    pub(super) exponent: i32,
    pub(super) form: Form,
}

/// What a numeral is besides a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Plain,
    /// A part of one, with nothing that it multiplies: `two thirds`.
    Fraction,
    /// So many of so many: `one in five`.
    Ratio,
    /// Digits with a decimal comma.
    Comma,
}

impl Numeral {
    pub(super) fn new(value: Option<Decimal>, next: usize) -> Self {
        Self { value, next, in_words: false, multiplied: false, exponent: 0, form: Form::Plain }
    }

    /// The numeral with a magnitude that ends before token `next`.
    fn scaled(self, exponent: u8, next: usize) -> Self {
        let exponent = i32::from(exponent);
        let value = self.value.and_then(|value| value.scale_by_ten(exponent));
        Self { value, next, multiplied: true, exponent: self.exponent + exponent, form: Form::Plain, ..self }
    }

    fn times_twelve(self, next: usize) -> Self {
        let value = self.value.and_then(|value| value.checked_mul(Decimal::from(12)));
        Self { value, next, multiplied: true, form: Form::Plain, ..self }
    }

    /// The numeral with something added that ends before token `next`.
    fn plus(self, more: Option<Decimal>, next: usize) -> Self {
        let value = self.value.zip(more).and_then(|(value, more)| value.checked_add(more));
        Self { value, next, ..self }
    }
}

/// The numeral that starts at token `at`. With `money` before it, `m` and `k` may stand after a blank.
pub(super) fn numeral(tokens: &Tokens<'_>, lexicon: &Lexicon, at: usize, money: bool) -> Option<Numeral> {
    if let Some(part) = fraction::fraction(tokens, lexicon, at) {
        return Some(of_magnitude(tokens, part));
    }
    match tokens.get(at)?.kind {
        TokenKind::Number => Some(digits(tokens, lexicon, Numeral::new(tokens.value(at), at + 1), money)),
        TokenKind::CommaNumber => {
            let comma = Numeral { form: Form::Comma, ..Numeral::new(tokens.value(at), at + 1) };
            Some(digits(tokens, lexicon, comma, money))
        }
        TokenKind::Word => half_of_magnitude(tokens, at).or_else(|| words::words(tokens, lexicon, at)),
        _ => None,
    }
}

/// Whether a numeral, not counting `a third` and the like, may start at token `at`.
pub(super) fn may_open(tokens: &Tokens<'_>, at: usize) -> bool {
    match tokens.kind(at) {
        Some(TokenKind::Number | TokenKind::CommaNumber | TokenKind::Fraction) => true,
        _ => matches!(
            tokens.class(at),
            Class::Cardinal(_) | Class::Magnitude(_) | Class::Dozen | Class::Half | Class::TimeUnit(TimeUnit::Quarter)
        ),
    }
}

/// The words that multiply a number in digits or add to it, and adjectives of duration behind it.
pub(super) fn multiplying(lexicon: &mut Lexicon) -> Vec<Word> {
    use Class::{And, Dozen, Dozens, Magnitude, Magnitudes};
    let multiplies = |class: Class| matches!(class, Magnitude(_) | Magnitudes(_) | Dozen | Dozens | And);
    let mut words: Vec<Word> = lexicon.short_magnitudes();
    words.extend(lexicon.vocabulary.words().filter(|facts| multiplies(facts.class)).map(|facts| facts.word));
    words.extend(lexicon.time_adjectives.first_words());
    words
}

/// Whether a vague magnitude starts at `at`: `thousands`, `hundreds of millions`, `millions`. Gives the token after it.
pub(super) fn vague(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    let vague = |at: usize| matches!(tokens.class(at), Class::Magnitudes(_) | Class::Dozens);
    if !vague(at) {
        return None;
    }
    let mut next = at + 1;
    while tokens.is(next, word!("of")) && vague(next + 1) {
        next += 2;
    }
    Some(next)
}

pub(super) fn is_magnitude(tokens: &Tokens<'_>, at: usize) -> bool {
    matches!(tokens.class(at), Class::Magnitude(_) | Class::Dozen)
}

/// `half million`, `half a dozen`, `quarter million`: nothing but the magnitude makes a number of the part.
fn half_of_magnitude(tokens: &Tokens<'_>, at: usize) -> Option<Numeral> {
    let denominator = match tokens.class(at) {
        Class::Half => 2,
        _ if tokens.is(at, word!("quarter")) => 4,
        _ => return None,
    };
    let part = Numeral { in_words: true, ..Numeral::new(Decimal::ratio(1, denominator), at + 1) };
    Some(of_magnitude(tokens, part)).filter(|numeral| numeral.multiplied)
}

/// `three quarters of a million`, `half a dozen`: the part with the magnitude that it multiplies, if there is one.
fn of_magnitude(tokens: &Tokens<'_>, part: Numeral) -> Numeral {
    let mut at = part.next;
    at += usize::from(tokens.is_mark(at, '-') || tokens.is(at, word!("of")));
    at += usize::from(tokens.is(at, word!("a")) || tokens.is(at, word!("an")));
    let mut numeral = part;
    loop {
        numeral = match tokens.class(at) {
            Class::Magnitude(exponent) => numeral.scaled(exponent, at + 1),
            Class::Dozen => numeral.times_twelve(at + 1),
            _ => return numeral,
        };
        at += 1;
    }
}

/// Digits with what multiplies them and what is added after `and`.
fn digits(tokens: &Tokens<'_>, lexicon: &Lexicon, number: Numeral, money: bool) -> Numeral {
    if let Some(exponent) = short_magnitude(tokens, lexicon, number.next, money) {
        return number.scaled(exponent, number.next + 1);
    }
    let mut numeral = match fraction::in_signs(tokens, number.next) {
        Some(part) => number.plus(part.value, part.next),
        None => number,
    };
    loop {
        let hyphen = usize::from(tokens.is_mark(numeral.next, '-'));
        let word = numeral.next + hyphen;
        numeral = match tokens.class(word) {
            Class::Magnitude(exponent) => numeral.scaled(exponent, word + 1),
            // `4000 Thousands` is no English; the plural still multiplies.
            Class::Magnitudes(exponent) if hyphen == 0 => numeral.scaled(exponent, word + 1),
            Class::Dozen | Class::Dozens => numeral.times_twelve(word + 1),
            Class::And => match and_more(tokens, lexicon, numeral) {
                Some(more) => more,
                None => return numeral,
            },
            _ => return numeral,
        }
    }
}

/// `bn` after digits. `1.8m tall` is a length.
fn short_magnitude(tokens: &Tokens<'_>, lexicon: &Lexicon, at: usize, money: bool) -> Option<u8> {
    let token = tokens.get(at).filter(|t| t.kind == TokenKind::Word && t.facts.opens.any(Opens::GOES_ON))?;
    let metres = !money
        && tokens.is(at, word!("m"))
        && lexicon.lengths.starting(tokens, at + 1).is_some_and(|(next, ())| !tokens.is_mark(next, '-'));
    let exponent = lexicon.short_magnitude(token.span.slice(tokens.source), !(token.glued || money))?;
    (!metres).then_some(exponent)
}

/// `5 and a half`, `3 million and a quarter`, `3 hundred and 21`.
fn and_more(tokens: &Tokens<'_>, lexicon: &Lexicon, numeral: Numeral) -> Option<Numeral> {
    if let Some(part) = fraction::after_and(tokens, lexicon, numeral.next) {
        let more = part.value.and_then(|part| part.scale_by_ten(numeral.exponent));
        return Some(numeral.plus(more, part.next));
    }
    let hundreds = numeral.exponent == 2 && tokens.is(numeral.next, word!("and"));
    let units = tokens.value(numeral.next + 1).filter(|_| tokens.kind(numeral.next + 1) == Some(TokenKind::Number))?;
    let completes = hundreds && units.is_whole() && units < Decimal::from(100);
    let alone = !matches!(tokens.class(numeral.next + 2), Class::Magnitude(_));
    (completes && alone).then(|| Numeral { exponent: 0, ..numeral.plus(Some(units), numeral.next + 2) })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::testing::figures;

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(figures(text), expected, "{text}");
    }

    #[test]
    fn digits_and_magnitudes() {
        check("Some 1.55 billion calls", &["1.55 billion = 1550000000 about"]);
        check(
            "RMB 5bn and £1.2bn and $3 m",
            &["RMB 5bn = 5000000000 CNY", "£1.2bn = 1200000000 GBP", "$3 m = 3000000 USD"],
        );
        check("40 thousand cards", &["40 thousand = 40000"]);
        check("2 dozen cards and 3 dozens more", &["2 dozen = 24", "3 dozens = 36"]);
        check("3 hundred and 21 cards", &["3 hundred and 21 = 321"]);
        check("a wall 1.8m high", &["1.8 = 1.8 m"]);
    }

    #[test]
    fn parts_of_a_magnitude_and_mixed_numbers() {
        check("two and a half million cards", &["two and a half million = 2500000"]);
        check("half a million cards", &["half a million = 500000"]);
        check("Half million cards, a quarter million phones", &["Half million = 500000", "a quarter million = 250000"]);
        check("three quarters of a million cards", &["three quarters of a million = 750000"]);
        check("3 million and a quarter", &["3 million and a quarter = 3250000"]);
        check("5½ cups and 2 1/4 miles", &["5½ = 5.5", "2 1/4 = 2.25 mile"]);
    }

    #[test]
    fn vague_and_damaged_numbers_are_no_figures() {
        check("hundreds of millions of calls", &["[hundreds of millions Vague]"]);
        check("3,2016 cards and SKU31A and 1.2.3", &[]);
    }

    /// A whole number below 10^15 in English words.
    fn spell(number: u64) -> String {
        const SMALL: [&str; 20] = [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ];
        const TENS: [&str; 10] = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
        const MAGNITUDES: [(u64, &str); 4] =
            [(1_000_000_000_000, "trillion"), (1_000_000_000, "billion"), (1_000_000, "million"), (1_000, "thousand")];
        if let Some((size, name)) = MAGNITUDES.iter().find(|(size, _)| number >= *size) {
            let rest = number % size;
            let tail = if rest == 0 { String::new() } else { format!(" {}", spell(rest)) };
            return format!("{} {name}{tail}", spell(number / size));
        }
        match number {
            0..20 => SMALL[number as usize].to_owned(),
            20..100 if number.is_multiple_of(10) => TENS[number as usize / 10].to_owned(),
            20..100 => format!("{}-{}", TENS[number as usize / 10], SMALL[number as usize % 10]),
            _ if number.is_multiple_of(100) => format!("{} hundred", SMALL[number as usize / 100]),
            _ => format!("{} hundred and {}", SMALL[number as usize / 100], spell(number % 100)),
        }
    }

    fn grouped(number: u64) -> String {
        let digits = number.to_string();
        let mut out = String::new();
        for (i, digit) in digits.chars().enumerate() {
            if i > 0 && (digits.len() - i).is_multiple_of(3) {
                out.push(',');
            }
            out.push(digit);
        }
        out
    }

    proptest! {
        #[test]
        fn reads_back_every_number_it_writes(exponent in 1_u32..=15, seed in 0_u64..1_000_000_000_000_000) {
            let number = seed % 10_u64.pow(exponent);
            for written in [spell(number), grouped(number)] {
                let text = format!("It sold {written} tickets");
                let annotated = crate::testing::annotate(&text);
                let values: Vec<String> =
                    annotated.mentions.iter().filter_map(|m| m.quantity()).map(|q| q.value.to_string()).collect();
                prop_assert_eq!(values, vec![number.to_string()], "{}", text);
            }
        }
    }
}
