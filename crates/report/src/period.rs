//! Periods as people read them.

use tallysheet_model::Date;

/// The English months, as short as charts need them.
pub(crate) const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The shortest name of a period: `2021`, `Jan–May 2021`, `1 Oct 2020 – 14 Apr 2022`, `to 30 Nov 2022`.
pub(crate) fn name(start: Option<Date>, end: Option<Date>) -> String {
    match (start, end) {
        (Some(start), Some(end)) => closed(start, end),
        (None, Some(end)) => format!("to {}", day(end)),
        (Some(start), None) => format!("from {}", day(start)),
        (None, None) => "no period".to_owned(),
    }
}

/// One day: `5 Mar 2022`.
pub(crate) fn day(date: Date) -> String {
    format!("{} {}", date.day(), month(date))
}

fn month(date: Date) -> String {
    format!("{} {}", month_name(date), date.year())
}

pub(crate) fn month_name(date: Date) -> &'static str {
    MONTHS[usize::from(date.month().unsigned_abs()) - 1]
}

fn closed(start: Date, end: Date) -> String {
    if start == end {
        return day(start);
    }
    if start != start.first_of_month() || end != end.last_of_month() {
        return format!("{} – {}", day(start), day(end));
    }
    let whole_years = start.month() == 1 && end.month() == 12;
    match (start.year() == end.year(), whole_years) {
        (true, true) => start.year().to_string(),
        (false, true) => format!("{}–{}", start.year(), end.year()),
        (true, false) if start.month() == end.month() => month(start),
        (true, false) => format!("{}–{}", month_name(start), month(end)),
        (false, false) => format!("{} – {}", month(start), month(end)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(start: &str, end: &str, expected: &str) {
        let date = |text: &str| (!text.is_empty()).then(|| text.parse::<Date>().unwrap());
        assert_eq!(name(date(start), date(end)), expected);
    }

    #[test]
    fn whole_years_and_months_are_named_as_such() {
        check("2021-01-01", "2021-12-31", "2021");
        check("2019-01-01", "2021-12-31", "2019–2021");
        check("2021-01-01", "2021-05-31", "Jan–May 2021");
        check("2022-11-01", "2022-11-30", "Nov 2022");
        check("2020-10-01", "2021-03-31", "Oct 2020 – Mar 2021");
    }

    #[test]
    fn other_periods_are_given_to_the_day() {
        check("2020-10-10", "2022-04-14", "10 Oct 2020 – 14 Apr 2022");
        check("2022-03-05", "2022-03-05", "5 Mar 2022");
        check("", "2022-11-30", "to 30 Nov 2022");
        check("2021-04-01", "", "from 1 Apr 2021");
        check("", "", "no period");
    }
}
