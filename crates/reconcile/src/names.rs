//! The few words that stand in many rows, as numbers.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use rustc_hash::{FxBuildHasher, FxHashMap};
use tallysheet_model::SmolStr;

/// The number of a word; [`NONE`] where a cell is empty.
pub type Name = u32;

/// The number of no word.
pub const NONE: Name = 0;

/// Words as they are met, numbered from 1. Which gets which number depends on the threads: only ranks may leave.
#[derive(Debug, Default)]
pub struct Register(Mutex<HashMap<SmolStr, Name, FxBuildHasher>>);

/// What one thread knows of them, for as long as it looks at the same texts.
pub struct Known<'a> {
    all: &'a Register,
    own: FxHashMap<&'a str, Name>,
}

/// All of them, with their order.
#[derive(Debug)]
pub struct Names {
    words: Vec<SmolStr>,
    ranks: Vec<u32>,
}

impl Register {
    fn number(&self, word: &str) -> Name {
        let mut numbers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(&number) = numbers.get(word) {
            return number;
        }
        let number = Name::try_from(numbers.len() + 1).expect("there are fewer words than bytes in memory");
        numbers.insert(word.into(), number);
        number
    }

    /// No more are met.
    pub fn end(self) -> Names {
        let numbers = self.0.into_inner().unwrap_or_else(PoisonError::into_inner);
        let mut numbered: Vec<(SmolStr, Name)> = numbers.into_iter().collect();
        numbered.sort_unstable();
        let mut names =
            Names { words: vec![SmolStr::default(); numbered.len() + 1], ranks: vec![0; numbered.len() + 1] };
        for (rank, (word, number)) in (1..).zip(numbered) {
            names.words[number as usize] = word;
            names.ranks[number as usize] = rank;
        }
        names
    }
}

impl<'a> Known<'a> {
    pub fn of(all: &'a Register) -> Self {
        Self { all, own: FxHashMap::default() }
    }

    pub fn number(&mut self, word: &'a str) -> Name {
        *self.own.entry(word).or_insert_with(|| self.all.number(word))
    }
}

impl Names {
    /// The word, unless there is none.
    pub fn word(&self, number: Name) -> Option<&SmolStr> {
        (number != NONE).then(|| &self.words[number as usize])
    }

    /// Its place among all words in their order; no word comes first.
    pub fn rank(&self, number: Name) -> u32 {
        self.ranks[number as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_are_the_order_of_the_words() {
        let met = Register::default();
        let mut known = Known::of(&met);
        let numbers = ["b", "c", "a", "b"].map(|word| known.number(word));
        assert_eq!(numbers, [1, 2, 3, 1]);
        let names = met.end();
        assert_eq!(numbers.map(|number| names.rank(number)), [2, 3, 1, 2]);
        assert_eq!((names.rank(NONE), names.word(NONE)), (0, None));
        assert_eq!(names.word(2).map(SmolStr::as_str), Some("c"));
    }
}
