//! The characters of one sentence, each looked up once: a letter for every one, and where what the rules look for may
//! stand.

use tallysheet_model::Span;

use super::alphabet::{Alphabet, Entry, Letter};
use super::class::{Class, PlaceClass, Tables};
use super::memo::Memos;
use super::numeral::Numeral;
use super::ordered::{Ordered, Placed};

/// A character of a sentence.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sign {
    /// Where it starts, counted from the start of the sentence.
    pub(super) place: u32,
    entry: Entry,
}

impl Sign {
    pub(super) fn letter(self) -> Letter {
        self.entry.letter()
    }

    /// What its places are told apart by.
    pub(super) fn class(self) -> PlaceClass {
        self.entry.class()
    }
}

/// What is known of the characters of a sentence, held from one sentence to the next.
#[derive(Debug, Default)]
pub(super) struct Letters {
    /// By place of the sentence: that of the character that ends there, and behind it that of the one that starts there.
    letters: Vec<Letter>,
    /// By character, and one that is none for the end.
    signs: Vec<Sign>,
    /// How many of the signs are of this sentence.
    count: usize,
    pub(super) places: Places,
    /// The numerals that were read last.
    pub(super) numerals: Memos<Option<Numeral>>,
}

impl Placed for Sign {
    fn place(&self) -> usize {
        self.place as usize
    }
}

/// Where what the rules look for may stand.
#[derive(Debug, Default)]
pub(super) struct Places {
    /// Words that are looked for all over a clause.
    pub(super) marks: Ordered<Sign>,
    /// The tables that the marks begin words of.
    pub(super) marked: Tables,
    pub(super) points: Ordered<Sign>,
    /// The classes of the marks, of the punctuation and of what is another character in a folded text.
    pub(super) seen: PlaceClass,
}

impl Places {
    // Few characters are noted: the loop over all of them keeps its registers.
    #[inline(never)]
    fn note(&mut self, sign: Sign, opening: Tables) {
        let class = sign.class();
        self.seen = self.seen | class;
        if class.is(Class::MARK) {
            self.marked = self.marked | opening;
            self.marks.all.push(sign);
        }
        if class.is(Class::POINT) {
            self.points.all.push(sign);
        }
    }

    fn clear(&mut self) {
        (self.seen, self.marked) = (PlaceClass::default(), Tables::default());
        self.marks.clear();
        self.points.clear();
    }
}

impl Letters {
    /// Whether the sentence has a character that is another in a folded text.
    pub(super) fn folds(&self) -> bool {
        self.places.seen.is(Class::FOLDS)
    }

    /// By place of the sentence, which has so many bytes: that of the character that ends there, and behind it that of the one
    /// that starts there.
    pub(super) fn by_place(&self, length: usize) -> &[Letter] {
        &self.letters[..length + 2]
    }

    /// The characters of the sentence, and one that is none for its end.
    pub(super) fn signs(&self) -> &[Sign] {
        &self.signs[..=self.count]
    }

    /// Takes the characters of another sentence.
    pub(super) fn take(&mut self, alphabet: &Alphabet, text: &str, sentence: Span) {
        let length = sentence.len();
        self.clear(length);
        let letters = &mut self.letters[..length + 2];
        let room = self.signs.len();
        let mut signs = self.signs.iter_mut();
        let mut before = Letter::OTHER;
        for ((place, c), sign) in sentence.slice(text).char_indices().zip(signs.by_ref()) {
            let entry = alphabet.entry(c.into());
            let letter = entry.letter();
            *sign = Sign { place: place as u32, entry };
            if entry.class().is(Class::MARK | Class::POINT | Class::FOLDS) {
                self.places.note(*sign, alphabet.traits()[letter].opening);
            }
            letters[place..place + 2].copy_from_slice(&[before, letter]);
            before = letter;
        }
        letters[length..].copy_from_slice(&[before, Letter::OTHER]);
        self.count = room - signs.len();
        self.signs[self.count] = Sign { place: length as u32, ..Sign::default() };
    }

    /// Makes room for the characters of a sentence of so many bytes.
    fn clear(&mut self, length: usize) {
        if self.letters.len() < length + 2 {
            self.letters.resize(length + 2, Letter::OTHER);
        }
        // There are no more characters than bytes, and one for the end.
        if self.signs.len() <= length {
            self.signs.resize(length + 1, Sign::default());
        }
        self.places.clear();
        self.numerals.clear();
    }
}

/// The first character of a text: its code point, and what follows.
pub(super) fn decode(bytes: &[u8]) -> Option<(u32, &[u8])> {
    let low = |byte: u8| u32::from(byte & 0x3f);
    match bytes {
        [a @ 0xe0..0xf0, b, c, rest @ ..] => Some((u32::from(a & 0x0f) << 12 | low(*b) << 6 | low(*c), rest)),
        [a @ ..0x80, rest @ ..] => Some((u32::from(*a), rest)),
        [a @ ..0xe0, b, rest @ ..] => Some((u32::from(a & 0x1f) << 6 | low(*b), rest)),
        [a, b, c, d, rest @ ..] => Some((u32::from(a & 0x07) << 18 | low(*b) << 12 | low(*c) << 6 | low(*d), rest)),
        _ => None,
    }
}
