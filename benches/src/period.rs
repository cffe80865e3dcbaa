//! Periods as releases say them.

use tallysheet_model::{Date, PeriodKind};

use crate::{amount::push_digits, draft::Period, random::Random};

/// How a period is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Year,
    LastYear,
    Month,
    Months,
    Quarter,
    Since,
    EndOf,
    SoFar,
}

const FORMS: &[Form] = &[
    Form::Year,
    Form::Year,
    Form::LastYear,
    Form::Month,
    Form::Months,
    Form::Quarter,
    Form::Since,
    Form::EndOf,
    Form::SoFar,
];

/// A period with the way it is said. `first` and `last` are months.
#[derive(Clone, Copy, Debug)]
pub struct Said {
    form: Form,
    year: i16,
    first: i8,
    last: i8,
    /// The days.
    pub period: Period,
}

impl Said {
    /// A period before the day of publication.
    pub fn draw(random: &mut Random, published: Date) -> Self {
        let form = random.pick(FORMS);
        let year = match form {
            Form::LastYear => published.year() - 1,
            _ => published.year() - random.between(1, 3) as i16,
        };
        let (first, last) = match form {
            Form::Year | Form::LastYear | Form::SoFar => (1, 12),
            Form::Month | Form::Since | Form::EndOf => {
                let month = random.between(1, 12) as i8;
                (month, month)
            }
            Form::Months => {
                let first = random.between(1, 6) as i8;
                (first, first + random.between(2, 6) as i8)
            }
            Form::Quarter => {
                let quarter = random.between(1, 4) as i8;
                (quarter * 3 - 2, quarter * 3)
            }
        };
        Self::new(form, year, first, last, published)
    }

    /// Some months of the year before, and how many.
    pub fn draw_months(random: &mut Random, published: Date) -> (Self, u64) {
        let first = random.between(1, 4);
        let count = random.between(3, 9);
        let last = (first + count - 1) as i8;
        (Self::new(Form::Months, published.year() - 1, first as i8, last, published), count)
    }

    fn new(form: Form, year: i16, first: i8, last: i8, published: Date) -> Self {
        let day = |month: i8| Date::constant(year, month, 1);
        let (start, end, kind) = match form {
            Form::Since => (Some(day(first)), published, PeriodKind::Cumulative),
            Form::EndOf => (None, day(last).last_of_month(), PeriodKind::Cumulative),
            Form::SoFar => (None, published, PeriodKind::Cumulative),
            _ => (Some(day(first)), day(last).last_of_month(), PeriodKind::During),
        };
        Self { form, year, first, last, period: Period { start, end, kind, open: false } }
    }

    /// Whether what is reported happened within it, rather than adding up to its end.
    pub fn is_during(&self) -> bool {
        self.period.kind == PeriodKind::During
    }

    /// Appends it in English, to stand at the end of a sentence or, with a capital, at its start.
    pub fn english(&self, text: &mut String, capital: bool) {
        const MONTHS: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        const QUARTERS: [&str; 4] = ["first", "second", "third", "fourth"];
        let month = |month: i8| MONTHS[month as usize - 1];
        let start = text.len();
        match self.form {
            Form::LastYear => text.push_str("last year"),
            Form::SoFar => text.push_str("so far"),
            Form::Year => text.push_str("in "),
            Form::Month => say(text, &["in ", month(self.first), " "]),
            Form::Months => say(text, &["from ", month(self.first), " to ", month(self.last), " "]),
            Form::Quarter => say(text, &["in the ", QUARTERS[self.last as usize / 3 - 1], " quarter of "]),
            Form::Since => say(text, &["since ", month(self.first), " "]),
            Form::EndOf => say(text, &["by the end of ", month(self.last), " "]),
        }
        if !matches!(self.form, Form::LastYear | Form::SoFar) {
            push_digits(text, self.year as u64);
        }
        if capital {
            text[start..].get_mut(..1).expect("a letter opens it").make_ascii_uppercase();
        }
    }

    /// Appends it in Chinese.
    pub fn chinese(&self, text: &mut String) {
        const QUARTERS: [&str; 4] = ["年第一季度", "年第二季度", "年第三季度", "年第四季度"];
        match self.form {
            Form::LastYear => return text.push_str("去年"),
            Form::SoFar => return text.push_str("截至目前"),
            Form::EndOf => text.push_str("截至"),
            _ => {}
        }
        push_digits(text, self.year as u64);
        let month = |text: &mut String, month: i8, after: &str| {
            push_digits(text, month as u64);
            text.push_str(after);
        };
        match self.form {
            Form::Quarter => return text.push_str(QUARTERS[self.last as usize / 3 - 1]),
            _ => text.push('年'),
        }
        match self.form {
            Form::Month => month(text, self.first, "月"),
            Form::Months => {
                month(text, self.first, "月至");
                month(text, self.last, "月");
            }
            Form::Since => month(text, self.first, "月以来"),
            Form::EndOf => month(text, self.last, "月底"),
            _ => {}
        }
    }
}

fn say(text: &mut String, words: &[&str]) {
    words.iter().for_each(|word| text.push_str(word));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_is_said_in_both_languages() {
        let said = Said::new(Form::Months, 2021, 1, 5, Date::constant(2022, 6, 17));
        let (mut en, mut zh) = (String::new(), String::new());
        said.english(&mut en, true);
        said.chinese(&mut zh);
        assert_eq!((en.as_str(), zh.as_str()), ("From January to May 2021", "2021年1月至5月"));
        assert_eq!(said.period.end.to_string(), "2021-05-31");
    }

    #[test]
    fn every_period_ends_by_the_day_of_publication() {
        let mut random = Random::new(3);
        let published = Date::constant(2023, 1, 1);
        for _ in 0..1000 {
            let period = Said::draw(&mut random, published).period;
            assert!(period.start.is_none_or(|start| start < period.end) && period.end <= published, "{period:?}");
        }
    }
}
