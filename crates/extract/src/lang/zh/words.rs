//! Words of the lexicon, looked up at one place of a text.

use aho_corasick::{AhoCorasick, Anchored, Input, MatchKind, StartKind};

use crate::BuildError;

/// Words with what each means.
#[derive(Debug)]
pub(super) struct Words<T> {
    automaton: AhoCorasick,
    words: Vec<(String, T)>,
    /// The first characters: most places of a text need no automaton.
    firsts: CharSet,
    /// The last characters, for looking back.
    lasts: CharSet,
}

/// Characters by their low bits: what it does not hold is told at once, what it holds may be another.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct CharSet([u64; 16]);

impl CharSet {
    pub(super) fn insert(&mut self, c: char) {
        let (row, bit) = Self::place(c);
        self.0[row] |= bit;
    }

    pub(super) fn may_hold(&self, c: char) -> bool {
        let (row, bit) = Self::place(c);
        self.0[row] & bit != 0
    }

    fn place(c: char) -> (usize, u64) {
        let low = u32::from(c) % 1024;
        (low as usize / 64, 1 << (low % 64))
    }
}

impl<T> Words<T> {
    pub(super) fn new(words: impl IntoIterator<Item = (String, T)>) -> Result<Self, BuildError> {
        let mut words: Vec<(String, T)> = words.into_iter().collect();
        words.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .start_kind(StartKind::Anchored)
            .build(words.iter().map(|(word, _)| word))?;
        let (mut firsts, mut lasts) = (CharSet::default(), CharSet::default());
        words.iter().filter_map(|(word, _)| word.chars().next()).for_each(|c| firsts.insert(c));
        words.iter().filter_map(|(word, _)| word.chars().next_back()).for_each(|c| lasts.insert(c));
        Ok(Self { automaton, words, firsts, lasts })
    }

    /// The longest word that starts at `at`: where it ends, and its meaning.
    pub(super) fn at(&self, text: &str, at: usize, end: usize) -> Option<(usize, &T)> {
        if !self.firsts.may_hold(char_at(text, at, end)?) {
            return None;
        }
        let found = self.automaton.find(Input::new(text).span(at..end).anchored(Anchored::Yes))?;
        Some((found.end(), &self.words[found.pattern().as_usize()].1))
    }

    /// The longest word that ends at `at` and starts no earlier than `start`: where it starts, and its meaning.
    pub(super) fn before(&self, text: &str, start: usize, at: usize) -> Option<(usize, &T)> {
        let stretch = text.get(start..at)?;
        if !self.lasts.may_hold(stretch.chars().next_back()?) {
            return None;
        }
        let (word, meaning) = self.words.iter().find(|(word, _)| stretch.ends_with(word.as_str()))?;
        Some((at - word.len(), meaning))
    }

    /// Calls `found` with every word of `start..end` from left to right, the longest at each place, none overlapping.
    pub(super) fn each_in(&self, text: &str, start: usize, end: usize, mut found: impl FnMut(usize, usize, &T)) {
        let mut at = start;
        while let Some(c) = char_at(text, at, end) {
            match self.at(text, at, end) {
                Some((to, meaning)) => {
                    found(at, to, meaning);
                    at = to;
                }
                None => at += c.len_utf8(),
            }
        }
    }
}

/// The character that starts at `at`, before `end`.
pub(super) fn char_at(text: &str, at: usize, end: usize) -> Option<char> {
    text.get(at..end)?.chars().next()
}

/// The character that ends at `at`, not before `start`.
pub(super) fn char_before(text: &str, start: usize, at: usize) -> Option<char> {
    text.get(start..at)?.chars().next_back()
}

/// `at` moved past spaces of the line.
pub(super) fn skip_blanks(text: &str, at: usize, end: usize) -> usize {
    at + text[at..end].bytes().take_while(|b| *b == b' ').count()
}

/// `at` moved back before spaces, not before `floor`.
pub(super) fn trimmed_before(text: &str, floor: usize, at: usize) -> usize {
    text.get(floor..at).map_or(at, |stretch| floor + stretch.trim_end_matches(' ').len())
}

/// Where `word` ends if it starts at `at`, spaces between its characters allowed: crawled pages space out signs.
pub(super) fn spaced_word(text: &str, at: usize, end: usize, word: &str) -> Option<usize> {
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
