//! The words of `cues.toml`, ready for look-up.

use serde::Deserialize;
use tallysheet_model::{Basis, Bound, Direction, Per};

use super::alphabet::Alphabet;
use super::class::Class;
use super::lexicon;
use super::words::{SpacedWords, Words};
use crate::BuildError;

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
    /// What the characters are that a word of proportions or a dozen after a number begins with.
    pub(super) after_number: Class,
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
        grammar.rates.mark(letters, Class::MARK);
        grammar.shares.before.mark(letters, Class::MARK);
        grammar.changes.bases.mark(letters, Class::MARK);
        grammar.nouns.respectively.mark(letters, Class::MARK);
        grammar.nouns.passive.mark(letters, Class::MARK);
        Ok(grammar)
    }
}

type List = Vec<String>;

fn plain(letters: &mut Alphabet, words: List) -> Words<()> {
    tagged(letters, [(words, ())])
}

/// One table of several lists, a meaning each.
pub(super) fn tagged<T: Copy, const N: usize>(letters: &mut Alphabet, lists: [(List, T); N]) -> Words<T> {
    Words::new(letters, lists.into_iter().flat_map(|(words, tag)| words.into_iter().map(move |w| (w, tag))))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    classifiers: ClassifierLists,
    bounds: BoundLists,
    ranges: RangeLists,
    shares: ShareLists,
    changes: ChangeLists,
    rates: RateLists,
    nouns: NounLists,
    excluded: ExcludedLists,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClassifierLists {
    plain: List,
    nouns: List,
    not: List,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BoundLists {
    more_than: List,
    at_least: List,
    less_than: List,
    at_most: List,
    about: List,
    between: List,
    none: List,
    after_more_than: List,
    after_at_least: List,
    after_at_most: List,
    after_less_than: List,
    after_about: List,
    within: List,
    not_within: List,
    more: List,
    some: List,
    compared: List,
    greater: List,
    smaller: List,
}

impl BoundLists {
    fn words(self, letters: &mut Alphabet) -> Bounds {
        Bounds {
            before: tagged(
                letters,
                [
                    (self.more_than, Some(Bound::MoreThan)),
                    (self.at_least, Some(Bound::AtLeast)),
                    (self.less_than, Some(Bound::LessThan)),
                    (self.at_most, Some(Bound::AtMost)),
                    (self.about, Some(Bound::About)),
                    (self.none, None),
                ],
            ),
            between: plain(letters, self.between),
            after: tagged(
                letters,
                [
                    (self.after_more_than, Bound::MoreThan),
                    (self.after_at_least, Bound::AtLeast),
                    (self.after_at_most, Bound::AtMost),
                    (self.after_less_than, Bound::LessThan),
                    (self.after_about, Bound::About),
                ],
            ),
            within: tagged(letters, [(self.within, true), (self.not_within, false)]),
            directly: tagged(letters, [(self.more, Bound::MoreThan), (self.some, Bound::About)]),
            compared: plain(letters, self.compared),
            comparison: tagged(letters, [(self.greater, Bound::MoreThan), (self.smaller, Bound::LessThan)]),
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RangeLists {
    connectors: List,
    pair: List,
    pair_ends: List,
    joints: List,
}

impl RangeLists {
    fn words(self, letters: &mut Alphabet) -> Ranges {
        Ranges {
            connectors: plain(letters, self.connectors),
            pair: plain(letters, self.pair),
            pair_ends: plain(letters, self.pair_ends),
            joints: self.joints,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ShareLists {
    percentage_points: List,
    tenths: List,
    discounts: List,
    not_tenths: List,
    fifty: List,
    more_than_fifty: List,
    fraction: List,
    mixed: List,
    negative: List,
    dozen: List,
    not_dozen: List,
    before: List,
    after: List,
    vague: List,
    subunits: std::collections::BTreeMap<String, u8>,
    not_units: List,
}

impl ShareLists {
    fn words(self, letters: &mut Alphabet) -> Shares {
        let percentage_points = SpacedWords::new(letters, self.percentage_points);
        let tenths = SpacedWords::new(letters, self.tenths);
        let discounts = SpacedWords::new(letters, self.discounts);
        let dozen = plain(letters, self.dozen);
        Shares {
            after_number: percentage_points.opens() | tenths.opens() | discounts.opens() | dozen.opens(),
            percentage_points,
            tenths,
            discounts,
            dozen,
            not_tenths: plain(letters, self.not_tenths),
            halves: tagged(letters, [(self.fifty, Bound::Exact), (self.more_than_fifty, Bound::MoreThan)]),
            fraction: SpacedWords::new(letters, self.fraction),
            mixed: plain(letters, self.mixed),
            negative: plain(letters, self.negative),
            not_dozen: plain(letters, self.not_dozen),
            before: plain(letters, self.before),
            after: plain(letters, self.after),
            vague: plain(letters, self.vague),
            subunits: Words::new(letters, self.subunits),
            not_units: plain(letters, self.not_units),
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ChangeLists {
    up: List,
    down: List,
    none: List,
    reached: List,
    between: List,
    rates: List,
    after_up: List,
    after_down: List,
    turn: List,
    turns: List,
    doubled: List,
    by_itself: List,
    year_on_year: List,
    month_on_month: List,
    other: List,
    not_other: List,
}

impl ChangeLists {
    fn words(self, letters: &mut Alphabet) -> Changes {
        Changes {
            before: tagged(
                letters,
                [(self.up, Some(Direction::Up)), (self.down, Some(Direction::Down)), (self.none, None)],
            ),
            reached: plain(letters, self.reached),
            between: plain(letters, self.between),
            rates: plain(letters, self.rates),
            after: tagged(letters, [(self.after_up, Direction::Up), (self.after_down, Direction::Down)]),
            turn: plain(letters, self.turn),
            turns: plain(letters, self.turns),
            doubled: plain(letters, self.doubled),
            by_itself: plain(letters, self.by_itself),
            bases: tagged(
                letters,
                [
                    (self.year_on_year, Some(Basis::YearOnYear)),
                    (self.month_on_month, Some(Basis::MonthOnMonth)),
                    (self.other, Some(Basis::Other)),
                    (self.not_other, None),
                ],
            ),
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RateLists {
    day: List,
    month: List,
    year: List,
    other: List,
    after_day: List,
    after_month: List,
    after_year: List,
    after_other: List,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NounLists {
    adverbs: List,
    openers: List,
    ends: List,
    not_ends: List,
    passive: List,
    not_passive: List,
    with_object: List,
    deeds: List,
    respectively: List,
    negations: List,
    not_negations: List,
}

impl NounLists {
    fn words(self, letters: &mut Alphabet) -> Nouns {
        Nouns {
            adverbs: plain(letters, self.adverbs),
            openers: plain(letters, self.openers),
            ends: tagged(letters, [(self.ends, true), (self.not_ends, false)]),
            passive: tagged(letters, [(self.passive, true), (self.not_passive, false)]),
            with_object: plain(letters, self.with_object),
            deeds: plain(letters, self.deeds),
            respectively: plain(letters, self.respectively),
            negations: tagged(letters, [(self.negations, true), (self.not_negations, false)]),
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExcludedLists {
    code_after: List,
    code_before: List,
    code_between: List,
    code_classifiers: List,
    marker_after: List,
    threshold_after: List,
    terms: List,
    ordinal: List,
    ordinal_after: List,
    generation: List,
}

impl ExcludedLists {
    fn words(self, letters: &mut Alphabet) -> Excluded {
        Excluded {
            generation: plain(letters, self.generation),
            ordinal_after: plain(letters, self.ordinal_after),
            code_after: plain(letters, self.code_after),
            code_before: plain(letters, self.code_before),
            code_between: plain(letters, self.code_between),
            code_classifiers: plain(letters, self.code_classifiers),
            marker_after: plain(letters, self.marker_after),
            threshold_after: plain(letters, self.threshold_after),
            terms: plain(letters, self.terms),
        }
    }
}
