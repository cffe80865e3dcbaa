//! Numbers in digits: `1,234.5`, `2e5`, `40k`, `2^10`.
//!
//! Groups of three digits after commas are read; a group of four is damaged (`3,2016`), any other no part of the number.

use tallysheet_model::Decimal;

use super::super::words::char_at;

/// The value of a digit.
pub(in super::super) fn arabic(c: char) -> Option<u8> {
    c.is_ascii_digit().then(|| c as u8 - b'0')
}

/// A number in digits.
pub(super) struct Arabic {
    pub(super) value: Decimal,
    pub(super) end: usize,
    pub(super) digits: usize,
    pub(super) measured: bool,
    pub(super) damaged: bool,
    /// Nothing can follow it: it has an exponent or is a part of a dotted code.
    pub(super) closed: bool,
}

impl Arabic {
    /// The number that starts at `at`, the numeral that it is a part of at `start`.
    pub(super) fn read(text: &str, at: usize, end: usize, start: usize) -> Option<Self> {
        let mut reader = Digits { text, at, end, units: 0, count: 0 };
        reader.run();
        let (mut measured, mut damaged) = (false, false);
        if (1..=3).contains(&reader.count) {
            (measured, damaged) = reader.groups();
        }
        let dotted = matches!(text.as_bytes()[..start], [.., digit, b'.'] if digit.is_ascii_digit());
        let whole = reader.count;
        let mut scale = 0;
        let mut closed = dotted;
        let rest = |at: usize| text.as_bytes().get(at..end).unwrap_or_default();
        if !dotted && rest(reader.at).starts_with(b".") {
            let mut fraction = Digits { at: reader.at + 1, ..reader };
            fraction.run();
            let more = matches!(rest(fraction.at), [b'.', digit, ..] if digit.is_ascii_digit());
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
    Decimal::from_units(units)?.scale_by_ten(i32::try_from(Decimal::SCALE).ok()? + power)
}

/// `above / below`, rounded at the ninth digit.
pub(in super::super) fn quotient(above: Decimal, below: Decimal) -> Option<Decimal> {
    let whole = above.is_whole() && below.is_whole();
    let unit = if whole { Decimal::ONE.units() } else { 1 };
    let part = |d: Decimal| i64::try_from(d.units() / unit).ok();
    Decimal::ratio(part(above)?, part(below)?)
}

pub(super) fn is_dot(c: char) -> bool {
    c == '.'
}

#[derive(Clone, Copy)]
struct Digits<'a> {
    text: &'a str,
    at: usize,
    pub(super) end: usize,
    units: i128,
    count: usize,
}

impl Digits<'_> {
    /// Reads digits up to the next other character. Beyond what a decimal holds the value is clipped, and refused when
    /// the decimal is made.
    fn run(&mut self) {
        /// So many digits as 64 bits hold.
        const CHUNK: usize = 18;
        let rest = self.text.as_bytes().get(self.at..self.end).unwrap_or_default();
        let count = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        for chunk in rest[..count].chunks(CHUNK) {
            let (power, number) = chunk
                .iter()
                .fold((1_u64, 0), |(power, number), digit| (power * 10, number * 10 + u64::from(digit - b'0')));
            self.units = if self.units == 0 {
                i128::from(number)
            } else {
                self.units.saturating_mul(i128::from(power)).saturating_add(i128::from(number))
            };
        }
        self.count += count;
        self.at += count;
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
        let power = self.text.as_bytes().get(self.at..self.end)?.starts_with(b"^");
        let after = power.then_some(self.at + 1)?;
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
        let sign = self.text.as_bytes().get(self.at..self.end)?.first()?;
        let after = self.at + 1;
        let ends = |at: usize| !char_at(self.text, at, self.end).is_some_and(|c| c.is_ascii_alphanumeric());
        match sign {
            b'k' | b'K' => ends(after).then_some((3, after)),
            b'e' | b'E' => {
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
