//! The grammar words of English, read from the TOML files of this directory.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, de::DeserializeOwned};
use tallysheet_model::{Basis, Bound, Direction, Per, TimeUnit};

use super::phrase_table::PhraseTable;
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
    TimeUnit(TimeUnit),
    /// Ends a noun phrase: a preposition, adverb or particle.
    Preposition,
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
    classes: HashMap<Box<str>, Class>,
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
        Ok(Self {
            classes: classes(&numerals, &cues, &timexes)?,
            short: short(&numerals),
            bound_before: coded(&cues.bound_before)?,
            bound_after: coded(&cues.bound_after)?,
            change: coded(&cues.change)?,
            change_after: coded(&cues.change_after)?,
            percent_levels: plain(&cues.percent_levels, "words"),
            comparison: comparison(&cues.comparison),
            multiples: coded(&cues.multiples)?,
            basis: coded(&cues.basis)?,
            per: rates(&cues.per)?,
            share_before: plain(&cues.share, "words"),
            time_adjectives: plain(&cues.time_adjectives, "words"),
            labels: plain(&cues.labels, "words"),
            lines: plain(&cues.lines, "words"),
            containers: plain(&cues.containers, "words"),
            this_year: plain(&timexes.this_year, "phrases"),
            so_far: plain(&timexes.so_far, "phrases"),
            at_present: plain(&timexes.at_present, "phrases"),
            unknown: plain(&timexes.unknown, "phrases"),
            anaphor: plain(&timexes.anaphor, "phrases"),
            quarter_before: plain(&cues.quarter, "before"),
            quarter_after: plain(&cues.quarter, "after"),
            lengths: plain(&cues.lengths, "words"),
            ranges: plain(&cues.ranges, "words"),
        })
    }

    /// The class of a word, its case disregarded.
    pub(super) fn class(&self, word: &str) -> Class {
        let mut buffer = [0; 24];
        let word = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
        lower(word, &mut buffer).and_then(|w| self.classes.get(w).copied()).unwrap_or_default()
    }

    /// The exponent of a short magnitude (`bn`) that is glued to its digits or, if `spaced`, follows a blank.
    pub(super) fn short_magnitude(&self, word: &str, spaced: bool) -> Option<u8> {
        let &(exponent, may_space) = self.short.get(word)?;
        (!spaced || may_space).then_some(exponent)
    }
}

/// The word in lower case, written to `buffer`; `None` when it does not fit or is no ASCII.
pub(super) fn lower<'b>(word: &str, buffer: &'b mut [u8; 24]) -> Option<&'b str> {
    let target = buffer.get_mut(..word.len())?;
    if !word.is_ascii() {
        return None;
    }
    target.copy_from_slice(word.as_bytes());
    target.make_ascii_lowercase();
    std::str::from_utf8(target).ok()
}

fn parse<T: DeserializeOwned>(file: &'static str, text: &str) -> Result<T, BuildError> {
    toml::from_str(text).map_err(|error| BuildError::Lexicon { lang: "en", file, message: error.to_string() })
}

fn invalid(message: String) -> BuildError {
    BuildError::Lexicon { lang: "en", file: "cues.toml", message }
}

fn classes(numerals: &Numerals, cues: &Cues, timexes: &Timexes) -> Result<HashMap<Box<str>, Class>, BuildError> {
    let mut classes: HashMap<Box<str>, Class> = HashMap::new();
    for (class, words) in &cues.function_words {
        let class = match class.as_str() {
            "preposition" => Class::Preposition,
            "be" => Class::Be,
            "have" => Class::Have,
            "modal" => Class::Modal,
            "determiner" => Class::Determiner,
            "pronoun" => Class::Pronoun,
            "conjunction" => Class::And,
            "past" => Class::Past,
            other => return Err(invalid(format!("unknown class of function words `{other}`"))),
        };
        classes.extend(words.iter().map(|w| (w.as_str().into(), class)));
    }
    for (word, &value) in &numerals.cardinals {
        classes.insert(word.as_str().into(), Class::Cardinal(value));
    }
    for (word, &exponent) in &numerals.magnitudes {
        classes.insert(word.as_str().into(), Class::Magnitude(exponent));
        classes.insert(format!("{word}s").into(), Class::Magnitudes(exponent));
    }
    let units = numerals.ordinals.iter().map(|(word, &value)| (word, Rank::Unit(value)));
    let powers = numerals.ordinal_magnitudes.iter().map(|(word, &exponent)| (word, Rank::Power(exponent)));
    for (word, rank) in units.chain(powers) {
        classes.insert(word.as_str().into(), Class::Ordinal(rank));
        // `seconds` are time.
        if rank != Rank::Unit(2) {
            classes.insert(format!("{word}s").into(), Class::Parts(rank));
        }
    }
    classes.insert("dozen".into(), Class::Dozen);
    classes.insert("dozens".into(), Class::Dozens);
    classes.insert("half".into(), Class::Half);
    for (word, &month) in &timexes.months {
        classes.insert(word.as_str().into(), Class::Month(month));
    }
    for (word, &unit) in &timexes.units {
        let unit = match unit {
            TimeUnitName::Day => TimeUnit::Day,
            TimeUnitName::Week => TimeUnit::Week,
            TimeUnitName::Month => TimeUnit::Month,
            TimeUnitName::Quarter => TimeUnit::Quarter,
            TimeUnitName::Year => TimeUnit::Year,
        };
        classes.insert(word.as_str().into(), Class::TimeUnit(unit));
    }
    Ok(classes)
}

fn short(numerals: &Numerals) -> HashMap<Box<str>, (u8, bool)> {
    let entry =
        |(word, &exponent): (&String, &u8)| (word.as_str().into(), (exponent, numerals.spaced.contains_key(word)));
    numerals.short.iter().map(entry).collect()
}

fn coded<T: Copy + std::str::FromStr<Err: std::fmt::Display>>(words: &Words) -> Result<PhraseTable<T>, BuildError> {
    let mut table = PhraseTable::default();
    for (code, phrases) in words {
        let value: T = code.parse().map_err(|error| invalid(format!("{error}")))?;
        phrases.iter().for_each(|phrase| table.insert(phrase, value));
    }
    Ok(table)
}

fn comparison(words: &Words) -> PhraseTable<bool> {
    let mut table = PhraseTable::default();
    for (key, phrases) in words {
        phrases.iter().for_each(|phrase| table.insert(phrase, key == "sure"));
    }
    table
}

fn rates(words: &Words) -> Result<PhraseTable<(Option<Per>, bool)>, BuildError> {
    let shared = words.get("shared").map(Vec::as_slice).unwrap_or_default();
    let mut table = PhraseTable::default();
    for (code, phrases) in words.iter().filter(|(code, _)| *code != "shared") {
        let per = match code.as_str() {
            "other" => None,
            code => Some(code.parse().map_err(|error| invalid(format!("{error}")))?),
        };
        phrases.iter().for_each(|phrase| table.insert(phrase, (per, shared.contains(phrase))));
    }
    Ok(table)
}

fn plain(words: &Words, key: &str) -> PhraseTable<()> {
    let mut table = PhraseTable::default();
    words.get(key).into_iter().flatten().for_each(|phrase| table.insert(phrase, ()));
    table
}
