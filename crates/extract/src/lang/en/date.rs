//! Dates on the calendar.
//!
//! What it matches: `March 5`, `5 March 2021`, `the 14th`, `2021-03-05`, `31.12.2025`, `May 2021`, `the December quarter`, and years.
//!
//! What it leaves alone: `may` and `march` in small letters, the `5th floor`, and four digits that count something.
//!
//! Normalizes to: [`CalendarDate`], fields that the text leaves out left open. Examples stand in `timex.rs`.

use tallysheet_model::{CalendarDate, TimePoint, TimeUnit};

use super::{
    lexicon::Class,
    rule_word::word,
    time_point::relative,
    token::{TokenKind, Tokens},
};

/// A date at token `at`, its year where the text says it, and the token after it. A bare year needs `explicit`.
pub(super) fn date(tokens: &Tokens<'_>, at: usize, explicit: bool) -> Option<(TimePoint, usize)> {
    let (mut date, mut next) = match tokens.kind(at)? {
        TokenKind::Word => month_first(tokens, at, explicit),
        TokenKind::Number => {
            iso_date(tokens, at).or_else(|| day_first(tokens, at)).or_else(|| bare_year(tokens, at, explicit))
        }
        TokenKind::Ordinal => day_first(tokens, at),
        TokenKind::Code => dotted_date(tokens, at),
        _ => None,
    }?;
    if date.year.is_none()
        && let Some((TimePoint::Relative { unit: TimeUnit::Year, offset, .. }, after)) =
            relative(tokens, next + usize::from(tokens.is(next, word!("of"))))
    {
        return Some((TimePoint::Relative { unit: TimeUnit::Year, offset, within: Some(date) }, after));
    }
    if date.year.is_none() && (date.month.is_some() || date.quarter.is_some()) {
        let comma = usize::from(tokens.is_mark(next, ',') || tokens.is(next, word!("of")));
        if let Some(year) = year(tokens, next + comma) {
            date.year = Some(year);
            next += comma + 1;
        }
    }
    Some((TimePoint::Calendar(date), next))
}

/// `2021-03-05`.
fn iso_date(tokens: &Tokens<'_>, at: usize) -> Option<(CalendarDate, usize)> {
    let hyphens = tokens.is_mark(at + 1, '-') && tokens.is_mark(at + 3, '-');
    let glued = (at + 1..at + 5).all(|i| tokens.is_glued(i));
    if !(hyphens && glued) {
        return None;
    }
    let (year, month, day) = (year(tokens, at)?, small(tokens, at + 2, 12)?, small(tokens, at + 4, 31)?);
    Some((CalendarDate { year: Some(year), month: Some(month), day: Some(day), ..Default::default() }, at + 5))
}

/// `31.12.2025`.
fn dotted_date(tokens: &Tokens<'_>, at: usize) -> Option<(CalendarDate, usize)> {
    let mut fields = tokens.text(at)?.split('.');
    let (day, month, year) = (fields.next()?, fields.next()?, fields.next().filter(|year| year.len() == 4)?);
    let within = |text: &str, greatest: i8| text.parse().ok().filter(|n| (1..=greatest).contains(n));
    let year = year.parse().ok().filter(|y| (1900..=2099).contains(y))?;
    let date = CalendarDate {
        year: Some(year),
        month: Some(within(month, 12)?),
        day: Some(within(day, 31)?),
        ..Default::default()
    };
    fields.next().is_none().then_some((date, at + 1))
}

/// `March 5`, `March 5th`, `March`; `may` and `march` in small letters are verbs.
fn month_first(tokens: &Tokens<'_>, at: usize, explicit: bool) -> Option<(CalendarDate, usize)> {
    let month = month(tokens, at)?;
    // `the December quarter` ends with that month.
    if tokens.is(at + 1, word!("quarter")) && month % 3 == 0 {
        return Some((CalendarDate { quarter: Some(month / 3), ..Default::default() }, at + 2));
    }
    let next = at + 1 + usize::from(tokens.is_mark(at + 1, '.') && tokens.text(at)?.len() <= 4);
    let date = CalendarDate { month: Some(month), ..Default::default() };
    let unit_follows = tokens.is_mark(next + 1, '%') || tokens.class(next + 1) == Class::Magnitude(6);
    if let Some(day) = day(tokens, next).filter(|_| !unit_follows) {
        return Some((CalendarDate { day: Some(day), ..date }, next + 1));
    }
    // `May` and `March` begin sentences too: without a preposition they need a year after them.
    let year_follows = year(tokens, next + usize::from(tokens.is(next, word!("of")))).is_some();
    (explicit || year_follows || !matches!(month, 3 | 5)).then_some((date, next))
}

/// `5 March`, `the 5th of March`, `the 14th`, and the first day of `6 to 10 November`.
fn day_first(tokens: &Tokens<'_>, at: usize) -> Option<(CalendarDate, usize)> {
    let day = day(tokens, at)?;
    let ranges = tokens.is_mark(at + 1, '-') || tokens.is(at + 1, word!("to")) || tokens.is(at + 1, word!("and"));
    if ranges && small(tokens, at + 2, 31).is_some() && month(tokens, at + 3).is_some() {
        return Some((CalendarDate { day: Some(day), ..Default::default() }, at + 1));
    }
    let next = at + 1 + usize::from(tokens.is(at + 1, word!("of")));
    if let Some(month) = month(tokens, next) {
        return Some((CalendarDate { month: Some(month), day: Some(day), ..Default::default() }, next + 1));
    }
    let ordinal = tokens.get(at).is_some_and(|t| t.kind == TokenKind::Ordinal);
    // `the 5th floor` is no day.
    let alone = !tokens.is_word(at + 1) || !matches!(tokens.class(at + 1), Class::Other | Class::TimeUnit(_));
    let after_the = at > 0 && tokens.is(at - 1, word!("the"));
    let date = CalendarDate { day: Some(day), ..Default::default() };
    (ordinal && alone && after_the).then_some((date, at + 1))
}

fn bare_year(tokens: &Tokens<'_>, at: usize, explicit: bool) -> Option<(CalendarDate, usize)> {
    let year = year(tokens, at)?;
    // `2023, the police …`, `2023 nationwide …`.
    let before_comma = at == 0 && tokens.is_mark(at + 1, ',') || tokens.is(at + 1, word!("nationwide"));
    let total = at >= 2 && (tokens.is(at - 2, word!("total")) || tokens.is(at - 2, word!("average")));
    let counts = total && tokens.is_word(at + 1) && tokens.class(at + 1) == Class::Other;
    let date = CalendarDate { year: Some(year), ..Default::default() };
    ((explicit || before_comma) && !counts).then_some((date, at + 1))
}

fn month(tokens: &Tokens<'_>, at: usize) -> Option<i8> {
    match tokens.class(at) {
        Class::Month(month) if tokens.is_capitalized(at) => Some(month),
        _ => None,
    }
}

/// A year between 1900 and 2099, written as four digits with nothing glued to them.
pub(super) fn year(tokens: &Tokens<'_>, at: usize) -> Option<i16> {
    let &[century @ (b'1' | b'2'), decades, tens, ones] = tokens.bytes(at) else { return None };
    let digits = [century, decades, tens, ones].map(|byte| i16::from(byte.wrapping_sub(b'0')));
    let year = digits.iter().fold(0, |year, digit| 10 * year + digit);
    if !(1900..=2099).contains(&year) || digits.iter().any(|digit| *digit > 9) {
        return None;
    }
    let sign_follows = matches!(tokens.mark(at + 1), '%' | '+');
    let word_glued = tokens.is_word(at + 1) && tokens.is_glued(at + 1);
    let multiplied = matches!(tokens.class(at + 1), Class::Magnitude(_) | Class::Magnitudes(_));
    (!sign_follows && !word_glued && !multiplied).then_some(year)
}

/// A day of the month: `5` or `5th`.
fn day(tokens: &Tokens<'_>, at: usize) -> Option<i8> {
    let text = tokens.text(at)?;
    match tokens.get(at)?.kind {
        TokenKind::Number => small(tokens, at, 31),
        TokenKind::Ordinal => text[..text.len() - 2].parse().ok().filter(|d| (1..=31).contains(d)),
        _ => None,
    }
}

fn small(tokens: &Tokens<'_>, at: usize, greatest: i8) -> Option<i8> {
    let text = tokens.text(at).filter(|text| text.len() <= 2)?;
    text.parse().ok().filter(|n| (1..=greatest).contains(n))
}
