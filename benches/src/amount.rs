//! Amounts, and how each language writes them.

use crate::random::Random;

/// A whole number, or a number of tenths where it is a percentage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// So many.
    Whole(i64),
    /// So many tenths.
    Tenths(i64),
}

/// A whole number between `10^low` and `10^high` of two to four significant digits.
pub fn count(random: &mut Random, (low, high): (u32, u32)) -> u64 {
    let exponent = random.between(u64::from(low), u64::from(high) - 1) as u32;
    let digits = random.between(2, 4).min(u64::from(exponent) + 1) as u32;
    let power = 10_u64.pow(digits - 1);
    random.between(power, power * 10 - 1) * 10_u64.pow(exponent + 1 - digits)
}

/// Tenths of a percent, from 1.1 to 89.9.
pub fn tenths(random: &mut Random) -> i64 {
    random.between(11, 899) as i64
}

/// Appends a number in decimal digits.
pub fn push_digits(text: &mut String, mut value: u64) {
    let mut digits = [0_u8; 20];
    let mut at = digits.len();
    loop {
        at -= 1;
        digits[at] = b'0' + (value % 10) as u8;
        value /= 10;
        if value == 0 {
            break;
        }
    }
    text.push_str(std::str::from_utf8(&digits[at..]).expect("digits are ASCII"));
}

/// Appends a number with a comma before every three digits: `441,000`.
pub fn push_grouped(text: &mut String, value: u64) {
    if value < 1000 {
        return push_digits(text, value);
    }
    push_grouped(text, value / 1000);
    let rest = value % 1000;
    text.push(',');
    for digit in [rest / 100, rest / 10 % 10, rest % 10] {
        text.push(char::from(b'0' + digit as u8));
    }
}

/// Appends `value / unit` with as many decimals as it has: `64.41` for 64,410,000 and a million. The unit is a power of
/// ten.
pub fn push_scaled(text: &mut String, value: u64, unit: u64) {
    push_digits(text, value / unit);
    let (mut rest, mut unit) = (value % unit, unit);
    if rest > 0 {
        text.push('.');
    }
    while rest > 0 {
        unit /= 10;
        text.push(char::from(b'0' + (rest / unit) as u8));
        rest %= unit;
    }
}

/// Appends tenths: `28.5`, and `28` for a whole number.
pub fn push_tenths(text: &mut String, tenths: u64) {
    push_scaled(text, tenths, 10);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(push: impl Fn(&mut String)) -> String {
        let mut text = String::new();
        push(&mut text);
        text
    }

    #[test]
    fn numbers_are_written_as_people_do() {
        assert_eq!(written(|t| push_digits(t, 0)), "0");
        assert_eq!(written(|t| push_grouped(t, 1_002_030)), "1,002,030");
        assert_eq!(written(|t| push_scaled(t, 64_410_000, 1_000_000)), "64.41");
        assert_eq!(written(|t| push_scaled(t, 12_000, 10_000)), "1.2");
        assert_eq!(written(|t| push_scaled(t, 50_000, 10_000)), "5");
        assert_eq!(written(|t| push_tenths(t, 285)), "28.5");
    }

    #[test]
    fn counts_stay_in_their_range() {
        let mut random = Random::new(7);
        assert!((0..10_000).map(|_| count(&mut random, (3, 6))).all(|n| (1000..1_000_000).contains(&n)));
    }
}
