use std::{fmt, str::FromStr};

/// An exact decimal number with nine fractional digits: the value behind `decimal128(38,9)`.
///
/// Amounts are decimals from the first digit read to the last byte written; [`Decimal::to_f64`] is for output only.
/// The greatest magnitude is just under 10^29.
///
/// ```
/// use tallysheet_model::Decimal;
/// let rate: Decimal = "60.4".parse()?;
/// assert_eq!((-rate).to_string(), "-60.4");
/// assert_eq!(rate.units(), 60_400_000_000);
/// # Ok::<(), tallysheet_model::ParseDecimalError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Decimal(i128);

/// The greatest absolute number of units that 38 decimal digits hold.
const MAX_UNITS: i128 = 10_i128.pow(38) - 1;

/// The powers of ten that the units can hold.
const POWERS: [i128; 39] = {
    let mut powers = [1; 39];
    let mut i = 1;
    while i < powers.len() {
        powers[i] = 10 * powers[i - 1];
        i += 1;
    }
    powers
};

impl Decimal {
    /// Digits after the point.
    pub const SCALE: u32 = 9;
    /// Zero.
    pub const ZERO: Self = Self(0);
    /// One.
    pub const ONE: Self = Self(10_i128.pow(Self::SCALE));

    /// The decimal of this many billionths; `None` beyond 38 digits.
    #[inline]
    pub const fn from_units(units: i128) -> Option<Self> {
        if units > MAX_UNITS || units < -MAX_UNITS { None } else { Some(Self(units)) }
    }

    /// The number of billionths.
    #[inline]
    pub const fn units(self) -> i128 {
        self.0
    }

    /// `self` times ten to the power of `exponent`; `None` on overflow. A negative exponent rounds half away from
    /// zero at the ninth digit.
    pub fn scale_by_ten(self, exponent: i32) -> Option<Self> {
        let power = *POWERS.get(exponent.unsigned_abs() as usize)?;
        if exponent >= 0 {
            return Self::from_units(self.0.checked_mul(power)?);
        }
        let half = if self.0 < 0 { -power / 2 } else { power / 2 };
        Self::from_units((self.0 + half) / power)
    }

    /// The product; `None` on overflow. Rounds half away from zero at the ninth digit.
    pub fn checked_mul(self, other: Self) -> Option<Self> {
        let one = Self::ONE.0;
        // Split one factor, so that whole multipliers of any size do not overflow on the way.
        let (whole, fraction) = (other.0 / one, other.0 % one);
        let tail = self.0.checked_mul(fraction)?;
        let half = if tail < 0 { -one / 2 } else { one / 2 };
        Self::from_units(self.0.checked_mul(whole)?.checked_add((tail + half) / one)?)
    }

    /// The sum; `None` on overflow.
    #[inline]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        Self::from_units(self.0.checked_add(other.0)?)
    }

    /// The quotient of two whole numbers, rounded half away from zero at the ninth digit; `None` for a zero
    /// denominator.
    pub fn ratio(numerator: i64, denominator: i64) -> Option<Self> {
        if denominator == 0 {
            return None;
        }
        let (units, by) = (i128::from(numerator) * Self::ONE.0, i128::from(denominator));
        let half = by.abs() / 2 * if (units < 0) == (by < 0) { 1 } else { -1 } * by.signum();
        Self::from_units((units + half) / by)
    }

    /// The absolute value.
    #[inline]
    pub fn abs(self) -> Self {
        Self(self.0.abs())
    }

    /// Whether the number has no fractional part.
    #[inline]
    pub fn is_whole(self) -> bool {
        // Most amounts fit in a machine word, which divides several times faster.
        match i64::try_from(self.0) {
            Ok(units) => units % 1_000_000_000 == 0,
            Err(_) => self.0 % Self::ONE.0 == 0,
        }
    }

    /// The nearest double, ties to even.
    pub fn to_f64(self) -> f64 {
        if self.is_whole() {
            return (self.0 / Self::ONE.0) as f64;
        }
        self.to_string().parse().expect("a decimal prints as a number")
    }
}

impl From<i64> for Decimal {
    fn from(value: i64) -> Self {
        Self(i128::from(value) * Self::ONE.0)
    }
}

impl std::ops::Neg for Decimal {
    type Output = Self;

    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (magnitude, one) = (self.0.unsigned_abs(), Self::ONE.0.unsigned_abs());
        let fraction = format!("{:09}", magnitude % one);
        let fraction = fraction.trim_end_matches('0');
        let point = if fraction.is_empty() { "" } else { "." };
        f.pad_integral(self.0 >= 0, "", &format!("{}{point}{fraction}", magnitude / one))
    }
}

/// The text is no decimal number: digits with at most one point and an optional sign, within 38 digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected a decimal number of at most 29 whole digits")]
pub struct ParseDecimalError;

/// The number with more digits behind it.
fn append_digits(mut number: i128, digits: &[u8]) -> Result<i128, ParseDecimalError> {
    // As many as a machine word holds at once.
    for chunk in digits.chunks(18) {
        let mut more = 0_u64;
        for byte in chunk {
            let digit = byte.wrapping_sub(b'0');
            if digit > 9 {
                return Err(ParseDecimalError);
            }
            more = more * 10 + u64::from(digit);
        }
        let shifted = number.checked_mul(POWERS[chunk.len()]).and_then(|n| n.checked_add(i128::from(more)));
        number = shifted.ok_or(ParseDecimalError)?;
    }
    Ok(number)
}

impl FromStr for Decimal {
    type Err = ParseDecimalError;

    /// Reads `-1234.5`; digits beyond the ninth after the point round half away from zero.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (negative, digits) = match text.as_bytes() {
            [b'-', ..] => (true, &text[1..]),
            [b'+', ..] => (false, &text[1..]),
            _ => (false, text),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        if whole.is_empty() && fraction.is_empty() {
            return Err(ParseDecimalError);
        }
        let scale = Self::SCALE as usize;
        let (kept, rest) = fraction.as_bytes().split_at(fraction.len().min(scale));
        if rest.iter().any(|b| !b.is_ascii_digit()) {
            return Err(ParseDecimalError);
        }
        let digits = append_digits(append_digits(0, whole.as_bytes())?, kept)?;
        let mut units = digits.checked_mul(POWERS[scale - kept.len()]).ok_or(ParseDecimalError)?;
        if rest.first().is_some_and(|&b| b >= b'5') {
            units += 1;
        }
        Self::from_units(if negative { -units } else { units }).ok_or(ParseDecimalError)
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Decimal {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Decimal {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn reads_and_prints() {
        for text in ["0", "60.4", "-14.3", "329100000000", "0.000000001", "99999999999999999999999999999.999999999"] {
            assert_eq!(decimal(text).to_string(), text);
        }
        assert_eq!(decimal(".5").to_string(), "0.5");
        assert_eq!(decimal("5.").to_string(), "5");
        assert_eq!(decimal("0.0000000015").to_string(), "0.000000002");
    }

    #[test]
    fn refuses_what_is_no_number() {
        for text in ["", ".", "-", "1.2.3", "1,000", "1e5", "１", "100000000000000000000000000000"] {
            assert_eq!(text.parse::<Decimal>(), Err(ParseDecimalError), "{text}");
        }
    }

    #[test]
    fn scales_and_multiplies() {
        assert_eq!(decimal("1.55").scale_by_ten(9).unwrap().to_string(), "1550000000");
        assert_eq!(decimal("25").scale_by_ten(-2).unwrap().to_string(), "0.25");
        assert_eq!(decimal("2.5").checked_mul(decimal("1000000")).unwrap().to_string(), "2500000");
        assert_eq!(decimal("-1.5").checked_mul(decimal("1.5")).unwrap().to_string(), "-2.25");
        assert_eq!(decimal("1").scale_by_ten(29), None);
        assert_eq!(Decimal::ratio(2, 3).unwrap().to_string(), "0.666666667");
        assert_eq!(Decimal::ratio(-2, 3).unwrap().to_string(), "-0.666666667");
        assert_eq!(Decimal::ratio(1, 0), None);
    }

    proptest! {
        #[test]
        fn reads_back_what_it_prints(units in -MAX_UNITS..=MAX_UNITS) {
            let value = Decimal::from_units(units).unwrap();
            prop_assert_eq!(value.to_string().parse(), Ok(value));
        }

        #[test]
        fn doubles_are_the_nearest(units in -10_i128.pow(20)..10_i128.pow(20)) {
            let value = Decimal::from_units(units).unwrap();
            prop_assert_eq!(value.to_f64(), value.to_string().parse::<f64>().unwrap());
        }
    }
}
