//! Numbers as people read them.

use std::time::Duration;

/// The number with a comma before each three whole digits: `329,100,000,000`.
pub fn grouped(number: impl ToString) -> String {
    let text = number.to_string();
    let (whole, fraction) = text.split_once('.').map_or((text.as_str(), None), |(whole, rest)| (whole, Some(rest)));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
    let mut out = sign.to_owned();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// A number of things: `1 claim`, `2,500 claims`.
pub fn counted(number: u64, thing: &str) -> String {
    format!("{} {thing}{}", grouped(number), if number == 1 { "" } else { "s" })
}

/// A size: `734 B`, `12.3 kB`, `4.0 MB`.
pub fn bytes(size: u64) -> String {
    let mut value = size as f64;
    for unit in ["B", "kB", "MB", "GB"] {
        if value < 999.5 {
            return if unit == "B" { format!("{size} B") } else { format!("{value:.1} {unit}") };
        }
        value /= 1000.0;
    }
    format!("{value:.1} TB")
}

/// A time: `12 ms`, `3.41 s`, `2 min 05 s`.
pub fn seconds(time: Duration) -> String {
    match time.as_secs_f64() {
        s if s < 1.0 => format!("{:.0} ms", s * 1000.0),
        s if s < 60.0 => format!("{s:.2} s"),
        s => format!("{} min {:02} s", s as u64 / 60, s as u64 % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_grouped() {
        assert_eq!(grouped(329_100_000_000_u64), "329,100,000,000");
        assert_eq!(grouped("-1234.56789"), "-1,234.56789");
        assert_eq!(grouped(999), "999");
        assert_eq!(counted(1, "claim"), "1 claim");
        assert_eq!(counted(2500, "claim"), "2,500 claims");
    }

    #[test]
    fn sizes_and_times_keep_three_digits() {
        assert_eq!(bytes(734), "734 B");
        assert_eq!(bytes(12_345), "12.3 kB");
        assert_eq!(bytes(999_700), "1.0 MB");
        assert_eq!(seconds(Duration::from_millis(12)), "12 ms");
        assert_eq!(seconds(Duration::from_secs(125)), "2 min 05 s");
    }
}
