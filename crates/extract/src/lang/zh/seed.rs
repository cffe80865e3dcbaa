//! Where a figure may stand: what every text is searched for before anything of it is read.
//!
//! *What it matches*: digits, numerals in characters (`三`, `十`, `几万`, `百分之`), words that are figures (`过半`, `翻番`).
//!
//! *What it leaves alone*: words with numeral characters that are no numbers (`统一`, `十分`), one of anything that is no unit
//! (`一次`, `一名`), ordinals (`第三`), magnitudes that no number stands before (`千方百计`, `万万`), digits of cheques by
//! themselves (`登陆`).

use std::cmp::Reverse;

use wide::u8x16;

use super::alphabet::{Alphabet, Letter};
use super::class::Class;
use super::grammar::{Classifier, Grammar};
use super::numeral::Numerals;
use super::text::decode;
use super::words::Index;
use crate::{reach::Seed, window};

/// Code points of 16 bits, 64 of them together: as many as the last byte of a character tells apart.
const PAGES: usize = (1 << 16) / 64;

const DIGITS: &str = "一二三四五六七八九";

/// What tells figures from other text.
#[derive(Debug)]
pub(super) struct Seeds {
    /// By code point, a bit each: whether a figure may begin with the character.
    openings: Box<[u64; PAGES]>,
    /// By first letter, then by second, longest first.
    words: Vec<Word>,
    firsts: Index,
    /// How many characters stand in a word before its first numeral, at most.
    before: usize,
    /// What the characters are that a fraction goes on with after a magnitude.
    fraction: Class,
}

#[derive(Debug)]
struct Word {
    letters: Box<[Letter]>,
    kind: Kind,
}

impl Word {
    /// [`Letter::OTHER`] for a word of one letter.
    fn second(&self) -> Letter {
        self.letters.get(1).copied().unwrap_or_default()
    }
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
        let letters = |text: &str| text.chars().map(|c| alphabet.sign(c.into()).letter()).collect::<Box<[Letter]>>();
        let kind = |no_number: bool| if no_number { Kind::NoNumber } else { Kind::Number };
        let not_numbers =
            numerals.words().map(|(text, no_number)| Word { letters: letters(text), kind: kind(*no_number) });
        let figures = grammar.figures.iter().map(|text| Word { letters: letters(text), kind: Kind::Figure });
        let lone = lone_words(grammar, units);
        let lone = lone.iter().map(|(text, no_number)| Word { letters: letters(text), kind: kind(*no_number) });
        let mut words: Vec<Word> = not_numbers.chain(figures).chain(lone).collect();
        words.sort_by_key(|word| (word.letters[0], word.second(), Reverse(word.letters.len())));
        let firsts = Index::new(words.iter().map(|word| word.letters[0]));
        let is_numeral = |letter: &Letter| alphabet.class(*letter).is(Class::SEED);
        let before = words.iter().filter_map(|word| word.letters.iter().position(is_numeral)).max().unwrap_or_default();
        let opens = |letter: Letter| {
            is_numeral(&letter) || firsts.of(letter, &words).iter().any(|word| word.kind == Kind::Figure)
        };
        let mut openings = Box::new([0; PAGES]);
        for code in 0..1 << 16 {
            if opens(alphabet.sign(code).letter()) {
                openings[code as usize / 64] |= 1 << (code % 64);
            }
        }
        Self { openings, words, firsts, before, fraction: grammar.shares.fraction.opens() }
    }

    /// The seeds of a text, in order.
    pub(super) fn find(&self, alphabet: &Alphabet, text: &str) -> Vec<Seed> {
        let chars = Chars { alphabet, bytes: text.as_bytes() };
        let mut seeds = Vec::new();
        // No word begins before `floor`, and all before `done` has been looked at.
        let (mut floor, mut done) = (0, 0);
        window::each(text, |start, window| {
            let firsts = window.bytes(|bytes| !(bytes & u8x16::splat(0xc0)).simd_eq(u8x16::splat(0x80)));
            let mut openings = window.places(firsts, |bytes| self.may_open(bytes));
            while openings != 0 {
                let at = start + openings.trailing_zeros() as usize;
                openings &= openings - 1;
                if at >= done {
                    let (found, end) = self.look(&chars, floor, at);
                    done = end;
                    floor = if found == Found::Nothing { floor } else { end };
                    if let Found::Figure { reports } = found {
                        seeds.push(Seed { at, end, reports });
                    }
                }
            }
        });
        seeds
    }

    /// Whether a figure may begin with the character that has these bytes, or begins with them.
    fn may_open(&self, [a, b, c]: [u8; 3]) -> bool {
        let (page, last) = match a {
            ..0x80 => (u16::from(a >> 6), a),
            ..0xe0 => (u16::from(a & 0x1f), b),
            ..0xf0 => (u16::from(a & 0x0f) << 6 | u16::from(b & 0x3f), c),
            _ => return false,
        };
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
        let before = |start: &usize| (*start > floor).then(|| chars.start_before(*start));
        let starts = std::iter::successors(Some(at), before).take(1 + self.before);
        starts.filter_map(|start| self.word(chars, start).filter(|(to, _)| *to > at)).last()
    }

    /// The longest word that starts at `at`.
    fn word(&self, chars: &Chars<'_>, at: usize) -> Option<(usize, Kind)> {
        let (first, second) = chars.at(at)?;
        let words = self.firsts.of(first, &self.words);
        if words.is_empty() {
            return None;
        }
        let next = chars.at(second).map_or(Letter::OTHER, |(letter, _)| letter);
        let alike = words[words.partition_point(|word| word.second() < next)..].iter();
        // Words of one letter come first.
        let mut candidates = alike.take_while(|word| word.second() == next).chain(&words[..1]);
        candidates.find_map(|word| {
            let to = |end: usize, letter: &Letter| chars.at(end).filter(|(found, _)| found == letter).map(|(_, to)| to);
            word.letters.iter().try_fold(at, to).map(|end| (end, word.kind))
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
        (end, before.is(Class::NUMBER | Class::VAGUE | Class::BLANK) || after.is(self.fraction | Class::BLANK))
    }
}

/// Numerals below ten that no figure which reports something can hold (`true`), and longer words that are figures: `一个月`
/// beside `一个`. Other numerals than one may be the end of a range: `三个至五个`.
fn lone_words(grammar: &Grammar, units: &[&str]) -> Vec<(String, bool)> {
    const ONE: char = '一';
    let is_unit = |word: &&str| units.contains(word);
    let classifiers = grammar.classifiers.iter().filter(|(_, classifier)| **classifier != Classifier::None);
    let classifiers: Vec<&str> = classifiers.map(|(word, _)| word).filter(|word| !is_unit(word)).collect();
    let begins_so = |unit: &&&str| classifiers.iter().any(|classifier| unit.starts_with(classifier));
    let ordinals =
        grammar.ordinal.iter().flat_map(|(word, ())| DIGITS.chars().map(move |digit| format!("{word}{digit}")));
    let one_of = classifiers.iter().map(|classifier| format!("{ONE}{classifier}"));
    let of_unit = units.iter().filter(begins_so).map(|unit| (format!("{ONE}{unit}"), false));
    ordinals.chain(one_of).map(|word| (word, true)).chain(of_unit).collect()
}

/// The characters of a text, folded.
struct Chars<'a> {
    alphabet: &'a Alphabet,
    bytes: &'a [u8],
}

impl Chars<'_> {
    /// The letter of the character at `at`, and where it ends.
    fn at(&self, at: usize) -> Option<(Letter, usize)> {
        let (code, length) = decode(self.bytes.get(at..)?)?;
        Some((self.alphabet.sign(code).letter(), at + length))
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
    use tallysheet_model::{Annotated, Quantity};

    use crate::Extractor;
    use crate::lang::zh::Chinese;

    fn check(text: &str, expected: &[(&str, bool)]) {
        let chinese = Chinese::new(&Catalog::embedded()).unwrap();
        let seeds = chinese.seeds(text);
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
    fn one_of_something_and_ordinals() {
        check("再一次，一名，一個，第三名", &[]);
        check("一个月，一个百分点，一元", &[("一", false), ("一", false), ("百", true), ("一", false)]);
        check("一个至三个，一两个", &[("三", false), ("一", false), ("两", false)]);
    }

    #[test]
    fn other_words() {
        check("统一标准，進一步做好，另一方面十分重要，经过对比，半夜来到大陆", &[]);
        check("千方百计，感慨万千，万万不可，第三方", &[]);
    }

    /// Numerals of which none reports anything by itself, with what may stand beside them.
    fn lone_numerals() -> impl Strategy<Value = String> {
        let pieces: Vec<&str> = "一个 一个 一名 一次 一人 一岁 一级 一元 一成 一年 第一 第三 个 名 次 起 部门 案件 半 三 两 点 多 余 来 又 分之 百分点 成 折 打 倍 元 块 角 \
            港元 % 公里 年 月 个月 天 小时 至 到 和 之间 不足 以上 以下 左右 约 增长 下降 每 / - ， 。 、 （ ） “ ”"
            .split_whitespace()
            .collect();
        let gap = prop_oneof![9 => Just(""), 1 => Just(" ")];
        let piece = (prop::sample::select(pieces), gap).prop_map(|(piece, gap)| format!("{piece}{gap}"));
        prop::collection::vec(piece, 0..16).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        #[test]
        fn what_is_left_alone_is_in_no_figure(text in lone_numerals()) {
            thread_local! {
                static EXTRACTOR: Extractor = Extractor::new(&Catalog::embedded()).unwrap();
            }
            let figures = |annotated: &Annotated| -> Vec<Quantity> {
                let figures = annotated.mentions.iter().filter_map(|m| m.quantity().cloned());
                figures.filter(|figure| figure.exclusion.is_none()).collect()
            };
            let (near, all) = EXTRACTOR.with(|e| (e.annotate_text(&text), e.annotate_all(&text)));
            prop_assert_eq!(figures(&near), figures(&all), "{}", text);
        }
    }
}
