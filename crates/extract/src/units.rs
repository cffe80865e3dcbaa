//! The written forms of the catalog's units, looked up at one place of a text.

use aho_corasick::{AhoCorasick, AhoCorasickKind, Anchored, Input, MatchKind, StartKind};
use tallysheet_catalog::{Catalog, Unit};
use tallysheet_model::{Dimension, SmolStr, Span};

use crate::BuildError;

/// The unit forms of one language that stand after a number, or those that stand before one.
#[derive(Debug)]
pub(crate) struct Units {
    automaton: AhoCorasick,
    /// The bytes that a form may begin with: most places of a text are told by one.
    first_bytes: [bool; 256],
    forms: Vec<UnitForm>,
}

/// One written form of a unit.
#[derive(Clone, Debug)]
pub(crate) struct UnitForm {
    /// The form as the catalog writes it.
    text: String,
    pub(crate) id: SmolStr,
    pub(crate) dimension: Dimension,
    /// Other units share the form.
    pub(crate) open: bool,
    /// The greater unit told together with it, and how many of it make one.
    pub(crate) part_of: Option<(SmolStr, u16)>,
}

impl UnitForm {
    /// The form as the catalog writes it.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }
}

impl Units {
    pub(crate) fn new(catalog: &Catalog, forms_of: impl Fn(&Unit) -> &[String]) -> Result<Self, BuildError> {
        let mut forms: Vec<UnitForm> = Vec::new();
        for unit in catalog.units() {
            for text in forms_of(unit) {
                let (id, open, part_of) = (unit.id.clone(), unit.open.contains(text), unit.part_of.clone());
                forms.push(UnitForm { text: text.clone(), id, dimension: unit.dimension, open, part_of });
            }
        }
        // Asked at one place at a time, it need not be the quickest to search; this kind is the quickest to build.
        let automaton = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::NoncontiguousNFA))
            .match_kind(MatchKind::LeftmostLongest)
            .start_kind(StartKind::Anchored)
            .ascii_case_insensitive(true)
            .build(forms.iter().map(|f| &f.text))?;
        let mut first_bytes = [false; 256];
        for byte in forms.iter().filter_map(|form| form.text.bytes().next()) {
            first_bytes[usize::from(byte.to_ascii_lowercase())] = true;
            first_bytes[usize::from(byte.to_ascii_uppercase())] = true;
        }
        Ok(Self { automaton, first_bytes, forms })
    }

    /// The longest form that starts exactly at `at` and is no part of a longer word, with its span.
    ///
    /// Forms of one or two letters are matched as written (`m`, `RM`), longer ones without regard to case.
    pub(crate) fn at(&self, text: &str, at: usize, end: usize) -> Option<(Span, &UnitForm)> {
        if !self.may_start(text, at) {
            return None;
        }
        let input = Input::new(text).span(at..end).anchored(Anchored::Yes);
        let found = self.automaton.find(input)?;
        let form = &self.forms[found.pattern().as_usize()];
        let span = Span::new(found.start(), found.end());
        let surface = span.slice(text);
        let exact = surface.len() > 2 || surface == form.text;
        (exact && !splits_word(text, span)).then_some((span, form))
    }

    /// A form by its place among those of the catalog.
    pub(crate) fn form(&self, place: usize) -> &UnitForm {
        &self.forms[place]
    }

    /// Whether a form may start at `at`, told by its first byte.
    pub(crate) fn may_start(&self, text: &str, at: usize) -> bool {
        text.as_bytes().get(at).is_some_and(|byte| self.may_start_with(*byte))
    }

    /// Whether a form may start with the byte.
    pub(crate) fn may_start_with(&self, byte: u8) -> bool {
        self.first_bytes[usize::from(byte)]
    }

    /// The unit whose form is exactly this text.
    pub(crate) fn written(&self, text: &str) -> Option<&UnitForm> {
        let input = Input::new(text).anchored(Anchored::Yes);
        let found = self.automaton.find(input).filter(|found| found.end() == text.len())?;
        Some(&self.forms[found.pattern().as_usize()]).filter(|form| form.text == text)
    }
}

/// Whether the span's edges fall inside a run of ASCII letters: no word of its own.
pub(crate) fn splits_word(text: &str, span: Span) -> bool {
    let bytes = text.as_bytes();
    let letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
    let inside = |at: usize| at > 0 && letter(at - 1) && letter(at);
    inside(span.start) || inside(span.end)
}
