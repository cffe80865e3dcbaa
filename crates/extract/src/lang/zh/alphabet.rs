//! The characters that the lexicon knows, numbered.
//!
//! A rule asks at many places whether a word of its list stands there. Where every character is a small number, the answer
//! is mostly one look-up: no word of the list begins so.

use std::ops::{Index, IndexMut};

use super::class::{Class, PlaceClass, Tables};

/// A character of the lexicon; [`Letter::OTHER`] for all that it does not hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Letter(u16);

impl Letter {
    pub(super) const OTHER: Self = Self(0);

    pub(super) fn index(self) -> usize {
        usize::from(self.0)
    }

    pub(super) fn is_ascii(self) -> bool {
        self.0 < 128
    }

    /// The small letter of a capital one of ASCII, else itself.
    pub(super) fn small(self) -> Self {
        if self.is_ascii() { Self(u16::from((self.0 as u8).to_ascii_lowercase())) } else { self }
    }

    /// The capital letter of a small one of ASCII, else itself.
    pub(super) fn capital(self) -> Self {
        if self.is_ascii() { Self(u16::from((self.0 as u8).to_ascii_uppercase())) } else { self }
    }

    /// One of 64 bits: few letters that stand at the same place share it.
    #[inline]
    pub(super) fn bit(self) -> u64 {
        1 << (self.0 % 64)
    }
}

/// How many letters there may be: several times as many as a lexicon has.
const LETTERS: usize = 1 << 14;

/// Something of each letter.
#[derive(Debug)]
pub(super) struct ByLetter<T>(Box<[T; LETTERS]>);

impl<T: Copy + Default> Default for ByLetter<T> {
    fn default() -> Self {
        let all = vec![T::default(); LETTERS].into_boxed_slice();
        Self(all.try_into().unwrap_or_else(|_| unreachable!("as many as letters")))
    }
}

impl<T> Index<Letter> for ByLetter<T> {
    type Output = T;

    #[inline]
    fn index(&self, letter: Letter) -> &T {
        &self.0[letter.index() % LETTERS]
    }
}

impl<T> IndexMut<Letter> for ByLetter<T> {
    fn index_mut(&mut self, letter: Letter) -> &mut T {
        &mut self.0[letter.index() % LETTERS]
    }
}

/// What is to be known first of a character: the letter of it or of the one that it is folded to.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Entry(u32);

impl Entry {
    const LETTER: u32 = 0xffff;
    /// The bits from here on are those of [`Class::PLACES`].
    const PLACES: u32 = 16;

    #[inline]
    pub(super) fn letter(self) -> Letter {
        Letter((self.0 & Self::LETTER) as u16)
    }

    /// What its places are told apart by.
    #[inline]
    pub(super) fn class(self) -> PlaceClass {
        PlaceClass((self.0 >> Self::PLACES) as u16)
    }
}

/// What a letter is to the rules.
// A whole part of a line of the cache: what is asked for together is fetched together.
#[derive(Clone, Copy, Debug, Default)]
#[repr(align(32))]
pub(super) struct Traits {
    pub(super) class: Class,
    /// The tables that it begins a word of.
    pub(super) opening: Tables,
    /// The tables that it ends a word of.
    pub(super) ending: Tables,
    /// The bits of the letters that may follow it in a word of the catalog.
    follows: u64,
}

/// The characters that the lexicon knows.
#[derive(Debug)]
pub(super) struct Alphabet {
    /// By code point.
    entries: Vec<Entry>,
    traits: ByLetter<Traits>,
    /// How many letters there are.
    letters: u16,
    /// How many tables of words there are.
    tables: u32,
}

impl Alphabet {
    pub(super) fn new() -> Self {
        let mut entries = vec![Entry::default(); 1 << 16];
        for ascii in 1..128_u16 {
            entries[usize::from(ascii)] = Entry(u32::from(ascii));
        }
        Self { entries, traits: ByLetter::default(), letters: 128, tables: 0 }
    }

    /// The letter of a character, a new one where there is none; [`Letter::OTHER`] where all are taken, so that a word
    /// with it is not found.
    pub(super) fn letter(&mut self, c: char) -> Letter {
        let place = u32::from(c) as usize;
        if place >= self.entries.len() {
            self.entries.resize(place + 1, Entry::default());
        }
        let known = self.entries[place].letter();
        if known != Letter::OTHER || c == '\0' {
            return known;
        }
        if usize::from(self.letters) == LETTERS {
            return Letter::OTHER;
        }
        let letter = Letter(self.letters);
        self.letters += 1;
        self.entries[place] = Entry(letter.0.into());
        letter
    }

    /// Adds to what a character may be.
    pub(super) fn mark(&mut self, c: char, class: Class) {
        let letter = self.letter(c);
        if letter != Letter::OTHER {
            let known = &mut self.traits[letter].class;
            *known = *known | class;
            self.entries[u32::from(c) as usize].0 |= u32::from(PlaceClass::from(class).0) << Entry::PLACES;
        }
    }

    /// One more table of words.
    pub(super) fn table(&mut self) -> Tables {
        self.tables += 1;
        Tables::one(self.tables)
    }

    /// Adds to the tables that a character begins a word of.
    pub(super) fn mark_opening(&mut self, c: char, table: Tables) {
        let letter = self.letter(c);
        if letter != Letter::OTHER {
            let opening = &mut self.traits[letter].opening;
            *opening = *opening | table;
        }
    }

    /// Adds to the tables that a character ends a word of.
    pub(super) fn mark_ending(&mut self, c: char, table: Tables) {
        let letter = self.letter(c);
        if letter != Letter::OTHER {
            let ending = &mut self.traits[letter].ending;
            *ending = *ending | table;
        }
    }

    /// Adds to the letters that may follow one in a word of the catalog, in capitals too; any where the word is one letter.
    pub(super) fn mark_following(&mut self, letter: Letter, next: Option<Letter>) {
        let bits = next.map_or(u64::MAX, |next| next.bit() | next.capital().bit());
        for letter in [letter, letter.capital()] {
            self.traits[letter].follows |= bits;
        }
    }

    /// Makes a character stand for the one that it is folded to.
    pub(super) fn fold(&mut self, c: char, folded: char) {
        let Entry(folded) = self.entry(folded.into());
        if let Some(entry) = self.entries.get_mut(u32::from(c) as usize) {
            *entry = Entry(folded | u32::from(PlaceClass::from(Class::FOLDS).0) << Entry::PLACES);
        }
    }

    /// What is known of a code point.
    pub(super) fn entry(&self, code: u32) -> Entry {
        self.entries.get(code as usize).copied().unwrap_or_default()
    }

    /// Whether a word of the catalog may start with these two, which follow each other.
    #[inline]
    pub(super) fn follows(&self, first: Letter, next: Letter) -> bool {
        self.traits[first].follows & next.bit() != 0
    }

    pub(super) fn class(&self, letter: Letter) -> Class {
        self.traits[letter].class
    }

    pub(super) fn traits(&self) -> &ByLetter<Traits> {
        &self.traits
    }
}

#[cfg(test)]
mod tests {
    use tallysheet_catalog::Catalog;

    use super::*;
    use crate::lang::zh::Chinese;

    #[test]
    fn there_is_room_for_more_letters() {
        let chinese = Chinese::new(&Catalog::embedded()).unwrap();
        assert!(2 * usize::from(chinese.alphabet.letters) < LETTERS, "{}", chinese.alphabet.letters);
    }

    #[test]
    fn what_follows_is_told_in_capitals_too() {
        let mut alphabet = Alphabet::new();
        let [q, other] = ['q', '案'].map(|c| alphabet.letter(c));
        alphabet.mark_following(q, Some(q));
        assert!([q, q.capital()].into_iter().all(|first| alphabet.follows(first, q.capital())));
        assert!(!alphabet.follows(other, q) && !alphabet.follows(q, other));
        alphabet.mark_following(other, None);
        assert!(alphabet.follows(other, q) && alphabet.follows(other, Letter::OTHER));
    }
}
