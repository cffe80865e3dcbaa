//! Stretches of the calendar that are told by their length or by another stretch.
//!
//! What it matches: so many months from one end of a year (`first six months of this year`), a stretch up to a date (`the
//! quarter ended March 31`, `three months to May`), the year before (`a year earlier`, `the year-ago quarter`), and a
//! period named before in another year (`the same period of 2022`).
//!
//! What it leaves alone: `from year to year`, and `the last three months`, which end on the document's date.
//!
//! Normalizes to: the first and the last of the stretch, or what it is told by. Examples stand in `timex.rs`, whose tests
//! run them.

use tallysheet_model::{CalendarDate, TimePoint, TimeUnit};

use super::{
    English,
    date::{date, year},
    lexicon::Class,
    numeral::numeral,
    rule_word::{word, words},
    time_point::relative,
    token::{TokenKind, Tokens},
    token_set::Set,
};

/// `a year earlier`, `the year before`, `the previous year`: the token after it.
pub(super) fn year_before(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    let article = tokens.is(at, word!("a")) || tokens.is(at, word!("the")) || tokens.is(at, word!("one"));
    let at = at + usize::from(article);
    let year = |at: usize| tokens.class(at) == Class::TimeUnit(TimeUnit::Year);
    let after = tokens.is_any(at + 1, &words!["earlier", "before", "ago"]);
    let before = tokens.is_any(at, &words!["previous", "preceding", "prior"]);
    if article && (year(at) && after || before && year(at + 1)) {
        // `the year-ago quarter` has it before the noun.
        let noun =
            usize::from(matches!(tokens.class(at + 2), Class::TimeUnit(_)) || tokens.is(at + 2, word!("period")));
        return Some(at + 2 + noun);
    }
    let hyphened = year(at)
        && tokens.is_mark(at + 1, '-')
        && (tokens.is(at + 2, word!("ago")) || tokens.is(at + 2, word!("earlier")));
    let noun = matches!(tokens.class(at + 3), Class::TimeUnit(_)) || tokens.is(at + 3, word!("period"));
    (hyphened && noun).then_some(at + 4)
}

/// `the same period of 2022`, `in 2022`, `last year`, `a year earlier`, behind `the same period`: the period meant and the
/// token after.
pub(super) fn same_in(tokens: &Tokens<'_>, at: usize) -> Option<(TimePoint, usize)> {
    let linked = at + usize::from(tokens.is(at, word!("of")) || tokens.is(at, word!("in")));
    if let Some(year) = year(tokens, linked) {
        return Some((TimePoint::SameIn { year }, linked + 1));
    }
    let last_year = tokens.is(linked, word!("last")) && tokens.class(linked + 1) == Class::TimeUnit(TimeUnit::Year);
    let next = if last_year { linked + 2 } else { year_before(tokens, linked)? };
    Some((TimePoint::YearBefore, next))
}

/// In tokens, of the longest number in words before its unit of time: `the three hundred and sixty-five days`.
pub(super) const REACH: usize = 8;

/// Whether a unit of time stands near behind the token: most numbers are followed by none, and need not be read.
pub(super) fn unit_follows(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens.sets.any(Set::TimeUnit, at, REACH)
}

/// `the three months`, `the same nine months`: the token after it.
pub(super) fn same_length(english: &English, tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    if !tokens.is(at, word!("the")) || !unit_follows(tokens, at) {
        return None;
    }
    let number = at + 1 + usize::from(tokens.is(at + 1, word!("same")));
    let count = numeral(tokens, &english.lexicon, number, false)?;
    let more = words!["to", "ended", "ending", "through", "until", "of", "before", "after"];
    let named = tokens.is_any(count.next + 1, &more);
    (tokens.class(count.next) == Class::TimeUnit(TimeUnit::Month) && !named).then_some(count.next + 1)
}

/// `first six months of this year`, `last three months of 2023`, `first two quarters`: the first and the last of them,
/// and the token after.
pub(super) fn first_months(english: &English, tokens: &Tokens<'_>, at: usize) -> Option<(TimePoint, TimePoint, usize)> {
    let at = at + usize::from(tokens.is(at, word!("the")));
    let last = tokens.is(at, word!("last")) || tokens.is(at, word!("final"));
    if !(last || tokens.is(at, word!("first")) || tokens.is(at, word!("opening"))) || !unit_follows(tokens, at) {
        return None;
    }
    let number = numeral(tokens, &english.lexicon, at + 1, false)?;
    let count = number.value.filter(|v| v.is_whole())?.to_f64();
    let (months, all) = match tokens.class(number.next) {
        Class::TimeUnit(TimeUnit::Month) => (1, 12.0),
        Class::TimeUnit(TimeUnit::Quarter) => (3, 4.0),
        _ => return None,
    };
    if !(1.0..=all).contains(&count) {
        return None;
    }
    let of = number.next
        + 1
        + usize::from(tokens.is(number.next + 1, word!("of")) || tokens.is(number.next + 1, word!("in")));
    let named = year_of(tokens, of);
    // `the last three months` end today.
    if last && named.is_none() {
        return None;
    }
    let count = months * count as i8;
    let (first, final_month) = if last { (13 - count, 12) } else { (1, count) };
    let point = |month: i8| {
        let within = CalendarDate { month: Some(month), ..Default::default() };
        match named {
            Some((YearOf::Named(year), _)) => TimePoint::Calendar(CalendarDate { year: Some(year), ..within }),
            Some((YearOf::Relative(offset), _)) => {
                TimePoint::Relative { unit: TimeUnit::Year, offset, within: Some(within) }
            }
            None => TimePoint::Calendar(within),
        }
    };
    Some((point(first), point(final_month), named.map_or(number.next + 1, |(_, next)| next)))
}

/// The year that a part of it is said to be of.
#[derive(Clone, Copy)]
enum YearOf {
    /// `2023`.
    Named(i16),
    /// `this year`: steps from the document's year.
    Relative(i16),
}

/// The year at a token, and the token after it.
fn year_of(tokens: &Tokens<'_>, at: usize) -> Option<(YearOf, usize)> {
    if let Some((TimePoint::Relative { unit: TimeUnit::Year, offset, .. }, next)) = relative(tokens, at) {
        return Some((YearOf::Relative(offset), next));
    }
    year(tokens, at).map(|year| (YearOf::Named(year), at + 1))
}

/// `the quarter ended March 31`, `three months to May`, `the five years to 2022`: first and last, and the token after.
pub(super) fn ended(english: &English, tokens: &Tokens<'_>, at: usize) -> Option<(CalendarDate, CalendarDate, usize)> {
    let the = tokens.is(at, word!("the"));
    let at = at + usize::from(the);
    // Most words begin no stretch of time.
    let counts = matches!(tokens.class(at), Class::Cardinal(_) | Class::Half | Class::TimeUnit(_) | Class::Determiner)
        || tokens.get(at).is_some_and(|t| t.kind == TokenKind::Number);
    if !counts && !tokens.is(at, word!("fiscal")) && !tokens.is(at, word!("financial")) || !unit_follows(tokens, at) {
        return None;
    }
    let number = numeral(tokens, &english.lexicon, at, false);
    let at = number.map_or(at, |n| n.next);
    let at = at + usize::from(tokens.is(at, word!("fiscal")) || tokens.is(at, word!("financial")));
    let months = match tokens.class(at) {
        Class::TimeUnit(TimeUnit::Month) => 1,
        Class::TimeUnit(TimeUnit::Quarter) => 3,
        Class::Half => 6,
        Class::TimeUnit(TimeUnit::Year) => 12,
        _ => return None,
    };
    // `the half year to June 30`.
    let at = at + usize::from(months == 6 && tokens.class(at + 1) == Class::TimeUnit(TimeUnit::Year));
    let ends = tokens.is_any(at + 1, &words!["ended", "ending", "to", "through", "until"]);
    // `from year to year` names no end.
    if !ends || number.is_none() && !the && tokens.is(at + 1, word!("to")) {
        return None;
    }
    let count = number.and_then(|n| n.value).map_or(1.0, |v| v.to_f64());
    if !(1.0..=60.0).contains(&count) {
        return None;
    }
    let (TimePoint::Calendar(to), next) = date(tokens, at + 2, true)? else { return None };
    Some((back(to, months * count as i32)?, to, next))
}

/// The first month, or year, of so many months that end with a date.
fn back(to: CalendarDate, months: i32) -> Option<CalendarDate> {
    let Some(month) = to.month else {
        let years = i16::try_from(months / 12).ok().filter(|_| months % 12 == 0)?;
        return Some(CalendarDate { year: to.year.map(|year| year - years + 1), ..Default::default() });
    };
    let first = i32::from(month) - months;
    let year = to.year.map(|year| i32::from(year) + first.div_euclid(12));
    let month = i8::try_from(first.rem_euclid(12) + 1).ok()?;
    Some(CalendarDate { year: year.and_then(|y| i16::try_from(y).ok()), month: Some(month), ..Default::default() })
}
