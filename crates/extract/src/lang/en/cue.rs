//! The words of the catalog in a sentence.
//!
//! What it matches: every form of every lexeme, whatever its case and the blanks in it, overlaps included; names with a
//! capital letter as they are written, so that `Great Wall` is not any great wall; the owner in a possessive (`police's`).
//!
//! What it leaves alone: a form inside a longer word, and a verb that is denied (`did not arrest 12 people`).
//!
//! Normalizes to: [`tallysheet_model::Cue`]; a participle is told apart as a passive or an attribute by its place (see
//! [`super::voice`]).

use std::ops::Range;

use tallysheet_catalog::{Catalog, Inflection};
use tallysheet_model::{CueKind, Rule, SmolStr, Span};

use super::{
    English,
    lexicon::Lexicon,
    opens::Opens,
    tell::put_in_order,
    token::{Token, TokenLists, Tokens},
    token_set::Set,
    vocabulary::Word,
    voice::{is_attribute, is_negated, is_passive},
};
use crate::units::Units;

/// The forms of the catalog as a tree of words.
#[derive(Debug, Default)]
pub(super) struct Cues {
    /// By the number of the first word, the node that it leads to, at hand without another look.
    firsts: Vec<Node>,
    nodes: Vec<Node>,
    /// The words that go on from the nodes, and the nodes where they lead.
    edges: Vec<(Word, u32)>,
    /// The forms that end where another ends too, in the order of the catalog.
    more: Vec<CueForm>,
    /// What the forms stand for.
    ids: Vec<SmolStr>,
    /// The forms that must be matched as they are written.
    written: Vec<Box<str>>,
}

/// Where the words read so far lead. Most words are one form and begin no other.
#[derive(Clone, Debug, Default)]
#[repr(align(32))]
struct Node {
    /// The form that ends here.
    form: Option<CueForm>,
    /// The places of others in [`Cues::more`].
    more: Range<u32>,
    /// The places of its edges.
    edges: Range<u32>,
    /// A bit for the words of its edges, each shared by many words: most words are told by it not to go on.
    words: u32,
}

impl Node {
    /// Where no form leads.
    const NONE: Self = Self { form: None, more: 0..0, edges: 0..0, words: 0 };

    /// Whether a form may go on with the token.
    fn may_go_on(&self, token: &Token) -> bool {
        self.words & (word_bit(token.facts.word) | word_bit(token.owner)) != 0
    }
}

/// The bit of [`Node::words`] that a word has; no form goes on with a word that no table holds.
fn word_bit(word: Word) -> u32 {
    u32::from(word != Word::UNKNOWN) << (word.index() % 32)
}

/// The edges and the forms of a node while forms are added.
type GrowingNode = (Vec<(Word, u32)>, Vec<CueForm>);

/// The tree while forms are added to it.
#[derive(Default)]
struct Growing {
    firsts: Vec<u32>,
    nodes: Vec<GrowingNode>,
}

/// One form of a lexeme.
#[derive(Clone, Copy, Debug)]
struct CueForm {
    /// One more than its place in [`Cues::written`]; 0 where any case will do.
    written: u32,
    /// The place of what it stands for in [`Cues::ids`].
    id: u32,
    kind: CueKind,
    participle: bool,
}

/// A word of the catalog where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit<'e> {
    pub(super) span: Span,
    pub(super) rule: Rule,
    pub(super) kind: CueKind,
    pub(super) id: &'e SmolStr,
}

/// The word that pairs two lists.
const RESPECTIVELY: &str = "respectively";

impl Cues {
    /// The forms of the catalog; their words get numbers in the vocabulary.
    pub(super) fn new(catalog: &Catalog, lexicon: &mut Lexicon, prefixes: &Units) -> Self {
        let mut cues = Self::default();
        let mut tree = Growing { firsts: Vec::new(), nodes: vec![Default::default()] };
        for lexeme in catalog.lexemes() {
            let id = cues.id(&lexeme.id);
            for form in &lexeme.en {
                // `shut down` is base and past alike: it is kept once, as what can be passive.
                let past = form.inflection == Inflection::Past;
                if !past && lexeme.en.iter().any(|f| f.text == form.text && f.inflection == Inflection::Past) {
                    continue;
                }
                let name = matches!(lexeme.kind, CueKind::Programme | CueKind::Place | CueKind::Speaker);
                let exact = name && form.text.chars().any(char::is_uppercase);
                let written = if exact { cues.written(&form.text) } else { 0 };
                let participle = past && lexeme.kind == CueKind::Verb;
                let node = tree.node(lexicon, &form.text, prefixes);
                tree.nodes[node].1.push(CueForm { written, id, kind: lexeme.kind, participle });
            }
        }
        let node = tree.node(lexicon, RESPECTIVELY, prefixes);
        let (kind, id) = (CueKind::Respectively, cues.id(&SmolStr::new_static(RESPECTIVELY)));
        tree.nodes[node].1.push(CueForm { written: 0, id, kind, participle: false });
        for (edges, forms) in tree.nodes {
            let words = edges.iter().fold(0, |words, (word, _)| words | word_bit(*word));
            let mut forms = forms.into_iter();
            let form = forms.next();
            let (more, edges) = (append(&mut cues.more, forms), append(&mut cues.edges, edges));
            cues.nodes.push(Node { form, more, edges, words });
        }
        cues.firsts = tree.firsts.into_iter().map(|node| cues.nodes[node as usize].clone()).collect();
        cues
    }

    /// The place of what a lexeme stands for, as the one before it may too.
    fn id(&mut self, id: &SmolStr) -> u32 {
        if self.ids.last() != Some(id) {
            self.ids.push(id.clone());
        }
        place(&self.ids) - 1
    }

    /// [`CueForm::written`] of one form more.
    fn written(&mut self, form: &str) -> u32 {
        self.written.push(form.into());
        place(&self.written)
    }

    /// The words that are a form by themselves.
    pub(super) fn single_words(&self) -> impl Iterator<Item = Word> {
        self.first_words(|node| node.form.is_some())
    }

    /// The words that longer forms begin with.
    pub(super) fn opening_words(&self) -> impl Iterator<Item = Word> {
        self.first_words(|node| !node.edges.is_empty())
    }

    fn first_words(&self, is: impl Fn(&Node) -> bool) -> impl Iterator<Item = Word> {
        self.firsts.iter().enumerate().filter(move |(_, node)| is(node)).map(|(word, _)| Word::at(word))
    }

    /// The words behind the first of a form.
    pub(super) fn later_words(&self) -> impl Iterator<Item = Word> {
        self.edges.iter().map(|(word, _)| *word)
    }

    /// Where the word leads from the root; so many words begin a form that it has a table.
    fn first(&self, word: Word) -> &Node {
        self.firsts.get(word.index()).unwrap_or(&Node::NONE)
    }

    /// Where the word leads from a node.
    fn step(&self, node: &Node, word: Word) -> &Node {
        let mut edges = self.edges[range(&node.edges)].iter();
        edges.find(|(known, _)| *known == word).map_or(&Node::NONE, |(_, node)| &self.nodes[*node as usize])
    }

    /// Calls `found` with every form that starts at token `at`: its last token, the byte after it, and the form.
    fn starting(&self, tokens: &Tokens<'_>, at: usize, mut found: impl FnMut(usize, usize, CueForm)) {
        let token = &tokens.list[at];
        let mut report = |node: &Node, last: usize, end: usize| {
            let (mut here, mut more) = (node.form, node.more.clone());
            while let Some(form) = here {
                let written = || &*self.written[form.written as usize - 1];
                if form.written == 0 || written() == &tokens.source[token.span.start..end] {
                    found(last, end, form);
                }
                here = more.next().map(|place| self.more[place as usize]);
            }
        };
        if token.owner != Word::UNKNOWN {
            report(self.first(token.owner), at, token.owner_end(tokens.source));
        }
        let (mut node, mut last) = (self.first(token.facts.word), at);
        report(node, at, token.span.end);
        // Most forms have one word.
        while let Some(token) = tokens.list.get(last + 1).filter(|token| node.may_go_on(token)) {
            last += 1;
            if token.owner != Word::UNKNOWN {
                report(self.step(node, token.owner), last, token.owner_end(tokens.source));
            }
            node = self.step(node, token.facts.word);
            report(node, last, token.span.end);
        }
    }
}

impl Growing {
    /// The node that the words of the form lead to.
    fn node(&mut self, lexicon: &mut Lexicon, form: &str, prefixes: &Units) -> usize {
        let mut at = 0;
        let mut tokens = TokenLists::default();
        tokens.read(form, Span::new(0, form.len()), lexicon, prefixes);
        for token in tokens.of(form, 0).list {
            let word = lexicon.vocabulary.intern(token.span.slice(form));
            let known = match at {
                0 => self.firsts.get(word.index()).copied(),
                at => self.nodes[at].0.iter().find(|(known, _)| *known == word).map(|(_, node)| *node),
            };
            if let Some(known @ 1..) = known {
                at = known as usize;
                continue;
            }
            let node = place(&self.nodes);
            self.nodes.push(Default::default());
            if at == 0 {
                self.firsts.resize(self.firsts.len().max(word.index() + 1), 0);
                self.firsts[word.index()] = node;
            } else {
                self.nodes[at].0.push((word, node));
            }
            at = node as usize;
        }
        at
    }
}

/// Appends to the list; the places of what came to it.
fn append<T>(list: &mut Vec<T>, more: impl IntoIterator<Item = T>) -> Range<u32> {
    let first = place(list);
    list.extend(more);
    first..place(list)
}

/// The place that comes after all of a list.
fn place<T>(list: &[T]) -> u32 {
    u32::try_from(list.len()).expect("fewer words than that are in the catalog")
}

fn range(places: &Range<u32>) -> Range<usize> {
    places.start as usize..places.end as usize
}

impl English {
    /// Adds the words of the catalog to `found`, in the order of mentions.
    pub(super) fn cues<'e>(&'e self, tokens: &Tokens<'_>, found: &mut Vec<Hit<'e>>) {
        for at in tokens.sets.within(Set::Cue, 0..tokens.list.len()) {
            let (token, first) = (&tokens.list[at], found.len());
            self.cues.starting(tokens, at, |last, end, form| {
                let kind = match form.kind {
                    CueKind::Verb if is_negated(tokens, at) => return,
                    _ if form.participle => self.voice(tokens, at, last + 1),
                    kind => kind,
                };
                let span = Span { start: token.span.start, end };
                let id = &self.cues.ids[form.id as usize];
                found.push(Hit { span, rule: Rule::EnCue, kind, id });
            });
            if token.facts.opens.any(Opens::PHRASAL) {
                for id in self.phrasal.around_figure(tokens, at) {
                    found.push(Hit { span: token.span, rule: Rule::EnPhrasal, kind: CueKind::Verb, id });
                }
            }
            put_in_order(&mut found[first..]);
        }
    }

    /// What the participle from token `at` to `next` is to the sentence.
    fn voice(&self, tokens: &Tokens<'_>, at: usize, next: usize) -> CueKind {
        if is_passive(tokens, at) {
            CueKind::PassiveVerb
        } else if is_attribute(tokens, &self.lexicon, at, next) {
            CueKind::Modifier
        } else {
            CueKind::Verb
        }
    }
}

#[cfg(test)]
mod tests {
    use tallysheet_model::{CueKind, Mention};

    use crate::testing::annotate;

    #[test]
    fn a_name_may_end_in_a_number() {
        let text = "In EMMA 8 police arrested 1,013 people.";
        let annotated = annotate(text);
        let named = |m: &&Mention| m.cue().is_some_and(|cue| cue.kind == CueKind::Programme);
        let named = annotated.mentions.iter().filter(named);
        assert_eq!(named.map(|m| m.span.slice(text)).collect::<Vec<_>>(), ["EMMA 8", "EMMA"]);
    }
}
