//! The frames of a catalog as a bitmap index.
//!
//! Frames are numbered through all indicators and stand in blocks of 128. For each word, a block has one bit for each frame
//! that names it as a verb, as a noun, as a word asked for or as one that must be absent; the frames that a figure's
//! evidence fits are found by a few operations on those bits, and only they are weighed.

use tallysheet_catalog::{Catalog, Frame};
use tallysheet_model::SmolStr;

use crate::{
    decide::Unit,
    evidence::Evidence,
    words::{Word, Words},
};

/// How many frames a block holds.
const BLOCK: usize = Set::BITS as usize;

/// The frames of a catalog, ready for look-up.
#[derive(Clone, Debug)]
pub(crate) struct Frames {
    pub(crate) blocks: Vec<Block>,
}

/// Up to 128 frames.
#[derive(Clone, Debug, Default)]
pub(crate) struct Block {
    /// The indicator of each.
    indicators: Vec<usize>,
    /// What names each word.
    naming: Vec<Lists>,
    /// What has each of the lists at all.
    asking: Lists,
    /// Those of the indicators of each unit.
    measuring: [Set; Unit::COUNT],
}

/// Frames of one block, one bit each.
type Set = u128;

/// The frames of one block whose lists hold something.
#[derive(Clone, Copy, Debug, Default)]
struct Lists {
    verbs: Set,
    nouns: Set,
    with: Set,
    without: Set,
}

/// One frame that the evidence may fit.
#[derive(Clone, Copy)]
pub(crate) struct Candidate<'f> {
    block: &'f Block,
    bit: Set,
    /// Its indicator, as an index of the catalog.
    pub(crate) indicator: usize,
}

impl Frames {
    /// `units` are those of the indicators.
    pub(crate) fn new(catalog: &Catalog, words: &Words, units: &[Unit]) -> Self {
        let all = catalog.indicators().iter().enumerate().flat_map(|(i, of)| of.frames.iter().map(move |f| (i, f)));
        let all: Vec<(usize, &Frame)> = all.collect();
        Self { blocks: all.chunks(BLOCK).map(|frames| Block::new(frames, words, units)).collect() }
    }
}

impl Block {
    fn new(frames: &[(usize, &Frame)], words: &Words, units: &[Unit]) -> Self {
        let mut block = Self { naming: vec![Lists::default(); words.count()], ..Self::default() };
        for (i, &(indicator, frame)) in frames.iter().enumerate() {
            block.indicators.push(indicator);
            block.measuring[units[indicator] as usize] |= 1 << i;
            type Part = fn(&mut Lists) -> &mut Set;
            let lists: [(&[SmolStr], Part); 4] = [
                (&frame.verbs, |of| &mut of.verbs),
                (&frame.nouns, |of| &mut of.nouns),
                (&frame.with, |of| &mut of.with),
                (&frame.without, |of| &mut of.without),
            ];
            for (ids, part) in lists {
                for id in ids {
                    *part(&mut block.asking) |= 1 << i;
                    *part(&mut block.naming[words.look_up(id).0.index()]) |= 1 << i;
                }
            }
        }
        block
    }

    /// The frames of indicators of these units each of whose lists is met by evidence of its kind, in the order of the
    /// catalog.
    pub(crate) fn candidates(&self, evidence: &Evidence<'_>, units: &[Unit]) -> impl Iterator<Item = Candidate<'_>> {
        let mut left = self.fitting(evidence, units);
        std::iter::from_fn(move || {
            let at = (left != 0).then(|| left.trailing_zeros() as usize)?;
            let bit = left & left.wrapping_neg();
            left ^= bit;
            Some(Candidate { block: self, bit, indicator: self.indicators[at] })
        })
    }

    fn fitting(&self, evidence: &Evidence<'_>, units: &[Unit]) -> Set {
        let measuring = units.iter().fold(0, |set, &unit| set | self.measuring[unit as usize]);
        let verbs = evidence.verbs.iter().fold(!self.asking.verbs, |met, w| met | self.naming(w.word).verbs);
        let nouns = evidence.nouns.iter().fold(!self.asking.nouns, |met, w| met | self.naming(w.word).nouns);
        let (mut with, mut without) = (!self.asking.with, 0);
        for &(word, _) in &evidence.extras {
            with |= self.naming(word).with;
            without |= self.naming(word).without;
        }
        // A frame that asks for nothing is none.
        let some = self.asking.verbs | self.asking.nouns | self.asking.with;
        some & measuring & verbs & nouns & with & !without
    }

    fn naming(&self, word: Word) -> &Lists {
        &self.naming[word.index()]
    }
}

impl Candidate<'_> {
    pub(crate) fn names_verb(self, word: Word) -> bool {
        self.block.naming(word).verbs & self.bit != 0
    }

    pub(crate) fn names_noun(self, word: Word) -> bool {
        self.block.naming(word).nouns & self.bit != 0
    }

    pub(crate) fn names_extra(self, word: Word) -> bool {
        self.block.naming(word).with & self.bit != 0
    }

    pub(crate) fn asks_verb(self) -> bool {
        self.block.asking.verbs & self.bit != 0
    }

    pub(crate) fn asks_noun(self) -> bool {
        self.block.asking.nouns & self.bit != 0
    }

    pub(crate) fn asks_extra(self) -> bool {
        self.block.asking.with & self.bit != 0
    }
}
