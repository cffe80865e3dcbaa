//! Numbers in English words.
//!
//! What it matches: cardinals with their magnitudes (`twenty-five`, `two hundred and six`, `three lakh crore`, `a dozen`),
//! decimals (`two point five million`, `nought point nought three`), and mixed numbers (`forty-two and a third`, `one
//! million and a half`).
//!
//! What it leaves alone: an `and` that joins two numbers (`two and three`), `at one point five people …`.
//!
//! Normalizes to: an exact decimal.
//!
//! Examples: `twelve hundred` is 1200, `one billion and a half million` is 1000500000.

use tallysheet_model::Decimal;

use super::{
    fraction,
    lexicon::{Class, Lexicon},
    numeral::{Numeral, is_magnitude},
    rule_word::word,
    token::Tokens,
};

/// The number that starts at token `at`, with a fraction that completes it.
pub(super) fn words(tokens: &Tokens<'_>, lexicon: &Lexicon, at: usize) -> Option<Numeral> {
    read(tokens, Some(lexicon), at)
}

/// The number that starts at token `at`, fractions left alone.
pub(super) fn whole(tokens: &Tokens<'_>, at: usize) -> Option<Numeral> {
    read(tokens, None, at)
}

/// Reads from left to right: a group below a thousand, times a magnitude, and so on downwards.
fn read(tokens: &Tokens<'_>, fractions: Option<&Lexicon>, at: usize) -> Option<Numeral> {
    let mut reader = WordReader::default();
    let mut next = at;
    if (tokens.is(at, word!("a")) || tokens.is(at, word!("an"))) && is_magnitude(tokens, at + 1) {
        reader.group = Some(Decimal::ONE);
        next = at + 1;
    }
    let start = next;
    if !matches!(tokens.class(start), Class::Cardinal(_) | Class::Magnitude(_) | Class::Dozen) {
        return None;
    }
    loop {
        // A hyphen or an `and` joins two number words; at the end it joins something else.
        let joint = reader.joint(tokens, next).filter(|_| next > start).unwrap_or(next);
        let part = fractions.filter(|_| next > start).and_then(|lexicon| fraction::after_and(tokens, lexicon, next));
        if let Some(part) = part {
            next = reader.add_part(tokens, part)?;
        } else if let Some((decimals, after)) = decimals(tokens, at, next).filter(|_| reader.group.is_some()) {
            reader.add_to_group(decimals)?;
            next = after;
        } else if reader.take(tokens.class(joint)) {
            next = joint + 1;
        } else {
            break;
        }
    }
    let value = reader.total.checked_add(reader.group.unwrap_or(Decimal::ZERO));
    let numeral = Numeral {
        in_words: true,
        multiplied: reader.multiplied,
        exponent: reader.exponent,
        ..Numeral::new(value, next)
    };
    (next > start).then_some(numeral)
}

/// `point nought three`, `point twenty-five` at token `at`: the decimals and the token after them.
fn decimals(tokens: &Tokens<'_>, start: usize, at: usize) -> Option<(Decimal, usize)> {
    let at_one_point = start > 0 && tokens.is(start - 1, word!("at"));
    if !tokens.is(at, word!("point")) || at_one_point {
        return None;
    }
    let (mut digits, mut scale, mut next) = (0_i64, 0, at + 1);
    while let Class::Cardinal(word) = tokens.class(next) {
        let places = if word < 10 { 1 } else { 2 };
        if scale + places > Decimal::SCALE {
            break;
        }
        digits = digits * 10_i64.pow(places) + i64::from(word);
        scale += places;
        next += 1;
        let unit = next + usize::from(tokens.is_mark(next, '-'));
        if let (2, 0, Class::Cardinal(unit_word @ 1..10)) = (places, word % 10, tokens.class(unit)) {
            digits += i64::from(unit_word);
            next = unit + 1;
        }
    }
    let decimals = Decimal::from(digits).scale_by_ten(-i32::try_from(scale).ok()?)?;
    (scale > 0).then_some((decimals, next))
}

/// The state of reading number words.
#[derive(Default)]
struct WordReader {
    /// Groups already multiplied by their magnitude.
    total: Decimal,
    /// The group below a thousand being read.
    group: Option<Decimal>,
    /// The magnitude read last: the next must be smaller, unless it follows at once.
    last: Option<Scaled>,
    multiplied: bool,
    /// The power of ten that multiplies all that was read.
    exponent: i32,
}

/// A group with its magnitude.
#[derive(Clone, Copy)]
struct Scaled {
    exponent: u8,
    value: Decimal,
}

impl WordReader {
    /// The token after a hyphen or `and` that may join the next number word.
    fn joint(&self, tokens: &Tokens<'_>, at: usize) -> Option<usize> {
        if tokens.is_mark(at, '-') {
            return Some(at + 1);
        }
        let small_follows = matches!(tokens.class(at + 1), Class::Cardinal(_));
        let after_hundreds = self.group.is_none_or(|g| g >= Decimal::from(100)) && self.multiplied;
        (tokens.is(at, word!("and")) && small_follows && after_hundreds).then_some(at + 1)
    }

    /// Takes one number word; `false` when it does not go on with the number.
    fn take(&mut self, class: Class) -> bool {
        let taken = match class {
            Class::Cardinal(word) => self.take_cardinal(word),
            Class::Dozen | Class::Dozens => self.take_dozen(),
            Class::Magnitude(2) => self.take_hundred(),
            Class::Magnitude(exponent) => self.take_magnitude(exponent),
            // `three trillions`
            Class::Magnitudes(exponent @ 3..) if self.group.is_some() => self.take_magnitude(exponent),
            _ => None,
        };
        taken.is_some()
    }

    fn take_cardinal(&mut self, word: u8) -> Option<()> {
        let group = self.group.unwrap_or(Decimal::ZERO);
        let (word, units) = (i64::from(word), group.units() / Decimal::ONE.units());
        let after_tens = (20..100).contains(&(units % 100)) && units % 10 == 0 && (1..10).contains(&word);
        let after_hundreds = units >= 100 && units % 100 == 0 && word > 0;
        let goes_on = group.is_whole() && (self.group.is_none() || after_tens || after_hundreds);
        self.exponent = if goes_on { 0 } else { self.exponent };
        goes_on.then(|| self.add_to_group(Decimal::from(word)))?
    }

    fn take_dozen(&mut self) -> Option<()> {
        self.group = Some(self.group?.checked_mul(Decimal::from(12))?);
        self.multiplied = true;
        Some(())
    }

    fn take_hundred(&mut self) -> Option<()> {
        self.group = Some(self.group.filter(|g| *g < Decimal::from(100))?.scale_by_ten(2)?);
        self.multiplied = true;
        self.exponent = 2;
        Some(())
    }

    fn take_magnitude(&mut self, exponent: u8) -> Option<()> {
        let (before, value) = match (self.group, self.last) {
            (Some(group), last) if last.is_none_or(|last| exponent < last.exponent) => (self.total, group),
            // `lakh crore`, `million million`
            (None, Some(last)) => (self.total.checked_add(-last.value)?, last.value),
            _ => return None,
        };
        let value = value.scale_by_ten(i32::from(exponent))?;
        self.exponent = if before == Decimal::ZERO { self.exponent + i32::from(exponent) } else { 0 };
        self.total = before.checked_add(value)?;
        (self.group, self.last, self.multiplied) = (None, Some(Scaled { exponent, value }), true);
        Some(())
    }

    fn add_to_group(&mut self, more: Decimal) -> Option<()> {
        self.group = Some(self.group.unwrap_or(Decimal::ZERO).checked_add(more)?);
        Some(())
    }

    /// A fraction behind `and`: of one after a group, of its own magnitude (`one billion and a half million`), or of the
    /// magnitude before it (`one million and a half`). Gives the token after it.
    fn add_part(&mut self, tokens: &Tokens<'_>, part: Numeral) -> Option<usize> {
        let (value, own) = (part.value?, tokens.class(part.next));
        match (self.group, self.last, own) {
            (None, Some(last), Class::Magnitude(exponent)) if exponent < last.exponent => {
                self.total = self.total.checked_add(value.scale_by_ten(i32::from(exponent))?)?;
                Some(part.next + 1)
            }
            (None, Some(last), _) => {
                self.total = self.total.checked_add(value.scale_by_ten(i32::from(last.exponent))?)?;
                Some(part.next)
            }
            _ => self.add_to_group(value).map(|()| part.next),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::figures;

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(figures(text), expected, "{text}");
    }

    #[test]
    fn cardinals() {
        check("twenty-five people", &["twenty-five = 25"]);
        check("two hundred and six people", &["two hundred and six = 206"]);
        check("twelve hundred cards and a dozen phones", &["twelve hundred = 1200", "a dozen = 12"]);
        check("three thousand and forty cards", &["three thousand and forty = 3040"]);
        check("three dozens and two millions", &["three dozens = 36", "two millions = 2000000"]);
        check("two lakh crore rupees", &["two lakh crore rupees = 2000000000000 INR"]);
    }

    #[test]
    fn decimals() {
        check("two point five million cards", &["two point five million = 2500000"]);
        check("nought point nought three grams", &["nought point nought three = 0.03 g"]);
        check("sixty point twenty-five grams", &["sixty point twenty-five = 60.25 g"]);
        check("At one point fifty people left", &["[one SmallWord]", "fifty = 50"]);
    }

    #[test]
    fn mixed_numbers() {
        check("forty-two and a third", &["forty-two and a third = 42.333333333"]);
        check("one hundred and three quarters", &["one hundred and three quarters = 100.75"]);
        check("one million and a half calls", &["one million and a half = 1500000"]);
        check("one billion and a half million calls", &["one billion and a half million = 1000500000"]);
        check("twenty people and a third suspect", &["twenty = 20"]);
    }
}
