//! Reads the tokens of an English sentence.
//!
//! What it matches: runs of letters (with inner apostrophes), digits as [`super::digits`] reads them, and every other
//! character on its own. A currency prefix glued to its number (`RMB5bn`) is a word of its own.
//!
//! What it leaves alone: a run of letters and digits (`SKU31A`) is one code, no number; so is `1.2.3`.

use tallysheet_model::{Decimal, Span};

use super::{
    digits::{number, usual, vulgar_fraction},
    lexicon::{Class, Lexicon},
    opens::Opens,
    token::{NO_MARK, NO_VALUE, Token, TokenKind, TokenLists},
    token_set::Membership,
    vocabulary::{Facts, Vocabulary, Word, plain_word},
};
use crate::units::Units;

/// Reads the tokens of one sentence.
pub(super) struct Tokenizer<'r> {
    pub(super) source: &'r str,
    pub(super) sentence: Span,
    pub(super) lexicon: &'r Lexicon,
    /// Currencies before their numbers.
    pub(super) prefixes: &'r Units,
    /// Where the tokens go.
    pub(super) lists: &'r mut TokenLists,
    /// Some token is a quotation mark.
    pub(super) quotes: bool,
}

impl Tokenizer<'_> {
    /// Adds the tokens; whether some are quotation marks.
    pub(super) fn read(mut self) -> bool {
        let (bytes, vocabulary) = (self.source.as_bytes(), &self.lexicon.vocabulary);
        let (mut at, mut end) = (self.sentence.start, usize::MAX);
        while at < self.sentence.end {
            // Most tokens are such words.
            let word = bytes[at..].first_chunk().and_then(plain_word).filter(|(len, _)| at + len <= self.sentence.end);
            let Some((len, key)) = word else {
                (at, end) = self.other(at, end);
                continue;
            };
            let token = Token {
                span: Span { start: at, end: at + len },
                kind: TokenKind::Word,
                mark: NO_MARK,
                facts: vocabulary.find(key),
                owner: Word::UNKNOWN,
                glued: at == end,
                value: NO_VALUE,
            };
            self.push(token);
            end = at + len;
            at = end + usize::from(bytes.get(end) == Some(&b' '));
        }
        self.quotes
    }

    /// Reads what is no plain word at `at`, behind a token that ends at `end`: where the next begins, and where this one ends.
    #[inline(never)]
    fn other(&mut self, at: usize, end: usize) -> (usize, usize) {
        let bytes = &self.source.as_bytes()[..self.sentence.end];
        let digit_behind = || bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
        match bytes[at] {
            // Marks of emphasis are layout: `more than **$12.5 billion**`.
            b' ' | b'\t'..=b'\r' | b'*' | b'_' | b'`' => return (at + 1, end),
            b'0'..=b'9' => self.number(at, end),
            b'.' if digit_behind() && at != end => self.number(at, end),
            b'a'..=b'z' | b'A'..=b'Z' => self.word(at, end),
            byte @ 0..0x80 => {
                self.ascii_mark(at, end, byte);
                let next = at + 1;
                return (next + usize::from(bytes.get(next) == Some(&b' ')), next);
            }
            _ => {
                let Some(c) = self.source[at..self.sentence.end].chars().next() else {
                    return (self.sentence.end, end);
                };
                if c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}') {
                    return (at + c.len_utf8(), end);
                }
                match vulgar_fraction(c) {
                    Some(value) => {
                        let span = Span { start: at, end: at + c.len_utf8() };
                        self.add_number(span, end, TokenKind::Fraction, Some(value));
                    }
                    None if c.is_alphanumeric() => self.word(at, end),
                    None => self.mark(at, end, c.len_utf8(), c),
                }
            }
        }
        let end = self.lists.list.last().map_or(at, |token| token.span.end);
        (end + usize::from(bytes.get(end) == Some(&b' ')), end)
    }

    fn number(&mut self, at: usize, end: usize) {
        let bytes = self.source.as_bytes();
        let (len, kind, value) = match usual(&bytes[at..self.sentence.end]) {
            Some((len, value)) => (len, TokenKind::Number, Some(value)),
            None => {
                let listed = at > self.sentence.start && bytes[at - 1] == b',';
                number(&self.source[at..self.sentence.end], listed)
            }
        };
        self.add_number(Span { start: at, end: at + len }, end, kind, value);
    }

    #[inline]
    fn add_number(&mut self, span: Span, end: usize, kind: TokenKind, value: Option<Decimal>) {
        let opens = number_opens(kind, &self.source.as_bytes()[span.start..span.end]);
        let facts = match self.lexicon.vocabulary.digits(self.source, span.start, span.end) {
            // Most numbers.
            Word::UNKNOWN => of_kind(Facts::default(), opens),
            word => of_kind(self.lexicon.vocabulary.facts(word), opens),
        };
        let value = match value {
            Some(value) => {
                self.lists.values.push(value);
                // There are no more numbers than bytes of some sentences.
                self.lists.values.len() as u32
            }
            None => NO_VALUE,
        };
        let (mark, owner) = (NO_MARK, Word::UNKNOWN);
        self.push(Token { span, kind, mark, facts, owner, glued: span.start == end, value });
    }

    fn ascii_mark(&mut self, at: usize, end: usize, byte: u8) {
        self.quotes |= byte == b'"';
        let token = Token {
            span: Span { start: at, end: at + 1 },
            kind: TokenKind::Mark,
            mark: plain(char::from(byte)),
            facts: self.lexicon.marks[usize::from(byte)],
            owner: Word::UNKNOWN,
            glued: at == end,
            value: NO_VALUE,
        };
        self.push(token);
    }

    fn mark(&mut self, at: usize, end: usize, len: usize, c: char) {
        let mark = plain(c);
        let span = Span { start: at, end: at + len };
        let word = self.lexicon.vocabulary.get(self.source, span.start, span.end);
        let sign = is_sign(mark, self.source.as_bytes()[at], self.prefixes);
        let facts = of_kind(self.lexicon.vocabulary.facts(word), if sign { SIGN } else { NOTHING });
        let (kind, owner) = (TokenKind::Mark, Word::UNKNOWN);
        self.quotes |= mark == '"';
        self.push(Token { span, kind, mark, facts, owner, glued: at == end, value: NO_VALUE });
    }

    fn word(&mut self, at: usize, end: usize) {
        let (len, kind) = word(self.source, at, self.sentence.end, self.prefixes);
        let span = Span { start: at, end: at + len };
        if kind == TokenKind::Word {
            let (facts, owner) = self.lexicon.word(self.source, span);
            self.push(Token { span, kind, mark: NO_MARK, facts, owner, glued: at == end, value: NO_VALUE });
        } else {
            let word = self.lexicon.vocabulary.get(self.source, span.start, span.end);
            let facts = of_kind(self.lexicon.vocabulary.facts(word), DATE);
            let (mark, owner) = (NO_MARK, Word::UNKNOWN);
            self.push(Token { span, kind, mark, facts, owner, glued: at == end, value: NO_VALUE });
        }
    }

    #[inline(always)]
    fn push(&mut self, token: Token) {
        self.lists.list.push(token);
    }
}

/// What begins with a token of a kind, and the sets that it is in.
type OpensOfKind = (Opens, Membership);

const NOTHING: OpensOfKind = of_opens(Opens::NOTHING);
const SIGN: OpensOfKind = of_opens(Opens::FIGURE);
/// A number may be a day or a year, and any counts units of time.
const COUNT: OpensOfKind = of_opens(Opens::TIME_COUNT.or(Opens::FIGURE));
const DAY: OpensOfKind = of_opens(Opens::TIME_COUNT.or(Opens::FIGURE).or(Opens::TIME_DAY));
const DATE: OpensOfKind = of_opens(Opens::TIME.or(Opens::FIGURE));

const fn of_opens(opens: Opens) -> OpensOfKind {
    (opens, Membership::of(opens))
}

/// What is known of the marks of ASCII, by their byte.
pub(super) fn marks(vocabulary: &Vocabulary, prefixes: &Units) -> Box<[Facts; 128]> {
    Box::new(std::array::from_fn(|byte| {
        let byte = byte as u8;
        let sign = is_sign(plain(char::from(byte)), byte, prefixes);
        let word = vocabulary.byte(byte);
        of_kind(vocabulary.facts(word), if sign { SIGN } else { NOTHING })
    }))
}

/// Whether the mark is a sign, or may be a currency, told by the first of its bytes.
fn is_sign(mark: char, first: u8, prefixes: &Units) -> bool {
    mark == '-' || prefixes.may_start_with(first)
}

fn number_opens(kind: TokenKind, digits: &[u8]) -> OpensOfKind {
    match (kind, digits) {
        (TokenKind::Ordinal | TokenKind::Code, _) => DATE,
        (TokenKind::Number, [_] | [_, _]) => DAY,
        (TokenKind::Number, [b'1', b'9', _, _] | [b'2', b'0', _, _]) => DATE,
        _ => COUNT,
    }
}

/// What is known of a token that is no word: of its letters, but for their class, and of its kind.
fn of_kind(facts: Facts, (opens, sets): OpensOfKind) -> Facts {
    Facts { class: Class::Other, opens: facts.opens | opens, sets: facts.sets | sets, ..facts }
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
fn word(source: &str, at: usize, end: usize, prefixes: &Units) -> (usize, TokenKind) {
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
        return (span.len(), TokenKind::Word);
    }
    (next - at, if digits { TokenKind::Code } else { TokenKind::Word })
}
