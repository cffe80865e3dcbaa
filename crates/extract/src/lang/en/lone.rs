//! Number words that report nothing by themselves, told by what stands beside them.
//!
//! What it matches: `one` beside a unit, a currency or another number (`one euro`, `one full year`, `RMB one`), parts of one
//! (`half of`, `a third`, `one quarter`), ordinals that are the ends of a range (`the tenth and the fifteenth`), and
//! magnitudes without a number (`hundreds of people`), `zero`.
//!
//! What it leaves alone: `one of them`, `the first one`, `a second reason`, `the old quarter`, `in the first half`.

use tallysheet_model::Span;

use super::{
    lexicon::{Class, Lexicon, Rank},
    opens::Opens,
    rule_word::words,
    vocabulary::{Facts, Word},
};

/// Whether the number word `word`, which stands at `at`, may be in a figure.
pub(super) fn may_count(lexicon: &Lexicon, text: &str, at: Span, word: Word) -> bool {
    let beside = Beside { lexicon, text };
    let (before, after) = (beside.before(at.start), beside.after(at.end));
    match lexicon.vocabulary.facts(word).class {
        // `one` is a pronoun as well; `zero` is nothing but a number.
        Class::Cardinal(1) => beside.goes_on(at, after) || beside.is_currency(before, at),
        // There is no second part.
        Class::Ordinal(Rank::Unit(..=2)) => beside.joins(after),
        Class::Half | Class::Ordinal(_) | Class::Parts(_) | Class::TimeUnit(_) => {
            beside.joins(after) || beside.counts(before)
        }
        _ => true,
    }
}

/// The words of a text around a number word. An empty one stands before the first and after the last.
#[derive(Clone, Copy)]
struct Beside<'a> {
    lexicon: &'a Lexicon,
    text: &'a str,
}

impl Beside<'_> {
    /// The last letters before `at`.
    fn before(self, at: usize) -> Span {
        let before = &self.text.as_bytes()[..at];
        let end = before.iter().rposition(u8::is_ascii_alphabetic).map_or(0, |last| last + 1);
        let start = before[..end].iter().rposition(|byte| !byte.is_ascii_alphabetic()).map_or(0, |other| other + 1);
        Span::new(start, end)
    }

    /// The first letters from `at` on.
    fn after(self, at: usize) -> Span {
        let bytes = self.text.as_bytes();
        let start = at + bytes[at..].iter().take_while(|byte| !byte.is_ascii_alphabetic()).count();
        let end = start + bytes[start..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        Span::new(start, end)
    }

    fn word(self, word: Span) -> Word {
        match word.is_empty() {
            true => Word::UNKNOWN,
            false => self.lexicon.vocabulary.get(self.text, word.start, word.end),
        }
    }

    fn facts(self, word: Span) -> Facts {
        self.lexicon.vocabulary.facts(self.word(word))
    }

    /// `of` makes a part of `half`, the others lead to the other end of a range.
    fn joins(self, after: Span) -> bool {
        words!["of", "and", "but"].contains(&self.word(after))
    }

    /// A number or an article makes a part of an ordinal.
    fn counts(self, before: Span) -> bool {
        let number = matches!(self.facts(before).class, Class::Cardinal(_) | Class::Magnitude(_) | Class::Dozen);
        number || words!["a", "an"].contains(&self.word(before))
    }

    /// A currency, or any sign.
    fn is_currency(self, before: Span, number: Span) -> bool {
        let Facts { class, opens, .. } = self.facts(before);
        class == Class::Other && opens.any(Opens::FIGURE) || self.holds_sign(before.end, number.start)
    }

    /// A unit, also behind an adjective of duration; a magnitude, a part, or any sign.
    fn goes_on(self, number: Span, after: Span) -> bool {
        let adjective = self.facts(after).begins.any(self.lexicon.time_adjectives.set());
        let noun = if adjective { self.after(after.end) } else { after };
        let Facts { class, opens, .. } = self.facts(noun);
        // `one MUSD`.
        let code = noun.len() > 1 && noun.slice(self.text).bytes().all(|byte| byte.is_ascii_uppercase());
        code || opens.any(Opens::FIGURE | Opens::VAGUE | Opens::UNIT)
            || matches!(class, Class::Parts(_))
            || self.holds_sign(number.end, self.text.len().min(noun.end + 1))
    }

    /// Whether anything but letters, blanks and common marks stands there.
    fn holds_sign(self, start: usize, end: usize) -> bool {
        let common =
            |byte: &u8| byte.is_ascii_alphabetic() || byte.is_ascii_whitespace() || b".,;:?!-')".contains(byte);
        !self.text.as_bytes()[start..end].iter().all(common)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use tallysheet_catalog::Catalog;
    use tallysheet_model::{
        Annotated,
        Exclusion::{Fraction, Ordinal, Vague},
        Quantity,
    };

    use crate::Extractor;

    thread_local! {
        static EXTRACTOR: Extractor = Extractor::new(&Catalog::embedded()).unwrap();
    }

    /// How many figures a text has, those that report nothing among them.
    fn check(text: &str, expected: usize) {
        let annotated = EXTRACTOR.with(|extractor| extractor.annotate_text(text));
        let figures: Vec<&str> =
            annotated.mentions.iter().filter(|m| m.quantity().is_some()).map(|m| m.span.slice(text)).collect();
        assert_eq!(figures.len(), expected, "{figures:?} in {text}");
    }

    #[test]
    fn alone() {
        check("One of them came first, the other second. One more came to the old quarter in the second half.", 0);
        check("No one found a second reason, and one-time guests left at once. First one, then another", 0);
    }

    #[test]
    fn beside_what_makes_a_figure() {
        for text in [
            "one euro",
            "one-year",
            "one full\nyear",
            "RMB one",
            "$ one",
            "one (kg)",
            "One percent",
            "zero",
            "one MUSD",
        ] {
            check(&format!("It was {text} there."), 1);
        }
        for text in ["half of it", "a third of it", "One quarter", "the tenth and the fifteenth", "hundreds"] {
            check(&format!("between {text} of them"), 1);
        }
    }

    /// Number words of which none reports anything by itself, with what may stand beside them.
    fn lone_words() -> impl Strategy<Value = String> {
        let words: Vec<&str> = "one one zero half quarter quarters first second third tenth hundredth fifths thousandths \
            hundreds millions dozens a an the and but of in out over to from between point minus negative more less than \
            at most least full further percent per cent yuan dollars RMB MUSD Rs. $ € % kg ℃ m inch year years' days times \
            as people cases rose by up ( ) [ ] - – . , : ; \" “ ” * é"
            .split_whitespace()
            .collect();
        let gap = prop_oneof![6 => Just(" "), 1 => Just(""), 1 => Just("\n")];
        let piece = (prop::sample::select(words), gap).prop_map(|(word, gap)| format!("{word}{gap}"));
        prop::collection::vec(piece, 0..16).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        #[test]
        fn what_is_left_alone_is_in_no_figure(text in lone_words()) {
            let figures = |annotated: &Annotated| -> Vec<Quantity> {
                let figures = annotated.mentions.iter().filter_map(|m| m.quantity().cloned());
                figures.filter(|q| matches!(q.exclusion, None | Some(Fraction | Ordinal | Vague))).collect()
            };
            let (near, all) = EXTRACTOR.with(|e| (e.annotate_text(&text), e.annotate_all(&text)));
            prop_assert_eq!(figures(&near), figures(&all), "{}", text);
        }
    }
}
