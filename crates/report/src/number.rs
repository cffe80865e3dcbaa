//! Numbers as people read them.

use tallysheet_model::Decimal;

/// The short scale, by thousands.
const MAGNITUDES: [&str; 5] = ["", "k", "m", "bn", "tn"];

/// A short label of three significant digits: `441k`, `1.55bn`, `28.5`. Below a thousand, two digits after the
/// point; next to zero, the power of ten.
pub(crate) fn short(value: f64) -> String {
    if !value.is_finite() {
        return "–".to_owned();
    }
    if value != 0.0 && value.abs() < 0.005 {
        return format!("{value:.0e}");
    }
    if value.abs() < 999.995 {
        return trim(&format!("{value:.2}"));
    }
    // The scientific form has rounded already, so that 999,950 carries over into the next magnitude.
    let scientific = format!("{:.2e}", value.abs());
    let (mantissa, exponent) = scientific.split_once('e').expect("the format has an exponent");
    let exponent: usize = exponent.parse().expect("the exponent of a number above one is a whole number");
    let magnitude = (exponent / 3).min(MAGNITUDES.len() - 1);
    let whole = exponent - 3 * magnitude + 1;
    let digits = format!("{:0<whole$}", mantissa.replace('.', ""));
    let sign = if value < 0.0 { "-" } else { "" };
    format!("{sign}{}{}", trim(&format!("{}.{}", &digits[..whole], &digits[whole..])), MAGNITUDES[magnitude])
}

/// The whole number, its thousands set apart: `329,100,000,000`, `-14.3`.
pub(crate) fn full(value: Decimal) -> String {
    group(&value.to_string())
}

/// As [`full`], rounded to two digits after the point.
pub(crate) fn full_f64(value: f64) -> String {
    if value.is_finite() && value.abs() < 1e21 { group(&trim(&format!("{value:.2}"))) } else { short(value) }
}

/// A number with its unit: `320bn CNY`, `60.4%`, `9 months`; a count has none.
pub(crate) fn with_unit(number: &str, unit: &str) -> String {
    match unit {
        "count" => number.to_owned(),
        "percent" => format!("{number}%"),
        _ => format!("{number} {}", unit_name(unit, number)),
    }
}

/// The unit in words, in the plural that follows `number` where it has one.
fn unit_name(unit: &str, number: &str) -> String {
    const PLURALS: [&str; 8] = ["second", "minute", "hour", "day", "week", "month", "year", "percentage_point"];
    let plural = if PLURALS.contains(&unit) && number != "1" { "s" } else { "" };
    format!("{}{plural}", unit.replace('_', " "))
}

/// Removes the zeros that end a fraction.
fn trim(number: &str) -> String {
    let number = if number.contains('.') { number.trim_end_matches('0').trim_end_matches('.') } else { number };
    if number == "-0" { "0".to_owned() } else { number.to_owned() }
}

/// Sets the thousands of a plain decimal number apart.
pub(crate) fn group(number: &str) -> String {
    let (sign, digits) = number.strip_prefix('-').map_or(("", number), |digits| ("-", digits));
    let whole = digits.find('.').unwrap_or(digits.len());
    let mut grouped = String::from(sign);
    for (at, digit) in digits.char_indices() {
        if at > 0 && at < whole && (whole - at) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_on_the_short_scale() {
        for (value, label) in [
            (0.0, "0"),
            (-0.001, "-1e-3"),
            (9.0, "9"),
            (28.5, "28.5"),
            (-14.3, "-14.3"),
            (146.25, "146.25"),
            (999.99, "999.99"),
            (999.999, "1k"),
            (1_000.0, "1k"),
            (52_000.0, "52k"),
            (441_000.0, "441k"),
            (999_499.0, "999k"),
            (999_950.0, "1m"),
            (1_227_000.0, "1.23m"),
            (77_690_000.0, "77.7m"),
            (1_550_000_000.0, "1.55bn"),
            (-329_100_000_000.0, "-329bn"),
            (1e12, "1tn"),
            (4.5e16, "45000tn"),
            (f64::NAN, "–"),
        ] {
            assert_eq!(short(value), label, "{value}");
        }
    }

    #[test]
    fn full_numbers_are_grouped() {
        let full = |text: &str| full(text.parse().unwrap());
        assert_eq!(full("329100000000"), "329,100,000,000");
        assert_eq!(full("-1234.56789"), "-1,234.56789");
        assert_eq!(full("999"), "999");
        assert_eq!(full_f64(-441_000.004), "-441,000");
        assert_eq!(full_f64(f64::INFINITY), "–");
    }

    #[test]
    fn units_follow_their_number() {
        assert_eq!(with_unit("320bn", "CNY"), "320bn CNY");
        assert_eq!(with_unit("60.4", "percent"), "60.4%");
        assert_eq!(with_unit("441k", "count"), "441k");
        assert_eq!(with_unit("9", "month"), "9 months");
        assert_eq!(with_unit("1", "month"), "1 month");
        assert_eq!(with_unit("2", "percentage_point"), "2 percentage points");
        assert_eq!(with_unit("5", "kg"), "5 kg");
    }
}
