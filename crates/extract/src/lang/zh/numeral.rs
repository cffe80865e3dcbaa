//! Numerals: digits, characters, and both together.
//!
//! *What it matches*: a number with its magnitudes, from its first digit to its last: `3291亿`, `122.7万`, `两千三百五`,
//! `１,２３４`, `3亿2000万`, `三点五`, `壹佰贰拾`, `廿三`, `十几万`, `数百`, `三五万`.
//!
//! *What it leaves alone*: signs, units, `余` or `多` at the end, ranges and fractions, which the rules above it read;
//! words with numeral characters (`统一`, `十分`) and formal digits alone (`登陆`), which are no numbers.
//!
//! *Normalizes to*: an exact decimal with the magnitudes multiplied out. `三五万` is 30000 to 50000; `十几万` is more
//! than 100000; `数百` is more than 100 and vague.
//!
//! *Grammar*: sections of up to four digits, each closed by 万, 亿 or 兆. A greater magnitude after a smaller one
//! multiplies all that is smaller (`八千万亿`); a last digit after a magnitude counts its tenths (`一万三`).

use serde::Deserialize;
use tallysheet_model::{Decimal, Span};

use super::lexicon::{self, CharTable};
use super::words::{Words, char_at, char_before, skip_blanks};
use crate::BuildError;

/// A number as the text writes it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Numeral {
    pub(super) span: Span,
    pub(super) value: Decimal,
    /// The greater reading of `三五万`.
    pub(super) high: Option<Decimal>,
    /// `余`, `多` or `几` stands inside.
    pub(super) more: bool,
    /// It has no digit of its own: `数十万`, `几千`.
    pub(super) vague: bool,
    /// The power of ten of the magnitude it ends with; 0 without one.
    pub(super) magnitude: u8,
    /// How many characters it has beside magnitudes.
    pub(super) digits: usize,
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
            high: None,
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
    parts: CharTable<Part>,
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
    pub(super) fn new() -> Result<Self, BuildError> {
        let file: File = lexicon::read("numerals.toml", include_str!("numerals.toml"))?;
        let mut parts = CharTable::default();
        parts.extend(file.digits, Part::Digit);
        parts.extend(file.pair, Part::Pair);
        parts.extend(file.formal, Part::Formal);
        parts.extend(file.tens, Part::Tens);
        parts.extend(file.magnitudes, Part::Magnitude);
        parts.extend(file.formal_magnitudes, Part::FormalMagnitude);
        for (chars, part) in [(file.several, Part::Several), (file.more, Part::More), (file.point, Part::Point)] {
            parts.extend(chars.into_iter().map(|c| (c, 0)), |_| part);
        }
        let words = file.words.into_iter().map(|w| (w, true));
        let words = Words::new(words.chain(file.not_words.into_iter().map(|w| (w, false))))?;
        Ok(Self { parts, words })
    }

    /// Where the word that starts at `at` ends, if it is a word with numeral characters and no number.
    pub(super) fn no_number(&self, text: &str, at: usize, end: usize) -> Option<usize> {
        self.words.at(text, at, end).filter(|(_, no_number)| **no_number).map(|(to, _)| to)
    }

    /// Whether a numeral may start with the character.
    pub(super) fn opens(&self, c: char) -> bool {
        arabic(c).is_some() || matches!(c, '.' | '．') || (!c.is_ascii() && self.parts.get(c).is_some())
    }

    /// The numeral that starts at `at`.
    pub(super) fn read(&self, text: &str, at: usize, end: usize) -> Option<Numeral> {
        self.parse(text, at, end, false)
    }

    /// The numeral that starts at `at`, where a number is sure to stand: a formal digit alone is one there.
    pub(super) fn read_expected(&self, text: &str, at: usize, end: usize) -> Option<Numeral> {
        self.parse(text, at, end, true)
    }

    fn parse(&self, text: &str, at: usize, end: usize, expected: bool) -> Option<Numeral> {
        let mut parser = Parser { numerals: self, text, start: at, end, expected, greater: false, paired: false };
        let mut numeral = parser.numeral()?;
        if parser.paired {
            parser.greater = true;
            numeral.high = parser.numeral().map(|n| n.value);
        }
        Some(numeral)
    }

    /// The bare magnitudes that start at `at`, as one power of ten: `百万` in `百万分之五`, `千` in `上千`.
    pub(super) fn magnitudes(&self, text: &str, at: usize, end: usize) -> Option<(usize, u8)> {
        let (mut to, mut power) = (at, 0_u8);
        while let Some(e) = self.part(text, to, end).and_then(Part::magnitude) {
            power = power.checked_add(e)?;
            to += char_at(text, to, end)?.len_utf8();
        }
        (power > 0).then_some((to, power))
    }

    fn part(&self, text: &str, at: usize, end: usize) -> Option<Part> {
        self.parts.get(char_at(text, at, end)?)
    }
}

/// The value of an ASCII or full-width digit.
pub(super) fn arabic(c: char) -> Option<u8> {
    match c {
        '0'..='9' => Some(c as u8 - b'0'),
        '０'..='９' => u8::try_from(u32::from(c) - u32::from('０')).ok(),
        _ => None,
    }
}

/// What has been read of a numeral.
#[derive(Clone, Copy, Default)]
struct Sum {
    /// Closed sections, greatest power first: power of ten and value.
    sections: [(u8, Decimal); 3],
    closed: usize,
    /// The value of the open section, and the power of its last magnitude.
    open: Decimal,
    power: Option<u8>,
    /// The number that waits for its magnitude, and whether it is one character.
    waiting: Option<(Decimal, bool)>,
    /// The power of the magnitude just read.
    after: Option<u8>,
    zero: bool,
    more: bool,
}

impl Sum {
    fn is_empty(&self) -> bool {
        self.closed == 0 && self.power.is_none() && self.waiting.is_none()
    }

    /// A magnitude below 万.
    fn small(&mut self, power: u8) -> Option<()> {
        let implied = power == 1 && (self.power.is_none() || self.zero);
        let factor = match self.waiting.take() {
            Some((value, _)) if value != Decimal::ZERO => value,
            Some(_) | None if implied => Decimal::ONE,
            _ => return None,
        };
        if self.power.is_some_and(|last| last <= power) {
            return None;
        }
        self.open = self.open.checked_add(factor.scale_by_ten(power.into())?)?;
        (self.power, self.after, self.zero) = (Some(power), Some(power), false);
        Some(())
    }

    /// 万, 亿 or 兆.
    fn great(&mut self, power: u8) -> Option<()> {
        let waiting = self.waiting.take().map_or(Decimal::ZERO, |(value, _)| value);
        let mut group = self.open.checked_add(waiting)?;
        let opened = group != Decimal::ZERO;
        let mut power_of_group = power;
        while let Some(&(last, value)) = self.closed.checked_sub(1).map(|i| &self.sections[i]) {
            if last < power || (last == power && !opened && power_of_group == power) {
                // `四千万亿` multiplies what stands before; so does the second 万 of `四万万`.
                if last == power {
                    power_of_group = power + last;
                }
                group = group.checked_add(value)?;
                self.closed -= 1;
            } else {
                break;
            }
        }
        if group == Decimal::ZERO || self.closed == self.sections.len() {
            return None;
        }
        let blocked = self.closed.checked_sub(1).is_some_and(|i| self.sections[i].0 <= power);
        if blocked {
            return None;
        }
        self.sections[self.closed] = (power_of_group, group.scale_by_ten(power.into())?);
        self.closed += 1;
        (self.open, self.power, self.after, self.zero) = (Decimal::ZERO, None, Some(power), false);
        Some(())
    }

    fn total(&self) -> Option<Decimal> {
        let closed = self.sections[..self.closed].iter().try_fold(self.open, |sum, (_, v)| sum.checked_add(*v))?;
        let Some((value, one_character)) = self.waiting else { return Some(closed) };
        let elided = self.after.filter(|power| one_character && *power > 1 && !self.zero);
        let value = match elided {
            Some(power) => value.scale_by_ten(i32::from(power) - 1)?,
            None => value,
        };
        closed.checked_add(value)
    }
}

struct Parser<'a> {
    numerals: &'a Numerals,
    text: &'a str,
    start: usize,
    end: usize,
    /// A number is sure to stand here.
    expected: bool,
    /// Take the greater of two neighbouring digits (`三五万`).
    greater: bool,
    /// Two neighbouring digits were met.
    paired: bool,
}

impl Parser<'_> {
    fn numeral(&mut self) -> Option<Numeral> {
        let first = char_at(self.text, self.start, self.end)?;
        if let Some(row) = self.row() {
            return Some(row);
        }
        let script =
            if arabic(first).is_some() || matches!(first, '.' | '．') { Script::Digits } else { Script::Characters };
        let mut state = State { sum: Sum::default(), at: self.start, script, digits: 0, formal: 0, characters: 0 };
        let plain = Numeral::plain(Span::new(self.start, self.start), Decimal::ZERO);
        let mut numeral = Numeral { script, ..plain };
        let (mut last_good, mut before) = (None, None);
        while let Some(step) = self.step(&mut state, &mut numeral) {
            match step {
                Step::Inside => {}
                Step::MayEnd => (before, last_good) = (last_good, self.close(&state, &numeral)),
                Step::Ends => {
                    last_good = self.close(&state, &numeral);
                    break;
                }
                Step::Reverts => {
                    last_good = before;
                    break;
                }
            }
        }
        last_good
    }

    /// The numeral as read so far, unless it is a formal digit alone.
    fn close(&self, state: &State, numeral: &Numeral) -> Option<Numeral> {
        let lone_formal = state.formal == state.characters && state.characters == 1 && !self.expected;
        if lone_formal || state.sum.is_empty() {
            return None;
        }
        let value = state.sum.total()?;
        let magnitude = if state.sum.waiting.is_none() { state.sum.after.unwrap_or(0) } else { 0 };
        let more = numeral.more || state.sum.more;
        Some(Numeral {
            span: Span::new(self.start, state.at),
            value,
            more,
            magnitude,
            digits: state.digits,
            ..*numeral
        })
    }

    /// Reads one more part of the numeral; `None` at its end.
    fn step(&mut self, state: &mut State, numeral: &mut Numeral) -> Option<Step> {
        let at = if state.at == self.start { state.at } else { skip_blanks(self.text, state.at, self.end) };
        let spaced = at > state.at;
        let c = char_at(self.text, at, self.end)?;
        let after_magnitude = state.sum.after.is_some() && state.sum.waiting.is_none();
        let leading_dot = is_dot(c) && state.sum.is_empty();
        if leading_dot && char_before(self.text, 0, at).is_some_and(|c| arabic(c).is_some()) {
            return None;
        }
        if arabic(c).is_some() || leading_dot {
            if !(state.sum.is_empty() || after_magnitude) || numeral.more {
                return None;
            }
            return self.arabic_part(state, numeral, at, spaced);
        }
        let part = self.numerals.parts.get(c)?;
        let next = at + c.len_utf8();
        match part {
            Part::Digit(0) if after_magnitude && !numeral.more && !spaced => {
                state.at = next;
                state.sum.zero = true;
                Some(Step::Inside)
            }
            Part::Digit(_) | Part::Pair(_) | Part::Formal(_) => self.digit(state, numeral, part, (at, next), spaced),
            Part::Tens(tens) => {
                if !state.sum.is_empty() && !after_magnitude {
                    return None;
                }
                state.sum.open = state.sum.open.checked_add(Decimal::from(i64::from(tens)))?;
                (state.sum.power, state.sum.after) = (Some(1), Some(1));
                state.advance(next, false);
                Some(Step::MayEnd)
            }
            Part::Magnitude(power) | Part::FormalMagnitude(power) => {
                let formal = matches!(part, Part::FormalMagnitude(_));
                if numeral.more && power < 4 {
                    return None;
                }
                let before = state.sum;
                let read = if power < 4 { state.sum.small(power) } else { state.sum.great(power) };
                if read.is_none() {
                    // A last digit that turns out to begin the next number: `三万五万`.
                    let begins_next = before.waiting.is_some() && before.after.is_some();
                    return begins_next.then_some(Step::Reverts);
                }
                state.advance(next, formal);
                Some(Step::MayEnd)
            }
            Part::Several => self.several(state, numeral, next),
            Part::More => {
                let magnitude = self.numerals.part(self.text, skip_blanks(self.text, next, self.end), self.end);
                let great = magnitude.and_then(Part::magnitude).is_some_and(|power| power >= 4);
                if state.sum.is_empty() || !great || numeral.more {
                    return None;
                }
                numeral.more = true;
                state.at = next;
                Some(Step::Inside)
            }
            Part::Point => self.fraction(state, numeral, next),
        }
    }

    fn arabic_part(&self, state: &mut State, numeral: &mut Numeral, at: usize, spaced: bool) -> Option<Step> {
        let first = state.sum.is_empty();
        let number = Arabic::read(self.text, at, self.end, self.start)?;
        let after = skip_blanks(self.text, number.end, self.end);
        let magnitude = self.numerals.part(self.text, after, self.end).and_then(Part::magnitude);
        if !first {
            // `3万4000` adds; `3万 4000` does not, unless a magnitude shows that the number goes on.
            let room = state.sum.after.map_or(0, i32::from);
            let fits = magnitude.is_some_and(|power| i32::from(power) < room || power >= 4)
                || (!spaced
                    && (number.digits >= 3 || state.sum.zero)
                    && Decimal::ONE.scale_by_ten(room).is_some_and(|limit| number.value < limit));
            if !fits {
                return None;
            }
        }
        numeral.measured |= number.measured;
        numeral.damaged |= number.damaged;
        state.sum.waiting = Some((number.value, false));
        state.digits += number.digits;
        state.at = number.end;
        state.characters += 2;
        Some(if number.closed { Step::Ends } else { Step::MayEnd })
    }

    fn digit(
        &mut self,
        state: &mut State,
        numeral: &mut Numeral,
        part: Part,
        (at, next): (usize, usize),
        spaced: bool,
    ) -> Option<Step> {
        let digit = part.digit()?;
        if state.sum.waiting.is_some() || numeral.more {
            return None;
        }
        let first = state.sum.is_empty();
        let following = self.numerals.part(self.text, skip_blanks(self.text, next, self.end), self.end);
        let goes_on = following.and_then(Part::magnitude).is_some();
        if let (Part::Digit(low), Some(Part::Digit(high))) = (part, self.numerals.part(self.text, next, self.end)) {
            let length = char_at(self.text, next, self.end).map_or(0, char::len_utf8);
            if neighbours(low, high) && !spaced {
                self.paired = true;
                let value = if self.greater { high } else { low };
                state.sum.waiting = Some((Decimal::from(i64::from(value)), false));
                state.advance(next + length, false);
                state.digits += 2;
                return Some(Step::MayEnd);
            }
            if !first {
                return None;
            }
        }
        if !first && !goes_on {
            // A last digit counts tenths of the magnitude before; `两` does not, nor does the first character of a word.
            let elides = state.sum.after.is_some_and(|power| power > 1) && !state.sum.zero;
            let word = self.numerals.no_number(self.text, at, self.end).is_some();
            if matches!(part, Part::Pair(_)) || word || (elides && state.script == Script::Digits) {
                return None;
            }
        }
        state.sum.waiting = Some((Decimal::from(i64::from(digit)), true));
        state.digits += 1;
        state.advance(next, matches!(part, Part::Formal(_)));
        Some(Step::MayEnd)
    }

    /// `几` before a magnitude (`几十万`), or after one (`十几万`, `一百零几万`).
    fn several(&self, state: &mut State, numeral: &mut Numeral, next: usize) -> Option<Step> {
        let following = self.numerals.part(self.text, next, self.end).and_then(Part::magnitude);
        if state.sum.is_empty() {
            following?;
            numeral.vague = true;
            numeral.more = false;
            state.sum.waiting = Some((Decimal::ONE, false));
            state.sum.more = true;
            state.at = next;
            state.characters += 2;
            return Some(Step::Inside);
        }
        let after_magnitude = state.sum.after.is_some() && state.sum.waiting.is_none();
        if !after_magnitude || numeral.more || following.is_some_and(|power| power < 4) {
            return None;
        }
        numeral.more = true;
        state.at = next;
        Some(Step::MayEnd)
    }

    /// `点` with the digits after it.
    fn fraction(&self, state: &mut State, numeral: &mut Numeral, next: usize) -> Option<Step> {
        if state.script == Script::Digits || state.sum.is_empty() || numeral.more {
            return None;
        }
        let (mut to, mut scale, mut fraction) = (next, 0, Decimal::ZERO);
        loop {
            let at = skip_blanks(self.text, to, self.end);
            let digit = match self.numerals.part(self.text, at, self.end) {
                Some(Part::Digit(digit) | Part::Formal(digit)) => digit,
                // `三点五十分` is a time of day.
                Some(Part::Magnitude(1)) => return None,
                _ => break,
            };
            scale -= 1;
            fraction = fraction.checked_add(Decimal::from(i64::from(digit)).scale_by_ten(scale)?)?;
            to = at + char_at(self.text, at, self.end)?.len_utf8();
        }
        if scale == 0 {
            return None;
        }
        let whole = state.sum.total()?;
        state.sum = Sum { waiting: Some((whole.checked_add(fraction)?, false)), ..Sum::default() };
        numeral.measured = true;
        state.at = to;
        state.characters += 2;
        Some(Step::MayEnd)
    }

    /// A row of characters read digit by digit.
    fn row(&self) -> Option<Numeral> {
        let (mut at, mut value, mut digits) = (self.start, Decimal::ZERO, 0);
        while let Some(Part::Digit(digit)) = self.numerals.part(self.text, at, self.end) {
            value = value.scale_by_ten(1)?.checked_add(Decimal::from(i64::from(digit)))?;
            digits += 1;
            at += char_at(self.text, at, self.end)?.len_utf8();
        }
        let magnitude = self.numerals.part(self.text, at, self.end).and_then(Part::magnitude);
        let pair = digits == 2 && {
            let low = self.numerals.part(self.text, self.start, self.end).and_then(Part::digit)?;
            let tens = value.units() / Decimal::ONE.units();
            neighbours(low, u8::try_from(tens % 10).ok()?)
        };
        let row = digits >= 2 && magnitude.is_none() && !pair;
        let plain = Numeral::plain(Span::new(self.start, at), value);
        row.then_some(Numeral { digits, script: Script::Row, ..plain })
    }
}

/// Two digits that together say `about so many`: `三四`, `三五`.
fn neighbours(low: u8, high: u8) -> bool {
    low > 0 && (high == low + 1 || (low, high) == (3, 5))
}

struct State {
    sum: Sum,
    at: usize,
    script: Script,
    digits: usize,
    /// Characters of cheques, and all characters.
    formal: usize,
    characters: usize,
}

impl State {
    fn advance(&mut self, to: usize, formal: bool) {
        self.at = to;
        self.characters += 1;
        self.formal += usize::from(formal);
    }
}

enum Step {
    /// The numeral cannot end here.
    Inside,
    /// It may end here.
    MayEnd,
    /// It does end here.
    Ends,
    /// The last part belongs to the next number.
    Reverts,
}

/// A number in digits.
struct Arabic {
    value: Decimal,
    end: usize,
    digits: usize,
    measured: bool,
    damaged: bool,
    /// Nothing can follow it: it has an exponent or is a part of a dotted code.
    closed: bool,
}

impl Arabic {
    fn read(text: &str, at: usize, end: usize, start: usize) -> Option<Self> {
        let mut reader = Digits { text, at, end, units: 0, count: 0 };
        reader.run();
        let (mut measured, mut damaged) = (false, false);
        if (1..=3).contains(&reader.count) {
            (measured, damaged) = reader.groups();
        }
        let dotted = char_before(text, 0, start).is_some_and(is_dot) && char_before_dot_is_digit(text, start);
        let whole = reader.count;
        let mut scale = 0;
        let mut closed = dotted;
        if !dotted && char_at(text, reader.at, end).is_some_and(is_dot) {
            let dot = reader.at;
            let mut fraction = Digits { at: dot + char_at(text, dot, end)?.len_utf8(), ..reader };
            fraction.run();
            let more = char_at(text, fraction.at, end).is_some_and(is_dot)
                && text[fraction.at..end].chars().nth(1).is_some_and(|c| arabic(c).is_some());
            if fraction.count > whole && !more {
                scale = fraction.count - whole;
                (reader, measured) = (fraction, true);
            } else if more && fraction.count > whole {
                closed = true;
            }
        }
        if reader.count == 0 || (whole == 0 && scale == 0) {
            return None;
        }
        if let Some((value, end)) = reader.power(scale).filter(|_| !closed) {
            return Some(Self { value, end, digits: reader.count, measured: true, damaged, closed: true });
        }
        let exponent = if closed { None } else { reader.exponent() };
        let power = exponent.map_or(0, |(power, _)| power) - i32::try_from(scale).ok()?;
        let value = scaled(reader.units, power)?;
        let end = exponent.map_or(reader.at, |(_, to)| to);
        closed |= exponent.is_some();
        Some(Self { value, end, digits: reader.count, measured: measured || exponent.is_some(), damaged, closed })
    }
}

/// `units` times ten to the `power`; `None` beyond the range of decimals.
fn scaled(units: i128, power: i32) -> Option<Decimal> {
    if power >= 0 {
        let whole = units.checked_mul(10_i128.checked_pow(power.unsigned_abs())?)?;
        return Decimal::from_units(whole.checked_mul(Decimal::ONE.units())?);
    }
    let places = i32::try_from(Decimal::SCALE).ok()? + power;
    if places >= 0 {
        return Decimal::from_units(units.checked_mul(10_i128.checked_pow(places.unsigned_abs())?)?);
    }
    Decimal::from_units(units)?.scale_by_ten(places)
}

/// `above / below`, rounded at the ninth digit.
pub(super) fn quotient(above: Decimal, below: Decimal) -> Option<Decimal> {
    let whole = above.is_whole() && below.is_whole();
    let unit = if whole { Decimal::ONE.units() } else { 1 };
    let part = |d: Decimal| i64::try_from(d.units() / unit).ok();
    Decimal::ratio(part(above)?, part(below)?)
}

fn is_dot(c: char) -> bool {
    matches!(c, '.' | '．')
}

fn char_before_dot_is_digit(text: &str, start: usize) -> bool {
    text[..start].chars().rev().nth(1).is_some_and(|c| arabic(c).is_some())
}

#[derive(Clone, Copy)]
struct Digits<'a> {
    text: &'a str,
    at: usize,
    end: usize,
    units: i128,
    count: usize,
}

impl Digits<'_> {
    /// Reads digits up to the next other character. Beyond what a decimal holds the value is clipped, and refused when
    /// the decimal is made.
    fn run(&mut self) {
        while let Some((c, digit)) = char_at(self.text, self.at, self.end).and_then(|c| Some((c, arabic(c)?))) {
            self.units = self.units.saturating_mul(10).saturating_add(i128::from(digit));
            self.count += 1;
            self.at += c.len_utf8();
        }
    }

    /// Reads `,234` as often as it comes: whether there was a group, and whether one was of another length.
    fn groups(&mut self) -> (bool, bool) {
        let first = *self;
        let mut groups = 0;
        while let Some(comma) = char_at(self.text, self.at, self.end).filter(|c| matches!(c, ',' | '，')) {
            let mut group = Self { at: self.at + comma.len_utf8(), ..*self };
            group.run();
            match group.count - self.count {
                3 => (*self, groups) = (group, groups + 1),
                // Not grouped as numbers are: with an ASCII comma damaged, else the next number of a list.
                4 if comma == ',' && groups == 0 && first.count <= 2 => {
                    *self = group;
                    return (true, true);
                }
                _ if groups == 0 => return (false, false),
                _ => break,
            }
        }
        (groups > 0, false)
    }

    /// `2^10`, `2.5^-1`, the digits having `scale` places: the value and where it ends.
    fn power(&self, scale: usize) -> Option<(Decimal, usize)> {
        let after = self.at + self.text.get(self.at..self.end)?.strip_prefix('^').map(|_| 1)?;
        let negative = char_at(self.text, after, self.end) == Some('-');
        let mut exponent = Self { at: after + usize::from(negative), units: 0, count: 0, ..*self };
        exponent.run();
        let times = usize::try_from(exponent.units).ok().filter(|times| exponent.count > 0 && *times <= 96)?;
        let base = scaled(self.units, -i32::try_from(scale).ok()?)?;
        let value = (0..times).try_fold(Decimal::ONE, |product, _| product.checked_mul(base))?;
        let value = if negative { quotient(Decimal::ONE, value)? } else { value };
        Some((value, exponent.at))
    }

    /// `e5`, `E-3`, `k`: the power of ten and where it ends.
    fn exponent(&self) -> Option<(i32, usize)> {
        let c = char_at(self.text, self.at, self.end)?;
        let after = self.at + c.len_utf8();
        let ends = |at: usize| !char_at(self.text, at, self.end).is_some_and(|c| c.is_ascii_alphanumeric());
        match c {
            'k' | 'K' | 'Ｋ' | 'ｋ' => ends(after).then_some((3, after)),
            'e' | 'E' => {
                let negative = char_at(self.text, after, self.end) == Some('-');
                let mut power = Digits { at: after + usize::from(negative), units: 0, count: 0, ..*self };
                power.run();
                let value = i32::try_from(power.units).ok().filter(|value| *value <= 28)?;
                (power.count > 0 && ends(power.at)).then_some((if negative { -value } else { value }, power.at))
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Option<Numeral> {
        Numerals::new().unwrap().read(text, 0, text.len())
    }

    /// `span = value`, with a `-` and the high end of a range, `+` for more.
    fn check(text: &str, expected: &str) {
        let numeral = read(text).map_or(String::from("none"), |n| {
            let high = n.high.map_or(String::new(), |h| format!("-{h}"));
            let marks = format!("{}{}", if n.more { "+" } else { "" }, if n.vague { "?" } else { "" });
            format!("{} = {}{high}{marks}", n.span.slice(text), n.value)
        });
        assert_eq!(numeral, expected, "{text}");
    }

    #[test]
    fn digits() {
        check("3291亿元", "3291亿 = 329100000000");
        check("122.7万起", "122.7万 = 1227000");
        check("１，２３４．５", "１，２３４．５ = 1234.5");
        check("1,234,567人", "1,234,567 = 1234567");
        check("1, 234", "1 = 1");
        check("1200，300人", "1200 = 1200");
        check(".5", ".5 = 0.5");
        check("3,2016名", "3,2016 = 32016");
        check("192.168.1.1", "192 = 192");
        check("2e5", "2e5 = 200000");
        check("40k", "40k = 40000");
        check("40km", "40 = 40");
        check("99999999999999999999999999999999", "none");
    }

    #[test]
    fn digits_and_characters() {
        check("3亿2000万元", "3亿2000万 = 320000000");
        check("2千3百", "2千3百 = 2300");
        check("5亿1万4千6百", "5亿1万4千6百 = 500014600");
        check("3万4000", "3万4000 = 34000");
        check("7万 5千 4百", "7万 5千 4百 = 75400");
        check("3万 4000", "3万 = 30000");
        check("4.78万亿", "4.78万亿 = 4780000000000");
        check("1千零20", "1千零20 = 1020");
    }

    #[test]
    fn characters() {
        check("三百二十万", "三百二十万 = 3200000");
        check("一百零三", "一百零三 = 103");
        check("十", "十 = 10");
        check("廿三", "廿三 = 23");
        check("二十亿", "二十亿 = 2000000000");
        check("两千三百五", "两千三百五 = 2350");
        check("一万零十二", "一万零十二 = 10012");
        check("五十五兆一十二亿四万五千二", "五十五兆一十二亿四万五千二 = 55001200045200");
        check("四万万", "四万万 = 400000000");
        check("一百零十万", "一百零十万 = 1100000");
        check("三万五万", "三万 = 30000");
        check("三点五亿", "三点五亿 = 350000000");
        check("四百亿点零五零", "四百亿点零五零 = 40000000000.05");
        check("两千三点一", "两千三点一 = 2300.1");
        check("三点五十分", "三 = 3");
        check("二〇二一", "二〇二一 = 2021");
        check("三千 八百 九十六 万 四千", "三千 八百 九十六 万 四千 = 38964000");
    }

    #[test]
    fn formal_and_traditional() {
        check("壹仟贰佰叁拾肆", "壹仟贰佰叁拾肆 = 1234");
        check("壹千兩百三十四萬", "壹千兩百三十四萬 = 12340000");
        check("拾六万零五百零六", "拾六万零五百零六 = 160506");
        check("陆军", "none");
        check("肆无忌惮", "none");
    }

    #[test]
    fn more_and_several() {
        check("300多亿元", "300多亿 = 30000000000+");
        check("十 余 万", "十 余 万 = 100000+");
        check("37万余起", "37万 = 370000");
        check("十几万", "十几万 = 100000+");
        check("一千五百零几万", "一千五百零几万 = 15000000+");
        check("数十万", "数十万 = 100000+?");
        check("几百", "几百 = 100+?");
        check("几个", "none");
        check("三五万", "三五万 = 30000-50000");
        check("十七八", "十七八 = 17-18");
        check("七八十", "七八十 = 70-80");
    }

    #[test]
    fn nothing_to_read() {
        for text in ["", "万", "万万", "点", "百姓", "余", "."] {
            check(text, "none");
        }
    }

    /// The number in characters, as it is read aloud.
    fn spell(number: u64) -> String {
        const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
        fn section(mut n: u64, text: &mut String) {
            let mut gap = false;
            for (name, unit) in [("千", 1000), ("百", 100), ("十", 10), ("", 1)] {
                let digit = usize::try_from(n / unit).unwrap();
                n %= unit;
                if digit == 0 {
                    gap = !text.is_empty();
                    continue;
                }
                if std::mem::take(&mut gap) {
                    text.push('零');
                }
                text.push_str(DIGITS[digit]);
                text.push_str(name);
            }
        }
        if number == 0 {
            return DIGITS[0].to_owned();
        }
        let (mut text, mut rest) = (String::new(), number);
        for (name, unit) in [("兆", 1_000_000_000_000), ("亿", 100_000_000), ("万", 10_000), ("", 1)] {
            let part = rest / unit;
            rest %= unit;
            if part == 0 {
                continue;
            }
            let mut written = String::new();
            section(part, &mut written);
            if !text.is_empty() && part < 1000 {
                text.push('零');
            }
            text.push_str(&written);
            text.push_str(name);
        }
        text
    }

    #[test]
    fn spelling() {
        assert_eq!(spell(2_000_300_000_012), "二兆零三亿零一十二");
    }

    proptest! {
        #[test]
        fn reads_back_every_number_written_in_characters(
            number in prop_oneof![0_u64..100_000, 0_u64..1_000_000_000, 0_u64..1_000_000_000_000_000],
        ) {
            let text = spell(number);
            let numeral = read(&text).unwrap();
            prop_assert_eq!(numeral.span.slice(&text), text.as_str());
            prop_assert_eq!(numeral.value.to_string(), number.to_string());
        }

        #[test]
        fn any_text_is_read_without_panic(text in "[0-9０-９.,，点零一二三十百千万亿兆几多余两壹拾 ek-]{0,24}") {
            if let Some(numeral) = read(&text) {
                prop_assert!(text.is_char_boundary(numeral.span.end) && !numeral.span.is_empty());
            }
        }
    }
}
