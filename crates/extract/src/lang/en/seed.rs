//! Where a figure may stand, told without reading a sentence.
//!
//! What it matches: digits, characters that are fractions, number words with their plurals and ordinals, and growth in a
//! word (`doubled`).
//!
//! What it leaves alone: every other word, at the cost of one look at its first letters and its length.

use super::{digits::vulgar_fraction, lexicon::Lexicon};
use crate::reach::Seed;

/// Tells number words from other words.
#[derive(Debug)]
pub(super) struct Seeds {
    /// By the first two letters of a word, the lengths that number words with these letters have.
    lengths: Box<[u32; 32 * 32]>,
}

impl Seeds {
    /// Told by the words of which one at least is in every figure without digits. Of a word with a hyphen, the first part
    /// counts.
    pub(super) fn new<'w>(words: impl IntoIterator<Item = &'w str>) -> Self {
        let mut lengths = Box::new([0; 32 * 32]);
        for word in words {
            let word = word.split('-').next().unwrap_or(word);
            if let [first, second, ..] = word.as_bytes() {
                lengths[row(*first, *second)] |= 1 << word.len();
            }
        }
        Self { lengths }
    }

    /// The first seed at or after `from`, which is no place within a word.
    pub(super) fn next(&self, lexicon: &Lexicon, text: &str, from: usize) -> Option<Seed> {
        let bytes = text.as_bytes();
        let mut at = from;
        while let Some(&byte) = bytes.get(at) {
            match KINDS[usize::from(byte)] {
                Kind::Other => at += 1,
                Kind::Digit => return Some(Seed { at, end: at + 1, reports: true }),
                Kind::Letter => {
                    let len = bytes[at..].iter().take_while(|b| KINDS[usize::from(**b)] == Kind::Letter).count();
                    if len > 2
                        && self.lengths[row(byte, bytes[at + 1])] >> len.min(31) & 1 == 1
                        && let Some(reports) = lexicon.number_word(lexicon.vocabulary.get(text, at, at + len))
                    {
                        return Some(Seed { at, end: at + len, reports });
                    }
                    at += len;
                }
                Kind::Wide => {
                    let c = text[at..].chars().next()?;
                    let end = at + c.len_utf8();
                    if vulgar_fraction(c).is_some() {
                        return Some(Seed { at, end, reports: true });
                    }
                    at = end;
                }
            }
        }
        None
    }
}

fn row(first: u8, second: u8) -> usize {
    usize::from(first & 31) << 5 | usize::from(second & 31)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Other,
    Letter,
    Digit,
    /// The first byte of a character beyond ASCII.
    Wide,
}

const KINDS: [Kind; 256] = {
    let mut kinds = [Kind::Other; 256];
    let mut byte = 0;
    while byte < 256 {
        kinds[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => Kind::Letter,
            b'0'..=b'9' => Kind::Digit,
            0x80.. => Kind::Wide,
            _ => Kind::Other,
        };
        byte += 1;
    }
    kinds
};

#[cfg(test)]
mod tests {
    use tallysheet_catalog::Catalog;

    use super::super::English;
    use crate::reach::Seed;

    fn check(text: &str, expected: Option<(&str, bool)>) {
        let english = English::new(&Catalog::embedded()).unwrap();
        let found = english.seed(text, 0).map(|Seed { at, reports, .. }| {
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
    fn other_words() {
        check("Nobody there often saw the tenor, “said” Ms Onefold – the tension …", None);
        check("", None);
    }
}
