//! The words of `timex.toml`, ready for look-up.

use serde::Deserialize;
use tallysheet_catalog::Catalog;
use tallysheet_model::{SmolStr, TimeUnit};

use super::super::alphabet::Alphabet;
use super::super::class::Class;
use super::super::grammar::tagged;
use super::super::lexicon;
use super::super::words::Words;
use super::{After, Before, Field, Fixed, Head, Times};
use crate::BuildError;

impl Times {
    pub(in super::super) fn new(catalog: &Catalog, alphabet: &mut Alphabet) -> Result<Self, BuildError> {
        let file: File = lexicon::read("timex.toml", include_str!("../timex.toml"))?;
        let (w, b, a, f) = (file.words, file.before, file.after, file.fields);
        let mut fixed: Vec<(String, Fixed)> = Vec::new();
        let lists = [
            (w.now, Fixed::Now),
            (w.so_far, Fixed::SoFar),
            (w.unknown, Fixed::Unknown),
            (w.anaphor, Fixed::Anaphor),
            (w.first_quarter, Fixed::FirstQuarter),
            (w.year_before, Fixed::YearBefore),
            (w.not_now, Fixed::None),
        ];
        for (words, tag) in lists {
            fixed.extend(words.into_iter().map(|word| (word, tag)));
        }
        fixed.extend(w.halves.into_iter().zip([1, 2]).map(|(word, half)| (word, Fixed::Half(half))));
        for relative in file.relative {
            let tag = Fixed::Relative(relative.unit.into(), relative.offset);
            fixed.extend(relative.words.into_iter().map(|word| (word, tag)));
        }
        let follows = [&f.year, &f.month, &f.day, &f.quarter, &f.connectors, &f.clock].into_iter().flatten();
        let follows = follows.chain(file.stretch.iter().flat_map(|s| &s.words)).map(|word| (word.clone(), ()));
        let follows = Words::new(alphabet, follows);
        let stretches = file.stretch.into_iter().flat_map(|s| {
            let unit = TimeUnit::from(s.unit);
            s.words.into_iter().map(move |word| (word, unit))
        });
        let holidays = catalog.holidays().iter().flat_map(|h| h.zh.iter().map(|name| (name.clone(), h.id.clone())));
        let holidays: Vec<(String, SmolStr)> = holidays.collect();
        let first = f
            .first
            .iter()
            .chain(&f.ordinal)
            .chain(&f.republic)
            .chain([&b.until, &b.until_end, &b.since, &b.against, &b.with, &b.past].into_iter().flatten());
        let starts = first.chain(holidays.iter().map(|(name, _)| name)).chain(fixed.iter().map(|(word, _)| word));
        let starts: Vec<String> = starts.chain([&w.half_year]).cloned().collect();
        for c in starts.iter().filter_map(|word| word.chars().next()) {
            alphabet.mark(c, Class::TIME);
        }
        let before: Vec<(String, Before)> = [
            (b.until, Before::Until),
            (b.until_end, Before::UntilEnd),
            (b.since, Before::Since),
            (b.against, Before::Against),
            (b.with, Before::With),
            (b.past, Before::Past),
            (b.duration, Before::Duration),
        ]
        .into_iter()
        .flat_map(|(words, tag)| words.into_iter().map(move |word| (word, tag)))
        .collect();
        let starts = Words::new(alphabet, heads(&starts, &fixed, &before));
        let (fixed, holidays) = (Words::new(alphabet, fixed), Words::new(alphabet, holidays));
        let (ordinal, republic) = (tagged(alphabet, [(f.ordinal, ())]), tagged(alphabet, [(f.republic, ())]));
        let first = tagged(alphabet, [(f.first, ())]);
        let points = fixed.table() | holidays.table() | ordinal.table() | republic.table() | first.table();
        let stretches = Words::new(alphabet, stretches);
        stretches.mark(alphabet, Class::AFTER_NUMBER);
        Ok(Self {
            starts,
            points,
            prefixes: ordinal.table() | republic.table(),
            half_year: w.half_year,
            follows,
            fixed,
            holidays,
            before: Words::new(alphabet, before),
            past_after: tagged(alphabet, [(a.past, ())]),
            after: tagged(
                alphabet,
                [
                    (a.since, After::Since),
                    (a.since_from, After::SinceFrom),
                    (a.until, After::Until),
                    (a.against, After::Against),
                    (w.same_period, After::Against),
                    (a.empty, After::Empty),
                ],
            ),
            fields: tagged(
                alphabet,
                [(f.year, Field::Year), (f.month, Field::Month), (f.day, Field::Day), (f.quarter, Field::Quarter)],
            ),
            tells: tagged(alphabet, [(a.tells, ())]),
            ordinal,
            republic,
            first,
            edges: tagged(alphabet, [(f.beginning, false), (f.ending, true)]),
            connectors: tagged(alphabet, [(f.connectors, ())]),
            clock: tagged(alphabet, [(f.clock, true), (f.not_clock, false)]),
            clock_parts: tagged(alphabet, [(f.clock_parts, ())]),
            stretches,
            dateline: tagged(alphabet, [(a.dateline, ())]),
            connectives: file.leading.connectives,
            reporting: file.leading.reporting,
        })
    }
}

/// What a time expression may begin with, and all words before one, with what each of them begins with.
fn heads(starts: &[String], fixed: &[(String, Fixed)], before: &[(String, Before)]) -> Vec<(String, Head)> {
    let words = starts.iter().chain(before.iter().map(|(word, _)| word));
    let head = |word: &str| {
        let opens = starts.iter().any(|start| word.starts_with(start.as_str()));
        Head { opens, fixed: longest(fixed, word), before: longest(before, word) }
    };
    words.map(|word| (word.clone(), head(word))).collect()
}

/// The longest of these words that another begins with: its length and its meaning.
fn longest<T: Copy>(words: &[(String, T)], word: &str) -> Option<(u8, T)> {
    // The first of those that are alike, as in a table of words.
    let begins = words.iter().rev().filter(|(begin, _)| word.starts_with(begin.as_str()));
    begins.max_by_key(|(begin, _)| begin.len()).map(|(begin, tag)| (u8::try_from(begin.len()).unwrap_or(u8::MAX), *tag))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    words: WordLists,
    before: BeforeLists,
    after: AfterLists,
    fields: FieldLists,
    relative: Vec<Relative>,
    stretch: Vec<Stretch>,
    leading: LeadingLists,
}

type List = Vec<String>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WordLists {
    now: List,
    not_now: List,
    so_far: List,
    unknown: List,
    anaphor: List,
    same_period: List,
    halves: List,
    first_quarter: List,
    year_before: List,
    half_year: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BeforeLists {
    until: List,
    until_end: List,
    since: List,
    against: List,
    with: List,
    past: List,
    duration: List,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AfterLists {
    since: List,
    since_from: List,
    until: List,
    past: List,
    against: List,
    tells: List,
    empty: List,
    dateline: List,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FieldLists {
    year: List,
    month: List,
    day: List,
    quarter: List,
    ordinal: List,
    republic: List,
    first: List,
    beginning: List,
    ending: List,
    connectors: List,
    clock: List,
    not_clock: List,
    clock_parts: List,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Relative {
    unit: Unit,
    offset: i16,
    words: List,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Stretch {
    unit: Unit,
    words: List,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LeadingLists {
    connectives: List,
    reporting: List,
}

/// A unit of the calendar as the lexicon writes it.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Unit {
    Day,
    Week,
    Month,
    Quarter,
    Year,
}

impl From<Unit> for TimeUnit {
    fn from(unit: Unit) -> Self {
        match unit {
            Unit::Day => Self::Day,
            Unit::Week => Self::Week,
            Unit::Month => Self::Month,
            Unit::Quarter => Self::Quarter,
            Unit::Year => Self::Year,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_tells_of_the_shorter_words_that_it_begins_with() {
        let word = |word: &str| word.to_owned();
        let fixed = [(word("截至目前"), Fixed::SoFar), (word("近日"), Fixed::Unknown)];
        let before = [(word("截至"), Before::Until), (word("近"), Before::Past), (word("连续近"), Before::Duration)];
        let heads = heads(&["截至", "截至目前", "近", "近日"].map(word), &fixed, &before);
        let told = |text: &str| {
            let (_, head) = heads.iter().find(|(word, _)| word == text).unwrap();
            (head.opens, head.fixed.map(|(length, _)| length), head.before)
        };
        assert_eq!(told("截至目前"), (true, Some(12), Some((6, Before::Until))));
        assert_eq!(told("截至"), (true, None, Some((6, Before::Until))));
        assert_eq!(told("近日"), (true, Some(6), Some((3, Before::Past))));
        assert_eq!(told("连续近"), (false, None, Some((9, Before::Duration))));
    }
}
