//! Growth told in one word: how many times over something grew, or that half of it is left.
//!
//! What it matches: `doubled`, `more than tripled`, `a doubling of`, `halved`; `threefold` and the like beside a word of
//! growth or decline (`a threefold increase`, `rose tenfold`).
//!
//! What it leaves alone: `doubled down`, an aim that is `twofold`, and multiples with a number (`three times as many`,
//! see [`super::amount`]).
//!
//! Normalizes to: a change in percent, so that `doubled` and `up 100%` are the same. The span is the word.
//!
//! Examples: `doubled` is up 100 percent, `a threefold rise` 200 percent, `halved` down 50 percent.

use tallysheet_model::{Bound, Decimal, Dimension, Direction};

use super::{
    English,
    amount::PERCENT,
    figure::{Figure, FigureKind},
    rule_word::{word, words},
    token::Tokens,
};

/// The multiple at token `at`.
pub(super) fn multiple(english: &English, tokens: &Tokens<'_>, at: usize) -> Option<Figure<'static>> {
    let (next, percent) = english.lexicon.multiples.starting(tokens, at)?;
    let idiom = tokens.is_any(next, &words!["down", "back", "up"]);
    if idiom || (is_fold(tokens, next - 1) && !tells_change(english, tokens, at, next)) {
        return None;
    }
    let (lead, bound) = english.lexicon.bound_before.ending(tokens, at).unwrap_or((at, Bound::Exact));
    let direction = if percent < 0 { Direction::Down } else { Direction::Up };
    Some(Figure {
        first: at,
        next,
        lead,
        span: tokens.span(at, next - 1),
        value: Decimal::from(i64::from(percent.abs())),
        high: None,
        bound,
        unit: &PERCENT,
        dimension: Dimension::Proportion,
        unit_open: false,
        kind: FigureKind::Growth(direction),
    })
}

fn is_fold(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens.text(at).is_some_and(|word| word.ends_with("fold"))
}

/// A word of change right after the multiple, or before it over `by` and `some`.
fn tells_change(english: &English, tokens: &Tokens<'_>, at: usize, next: usize) -> bool {
    let change = &english.lexicon.change;
    let lead = english.lexicon.bound_before.ending(tokens, at).map_or(at, |(lead, _)| lead);
    let lead = lead - usize::from(lead > 0 && tokens.is(lead - 1, word!("by")));
    change.starting(tokens, next).is_some() || change.ending(tokens, lead).is_some()
}

#[cfg(test)]
mod tests {
    use crate::testing::figures;

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(figures(text), expected, "{text}");
    }

    #[test]
    fn growth_in_one_word() {
        check("Losses doubled in a month.", &["doubled = 100 percent change up"]);
        check("Reports more than tripled.", &["tripled = 200 percent more_than change up"]);
        check("Thefts were nearly halved.", &["halved = 50 percent about change down"]);
        check("a threefold increase in thefts", &["threefold = 200 percent change up"]);
        check("Thefts rose by almost tenfold.", &["tenfold = 900 percent about change up"]);
        check(
            "Losses doubled to 4 million euros.",
            &["doubled = 100 percent change up", "4 million euros = 4000000 EUR"],
        );
    }

    #[test]
    fn other_words() {
        check("The bank doubled down on it.", &[]);
        check("The aim is twofold.", &[]);
    }
}
