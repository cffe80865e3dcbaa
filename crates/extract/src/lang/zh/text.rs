//! One sentence as the rules read it: what stands at a place, and where what they look for may stand.

use std::ops::Deref;

use tallysheet_model::Span;

use super::alphabet::{Alphabet, ByLetter, Letter, Traits};
use super::class::{Class, Tables};
use super::letters::{Letters, Sign};
use super::memo::Place;
use super::numeral::Numeral;
use super::ordered::Ordered;

/// A text of which one sentence is read. It is the text itself to all that looks at characters.
#[derive(Clone, Copy)]
pub(super) struct Text<'a> {
    text: &'a str,
    /// Where the sentence starts.
    start: usize,
    traits: &'a ByLetter<Traits>,
    /// By place of the sentence: that of the character that ends there, and behind it that of the one that starts there.
    letters: &'a [Letter],
    end: usize,
    known: &'a Letters,
}

impl Deref for Text<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        self.text
    }
}

impl<'a> Text<'a> {
    /// The sentence that the letters were taken of, as the rules read it.
    pub(super) fn of(alphabet: &'a Alphabet, letters: &'a Letters, text: &'a str, sentence: Span) -> Self {
        Self {
            text,
            start: sentence.start,
            traits: alphabet.traits(),
            letters: letters.by_place(sentence.len()),
            end: sentence.end,
            known: letters,
        }
    }

    /// The sentence as the rules read it.
    #[cfg(test)]
    pub(super) fn read(alphabet: &'a Alphabet, letters: &'a mut Letters, text: &'a str, sentence: Span) -> Self {
        letters.take(alphabet, text, sentence);
        Self::of(alphabet, letters, text, sentence)
    }

    /// The letter of the character that starts at `at`; none at the end of the sentence.
    pub(super) fn letter(&self, at: usize) -> Letter {
        self.letters.get(at + 1 - self.start).copied().unwrap_or_default()
    }

    /// The letter of the character that ends at `at`; none at the start of the sentence.
    pub(super) fn letter_before(&self, at: usize) -> Letter {
        self.letters.get(at - self.start).copied().unwrap_or_default()
    }

    /// What the character that starts at `at` may be.
    pub(super) fn class(&self, at: usize) -> Class {
        self.class_of(self.letter(at))
    }

    /// Whether the character that starts at `at` is of the class.
    pub(super) fn is(&self, at: usize, any: Class) -> bool {
        self.class(at).is(any)
    }

    /// Whether a word of one of the tables may start at `at`, told by its first character.
    #[inline]
    pub(super) fn may_start(&self, at: usize, any: Tables) -> bool {
        self.traits[self.letter(at)].opening.has(any)
    }

    /// Whether a word of one of the tables may end at `at`, told by its last character.
    #[inline]
    pub(super) fn may_end(&self, at: usize, any: Tables) -> bool {
        self.traits[self.letter_before(at)].ending.has(any)
    }

    /// Whether a word of one of the tables may end anywhere.
    pub(super) fn holds_ending(&self, any: Tables) -> bool {
        self.signs().iter().any(|sign| self.traits[sign.letter()].ending.has(any))
    }

    /// Whether the character that ends at `at` is of the class.
    pub(super) fn is_before(&self, at: usize, any: Class) -> bool {
        self.class_of(self.letter_before(at)).is(any)
    }

    /// What a letter may be.
    #[inline]
    pub(super) fn class_of(&self, letter: Letter) -> Class {
        self.traits[letter].class
    }

    /// Where the character that ends at `at` starts.
    pub(super) fn previous(&self, at: usize) -> usize {
        let bytes = self.text.as_bytes();
        let mut start = at.saturating_sub(1);
        while start > 0 && bytes.get(start).is_some_and(|byte| byte & 0xc0 == 0x80) {
            start -= 1;
        }
        start
    }

    /// Whether the span's edges fall inside a run of ASCII letters: no word of its own.
    pub(super) fn splits_word(&self, span: Span) -> bool {
        let bytes = self.text.as_bytes();
        let letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
        let inside = |at: usize| at > 0 && letter(at - 1) && letter(at);
        inside(span.start) || inside(span.end)
    }

    /// The characters of the sentence, and one that is none for its end.
    pub(super) fn signs(&self) -> &'a [Sign] {
        self.known.signs()
    }

    /// Where the sentence ends.
    pub(super) fn end(&self) -> usize {
        self.end
    }

    /// Where a character starts.
    pub(super) fn at(&self, sign: &Sign) -> usize {
        self.start + sign.place as usize
    }

    /// The places in the sentence where a time expression, a figure or a word to pass over may start, which of them, and the
    /// letters of the character there and of the next.
    #[inline]
    pub(super) fn starts(&self) -> impl Iterator<Item = (usize, Class, [Letter; 2])> + 'a {
        let start = self.start;
        self.signs().windows(2).filter(|pair| pair[0].class().is(Class::STARTS)).map(move |pair| {
            let [first, next] = [pair[0], pair[1]];
            (start + first.place as usize, first.class().into(), [first.letter(), next.letter()])
        })
    }

    /// Whether a mark of the sentence may begin a word of one of the tables.
    #[inline]
    pub(super) fn has_mark(&self, any: Tables) -> bool {
        self.known.places.marked.has(any)
    }

    /// The places in `from..to` where a mark stands.
    #[inline]
    pub(super) fn marks(&self, from: usize, to: usize) -> impl Iterator<Item = usize> + 'a {
        let (start, marks) = (self.start, &self.known.places.marks);
        let from = marks.from(from - start);
        marks.all[from..].iter().map(move |mark| start + mark.place as usize).take_while(move |at| *at < to)
    }

    /// Where the first punctuation of the class stands in `from..to`.
    pub(super) fn find(&self, any: Class, from: usize, to: usize) -> Option<usize> {
        let points = self.points(any)?;
        let near = points.all[points.from(from - self.start)..].iter();
        let mut near = near.map(|point| (self.at(point), point.class())).take_while(|(at, _)| *at < to);
        near.find(|(_, class)| class.is(any)).map(|(at, _)| at)
    }

    /// Where the last punctuation of the class stands in `from..to`.
    pub(super) fn find_last(&self, any: Class, from: usize, to: usize) -> Option<usize> {
        let points = self.points(any)?;
        let before = points.all[..points.from(to - self.start)].iter().rev();
        let mut before = before.map(|point| (self.at(point), point.class())).take_while(|(at, _)| *at >= from);
        before.find(|(_, class)| class.is(any)).map(|(at, _)| at)
    }

    /// All punctuation of the sentence, if some is of the class.
    fn points(&self, any: Class) -> Option<&'a Ordered<Sign>> {
        self.known.places.seen.is(any).then_some(&self.known.places.points)
    }

    /// Where the character that starts at `at` ends.
    pub(super) fn next(&self, at: usize) -> usize {
        /// By the first half of its first byte, how many bytes a character has.
        const LENGTHS: u64 = 0x4322_1111_1111_1111;
        let first = self.text.as_bytes().get(at).copied().unwrap_or_default();
        at + (LENGTHS >> (first >> 4 << 2) & 7) as usize
    }

    /// The numeral at `at`, as `read` reads it up to `end`; `expected` where one is sure to stand there.
    #[inline]
    pub(super) fn numeral(
        &self,
        at: usize,
        end: usize,
        expected: bool,
        read: impl FnOnce() -> Option<Numeral>,
    ) -> Option<Numeral> {
        self.known.numerals.at(Place::new(at, end, expected), read)
    }
}
