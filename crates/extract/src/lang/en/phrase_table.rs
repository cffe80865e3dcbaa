//! Phrases of several words, looked up at one token.

use std::{
    cmp::Reverse,
    iter,
    ops::{BitOr, BitOrAssign},
};

use super::{
    token::Tokens,
    vocabulary::{Vocabulary, Word},
};

/// A set of phrase tables.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct TableSet(u32);

impl TableSet {
    pub(super) const NONE: Self = Self(0);

    /// The table with this number.
    pub(super) fn of(number: u32) -> Self {
        Self(1_u32.checked_shl(number).expect("no more tables than that"))
    }

    /// Whether one of `others` is in it.
    pub(super) fn any(self, others: Self) -> bool {
        self.0 & others.0 != 0
    }
}

impl BitOr for TableSet {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitOrAssign for TableSet {
    fn bitor_assign(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

/// Phrases with a value each. Case and hyphens make no difference: `year on year` also finds `Year-on-year`.
#[derive(Debug)]
pub(super) struct PhraseTable<T> {
    /// By the number of the first word, one more than the place of its list; 0 where no phrase begins.
    firsts: Vec<u16>,
    /// Of one first word each, longest first.
    lists: Vec<Vec<Phrase<T>>>,
    /// The table alone; most words are told by it to begin no phrase and to end none.
    set: TableSet,
    /// The number of words of the longest phrase.
    longest: usize,
}

/// A phrase behind its first word.
#[derive(Debug)]
struct Phrase<T> {
    /// [`Word::UNKNOWN`] where it has no second word: most others are told apart by it.
    second: Word,
    /// The words after the second.
    rest: Box<[Word]>,
    value: T,
}

impl<T> Default for PhraseTable<T> {
    fn default() -> Self {
        Self { firsts: Vec::new(), lists: Vec::new(), set: TableSet::default(), longest: 0 }
    }
}

impl<T: Copy> PhraseTable<T> {
    pub(super) fn insert(&mut self, vocabulary: &mut Vocabulary, phrase: &str, value: T) {
        let words: Vec<Word> = phrase.split([' ', '-']).map(|word| vocabulary.intern(word)).collect();
        let Some((&first, rest)) = words.split_first() else { return };
        if self.lists.is_empty() {
            self.set = vocabulary.table();
        }
        self.longest = self.longest.max(words.len());
        vocabulary.note(first, |facts| facts.begins |= self.set);
        vocabulary.note(*rest.last().unwrap_or(&first), |facts| facts.ends |= self.set);
        if self.firsts.len() <= first.index() {
            self.firsts.resize(first.index() + 1, 0);
        }
        let place = &mut self.firsts[first.index()];
        if *place == 0 {
            self.lists.push(Vec::new());
            *place = u16::try_from(self.lists.len()).expect("no more lists than words");
        }
        let (second, rest) = rest.split_first().map_or((Word::UNKNOWN, rest), |(second, rest)| (*second, rest));
        let phrases = &mut self.lists[usize::from(*place) - 1];
        phrases.push(Phrase { second, rest: rest.into(), value });
        phrases.sort_by_key(|phrase| Reverse((phrase.second != Word::UNKNOWN, phrase.rest.len())));
    }

    /// The set of this table alone.
    pub(super) fn set(&self) -> TableSet {
        self.set
    }

    /// The words that phrases begin with.
    pub(super) fn first_words(&self) -> impl Iterator<Item = Word> {
        self.firsts.iter().enumerate().filter(|(_, list)| **list > 0).map(|(word, _)| Word::at(word))
    }

    /// The words of all phrases, some of them several times.
    pub(super) fn words(&self) -> impl Iterator<Item = Word> {
        let phrases = self.lists.iter().flatten();
        let later = phrases.flat_map(|phrase| iter::once(phrase.second).chain(phrase.rest.iter().copied()));
        self.first_words().chain(later.filter(|word| *word != Word::UNKNOWN))
    }

    /// Whether a phrase begins with the word.
    pub(super) fn opens_with(&self, word: Word) -> bool {
        self.list(word).is_some()
    }

    /// The longest phrase that starts at token `at`: the token after it, and its value.
    #[inline]
    pub(super) fn starting(&self, tokens: &Tokens<'_>, at: usize) -> Option<(usize, T)> {
        if tokens.list.get(at)?.facts.begins.any(self.set) { self.phrase(tokens, at) } else { None }
    }

    #[inline(never)]
    fn phrase(&self, tokens: &Tokens<'_>, at: usize) -> Option<(usize, T)> {
        let phrases = self.list(tokens.word(at))?;
        let over_hyphen = |at: usize| at + usize::from(tokens.is_mark(at, '-'));
        let second = over_hyphen(at + 1);
        let word = tokens.word(second);
        phrases.iter().find_map(|phrase| {
            if phrase.second == Word::UNKNOWN {
                return Some((at + 1, phrase.value));
            }
            if phrase.second != word {
                return None;
            }
            let mut next = second + 1;
            for &word in &phrase.rest {
                next = over_hyphen(next);
                if tokens.word(next) != word {
                    return None;
                }
                next += 1;
            }
            Some((next, phrase.value))
        })
    }

    /// The longest phrase that ends just before token `end`: its first token, and its value.
    #[inline]
    pub(super) fn ending(&self, tokens: &Tokens<'_>, end: usize) -> Option<(usize, T)> {
        let ends = tokens.list.get(end.checked_sub(1)?)?.facts.ends.any(self.set);
        if ends { self.phrase_before(tokens, end) } else { None }
    }

    #[inline(never)]
    fn phrase_before(&self, tokens: &Tokens<'_>, end: usize) -> Option<(usize, T)> {
        // A hyphen may stand between any two words.
        let earliest = end.saturating_sub(2 * self.longest);
        (earliest..end).find_map(|start| {
            let (next, value) = self.starting(tokens, start)?;
            (next == end).then_some((start, value))
        })
    }

    fn list(&self, word: Word) -> Option<&[Phrase<T>]> {
        let place = *self.firsts.get(word.index())?;
        Some(&self.lists[usize::from(place).checked_sub(1)?])
    }
}
