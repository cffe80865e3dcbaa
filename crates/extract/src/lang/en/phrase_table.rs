//! Phrases of several words, looked up at one token.

use std::collections::HashMap;

use super::{lexicon::lower, token::Tokens};

/// Phrases with a value each. Case and hyphens make no difference: `year on year` also finds `Year-on-year`.
#[derive(Debug)]
pub(super) struct PhraseTable<T> {
    /// By first word, longest first.
    by_first: HashMap<Box<str>, Vec<Phrase<T>>>,
}

/// The words after the first, and the value.
type Phrase<T> = (Vec<Box<str>>, T);

impl<T> Default for PhraseTable<T> {
    fn default() -> Self {
        Self { by_first: HashMap::new() }
    }
}

impl<T: Copy> PhraseTable<T> {
    /// The longest phrase has this many words.
    const MAX_WORDS: usize = 10;

    pub(super) fn insert(&mut self, phrase: &str, value: T) {
        let mut words = phrase.split([' ', '-']).map(Box::<str>::from);
        let Some(first) = words.next() else { return };
        let rest: Vec<Box<str>> = words.collect();
        debug_assert!(rest.len() < Self::MAX_WORDS, "`{phrase}` is longer than any look-up");
        let phrases = self.by_first.entry(first).or_default();
        phrases.push((rest, value));
        phrases.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
    }

    /// The first word of every phrase, in any order.
    pub(super) fn first_words(&self) -> impl Iterator<Item = &str> {
        self.by_first.keys().map(Box::as_ref)
    }

    /// The longest phrase that starts at token `at`: the token after it, and its value.
    pub(super) fn starting(&self, tokens: &Tokens<'_>, at: usize) -> Option<(usize, T)> {
        let mut buffer = [0; 24];
        let first = lower(tokens.text(at)?, &mut buffer)?;
        let phrases = self.by_first.get(first)?;
        phrases.iter().find_map(|(rest, value)| {
            let mut next = at + 1;
            for word in rest {
                if tokens.mark(next) == Some('-') {
                    next += 1;
                }
                if !tokens.text(next)?.eq_ignore_ascii_case(word) {
                    return None;
                }
                next += 1;
            }
            Some((next, *value))
        })
    }

    /// The longest phrase that ends just before token `end`: its first token, and its value.
    pub(super) fn ending(&self, tokens: &Tokens<'_>, end: usize) -> Option<(usize, T)> {
        let earliest = end.saturating_sub(2 * Self::MAX_WORDS);
        (earliest..end).find_map(|start| {
            let (next, value) = self.starting(tokens, start)?;
            (next == end).then_some((start, value))
        })
    }
}
