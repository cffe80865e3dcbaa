//! The words of the catalog in a text, found by one automaton per language.

use aho_corasick::{AhoCorasick, MatchKind};
use tallysheet_catalog::{Catalog, Form, Inflection, Lexeme};
use tallysheet_model::{CueKind, SmolStr, Span};

use crate::{BuildError, units::splits_word};

/// Every form of every lexeme, in one language.
#[derive(Debug)]
pub(crate) struct CueIndex {
    automaton: AhoCorasick,
    forms: Vec<CueForm>,
}

/// One form of a lexeme.
#[derive(Clone, Debug)]
pub(crate) struct CueForm {
    /// The form, where it must be matched as it is written.
    exact: Option<String>,
    pub(crate) kind: CueKind,
    pub(crate) id: SmolStr,
    pub(crate) inflection: Inflection,
}

impl CueIndex {
    pub(crate) fn new(catalog: &Catalog, forms_of: impl Fn(&Lexeme) -> &[Form]) -> Result<Self, BuildError> {
        let mut forms = Vec::new();
        let mut patterns = Vec::new();
        for lexeme in catalog.lexemes() {
            let lexeme_forms = forms_of(lexeme);
            for form in lexeme_forms {
                // `shut down` is base and past alike: it is searched once, as what can be passive.
                let also_past = |f: &Form| f.text == form.text && f.inflection == Inflection::Past;
                if form.inflection != Inflection::Past && lexeme_forms.iter().any(also_past) {
                    continue;
                }
                patterns.push(form.text.as_str());
                let name = matches!(lexeme.kind, CueKind::Programme | CueKind::Place | CueKind::Speaker);
                let exact = (name && form.text.chars().any(char::is_uppercase)).then(|| form.text.clone());
                let (id, inflection) = (lexeme.id.clone(), form.inflection);
                forms.push(CueForm { exact, kind: lexeme.kind, id, inflection });
            }
        }
        let automaton =
            AhoCorasick::builder().match_kind(MatchKind::Standard).ascii_case_insensitive(true).build(patterns)?;
        Ok(Self { automaton, forms })
    }

    /// Calls `found` with every form in the sentence that is no part of a longer word, overlaps included.
    ///
    /// Names with a capital letter are matched as written, so that `Great Wall` is not any great wall.
    pub(crate) fn find(&self, text: &str, sentence: Span, mut found: impl FnMut(Span, &CueForm)) {
        let input = aho_corasick::Input::new(text).span(sentence.start..sentence.end);
        for hit in self.automaton.find_overlapping_iter(input) {
            let (span, form) = (Span::new(hit.start(), hit.end()), &self.forms[hit.pattern().as_usize()]);
            let exact = form.exact.as_deref().is_none_or(|e| e == span.slice(text));
            if exact && !splits_word(text, span) {
                found(span, form);
            }
        }
    }
}
