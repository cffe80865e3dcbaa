//! The grammar words of English, read from the TOML files of this directory.

use std::{borrow::Cow, collections::BTreeMap};

use serde::{Deserialize, de::DeserializeOwned};
use tallysheet_model::{Basis, Bound, Direction, Per, Span, TimeUnit};

use super::{
    opens::Opens,
    phrase_table::PhraseTable,
    seed::Seeds,
    vocabulary::{Facts, Vocabulary, Word},
};
use crate::BuildError;

/// What a single word is to the grammar. A word has one class; the rules read `may` and `second` in their context.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) enum Class {
    #[default]
    Other,
    /// A number below a hundred.
    Cardinal(u8),
    /// A power of ten.
    Magnitude(u8),
    /// Its plural, vague by itself.
    Magnitudes(u8),
    Dozen,
    Dozens,
    Half,
    Ordinal(Rank),
    /// Its plural, which names parts: `fifths`.
    Parts(Rank),
    Month(i8),
    /// 1 for Monday.
    Weekday(i8),
    TimeUnit(TimeUnit),
    /// Ends a noun phrase: a preposition or particle.
    Preposition,
    /// Ends a noun phrase too: `also`, `nationwide`.
    Adverb,
    Be,
    Have,
    Modal,
    Determiner,
    Pronoun,
    And,
    /// The past form of an irregular verb.
    Past,
}

/// What an ordinal counts up to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rank {
    /// A number below a hundred.
    Unit(u8),
    /// A power of ten.
    Power(u8),
}

/// Every word and phrase of the grammar.
#[derive(Debug)]
pub(super) struct Lexicon {
    pub(super) vocabulary: Vocabulary,
    /// What is known of the marks of ASCII, by their byte.
    pub(super) marks: Box<[Facts; 128]>,
    pub(super) seeds: Seeds,
    /// Short magnitudes, in the case written, to exponent and whether they may stand after a blank.
    short: BTreeMap<Box<str>, (u8, bool)>,
    pub(super) bound_before: PhraseTable<Bound>,
    pub(super) bound_after: PhraseTable<Bound>,
    pub(super) change: PhraseTable<Direction>,
    pub(super) change_after: PhraseTable<Direction>,
    pub(super) percent_levels: PhraseTable<()>,
    pub(super) basis: PhraseTable<Basis>,
    /// Words before a figure that another is compared with, and whether they say nothing else.
    pub(super) comparison: PhraseTable<bool>,
    /// Growth in one word, in percent.
    pub(super) multiples: PhraseTable<i16>,
    /// The time unit of a rate, where the tables of claims have it, and whether it speaks of a whole list.
    pub(super) per: PhraseTable<(Option<Per>, bool)>,
    pub(super) share_before: PhraseTable<()>,
    pub(super) time_adjectives: PhraseTable<()>,
    pub(super) labels: PhraseTable<()>,
    /// What is dialled.
    pub(super) lines: PhraseTable<()>,
    pub(super) containers: PhraseTable<()>,
    /// Words that tell of something said.
    pub(super) saying: PhraseTable<()>,
    pub(super) this_year: PhraseTable<()>,
    pub(super) so_far: PhraseTable<()>,
    pub(super) at_present: PhraseTable<()>,
    pub(super) unknown: PhraseTable<()>,
    pub(super) anaphor: PhraseTable<()>,
    /// Words that tell `quarter` the time from `quarter` the part, right before it and right after it.
    pub(super) quarter_before: PhraseTable<()>,
    pub(super) quarter_after: PhraseTable<()>,
    /// Words that tell `1.8m` the length from `1.8m` the magnitude, right after it.
    pub(super) lengths: PhraseTable<()>,
    /// Words that lead from the first end of a range to the second, with `from` before it.
    pub(super) ranges: PhraseTable<()>,
}

/// The longest short magnitude, in bytes.
const LONGEST_SHORT: usize = 3;

type Words = BTreeMap<String, Vec<String>>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Numerals {
    cardinals: BTreeMap<String, u8>,
    magnitudes: BTreeMap<String, u8>,
    short: BTreeMap<String, u8>,
    spaced: BTreeMap<String, u8>,
    ordinals: BTreeMap<String, u8>,
    ordinal_magnitudes: BTreeMap<String, u8>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cues {
    bound_before: Words,
    bound_after: Words,
    change: Words,
    change_after: Words,
    percent_levels: Words,
    comparison: Words,
    multiples: Words,
    basis: Words,
    per: Words,
    share: Words,
    time_adjectives: Words,
    labels: Words,
    containers: Words,
    function_words: Words,
    lines: Words,
    quarter: Words,
    lengths: Words,
    ranges: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Timexes {
    months: BTreeMap<String, i8>,
    weekdays: BTreeMap<String, i8>,
    saying: Words,
    units: BTreeMap<String, TimeUnitName>,
    this_year: Words,
    so_far: Words,
    at_present: Words,
    unknown: Words,
    anaphor: Words,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum TimeUnitName {
    Day,
    Week,
    Month,
    Quarter,
    Year,
}

impl Lexicon {
    pub(super) fn new() -> Result<Self, BuildError> {
        let numerals: Numerals = parse("numerals.toml", include_str!("numerals.toml"))?;
        let cues: Cues = parse("cues.toml", include_str!("cues.toml"))?;
        let timexes: Timexes = parse("timex.toml", include_str!("timex.toml"))?;
        let mut words = Vocabulary::new();
        let mut number_words: Vec<&str> = cues.multiples.values().flatten().map(String::as_str).collect();
        let classes = classes(&numerals, &cues, &timexes)?;
        for (text, class) in &classes {
            let word = words.intern(text);
            // What comes later holds.
            words.note(word, |facts| facts.class = *class);
        }
        number_words.extend(classes.iter().filter(|(_, class)| number_word(*class).is_some()).map(|(word, _)| &**word));
        Ok(Self {
            marks: Box::new([Facts::default(); 128]),
            seeds: Seeds::new(number_words),
            short: short(&numerals),
            bound_before: coded(&mut words, &cues.bound_before)?,
            bound_after: coded(&mut words, &cues.bound_after)?,
            change: coded(&mut words, &cues.change)?,
            change_after: coded(&mut words, &cues.change_after)?,
            percent_levels: plain(&mut words, &cues.percent_levels, "words"),
            comparison: comparison(&mut words, &cues.comparison),
            multiples: coded(&mut words, &cues.multiples)?,
            basis: coded(&mut words, &cues.basis)?,
            per: rates(&mut words, &cues.per)?,
            share_before: plain(&mut words, &cues.share, "words"),
            time_adjectives: plain(&mut words, &cues.time_adjectives, "words"),
            labels: plain(&mut words, &cues.labels, "words"),
            lines: plain(&mut words, &cues.lines, "words"),
            containers: plain(&mut words, &cues.containers, "words"),
            saying: plain(&mut words, &timexes.saying, "words"),
            this_year: plain(&mut words, &timexes.this_year, "phrases"),
            so_far: plain(&mut words, &timexes.so_far, "phrases"),
            at_present: plain(&mut words, &timexes.at_present, "phrases"),
            unknown: plain(&mut words, &timexes.unknown, "phrases"),
            anaphor: plain(&mut words, &timexes.anaphor, "phrases"),
            quarter_before: plain(&mut words, &cues.quarter, "before"),
            quarter_after: plain(&mut words, &cues.quarter, "after"),
            lengths: plain(&mut words, &cues.lengths, "words"),
            ranges: plain(&mut words, &cues.ranges, "words"),
            vocabulary: words,
        })
    }

    /// Notes for the words that phrases of some tables begin with what they open.
    pub(super) fn note_tables(&mut self) {
        let references = self.basis.first_words().chain(self.per.first_words()).map(|word| (word, Opens::REFERENCE));
        let levels = self.percent_levels.first_words().map(|word| (word, Opens::PERCENT_LEVEL));
        for (word, opens) in references.chain(levels) {
            self.vocabulary.note(word, |facts| facts.opens |= opens);
        }
    }

    /// What is known of a word of the text, its case disregarded, and the number of its owner where it is a possessive, of
    /// whose facts it has the class and what they open.
    pub(super) fn word(&self, text: &str, span: Span) -> (Facts, Word) {
        let mut facts = self.vocabulary.facts(self.vocabulary.get(text, span.start, span.end));
        // `last year's`.
        let bytes = &text.as_bytes()[span.start..span.end];
        let ending = match bytes {
            [.., b'\'', b's'] => "'s",
            [.., 0x80..=0xff, b's'] if bytes.ends_with("’s".as_bytes()) => "’s",
            _ => return (facts, Word::UNKNOWN),
        };
        let owner = self.vocabulary.facts(self.vocabulary.get(text, span.start, span.end - ending.len()));
        if facts.class == Class::Other {
            facts.class = owner.class;
        }
        facts.opens |= owner.opens;
        facts.sets = facts.sets | owner.sets;
        (facts, owner.word)
    }

    /// Whether a word that is in figures may report something by itself; `None` for a word that is in none.
    pub(super) fn number_word(&self, word: Word) -> Option<bool> {
        number_word(self.vocabulary.facts(word).class).or_else(|| self.multiples.opens_with(word).then_some(true))
    }

    /// The words that are a short magnitude in some case.
    pub(super) fn short_magnitudes(&mut self) -> Vec<Word> {
        self.short.keys().map(|word| self.vocabulary.intern(word)).collect()
    }

    /// The exponent of a short magnitude (`bn`) that is glued to its digits or, if `spaced`, follows a blank.
    pub(super) fn short_magnitude(&self, word: &str, spaced: bool) -> Option<u8> {
        if word.len() > LONGEST_SHORT {
            return None;
        }
        let &(exponent, may_space) = self.short.get(word)?;
        (!spaced || may_space).then_some(exponent)
    }
}

fn parse<T: DeserializeOwned>(file: &'static str, text: &str) -> Result<T, BuildError> {
    toml::from_str(text).map_err(|error| BuildError::Lexicon { lang: "en", file, message: error.to_string() })
}

fn invalid(message: String) -> BuildError {
    BuildError::Lexicon { lang: "en", file: "cues.toml", message }
}

/// Whether a word of the class may report something by itself; `None` where it is in no figure.
fn number_word(class: Class) -> Option<bool> {
    match class {
        Class::Cardinal(value) => Some(value > 1),
        Class::Magnitude(_) | Class::Dozen => Some(true),
        Class::Magnitudes(_) | Class::Dozens | Class::Half | Class::Ordinal(_) | Class::Parts(_) => Some(false),
        Class::TimeUnit(TimeUnit::Quarter) => Some(false),
        _ => None,
    }
}

/// The words of the grammar with the class of each.
fn classes<'w>(
    numerals: &'w Numerals,
    cues: &'w Cues,
    timexes: &'w Timexes,
) -> Result<Vec<(Cow<'w, str>, Class)>, BuildError> {
    let mut classes: Vec<(Cow<'w, str>, Class)> = Vec::new();
    let mut insert = |text: Cow<'w, str>, class: Class| classes.push((text, class));
    for (class, words) in &cues.function_words {
        let class = match class.as_str() {
            "preposition" => Class::Preposition,
            "adverb" => Class::Adverb,
            "be" => Class::Be,
            "have" => Class::Have,
            "modal" => Class::Modal,
            "determiner" => Class::Determiner,
            "pronoun" => Class::Pronoun,
            "conjunction" => Class::And,
            "past" => Class::Past,
            other => return Err(invalid(format!("unknown class of function words `{other}`"))),
        };
        words.iter().for_each(|word| insert(word.into(), class));
    }
    for (word, &value) in &numerals.cardinals {
        insert(word.into(), Class::Cardinal(value));
    }
    for (word, &exponent) in &numerals.magnitudes {
        insert(word.into(), Class::Magnitude(exponent));
        insert(format!("{word}s").into(), Class::Magnitudes(exponent));
    }
    let units = numerals.ordinals.iter().map(|(word, &value)| (word, Rank::Unit(value)));
    let powers = numerals.ordinal_magnitudes.iter().map(|(word, &exponent)| (word, Rank::Power(exponent)));
    for (word, rank) in units.chain(powers) {
        insert(word.into(), Class::Ordinal(rank));
        // `seconds` are time.
        if rank != Rank::Unit(2) {
            insert(format!("{word}s").into(), Class::Parts(rank));
        }
    }
    insert("dozen".into(), Class::Dozen);
    insert("dozens".into(), Class::Dozens);
    insert("half".into(), Class::Half);
    for (word, &month) in &timexes.months {
        insert(word.into(), Class::Month(month));
    }
    for (word, &day) in &timexes.weekdays {
        insert(word.into(), Class::Weekday(day));
    }
    for (word, &unit) in &timexes.units {
        let unit = match unit {
            TimeUnitName::Day => TimeUnit::Day,
            TimeUnitName::Week => TimeUnit::Week,
            TimeUnitName::Month => TimeUnit::Month,
            TimeUnitName::Quarter => TimeUnit::Quarter,
            TimeUnitName::Year => TimeUnit::Year,
        };
        insert(word.into(), Class::TimeUnit(unit));
    }
    Ok(classes)
}

fn short(numerals: &Numerals) -> BTreeMap<Box<str>, (u8, bool)> {
    let entry =
        |(word, &exponent): (&String, &u8)| (word.as_str().into(), (exponent, numerals.spaced.contains_key(word)));
    numerals.short.iter().map(entry).collect()
}

fn coded<T: Copy + std::str::FromStr<Err: std::fmt::Display>>(
    vocabulary: &mut Vocabulary,
    words: &Words,
) -> Result<PhraseTable<T>, BuildError> {
    let mut table = PhraseTable::default();
    for (code, phrases) in words {
        let value: T = code.parse().map_err(|error| invalid(format!("{error}")))?;
        phrases.iter().for_each(|phrase| table.insert(vocabulary, phrase, value));
    }
    Ok(table)
}

fn comparison(vocabulary: &mut Vocabulary, words: &Words) -> PhraseTable<bool> {
    let mut table = PhraseTable::default();
    for (key, phrases) in words {
        phrases.iter().for_each(|phrase| table.insert(vocabulary, phrase, key == "sure"));
    }
    table
}

fn rates(vocabulary: &mut Vocabulary, words: &Words) -> Result<PhraseTable<(Option<Per>, bool)>, BuildError> {
    let shared = words.get("shared").map(Vec::as_slice).unwrap_or_default();
    let mut table = PhraseTable::default();
    for (code, phrases) in words.iter().filter(|(code, _)| *code != "shared") {
        let per = match code.as_str() {
            "other" => None,
            code => Some(code.parse().map_err(|error| invalid(format!("{error}")))?),
        };
        phrases.iter().for_each(|phrase| table.insert(vocabulary, phrase, (per, shared.contains(phrase))));
    }
    Ok(table)
}

fn plain(vocabulary: &mut Vocabulary, words: &Words, key: &str) -> PhraseTable<()> {
    let mut table = PhraseTable::default();
    words.get(key).into_iter().flatten().for_each(|phrase| table.insert(vocabulary, phrase, ()));
    table
}
