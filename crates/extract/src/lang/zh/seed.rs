//! Where a figure may stand: what every text is searched for before anything of it is read.
//!
//! Digits are searched for first, many bytes at once. Whatever stands between two of them that are no farther apart than
//! [`REACH`] is read for the sake of the second, so that nothing there is looked at.
//!
//! *What it matches*: digits, numerals in characters (`三`, `十`, `几万`, `百分之`), words that are figures (`过半`, `翻番`).
//!
//! *What it leaves alone*: words with numeral characters that are no numbers (`统一`, `十分`), numerals that are in no figure
//! ([`super::lone`]), magnitudes that no number stands before (`千方百计`, `万万`), digits of cheques by themselves (`登陆`).

use std::cmp::Reverse;
use std::ops::Range;

use rustc_hash::FxHashMap;
use wide::u8x16;

use super::alphabet::{Alphabet, Letter};
use super::class::Class;
use super::grammar::Grammar;
use super::letters::decode;
use super::lone;
use super::numeral::Numerals;
use crate::{
    reach::{Outlook, REACH, Seed},
    window::{self, Window},
};

/// Code points of 16 bits, 64 of them together: as many as the last byte of a character tells apart.
const PAGES: usize = (1 << 16) / 64;

/// What tells figures from other text.
#[derive(Debug)]
pub(super) struct Seeds {
    /// By code point, a bit each: whether a figure may begin with the character.
    openings: Box<[u64; PAGES]>,
    /// By their first two letters, longest first.
    words: FxHashMap<[Letter; 2], Vec<Word>>,
    /// By letter, how far behind it a word that it begins may hold what a figure begins with.
    reaches: Vec<usize>,
    /// How many characters stand in a word before its first numeral, at most.
    before: usize,
}

#[derive(Debug)]
struct Word {
    letters: Box<[Letter]>,
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// A number may be part of it.
    Number,
    NoNumber,
    /// It is a figure.
    Figure,
}

/// What stands where a figure may begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Found {
    /// It may report something.
    Figure {
        reports: bool,
    },
    /// A word that is no number.
    Word,
    Nothing,
}

impl Seeds {
    /// Made when the alphabet is complete; `units` are the words of all units.
    pub(super) fn new(alphabet: &Alphabet, numerals: &Numerals, grammar: &Grammar, units: &[&str]) -> Self {
        let letters = |text: &str| text.chars().map(|c| alphabet.entry(c.into()).letter()).collect::<Box<[Letter]>>();
        let kind = |no_number: bool| if no_number { Kind::NoNumber } else { Kind::Number };
        let not_numbers =
            numerals.words().map(|(text, no_number)| Word { letters: letters(text), kind: kind(*no_number) });
        let figures = grammar.figures.iter().map(|text| Word { letters: letters(text), kind: Kind::Figure });
        let lone = lone::words(grammar, units);
        let lone = lone.iter().map(|(text, no_number)| Word { letters: letters(text), kind: kind(*no_number) });
        let mut list: Vec<Word> = not_numbers.chain(figures).chain(lone).collect();
        list.sort_by_key(|word| Reverse(word.letters.len()));
        let is_numeral = |letter: &Letter| alphabet.class(*letter).is(Class::SEED);
        let before = list.iter().filter_map(|word| word.letters.iter().position(is_numeral)).max().unwrap_or_default();
        let figures: Vec<Letter> =
            list.iter().filter(|word| word.kind == Kind::Figure).map(|word| word.letters[0]).collect();
        let opens = |letter: Letter| is_numeral(&letter) || figures.contains(&letter);
        let mut words: FxHashMap<[Letter; 2], Vec<Word>> = FxHashMap::default();
        let mut reaches = Vec::new();
        for word in list {
            // None is shorter.
            let Some(key) = word.letters.first_chunk() else { continue };
            let first = key[0].index();
            reaches.resize(reaches.len().max(first + 1), 0);
            reaches[first] = word.letters.iter().rposition(|letter| opens(*letter)).unwrap_or(0).max(reaches[first]);
            words.entry(*key).or_default().push(word);
        }
        let mut openings = Box::new([0; PAGES]);
        for code in 0..1 << 16 {
            if opens(alphabet.entry(code).letter()) {
                openings[code as usize / 64] |= 1 << (code % 64);
            }
        }
        Self { openings, words, reaches, before }
    }

    /// The seeds of a text, in order: as many as it takes to know which sentences are worth reading, and how many mentions to
    /// expect: dense text has one in nine bytes.
    pub(super) fn find(&self, alphabet: &Alphabet, text: &str) -> Outlook {
        let chars = Chars { alphabet, bytes: text.as_bytes() };
        let mut seeds = Vec::with_capacity(text.len() / 64 + 1);
        let mut last_end = 0;
        window::each(text, |start, window| {
            if let Some((first, last)) = digits(window) {
                let digits = Seed { at: start + first, end: start + last + 1, reports: true };
                if digits.at > last_end + REACH {
                    self.find_between(&chars, text, last_end..digits.at, &mut seeds);
                }
                last_end = digits.end;
                seeds.push(digits);
            }
        });
        self.find_between(&chars, text, last_end..text.len(), &mut seeds);
        let mentions = (8 * seeds.len()).min(text.len() / 9).max(seeds.len());
        Outlook { seeds, mentions }
    }

    /// Adds every seed of a range of the text. No word goes on across its ends.
    fn find_between(&self, chars: &Chars<'_>, text: &str, range: Range<usize>, seeds: &mut Vec<Seed>) {
        // No word begins before `floor`, and all before `done` has been looked at.
        let (mut floor, mut done) = (range.start, range.start);
        window::each(&text[range.clone()], |start, window| {
            let mut openings = self.openings(window);
            while openings != 0 {
                let at = range.start + start + openings.trailing_zeros() as usize;
                openings &= openings - 1;
                if at >= done {
                    let (found, end) = self.look(chars, floor, at);
                    done = end;
                    floor = if found == Found::Nothing { floor } else { end };
                    if let Found::Figure { reports } = found {
                        seeds.push(Seed { at, end, reports });
                    }
                }
            }
        });
    }

    /// The characters of a block that a figure may begin with.
    fn openings(&self, window: &Window<'_>) -> u64 {
        let firsts = window.bytes(|bytes| !(bytes & u8x16::splat(0xc0)).simd_eq(u8x16::splat(0x80)));
        // Most are of three bytes.
        let three = window.bytes(|bytes| (bytes & u8x16::splat(0xf0)).simd_eq(u8x16::splat(0xe0)));
        window.places(three, |[a, b, c]| self.opens(u16::from(a & 0x0f) << 6 | u16::from(b & 0x3f), c))
            | window.places(firsts & !three, |[a, b, _]| match a {
                0..0x80 => self.opens(u16::from(a >> 6), a),
                0x80..0xe0 => self.opens(u16::from(a & 0x1f), b),
                _ => false,
            })
    }

    /// Whether a figure may begin with the character that ends in this byte, of the page that its other bytes tell.
    fn opens(&self, page: u16, last: u8) -> bool {
        self.openings[usize::from(page) % PAGES] >> (last & 0x3f) & 1 == 1
    }

    /// What stands at `at`, where a figure may begin, and where it ends.
    fn look(&self, chars: &Chars<'_>, floor: usize, at: usize) -> (Found, usize) {
        match self.word_around(chars, floor, at) {
            Some((to, Kind::NoNumber)) => return (Found::Word, to),
            Some((to, Kind::Figure)) => return (Found::Figure { reports: true }, to),
            Some((_, Kind::Number)) | None => {}
        }
        let (letter, end) = chars.at(at).unwrap_or((Letter::OTHER, chars.bytes.len()));
        let class = chars.alphabet.class(letter);
        let (end, stands) = if class.is(Class::MAGNITUDE) {
            self.magnitudes(chars, at)
        } else if class.is(Class::FORMAL) {
            let beside = [chars.before(at), chars.at(end).map(|(letter, _)| letter)];
            let number = |letter| chars.alphabet.class(letter).is(Class::NUMBER | Class::BLANK);
            (end, beside.into_iter().flatten().any(number))
        } else {
            let digits = chars.bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
            (end.max(at + digits), class.is(Class::SEED))
        };
        let found = if stands { Found::Figure { reports: class.is(Class::REPORTS) } } else { Found::Nothing };
        (found, end)
    }

    /// The word that the character at `at` is in: where it ends. None begins before `floor`.
    fn word_around(&self, chars: &Chars<'_>, floor: usize, at: usize) -> Option<(usize, Kind)> {
        let mut found = self.word(chars, at);
        let mut start = at;
        for distance in 1..=self.before {
            if start <= floor {
                break;
            }
            start = chars.start_before(start);
            let reach = chars.at(start).and_then(|(letter, _)| self.reaches.get(letter.index()));
            if reach.is_some_and(|reach| *reach >= distance) {
                found = self.word(chars, start).filter(|(to, _)| *to > at).or(found);
            }
        }
        found
    }

    /// The longest word that starts at `at`.
    fn word(&self, chars: &Chars<'_>, at: usize) -> Option<(usize, Kind)> {
        let (first, after_first) = chars.at(at)?;
        let (second, after_second) = chars.at(after_first)?;
        self.words.get(&[first, second])?.iter().find_map(|word| {
            let to = |end: usize, letter: &Letter| chars.at(end).filter(|(found, _)| found == letter).map(|(_, to)| to);
            word.letters[2..].iter().try_fold(after_second, to).map(|end| (end, word.kind))
        })
    }

    /// Where the magnitudes that stand together from `at` on end, and whether they may be part of a number.
    fn magnitudes(&self, chars: &Chars<'_>, at: usize) -> (usize, bool) {
        let class = |letter: Option<Letter>| letter.map(|letter| chars.alphabet.class(letter)).unwrap_or_default();
        let mut next = chars.at(at);
        let mut end = at;
        while let Some((_, to)) = next.filter(|(letter, _)| class(Some(*letter)).is(Class::MAGNITUDE)) {
            (end, next) = (to, chars.at(to));
        }
        let (before, after) = (class(chars.before(at)), class(next.map(|(letter, _)| letter)));
        (end, before.is(Class::NUMBER | Class::VAGUE | Class::BLANK) || after.is(Class::FRACTION | Class::BLANK))
    }
}

/// The places of the first and of the last digit of a block.
fn digits(window: &Window<'_>) -> Option<(usize, usize)> {
    let digits = window.bytes(|bytes| {
        let value = bytes - u8x16::splat(b'0');
        value.min(u8x16::splat(9)).simd_eq(value)
    });
    (digits != 0).then(|| (digits.trailing_zeros() as usize, digits.ilog2() as usize))
}

/// The characters of a text, folded.
struct Chars<'a> {
    alphabet: &'a Alphabet,
    bytes: &'a [u8],
}

impl Chars<'_> {
    /// The letter of the character at `at`, and where it ends.
    fn at(&self, at: usize) -> Option<(Letter, usize)> {
        let (code, rest) = decode(self.bytes.get(at..)?)?;
        Some((self.alphabet.entry(code).letter(), self.bytes.len() - rest.len()))
    }

    /// Where the character before `at` starts.
    fn start_before(&self, at: usize) -> usize {
        let inside = |byte: &&u8| **byte & 0xc0 == 0x80;
        (at - 1).saturating_sub(self.bytes[..at].iter().rev().take_while(inside).count())
    }

    /// The letter of the character before `at`.
    fn before(&self, at: usize) -> Option<Letter> {
        Some(self.at(self.start_before(Some(at).filter(|at| *at > 0)?))?.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use tallysheet_catalog::Catalog;

    use super::*;
    use crate::{lang::zh::Chinese, reach};

    thread_local! {
        static CHINESE: Chinese = Chinese::new(&Catalog::embedded()).unwrap();
    }

    fn check(text: &str, expected: &[(&str, bool)]) {
        let seeds = CHINESE.with(|chinese| chinese.seeds(text)).seeds;
        let found: Vec<(&str, bool)> = seeds.iter().map(|seed| (&text[seed.at..seed.end], seed.reports)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn digits_and_numerals() {
        check("破获案件3起，抓获两人", &[("3", true), ("两", false)]);
        check("損失２萬餘元", &[("２", true), ("萬", true)]);
        check(
            "几万人，上百家，百分之九，伍拾",
            &[("万", true), ("百", true), ("百", true), ("九", false), ("伍", false), ("拾", true)],
        );
        check("十分之一", &[("十", true)]);
    }

    #[test]
    fn words_that_are_figures() {
        check("老人过半，发案翻番", &[("过半", true), ("翻番", true)]);
    }

    #[test]
    fn a_character_across_blocks_is_whole() {
        for before in 50..80 {
            check(&format!("{}十人", "x".repeat(before)), &[("十", true)]);
            check(&format!("{}統一", "x".repeat(before)), &[]);
        }
    }

    #[test]
    fn digits_near_each_other_leave_out_what_stands_between() {
        check("破获案件3起、三起、4起", &[("3起、三起、4", true)]);
        let far = "，破获案件".repeat(50);
        check(&format!("3起{far}三起{far}4起"), &[("3", true), ("三", false), ("4", true)]);
    }

    /// Sentences with digits, numerals and neither.
    fn sentences() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            2 => "破获案件[0-9]{1,3}起，",
            2 => "(十分重要|三名，|几万人|统一部署|第三方|２万元)",
            2 => "[a-z ，]{0,9}。",
            3 => "[^0-9]{80,200}",
            1 => "\n",
        ];
        prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn as_many_seeds_as_it_takes_give_the_sentences_that_all_give(text in sentences()) {
            let (seeds, all) = CHINESE.with(|chinese| {
                let chars = Chars { alphabet: &chinese.alphabet, bytes: text.as_bytes() };
                let mut all = Vec::new();
                chinese.seeds.find_between(&chars, &text, 0..text.len(), &mut all);
                (chinese.seeds(&text).seeds, all)
            });
            let read = |seeds: &[Seed]| {
                let mut spans = Vec::new();
                reach::sentences(&text, true, seeds, |near| spans.push(near.sentence.span));
                spans
            };
            prop_assert_eq!(read(&seeds), read(&all));
        }
    }

    #[test]
    fn other_words() {
        check("统一标准，進一步做好，另一方面十分重要，经过对比，半夜来到大陆", &[]);
        check("千方百计，感慨万千，万万不可，第三方", &[]);
    }
}
