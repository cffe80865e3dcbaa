//! Units of one word, found by the number of the word: most units that a text names are such.

use tallysheet_catalog::Catalog;
use tallysheet_model::Span;

use super::{
    lexicon::Lexicon,
    token::{Token, TokenLists},
    vocabulary::Word,
};
use crate::units::{UnitForm, Units};

/// The units that stand behind a number.
#[derive(Debug)]
pub(super) struct UnitWords {
    units: Units,
    /// By the number of a word, what begins with it.
    words: Vec<Begins>,
}

/// The forms that begin with a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Begins {
    #[default]
    Nothing,
    /// One form that is the word, by its place.
    One(u16),
    /// Forms of several words, or such that are matched as they are written.
    Several,
}

impl UnitWords {
    /// Looked up by the words of the lexicon; a form's first word gets a number in the vocabulary.
    pub(super) fn new(catalog: &Catalog, units: Units, lexicon: &mut Lexicon, prefixes: &Units) -> Self {
        let mut words: Vec<Begins> = Vec::new();
        for (place, form) in catalog.units().iter().flat_map(|unit| &unit.en).enumerate() {
            let mut tokens = TokenLists::default();
            tokens.read(form, Span::new(0, form.len()), lexicon, prefixes);
            let Some(first) = tokens.of(form, 0).text(0) else { continue };
            let word = lexicon.vocabulary.intern(first).index();
            words.resize(words.len().max(word + 1), Begins::Nothing);
            let alone = first == form && (form.len() > 2 || !form.starts_with(char::is_alphabetic));
            words[word] = match u16::try_from(place) {
                Ok(place) if alone && words[word] == Begins::Nothing => Begins::One(place),
                _ => Begins::Several,
            };
        }
        Self { units, words }
    }

    /// The words that forms begin with.
    pub(super) fn first_words(&self) -> impl Iterator<Item = Word> {
        self.words.iter().enumerate().filter(|(_, begins)| **begins != Begins::Nothing).map(|(word, _)| Word::at(word))
    }

    /// The longest form that starts with the token, and the byte behind it.
    pub(super) fn at(&self, source: &str, token: &Token, sentence_end: usize) -> Option<(usize, &UnitForm)> {
        match self.words.get(token.facts.word.index()) {
            Some(Begins::One(place)) => Some((token.span.end, self.units.form(usize::from(*place)))),
            _ => self.units.at(source, token.span.start, sentence_end).map(|(span, form)| (span.end, form)),
        }
    }

    /// The unit whose form is exactly this text.
    pub(super) fn written(&self, text: &str) -> Option<&UnitForm> {
        self.units.written(text)
    }
}
