//! The words that the grammar knows, each with a number, so that a token is looked up once.

use std::collections::HashMap;

use rustc_hash::FxBuildHasher;

/// The number of a word, whatever its case. Words that the grammar does not know share [`Word::UNKNOWN`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) struct Word(u16);

impl Word {
    /// Any word that no table holds.
    pub(super) const UNKNOWN: Self = Self(0);

    /// Its place in a table that is indexed by words.
    pub(super) fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// Every word of the grammar, in small letters, and the marks that its phrases hold.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    words: HashMap<Box<str>, Word, FxBuildHasher>,
}

impl Vocabulary {
    /// The longest word that is looked up, in bytes.
    const LONGEST: usize = 24;

    /// The number of a word, a new one where it has none.
    pub(super) fn intern(&mut self, word: &str) -> Word {
        let word = word.to_ascii_lowercase();
        let next = Word(u16::try_from(self.words.len() + 1).expect("the grammar has fewer words than that"));
        *self.words.entry(word.into()).or_insert(next)
    }

    /// The number of a word of the text.
    pub(super) fn get(&self, word: &str) -> Word {
        let mut buffer = [0; Self::LONGEST];
        let Some(target) = buffer.get_mut(..word.len()) else { return Word::UNKNOWN };
        target.copy_from_slice(word.as_bytes());
        target.make_ascii_lowercase();
        // Small letters take the place of capitals, one byte each: what was a text stays one.
        let lower = std::str::from_utf8(target).unwrap_or_default();
        self.words.get(lower).copied().unwrap_or_default()
    }
}

/// A set of words.
#[derive(Debug, Default)]
pub(super) struct WordSet(Vec<bool>);

impl WordSet {
    pub(super) fn insert(&mut self, word: Word) {
        if self.0.len() <= word.index() {
            self.0.resize(word.index() + 1, false);
        }
        self.0[word.index()] = true;
    }

    pub(super) fn contains(&self, word: Word) -> bool {
        self.0.get(word.index()).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_known_in_any_case() {
        let mut vocabulary = Vocabulary::default();
        let word = vocabulary.intern("million");
        assert_eq!(vocabulary.intern("Million"), word);
        assert_eq!(vocabulary.get("MILLION"), word);
        assert_eq!(vocabulary.get("milliard"), Word::UNKNOWN);
        assert_eq!(vocabulary.get(&"x".repeat(99)), Word::UNKNOWN);
    }
}
