//! The words that the grammar and the catalog know, each with a number, so that a token is looked up once.

use super::rule_word::RULE_WORDS;

/// The number of a word, whatever its case. Words that nobody knows share [`Word::UNKNOWN`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Word(u16);

impl Word {
    /// Any word that no table holds.
    pub(super) const UNKNOWN: Self = Self(0);

    /// The word that stands at a place of [`RULE_WORDS`].
    pub(super) const fn of_rule(place: usize) -> Self {
        Self(place as u16 + 1)
    }

    /// The word with a place in a table that is indexed by words.
    pub(super) fn at(index: usize) -> Self {
        Self(u16::try_from(index).expect("no table is longer than the vocabulary"))
    }

    /// Its place in a table that is indexed by words.
    pub(super) fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// The longest word that is looked up, in bytes.
const LONGEST: usize = 24;

/// A word in small letters, filled up with zeros: it is compared as three machine words.
type Key = [u64; LONGEST / 8];

/// Every word, in small letters, and the marks that phrases hold: a table with open addressing.
#[derive(Debug)]
pub(super) struct Vocabulary {
    /// Their number is a power of two, and more than half of them are free.
    slots: Vec<(Key, Word)>,
    len: usize,
}

impl Vocabulary {
    /// The words that rules name.
    pub(super) fn new() -> Self {
        let mut vocabulary = Self { slots: vec![Default::default(); 1024], len: 0 };
        RULE_WORDS.iter().for_each(|word| _ = vocabulary.intern(word));
        vocabulary
    }

    /// The number of a word, a new one where it has none; a word too long for any look-up has none.
    pub(super) fn intern(&mut self, word: &str) -> Word {
        let Some(key) = key(word, 0, word.len()) else { return Word::UNKNOWN };
        if 2 * self.len >= self.slots.len() {
            let larger = vec![Default::default(); 2 * self.slots.len()];
            for (key, word) in std::mem::replace(&mut self.slots, larger) {
                if word != Word::UNKNOWN {
                    let slot = self.slot(&key);
                    self.slots[slot] = (key, word);
                }
            }
        }
        let slot = self.slot(&key);
        if self.slots[slot].1 == Word::UNKNOWN {
            self.len += 1;
            self.slots[slot] = (key, Word(u16::try_from(self.len).expect("fewer words than that are known")));
        }
        self.slots[slot].1
    }

    /// The number of the word that the text has from `start` to `end`.
    pub(super) fn get(&self, text: &str, start: usize, end: usize) -> Word {
        key(text, start, end).map_or(Word::UNKNOWN, |key| self.slots[self.slot(&key)].1)
    }

    /// The slot of the word, else the free one where the search for it ends.
    fn slot(&self, key: &Key) -> usize {
        // The golden ratio in 64 bits: Fibonacci hashing spreads the bits upwards.
        const RATIO: u64 = 0x9e37_79b9_7f4a_7c15;
        let hash = (key[0] ^ key[1].rotate_left(23) ^ key[2].rotate_left(47)).wrapping_mul(RATIO);
        let mut slot = (hash >> 40) as usize & (self.slots.len() - 1);
        while self.slots[slot].1 != Word::UNKNOWN && self.slots[slot].0 != *key {
            slot = (slot + 1) & (self.slots.len() - 1);
        }
        slot
    }
}

fn key(text: &str, start: usize, end: usize) -> Option<Key> {
    let len = end - start;
    let mut bytes = [0; LONGEST];
    match text.as_bytes().get(start..start + LONGEST) {
        // A copy of a known length, cut afterwards, is quicker than one of just the word.
        Some(more) => bytes.copy_from_slice(more),
        None => bytes.get_mut(..len)?.copy_from_slice(&text.as_bytes()[start..end]),
    }
    let masks = MASKS.get(len)?;
    let parts = bytes.as_chunks().0;
    let part = |i: usize| small_letters(u64::from_le_bytes(parts[i])) & masks[i];
    // Most words are short.
    Some(if len <= 8 { [part(0), 0, 0] } else { [part(0), part(1), part(2)] })
}

/// Eight bytes with their capitals made small.
fn small_letters(bytes: u64) -> u64 {
    const ONES: u64 = u64::MAX / 255;
    let low = bytes & (0x7f * ONES);
    // The high bit of each byte: whether it is at least `A`, and whether it is beyond `Z`.
    let (from_a, beyond_z) = (low + (0x80 - 0x41) * ONES, low + (0x7f - 0x5a) * ONES);
    let capital = from_a & !beyond_z & !bytes & (0x80 * ONES);
    bytes | capital >> 2
}

/// By the length of a word, the bytes of its key that belong to it.
const MASKS: [Key; LONGEST + 1] = {
    let mut masks = [[0; LONGEST / 8]; LONGEST + 1];
    let mut len = 0;
    while len <= LONGEST {
        let mut byte = 0;
        while byte < len {
            masks[len][byte / 8] |= 0xff << (8 * (byte % 8));
            byte += 1;
        }
        len += 1;
    }
    masks
};

/// A set of words.
#[derive(Debug, Default)]
pub(super) struct WordSet(Vec<bool>);

impl WordSet {
    pub(super) fn insert(&mut self, word: Word) {
        if self.0.len() <= word.index() {
            self.0.resize(word.index() + 1, false);
        }
        self.0[word.index()] = true;
    }

    pub(super) fn contains(&self, word: Word) -> bool {
        self.0.get(word.index()).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_known_in_any_case_and_at_any_place() {
        let mut vocabulary = Vocabulary::new();
        let word = vocabulary.intern("million");
        assert_eq!(vocabulary.intern("Million"), word);
        assert_eq!(vocabulary.get("MILLION", 0, 7), word);
        assert_eq!(vocabulary.get("3 million people lost their savings", 2, 9), word);
        assert_eq!(vocabulary.get("millions of people lost their savings", 0, 8), Word::UNKNOWN);
        let long = "x".repeat(99);
        assert_eq!(vocabulary.intern(&long), Word::UNKNOWN);
        assert_eq!(vocabulary.get(&long, 0, 99), Word::UNKNOWN);
    }

    #[test]
    fn only_capitals_become_small() {
        for byte in 0..=u8::MAX {
            let eight = u64::from_le_bytes([b'a', byte, b'Z', byte, 0, byte, 0xff, byte]);
            let small = [b'a', byte, b'Z', byte, 0, byte, 0xff, byte].map(|b| b.to_ascii_lowercase());
            assert_eq!(small_letters(eight).to_le_bytes(), small, "{byte}");
        }
    }

    #[test]
    fn every_length_is_told_apart() {
        let mut vocabulary = Vocabulary::new();
        let text = "abcdefghijklmnopqrstuvwxyz";
        let words: Vec<Word> = (1..=LONGEST).map(|len| vocabulary.intern(&text[..len])).collect();
        for (i, word) in words.iter().enumerate() {
            assert_eq!(vocabulary.get(text, 0, i + 1), *word);
        }
        assert!(words.iter().all(|word| words.iter().filter(|w| *w == word).count() == 1));
    }
}
