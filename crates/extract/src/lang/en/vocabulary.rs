//! The words that the grammar and the catalog know, each with a number, so that a token is looked up once.

use wide::u8x16;

use super::{lexicon::Class, opens::Opens, phrase_table::TableSet, rule_word::RULE_WORDS, token_set::Membership};

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

/// The longest word with a key, in bytes.
const LONGEST: usize = size_of::<Key>();

/// A word in small letters, filled up with zeros: it is compared as one number.
pub(super) type Key = u128;

/// Every word, in small letters, and the marks that phrases hold: a table with open addressing.
#[derive(Debug)]
pub(super) struct Vocabulary {
    /// Their number is a power of two, and few of them are full.
    buckets: Vec<Bucket>,
    /// By the number of the word.
    keys: Vec<Key>,
    /// By the number of the word.
    facts: Vec<Facts>,
    /// The few words that are longer than any key.
    long: Vec<(Box<str>, Word)>,
    /// By the byte, the word that is this byte alone.
    bytes: Box<[Word; 256]>,
    /// By a digit, the lengths of the words that begin with it, a bit each: most numbers are told by it to be no words.
    digits: [u32; 10],
    /// The number of phrase tables that note their words here.
    tables: u32,
}

/// Two words with what is known of them, in one line of the processor's cache: a look-up reads memory at one place and
/// takes no branch that could not be foretold. The key of a free place is 0; the second is taken last.
#[derive(Clone, Copy, Debug, Default)]
#[repr(align(64))]
struct Bucket {
    keys: [Key; 2],
    facts: [Facts; 2],
}

/// Of two keys that agree in every byte.
const ALIKE: u32 = (1 << LONGEST) - 1;

/// What is known of a word.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Facts {
    pub(super) word: Word,
    pub(super) class: Class,
    /// What may begin with it.
    pub(super) opens: Opens,
    /// The tables that hold a phrase that begins with it.
    pub(super) begins: TableSet,
    /// The tables that hold a phrase that ends with it.
    pub(super) ends: TableSet,
    /// Told by what may begin with it.
    pub(super) sets: Membership,
}

impl Facts {
    /// Nothing is known of [`Word::UNKNOWN`].
    const UNKNOWN: Self = Self {
        word: Word::UNKNOWN,
        class: Class::Other,
        opens: Opens::NOTHING,
        begins: TableSet::NONE,
        ends: TableSet::NONE,
        sets: Membership::of(Opens::NOTHING),
    };
}

impl Vocabulary {
    /// The words that rules name.
    pub(super) fn new() -> Self {
        let mut vocabulary = Self {
            buckets: vec![Bucket::default(); 1024],
            keys: vec![0],
            facts: vec![Facts::default()],
            long: Vec::new(),
            bytes: Box::new([Word::UNKNOWN; 256]),
            digits: [0; 10],
            tables: 0,
        };
        RULE_WORDS.iter().for_each(|word| _ = vocabulary.intern(word));
        vocabulary
    }

    /// The number of a word, a new one where it has none.
    pub(super) fn intern(&mut self, word: &str) -> Word {
        if self.keys.len() >= self.buckets.len() {
            self.buckets = vec![Bucket::default(); 2 * self.buckets.len()];
            (1..self.keys.len()).for_each(|word| self.place(word));
        }
        match self.get(word, 0, word.len()) {
            Word::UNKNOWN if !word.is_empty() => self.add(word),
            known => known,
        }
    }

    fn add(&mut self, text: &str) -> Word {
        let number = u16::try_from(self.keys.len()).expect("fewer words than that are known");
        let key = key(text, 0, text.len());
        if key.is_none() {
            self.long.push((text.into(), Word(number)));
        }
        self.keys.push(key.unwrap_or_default());
        self.facts.push(Facts { word: Word(number), ..Facts::default() });
        self.place(usize::from(number));
        if let [byte] = text.as_bytes() {
            self.bytes[usize::from(*byte)] = Word(number);
            self.bytes[usize::from(byte.to_ascii_lowercase())] = Word(number);
            self.bytes[usize::from(byte.to_ascii_uppercase())] = Word(number);
        }
        if let [digit @ b'0'..=b'9', ..] = text.as_bytes() {
            self.digits[usize::from(digit - b'0')] |= 1 << text.len().min(31);
        }
        Word(number)
    }

    /// Puts what is known of the word with this number beside its key.
    fn place(&mut self, word: usize) {
        let (key, facts) = (self.keys[word], self.facts[word]);
        if key == 0 {
            return;
        }
        let mut bucket = self.first_bucket(key);
        loop {
            let Bucket { keys, facts: known } = &mut self.buckets[bucket];
            if let Some(place) = keys.iter().position(|other| *other == key || *other == 0) {
                (keys[place], known[place]) = (key, facts);
                return;
            }
            bucket = (bucket + 1) & (self.buckets.len() - 1);
        }
    }

    /// The number of the word that the text has from `start` to `end`.
    pub(super) fn get(&self, text: &str, start: usize, end: usize) -> Word {
        match text.as_bytes()[start..end] {
            [byte] => self.byte(byte),
            _ => key(text, start, end).map_or_else(|| self.long(&text[start..end]), |key| self.find(key).word),
        }
    }

    /// The word that is this byte alone.
    pub(super) fn byte(&self, byte: u8) -> Word {
        self.bytes[usize::from(byte)]
    }

    fn long(&self, word: &str) -> Word {
        self.long.iter().find(|(known, _)| known.eq_ignore_ascii_case(word)).map(|(_, word)| *word).unwrap_or_default()
    }

    /// [`Vocabulary::get`] of a number in digits.
    #[inline]
    pub(super) fn digits(&self, text: &str, start: usize, end: usize) -> Word {
        let first = text.as_bytes()[start].wrapping_sub(b'0');
        // Fractions and points come first too.
        let lengths = self.digits.get(usize::from(first)).copied().unwrap_or(u32::MAX);
        if lengths >> (end - start).min(31) & 1 == 1 { self.get(text, start, end) } else { Word::UNKNOWN }
    }

    /// What is known of the word with this key.
    #[inline]
    pub(super) fn find(&self, key: Key) -> Facts {
        let mut bucket = self.first_bucket(key);
        loop {
            let Bucket { keys: [first, second], facts } = &self.buckets[bucket];
            let alike = |key: Key, other: Key| {
                u8x16::new(key.to_le_bytes()).simd_eq(u8x16::new(other.to_le_bytes())).to_bitmask()
            };
            let (first, is_second, end) = (alike(*first, key), alike(*second, key), alike(*second, 0));
            // One branch, for nearly always one of them holds, and it is not told beforehand which.
            if first.max(is_second).max(end) == ALIKE {
                let found = if first == ALIKE { &facts[0] } else { &Facts::UNKNOWN };
                return *if is_second == ALIKE { &facts[1] } else { found };
            }
            bucket = (bucket + 1) & (self.buckets.len() - 1);
        }
    }

    /// What is known of the word.
    #[inline]
    pub(super) fn facts(&self, word: Word) -> Facts {
        self.facts[word.index()]
    }

    /// What is known of the word, to add to it. Nothing is ever known of [`Word::UNKNOWN`].
    pub(super) fn note(&mut self, word: Word, add: impl FnOnce(&mut Facts)) {
        if word != Word::UNKNOWN {
            let facts = &mut self.facts[word.index()];
            add(facts);
            facts.sets = Membership::of(facts.opens);
            self.place(word.index());
        }
    }

    /// The words with what is known of them.
    pub(super) fn words(&self) -> impl Iterator<Item = Facts> {
        self.facts.iter().skip(1).copied()
    }

    /// The set of one table more.
    pub(super) fn table(&mut self) -> TableSet {
        self.tables += 1;
        TableSet::of(self.tables - 1)
    }

    /// Where the search for the word begins.
    #[inline]
    fn first_bucket(&self, key: Key) -> usize {
        // The golden ratio in 64 bits: Fibonacci hashing spreads the bits upwards.
        const RATIO: u64 = 0x9e37_79b9_7f4a_7c15;
        let hash = (key as u64 ^ ((key >> 64) as u64).rotate_left(23)).wrapping_mul(RATIO);
        (hash >> 32) as usize & (self.buckets.len() - 1)
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
    let bytes = u8x16::new(bytes);
    let capital = bytes.simd_ge(u8x16::splat(b'A')) & bytes.simd_le(u8x16::splat(b'Z'));
    let small = bytes | capital & u8x16::splat(CASE);
    Some(Key::from_le_bytes(small.to_array()) & KEPT[len])
}

/// The bytes that [`plain_word`] looks at.
pub(super) const WINDOW: usize = LONGEST + 1;

/// The length and the key of the word that the bytes begin with: nothing but letters that neither a digit, an apostrophe, a
/// sign of money, a character beyond ASCII nor a decimal point follows. `None` for other words, which may go on, for words
/// without a key, and where no word is.
#[inline]
pub(super) fn plain_word(bytes: &[u8; WINDOW]) -> Option<(usize, Key)> {
    let (most, _) = bytes.split_first_chunk()?;
    let small = u8x16::new(*most) | u8x16::splat(CASE);
    let letters = small.simd_ge(u8x16::splat(b'a')) & small.simd_le(u8x16::splat(b'z'));
    let len = letters.to_bitmask().trailing_ones() as usize;
    let plain = match ENDS[usize::from(*bytes.get(len)?)] {
        End::Plain => (1..LONGEST).contains(&len),
        End::Point => (1..LONGEST).contains(&len) && !bytes[len + 1].is_ascii_digit(),
        End::Open => false,
    };
    plain.then(|| (len, Key::from_le_bytes(small.to_array()) & KEPT[len]))
}

/// What a byte behind letters says of them.
#[derive(Clone, Copy)]
enum End {
    Plain,
    /// Of a number behind a currency, if a digit follows.
    Point,
    /// The word may go on.
    Open,
}

const ENDS: [End; 256] = {
    let mut ends = [End::Plain; 256];
    let mut byte = 0;
    while byte < 256 {
        ends[byte] = match byte as u8 {
            b'0'..=b'9' | b'\'' | b'$' | 0x80.. => End::Open,
            b'.' => End::Point,
            _ => End::Plain,
        };
        byte += 1;
    }
    ends
};

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

/// The bit that tells a small letter from its capital.
const CASE: u8 = 0x20;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_words_have_the_key_of_the_vocabulary() {
        let text = "The internationalization of 5G's café U.S. don't Rs500, Rs.500 well-known TOTALLED; and so it went. All of it.";
        let words: Vec<&str> = (0..text.len() - WINDOW)
            .filter(|at| text.is_char_boundary(*at) && !text[..*at].ends_with(char::is_alphabetic))
            .filter_map(|at| {
                let (len, word) = plain_word(text.as_bytes()[at..].first_chunk()?)?;
                assert_eq!(key(text, at, at + len), Some(word));
                Some(&text[at..at + len])
            })
            .collect();
        assert_eq!(words, ["The", "of", "s", "U", "S", "t", "well", "known", "TOTALLED", "and", "so", "it"]);
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
        assert_eq!(vocabulary.get(&long, 0, 99), Word::UNKNOWN);
        let known = vocabulary.intern(&long);
        assert_eq!(vocabulary.intern(&long), known);
        assert_eq!(vocabulary.get(&long.to_uppercase(), 0, 99), known);
        assert_eq!(vocabulary.get(&long, 0, 98), Word::UNKNOWN);
        assert_eq!(vocabulary.intern(""), Word::UNKNOWN);
    }

    #[test]
    fn numbers_are_words_where_the_catalog_has_them() {
        let mut vocabulary = Vocabulary::new();
        let words = ["7", "96110", "2.0"].map(|word| vocabulary.intern(word));
        assert_eq!(["7", "96110", "2.0"].map(|text| vocabulary.digits(text, 0, text.len())), words);
        for text in ["8", "70", "96111", "961100", "½", ".5"] {
            assert_eq!(vocabulary.digits(text, 0, text.len()), Word::UNKNOWN, "{text}");
        }
    }

    #[test]
    fn only_capitals_become_small() {
        for byte in 0..=0x7f {
            let text = String::from_utf8(vec![b'a', byte, b'Z', byte]).unwrap();
            let small = text.to_ascii_lowercase();
            assert_eq!(key(&text, 0, 4), key(&small, 0, 4), "{byte}");
            assert_eq!(key(&text, 0, 4).unwrap().to_le_bytes()[..4], *small.as_bytes(), "{byte}");
        }
        assert_eq!(key("É", 0, 2).unwrap().to_le_bytes()[..2], *"É".as_bytes());
    }

    #[test]
    fn every_length_is_told_apart() {
        let mut vocabulary = Vocabulary::new();
        let text = "abcdefghijklmnopqrstuvwxyz";
        let words: Vec<Word> = (1..=text.len()).map(|len| vocabulary.intern(&text[..len])).collect();
        for (i, word) in words.iter().enumerate() {
            assert_eq!(vocabulary.get(text, 0, i + 1), *word);
        }
        assert!(words.iter().all(|word| words.iter().filter(|w| *w == word).count() == 1));
    }
}
