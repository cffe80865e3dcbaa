//! The characters of one sentence, each looked up once: a letter for every one, and where what the rules look for may
//! stand.

use tallysheet_model::Span;

use super::alphabet::{Alphabet, Letter};
use super::class::{Class, PlaceClass, Tables};
use super::memo::Memos;
use super::numeral::Numeral;
use super::ordered::{Ordered, Placed};
use super::timex::Filled;

/// A character of a sentence.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sign {
    /// Where it starts, counted from the start of the sentence.
    pub(super) place: u32,
    /// Its letter, the small one of a capital.
    pub(super) letter: Letter,
    /// What its places are told apart by.
    pub(super) class: PlaceClass,
}

/// What is known of the characters of a sentence, held from one sentence to the next.
#[derive(Debug, Default)]
pub(super) struct Letters {
    /// By byte of the sentence: that of a character at its first and its last byte.
    letters: Vec<Letter>,
    /// By character, and one that is none for the end.
    signs: Vec<Sign>,
    /// How many of the signs are of this sentence.
    count: usize,
    pub(super) places: Places,
    /// What was read last: numerals, and the fields of dates.
    pub(super) numerals: Memos<Option<Numeral>>,
    pub(super) fields: Memos<Option<Filled>>,
}

/// A mark, or punctuation.
#[derive(Clone, Copy, Debug)]
pub(super) struct Point {
    pub(super) at: usize,
    pub(super) class: Class,
}

impl Placed for Point {
    fn place(&self) -> usize {
        self.at
    }
}

/// Where what the rules look for may stand.
#[derive(Debug, Default)]
pub(super) struct Places {
    /// Words that are looked for all over a clause.
    pub(super) marks: Ordered<Point>,
    /// The tables that the marks begin words of.
    pub(super) marked: Tables,
    pub(super) points: Ordered<Point>,
    /// The classes of the punctuation.
    pub(super) seen: Class,
    /// Some characters are others in a folded text.
    folds: bool,
}

impl Letters {
    /// Whether the sentence has a character that is another in a folded text.
    pub(super) fn folds(&self) -> bool {
        self.places.folds
    }

    /// By byte of the sentence, which has so many.
    pub(super) fn by_byte(&self, length: usize) -> &[Letter] {
        &self.letters[..length]
    }

    /// The characters of the sentence, and one that is none for its end.
    pub(super) fn signs(&self) -> &[Sign] {
        &self.signs[..=self.count]
    }

    /// Takes the characters of another sentence.
    pub(super) fn take(&mut self, alphabet: &Alphabet, text: &str, sentence: Span) {
        let mut rest = sentence.slice(text).as_bytes();
        let length = rest.len();
        self.clear(length);
        let letters = &mut self.letters[..length];
        let room = self.signs.len();
        let mut signs = self.signs.iter_mut();
        let mut place = 0;
        while let Some((code, after)) = decode(rest)
            && let Some(sign) = signs.next()
        {
            rest = after;
            let known = alphabet.sign(code);
            let (letter, class) = (known.letter(), known.class());
            *sign = Sign { place: place as u32, letter: letter.small(), class };
            if class.is(Class::MARK | Class::POINT | Class::FOLDS) {
                self.places.note(sentence.start + place, class.into(), alphabet.opening(letter));
            }
            letters[place] = letter;
            place = length - rest.len();
            letters[place - 1] = letter;
        }
        self.count = room - signs.len();
        self.signs[self.count] = Sign { place: place as u32, ..Sign::default() };
    }

    /// Makes room for the characters of a sentence of so many bytes.
    fn clear(&mut self, length: usize) {
        if self.letters.len() < length {
            self.letters.resize(length, Letter::OTHER);
        }
        // There are no more characters than bytes, and one for the end.
        if self.signs.len() <= length {
            self.signs.resize(length + 1, Sign::default());
        }
        self.places.clear();
        self.numerals.clear();
        self.fields.clear();
    }
}

impl Places {
    // Few characters are noted: the loop over all of them keeps its registers.
    #[inline(never)]
    fn note(&mut self, at: usize, class: Class, opening: Tables) {
        self.folds |= class.is(Class::FOLDS);
        if class.is(Class::MARK) {
            self.marked = self.marked | opening;
            self.marks.all.push(Point { at, class });
        }
        if class.is(Class::POINT) {
            self.seen = self.seen | class;
            self.points.all.push(Point { at, class });
        }
    }

    fn clear(&mut self) {
        (self.seen, self.folds, self.marked) = (Class::default(), false, Tables::default());
        self.marks.clear();
        self.points.clear();
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
