//! Where a figure may stand, told without reading a sentence.
//!
//! What it matches: digits, characters that are fractions, number words with their plurals and ordinals, and growth in a
//! word (`doubled`).
//!
//! What it leaves alone: number words that are in no figure ([`super::lone`]), and every other word, at the cost of one look
//! at its first four letters.

use tallysheet_model::Span;
use wide::u8x16;

use super::{digits::vulgar_fraction, lexicon::Lexicon, lone};
use crate::{
    reach::{Outlook, Seed},
    window,
};

/// Tells number words from other words.
#[derive(Debug)]
pub(super) struct Seeds {
    /// A bit for each hash of the first four letters of a number word.
    openings: Box<[u64; 1 << (HASH_BITS - 6)]>,
    /// By the first two letters of a word, the lengths that number words with these letters have.
    lengths: Box<[u32; 32 * 32]>,
}

/// So many that few other words have the hash of a number word.
const HASH_BITS: u32 = 13;

impl Seeds {
    /// Told by the words of which one at least is in every figure without digits; none is shorter than three letters. Of a
    /// word with a hyphen, the first part counts.
    pub(super) fn new<'w>(words: impl IntoIterator<Item = &'w str>) -> Self {
        let mut seeds = Self { openings: Box::new([0; _]), lengths: Box::new([0; 32 * 32]) };
        for word in words {
            let word = word.split('-').next().unwrap_or(word);
            if let [first, second, third, rest @ ..] = word.as_bytes() {
                seeds.lengths[row(*first, *second)] |= 1 << word.len();
                // Behind a word of three letters anything may stand.
                let fourth = rest.first().map_or(0..=u8::MAX, |fourth| *fourth..=*fourth);
                for (place, bit) in fourth.map(|fourth| hash([*first, *second, *third, fourth])) {
                    seeds.openings[place] |= 1 << bit;
                }
            }
        }
        seeds
    }

    /// The seeds of a text, in order; the digits of a block are one. Digits tell how many mentions to expect: dense text has
    /// four for a number, and one in a dozen bytes; a list has one for each.
    pub(super) fn find(&self, lexicon: &Lexicon, text: &str) -> Outlook {
        let (mut seeds, mut numbers) = (Vec::new(), 0);
        let mut in_word = 0;
        window::each(text, |start, window| {
            let within = |bytes: u8x16, first, last| (bytes - u8x16::splat(first)).simd_le(u8x16::splat(last - first));
            let letters = window.bytes(|bytes| within(bytes | u8x16::splat(0x20), b'a', b'z'));
            let digits = window.bytes(|bytes| within(bytes, b'0', b'9'));
            // `¼` and its kin begin with the one, `⅙` with the other.
            let fractions = window.bytes(|bytes| bytes.simd_eq(u8x16::splat(0xc2)) | bytes.simd_eq(u8x16::splat(0xe2)));
            let words = letters & !(letters << 1 | in_word);
            in_word = letters >> 63;
            let words = window.places(words, |opening| self.may_open(opening));
            let mut places = words | digits & digits.wrapping_neg() | fractions;
            while places != 0 {
                let bit = places.trailing_zeros();
                places &= places - 1;
                let at = start + bit as usize;
                if letters >> bit & 1 == 1 {
                    seeds.extend(self.word(lexicon, text, at, run(letters, bit)));
                } else if digits >> bit & 1 == 1 {
                    numbers += (digits & !(digits << 1)).count_ones() as usize;
                    let end = start + (u64::BITS - digits.leading_zeros()) as usize;
                    seeds.push(Seed { at, end, reports: true });
                } else if let Some(c) = text[at..].chars().next().filter(|c| vulgar_fraction(*c).is_some()) {
                    seeds.push(Seed { at, end: at + c.len_utf8(), reports: true });
                }
            }
        });
        let mentions = (4 * numbers.max(seeds.len())).min(text.len() / 12).max(numbers);
        Outlook { seeds, mentions }
    }

    /// Whether a number word may begin so.
    #[inline]
    fn may_open(&self, opening: [u8; 4]) -> bool {
        let (place, bit) = hash(opening);
        self.openings[place] >> bit & 1 == 1
    }

    /// The number word at `at`; so many letters of the word are known.
    fn word(&self, lexicon: &Lexicon, text: &str, at: usize, known: usize) -> Option<Seed> {
        // A word may go on in the next block.
        let rest = text.as_bytes()[at + known..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let end = at + known + rest;
        if self.lengths[row(text.as_bytes()[at], text.as_bytes()[at + 1])] >> (end - at).min(31) & 1 == 0 {
            return None;
        }
        let word = lexicon.vocabulary.get(text, at, end);
        let reports = lexicon.number_word(word)?;
        (reports || lone::may_count(lexicon, text, Span::new(at, end), word)).then_some(Seed { at, end, reports })
    }
}

/// The place and the bit of four letters, their case disregarded.
#[inline]
fn hash(letters: [u8; 4]) -> (usize, u32) {
    // Fibonacci hashing: the golden ratio in 32 bits spreads the bits upwards.
    let hash = (u32::from_le_bytes(letters) & 0x1f1f_1f1f).wrapping_mul(0x9e37_79b9) >> (u32::BITS - HASH_BITS);
    ((hash >> 6) as usize, hash & 63)
}

fn row(first: u8, second: u8) -> usize {
    usize::from(first & 31) << 5 | usize::from(second & 31)
}

/// The number of bits on end that are set from `bit` upwards.
fn run(bits: u64, bit: u32) -> usize {
    (!(bits >> bit)).trailing_zeros() as usize
}

#[cfg(test)]
mod tests {
    use tallysheet_catalog::Catalog;

    use super::super::English;
    use crate::reach::Seed;

    fn check(text: &str, expected: Option<(&str, bool)>) {
        let english = English::new(&Catalog::embedded()).unwrap();
        let found = english.seeds(text).seeds.first().map(|&Seed { at, reports, .. }| {
            (text[at..].split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default(), reports)
        });
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn digits_and_number_words() {
        check("There were 12 of them.", Some(("12", true)));
        check("Arrests DOUBLED.", Some(("DOUBLED", true)));
        check("about ½ of them", Some(("½", true)));
        check("Thirty-two men", Some(("Thirty", true)));
        check("hundreds of people", Some(("hundreds", false)));
        check("the first of them", Some(("first", false)));
    }

    #[test]
    fn a_word_across_blocks_is_whole() {
        for before in 50..80 {
            check(&format!("{} Million things", "x".repeat(before)), Some(("Million", true)));
        }
    }

    #[test]
    fn other_words() {
        check("Nobody there often saw the tenor, “said” Ms Onefold – the tension …", None);
        check("", None);
    }
}
