//! The words of the catalog as a tree of letters.

use std::ops::Range;

use tallysheet_catalog::Catalog;
use tallysheet_model::{CueKind, SmolStr, Span};

use super::super::alphabet::{Alphabet, Letter};
use super::super::class::Class;
use super::super::letters::Sign;
use super::super::text::Text;

/// Every Chinese form of every lexeme.
#[derive(Debug)]
pub(in super::super) struct CueIndex {
    /// By the letter that a form begins with.
    roots: Vec<Root>,
    nodes: Vec<Node>,
    /// The letters that lead on, those of a node together, and where to.
    edges: Vec<(Letter, u32)>,
    /// The forms that end at a node, those of a node together.
    forms: Vec<Form>,
    /// The ids of the lexemes, by kind and id.
    lexemes: Vec<SmolStr>,
}

/// The place of a lexeme in the order of kinds and ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in super::super) struct LexemeId(u32);

/// Where the forms of a letter begin.
#[derive(Clone, Copy, Debug, Default)]
struct Root {
    /// Letters that may stand next, by their last six bits; any where a form is one letter.
    follows: u64,
    node: u32,
}

#[derive(Debug)]
struct Node {
    /// Letters that lead on, by their last six bits: most others are told at once.
    follows: u64,
    edges: Range<u32>,
    forms: Range<u32>,
}

/// Where some forms end.
#[derive(Debug)]
pub(super) struct End {
    /// The character after them.
    pub(super) sign: Sign,
    forms: Range<u32>,
}

#[derive(Debug)]
pub(super) struct Form {
    pub(super) kind: CueKind,
    pub(super) lexeme: LexemeId,
    /// It begins or ends with a letter of ASCII, which may be a part of a longer word.
    latin: bool,
    /// A numeral may be in it.
    pub(super) numeric: bool,
    /// The form, where it must be matched as it is written.
    exact: Option<Box<str>>,
}

impl CueIndex {
    pub(in super::super) fn new(catalog: &Catalog, alphabet: &mut Alphabet) -> Self {
        let mut lexemes: Vec<&tallysheet_catalog::Lexeme> = catalog.lexemes().iter().collect();
        lexemes.sort_by(|a, b| (a.kind, &a.id).cmp(&(b.kind, &b.id)));
        let mut forms: Vec<(Vec<Letter>, Form)> = Vec::new();
        for (id, lexeme) in (0..).map(LexemeId).zip(&lexemes) {
            for form in &lexeme.zh {
                let name = matches!(lexeme.kind, CueKind::Programme | CueKind::Place | CueKind::Speaker);
                let exact = name && form.text.chars().any(char::is_uppercase);
                let letters: Vec<Letter> = form.text.chars().map(|c| alphabet.letter(c).small()).collect();
                if letters.is_empty() || letters.contains(&Letter::OTHER) {
                    continue;
                }
                let latin = [letters.first(), letters.last()].into_iter().flatten().any(|letter| letter.is_ascii());
                let numeric = letters.iter().any(|letter| alphabet.class(*letter).is(Class::NUMBER));
                let exact = exact.then(|| form.text.as_str().into());
                forms.push((letters, Form { kind: lexeme.kind, lexeme: id, latin, numeric, exact }));
            }
        }
        forms.sort_by(|(a, form_a), (b, form_b)| (a, form_a.lexeme).cmp(&(b, form_b.lexeme)));
        let (letters, forms): (Vec<Vec<Letter>>, Vec<Form>) = forms.into_iter().unzip();
        let lexemes = lexemes.into_iter().map(|lexeme| lexeme.id.clone()).collect();
        let mut index = Self { roots: Vec::new(), nodes: Vec::new(), edges: Vec::new(), forms, lexemes };
        index.grow(&letters);
        index
    }

    /// Makes the nodes, breadth first: each holds the words between two places of the sorted list.
    fn grow(&mut self, words: &[Vec<Letter>]) {
        let mut ranges: Vec<(usize, Range<usize>)> = vec![(0, 0..words.len())];
        let mut next = 0;
        while let Some((depth, range)) = ranges.get(next).cloned() {
            next += 1;
            let ending = words[range.clone()].iter().take_while(|word| word.len() == depth).count();
            let mut at = range.start + ending;
            let (first_form, first_edge) = (number(range.start), number(self.edges.len()));
            while let Some(letter) = words[at..range.end].first().map(|word| word[depth]) {
                let alike = words[at..range.end].iter().take_while(|word| word[depth] == letter).count();
                self.edges.push((letter, number(ranges.len())));
                ranges.push((depth + 1, at..at + alike));
                at += alike;
            }
            let edges = first_edge..number(self.edges.len());
            let follows = slice(&edges, &self.edges).iter().fold(0, |bits, (letter, _)| bits | bit(*letter));
            self.nodes.push(Node { follows, edges, forms: first_form..first_form + number(ending) });
        }
        let roots = self.nodes.first().map(|root| slice(&root.edges, &self.edges)).unwrap_or_default();
        self.roots = vec![Root::default(); roots.last().map_or(0, |(letter, _)| letter.index() + 1)];
        for (letter, node) in roots {
            let Node { follows, forms, .. } = &self.nodes[*node as usize];
            let follows = if forms.is_empty() { *follows } else { u64::MAX };
            self.roots[letter.index()] = Root { follows, node: *node };
        }
    }

    /// Whether a form may start with these two, which follow each other.
    #[inline]
    pub(super) fn may_start(&self, first: &Sign, next: &Sign) -> bool {
        self.roots.get(first.letter.index()).is_some_and(|root| root.follows & bit(next.letter) != 0)
    }

    /// Where forms end that start with the first of the signs, shorter ones first, in the room of others.
    // Most characters start none: the loop that asks for all keeps its registers.
    #[inline(never)]
    pub(super) fn ends(&self, signs: &[Sign], ends: &mut Vec<End>) {
        ends.clear();
        let Some((start, rest)) = signs.split_first() else { return };
        let Some(root) = self.roots.get(start.letter.index()) else { return };
        let mut node = &self.nodes[root.node as usize];
        for next in rest {
            if !node.forms.is_empty() {
                ends.push(End { sign: *next, forms: node.forms.clone() });
            }
            if node.follows & bit(next.letter) == 0 {
                return;
            }
            let Some((_, to)) = slice(&node.edges, &self.edges).iter().find(|edge| edge.0 == next.letter) else {
                return;
            };
            node = &self.nodes[*to as usize];
        }
    }

    /// Calls `found` with the forms that are the text in the span and end so.
    ///
    /// Names with a capital letter are matched as written, so that `Great Wall` is not any great wall.
    #[inline]
    pub(super) fn each_form(&self, text: &Text<'_>, span: Span, end: &End, mut found: impl FnMut(&Form)) {
        let mut last = None;
        for form in slice(&end.forms, &self.forms) {
            let whole = !form.latin || !text.splits_word(span);
            let exact = form.exact.as_deref().is_none_or(|exact| exact == span.slice(text));
            if whole && exact && last != Some(form.lexeme) {
                found(form);
                last = Some(form.lexeme);
            }
        }
    }

    pub(super) fn id(&self, lexeme: LexemeId) -> SmolStr {
        self.lexemes[lexeme.0 as usize].clone()
    }
}

fn bit(letter: Letter) -> u64 {
    1 << (letter.index() % 64)
}

fn slice<'a, T>(range: &Range<u32>, list: &'a [T]) -> &'a [T] {
    &list[range.start as usize..range.end as usize]
}

fn number(index: usize) -> u32 {
    u32::try_from(index).expect("fewer forms than a catalog could hold")
}
