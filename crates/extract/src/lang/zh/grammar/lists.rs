//! The lists of `cues.toml`, and the tables that are made of them.

use serde::Deserialize;
use tallysheet_model::{Basis, Bound, Direction};

use super::super::alphabet::Alphabet;
use super::super::spaced::SpacedWords;
use super::super::words::Words;
use super::{Bounds, Changes, Excluded, Nouns, Ranges, Shares, plain, tagged};

type List = Vec<String>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub(super) classifiers: ClassifierLists,
    pub(super) bounds: BoundLists,
    pub(super) ranges: RangeLists,
    pub(super) shares: ShareLists,
    pub(super) changes: ChangeLists,
    pub(super) rates: RateLists,
    pub(super) nouns: NounLists,
    pub(super) excluded: ExcludedLists,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ClassifierLists {
    pub(super) plain: List,
    pub(super) nouns: List,
    pub(super) not: List,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BoundLists {
    pub(super) more_than: List,
    pub(super) at_least: List,
    pub(super) less_than: List,
    pub(super) at_most: List,
    pub(super) about: List,
    pub(super) between: List,
    pub(super) none: List,
    pub(super) after_more_than: List,
    pub(super) after_at_least: List,
    pub(super) after_at_most: List,
    pub(super) after_less_than: List,
    pub(super) after_about: List,
    pub(super) within: List,
    pub(super) not_within: List,
    pub(super) more: List,
    pub(super) some: List,
    pub(super) compared: List,
    pub(super) greater: List,
    pub(super) smaller: List,
}

impl BoundLists {
    pub(super) fn words(self, letters: &mut Alphabet) -> Bounds {
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
pub(super) struct RangeLists {
    pub(super) connectors: List,
    pub(super) pair: List,
    pub(super) pair_ends: List,
    pub(super) joints: List,
}

impl RangeLists {
    pub(super) fn words(self, letters: &mut Alphabet) -> Ranges {
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
pub(super) struct ShareLists {
    pub(super) percentage_points: List,
    pub(super) tenths: List,
    pub(super) discounts: List,
    pub(super) not_tenths: List,
    pub(super) fifty: List,
    pub(super) more_than_fifty: List,
    pub(super) fraction: List,
    pub(super) mixed: List,
    pub(super) negative: List,
    pub(super) dozen: List,
    pub(super) not_dozen: List,
    pub(super) before: List,
    pub(super) after: List,
    pub(super) vague: List,
    pub(super) subunits: std::collections::BTreeMap<String, u8>,
    pub(super) not_units: List,
}

impl ShareLists {
    pub(super) fn words(self, letters: &mut Alphabet) -> Shares {
        let percentage_points = SpacedWords::new(letters, self.percentage_points);
        let tenths = SpacedWords::new(letters, self.tenths);
        let discounts = SpacedWords::new(letters, self.discounts);
        let dozen = plain(letters, self.dozen);
        Shares {
            after_number: percentage_points.table() | tenths.table() | discounts.table() | dozen.table(),
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
pub(super) struct ChangeLists {
    pub(super) up: List,
    pub(super) down: List,
    pub(super) none: List,
    pub(super) reached: List,
    pub(super) between: List,
    pub(super) rates: List,
    pub(super) after_up: List,
    pub(super) after_down: List,
    pub(super) turn: List,
    pub(super) turns: List,
    pub(super) doubled: List,
    pub(super) by_itself: List,
    pub(super) year_on_year: List,
    pub(super) month_on_month: List,
    pub(super) other: List,
    pub(super) not_other: List,
}

impl ChangeLists {
    pub(super) fn words(self, letters: &mut Alphabet) -> Changes {
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
pub(super) struct RateLists {
    pub(super) day: List,
    pub(super) month: List,
    pub(super) year: List,
    pub(super) other: List,
    pub(super) after_day: List,
    pub(super) after_month: List,
    pub(super) after_year: List,
    pub(super) after_other: List,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NounLists {
    pub(super) adverbs: List,
    pub(super) openers: List,
    pub(super) ends: List,
    pub(super) not_ends: List,
    pub(super) passive: List,
    pub(super) not_passive: List,
    pub(super) with_object: List,
    pub(super) deeds: List,
    pub(super) respectively: List,
    pub(super) negations: List,
    pub(super) not_negations: List,
}

impl NounLists {
    pub(super) fn words(self, letters: &mut Alphabet) -> Nouns {
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
pub(super) struct ExcludedLists {
    pub(super) code_after: List,
    pub(super) code_before: List,
    pub(super) code_between: List,
    pub(super) code_classifiers: List,
    pub(super) marker_after: List,
    pub(super) threshold_after: List,
    pub(super) terms: List,
    pub(super) ordinal: List,
    pub(super) ordinal_after: List,
    pub(super) generation: List,
}

impl ExcludedLists {
    pub(super) fn words(self, letters: &mut Alphabet) -> Excluded {
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
