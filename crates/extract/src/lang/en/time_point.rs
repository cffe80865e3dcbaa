//! Points and periods of time, without the words before them.
//!
//! What it matches: what is relative to the document's date (`last year`, `past five years`), to a period named before (`that year`), parts of a year (`first half
//! of 2021`, `Q1`), the edges of a period (`the end of`, `early`), named holidays, and dates.
//!
//! What it leaves alone: `first` and `last` before anything but a unit of the calendar.
//!
//! Normalizes to: [`TimePoint`]. Examples stand in `timex.rs`, whose tests run them.

use tallysheet_model::{CalendarDate, TimePoint, TimeUnit};

use super::{
    English,
    date::{date, year},
    lexicon::Class,
    rule_word::{word, words},
    stretch::unit_follows,
    token::{TokenKind, Tokens},
    vocabulary::Word,
};

/// One point or period at token `at`, and the token after it. A bare year needs a preposition before it (`explicit`).
pub(super) fn point(english: &English, tokens: &Tokens<'_>, at: usize, explicit: bool) -> Option<(TimePoint, usize)> {
    let at = at + usize::from(tokens.is(at, word!("the")));
    // Digits begin nothing but dates.
    if tokens.kind(at)? == TokenKind::Number {
        return date(tokens, at, explicit);
    }
    if let Some((next, edge)) = edge(tokens, at) {
        let (inner, next) = point(english, tokens, next, true)?;
        return Some((with_edge(inner, edge), next));
    }
    past(english, tokens, at)
        .or_else(|| part_of_year(tokens, at))
        .or_else(|| relative(tokens, at))
        .or_else(|| around(tokens, at))
        .or_else(|| holiday(english, tokens, at))
        .or_else(|| date(tokens, at, explicit))
}

/// `the end of`, `early`: the token after it, and whether it is the end.
fn edge(tokens: &Tokens<'_>, at: usize) -> Option<(usize, Option<bool>)> {
    let of = |edge| tokens.is(at + 1, word!("of")).then_some((at + 2, edge));
    if tokens.is(at, word!("end")) {
        of(Some(true))
    } else if tokens.is_any(at, &words!["beginning", "start"]) {
        of(Some(false))
    } else if tokens.is(at, word!("middle")) {
        of(None)
    } else {
        let within = tokens.is_any(at, &words!["early", "late", "mid"]);
        within.then(|| (at + 1 + usize::from(tokens.is_mark(at + 1, '-')), None))
    }
}

fn with_edge(point: TimePoint, edge: Option<bool>) -> TimePoint {
    match point {
        TimePoint::Calendar(date) => TimePoint::Calendar(CalendarDate { edge, ..date }),
        TimePoint::Around { unit, .. } => TimePoint::Around { unit, edge },
        TimePoint::Relative { unit, offset, within } => {
            let within = Some(CalendarDate { edge, ..within.unwrap_or_default() });
            TimePoint::Relative { unit, offset, within }
        }
        other => other,
    }
}

/// `past five years`, `last 12 months`, `past year`.
fn past(english: &English, tokens: &Tokens<'_>, at: usize) -> Option<(TimePoint, usize)> {
    // `solved in one year`: the year up to now.
    let one_year = (tokens.is(at, word!("one")) || tokens.is(at, word!("a")))
        && tokens.class(at + 1) == Class::TimeUnit(TimeUnit::Year);
    if one_year
        && at > 0
        && tokens.is(at - 1, word!("in"))
        && !tokens.is(at + 2, word!("earlier"))
        && !is_record(tokens, at - 1)
    {
        return Some((TimePoint::Past { unit: TimeUnit::Year, count: 1 }, at + 2));
    }
    let past = tokens.is(at, word!("past"))
        || tokens.is(at, word!("last"))
        || tokens.is(at, word!("previous"))
        || tokens.is(at, word!("preceding"));
    if !past {
        return None;
    }
    if let Class::TimeUnit(unit) = tokens.class(at + 1) {
        // `last year` is a calendar year; `the past year` ends today.
        return tokens.is(at, word!("past")).then_some((TimePoint::Past { unit, count: 1 }, at + 2));
    }
    if !unit_follows(tokens, at) {
        return None;
    }
    let number = super::numeral::numeral(tokens, &english.lexicon, at + 1, false)?;
    let Class::TimeUnit(unit) = tokens.class(number.next) else { return None };
    let count = number.value.filter(|v| v.is_whole())?.to_f64();
    (1.0..=1000.0).contains(&count).then_some((TimePoint::Past { unit, count: count as u16 }, number.next + 1))
}

/// `the strongest week in a year`: how long a record has stood, before the preposition at token `at`.
fn is_record(tokens: &Tokens<'_>, at: usize) -> bool {
    const REACH: usize = 5;
    let record = |word: &str| word.len() > 4 && word.ends_with("est") || ["first", "most", "worst"].contains(&word);
    (at.saturating_sub(REACH)..at).any(|i| tokens.text(i).is_some_and(record))
}

/// `first half of 2021`, `third quarter`, `Q1 2021`, `first five months of this year`.
fn part_of_year(tokens: &Tokens<'_>, at: usize) -> Option<(TimePoint, usize)> {
    let ordinal = words!["first", "second", "third", "fourth"].iter().position(|word| tokens.is(at, *word));
    let (part, next) = if let Some(ordinal) = ordinal {
        let ordinal = i8::try_from(ordinal + 1).ok()?;
        match tokens.class(at + 1) {
            Class::Half if ordinal <= 2 => (CalendarDate { half: Some(ordinal), ..Default::default() }, at + 2),
            Class::TimeUnit(TimeUnit::Quarter) => {
                (CalendarDate { quarter: Some(ordinal), ..Default::default() }, at + 2)
            }
            _ => return None,
        }
    } else {
        let code = tokens.get(at).filter(|t| t.kind == TokenKind::Code).and_then(|_| tokens.text(at))?;
        let digit = code.get(1..).and_then(|d| d.parse::<i8>().ok())?;
        match code.as_bytes()[0].to_ascii_uppercase() {
            b'Q' if (1..=4).contains(&digit) => (CalendarDate { quarter: Some(digit), ..Default::default() }, at + 1),
            b'H' if (1..=2).contains(&digit) => (CalendarDate { half: Some(digit), ..Default::default() }, at + 1),
            _ => return None,
        }
    };
    let of = next + usize::from(tokens.is(next, word!("of")));
    if let Some((TimePoint::Relative { unit: TimeUnit::Year, offset, .. }, next)) = relative(tokens, of) {
        return Some((TimePoint::Relative { unit: TimeUnit::Year, offset, within: Some(part) }, next));
    }
    match year(tokens, of) {
        Some(year) => Some((TimePoint::Calendar(CalendarDate { year: Some(year), ..part }), of + 1)),
        None => Some((TimePoint::Calendar(part), next)),
    }
}

/// `last year`, `this month`.
pub(super) fn relative(tokens: &Tokens<'_>, at: usize) -> Option<(TimePoint, usize)> {
    let at = at + usize::from(tokens.is(at, word!("the")));
    let Class::TimeUnit(unit) = tokens.class(at + 1) else { return None };
    const WORDS: &[(Word, i16)] =
        &[(word!("last"), -1), (word!("previous"), -1), (word!("this"), 0), (word!("current"), 0), (word!("next"), 1)];
    let &(_, offset) = WORDS.iter().find(|(word, _)| tokens.is(at, *word))?;
    Some((TimePoint::Relative { unit, offset, within: None }, at + 2))
}

/// `that year`, `the same month`.
fn around(tokens: &Tokens<'_>, at: usize) -> Option<(TimePoint, usize)> {
    let named = tokens.is(at, word!("that")) || tokens.is(at, word!("same"));
    match tokens.class(at + 1) {
        Class::TimeUnit(unit @ (TimeUnit::Month | TimeUnit::Quarter | TimeUnit::Year)) if named => {
            Some((TimePoint::Around { unit, edge: None }, at + 2))
        }
        _ => None,
    }
}

fn holiday(english: &English, tokens: &Tokens<'_>, at: usize) -> Option<(TimePoint, usize)> {
    let (mut next, index) = english.holidays.starting(tokens, at)?;
    while tokens.is_any(next, &words!["holiday", "holidays", "festival", "period", "break"]) {
        next += 1;
    }
    let id = english.holiday_ids[index].clone();
    match year(tokens, next + usize::from(tokens.is(next, word!("of")) || tokens.is(next, word!("in")))) {
        Some(year) => {
            let next = next + 1 + usize::from(tokens.is(next, word!("of")) || tokens.is(next, word!("in")));
            Some((TimePoint::Holiday { id, year: Some(year) }, next))
        }
        None => Some((TimePoint::Holiday { id, year: None }, next)),
    }
}
