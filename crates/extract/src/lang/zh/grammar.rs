//! The words of `cues.toml`, ready for look-up.

mod lists;

use tallysheet_model::{Basis, Bound, Direction, Per};

use super::alphabet::Alphabet;
use super::class::{Class, Tables};
use super::lexicon;
use super::punctuation::NAMES;
use super::spaced::SpacedWords;
use super::words::Words;
use crate::BuildError;
use lists::File;

/// The words around numbers.
#[derive(Debug)]
pub(super) struct Grammar {
    /// Words other than numerals that begin a figure.
    pub(super) starts: Words<()>,
    /// Those of them that need no number after them.
    pub(super) figures: Vec<String>,
    /// Makes an ordinal of the number after it.
    pub(super) ordinal: Words<()>,
    pub(super) classifiers: Words<Classifier>,
    pub(super) bounds: Bounds,
    pub(super) ranges: Ranges,
    pub(super) shares: Shares,
    pub(super) changes: Changes,
    /// Words of a rate, with the time unit where it is one of the three.
    pub(super) rates: Words<Option<Per>>,
    /// The same after the number and its classifier.
    pub(super) rates_after: Words<Option<Per>>,
    pub(super) nouns: Nouns,
    pub(super) excluded: Excluded,
}

/// What a classifier says of the noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Classifier {
    /// The noun stands elsewhere.
    Plain,
    /// It is the thing itself, where no other noun is near.
    Noun,
    /// The beginning of another word.
    None,
}

/// Words that bound a number.
#[derive(Debug)]
pub(super) struct Bounds {
    /// Before the number; `None` for longer words that end like one.
    pub(super) before: Words<Option<Bound>>,
    pub(super) between: Words<()>,
    pub(super) after: Words<Bound>,
    /// After a stretch of time (`true`), and longer words that begin like one.
    pub(super) within: Words<bool>,
    /// Directly after the number: `余`, `来`.
    pub(super) directly: Words<Bound>,
    pub(super) compared: Words<()>,
    pub(super) comparison: Words<Bound>,
}

/// Words between the ends of a range.
#[derive(Debug)]
pub(super) struct Ranges {
    pub(super) connectors: Words<()>,
    pub(super) pair: Words<()>,
    pub(super) pair_ends: Words<()>,
    pub(super) joints: Vec<String>,
}

/// Words of proportions.
#[derive(Debug)]
pub(super) struct Shares {
    /// Words of proportions and a dozen, which stand after a number.
    pub(super) after_number: Tables,
    pub(super) percentage_points: SpacedWords,
    pub(super) tenths: SpacedWords,
    pub(super) discounts: SpacedWords,
    pub(super) not_tenths: Words<()>,
    /// Whole expressions of one half, with their bound.
    pub(super) halves: Words<Bound>,
    pub(super) fraction: SpacedWords,
    pub(super) mixed: Words<()>,
    pub(super) negative: Words<()>,
    pub(super) dozen: Words<()>,
    pub(super) not_dozen: Words<()>,
    pub(super) before: Words<()>,
    pub(super) after: Words<()>,
    pub(super) vague: Words<()>,
    /// Parts of a currency, with their power of ten.
    pub(super) subunits: Words<u8>,
    pub(super) not_units: Words<()>,
}

/// Words of growth and decline.
#[derive(Debug)]
pub(super) struct Changes {
    /// Before the number; `None` for longer words that end like one.
    pub(super) before: Words<Option<Direction>>,
    pub(super) reached: Words<()>,
    pub(super) between: Words<()>,
    pub(super) rates: Words<()>,
    pub(super) after: Words<Direction>,
    pub(super) turn: Words<()>,
    pub(super) turns: Words<()>,
    pub(super) doubled: Words<()>,
    /// Words before a number of things that is growth by itself.
    pub(super) by_itself: Words<()>,
    /// What is compared with; `None` for longer words that hold such a word.
    pub(super) bases: Words<Option<Basis>>,
}

/// The edges of noun phrases.
#[derive(Debug)]
pub(super) struct Nouns {
    pub(super) adverbs: Words<()>,
    pub(super) openers: Words<()>,
    /// Words that end a phrase (`true`), and longer ones that do not.
    pub(super) ends: Words<bool>,
    /// Words that turn a verb round (`true`), and longer ones that do not.
    pub(super) passive: Words<bool>,
    /// Verbs that name what is counted.
    pub(super) with_object: Words<()>,
    /// Nouns that tell what persons did.
    pub(super) deeds: Words<()>,
    pub(super) respectively: Words<()>,
    /// Words that say that something was not done (`true`), and longer ones that do not.
    pub(super) negations: Words<bool>,
}

/// Words that mark numbers which report nothing.
#[derive(Debug)]
pub(super) struct Excluded {
    /// Makes a name of the two digits before it.
    pub(super) generation: Words<()>,
    /// Makes an ordinal of a number in characters before it.
    pub(super) ordinal_after: Words<()>,
    pub(super) code_after: Words<()>,
    pub(super) code_before: Words<()>,
    pub(super) code_between: Words<()>,
    /// Classifiers that codes have too.
    pub(super) code_classifiers: Words<()>,
    pub(super) marker_after: Words<()>,
    pub(super) threshold_after: Words<()>,
    /// What a term of imprisonment stands beside.
    pub(super) terms: Words<()>,
}

impl Grammar {
    pub(super) fn new(letters: &mut Alphabet) -> Result<Self, BuildError> {
        let file: File = lexicon::read("cues.toml", include_str!("cues.toml"))?;
        let (c, r) = (file.classifiers, file.rates);
        let (s, h) = (&file.shares, &file.changes);
        let starts = [&s.fifty, &s.more_than_fifty, &s.negative, &h.turn, &h.doubled].into_iter().flatten();
        let figures = [&s.fifty, &s.more_than_fifty, &h.turn, &h.doubled].into_iter().flatten();
        s.vague.iter().filter_map(|word| word.chars().next_back()).for_each(|c| letters.mark(c, Class::VAGUE));
        letters.mark(' ', Class::BLANK);
        let grammar = Self {
            figures: figures.cloned().collect(),
            starts: plain(letters, starts.cloned().collect()),
            ordinal: plain(letters, file.excluded.ordinal.clone()),
            classifiers: tagged(
                letters,
                [(c.plain, Classifier::Plain), (c.nouns, Classifier::Noun), (c.not, Classifier::None)],
            ),
            bounds: file.bounds.words(letters),
            ranges: file.ranges.words(letters),
            shares: file.shares.words(letters),
            changes: file.changes.words(letters),
            rates: tagged(
                letters,
                [(r.day, Some(Per::Day)), (r.month, Some(Per::Month)), (r.year, Some(Per::Year)), (r.other, None)],
            ),
            rates_after: tagged(
                letters,
                [
                    (r.after_day, Some(Per::Day)),
                    (r.after_month, Some(Per::Month)),
                    (r.after_year, Some(Per::Year)),
                    (r.after_other, None),
                ],
            ),
            nouns: file.nouns.words(letters),
            excluded: file.excluded.words(letters),
        };
        grammar.mark_after_number(letters);
        grammar.nouns.mark_ends(letters);
        grammar.rates.mark(letters, Class::MARK);
        grammar.shares.before.mark(letters, Class::MARK);
        grammar.changes.bases.mark(letters, Class::MARK);
        grammar.nouns.respectively.mark(letters, Class::MARK);
        grammar.nouns.passive.mark(letters, Class::MARK);
        Ok(grammar)
    }

    /// Marks what the words that belong to a number before them begin with, but for units.
    fn mark_after_number(&self, letters: &mut Alphabet) {
        let (bounds, ranges, shares) = (&self.bounds, &self.ranges, &self.shares);
        for words in [&ranges.connectors, &ranges.pair, &shares.dozen, &shares.mixed] {
            words.mark(letters, Class::AFTER_NUMBER);
        }
        for words in [&bounds.directly, &bounds.after, &bounds.comparison] {
            words.mark(letters, Class::AFTER_NUMBER);
        }
        for words in [&shares.percentage_points, &shares.tenths, &shares.discounts, &shares.fraction] {
            words.mark(letters, Class::AFTER_NUMBER);
        }
        bounds.within.mark(letters, Class::AFTER_NUMBER);
        self.classifiers.mark(letters, Class::AFTER_NUMBER);
        shares.fraction.mark(letters, Class::FRACTION);
        letters.mark(' ', Class::AFTER_NUMBER);
        letters.mark('/', Class::AFTER_NUMBER);
    }
}

impl Nouns {
    /// Marks the punctuation that ends a phrase.
    fn mark_ends(&self, letters: &mut Alphabet) {
        let begins_other = |word: &str| self.ends.iter().any(|(other, _)| other != word && other.starts_with(word));
        for (word, _) in self.ends.iter().filter(|(_, ends)| **ends) {
            let mut chars = word.chars();
            if let (Some(c), None) = (chars.next(), chars.next())
                && !c.is_alphanumeric()
                && NAMES.iter().all(|(opening, _)| *opening != c)
                && !begins_other(word)
            {
                letters.mark(c, Class::ENDS_PHRASE);
            }
        }
    }
}

fn plain(letters: &mut Alphabet, words: Vec<String>) -> Words<()> {
    tagged(letters, [(words, ())])
}

/// One table of several lists, a meaning each.
pub(super) fn tagged<T: Copy, const N: usize>(letters: &mut Alphabet, lists: [(Vec<String>, T); N]) -> Words<T> {
    Words::new(letters, lists.into_iter().flat_map(|(words, tag)| words.into_iter().map(move |w| (w, tag))))
}
