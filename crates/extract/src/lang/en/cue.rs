//! The words of the catalog in a sentence.
//!
//! What it matches: every form of every lexeme, whatever its case and the blanks in it, overlaps included; names with a
//! capital letter as they are written, so that `Great Wall` is not any great wall; the owner in a possessive (`police's`).
//!
//! What it leaves alone: a form inside a longer word, and a verb that is denied (`did not arrest 12 people`).
//!
//! Normalizes to: [`Cue`]; a participle is told apart as a passive or an attribute by its place (see [`super::voice`]).

use tallysheet_catalog::{Catalog, Inflection};
use tallysheet_model::{Cue, CueKind, SmolStr, Span};

use super::{
    English,
    lexicon::Lexicon,
    opens::Opens,
    rule_word::word,
    token::{Buffers, Tokens},
    vocabulary::Word,
    voice::{is_attribute, is_negated, is_passive},
};
use crate::{Mentions, units::Units};

/// The forms of the catalog as a tree of words.
#[derive(Debug, Default)]
pub(super) struct Cues {
    /// By the number of the first word, the node that it leads to; 0, the root, where no form begins.
    firsts: Vec<u32>,
    nodes: Vec<Node>,
}

/// Where the words read so far lead.
#[derive(Debug, Default)]
struct Node {
    /// The words that go on, and where they lead.
    next: Vec<(Word, u32)>,
    /// The forms that end here, in the order of the catalog.
    forms: Vec<CueForm>,
}

/// One form of a lexeme.
#[derive(Clone, Debug)]
struct CueForm {
    /// The form, where it must be matched as it is written.
    exact: Option<Box<str>>,
    kind: CueKind,
    id: SmolStr,
    participle: bool,
}

impl Cues {
    /// The forms of the catalog; their words get numbers in the vocabulary.
    pub(super) fn new(catalog: &Catalog, lexicon: &mut Lexicon, prefixes: &Units) -> Self {
        let mut cues = Self { firsts: Vec::new(), nodes: vec![Node::default()] };
        for lexeme in catalog.lexemes() {
            for form in &lexeme.en {
                // `shut down` is base and past alike: it is kept once, as what can be passive.
                let past = form.inflection == Inflection::Past;
                if !past && lexeme.en.iter().any(|f| f.text == form.text && f.inflection == Inflection::Past) {
                    continue;
                }
                let name = matches!(lexeme.kind, CueKind::Programme | CueKind::Place | CueKind::Speaker);
                let exact = name && form.text.chars().any(char::is_uppercase);
                let participle = past && lexeme.kind == CueKind::Verb;
                let exact = exact.then(|| form.text.as_str().into());
                let node = cues.node(lexicon, &form.text, prefixes);
                cues.nodes[node].forms.push(CueForm { exact, kind: lexeme.kind, id: lexeme.id.clone(), participle });
            }
        }
        cues
    }

    /// The words that forms begin with.
    pub(super) fn first_words(&self) -> impl Iterator<Item = Word> {
        self.firsts.iter().enumerate().filter(|(_, node)| **node > 0).map(|(word, _)| Word::at(word))
    }

    /// The node that the words of the form lead to.
    fn node(&mut self, lexicon: &mut Lexicon, form: &str, prefixes: &Units) -> usize {
        let mut at = 0;
        for token in Tokens::read(form, Span::new(0, form.len()), lexicon, prefixes, Buffers::default()).list {
            let word = lexicon.vocabulary.intern(token.span.slice(form));
            if let known @ 1.. = self.step(at, word) {
                at = known;
                continue;
            }
            let node = u32::try_from(self.nodes.len()).expect("fewer words than that are in the catalog");
            self.nodes.push(Node::default());
            if at == 0 {
                self.firsts.resize(self.firsts.len().max(word.index() + 1), 0);
                self.firsts[word.index()] = node;
            } else {
                self.nodes[at].next.push((word, node));
            }
            at = node as usize;
        }
        at
    }

    /// Where the word leads from a node; 0 where no form goes on with it. So many words begin a form that the root has a table.
    fn step(&self, node: usize, word: Word) -> usize {
        let next = match node {
            0 => self.firsts.get(word.index()),
            node => self.nodes[node].next.iter().find(|(known, _)| *known == word).map(|(_, node)| node),
        };
        next.map_or(0, |node| *node as usize)
    }

    /// Calls `found` with every form that starts at token `at`: its span, the token after it, and the form.
    fn starting(&self, tokens: &Tokens<'_>, at: usize, mut found: impl FnMut(Span, usize, &CueForm)) {
        let mut report = |node: usize, next: usize, end: usize| {
            let span = Span::new(tokens.list[at].span.start, end);
            for form in &self.nodes[node].forms {
                if form.exact.as_deref().is_none_or(|exact| exact == span.slice(tokens.source)) {
                    found(span, next, form);
                }
            }
        };
        let mut node = 0;
        for (i, token) in tokens.list[at..].iter().enumerate() {
            let step = |word: Word| self.step(node, word);
            let next = at + i + 1;
            if token.owner != Word::UNKNOWN {
                report(step(token.owner), next, token.span.end - token.possessive_len(tokens.source));
            }
            node = step(token.word);
            if node == 0 {
                break;
            }
            report(node, next, token.span.end);
        }
    }
}

impl English {
    /// Adds the words of the catalog to `found`.
    pub(super) fn add_cues(&self, tokens: &Tokens<'_>, found: &mut Mentions<'_>) {
        for (at, token) in tokens.list.iter().enumerate().filter(|(_, token)| token.facts.opens.any(Opens::CUE)) {
            self.cues.starting(tokens, at, |span, next, form| {
                if form.kind == CueKind::Verb && is_negated(tokens, at) {
                    return;
                }
                let kind = match form.kind {
                    _ if form.participle && is_passive(tokens, at) => CueKind::PassiveVerb,
                    _ if form.participle && is_attribute(tokens, &self.lexicon, at, next) => CueKind::Modifier,
                    kind => kind,
                };
                found.push(span, "en/cue", Cue { kind, id: form.id.clone() });
            });
            for id in self.phrasal.around_figure(tokens, at) {
                found.push(token.span, "en/phrasal", Cue { kind: CueKind::Verb, id: id.clone() });
            }
            if tokens.is(at, word!("respectively")) {
                let id = SmolStr::new_static("respectively");
                found.push(token.span, "en/cue", Cue { kind: CueKind::Respectively, id });
            }
        }
    }
}
