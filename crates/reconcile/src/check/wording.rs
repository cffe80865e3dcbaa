//! Words for people: what messages call figures, periods and series. Each is written into its message and nowhere else, so
//! that a message is one text and not many.

use std::fmt::{Display, from_fn};

use tallysheet_model::Decimal;

use crate::{figure::Figure, observe::Observed, statement::Key};

/// The indicator with what narrows it: `cases_solved (two_card, CN-SH)`.
pub fn subject(key: &Key) -> impl Display {
    from_fn(move |f| {
        f.write_str(&key.indicator)?;
        match (&key.scope, &key.place) {
            (Some(scope), Some(place)) => write!(f, " ({scope}, {place})"),
            (Some(one), None) | (None, Some(one)) => write!(f, " ({one})"),
            (None, None) => Ok(()),
        }
    })
}

/// `114,000 (2021-01-01 to 2021-06-30)`.
pub fn amount(level: &Observed<'_>) -> impl Display {
    from_fn(move |f| write!(f, "{} ({})", number(level.shown, level.key), period(level.key)))
}

/// The number with its unit, where it is no plain count: `5 CNY`.
pub fn number(figure: Figure, key: &Key) -> impl Display {
    with_unit(grouped(figure.value), key)
}

pub fn with_unit(number: impl Display, key: &Key) -> impl Display {
    from_fn(move |f| if key.unit == "count" { number.fmt(f) } else { write!(f, "{number} {}", key.unit) })
}

/// The ends of the key's period.
pub fn period(key: &Key) -> impl Display {
    from_fn(move |f| match (key.period_start, key.period_end) {
        (Some(start), Some(end)) if start == end => end.fmt(f),
        (Some(start), Some(end)) => write!(f, "{start} to {end}"),
        (None, Some(end)) => write!(f, "up to {end}"),
        (Some(start), None) => write!(f, "from {start}"),
        (None, None) => f.write_str("undated"),
    })
}

/// A share of one in percent: `4.8 %`.
pub fn percent(share: f64) -> impl Display {
    from_fn(move |f| write!(f, "{:.1} %", share * 100.0))
}

/// The number with its thousands set apart.
pub fn grouped(value: Decimal) -> impl Display {
    from_fn(move |f| {
        // Most are whole and fit in a word, which prints many times as fast.
        let text = match u64::try_from(value.units().unsigned_abs() / Decimal::ONE.units().unsigned_abs()) {
            Ok(whole) if value.is_whole() => whole.to_string(),
            _ => value.abs().to_string(),
        };
        let (whole, fraction) = text.split_at(text.find('.').unwrap_or(text.len()));
        let (first, groups) = whole.split_at((whole.len() - 1) % 3 + 1);
        f.write_str(if value < Decimal::ZERO { "-" } else { "" })?;
        f.write_str(first)?;
        for group in groups.as_bytes().chunks(3) {
            f.write_str(",")?;
            f.write_str(str::from_utf8(group).expect("a decimal prints as ASCII"))?;
        }
        f.write_str(fraction)
    })
}

/// A computed number to the digits that it can be held to: four, its thousands set apart.
pub fn about(value: f64) -> impl Display {
    from_fn(move |f| {
        let digits = value.abs().log10();
        let step = if digits.is_finite() && digits >= 4.0 { 10_f64.powf(digits.floor() - 3.0) } else { 1.0 };
        let rounded = (value / step).round() * step;
        // Most are held by a word, and need not be printed to be read.
        let decimal = match rounded.abs() < 1e15 {
            true => Some(Decimal::from(rounded.round() as i64)),
            false => format!("{rounded:.0}").parse().ok(),
        };
        match decimal {
            Some(decimal) => grouped(decimal).fmt(f),
            None => rounded.fmt(f),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        for (text, expected) in [("0", "0"), ("999", "999"), ("1000", "1,000"), ("-1234567.5", "-1,234,567.5")] {
            assert_eq!(grouped(text.parse().unwrap()).to_string(), expected);
        }
    }

    #[test]
    fn computed_numbers_keep_four_digits() {
        assert_eq!(about(306_614.79).to_string(), "306,600");
        assert_eq!(about(2421.4).to_string(), "2,421");
        assert_eq!(about(0.0).to_string(), "0");
        assert_eq!(about(5.0e15).to_string(), "5,000,000,000,000,000");
        assert_eq!(about(f64::INFINITY).to_string(), "inf");
    }
}
