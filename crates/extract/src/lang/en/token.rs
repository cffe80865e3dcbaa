//! Tokens of an English sentence: words, numbers and marks, as [`super::tokenizer`] reads them.

use std::ops::Range;

use tallysheet_model::{Decimal, Span};

use super::{
    lexicon::{Class, Lexicon},
    opens::Opens,
    phrase_table::TableSet,
    shape::Shape,
    token_set::{Rows, TokenSets},
    tokenizer::Tokenizer,
    vocabulary::{Facts, Word},
};
use crate::units::Units;

/// One token.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) span: Span,
    pub(super) kind: TokenKind,
    /// What kind of mark it is; `\0` for a token that is none.
    pub(super) mark: char,
    pub(super) facts: Facts,
    /// Of a possessive (`police's`), the number of the owner.
    pub(super) owner: Word,
    /// No blank stands before it.
    pub(super) glued: bool,
    /// One more than the place of what it is worth; 0 for none.
    pub(super) value: u32,
}

/// Of a token that is no mark.
pub(super) const NO_MARK: char = '\0';
/// Of a token that is no number.
pub(super) const NO_VALUE: u32 = 0;

impl Token {
    /// The byte behind the owner of a possessive.
    pub(super) fn owner_end(&self, source: &str) -> usize {
        self.span.end - if self.span.slice(source).ends_with("'s") { "'s".len() } else { "’s".len() }
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
    /// Any other character.
    Mark,
}

/// The tokens of one sentence, with the text they point into.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tokens<'a> {
    pub(super) source: &'a str,
    pub(super) list: &'a [Token],
    /// What the numbers are worth.
    values: &'a [Decimal],
    pub(super) sets: TokenSets<'a>,
    /// Some token is a quotation mark.
    pub(super) quotes: bool,
}

/// The tokens of many sentences, each counted from the first of its own.
#[derive(Debug, Default)]
pub(super) struct TokenLists {
    pub(super) list: Vec<Token>,
    pub(super) values: Vec<Decimal>,
    rows: Rows,
    sentences: Vec<Lists>,
}

/// The places that the tokens of one sentence have in the lists.
#[derive(Debug)]
struct Lists {
    list: Range<usize>,
    quotes: bool,
}

impl TokenLists {
    pub(super) fn clear(&mut self) {
        self.list.clear();
        self.values.clear();
        self.sentences.clear();
    }

    /// Makes room for the tokens of so many bytes, as many as prose has.
    pub(super) fn reserve(&mut self, bytes: usize) {
        self.list.reserve(bytes / 5);
    }

    /// The tokens of the sentence with this index.
    pub(super) fn of<'a>(&'a self, source: &'a str, sentence: usize) -> Tokens<'a> {
        let Lists { list, quotes } = &self.sentences[sentence];
        Tokens {
            source,
            list: &self.list[list.clone()],
            values: &self.values,
            sets: self.rows.of(list),
            quotes: *quotes,
        }
    }

    /// Adds a sentence.
    pub(super) fn read(&mut self, source: &str, sentence: Span, lexicon: &Lexicon, prefixes: &Units) {
        let first = self.list.len();
        let quotes = Tokenizer { source, sentence, lexicon, prefixes, quotes: false, lists: self }.read();
        self.sentences.push(Lists { list: first..self.list.len(), quotes });
    }

    /// Ends the sentences.
    pub(super) fn end(&mut self) {
        self.rows.fill(self.list.iter().map(|token| token.facts.sets));
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
        let place = (self.list.get(at)?.value as usize).checked_sub(1)?;
        Some(self.values[place])
    }

    pub(super) fn text(&self, at: usize) -> Option<&'a str> {
        self.list.get(at).map(|t| t.span.slice(self.source))
    }

    /// The bytes of the token; none behind the last.
    pub(super) fn bytes(&self, at: usize) -> &'a [u8] {
        self.list.get(at).map(|t| &self.source.as_bytes()[t.span.start..t.span.end]).unwrap_or_default()
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
        self.list.get(at).map(|t| t.facts.word).unwrap_or_default()
    }

    pub(super) fn class(&self, at: usize) -> Class {
        self.list.get(at).map(|t| t.facts.class).unwrap_or_default()
    }

    pub(super) fn opens(&self, at: usize) -> Opens {
        self.list.get(at).map(|t| t.facts.opens).unwrap_or_default()
    }

    /// Whether a phrase of one of the tables may begin at the token.
    pub(super) fn begins(&self, at: usize, tables: TableSet) -> bool {
        self.list.get(at).is_some_and(|t| t.facts.begins.any(tables))
    }

    /// The mark that the token is; `\0` where it is none.
    #[inline]
    pub(super) fn mark(&self, at: usize) -> char {
        self.list.get(at).map(|t| t.mark).unwrap_or_default()
    }

    /// Whether the token is this mark.
    #[inline]
    pub(super) fn is_mark(&self, at: usize, mark: char) -> bool {
        self.mark(at) == mark
    }

    /// Whether no blank stands before the token.
    pub(super) fn is_glued(&self, at: usize) -> bool {
        self.list.get(at).is_some_and(|t| t.glued)
    }

    pub(super) fn is_word(&self, at: usize) -> bool {
        self.list.get(at).is_some_and(|t| t.kind == TokenKind::Word)
    }

    /// Whether the token is spelt so.
    pub(super) fn has_shape(&self, at: usize, shape: Shape) -> bool {
        shape.is_of(self.bytes(at))
    }

    pub(super) fn is_capitalized(&self, at: usize) -> bool {
        self.has_shape(at, Shape::Capital)
    }

    /// The bytes from the start of one token to the end of another.
    pub(super) fn span(&self, first: usize, last: usize) -> Span {
        Span::new(self.list[first].span.start, self.list[last].span.end)
    }
}
