//! Words for people: what messages call figures, periods and series.

use tallysheet_model::{Decimal, SmolStr};

use crate::{figure::Figure, observe::Observed, period::Period, statement::Key};

/// The indicator with what narrows it: `cases_solved (two_card, CN-SH)`.
pub fn subject(key: &Key) -> String {
    let narrowed: Vec<&str> = [&key.scope, &key.place].into_iter().flatten().map(SmolStr::as_str).collect();
    let narrowed = if narrowed.is_empty() { String::new() } else { format!(" ({})", narrowed.join(", ")) };
    format!("{}{narrowed}", key.indicator)
}

/// `114,000 (2021-01-01 to 2021-06-30)`.
pub fn amount(level: &Observed<'_>) -> String {
    format!("{} ({})", number(level.shown, level.key), period(level.key))
}

/// The number with its unit, where it is no plain count: `5 CNY`.
pub fn number(figure: Figure, key: &Key) -> String {
    with_unit(grouped(figure.value), key)
}

pub fn with_unit(number: String, key: &Key) -> String {
    if key.unit == "count" { number } else { format!("{number} {}", key.unit) }
}

/// The ends of the key's period.
pub fn period(key: &Key) -> String {
    match Period::of(key) {
        Period { start: Some(start), end: Some(end) } if start == end => end.to_string(),
        Period { start: Some(start), end: Some(end) } => format!("{start} to {end}"),
        Period { start: None, end: Some(end) } => format!("up to {end}"),
        Period { start: Some(start), end: None } => format!("from {start}"),
        Period { start: None, end: None } => "undated".to_owned(),
    }
}

/// A share of one in percent: `4.8 %`.
pub fn percent(share: f64) -> String {
    format!("{:.1} %", share * 100.0)
}

/// The number with its thousands set apart.
pub fn grouped(value: Decimal) -> String {
    // Most are whole and fit in a word, which prints many times as fast.
    let text = match u64::try_from(value.units().unsigned_abs() / Decimal::ONE.units().unsigned_abs()) {
        Ok(whole) if value.is_whole() => whole.to_string(),
        _ => value.abs().to_string(),
    };
    let (whole, fraction) =
        text.split_once('.').map_or((text.as_str(), ""), |(whole, _)| (whole, &text[whole.len()..]));
    let groups: Vec<&str> = whole
        .as_bytes()
        .rchunks(3)
        .rev()
        .map(|group| std::str::from_utf8(group).expect("a decimal prints as ASCII"))
        .collect();
    let sign = if value < Decimal::ZERO { "-" } else { "" };
    format!("{sign}{}{fraction}", groups.join(","))
}

/// A computed number to the digits that it can be held to: four, its thousands set apart.
pub fn about(value: f64) -> String {
    let digits = value.abs().log10();
    let step = if digits.is_finite() && digits >= 4.0 { 10_f64.powf(digits.floor() - 3.0) } else { 1.0 };
    let rounded = (value / step).round() * step;
    format!("{rounded:.0}").parse().map_or_else(|_| rounded.to_string(), grouped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        for (text, expected) in [("0", "0"), ("999", "999"), ("1000", "1,000"), ("-1234567.5", "-1,234,567.5")] {
            assert_eq!(grouped(text.parse().unwrap()), expected);
        }
    }

    #[test]
    fn computed_numbers_keep_four_digits() {
        assert_eq!(about(306_614.79), "306,600");
        assert_eq!(about(2421.4), "2,421");
        assert_eq!(about(0.0), "0");
        assert_eq!(about(5.0e15), "5,000,000,000,000,000");
        assert_eq!(about(f64::INFINITY), "inf");
    }
}
