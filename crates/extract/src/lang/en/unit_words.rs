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
    /// By the number of a word, the forms that begin with it.
    words: Vec<Begins>,
}

/// The forms that begin with a word.
#[derive(Clone, Debug, Default)]
struct Begins {
    /// The place of the form that is the word alone.
    alone: Option<u16>,
    /// That form is matched as it is written.
    exact: bool,
    /// Several forms are the word, in different cases.
    several: bool,
    /// The second words of longer forms.
    seconds: Vec<Word>,
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
        let mut words: Vec<Begins> = Vec::new();
        for (place, form) in catalog.units().iter().flat_map(|unit| &unit.en).enumerate() {
            let mut tokens = TokenLists::default();
            tokens.read(form, Span::new(0, form.len()), lexicon, prefixes);
            let tokens = tokens.of(form, 0);
            let mut forms = (0..).map_while(|at| tokens.text(at)).map(|word| lexicon.vocabulary.intern(word));
            let Some(first) = forms.next().map(Word::index) else { continue };
            words.resize(words.len().max(first + 1), Begins::default());
            let begins = &mut words[first];
            if let Some(second) = forms.next() {
                begins.seconds.push(second);
            } else {
                begins.several |= begins.alone.is_some();
                begins.alone = u16::try_from(place).ok();
                begins.exact = form.len() <= 2;
            }
        }
        Self { units, words }
    }

    /// The words that forms begin with.
    pub(super) fn first_words(&self) -> impl Iterator<Item = Word> {
        let begins = |begins: &Begins| begins.alone.is_some() || !begins.seconds.is_empty();
        self.words.iter().enumerate().filter(move |(_, word)| begins(word)).map(|(word, _)| Word::at(word))
    }

    /// What the words tell of the unit at a token.
    pub(super) fn word(&self, tokens: &Tokens<'_>, at: usize) -> UnitAt<'_> {
        if !tokens.opens(at).any(Opens::UNIT) {
            return if tokens.is_word(at) { UnitAt::None } else { UnitAt::Open };
        }
        let (word, next) = (tokens.word(at), tokens.word(at + 1));
        let begins = if word == Word::UNKNOWN { None } else { self.words.get(word.index()) };
        let alone = begins.filter(|begins| !begins.several && !begins.seconds.contains(&next));
        match alone.and_then(|begins| Some((self.units.form(usize::from(begins.alone?)), begins.exact))) {
            Some((form, exact)) if !exact || tokens.text(at) == Some(form.text()) => UnitAt::Word(form),
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

#[cfg(test)]
mod tests {
    use crate::testing::figures;

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(figures(text), expected, "{text}");
    }

    #[test]
    fn one_word_or_more() {
        check("a rise of 5 percent in all", &["5 percent = 5 percent change up"]);
        check("a rise of 5 percent points", &["5 percent points = 5 percentage_point change up"]);
        check("a load of 5 kilograms, 7 square metres", &["5 = 5 kg", "7 = 7 m2"]);
    }

    #[test]
    fn short_forms_as_they_are_written() {
        check("5 km of road", &["5 = 5 km"]);
        check("5 KM of road", &["5 = 5"]);
    }
}
