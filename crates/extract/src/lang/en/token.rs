//! Tokens of an English sentence: words, numbers and marks.
//!
//! What it matches: runs of letters (with inner apostrophes), digits as [`super::digits`] reads them, and every other
//! character on its own. A currency prefix glued to its number (`RMB5bn`) is a word of its own.
//!
//! What it leaves alone: a run of letters and digits (`SKU31A`) is one code, no number; so is `1.2.3`.

use tallysheet_model::{Decimal, Span};

use super::{
    digits::{number, vulgar_fraction},
    lexicon::{Class, Lexicon},
    vocabulary::Word,
};
use crate::units::Units;

/// One token.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) span: Span,
    pub(super) kind: TokenKind,
    pub(super) class: Class,
    /// Its number in the vocabulary.
    pub(super) word: Word,
    /// No blank stands before it.
    pub(super) glued: bool,
}

/// The kinds of token.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum TokenKind {
    Word,
    /// Digits; `None` when they are damaged (`3,2016`) or beyond 29 digits.
    Number(Option<Decimal>),
    /// Digits with a decimal comma (`1,3`), which may be a list as well.
    CommaNumber(Decimal),
    /// `⅙`.
    Fraction(Decimal),
    /// `5th`.
    Ordinal,
    /// Letters and digits mixed.
    Code,
    Mark(char),
}

/// The tokens of one sentence, with the text they point into.
#[derive(Debug)]
pub(super) struct Tokens<'a> {
    pub(super) source: &'a str,
    pub(super) list: Vec<Token>,
}

impl<'a> Tokens<'a> {
    pub(super) fn read(source: &'a str, sentence: Span, lexicon: &Lexicon, prefixes: &Units) -> Self {
        let mut tokens = Self { source, list: Vec::with_capacity(sentence.len() / 5) };
        let mut at = sentence.start;
        while let Some(c) = source[at..sentence.end].chars().next() {
            let rest = &source[at..sentence.end];
            let (len, kind) = if c.is_ascii_digit() {
                number(rest, source[sentence.start..at].ends_with(','))
            } else if let Some(value) = vulgar_fraction(c) {
                (c.len_utf8(), TokenKind::Fraction(value))
            } else if c.is_alphanumeric() {
                word(source, at, sentence.end, prefixes)
            } else if c == '.' && rest.as_bytes().get(1).is_some_and(u8::is_ascii_digit) && tokens.ends_before(at) {
                number(rest, false)
            } else {
                (c.len_utf8(), TokenKind::Mark(plain(c)))
            };
            let span = Span::new(at, at + len);
            // Marks of emphasis are layout: `more than **$12.5 billion**`.
            if !(c.is_whitespace() || matches!(c, '*' | '_' | '`' | '\u{feff}' | '\u{200b}')) {
                let (class, word) = match kind {
                    TokenKind::Word => lexicon.word(span.slice(source)),
                    TokenKind::Number(_) | TokenKind::CommaNumber(_) => (Class::Other, Word::UNKNOWN),
                    _ => (Class::Other, lexicon.vocabulary.get(span.slice(source))),
                };
                let glued = tokens.list.last().is_some_and(|t| t.span.end == at);
                tokens.list.push(Token { span, kind, class, word, glued });
            }
            at += len;
        }
        tokens
    }

    /// Whether no token reaches `at`.
    fn ends_before(&self, at: usize) -> bool {
        self.list.last().is_none_or(|t| t.span.end < at)
    }

    pub(super) fn get(&self, at: usize) -> Option<&Token> {
        self.list.get(at)
    }

    pub(super) fn text(&self, at: usize) -> Option<&'a str> {
        self.list.get(at).map(|t| t.span.slice(self.source))
    }

    /// Whether the token is this word, given in lower case.
    pub(super) fn is(&self, at: usize, word: &str) -> bool {
        // As bytes, for the span lies on boundaries.
        let bytes = |t: &Token| &self.source.as_bytes()[t.span.start..t.span.end];
        self.list.get(at).is_some_and(|t| bytes(t).eq_ignore_ascii_case(word.as_bytes()))
    }

    pub(super) fn word(&self, at: usize) -> Word {
        self.list.get(at).map(|t| t.word).unwrap_or_default()
    }

    pub(super) fn class(&self, at: usize) -> Class {
        self.list.get(at).map(|t| t.class).unwrap_or_default()
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

fn word(source: &str, at: usize, end: usize, prefixes: &Units) -> (usize, TokenKind) {
    if let Some((span, _)) = prefixes.at(source, at, end)
        && source[span.end..].starts_with(|c: char| c.is_ascii_digit())
    {
        return (span.len(), TokenKind::Word);
    }
    let rest = &source[at..end];
    let mut digits = false;
    let mut len = rest.len();
    let mut chars = rest.char_indices().peekable();
    while let Some((offset, c)) = chars.next() {
        let inner = matches!(c, '\'' | '’') && chars.peek().is_some_and(|(_, next)| next.is_alphabetic());
        if !(c.is_alphanumeric() || inner) {
            len = offset;
            break;
        }
        digits |= c.is_ascii_digit();
    }
    (len, if digits { TokenKind::Code } else { TokenKind::Word })
}
