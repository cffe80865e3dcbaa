//! The words of the catalog, looked up by their letters.

use tallysheet_catalog::Catalog;
use tallysheet_model::{CueKind, SmolStr, Span};

use super::super::alphabet::{Alphabet, Letter};
use super::super::class::Class;
use super::super::letters::Sign;
use super::super::text::Text;
use super::tree::{End, EndId, Tree};
use super::{Hit, covers};

/// Every Chinese form of every lexeme.
#[derive(Debug)]
pub(in super::super) struct CueIndex {
    tree: Tree,
    /// By their letters, then by lexeme.
    forms: Vec<Form>,
    /// By the end of the longest forms, all that start with these and leave room for each other, longest first: none where
    /// the text must tell.
    outermost: Vec<Vec<Outermost>>,
    /// The ids of the lexemes, by kind and id.
    lexemes: Vec<SmolStr>,
}

/// The place of a lexeme in the order of kinds and ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in super::super) struct LexemeId(u32);

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

/// A form as it is found where no word before reaches.
#[derive(Debug)]
pub(super) struct Outermost {
    /// Its span is in letters.
    pub(super) hit: Hit,
    pub(super) numeric: bool,
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
        letters.iter().for_each(|word| alphabet.mark_following(word[0], word.get(1).copied()));
        let tree = Tree::new(&letters);
        let mut index = Self { tree, forms, outermost: vec![Vec::new()], lexemes };
        index.outermost.extend(index.tree.ends().map(|end| index.outermost_of(end)).collect::<Vec<_>>());
        index
    }

    /// The forms that start with those of this end and leave room for each other; none where the text must tell.
    fn outermost_of(&self, end: EndId) -> Vec<Outermost> {
        let mut outermost: Vec<Outermost> = Vec::new();
        for end in self.tree.chain(end) {
            for form in self.forms_of(end) {
                if form.latin || form.exact.is_some() {
                    return Vec::new();
                }
                let (span, lexeme) = (Span::new(0, end.length), Some(form.lexeme));
                let hit = Hit { span, kind: form.kind, lexeme, negated: false };
                let alike = |last: &Outermost| last.hit.span == hit.span && last.hit.lexeme == hit.lexeme;
                if !outermost.iter().any(|longer| alike(longer) || covers(&longer.hit, &hit)) {
                    outermost.push(Outermost { hit, numeric: form.numeric });
                }
            }
        }
        outermost
    }

    fn forms_of(&self, end: &End) -> &[Form] {
        &self.forms[end.words.start as usize..end.words.end as usize]
    }

    /// Where the longest forms end that start with the first of the signs, if any do.
    #[inline]
    pub(super) fn longest(&self, signs: &[Sign]) -> Option<EndId> {
        self.tree.longest(signs)
    }

    /// The forms that start with the longest ones, where no word before reaches; none where the text must tell.
    #[inline]
    pub(super) fn outermost(&self, longest: EndId) -> &[Outermost] {
        &self.outermost[longest.index()]
    }

    /// The ends of the forms that start with the longest ones, longest first.
    #[inline]
    pub(super) fn chain(&self, longest: EndId) -> impl Iterator<Item = &End> {
        self.tree.chain(longest)
    }

    /// Calls `found` with the forms that are the text in the span and end so.
    ///
    /// Names with a capital letter are matched as written, so that `Great Wall` is not any great wall.
    #[inline]
    pub(super) fn each_form(&self, text: &Text<'_>, span: Span, end: &End, mut found: impl FnMut(&Form)) {
        let mut last = None;
        for form in self.forms_of(end) {
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
