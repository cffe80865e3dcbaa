//! English time expressions.
//!
//! What it matches: dates (`March 5`, `5 March 2021`, `the 14th`, `2021-03-05`), months, quarters, halves and years,
//! alone or as a range (`from January to May 2021`, `between 2019 and 2021`); what is relative to the document's date
//! (`last year`, `this month`, `the past five years`, `so far`, `at present`); named holidays; and the words before them
//! that make a period of them (`in`, `since`, `by the end of`) or a comparison (`compared with April`).
//!
//! What it leaves alone: times of day, the weekday on which something was said, ages, and durations that are figures
//! (`seven consecutive months`). A bare four-digit number is a year only after a preposition or before a comma.
//!
//! Normalizes to: [`Timex`], resolved later against the document's date.
//!
//! Examples: `by the end of November` ends then, a total; `since October 2020` starts then, a total; `on April 26 this
//! year` is a day of the document's year.

use tallysheet_model::{CalendarDate, TimePoint, TimeUnit, Timex, TimexRole};

use super::{
    English,
    date::{date, year},
    lexicon::Class,
    opens::Opens,
    phrase_table::PhraseTable,
    rule_word::{word, words},
    stretch::{ended, first_months, same_in, same_length, year_before},
    time_opening::{UnitsAhead, is_light, is_of_growth, opens},
    time_point::{point, relative},
    token::Tokens,
    token_set::Set,
    vocabulary::Vocabulary,
};
use crate::layers::boxed;

/// A time expression and the tokens that it covers.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) first: usize,
    pub(super) next: usize,
    pub(super) timex: Box<Timex>,
}

/// Adds the time expressions of a sentence, left to right, disjoint.
pub(super) fn find(english: &English, tokens: &Tokens<'_>, found: &mut Vec<Found>) {
    let first = found.len();
    // No time begins before it.
    let mut floor = 0;
    let mut units = UnitsAhead::of(tokens);
    for time in tokens.sets.within(Set::Time, 0..tokens.list.len()) {
        if time < floor {
            continue;
        }
        let free = floor..time;
        floor = time + 1;
        if !opens(tokens, time, &mut units) {
            continue;
        }
        let light = tokens.list[free].iter().rev().take_while(|token| is_light(token)).count();
        if is_of_growth(tokens, time, light > 0) {
            continue;
        }
        let lead = |at: usize| at == time || tokens.opens(at).any(Opens::TIME_LEAD);
        if let Some(expression) =
            (time - light..=time).filter(|at| lead(*at)).find_map(|at| said_of(english, tokens, at))
        {
            floor = expression.next;
            found.push(expression);
        }
    }
    // `since the beginning of this year and up to now`: one total.
    let mut at = first + 1;
    while at < found.len() {
        let (before, last) = (&found[at - 1], &found[at]);
        let open = before.timex.role == TimexRole::Since && before.timex.to.is_none();
        let now = last.timex.role == TimexRole::Until && last.timex.from == TimePoint::Now;
        let joined = (before.next..last.first).all(|i| !tokens.is_word(i) || tokens.class(i) == Class::And);
        if open && now && joined {
            found[at - 1].next = found[at].next;
            found.remove(at);
        } else {
            at += 1;
        }
    }
    // `Since the launch of the campaign in 2019, …`: the sentence's first time is the beginning.
    if tokens.is(0, word!("since"))
        && let Some(first) = found.get_mut(first).filter(|f| f.first > 0 && f.timex.role == TimexRole::During)
    {
        first.timex.role = TimexRole::Since;
        first.timex.leading = true;
    }
}

/// The time expression that begins at the token and is no time of speaking, as `he said last year` is.
fn said_of(english: &English, tokens: &Tokens<'_>, at: usize) -> Option<Found> {
    let (next, from, to, role) = expression(english, tokens, at)?;
    if english.lexicon.saying.ending(tokens, at).is_some() && english.roles.starting(tokens, at).is_none() {
        return None;
    }
    let leading = leads(tokens, at);
    let timex = boxed(|| Timex { from, to, role, leading, dateline: false });
    Some(Found { first: at, next, timex })
}

/// Whether nothing but marks, conjunctions and enumerators stands before token `at`.
fn leads(tokens: &Tokens<'_>, at: usize) -> bool {
    let minor =
        |i: usize| !tokens.is_word(i) || matches!(tokens.class(i), Class::And | Class::Ordinal(_) | Class::Determiner);
    at <= 6 && (0..at).filter(|&i| !minor(i)).count() <= 1
}

type Expression = (usize, TimePoint, Option<TimePoint>, TimexRole);

/// A set phrase: `so far`, `at present`, `in the same period`.
fn phrase(english: &English, tokens: &Tokens<'_>, at: usize) -> Option<Expression> {
    if !tokens.get(at)?.facts.begins.any(english.time_phrases) {
        return None;
    }
    let lexicon = &english.lexicon;
    let starting = |table: &PhraseTable<()>| table.starting(tokens, at).map(|(next, ())| next);
    let (next, point, role) = if let Some(next) = starting(&lexicon.this_year) {
        (next, TimePoint::Relative { unit: TimeUnit::Year, offset: 0, within: None }, TimexRole::During)
    } else if let Some(next) = starting(&lexicon.so_far) {
        (next, TimePoint::Now, TimexRole::Until)
    } else if let Some(next) = starting(&lexicon.at_present) {
        (next, TimePoint::Now, TimexRole::At)
    } else if let Some(next) = starting(&lexicon.unknown) {
        (next, TimePoint::Now, TimexRole::Unknown)
    } else {
        (starting(&lexicon.anaphor)?, TimePoint::Anaphor, TimexRole::During)
    };
    if point == TimePoint::Anaphor {
        if let Some((point, next)) = same_in(tokens, next) {
            return Some((next, point, None, TimexRole::Against));
        }
        // `in the same period ended March 31` names it.
        if tokens.is_any(next, &words!["of", "last", "ended", "ending", "to", "through", "-"]) {
            return None;
        }
    }
    // `so far this year` is a total since its beginning.
    Some(match relative(tokens, next).filter(|_| role == TimexRole::Until) {
        Some((point, next)) => (next, point, None, TimexRole::During),
        None => (next, point, None, role),
    })
}

fn expression(english: &English, tokens: &Tokens<'_>, at: usize) -> Option<Expression> {
    if let Some(phrase) = phrase(english, tokens, at) {
        return Some(phrase);
    }
    let (start, role) = english.roles.starting(tokens, at).map_or((at, None), |(next, role)| (next, Some(role)));
    let explicit = role.is_some();
    // `by 2024 losses`: the year of what something is ranked by.
    let ranked = role == Some(TimexRole::Until) && is_attributive_year(tokens, start);
    let role = if ranked { Some(TimexRole::During) } else { role };
    if let Some((from, to, next)) = ended(english, tokens, start) {
        return Some((next, TimePoint::Calendar(from), Some(TimePoint::Calendar(to)), TimexRole::During));
    }
    if let Class::Weekday(day) = tokens.class(start) {
        return weekday(english, tokens, at, start, day);
    }
    if let Some((from, to, next)) = first_months(english, tokens, start) {
        return Some((next, from, Some(to), TimexRole::During));
    }
    if let Some(next) = same_length(english, tokens, start).filter(|_| explicit) {
        return Some((next, TimePoint::Anaphor, None, TimexRole::During));
    }
    if let Some(next) = year_before(tokens, start) {
        let role = if explicit { TimexRole::Against } else { TimexRole::During };
        return Some((next, TimePoint::YearBefore, None, role));
    }
    let (from, next) = point(english, tokens, start, explicit)?;
    let (to, next) = match range_end(english, tokens, at, next) {
        Some((to, next)) => (Some(to), next),
        None => (None, next),
    };
    let from = match (&from, &to) {
        (TimePoint::Calendar(from), Some(TimePoint::Calendar(to))) => TimePoint::Calendar(shared_fields(*from, *to)),
        _ => from,
    };
    let role = match role {
        // `up 38% from 2022`, `up 5% on 2022`: what it is compared with, unless it opens the sentence.
        Some(TimexRole::Since)
            if to.is_none() && tokens.is(at, word!("from")) && !leads(tokens, at) && !onwards(tokens, next) =>
        {
            TimexRole::Against
        }
        Some(TimexRole::During)
            if to.is_none()
                && (tokens.is(at, word!("on")) || tokens.is(at, word!("over")) && at > 0)
                && is_whole_year(&from) =>
        {
            TimexRole::Against
        }
        // `from 2020` without an end is a beginning; `from … to …` is the period between.
        Some(TimexRole::Since) if to.is_some() => TimexRole::During,
        Some(role) => role,
        None => TimexRole::During,
    };
    Some((next, from, to, role))
}

/// `on Friday`, `on Thursday and Friday`, `late Friday`: when something happened. A weekday near a word of saying tells
/// when it was said, and one before its date (`Friday, Nov. 8`) says nothing more than the date.
fn weekday(english: &English, tokens: &Tokens<'_>, at: usize, start: usize, day: i8) -> Option<Expression> {
    const REACH: usize = 7;
    if !tokens.is_capitalized(start)
        || date(tokens, start + 1 + usize::from(tokens.is_mark(start + 1, ',')), true).is_some()
    {
        return None;
    }
    let ends = |i: usize| matches!(tokens.mark(i), ',' | ';' | ':' | '.' | '(' | ')');
    let before = (at.saturating_sub(REACH)..at).rev().take_while(|&i| !ends(i));
    let after = (start + 1..start + 3).take_while(|&i| !ends(i));
    if before.chain(after).any(|i| english.lexicon.saying.starting(tokens, i).is_some()) {
        return None;
    }
    let to = match (tokens.class(start + 1), tokens.class(start + 2)) {
        (Class::And, Class::Weekday(last)) => Some(TimePoint::Weekday { day: last }),
        _ => None,
    };
    let next = start + if to.is_some() { 3 } else { 1 };
    Some((next, TimePoint::Weekday { day }, to, TimexRole::During))
}

/// `2024 losses`: a year before the noun that it belongs to.
fn is_attributive_year(tokens: &Tokens<'_>, at: usize) -> bool {
    year(tokens, at).is_some() && tokens.is_word(at + 1) && tokens.class(at + 1) == Class::Other
}

/// `from 2020 onwards`.
fn onwards(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens.is_any(at, &words!["onward", "onwards", "on"])
}

fn is_whole_year(point: &TimePoint) -> bool {
    let year_only = |date: &CalendarDate| date.year.is_some() && date.month.is_none() && date.quarter.is_none();
    matches!(point, TimePoint::Calendar(date) if year_only(date))
}

/// Words before a time, and what they make of it.
pub(super) fn roles(vocabulary: &mut Vocabulary) -> PhraseTable<TimexRole> {
    const ROLES: &[(&str, TimexRole)] = &[
        ("compared with", TimexRole::Against),
        ("compared to", TimexRole::Against),
        ("as against", TimexRole::Against),
        ("relative to", TimexRole::Against),
        ("than in", TimexRole::Against),
        ("versus", TimexRole::Against),
        ("than", TimexRole::Against),
        ("starting from", TimexRole::Since),
        ("beginning from", TimexRole::Since),
        ("as from", TimexRole::Since),
        ("beginning in", TimexRole::Since),
        ("starting in", TimexRole::Since),
        ("ever since", TimexRole::Since),
        ("since", TimexRole::Since),
        ("from", TimexRole::Since),
        ("up to", TimexRole::Until),
        ("up until", TimexRole::Until),
        ("as of", TimexRole::Until),
        ("as on", TimexRole::Until),
        ("as at", TimexRole::Until),
        ("by", TimexRole::Until),
        ("until", TimexRole::Until),
        ("till", TimexRole::Until),
        ("in", TimexRole::During),
        ("during", TimexRole::During),
        ("throughout", TimexRole::During),
        ("between", TimexRole::During),
        ("over", TimexRole::During),
        ("for", TimexRole::During),
        ("within", TimexRole::During),
        ("on", TimexRole::During),
        ("of", TimexRole::During),
    ];
    let mut table = PhraseTable::default();
    ROLES.iter().for_each(|(words, role)| table.insert(vocabulary, words, *role));
    table
}

/// `to May`, `- 2021`, `and 2021` after `between`: the end of a range and the token after it.
fn range_end(english: &English, tokens: &Tokens<'_>, at: usize, next: usize) -> Option<(TimePoint, usize)> {
    let between = tokens.is(at, word!("between")) && tokens.is(next, word!("and"));
    let links = between || tokens.is_mark(next, '-') || tokens.is_any(next, &words!["to", "through", "until", "till"]);
    let start = next + 1 + usize::from(tokens.is(next + 1, word!("the")));
    if links { point(english, tokens, start, true) } else { None }
}

/// A range names what both ends share once: `January to May 2021`, `June 3-5`.
fn shared_fields(mut from: CalendarDate, to: CalendarDate) -> CalendarDate {
    from.year = from.year.or(to.year);
    if from.month.is_none() && from.day.is_some() {
        from.month = to.month;
    }
    from
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{super::with_tokens, *};
    use crate::testing::times;

    /// Words of times with what may stand around them.
    fn calendar() -> impl Strategy<Value = String> {
        let words: Vec<&str> = "1 5 12 31 2021 9.5 1,200 5th the a an in on over by since from to of for and between until \
            first last past next this that same end beginning early mid year years year's month months quarter half day \
            week May March June Friday Q1 one five six hundred million earlier ago before ended ending fiscal consecutive \
            National Spring Festival Day so far up date now present period % percent , . - – / cases rose said through"
            .split_whitespace()
            .collect();
        let gap = prop_oneof![6 => Just(" "), 1 => Just("")];
        let piece = (prop::sample::select(words), gap).prop_map(|(word, gap)| format!("{word}{gap}"));
        prop::collection::vec(piece, 1..14).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        #[test]
        fn no_time_begins_where_none_is_looked_for(text in calendar()) {
            with_tokens(&text, |english, tokens| {
                let mut units = UnitsAhead::of(tokens);
                for at in 0..tokens.list.len() {
                    let led = at > 0 && is_light(&tokens.list[at - 1]);
                    let tried = opens(tokens, at, &mut units) && !is_of_growth(tokens, at, led);
                    if !tried && tokens.opens(at).any(Opens::A_TIME) {
                        let read = expression(english, tokens, at).map(|(next, ..)| next);
                        prop_assert_eq!(read, None, "{} in {}", at, text);
                    }
                }
                Ok(())
            })?;
        }
    }

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(times(text), expected, "{text}");
    }

    #[test]
    fn dates() {
        check("on March 5", &["on march 5 = during 03-05"]);
        check("on 5 March 2021", &["on 5 march 2021 = during 2021-03-05"]);
        check("On the 14th, police said", &["on the 14th = during 14"]);
        check("till 31.12.2025", &["till 31.12.2025 = until 2025-12-31"]);
        check("Last year's thefts", &["last year's = during year-1"]);
        check("dated 2021-03-05", &["2021-03-05 = during 2021-03-05"]);
        check("on April 26 this year", &["on april 26 this year = during year+0 04-26"]);
    }

    #[test]
    fn months_quarters_and_years() {
        check("In May 2021, they may march.", &["in may 2021 = during 2021-05"]);
        check("in the third quarter of 2023", &["in the third quarter of 2023 = during 2023-q3"]);
        check("in the first half of last year", &["in the first half of last year = during year-1 h1"]);
        check("in the March quarter of 2024", &["in the march quarter of 2024 = during 2024-q1"]);
        check("Q1 2021 results", &["q1 2021 = during 2021-q1"]);
        check("a total of 2021 cases", &[]);
    }

    #[test]
    fn ranges_and_beginnings() {
        check("From January to May of 2021,", &["from january to may of 2021 = during 2021-01..2021-05"]);
        check("between 2019 and 2021", &["between 2019 and 2021 = during 2019..2021"]);
        check("Since October 2020, police", &["since october 2020 = since 2020-10"]);
        check("By the end of November, a total", &["by the end of november = until 11-end"]);
    }

    #[test]
    fn relative_times() {
        check("last year", &["last year = during year-1"]);
        check("over the past five years", &["over the past five years = during past 5 year"]);
        check("In the past year, thefts", &["in the past year = during past 1 year"]);
        check(
            "for the quarter ended March 31, 2023",
            &["for the quarter ended march 31, 2023 = during 2023-01..2023-03-31"],
        );
        check("in the five months to May", &["in the five months to may = during 01..05"]);
        check("in the 5 months to May", &["in the 5 months to may = during 01..05"]);
        check("over the past 2 1/2 years", &[]);
        check("up 9% year-on-year, 4% month on month", &[]);
        check(
            "in the first six months of this year",
            &["in the first six months of this year = during year+0 01..year+0 06"],
        );
        check("the first nine months of 2023", &["the first nine months of 2023 = during 2023-01..2023-09"]);
        check("in the last three months of 2023", &["in the last three months of 2023 = during 2023-10..2023-12"]);
        check("for the half year to June 30", &["for the half year to june 30 = during 01..06-30"]);
        check("over the five years to 2022", &["over the five years to 2022 = during 2018..2022"]);
        check("during the week of 6 to 10 November", &["of 6 to 10 november = during 11-06..11-10"]);
        check("from 3 million euros a year earlier", &["a year earlier = during the year before"]);
        check(
            "since the beginning of this year and up to now",
            &["since the beginning of this year and up to now = since year+0 start"],
        );
        check("12 cases in one year", &["in one year = during past 1 year"]);
        check("their strongest week in a year", &[]);
        check("Year-to-date, thefts fell.", &["year-to-date = during year+0"]);
        check("in the year to date", &["in the year to date = during year+0"]);
        check("by the end of that year", &["by the end of that year = until that year some(true)"]);
        check("in that month", &["in that month = during that month none"]);
        check("Shares fell on Friday.", &["on friday = during weekday 5"]);
        check("raids on Thursday and Friday", &["on thursday and friday = during weekday 4..weekday 5"]);
        check("The ministry said on Friday that shares fell.", &[]);
        check("for the three months", &["for the three months = during the same"]);
        check("The bank said last year that", &[]);
        check("So far, 12 people", &["so far = until now"]);
        check("so far this year", &["so far this year = during year+0"]);
        check("At present, the app has users", &["at present = at now"]);
        check("Recently, police", &["recently = unknown now"]);
        check("throughout the year", &["throughout the year = during the same"]);
    }

    #[test]
    fn comparisons_are_no_periods() {
        check("a drop compared with April", &["compared with april = against 04"]);
        check("Thefts were up 38% from 2022", &["from 2022 = against 2022"]);
        check("a 14% increase over 2022", &["over 2022 = against 2022"]);
        check("nearly the same as in 2022", &["in 2022 = against 2022"]);
        check("Over the same period, thefts fell.", &["over the same period = during the same"]);
        check("9% more than in the same period of 2022", &["in the same period of 2022 = against the same in 2022"]);
        check(
            "against 3 million in the same quarter of 2023",
            &["in the same quarter of 2023 = against the same in 2023"],
        );
        check("from 3 million in the year-ago quarter", &["in the year-ago quarter = against the year before"]);
        check("the top ten by 2024 losses", &["by 2024 = during 2024"]);
        check("up over the same period of last year", &["over the same period of last year = against the year before"]);
    }
}
