//! What the participle of a verb is: passive, the attribute of a noun, or neither.
//!
//! What it matches: a participle behind a form of *be* (`cases were successfully cracked`); one between an article or a
//! preposition and its noun (`of defrauded funds`).
//!
//! A verb that is denied (`did not arrest 12 people`) is no act at all.
//!
//! What it leaves alone: the verb of a relative clause (`customers who had been tricked`), which tells of its own noun, and a
//! participle that a bound follows (`prosecuted more than 300 people`), which has an object.

use super::{
    lexicon::{Class, Lexicon},
    rule_word::{word, words},
    shape::Shape,
    token::Tokens,
};

/// Whether a form of *be* stands before the participle at token `at`, with nothing but adverbs between: `were successfully cracked`. In
/// a relative clause (`customers who had been tricked`) it tells of its own noun, not of the figure.
pub(super) fn is_passive(tokens: &Tokens<'_>, at: usize) -> bool {
    let adverb =
        |i: &usize| tokens.has_shape(*i, Shape::Ly) || tokens.is(*i, word!("also")) || tokens.is(*i, word!("then"));
    let before = (at.saturating_sub(3)..at).rev().find(|i| !adverb(i));
    let Some(be) = before.filter(|&i| tokens.class(i) == Class::Be) else { return false };
    let auxiliary = |i: &usize| matches!(tokens.class(*i), Class::Be | Class::Have | Class::Modal);
    let subject = (be.saturating_sub(3)..be).rev().find(|i| !auxiliary(i));
    !subject.is_some_and(|i| tokens.is_any(i, &words!["who", "whom", "which", "that"]))
}

/// Whether the participle, from token `at` to `next`, only describes the noun after it: `of defrauded funds`, `the stolen cards`.
pub(super) fn is_attribute(tokens: &Tokens<'_>, lexicon: &Lexicon, at: usize, next: usize) -> bool {
    let led = at.checked_sub(1).is_some_and(|before| {
        matches!(tokens.class(before), Class::Determiner | Class::Preposition) && tokens.text(before) != Some("to")
    });
    // `nationwide prosecuted more than 300 people`: a bound opens an object.
    let noun = || tokens.is_word(next) && tokens.class(next) == Class::Other;
    led && noun() && lexicon.bound_before.starting(tokens, next).is_none()
}

/// Whether the verb at token `at` is denied: `did not arrest`, `were never charged`. `Not only arrested` denies nothing.
pub(super) fn is_negated(tokens: &Tokens<'_>, at: usize) -> bool {
    let denies = |i: usize| {
        tokens.has_shape(i, Shape::Not)
            || ((tokens.is(i, word!("not")) || tokens.is(i, word!("never"))) && !tokens.is(i + 1, word!("only")))
    };
    let light =
        |&i: &usize| matches!(tokens.class(i), Class::Be | Class::Have | Class::Modal | Class::Adverb) || denies(i);
    (at.saturating_sub(3)..at).rev().take_while(light).any(denies)
}

#[cfg(test)]
mod tests {
    use tallysheet_model::CueKind;

    use crate::testing::annotate;

    fn check(text: &str, verb: &str, kind: CueKind) {
        let annotated = annotate(text);
        let found = annotated.mentions.iter().filter(|m| m.span.slice(text) == verb).find_map(|m| m.cue());
        assert_eq!(found.map(|cue| cue.kind), Some(kind), "{text}");
    }

    #[test]
    fn denied_verbs_are_no_cues() {
        let verbs = |text: &str| annotate(text).mentions.iter().filter_map(|m| m.cue()).count();
        assert_eq!(verbs("The team did not arrest 12 of them."), verbs("The team saw 12 of them."));
        assert_eq!(verbs("They weren't charged, 12 of them."), verbs("They left, 12 of them."));
        check("The team not only arrested 12 of them.", "arrested", CueKind::Verb);
    }

    #[test]
    fn participles() {
        check("300 cases were successfully cracked.", "cracked", CueKind::PassiveVerb);
        check("The unit cracked 300 cases.", "cracked", CueKind::Verb);
        check("12 billion yuan of defrauded funds", "defrauded", CueKind::Modifier);
        check("The centres also froze funds.", "froze", CueKind::Verb);
        check("The organs nationwide prosecuted more than 300 people.", "prosecuted", CueKind::Verb);
        check("The bank repaid 300 customers who had been tricked.", "tricked", CueKind::Verb);
    }
}
