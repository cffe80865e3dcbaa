//! The written forms of the catalog's units, looked up at one place of a text.

use tallysheet_catalog::{Catalog, Unit};
use tallysheet_model::{Dimension, SmolStr, Span};

use super::super::alphabet::{Alphabet, Letter};
use super::super::class::Class;
use super::super::text::Text;
use super::super::words::Words;

/// The unit forms that stand after a number, or those that stand before one.
#[derive(Debug)]
pub(in super::super) struct Units {
    words: Words<UnitForm>,
}

/// One written form of a unit.
#[derive(Debug)]
pub(in super::super) struct UnitForm {
    /// The form as the catalog writes it.
    text: String,
    pub(super) id: SmolStr,
    pub(super) dimension: Dimension,
    /// Other units share the form.
    pub(super) open: bool,
}

impl Units {
    pub(in super::super) fn new(
        catalog: &Catalog,
        alphabet: &mut Alphabet,
        forms_of: impl Fn(&Unit) -> &[String],
    ) -> Self {
        let form = |unit: &Unit, text: &String| {
            let (id, open) = (unit.id.clone(), unit.open.contains(text));
            (text.to_ascii_lowercase(), UnitForm { text: text.clone(), id, dimension: unit.dimension, open })
        };
        let forms = catalog.units().iter().flat_map(|unit| forms_of(unit).iter().map(move |text| form(unit, text)));
        Self { words: Words::new(alphabet, forms) }
    }

    /// Every form, in small letters.
    pub(in super::super) fn forms(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(|(form, _)| form)
    }

    /// Adds to what the characters are that a form may begin with.
    pub(in super::super) fn mark(&self, alphabet: &mut Alphabet, class: Class) {
        self.words.mark(alphabet, class);
    }

    /// Whether a form may begin with these two letters, which follow each other.
    pub(in super::super) fn may_begin(&self, letters: [Letter; 2]) -> bool {
        self.words.may_begin(letters.map(Letter::small))
    }

    /// The longest form that starts exactly at `at` and is no part of a longer word, with its span.
    ///
    /// Forms of one or two letters are matched as written (`m`, `RM`), longer ones without regard to case.
    pub(in super::super) fn at(&self, text: &Text<'_>, at: usize, end: usize) -> Option<(Span, &UnitForm)> {
        let (to, form) = self.words.at_in_any_case(text, at, end)?;
        let span = Span::new(at, to);
        let exact = span.len() > 2 || span.slice(text) == form.text;
        (exact && !text.splits_word(span)).then_some((span, form))
    }
}
