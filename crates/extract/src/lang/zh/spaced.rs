//! Words of the lexicon that a text may space out.

use super::alphabet::Alphabet;
use super::class::{Class, Tables};
use super::text::Text;
use super::words::{char_at, skip_blanks};

/// Words that may have spaces between their characters: crawled pages space out signs.
#[derive(Debug)]
pub(super) struct SpacedWords {
    table: Tables,
    words: Vec<String>,
}

impl SpacedWords {
    pub(super) fn new(alphabet: &mut Alphabet, words: Vec<String>) -> Self {
        let table = alphabet.table();
        words.iter().filter_map(|word| word.chars().next()).for_each(|c| alphabet.mark_opening(c, table));
        Self { table, words }
    }

    /// Every word.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(String::as_str)
    }

    /// Adds to what the characters are that a word begins with.
    pub(super) fn mark(&self, alphabet: &mut Alphabet, class: Class) {
        self.words.iter().filter_map(|word| word.chars().next()).for_each(|c| alphabet.mark(c, class));
    }

    /// Which table it is.
    pub(super) fn table(&self) -> Tables {
        self.table
    }

    /// Whether a word may start at `at`, told by its first character.
    #[inline]
    pub(super) fn may_start(&self, text: &Text<'_>, at: usize) -> bool {
        text.may_start(at, self.table)
    }

    /// Where the first of the words that starts at `at` ends.
    #[inline]
    pub(super) fn at(&self, text: &Text<'_>, at: usize, end: usize) -> Option<usize> {
        if !self.may_start(text, at) {
            return None;
        }
        self.words.iter().find_map(|word| spaced_word(text, at, end, word))
    }
}

/// Where `word` ends if it starts at `at`, spaces between its characters allowed.
fn spaced_word(text: &str, at: usize, end: usize, word: &str) -> Option<usize> {
    let mut to = at;
    for (i, c) in word.chars().enumerate() {
        if i > 0 {
            to = skip_blanks(text, to, end);
        }
        if char_at(text, to, end)? != c {
            return None;
        }
        to += c.len_utf8();
    }
    Some(to)
}
