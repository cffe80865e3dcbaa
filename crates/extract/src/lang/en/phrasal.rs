//! Phrasal verbs whose object stands inside them.
//!
//! What it matches: a verb of two words of the catalog (`hand over`, `send back`, `take down`) with a figure between the
//! two: `sent £126 million back`, `handed 31,000 suspects over`.
//!
//! What it leaves alone: the verb without a figure inside it, and a particle behind a mark or another verb.
//!
//! Normalizes to: a cue of the catalog's verb, on the first word. Whether it is passive is told by its place as for any
//! verb.

use tallysheet_catalog::{Catalog, Form};
use tallysheet_model::{CueKind, SmolStr};

use super::{
    lexicon::Class,
    rule_word::words,
    token::{TokenKind, Tokens},
    vocabulary::{Vocabulary, Word},
};

/// The particles that may stand behind the object.
const PARTICLES: &[&str] = &["back", "down", "up", "out", "over", "off", "home"];

/// The phrasal verbs of the catalog, by the number of the first word.
#[derive(Debug, Default)]
pub(super) struct PhrasalVerbs(Vec<Vec<(Word, SmolStr)>>);

impl PhrasalVerbs {
    pub(super) fn new(vocabulary: &mut Vocabulary, catalog: &Catalog) -> Self {
        let mut verbs: Vec<Vec<(Word, SmolStr)>> = Vec::new();
        for lexeme in catalog.lexemes().iter().filter(|l| l.kind == CueKind::Verb) {
            for (verb, particle) in lexeme.en.iter().filter_map(split) {
                let (verb, particle) = (vocabulary.intern(verb).index(), vocabulary.intern(particle));
                if verbs.len() <= verb {
                    verbs.resize(verb + 1, Vec::new());
                }
                if !verbs[verb].iter().any(|(known, id)| *known == particle && *id == lexeme.id) {
                    verbs[verb].push((particle, lexeme.id.clone()));
                }
            }
        }
        Self(verbs)
    }

    /// The first words of the verbs.
    pub(super) fn first_words(&self) -> impl Iterator<Item = Word> {
        self.0.iter().enumerate().filter(|(_, verbs)| !verbs.is_empty()).map(|(word, _)| Word::at(word))
    }

    /// The verbs whose first word is the token `at` and whose particle stands behind a figure.
    pub(super) fn around_figure(&self, tokens: &Tokens<'_>, at: usize) -> impl Iterator<Item = &SmolStr> {
        let verbs = self.0.get(tokens.word(at).index()).map(Vec::as_slice).unwrap_or_default();
        let particle = if verbs.is_empty() { None } else { particle_behind_figure(tokens, at) };
        verbs.iter().filter(move |(known, _)| particle == Some(*known)).map(|(_, id)| id)
    }
}

/// The two words of a phrasal verb.
fn split(form: &Form) -> Option<(&str, &str)> {
    form.text.split_once(' ').filter(|(_, particle)| PARTICLES.contains(particle))
}

/// The first particle after a figure, in the stretch without mark or verb that follows the token.
fn particle_behind_figure(tokens: &Tokens<'_>, at: usize) -> Option<Word> {
    const REACH: usize = 12;
    let mut figure = false;
    for i in at + 1..tokens.list.len().min(at + REACH) {
        figure |= tokens.get(i)?.kind == TokenKind::Number;
        let stop = matches!(tokens.mark(i), ',' | ';' | ':' | '.' | '(' | ')')
            || matches!(tokens.class(i), Class::Be | Class::Have | Class::Modal | Class::And);
        if stop {
            return None;
        }
        if figure && tokens.is_any(i, &words!["back", "down", "up", "out", "over", "off", "home"]) {
            return Some(tokens.word(i));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use tallysheet_model::Rule;

    use crate::testing::annotate;

    fn check(text: &str, verbs: &[&str]) {
        let annotated = annotate(text);
        let cues = annotated.mentions.iter().filter(|m| m.rule == Rule::EnPhrasal).filter_map(|m| m.cue());
        let found: Vec<&str> = cues.map(|cue| cue.id.as_str()).collect();
        assert_eq!(found, verbs, "{text}");
    }

    #[test]
    fn verbs_around_a_figure() {
        check("Firms sent £126 million back to victims in 2023.", &["repatriate"]);
        check("The bank gave 12 billion yuan of stolen funds back.", &["return"]);
        check("The militia handed 31,000 suspects over.", &["hand_over"]);
    }

    #[test]
    fn other_particles() {
        check("The bank gave 300 clients a call, and called back.", &[]);
        check("They handed the case over in 2021.", &[]);
    }
}
