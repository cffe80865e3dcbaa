//! The catalog's words as numbers: each cue is looked up once, and the rules compare numbers.

use std::collections::HashMap;

use rustc_hash::FxBuildHasher;
use tallysheet_catalog::Catalog;
use tallysheet_model::SmolStr;

/// The number of a word that the frames name; the default is none of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Word(u32);

impl Word {
    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

/// What a word is to the rules of this crate, whatever the frames make of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Sense {
    /// Nothing.
    #[default]
    Other,
    /// An average is no total.
    Average,
    /// What was done by persons: before their number (`诈骗案1976人`) it tells of the deed, not of them.
    Deed,
    /// Says that something is there, and no act.
    Exist,
    /// Nationwide or abroad.
    Everywhere,
    /// The figure adds up what happened.
    InTotal,
    /// What follows was not done.
    NotDone,
    /// Counts anyone.
    Person,
    /// Someone says so.
    Say,
    /// Points back to what was told before.
    TheSame,
    /// Grows, falls or makes up: no act.
    Trend,
}

const SENSES: &[(&str, Sense)] = &[
    ("account_for", Sense::Trend),
    ("average", Sense::Average),
    ("case", Sense::Deed),
    ("crime", Sense::Deed),
    ("decrease", Sense::Trend),
    ("exist", Sense::Exist),
    ("fraud", Sense::Deed),
    ("in_total", Sense::InTotal),
    ("increase", Sense::Trend),
    ("nationwide", Sense::Everywhere),
    ("not_done", Sense::NotDone),
    ("overseas", Sense::Everywhere),
    ("person", Sense::Person),
    ("say", Sense::Say),
    ("scam", Sense::Deed),
    ("the_same", Sense::TheSame),
];

/// The words of a catalog that decide anything, by id.
#[derive(Clone, Debug)]
pub(crate) struct Words {
    known: HashMap<SmolStr, (Word, Sense), FxBuildHasher>,
    /// The last number of those that a frame asks for, or forbids, beside verb and noun: they are numbered first.
    last_extra: u32,
}

impl Words {
    pub(crate) fn new(catalog: &Catalog) -> Self {
        let frames = || catalog.indicators().iter().flat_map(|indicator| &indicator.frames);
        let mut words = Self { known: HashMap::default(), last_extra: 0 };
        for id in frames().flat_map(|f| [&f.with, &f.without]).flatten() {
            words.add(id.clone());
        }
        words.last_extra = words.known.len() as u32;
        for id in frames().flat_map(|f| [&f.verbs, &f.nouns]).flatten() {
            words.add(id.clone());
        }
        for &(id, sense) in SENSES {
            words.add(SmolStr::new_static(id)).1 = sense;
        }
        words
    }

    fn add(&mut self, id: SmolStr) -> &mut (Word, Sense) {
        // The first number stands for every word that is not here.
        let next = self.known.len() as u32 + 1;
        self.known.entry(id).or_insert((Word(next), Sense::Other))
    }

    /// The numbers given out, that of unknown words among them.
    pub(crate) fn count(&self) -> usize {
        self.known.len() + 1
    }

    /// Whether a frame asks for the word, or forbids it, beside verb and noun.
    pub(crate) fn is_extra(&self, word: Word) -> bool {
        (1..=self.last_extra).contains(&word.0)
    }

    pub(crate) fn look_up(&self, id: &str) -> (Word, Sense) {
        self.known.get(id).copied().unwrap_or_default()
    }
}
