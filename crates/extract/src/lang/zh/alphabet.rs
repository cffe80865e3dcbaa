//! The characters that the lexicon knows, numbered.
//!
//! A rule asks at many places whether a word of its list stands there. Where every character is a small number, the answer
//! is mostly one look-up: no word of the list begins so.

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
}

/// What is to be known first of a character: the letter of it or of the one that it is folded to.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Entry(u32);

impl Entry {
    const LETTER: u32 = 0x7fff;
    /// It is a capital one of ASCII.
    const CAPITAL: u32 = 0x8000;
    /// The bits from here on are those of [`Class::PLACES`].
    const PLACES: u32 = 16;

    #[inline]
    pub(super) fn letter(self) -> Letter {
        Letter((self.0 & Self::LETTER) as u16)
    }

    /// The same with the small letter of a capital one of ASCII.
    #[inline]
    pub(super) fn small(self) -> Self {
        let case = (self.0 & Self::CAPITAL) / Self::CAPITAL * u32::from(b'a' - b'A');
        Self(self.0 + case)
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
}

/// The characters that the lexicon knows.
#[derive(Debug)]
pub(super) struct Alphabet {
    /// By code point.
    entries: Vec<Entry>,
    /// By letter.
    traits: Vec<Traits>,
    /// How many tables of words there are.
    tables: u32,
}

impl Alphabet {
    pub(super) fn new() -> Self {
        let mut entries = vec![Entry::default(); 1 << 16];
        for ascii in 1..128_u16 {
            let capital = if (ascii as u8).is_ascii_uppercase() { Entry::CAPITAL } else { 0 };
            entries[usize::from(ascii)] = Entry(u32::from(ascii) | capital);
        }
        Self { entries, traits: vec![Traits::default(); 128], tables: 0 }
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
        let Some(next) = u32::try_from(self.traits.len()).ok().filter(|next| *next <= Entry::LETTER) else {
            return Letter::OTHER;
        };
        self.traits.push(Traits::default());
        self.entries[place] = Entry(next);
        self.entries[place].letter()
    }

    /// Adds to what a character may be.
    pub(super) fn mark(&mut self, c: char, class: Class) {
        let letter = self.letter(c);
        if letter != Letter::OTHER {
            let known = &mut self.traits[letter.index()].class;
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
            let opening = &mut self.traits[letter.index()].opening;
            *opening = *opening | table;
        }
    }

    /// Adds to the tables that a character ends a word of.
    pub(super) fn mark_ending(&mut self, c: char, table: Tables) {
        let letter = self.letter(c);
        if letter != Letter::OTHER {
            let ending = &mut self.traits[letter.index()].ending;
            *ending = *ending | table;
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

    pub(super) fn class(&self, letter: Letter) -> Class {
        self.traits.get(letter.index()).copied().unwrap_or_default().class
    }

    /// By letter.
    pub(super) fn traits(&self) -> &[Traits] {
        &self.traits
    }
}
