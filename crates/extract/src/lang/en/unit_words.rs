//! Units of one word, found by the number of the word: most units that a text names are such.

use tallysheet_catalog::Catalog;
use tallysheet_model::Span;

use super::{
    lexicon::Lexicon,
    opens::Opens,
    token::{TokenLists, Tokens},
    vocabulary::Word,
};
use crate::units::{UnitForm, Units};

/// The units that stand behind a number.
#[derive(Debug)]
pub(super) struct UnitWords {
    units: Units,
    /// By the number of a word, what begins with it.
    words: Vec<Begins>,
    /// By the number of a word, whether it is the second of a form.
    seconds: Vec<bool>,
}

/// The forms that begin with a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Begins {
    #[default]
    Nothing,
    /// One form that is the word, by its place.
    One(u16),
    /// Such a form, and forms of several words.
    OneAndMore(u16),
    /// Forms of several words, or forms that are matched as they are written.
    More,
}

/// The unit at a token.
pub(super) enum UnitAt<'u> {
    None,
    /// The token is a unit and belongs to no longer one.
    Word(&'u UnitForm),
    /// Only the letters of the text can tell.
    Open,
}

impl UnitWords {
    /// Looked up by the words of the lexicon; a form's words get numbers in the vocabulary.
    pub(super) fn new(catalog: &Catalog, units: Units, lexicon: &mut Lexicon, prefixes: &Units) -> Self {
        let (mut words, mut seconds): (Vec<Begins>, Vec<bool>) = Default::default();
        for (place, form) in catalog.units().iter().flat_map(|unit| &unit.en).enumerate() {
            let mut tokens = TokenLists::default();
            tokens.read(form, Span::new(0, form.len()), lexicon, prefixes);
            let tokens = tokens.of(form, 0);
            let mut forms = (0..).map_while(|at| tokens.text(at)).map(|word| lexicon.vocabulary.intern(word));
            let Some(first) = forms.next().map(Word::index) else { continue };
            let second = forms.next();
            words.resize(words.len().max(first + 1), Begins::Nothing);
            let any_case = form.len() > 2 || !form.starts_with(char::is_alphabetic);
            let place = u16::try_from(place).ok().filter(|_| any_case && second.is_none());
            words[first] = match (words[first], place) {
                (Begins::Nothing, Some(place)) => Begins::One(place),
                (Begins::One(place), None) if second.is_some() => Begins::OneAndMore(place),
                (Begins::OneAndMore(place), None) if second.is_some() => Begins::OneAndMore(place),
                _ => Begins::More,
            };
            if let Some(second) = second.map(Word::index) {
                seconds.resize(seconds.len().max(second + 1), false);
                seconds[second] = true;
            }
        }
        Self { units, words, seconds }
    }

    /// The words that forms begin with.
    pub(super) fn first_words(&self) -> impl Iterator<Item = Word> {
        self.words.iter().enumerate().filter(|(_, begins)| **begins != Begins::Nothing).map(|(word, _)| Word::at(word))
    }

    /// What the words tell of the unit at a token.
    pub(super) fn word(&self, tokens: &Tokens<'_>, at: usize) -> UnitAt<'_> {
        let word = tokens.word(at);
        let begins = if word == Word::UNKNOWN { None } else { self.words.get(word.index()) };
        match begins {
            Some(Begins::One(place)) => UnitAt::Word(self.units.form(usize::from(*place))),
            Some(Begins::OneAndMore(place)) if self.seconds.get(tokens.word(at + 1).index()) != Some(&true) => {
                UnitAt::Word(self.units.form(usize::from(*place)))
            }
            Some(Begins::Nothing) | None if tokens.is_word(at) && !tokens.opens(at).any(Opens::UNIT) => UnitAt::None,
            _ => UnitAt::Open,
        }
    }

    /// The longest form that starts with a token, and the byte behind it.
    pub(super) fn at(&self, tokens: &Tokens<'_>, at: usize) -> Option<(usize, &UnitForm)> {
        let span = tokens.get(at)?.span;
        match self.word(tokens, at) {
            UnitAt::None => None,
            UnitAt::Word(form) => Some((span.end, form)),
            UnitAt::Open => {
                let sentence_end = tokens.list.last()?.span.end;
                self.units.at(tokens.source, span.start, sentence_end).map(|(span, form)| (span.end, form))
            }
        }
    }

    /// The unit whose form is exactly this text.
    pub(super) fn written(&self, text: &str) -> Option<&UnitForm> {
        self.units.written(text)
    }
}
