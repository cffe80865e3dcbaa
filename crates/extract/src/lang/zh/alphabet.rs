//! The characters that the lexicon knows, numbered, and a text as these numbers.
//!
//! A rule asks at many places whether a word of its list stands there. Where every character is a small number, the answer
//! is mostly one look-up: no word of the list begins so.

use std::cell::Cell;
use std::ops::{BitOr, Deref};

use tallysheet_model::Span;

use super::numeral::Memo;
use crate::reach::Seed;

/// A character of the lexicon; [`Letter::OTHER`] for all that it does not hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Letter(u16);

impl Letter {
    pub(super) const OTHER: Self = Self(0);

    pub(super) fn index(self) -> usize {
        usize::from(self.0)
    }

    /// The small letter of a capital one of ASCII, else itself.
    pub(super) fn small(self) -> Self {
        if self.0 < 128 { Self(u16::from((self.0 as u8).to_ascii_lowercase())) } else { self }
    }
}

/// What a character may be to the rules, one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Class(u16);

impl Class {
    /// It is another character in a folded text.
    pub(super) const FOLDS: Self = Self(1);
    /// It may be part of a numeral.
    pub(super) const NUMBER: Self = Self(1 << 1);
    /// A word of time may start with it.
    pub(super) const TIME: Self = Self(1 << 2);
    /// Something before a number may start with it, or a word that is a figure.
    pub(super) const FIGURE: Self = Self(1 << 3);
    /// A word with numeral characters that is no number may start with it, or an ordinal.
    pub(super) const WORD: Self = Self(1 << 4);
    /// A time expression or a figure may start with it, or a word that has to be passed over.
    const STARTS: Self = Self(Self::NUMBER.0 | Self::TIME.0 | Self::FIGURE.0 | Self::WORD.0);
    /// A word of the catalog may start with it.
    pub(super) const CUE: Self = Self(1 << 5);
    /// A word that the rules look for all over a clause may start with it.
    pub(super) const MARK: Self = Self(1 << 6);
    /// Its places are told apart once for a sentence.
    const PLACES: Self = Self(Self::STARTS.0 | Self::CUE.0 | Self::MARK.0);
    /// It ends a clause.
    pub(super) const STOP: Self = Self(1 << 7);
    /// `、`
    pub(super) const PAUSE: Self = Self(1 << 8);
    /// A bracket.
    pub(super) const BRACKET: Self = Self(1 << 9);
    /// It opens what is quoted.
    pub(super) const OPENS_QUOTE: Self = Self(1 << 10);
    /// It closes what is quoted.
    pub(super) const CLOSES_QUOTE: Self = Self(1 << 11);

    /// No figure is without such a character.
    pub(super) const SEED: Self = Self(1 << 12);
    /// It may report something by itself, which a numeral below ten does not.
    pub(super) const REPORTS: Self = Self(1 << 13);

    pub(super) fn is(self, any: Self) -> bool {
        self.0 & any.0 != 0
    }
}

impl BitOr for Class {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// A character of a text, to the rules.
#[derive(Clone, Copy, Debug, Default)]
struct Sign {
    letter: Letter,
    class: Class,
}

/// The characters that the lexicon knows.
#[derive(Debug)]
pub(super) struct Alphabet {
    /// By code point.
    signs: Vec<Sign>,
    /// The next letter.
    letters: u16,
}

impl Alphabet {
    pub(super) fn new() -> Self {
        let mut signs = vec![Sign::default(); 1 << 16];
        for ascii in 1..128_u16 {
            signs[usize::from(ascii)].letter = Letter(ascii);
        }
        Self { signs, letters: 128 }
    }

    /// The letter of a character, a new one where there is none; [`Letter::OTHER`] where all are taken, so that a word
    /// with it is not found.
    pub(super) fn letter(&mut self, c: char) -> Letter {
        let known = self.sign_mut(c).letter;
        if known != Letter::OTHER || c == '\0' {
            return known;
        }
        let Some(next) = self.letters.checked_add(1) else { return Letter::OTHER };
        let letter = Letter(self.letters);
        (self.sign_mut(c).letter, self.letters) = (letter, next);
        letter
    }

    /// Adds to what a character may be.
    pub(super) fn mark(&mut self, c: char, class: Class) {
        let sign = self.sign_mut(c);
        sign.class = sign.class | class;
    }

    /// Marks what is another character in a folded text as a seed where that one is.
    pub(super) fn mark_folded_seed(&mut self, c: char, folded: char) {
        let class = self.sign_mut(folded).class;
        for seed in [Class::SEED, Class::REPORTS] {
            if class.is(seed) {
                self.mark(c, seed);
            }
        }
    }

    /// The first place at or after `from` where a figure may stand.
    pub(super) fn seed(&self, text: &str, from: usize) -> Option<Seed> {
        let class = |c: char| self.signs.get(u32::from(c) as usize).map(|sign| sign.class).unwrap_or_default();
        let (offset, c) = text[from..].char_indices().find(|(_, c)| class(*c).is(Class::SEED))?;
        let at = from + offset;
        Some(Seed { at, end: at + c.len_utf8(), reports: class(c).is(Class::REPORTS) })
    }

    fn sign_mut(&mut self, c: char) -> &mut Sign {
        let place = u32::from(c) as usize;
        if place >= self.signs.len() {
            self.signs.resize(place + 1, Sign::default());
        }
        &mut self.signs[place]
    }

    /// The sentence as the rules read it.
    pub(super) fn read<'a>(&self, text: &'a str, sentence: Span) -> Text<'a> {
        let mut signs = vec![Sign::default(); sentence.len()];
        let (mut starts, mut cues, mut marks) =
            (Vec::with_capacity(signs.len() / 4), Vec::with_capacity(signs.len() / 4), Vec::new());
        let mut seen = Class::default();
        for (place, c) in sentence.slice(text).char_indices() {
            let sign = self.signs.get(u32::from(c) as usize).copied().unwrap_or_default();
            signs[place + c.len_utf8() - 1].letter = sign.letter;
            signs[place] = sign;
            seen = seen | sign.class;
            if sign.class.is(Class::PLACES) {
                let at = sentence.start + place;
                if sign.class.is(Class::STARTS) {
                    starts.push((at, sign.class));
                }
                if sign.class.is(Class::CUE) {
                    cues.push(at);
                }
                if sign.class.is(Class::MARK) {
                    marks.push(at);
                }
            }
        }
        Text { text, start: sentence.start, signs, seen, starts, cues, marks, memo: Default::default() }
    }
}

/// A text of which one sentence is read. It is the text itself to all that looks at characters.
pub(super) struct Text<'a> {
    text: &'a str,
    /// Where the sentence starts.
    start: usize,
    /// By byte of the sentence; the sign of a character is at its first byte, its letter at its last too.
    signs: Vec<Sign>,
    /// The classes of all its characters.
    seen: Class,
    /// Where a time expression or a figure may start.
    starts: Vec<(usize, Class)>,
    /// Where a word of the catalog may start.
    cues: Vec<usize>,
    /// Where the marks of the sentence stand.
    marks: Vec<usize>,
    /// The numerals read last.
    pub(super) memo: [Cell<Option<Memo>>; 4],
}

impl Deref for Text<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        self.text
    }
}

impl Text<'_> {
    /// Whether the sentence has a character of the class.
    pub(super) fn has(&self, class: Class) -> bool {
        self.seen.is(class)
    }

    /// The letter of the character that starts at `at`; none at the end of the sentence.
    pub(super) fn letter(&self, at: usize) -> Letter {
        self.signs.get(at - self.start).map_or(Letter::OTHER, |sign| sign.letter)
    }

    /// The letter of the character that ends at `at`; none at the start of the sentence.
    pub(super) fn letter_before(&self, at: usize) -> Letter {
        let sign = (at - self.start).checked_sub(1).and_then(|place| self.signs.get(place));
        sign.map_or(Letter::OTHER, |sign| sign.letter)
    }

    /// Whether the character that starts at `at` is of the class.
    pub(super) fn is(&self, at: usize, class: Class) -> bool {
        self.signs.get(at - self.start).is_some_and(|sign| sign.class.is(class))
    }

    /// Whether the span's edges fall inside a run of ASCII letters: no word of its own.
    pub(super) fn splits_word(&self, span: Span) -> bool {
        let bytes = self.text.as_bytes();
        let letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
        let inside = |at: usize| at > 0 && letter(at - 1) && letter(at);
        inside(span.start) || inside(span.end)
    }

    /// The places where a word of the catalog may start.
    pub(super) fn cues(&self) -> impl Iterator<Item = usize> {
        self.cues.iter().copied()
    }

    /// The places in the span where a time expression, a figure or a word to pass over may start, and which.
    pub(super) fn starts(&self, span: Span) -> impl Iterator<Item = (usize, Class)> {
        let first = self.starts.partition_point(|(at, _)| *at < span.start);
        self.starts[first..].iter().copied().take_while(move |(at, _)| *at < span.end)
    }

    /// The places in `from..to` where a mark stands.
    pub(super) fn marks(&self, from: usize, to: usize) -> impl Iterator<Item = usize> {
        let first = self.marks.partition_point(|mark| *mark < from);
        self.marks[first..].iter().copied().take_while(move |mark| *mark < to)
    }

    /// Where the first character of the class starts that stands in `from..to`.
    pub(super) fn find(&self, any: Class, from: usize, to: usize) -> Option<usize> {
        let stretch = self.signs.get(from - self.start..to - self.start).filter(|_| self.has(any))?;
        Some(from + stretch.iter().position(|sign| sign.class.is(any))?)
    }

    /// Where the last character of the class starts that stands in `from..to`.
    pub(super) fn find_last(&self, any: Class, from: usize, to: usize) -> Option<usize> {
        let stretch = self.signs.get(from - self.start..to - self.start).filter(|_| self.has(any))?;
        Some(from + stretch.iter().rposition(|sign| sign.class.is(any))?)
    }

    /// Where the character that starts at `at` ends.
    pub(super) fn next(&self, at: usize) -> usize {
        let first = self.text.as_bytes().get(at).copied().unwrap_or_default();
        at + 1 + usize::from(first >= 0xc0) + usize::from(first >= 0xe0) + usize::from(first >= 0xf0)
    }
}
