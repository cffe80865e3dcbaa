//! Reading a numeral part by part, from left to right.

use tallysheet_model::{Decimal, Span};

use super::super::text::Text;
use super::super::words::{char_at, char_before, skip_blanks};
use super::arabic::{Arabic, arabic, is_dot};
use super::sum::Sum;
use super::{Numeral, Numerals, Part, Script};

/// Reads one numeral from its start.
pub(super) struct Parser<'a> {
    numerals: &'a Numerals,
    text: &'a Text<'a>,
    start: usize,
    end: usize,
    /// A number is sure to stand here.
    expected: bool,
    /// Take the greater of two neighbouring digits (`三五万`).
    greater: bool,
    /// Two neighbouring digits were met.
    paired: bool,
}

impl<'a> Parser<'a> {
    /// A parser of the numeral that starts where `within` does.
    pub(super) fn new(numerals: &'a Numerals, text: &'a Text<'a>, within: Span, expected: bool) -> Self {
        Self { numerals, text, start: within.start, end: within.end, expected, greater: false, paired: false }
    }

    /// What is not [`Parser::simple`].
    // Its many variables would be room to make for the simple ones.
    #[inline(never)]
    pub(super) fn composed(&mut self) -> Option<Numeral> {
        if self.numerals.part(self.text, self.start, self.end).is_some_and(Part::goes_on) {
            return None;
        }
        let mut numeral = self.row_or_parts()?;
        if self.paired {
            numeral.pair = self.greater().is_some();
        }
        Some(numeral)
    }

    /// The same with the greater of two numbers that it says.
    pub(super) fn greater(&mut self) -> Option<Numeral> {
        self.greater = true;
        self.row_or_parts()
    }

    fn row_or_parts(&mut self) -> Option<Numeral> {
        self.row().or_else(|| self.part_by_part())
    }

    pub(super) fn part_by_part(&mut self) -> Option<Numeral> {
        let first = char_at(self.text, self.start, self.end)?;
        let script = if arabic(first).is_some() || is_dot(first) { Script::Digits } else { Script::Characters };
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
            digits: clipped(state.digits),
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
        let part = self.numerals.part(self.text, at, self.end)?;
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
        state.sum = Sum::of(whole.checked_add(fraction)?);
        numeral.measured = true;
        state.at = to;
        state.characters += 2;
        Some(Step::MayEnd)
    }

    /// Digits, maybe with a point, and one magnitude at most, where nothing stands beside them that a numeral may hold: most
    /// numbers of a text.
    #[inline]
    pub(super) fn simple(&self) -> Option<Numeral> {
        let bytes = self.text.as_bytes();
        let rest = bytes.get(self.start..self.end)?;
        if !rest.first()?.is_ascii_digit() || bytes[..self.start].ends_with(b".") {
            return None;
        }
        let Written { number, digits, places, length } = Written::read(rest);
        let end = self.start + length;
        let magnitude = self.numerals.part(self.text, end, self.end).map(|part| part.magnitude());
        let (end, power) = match magnitude {
            None => (end, 0),
            Some(power) => (self.text.next(end), power.filter(|_| number != 0)?),
        };
        let goes_on = match bytes[..self.end].get(end..)? {
            [b'.' | b' ' | b'^' | b'e' | b'E' | b'k' | b'K', ..] => true,
            [b',', after @ ..] | [0xef, 0xbc, 0x8c, after @ ..] => after.first().is_some_and(u8::is_ascii_digit),
            [digit, ..] if digit.is_ascii_digit() => true,
            _ => self.numerals.part(self.text, end, self.end).is_some(),
        };
        if goes_on {
            return None;
        }
        // Too great a power is left to those who read part by part.
        let unit = POWERS.get((Decimal::SCALE as usize + usize::from(power)).checked_sub(places)?)?;
        let value = Decimal::from_units(i128::from(number) * i128::from(*unit))?;
        let plain = Numeral::plain(Span::new(self.start, end), value);
        Some(Numeral {
            digits: clipped(digits),
            script: Script::Digits,
            magnitude: power,
            measured: places > 0,
            ..plain
        })
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
        row.then_some(Numeral { digits: clipped(digits), script: Script::Row, ..plain })
    }
}

/// Digits, maybe with a point among them.
struct Written {
    /// The number without the point.
    number: i64,
    digits: usize,
    /// How many of the digits stand behind the point.
    places: usize,
    /// How many bytes it has, without a point that no digit follows.
    length: usize,
}

impl Written {
    /// As many digits as 64 bits hold, from the beginning of a text.
    // The loop keeps its registers.
    #[inline(never)]
    fn read(text: &[u8]) -> Self {
        const MOST: usize = 18;
        let (mut number, mut digits, mut length, mut point) = (0, 0, 0, None);
        for (place, byte) in text.iter().enumerate() {
            match byte {
                b'0'..=b'9' if digits < MOST => number = number * 10 + i64::from(byte - b'0'),
                b'.' if point.is_none() => {
                    point = Some(digits);
                    continue;
                }
                _ => break,
            }
            (digits, length) = (digits + 1, place + 1);
        }
        Self { number, digits, places: digits - point.unwrap_or(digits), length }
    }
}

/// More digits than any rule asks for are as many as these.
fn clipped(digits: usize) -> u16 {
    u16::try_from(digits).unwrap_or(u16::MAX)
}

/// The powers of ten of 64 bits.
const POWERS: [i64; 19] = {
    let mut powers = [1; 19];
    let mut i = 1;
    while i < powers.len() {
        powers[i] = 10 * powers[i - 1];
        i += 1;
    }
    powers
};

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
