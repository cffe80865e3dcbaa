//! The words that the grammar and the catalog know, each with a number, so that a token is looked up once.

use wide::u8x16;

use super::{lexicon::Class, opens::Opens, phrase_table::TableSet, rule_word::RULE_WORDS};

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
pub(super) type Key = [u64; LONGEST / 8];

/// Every word, in small letters, and the marks that phrases hold: a table with open addressing.
#[derive(Debug)]
pub(super) struct Vocabulary {
    /// Half of the hash and the number of a word, or 0. Most words of a text are not known, and these few bytes tell so.
    /// Their number is a power of two, and more than half of them are free.
    slots: Vec<u32>,
    /// By the number of the word.
    entries: Vec<(Key, Facts)>,
    /// By the byte, the word that is this byte alone.
    bytes: Box<[Word; 256]>,
    /// The number of phrase tables that note their words here.
    tables: u32,
}

/// What is known of a word.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Facts {
    pub(super) class: Class,
    /// What may begin with it.
    pub(super) opens: Opens,
    /// The tables that hold a phrase that begins with it.
    pub(super) begins: TableSet,
    /// The tables that hold a phrase that ends with it.
    pub(super) ends: TableSet,
}

impl Vocabulary {
    /// The words that rules name.
    pub(super) fn new() -> Self {
        let mut vocabulary = Self {
            slots: vec![0; 1024],
            entries: vec![Default::default()],
            bytes: Box::new([Word::UNKNOWN; 256]),
            tables: 0,
        };
        RULE_WORDS.iter().for_each(|word| _ = vocabulary.intern(word));
        vocabulary
    }

    /// The number of a word, a new one where it has none; a word too long for any look-up has none.
    pub(super) fn intern(&mut self, word: &str) -> Word {
        let Some(key) = key(word, 0, word.len()) else { return Word::UNKNOWN };
        if 2 * self.entries.len() >= self.slots.len() {
            self.slots = vec![0; 2 * self.slots.len()];
            for word in 1..self.entries.len() {
                let (slot, hash) = self.slot(self.entries[word].0);
                self.slots[slot] = hash | word as u32;
            }
        }
        let (slot, hash) = self.slot(key);
        if self.slots[slot] == 0 {
            let word = u16::try_from(self.entries.len()).expect("fewer words than that are known");
            self.slots[slot] = hash | u32::from(word);
            self.entries.push((key, Facts::default()));
            if let [byte @ 0..0x80, 0, 0] = key {
                let byte = byte as u8;
                self.bytes[usize::from(byte)] = Word(word);
                self.bytes[usize::from(byte.to_ascii_uppercase())] = Word(word);
            }
        }
        Word(self.slots[slot] as u16)
    }

    /// The number of the word that the text has from `start` to `end`.
    pub(super) fn get(&self, text: &str, start: usize, end: usize) -> Word {
        match text.as_bytes()[start..end] {
            [byte] => self.bytes[usize::from(byte)],
            _ => key(text, start, end).map_or(Word::UNKNOWN, |key| self.find(key)),
        }
    }

    /// The number of the word with this key.
    #[inline]
    pub(super) fn find(&self, key: Key) -> Word {
        Word(self.slots[self.slot(key).0] as u16)
    }

    /// What is known of the word.
    pub(super) fn facts(&self, word: Word) -> Facts {
        self.entries[word.index()].1
    }

    /// What is known of the word, to add to it. Nothing is ever known of [`Word::UNKNOWN`].
    pub(super) fn note(&mut self, word: Word, add: impl FnOnce(&mut Facts)) {
        if word != Word::UNKNOWN {
            add(&mut self.entries[word.index()].1);
        }
    }

    /// The words with what is known of them.
    pub(super) fn words(&self) -> impl Iterator<Item = (Word, Facts)> {
        self.entries.iter().enumerate().map(|(word, (_, facts))| (Word::at(word), *facts))
    }

    /// The set of one table more.
    pub(super) fn table(&mut self) -> TableSet {
        self.tables += 1;
        TableSet::of(self.tables - 1)
    }

    /// The slot of the word, else the free one where the search for it ends, and the upper half of what it holds.
    #[inline]
    fn slot(&self, key: Key) -> (usize, u32) {
        // The golden ratio in 64 bits: Fibonacci hashing spreads the bits upwards.
        const RATIO: u64 = 0x9e37_79b9_7f4a_7c15;
        let hash = (key[0] ^ key[1].rotate_left(23) ^ key[2].rotate_left(47)).wrapping_mul(RATIO);
        let upper = (hash >> 32) as u32 & 0xffff_0000;
        let mask = self.slots.len() - 1;
        let mut slot = (hash >> 24) as usize & mask;
        while let known @ 1.. = self.slots[slot] {
            if known & 0xffff_0000 == upper && self.entries[(known & 0xffff) as usize].0 == key {
                break;
            }
            slot = (slot + 1) & mask;
        }
        (slot, upper)
    }
}

fn key(text: &str, start: usize, end: usize) -> Option<Key> {
    let len = end - start;
    let mut bytes = [0; LONGEST];
    match text.as_bytes().get(start..start + LONGEST) {
        // As many bytes as there may be are copied at once; those behind the word do not count.
        Some(all) if len <= LONGEST => bytes.copy_from_slice(all),
        _ => bytes.get_mut(..len)?.copy_from_slice(&text.as_bytes()[start..end]),
    }
    let parts = bytes.as_chunks().0;
    let kept = |part: usize| match (8 * len).saturating_sub(64 * part) {
        bits @ 0..64 => (1 << bits) - 1,
        _ => u64::MAX,
    };
    Some(std::array::from_fn(|i| small_letters(u64::from_le_bytes(parts[i]) & kept(i))))
}

/// The length and the key of the word that begins at `at`, which is nothing but letters and is followed by neither a digit,
/// an apostrophe, a full stop, a sign of money nor a character beyond ASCII; `None` for other words, which may go on, and
/// for the last words of a text.
pub(super) fn plain_word(text: &str, at: usize) -> Option<(usize, Key)> {
    let bytes: &[u8; LONGEST] = text.as_bytes().get(at..at + LONGEST)?.try_into().ok()?;
    let (most, rest) = bytes.split_first_chunk()?;
    let small = u8x16::new(*most) | u8x16::splat(0x20);
    let letters = small.simd_ge(u8x16::splat(b'a')) & small.simd_le(u8x16::splat(b'z'));
    let mut len = letters.to_bitmask().trailing_ones() as usize;
    let mut last = 0;
    if len == 16 {
        let letters = u64::from_le_bytes(*rest.first_chunk()?);
        let more = others(letters).trailing_zeros() / 8;
        if more == 8 {
            return None;
        }
        last = (letters | CASE) & ((1 << (8 * more)) - 1);
        len += more as usize;
    }
    let kept = u128::from_le_bytes(small.to_array()) & KEPT[len.min(16)];
    let goes_on = matches!(bytes[len], b'0'..=b'9' | b'\'' | b'.' | b'$' | 0x80..);
    (!goes_on).then_some((len, [kept as u64, (kept >> 64) as u64, last]))
}

/// By a number of bytes, as many bytes of ones.
const KEPT: [u128; 17] = {
    let mut kept = [u128::MAX; 17];
    let mut bytes = 0;
    while bytes < 16 {
        kept[bytes] = (1 << (8 * bytes)) - 1;
        bytes += 1;
    }
    kept
};

/// A byte of 1 for each of eight.
const ONES: u64 = u64::MAX / 255;

/// The bit that tells a small letter from its capital, in each of eight bytes.
const CASE: u64 = 0x20 * ONES;

/// Of eight bytes, the high bits of those that are no ASCII letters.
fn others(bytes: u64) -> u64 {
    let low = (bytes | CASE) & (0x7f * ONES);
    // The high bit of each byte: whether it is at least `a`, and whether it is beyond `z`.
    let (from_a, beyond_z) = (low + (0x80 - 0x61) * ONES, low + (0x7f - 0x7a) * ONES);
    (!from_a | beyond_z | bytes) & (0x80 * ONES)
}

/// Eight bytes with their capitals made small.
fn small_letters(bytes: u64) -> u64 {
    let low = bytes & (0x7f * ONES);
    // The high bit of each byte: whether it is at least `A`, and whether it is beyond `Z`.
    let (from_a, beyond_z) = (low + (0x80 - 0x41) * ONES, low + (0x7f - 0x5a) * ONES);
    let capital = from_a & !beyond_z & !bytes & (0x80 * ONES);
    bytes | capital >> 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_words_have_the_key_of_the_vocabulary() {
        let text = "The internationalization of 5G's café U.S. don't Rs500, well-known TOTALLED; and so on it went, all of it.";
        let words: Vec<&str> = (0..text.len())
            .filter(|at| text.is_char_boundary(*at) && !text[..*at].ends_with(char::is_alphabetic))
            .filter_map(|at| {
                let (len, word) = plain_word(text, at).filter(|(len, _)| *len > 0)?;
                assert_eq!(key(text, at, at + len), Some(word));
                Some(&text[at..at + len])
            })
            .collect();
        assert_eq!(words, ["The", "internationalization", "of", "s", "t", "well", "known", "TOTALLED", "and", "so"]);
    }

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
