//! English numerals.
//!
//! What it matches: digits (`1,234,567`, `1 234 567`, `.5`) and number words (`twenty-five`, `two hundred and six`,
//! `a dozen`), with the magnitudes after them (`1.55 billion`, `1.2bn`, `two and a half million`, `half a million`).
//!
//! What it leaves alone: ordinals, codes (`SKU31A`), versions (`1.2.3`), and magnitudes without a number
//! (`hundreds of millions`), which are vague.
//!
//! Normalizes to: an exact decimal, magnitudes multiplied out.
//!
//! Examples: `1.55 billion` is 1550000000, `two and a half million` is 2500000, `twelve hundred` is 1200.

use tallysheet_model::Decimal;

use super::{
    lexicon::{Class, Lexicon},
    token::{TokenKind, Tokens},
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
}

/// The numeral that starts at token `at`. With `money` before it, `m` and `k` may stand after a blank.
pub(super) fn numeral(tokens: &Tokens<'_>, lexicon: &Lexicon, at: usize, money: bool) -> Option<Numeral> {
    match tokens.get(at)?.kind {
        TokenKind::Number(value) => Some(digits(tokens, lexicon, at, value, money)),
        TokenKind::Word => words(tokens, at),
        _ => None,
    }
}

/// Whether a vague magnitude starts at `at`: `thousands`, `hundreds of millions`, `millions`. Gives the token after it.
pub(super) fn vague(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    let vague = |at: usize| matches!(tokens.class(at), Class::Magnitudes(_)) || tokens.is(at, "dozens");
    if !vague(at) {
        return None;
    }
    let mut next = at + 1;
    while tokens.is(next, "of") && vague(next + 1) {
        next += 2;
    }
    Some(next)
}

fn digits(tokens: &Tokens<'_>, lexicon: &Lexicon, at: usize, value: Option<Decimal>, money: bool) -> Numeral {
    let mut numeral = Numeral { value, next: at + 1, in_words: false, multiplied: false };
    let short = tokens
        .get(at + 1)
        .filter(|t| t.kind == TokenKind::Word)
        .and_then(|t| lexicon.short_magnitude(t.span.slice(tokens.source), !(t.glued || money)));
    if let Some(exponent) = short {
        return scaled(numeral, exponent, at + 2);
    }
    loop {
        let hyphen = usize::from(tokens.mark(numeral.next) == Some('-'));
        match tokens.class(numeral.next + hyphen) {
            Class::Magnitude(exponent) => numeral = scaled(numeral, exponent, numeral.next + hyphen + 1),
            // `4000 Thousands` is no English; the plural still multiplies.
            Class::Magnitudes(exponent) if hyphen == 0 => numeral = scaled(numeral, exponent, numeral.next + 1),
            Class::Dozen => {
                numeral.value = numeral.value.and_then(|v| v.checked_mul(Decimal::from(12)));
                numeral.next += hyphen + 1;
                numeral.multiplied = true;
            }
            Class::And if and_a_half(tokens, numeral.next) && !numeral.multiplied => {
                numeral.value = numeral.value.and_then(|v| v.checked_add(half()));
                numeral.next += 3;
            }
            _ => return numeral,
        }
    }
}

fn scaled(numeral: Numeral, exponent: u8, next: usize) -> Numeral {
    let value = numeral.value.and_then(|v| v.scale_by_ten(i32::from(exponent)));
    Numeral { value, next, multiplied: true, ..numeral }
}

fn half() -> Decimal {
    Decimal::ratio(1, 2).expect("two is not zero")
}

/// `and a half`.
fn and_a_half(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens.is(at, "and") && tokens.is(at + 1, "a") && tokens.class(at + 2) == Class::Half
}

/// Reads number words from left to right: a group below a thousand, times a magnitude, and so on downwards.
fn words(tokens: &Tokens<'_>, at: usize) -> Option<Numeral> {
    let mut reader = WordReader { total: Decimal::ZERO, group: None, last_exponent: u8::MAX, multiplied: false };
    let mut next = at;
    if tokens.class(at) == Class::Half && tokens.is(at + 1, "a") && is_magnitude(tokens, at + 2) {
        reader.group = Some(half());
        next = at + 2;
    } else if (tokens.is(at, "a") || tokens.is(at, "an")) && is_magnitude(tokens, at + 1) {
        reader.group = Some(Decimal::ONE);
        next = at + 1;
    }
    let start = next;
    loop {
        // A hyphen or an `and` joins two number words; at the end it joins something else.
        let joint = reader.joint(tokens, next).filter(|_| next > start).unwrap_or(next);
        if reader.group.is_some() && and_a_half(tokens, next) {
            reader.group = reader.group.and_then(|g| g.checked_add(half()));
            next += 3;
        } else if reader.take(tokens.class(joint)) {
            next = joint + 1;
        } else {
            break;
        }
    }
    let value = reader.total.checked_add(reader.group.unwrap_or(Decimal::ZERO));
    (next > start).then_some(Numeral { value, next, in_words: true, multiplied: reader.multiplied })
}

fn is_magnitude(tokens: &Tokens<'_>, at: usize) -> bool {
    matches!(tokens.class(at), Class::Magnitude(_) | Class::Dozen)
}

/// The state of reading number words.
struct WordReader {
    /// Groups already multiplied by their magnitude.
    total: Decimal,
    /// The group below a thousand being read.
    group: Option<Decimal>,
    /// The magnitude read last: the next must be smaller.
    last_exponent: u8,
    multiplied: bool,
}

impl WordReader {
    /// The token after a hyphen or `and` that may join the next number word.
    fn joint(&self, tokens: &Tokens<'_>, at: usize) -> Option<usize> {
        if tokens.mark(at) == Some('-') {
            return Some(at + 1);
        }
        let small_follows = matches!(tokens.class(at + 1), Class::Cardinal(_));
        let after_hundreds = self.group.is_none_or(|g| g >= Decimal::from(100)) && self.multiplied;
        (tokens.is(at, "and") && small_follows && after_hundreds).then_some(at + 1)
    }

    /// Takes one number word; `false` when it does not go on with the number.
    fn take(&mut self, class: Class) -> bool {
        let group = self.group.unwrap_or(Decimal::ZERO);
        let taken = match class {
            Class::Cardinal(word) => {
                let (word, units) = (i64::from(word), group.units() / Decimal::ONE.units());
                let after_tens = (20..100).contains(&(units % 100)) && units % 10 == 0 && (1..10).contains(&word);
                let after_hundreds = units >= 100 && units % 100 == 0 && word > 0;
                if self.group.is_none() || after_tens || after_hundreds {
                    group.checked_add(Decimal::from(word)).map(|sum| self.group = Some(sum))
                } else {
                    None
                }
            }
            Class::Dozen if self.group.is_some() => {
                self.multiplied = true;
                group.checked_mul(Decimal::from(12)).map(|product| self.group = Some(product))
            }
            Class::Magnitude(2) if self.group.is_some_and(|g| g < Decimal::from(100)) => {
                self.multiplied = true;
                group.scale_by_ten(2).map(|product| self.group = Some(product))
            }
            Class::Magnitude(exponent) if exponent > 2 && self.group.is_some() && exponent < self.last_exponent => {
                self.multiplied = true;
                self.last_exponent = exponent;
                self.group = None;
                group
                    .scale_by_ten(i32::from(exponent))
                    .and_then(|product| self.total.checked_add(product))
                    .map(|sum| self.total = sum)
            }
            _ => None,
        };
        taken.is_some()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::testing::figures;

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(figures(text), expected, "{text}");
    }

    #[test]
    fn digits_with_their_grouping_and_magnitudes() {
        check("Some 1.55 billion calls", &["1.55 billion = 1550000000 about"]);
        check("1,234,567 people", &["1,234,567 = 1234567"]);
        check("1 234 567 people", &["1 234 567 = 1234567"]);
        check(
            "RMB 5bn and £1.2bn and $3 m",
            &["RMB 5bn = 5000000000 CNY", "£1.2bn = 1200000000 GBP", "$3 m = 3000000 USD"],
        );
        check("40 thousand cards", &["40 thousand = 40000"]);
        check("2 dozen cards", &["2 dozen = 24"]);
    }

    #[test]
    fn number_words() {
        check("two million cards", &["two million = 2000000"]);
        check("twenty-five people", &["twenty-five = 25"]);
        check("two hundred and six people", &["two hundred and six = 206"]);
        check("two and a half million cards", &["two and a half million = 2500000"]);
        check("half a million cards", &["half a million = 500000"]);
        check("twelve hundred cards and a dozen phones", &["twelve hundred = 1200", "a dozen = 12"]);
        check("three thousand and forty cards", &["three thousand and forty = 3040"]);
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
