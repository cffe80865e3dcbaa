//! The grammar words of English, read from the TOML files of this directory.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, de::DeserializeOwned};
use tallysheet_model::{Basis, Bound, Direction, Per, TimeUnit};

use super::{
    phrase_table::PhraseTable,
    vocabulary::{Vocabulary, Word},
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
    /// By the number of the word.
    classes: Vec<Class>,
    /// Short magnitudes, in the case written, to exponent and whether they may stand after a blank.
    short: HashMap<Box<str>, (u8, bool)>,
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
        let words = &mut Vocabulary::default();
        Ok(Self {
            classes: classes(words, &numerals, &cues, &timexes)?,
            short: short(&numerals),
            bound_before: coded(words, &cues.bound_before)?,
            bound_after: coded(words, &cues.bound_after)?,
            change: coded(words, &cues.change)?,
            change_after: coded(words, &cues.change_after)?,
            percent_levels: plain(words, &cues.percent_levels, "words"),
            comparison: comparison(words, &cues.comparison),
            multiples: coded(words, &cues.multiples)?,
            basis: coded(words, &cues.basis)?,
            per: rates(words, &cues.per)?,
            share_before: plain(words, &cues.share, "words"),
            time_adjectives: plain(words, &cues.time_adjectives, "words"),
            labels: plain(words, &cues.labels, "words"),
            lines: plain(words, &cues.lines, "words"),
            containers: plain(words, &cues.containers, "words"),
            saying: plain(words, &timexes.saying, "words"),
            this_year: plain(words, &timexes.this_year, "phrases"),
            so_far: plain(words, &timexes.so_far, "phrases"),
            at_present: plain(words, &timexes.at_present, "phrases"),
            unknown: plain(words, &timexes.unknown, "phrases"),
            anaphor: plain(words, &timexes.anaphor, "phrases"),
            quarter_before: plain(words, &cues.quarter, "before"),
            quarter_after: plain(words, &cues.quarter, "after"),
            lengths: plain(words, &cues.lengths, "words"),
            ranges: plain(words, &cues.ranges, "words"),
            vocabulary: std::mem::take(words),
        })
    }

    /// The class of a word, its case disregarded, and its number in the vocabulary.
    pub(super) fn word(&self, text: &str) -> (Class, Word) {
        let word = self.vocabulary.get(text);
        let class = |word: Word| self.classes.get(word.index()).copied().unwrap_or_default();
        let owner = || text.strip_suffix("'s").or_else(|| text.strip_suffix("’s"));
        match (class(word), owner()) {
            // `last year's`.
            (Class::Other, Some(owner)) => (class(self.vocabulary.get(owner)), word),
            (class, _) => (class, word),
        }
    }

    /// The exponent of a short magnitude (`bn`) that is glued to its digits or, if `spaced`, follows a blank.
    pub(super) fn short_magnitude(&self, word: &str, spaced: bool) -> Option<u8> {
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

fn classes(
    vocabulary: &mut Vocabulary,
    numerals: &Numerals,
    cues: &Cues,
    timexes: &Timexes,
) -> Result<Vec<Class>, BuildError> {
    let mut classes: Vec<Class> = Vec::new();
    let mut insert = |text: &str, class: Class| {
        let word = vocabulary.intern(text);
        if classes.len() <= word.index() {
            classes.resize(word.index() + 1, Class::default());
        }
        classes[word.index()] = class;
    };
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
        words.iter().for_each(|word| insert(word, class));
    }
    for (word, &value) in &numerals.cardinals {
        insert(word, Class::Cardinal(value));
    }
    for (word, &exponent) in &numerals.magnitudes {
        insert(word, Class::Magnitude(exponent));
        insert(&format!("{word}s"), Class::Magnitudes(exponent));
    }
    let units = numerals.ordinals.iter().map(|(word, &value)| (word, Rank::Unit(value)));
    let powers = numerals.ordinal_magnitudes.iter().map(|(word, &exponent)| (word, Rank::Power(exponent)));
    for (word, rank) in units.chain(powers) {
        insert(word, Class::Ordinal(rank));
        // `seconds` are time.
        if rank != Rank::Unit(2) {
            insert(&format!("{word}s"), Class::Parts(rank));
        }
    }
    insert("dozen", Class::Dozen);
    insert("dozens", Class::Dozens);
    insert("half", Class::Half);
    for (word, &month) in &timexes.months {
        insert(word, Class::Month(month));
    }
    for (word, &day) in &timexes.weekdays {
        insert(word, Class::Weekday(day));
    }
    for (word, &unit) in &timexes.units {
        let unit = match unit {
            TimeUnitName::Day => TimeUnit::Day,
            TimeUnitName::Week => TimeUnit::Week,
            TimeUnitName::Month => TimeUnit::Month,
            TimeUnitName::Quarter => TimeUnit::Quarter,
            TimeUnitName::Year => TimeUnit::Year,
        };
        insert(word, Class::TimeUnit(unit));
    }
    Ok(classes)
}

fn short(numerals: &Numerals) -> HashMap<Box<str>, (u8, bool)> {
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
