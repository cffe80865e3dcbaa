//! Tokens of an English sentence: words, numbers and marks.
//!
//! What it matches: runs of letters (with inner apostrophes), digits as [`super::digits`] reads them, and every other
//! character on its own. A currency prefix glued to its number (`RMB5bn`) is a word of its own.
//!
//! What it leaves alone: a run of letters and digits (`SKU31A`) is one code, no number; so is `1.2.3`.

use std::ops::Range;

use tallysheet_model::{Decimal, Span};

use super::{
    digits::{number, vulgar_fraction},
    lexicon::{Class, Lexicon},
    opens::Opens,
    vocabulary::{Facts, Word, plain_word},
};
use crate::units::Units;

/// One token.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) span: Span,
    pub(super) kind: TokenKind,
    /// Its number in the vocabulary.
    pub(super) word: Word,
    pub(super) facts: Facts,
    /// Of a possessive (`police's`), the number of the owner.
    pub(super) owner: Word,
    /// No blank stands before it.
    pub(super) glued: bool,
}

impl Token {
    /// The bytes of the ending that makes a possessive of the owner.
    pub(super) fn possessive_len(&self, source: &str) -> usize {
        if self.span.slice(source).ends_with("'s") { "'s".len() } else { "’s".len() }
    }
}

/// The kinds of token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    Word,
    /// Digits; they have no value when they are damaged (`3,2016`) or beyond 29 digits.
    Number,
    /// Digits with a decimal comma (`1,3`), which may be a list as well.
    CommaNumber,
    /// `⅙`.
    Fraction,
    /// `5th`.
    Ordinal,
    /// Letters and digits mixed.
    Code,
    Mark(char),
}

/// The tokens of one sentence, with the text they point into.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tokens<'a> {
    pub(super) source: &'a str,
    pub(super) list: &'a [Token],
    /// What the numbers are worth, by token, ascending.
    values: &'a [(usize, Decimal)],
    /// The tokens that are a unit of time or a half, ascending.
    pub(super) time_units: &'a [usize],
    /// What is known of the words, of all of them together.
    pub(super) seen: Facts,
    /// Some token is a quotation mark.
    pub(super) quotes: bool,
}

/// The tokens of many sentences, each counted from the first of its own.
#[derive(Debug, Default)]
pub(super) struct TokenLists {
    list: Vec<Token>,
    values: Vec<(usize, Decimal)>,
    time_units: Vec<usize>,
    sentences: Vec<Lists>,
}

/// The places that the tokens of one sentence have in the lists.
#[derive(Debug)]
struct Lists {
    list: Range<usize>,
    values: Range<usize>,
    time_units: Range<usize>,
    seen: Facts,
    quotes: bool,
}

impl TokenLists {
    pub(super) fn clear(&mut self) {
        self.list.clear();
        self.values.clear();
        self.time_units.clear();
        self.sentences.clear();
    }

    /// Makes room for the tokens of so many bytes, as many as prose has.
    pub(super) fn reserve(&mut self, bytes: usize) {
        self.list.reserve(bytes / 5);
    }

    /// The tokens of the sentence with this index.
    pub(super) fn of<'a>(&'a self, source: &'a str, sentence: usize) -> Tokens<'a> {
        let Lists { list, values, time_units, seen, quotes } = &self.sentences[sentence];
        Tokens {
            source,
            list: &self.list[list.clone()],
            values: &self.values[values.clone()],
            time_units: &self.time_units[time_units.clone()],
            seen: *seen,
            quotes: *quotes,
        }
    }

    /// Adds a sentence.
    pub(super) fn read(&mut self, source: &str, sentence: Span, lexicon: &Lexicon, prefixes: &Units) {
        let (list, values, time_units) = (self.list.len(), self.values.len(), self.time_units.len());
        let mut reader = Reader { first: list, seen: Facts::default(), quotes: false, lists: self };
        reader.read(source, sentence, lexicon, prefixes);
        let Reader { seen, quotes, .. } = reader;
        let list = list..self.list.len();
        let (values, time_units) = (values..self.values.len(), time_units..self.time_units.len());
        self.sentences.push(Lists { list, values, time_units, seen, quotes });
    }
}

/// Reads one sentence.
struct Reader<'l> {
    lists: &'l mut TokenLists,
    /// The place of its first token.
    first: usize,
    seen: Facts,
    quotes: bool,
}

impl Reader<'_> {
    fn read(&mut self, source: &str, sentence: Span, lexicon: &Lexicon, prefixes: &Units) {
        let bytes = &source.as_bytes()[..sentence.end];
        let (mut at, mut end) = (sentence.start, usize::MAX);
        while let Some(&byte) = bytes.get(at) {
            let (len, kind, value) = match byte {
                b' ' | b'\t'..=b'\r' | b'*' | b'_' | b'`' => {
                    // Marks of emphasis are layout: `more than **$12.5 billion**`.
                    at += 1;
                    continue;
                }
                b'a'..=b'z' | b'A'..=b'Z' => match plain_word(source, at).filter(|(len, _)| at + len <= sentence.end) {
                    Some((len, key)) => {
                        // Most tokens are such words.
                        let word = lexicon.vocabulary.find(key);
                        let (span, kind) = (Span::new(at, at + len), TokenKind::Word);
                        let (facts, owner) = (lexicon.vocabulary.facts(word), Word::UNKNOWN);
                        self.push(Token { span, kind, word, facts, owner, glued: at == end });
                        end = span.end;
                        at = end + usize::from(bytes.get(end) == Some(&b' '));
                        continue;
                    }
                    None => word(source, at, sentence.end, prefixes),
                },
                b'0'..=b'9' => number(&source[at..sentence.end], at > sentence.start && bytes[at - 1] == b','),
                b'.' if bytes.get(at + 1).is_some_and(u8::is_ascii_digit) && at != end => {
                    number(&source[at..sentence.end], false)
                }
                0..0x80 => (1, TokenKind::Mark(plain(char::from(byte))), None),
                _ => {
                    let Some(c) = source[at..sentence.end].chars().next() else { break };
                    let len = c.len_utf8();
                    if c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}') {
                        at += len;
                        continue;
                    }
                    match vulgar_fraction(c) {
                        Some(value) => (len, TokenKind::Fraction, Some(value)),
                        None if c.is_alphanumeric() => word(source, at, sentence.end, prefixes),
                        None => (len, TokenKind::Mark(plain(c)), None),
                    }
                }
            };
            let span = Span::new(at, at + len);
            let (facts, word, owner) = facts(source, span, kind, lexicon, prefixes);
            self.quotes |= kind == TokenKind::Mark('"');
            self.lists.values.extend(value.map(|value| (self.lists.list.len() - self.first, value)));
            self.push(Token { span, kind, word, facts, owner, glued: at == end });
            (at, end) = (span.end, span.end);
        }
    }

    fn push(&mut self, token: Token) {
        let Facts { class, opens, begins, ends } = token.facts;
        self.seen.opens |= opens;
        self.seen.begins |= begins;
        self.seen.ends |= ends;
        if matches!(class, Class::TimeUnit(_) | Class::Half) {
            self.lists.time_units.push(self.lists.list.len() - self.first);
        }
        self.lists.list.push(token);
    }
}

impl<'a> Tokens<'a> {
    pub(super) fn get(&self, at: usize) -> Option<&Token> {
        self.list.get(at)
    }

    pub(super) fn kind(&self, at: usize) -> Option<TokenKind> {
        self.list.get(at).map(|t| t.kind)
    }

    /// What the number at the token is worth.
    pub(super) fn value(&self, at: usize) -> Option<Decimal> {
        let place = self.values.binary_search_by_key(&at, |(token, _)| *token).ok()?;
        Some(self.values[place].1)
    }

    pub(super) fn text(&self, at: usize) -> Option<&'a str> {
        self.list.get(at).map(|t| t.span.slice(self.source))
    }

    /// Whether the token is this word.
    pub(super) fn is(&self, at: usize, word: Word) -> bool {
        self.word(at) == word
    }

    /// Whether the token is one of these words.
    pub(super) fn is_any(&self, at: usize, words: &[Word]) -> bool {
        words.contains(&self.word(at))
    }

    pub(super) fn word(&self, at: usize) -> Word {
        self.list.get(at).map(|t| t.word).unwrap_or_default()
    }

    pub(super) fn class(&self, at: usize) -> Class {
        self.list.get(at).map(|t| t.facts.class).unwrap_or_default()
    }

    pub(super) fn opens(&self, at: usize) -> Opens {
        self.list.get(at).map(|t| t.facts.opens).unwrap_or_default()
    }

    pub(super) fn mark(&self, at: usize) -> Option<char> {
        match self.list.get(at)?.kind {
            TokenKind::Mark(c) => Some(c),
            _ => None,
        }
    }

    pub(super) fn is_word(&self, at: usize) -> bool {
        self.list.get(at).is_some_and(|t| t.kind == TokenKind::Word)
    }

    pub(super) fn is_capitalized(&self, at: usize) -> bool {
        self.text(at).is_some_and(|text| text.starts_with(char::is_uppercase))
    }

    /// The bytes from the start of one token to the end of another.
    pub(super) fn span(&self, first: usize, last: usize) -> Span {
        Span::new(self.list[first].span.start, self.list[last].span.end)
    }
}

/// What is known of a token: of it as a word, and as one of its kind. With it, its number and that of its owner.
fn facts(source: &str, span: Span, kind: TokenKind, lexicon: &Lexicon, prefixes: &Units) -> (Facts, Word, Word) {
    if kind == TokenKind::Word {
        return lexicon.word(source, span);
    }
    let word = lexicon.vocabulary.get(source, span.start, span.end);
    let mut facts = Facts { class: Class::Other, ..lexicon.vocabulary.facts(word) };
    facts.opens |= match kind {
        // A sign, or a currency.
        TokenKind::Mark(mark) if mark == '-' || prefixes.may_start(source, span.start) => Opens::FIGURE,
        TokenKind::Word | TokenKind::Mark(_) => Opens::default(),
        TokenKind::Ordinal | TokenKind::Code => Opens::TIME | Opens::FIGURE,
        // A number may be a day or a year, and any counts units of time.
        TokenKind::Number => match span.slice(source).as_bytes() {
            [_] | [_, _] => Opens::TIME_DAY | Opens::TIME_COUNT | Opens::FIGURE,
            [b'1', b'9', _, _] | [b'2', b'0', _, _] => Opens::TIME | Opens::FIGURE,
            _ => Opens::TIME_COUNT | Opens::FIGURE,
        },
        TokenKind::CommaNumber | TokenKind::Fraction => Opens::TIME_COUNT | Opens::FIGURE,
    };
    (facts, word, Word::UNKNOWN)
}

/// Marks that differ in shape only are read as one: dashes as `-`, curly quotes as straight ones.
fn plain(c: char) -> char {
    match c {
        '–' | '—' | '‑' | '−' | '～' | '~' => '-',
        '“' | '”' | '„' | '«' | '»' => '"',
        '’' | '‘' => '\'',
        '，' => ',',
        '（' => '(',
        '）' => ')',
        '％' => '%',
        other => other,
    }
}

/// The word or code at `at`, which is a letter or a digit of any script.
fn word(source: &str, at: usize, end: usize, prefixes: &Units) -> (usize, TokenKind, Option<Decimal>) {
    let bytes = &source.as_bytes()[..end];
    let (mut next, mut digits) = (at, false);
    while let Some(&byte) = bytes.get(next) {
        if byte.is_ascii_alphabetic() {
            next += 1;
        } else if byte.is_ascii_digit() {
            digits = true;
            next += 1;
        } else if byte == b'\'' || !byte.is_ascii() {
            // Apostrophes inside a word belong to it, and so do letters of other scripts.
            let mut chars = source[next..end].chars();
            let c = chars.next().unwrap_or_default();
            let inner = matches!(c, '\'' | '’') && chars.next().is_some_and(char::is_alphabetic);
            if !(inner || c.is_alphanumeric()) {
                break;
            }
            next += c.len_utf8();
        } else {
            break;
        }
    }
    // `RMB5bn`, `US$2.81`, `Rs.500`: a currency glued to its number is a word of its own. Most words have no such
    // character in them or behind them.
    let glued = digits || bytes.get(next).is_some_and(|b| matches!(b, b'$' | b'.') || !b.is_ascii());
    if glued
        && let Some((span, _)) = prefixes.at(source, at, end)
        && bytes.get(span.end).is_some_and(u8::is_ascii_digit)
    {
        return (span.len(), TokenKind::Word, None);
    }
    (next - at, if digits { TokenKind::Code } else { TokenKind::Word }, None)
}
