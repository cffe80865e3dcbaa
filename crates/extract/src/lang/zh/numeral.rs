//! Numerals: digits, characters, and both together.
//!
//! *What it matches*: a number with its magnitudes, from its first digit to its last: `3291亿`, `122.7万`, `两千三百五`,
//! `1,234`, `3亿2000万`, `三点五`, `壹佰贰拾`, `廿三`, `十几万`, `数百`, `三五万`.
//!
//! *What it leaves alone*: signs, units, `余` or `多` at the end, ranges and fractions, which the rules above it read;
//! words with numeral characters (`统一`, `十分`) and formal digits alone (`登陆`), which are no numbers.
//!
//! *Normalizes to*: an exact decimal with the magnitudes multiplied out. `三五万` is 30000 to 50000; `十几万` is more
//! than 100000; `数百` is more than 100 and vague.
//!
//! *Grammar*: sections of up to four digits, each closed by 万, 亿 or 兆. A greater magnitude after a smaller one
//! multiplies all that is smaller (`八千万亿`); a last digit after a magnitude counts its tenths (`一万三`).

mod arabic;
mod parse;
mod sum;

use serde::Deserialize;
use tallysheet_model::{Decimal, Span};

use super::alphabet::{Alphabet, Letter};
use super::class::Class;
use super::lexicon;
use super::text::Text;
use super::words::Words;
use crate::BuildError;

pub(super) use arabic::{arabic, quotient};
use parse::Parser;

/// A number as the text writes it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Numeral {
    pub(super) span: Span,
    pub(super) value: Decimal,
    /// It says two numbers, of which the value is the lower: `三五万`.
    pub(super) pair: bool,
    /// `余`, `多` or `几` stands inside.
    pub(super) more: bool,
    /// It has no digit of its own: `数十万`, `几千`.
    pub(super) vague: bool,
    /// The power of ten of the magnitude it ends with; 0 without one.
    pub(super) magnitude: u8,
    /// How many characters it has beside magnitudes.
    pub(super) digits: u16,
    /// How it is written.
    pub(super) script: Script,
    /// It has a decimal point or grouped digits: no code and no year.
    pub(super) measured: bool,
    /// Its digits are grouped as no number is: `3,2016`.
    pub(super) damaged: bool,
}

impl Numeral {
    /// A number without more to it.
    pub(super) fn plain(span: Span, value: Decimal) -> Self {
        Self {
            span,
            value,
            pair: false,
            more: false,
            vague: false,
            magnitude: 0,
            digits: 0,
            script: Script::Characters,
            measured: false,
            damaged: false,
        }
    }

    /// A fraction.
    pub(super) fn ratio(span: Span, value: Decimal) -> Self {
        Self { script: Script::Ratio, measured: true, ..Self::plain(span, value) }
    }
}

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Script {
    /// It begins with a digit.
    Digits,
    /// It is written in characters.
    Characters,
    /// A row of characters read digit by digit: `二〇二一`.
    Row,
    /// A fraction of two numerals: `三分之一`.
    Ratio,
}

/// What a character is to a numeral.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Digit(u8),
    /// `两`: no row of digits, no last digit.
    Pair(u8),
    /// A digit of cheques.
    Formal(u8),
    Tens(u8),
    Magnitude(u8),
    FormalMagnitude(u8),
    Several,
    More,
    Point,
}

impl Part {
    fn digit(self) -> Option<u8> {
        match self {
            Self::Digit(d) | Self::Pair(d) | Self::Formal(d) => Some(d),
            _ => None,
        }
    }

    /// Whether no numeral begins with it.
    fn goes_on(self) -> bool {
        matches!(self, Self::More | Self::Point | Self::Magnitude(2..) | Self::FormalMagnitude(2..))
    }

    fn magnitude(self) -> Option<u8> {
        match self {
            Self::Magnitude(e) | Self::FormalMagnitude(e) => Some(e),
            _ => None,
        }
    }
}

/// The reader of numerals.
#[derive(Debug)]
pub(super) struct Numerals {
    /// What each letter is, by its number.
    parts: Vec<Option<Part>>,
    /// Words that are no numbers (`true`), and longer ones that are (`false`).
    words: Words<bool>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    digits: lexicon::Chars,
    pair: lexicon::Chars,
    formal: lexicon::Chars,
    tens: lexicon::Chars,
    magnitudes: lexicon::Chars,
    formal_magnitudes: lexicon::Chars,
    several: Vec<char>,
    more: Vec<char>,
    point: Vec<char>,
    words: Vec<String>,
    not_words: Vec<String>,
}

impl Numerals {
    pub(super) fn new(alphabet: &mut Alphabet) -> Result<Self, BuildError> {
        let file: File = lexicon::read("numerals.toml", include_str!("numerals.toml"))?;
        let mut parts: Vec<(char, Part)> = Vec::new();
        let mut add = |chars: lexicon::Chars, part: fn(u8) -> Part| {
            parts.extend(chars.into_iter().map(|(c, number)| (c, part(number))));
        };
        add(file.digits, Part::Digit);
        add(file.pair, Part::Pair);
        add(file.formal, Part::Formal);
        add(file.tens, Part::Tens);
        add(file.magnitudes, Part::Magnitude);
        add(file.formal_magnitudes, Part::FormalMagnitude);
        for (chars, part) in [(file.several, Part::Several), (file.more, Part::More), (file.point, Part::Point)] {
            parts.extend(chars.into_iter().map(|c| (c, part)));
        }
        let mut by_letter = Vec::new();
        for (c, part) in parts {
            let place = alphabet.letter(c).index();
            by_letter.resize(by_letter.len().max(place + 1), None);
            by_letter[place] = Some(part);
            alphabet.mark(c, Class::NUMBER);
            match part {
                Part::Digit(_) | Part::Pair(_) => alphabet.mark(c, Class::SEED),
                Part::Formal(_) => alphabet.mark(c, Class::SEED | Class::FORMAL),
                Part::FormalMagnitude(1) => alphabet.mark(c, Class::SEED | Class::FORMAL | Class::REPORTS),
                Part::Tens(_) | Part::Magnitude(1) => alphabet.mark(c, Class::SEED | Class::REPORTS),
                Part::Magnitude(_) | Part::FormalMagnitude(_) => {
                    alphabet.mark(c, Class::SEED | Class::MAGNITUDE | Class::REPORTS);
                }
                // None of these is a number by itself.
                Part::Several | Part::More | Part::Point => {}
            }
        }
        "0123456789.".chars().for_each(|c| alphabet.mark(c, Class::NUMBER));
        "0123456789".chars().for_each(|c| alphabet.mark(c, Class::SEED | Class::REPORTS));
        let words = file.words.into_iter().map(|w| (w, true));
        let words = Words::new(alphabet, words.chain(file.not_words.into_iter().map(|w| (w, false))));
        words.mark(alphabet, Class::WORD);
        Ok(Self { parts: by_letter, words })
    }

    /// Words with numeral characters, and whether each is no number.
    pub(super) fn words(&self) -> impl Iterator<Item = (&str, &bool)> {
        self.words.iter()
    }

    /// Whether a word with numeral characters may begin with these two letters.
    pub(super) fn may_be_word(&self, letters: [Letter; 2]) -> bool {
        self.words.may_begin(letters)
    }

    /// Where the word that starts at `at` ends, if it is a word with numeral characters and no number.
    pub(super) fn no_number(&self, text: &Text<'_>, at: usize, end: usize) -> Option<usize> {
        self.words.at(text, at, end).filter(|(_, no_number)| **no_number).map(|(to, _)| to)
    }

    /// Whether a numeral may start with the character at `at`.
    pub(super) fn opens(&self, text: &Text<'_>, at: usize) -> bool {
        text.is(at, Class::NUMBER)
    }

    /// Whether the character at `at` says that a number is greater than its digits: `余`.
    pub(super) fn is_more(&self, text: &Text<'_>, at: usize) -> bool {
        self.part_of(text.letter(at)) == Some(Part::More)
    }

    /// The numeral that starts at `at`.
    #[inline(always)]
    pub(super) fn read(&self, text: &Text<'_>, at: usize, end: usize) -> Option<Numeral> {
        self.parse(text, at, end, false)
    }

    /// The numeral that starts at `at`, where a number is sure to stand: a formal digit alone is one there.
    pub(super) fn read_expected(&self, text: &Text<'_>, at: usize, end: usize) -> Option<Numeral> {
        self.parse(text, at, end, true)
    }

    /// The numeral that starts at `at`, in a stretch that ends at `end`: mostly as others have read it in its sentence.
    #[inline]
    pub(super) fn read_within(&self, text: &Text<'_>, at: usize, end: usize) -> Option<Numeral> {
        if self.opens(text, at) { self.parse_within(text, at, end) } else { None }
    }

    fn parse_within(&self, text: &Text<'_>, at: usize, end: usize) -> Option<Numeral> {
        // What follows a numeral and is no part of one ends it, wherever the stretch ends.
        let ended = |numeral: &Numeral| {
            let after = numeral.span.end;
            let ideograph = after < end && matches!(text.as_bytes()[after], 0xe4..0xea);
            ideograph && !self.opens(text, after)
        };
        self.read(text, at, text.end()).filter(ended).or_else(|| self.read(text, at, end))
    }

    #[inline(always)]
    fn parse(&self, text: &Text<'_>, at: usize, end: usize, expected: bool) -> Option<Numeral> {
        if self.opens(text, at) { self.parse_once(text, at, end, expected) } else { None }
    }

    #[inline(never)]
    fn parse_once(&self, text: &Text<'_>, at: usize, end: usize, expected: bool) -> Option<Numeral> {
        // The rules of dates, of units and of ranges all ask for the number that stands there.
        text.numeral(at, end, expected, || self.parse_anew(text, at, end, expected))
    }

    fn parse_anew(&self, text: &Text<'_>, at: usize, end: usize, expected: bool) -> Option<Numeral> {
        let mut parser = Parser::new(self, text, Span::new(at, end), expected);
        parser.simple().or_else(|| parser.composed())
    }

    /// The greater of the two numbers that a numeral says: `三五万`.
    pub(super) fn greater(&self, text: &Text<'_>, numeral: &Numeral, end: usize) -> Option<Decimal> {
        if !numeral.pair {
            return None;
        }
        let mut parser = Parser::new(self, text, Span::new(numeral.span.start, end), true);
        parser.greater().map(|greater| greater.value)
    }

    /// The bare magnitudes that start at `at`, as one power of ten: `百万` in `百万分之五`, `千` in `上千`.
    pub(super) fn magnitudes(&self, text: &Text<'_>, at: usize, end: usize) -> Option<(usize, u8)> {
        let mut run = (at, 0_u8);
        while let Some(e) = self.part(text, run.0, end).and_then(Part::magnitude) {
            run = (text.next(run.0), run.1.checked_add(e)?);
        }
        (run.1 > 0).then_some(run)
    }

    /// Where each of the magnitudes ends that stand together from `at` on.
    pub(super) fn each_magnitude(&self, text: &Text<'_>, at: usize, end: usize) -> impl Iterator<Item = usize> {
        let after = move |at: &usize| self.part(text, *at, end)?.magnitude().map(|_| text.next(*at));
        std::iter::successors(after(&at), after)
    }

    fn part(&self, text: &Text<'_>, at: usize, end: usize) -> Option<Part> {
        if at < end { self.part_of(text.letter(at)) } else { None }
    }

    fn part_of(&self, letter: Letter) -> Option<Part> {
        *self.parts.get(letter.index())?
    }
}

#[cfg(test)]
mod tests;
