use tallysheet_model::Date;

/// The calendar date that a metadata field tells, in the notations in use: `2022-04-14`, `2022-04-14T08:00:00Z`,
/// `2022/4/14`, `20220414`, `2022年4月14日`, `14 April 2022`, `April 14, 2022`, `Thu, 14 Apr 2022 08:00:00 +0800`.
///
/// A time of day and its offset are ignored: the date is the one that its writer saw. Day and month both as numbers
/// with the year last can be read two ways, and are not read.
pub(crate) fn parse_date(text: &str) -> Option<Date> {
    let text = text.trim();
    compact(text).or_else(|| year_first(text)).or_else(|| with_month_name(text))
}

/// `20220414`, with or without a time behind it.
fn compact(text: &str) -> Option<Date> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if !matches!(digits, 8 | 12 | 14) {
        return None;
    }
    Date::new(text[..4].parse().ok()?, text[4..6].parse().ok()?, text[6..8].parse().ok()?).ok()
}

/// `2022-04-14` with any of the usual separators, and whatever may follow.
fn year_first(text: &str) -> Option<Date> {
    let (year, rest) = number(text)?;
    let (month, rest) = number(rest.trim_start_matches(' ').strip_prefix(['-', '/', '.', '年'])?.trim_start())?;
    let (day, _) = number(rest.trim_start_matches(' ').strip_prefix(['-', '/', '.', '月'])?.trim_start())?;
    if !(1000..=9999).contains(&year) {
        return None;
    }
    Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok()
}

/// The number of at most four digits at the start of `text`, and what follows it.
fn number(text: &str) -> Option<(i16, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 4 {
        return None;
    }
    Some((text[..digits].parse().ok()?, &text[digits..]))
}

/// `14 April 2022`, `April 14th, 2022`, `Thu Apr 14 08:00:00 2022`: a month's name, then the first number that can be
/// a day and the first that can be a year.
fn with_month_name(text: &str) -> Option<Date> {
    let (mut day, mut month, mut year) = (None, None, None);
    for word in text.split([' ', ',', '-', '\u{a0}']).filter(|word| !word.is_empty() && !word.contains(':')) {
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '.');
        match digits.parse::<i16>() {
            Ok(number) if day.is_none() && digits.len() <= 2 => day = i8::try_from(number).ok(),
            Ok(number) if year.is_none() && digits.len() == 4 => year = Some(number),
            Ok(_) => {}
            Err(_) => month = month.or_else(|| month_number(word)),
        }
    }
    Date::new(year?, month?, day?).ok()
}

fn month_number(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let word = word.trim_end_matches('.').to_ascii_lowercase();
    let index = MONTHS.iter().position(|month| word.len() >= 3 && month.starts_with(&word))?;
    i8::try_from(index + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let date = parse_date(text).map(|date| date.to_string());
        assert_eq!(date.as_deref(), (!expected.is_empty()).then_some(expected), "{text}");
    }

    #[test]
    fn numbers_with_the_year_first() {
        for text in [
            "2022-04-14",
            " 2022-04-14 ",
            "2022-04-14T08:30:00Z",
            "2022-04-14 08:30:00+08:00",
            "2022/04/14",
            "2022/4/14",
            "2022.04.14",
            "20220414",
            "20220414T083000Z",
            "20220414083000",
            "2022年4月14日",
            "2022年04月14日 10:30",
            "2022 年 4 月 14 日",
        ] {
            check(text, "2022-04-14");
        }
    }

    #[test]
    fn month_names() {
        for text in [
            "14 April 2022",
            "April 14, 2022",
            "Apr. 14, 2022",
            "april 14th 2022",
            "14-Apr-2022",
            "Thu, 14 Apr 2022 08:30:00 +0800",
            "Thursday, April 14, 2022 10:30 AM EST",
            "Thu Apr 14 08:30:00 2022",
        ] {
            check(text, "2022-04-14");
        }
        check("Sept. 3, 2021", "2021-09-03");
        check("1 March 2021", "2021-03-01");
    }

    #[test]
    fn what_is_no_date_or_can_be_read_two_ways_is_not_read() {
        for text in ["", "yesterday", "April 2022", "2022", "2022-13-01", "2021-02-29", "04/05/2022", "1649900000"] {
            check(text, "");
        }
        check("99999999999999999999", "");
        check("二〇二二年四月", "");
        check("0022-04-14", "");
    }
}
