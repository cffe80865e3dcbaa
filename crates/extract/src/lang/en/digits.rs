//! Numbers in digits, read from the text at one place.
//!
//! What it matches: groups of three behind commas or thin blanks (`1,234,567`, `1 234 567`), Indian groups
//! (`12,34,567`), a decimal point (`.08`, `1.5`), powers (`1.1^23`, `6.23x10^-4`, `1e10`), ordinals (`5th`), and a decimal
//! comma (`1,3`), marked as such.
//!
//! What it leaves alone: `1.2.3` is a code; `3,2016` is damaged and has no value; of `22,24,26` it takes the first.
//!
//! Normalizes to: an exact decimal of nine fractional digits.
//!
//! Examples: `12,34,567.89` is 1234567.89, `6.23x10^-4` is 0.000623, `2.5^-1` is 0.4.

use tallysheet_model::Decimal;

use super::token::TokenKind;

/// The number at the start of `rest`, which starts with a digit or with a point before one, where it is none of the
/// [`usual`]: its length, kind and value. In a list without blanks (`listed`), a comma before it separates numbers.
pub(super) fn number(rest: &str, listed: bool) -> (usize, TokenKind, Option<Decimal>) {
    let bytes = rest.as_bytes();
    let Some((mut len, grouping)) = grouped(rest) else { return comma_number(rest, listed) };
    let mut points = 0;
    while bytes.get(len) == Some(&b'.') && count_digits(rest, len + 1) > 0 {
        len += 1 + count_digits(rest, len + 1);
        points += 1;
    }
    if points > 1 {
        return (len, TokenKind::Code, None);
    }
    let suffix = rest[len..].bytes().take_while(u8::is_ascii_alphabetic).count();
    let ending = &rest[len..len + suffix];
    if points == 0 && ["st", "nd", "rd", "th"].iter().any(|o| o.eq_ignore_ascii_case(ending)) {
        return (len + suffix, TokenKind::Ordinal, None);
    }
    if grouping == Grouping::Damaged {
        return (len, TokenKind::Number, None);
    }
    let value = plain(&rest[..len], grouping);
    match value.and_then(|value| power(&rest[len..], value)) {
        Some((more, value)) => (len + more, TokenKind::Number, Some(value)),
        None => (len, TokenKind::Number, value),
    }
}

/// Digits in groups of three or in one, with up to nine decimals, that nothing goes on with, as most are: their length and
/// value.
pub(super) fn usual(rest: &[u8]) -> Option<(usize, Decimal)> {
    /// As many digits as a machine word surely holds.
    const MOST: usize = 18;
    let digit = |at: usize| rest.get(at).map(|byte| byte.wrapping_sub(b'0')).filter(|digit| *digit < 10);
    let (mut value, mut len) = (0_i64, 0);
    while let Some(next) = digit(len) {
        value = value * 10 + i64::from(next);
        len += 1;
        if len > MOST {
            return None;
        }
    }
    let mut digits = len;
    while rest.get(len) == Some(&b',') && (digits <= 3 || digits < len) {
        let (Some(a), Some(b), Some(c)) = (digit(len + 1), digit(len + 2), digit(len + 3)) else { break };
        (len, digits) = (len + 4, digits + 3);
        if digits > MOST {
            return None;
        }
        value = value * 1000 + i64::from(a) * 100 + i64::from(b) * 10 + i64::from(c);
    }
    if digits == 0 || digit(len).is_some() {
        return None;
    }
    let mut units = i128::from(value) * Decimal::ONE.units();
    if rest.get(len) == Some(&b'.') && digit(len + 1).is_some() {
        let (mut fraction, mut scale) = (0_i64, 0);
        len += 1;
        while let Some(next) = digit(len).filter(|_| scale < Decimal::SCALE) {
            (fraction, len, scale) = (fraction * 10 + i64::from(next), len + 1, scale + 1);
        }
        units += i128::from(fraction * 10_i64.pow(Decimal::SCALE - scale));
    }
    let ends = match rest.get(len) {
        None => true,
        // These may join groups or a fraction to it.
        Some(b',' | b'.' | b' ') => digit(len + 1).is_none(),
        Some(byte) => !(byte.is_ascii_alphanumeric() || matches!(byte, b'^' | b'*' | 0x80..)),
    };
    if ends { Some((len, Decimal::from_units(units)?)) } else { None }
}

/// The value of a character that is a fraction.
pub(super) fn vulgar_fraction(c: char) -> Option<Decimal> {
    let (numerator, denominator) = match c {
        '½' => (1, 2),
        '⅓' => (1, 3),
        '⅔' => (2, 3),
        '¼' => (1, 4),
        '¾' => (3, 4),
        '⅕' => (1, 5),
        '⅖' => (2, 5),
        '⅗' => (3, 5),
        '⅘' => (4, 5),
        '⅙' => (1, 6),
        '⅚' => (5, 6),
        '⅐' => (1, 7),
        '⅛' => (1, 8),
        '⅜' => (3, 8),
        '⅝' => (5, 8),
        '⅞' => (7, 8),
        '⅑' => (1, 9),
        '⅒' => (1, 10),
        _ => return None,
    };
    Decimal::ratio(numerator, denominator)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Grouping {
    Plain,
    Groups,
    /// Groups of no usual length.
    Damaged,
}

/// Whole digits with their groups: the length, and how they are grouped; `None` where a decimal comma follows them.
fn grouped(rest: &str) -> Option<(usize, Grouping)> {
    let bytes = rest.as_bytes();
    if let Some(len) = indian(rest) {
        return Some((len, Grouping::Groups));
    }
    let mut len = count_digits(rest, 0);
    let (mut grouping, mut spaced) = (Grouping::Plain, false);
    while let Some(separator) = group_separator(&rest[len..], spaced) {
        let comma = bytes[len] == b',';
        if len > 3 && !(spaced || grouping != Grouping::Plain || comma) {
            break;
        }
        match count_digits(rest, len + separator) {
            3 if grouping != Grouping::Damaged => grouping = Grouping::Groups,
            1 | 2 if comma && grouping == Grouping::Plain => return None,
            _ if comma => grouping = Grouping::Damaged,
            _ => break,
        }
        spaced |= bytes[len] == b' ';
        len += separator + count_digits(rest, len + separator);
    }
    Some((len, grouping))
}

/// `12,34,567`: groups of two before a last group of three.
fn indian(rest: &str) -> Option<usize> {
    let mut len = count_digits(rest, 0);
    let mut pairs = 0;
    if !(1..=2).contains(&len) {
        return None;
    }
    while rest[len..].starts_with(',') {
        match count_digits(rest, len + 1) {
            2 => pairs += 1,
            3 if pairs > 0 => return Some(len + 4),
            _ => return None,
        }
        len += 3;
    }
    None
}

/// Digits before a comma and one or two digits: a decimal comma, or else the first number of a list.
fn comma_number(rest: &str, listed: bool) -> (usize, TokenKind, Option<Decimal>) {
    let whole = count_digits(rest, 0);
    let len = whole + 1 + count_digits(rest, whole + 1);
    let goes_on =
        rest[len..].strip_prefix([',', '.']).is_some_and(|after| after.starts_with(|c: char| c.is_ascii_digit()));
    let fraction: Option<Decimal> = rest[whole + 1..len].parse().ok();
    let scale = i32::try_from(len - whole - 1).unwrap_or(i32::MAX);
    let number: Option<Decimal> = rest[..whole].parse().ok();
    let value = || number?.checked_add(fraction?.scale_by_ten(-scale)?);
    match value().filter(|_| !(goes_on || listed)) {
        Some(value) => (len, TokenKind::CommaNumber, Some(value)),
        None => (whole, TokenKind::Number, number),
    }
}

/// The length of a separator of thousands at the start of `rest`, if a digit follows it. A plain blank separates only
/// where two groups follow, or one after another such (`spaced`), or else two numbers side by side would read as one.
fn group_separator(rest: &str, spaced: bool) -> Option<usize> {
    let mut chars = rest.chars();
    let separator = chars.next()?;
    let after = chars.as_str().as_bytes();
    let groups = |count: usize| {
        (0..count).all(|g| {
            let group = after.get(g * 4..g * 4 + 3);
            group.is_some_and(|digits| digits.iter().all(u8::is_ascii_digit))
                && (g + 1 == count || after.get(g * 4 + 3) == Some(&b' '))
        })
    };
    let separates = match separator {
        ',' => after.first().is_some_and(u8::is_ascii_digit),
        '\u{a0}' | '\u{2009}' | '\u{202f}' => groups(1),
        ' ' if spaced => groups(1) && !after.get(3).is_some_and(u8::is_ascii_digit),
        ' ' => groups(2) && !after.get(7).is_some_and(u8::is_ascii_digit),
        _ => false,
    };
    separates.then_some(separator.len_utf8())
}

/// A power at the start of `rest`, of or beside the number before it: its length, and the value of both.
fn power(rest: &str, base: Decimal) -> Option<(usize, Decimal)> {
    if let Some(exponent) = rest.strip_prefix('^') {
        let (len, exponent) = exponent_at(exponent)?;
        return Some((1 + len, raised(base, exponent)?));
    }
    let times = ["x10^", "×10^", "*10^", "e", "E"].iter().find(|times| rest.starts_with(**times))?;
    let (len, exponent) = exponent_at(&rest[times.len()..])?;
    Some((times.len() + len, base.scale_by_ten(exponent)?))
}

/// A signed exponent that no letter follows: its length and value.
fn exponent_at(rest: &str) -> Option<(usize, i32)> {
    const GREATEST: i32 = 99;
    let sign = usize::from(rest.starts_with(['-', '+']));
    let len = sign + count_digits(rest, sign);
    let exponent: i32 = rest[..len].parse().ok()?;
    let code = rest[len..].starts_with(char::is_alphanumeric);
    (!code && exponent.abs() <= GREATEST).then_some((len, exponent))
}

fn raised(base: Decimal, exponent: i32) -> Option<Decimal> {
    let mut power = Decimal::ONE;
    for _ in 0..exponent.unsigned_abs() {
        power = power.checked_mul(base)?;
    }
    if exponent >= 0 {
        return Some(power);
    }
    let one = Decimal::ONE.units();
    one.checked_mul(one)?.checked_div(power.units()).and_then(Decimal::from_units)
}

fn plain(digits: &str, grouping: Grouping) -> Option<Decimal> {
    if grouping == Grouping::Plain {
        return digits.parse().ok();
    }
    let mut kept = digits.bytes().filter(|b| b.is_ascii_digit() || *b == b'.');
    let mut buffer = [0; 64];
    let len = buffer.iter_mut().zip(&mut kept).map(|(slot, byte)| *slot = byte).count();
    let ungrouped = std::str::from_utf8(&buffer[..len]).ok()?;
    // What goes on beyond any decimal is none.
    if kept.next().is_some() { None } else { ungrouped.parse().ok() }
}

fn count_digits(text: &str, at: usize) -> usize {
    text.as_bytes()[at..].iter().take_while(|b| b.is_ascii_digit()).count()
}

#[cfg(test)]
mod tests {
    use crate::testing::figures;

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(figures(text), expected, "{text}");
    }

    #[test]
    fn groups() {
        check("1,234,567 people", &["1,234,567 = 1234567"]);
        check("1 234 567 people", &["1 234 567 = 1234567"]);
        check("1\u{202f}234\u{202f}567.89 litres", &["1\u{202f}234\u{202f}567.89 = 1234567.89 litre"]);
        check("Rs 12,34,567.50 was lost", &["Rs 12,34,567.50 = 1234567.5 INR"]);
        check("3,2016 cards", &[]);
    }

    #[test]
    fn commas() {
        check("a ratio of 1,3 now", &["[1,3 Damaged]"]);
        check("€2,5 million", &["€2,5 million = 2500000 EUR"]);
        check("lots 22,24,26,31 were sold", &["22 = 22", "24 = 24", "26 = 26", "31 = 31"]);
    }

    #[test]
    fn powers() {
        check("6.23x10^-4 grams", &["6.23x10^-4 = 0.000623 g"]);
        check("2.5^-1 and 10^3 grams", &["2.5^-1 = 0.4", "10^3 = 1000 g"]);
        check("10^99 atoms", &["10 = 10", "99 = 99"]);
    }
}
