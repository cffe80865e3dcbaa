//! What a figure is compared with: another figure, or a time that is no period of its own.
//!
//! What it matches: a figure behind words of comparison (`compared with £485m`, `against 300`, `up from 200`, `than the 4.3%
//! recorded in May`), or behind `from` where something changes (`fell to 4.1% from 4.3%`, `rose from 200 to 300`); a time
//! behind such words or within what a change is measured against (`over the same period of last year`).
//!
//! What it leaves alone: where something comes from (`3 million from 12 victims`), bounds (`more than 300`).
//!
//! Examples: in `£460m, compared with £485m in 2022, a drop of 5%` the drop is that of £460m, and not of 2022.

use tallysheet_model::{Dimension, TimexRole};

use super::{
    English,
    lexicon::Class,
    quantity::Reporting,
    rule_word::{word, words},
    timex,
    token::Tokens,
    token_set::Set,
};

/// Whether another figure is compared with the one at `at`.
pub(super) fn is_compared(english: &English, tokens: &Tokens<'_>, figures: &[Reporting<'_>], at: usize) -> bool {
    let Reporting { figure, right: counted, .. } = figures[at];
    let article = figure.lead > 0 && tokens.class(figure.lead - 1) == Class::Determiner;
    let lead = figure.lead - usize::from(article);
    let Some((start, sure)) = english.lexicon.comparison.ending(tokens, lead) else { return false };
    // `3 million from 12 victims`, `charges against 12 men`: these words compare bare figures of one kind, or lead from
    // where something changed.
    let kin = figures[..at].iter().any(|before| before.figure.dimension == figure.dimension);
    let changed = english.lexicon.change.ending(tokens, start).is_some()
        || english.lexicon.multiples.ending(tokens, start).is_some();
    sure || ((kin || changed) && (figure.dimension != Dimension::Count || counted.is_none()))
}

/// The time of comparison that the clause goes on from: `from the first half of 2023, when £300m was lost`.
pub(super) fn antecedent<'t>(
    tokens: &Tokens<'_>,
    clause: usize,
    times: &'t [timex::Found],
) -> Option<&'t timex::Found> {
    if !tokens.is(clause, word!("when")) {
        return None;
    }
    let comma = usize::from(clause > 0 && tokens.is_mark(clause - 1, ','));
    times.iter().find(|time| time.next + comma == clause).filter(|time| time.timex.role == TimexRole::Against)
}

/// Marks the times that are no period of their own: `over the same period of last year`, `than in 2022`.
pub(super) fn mark_times(english: &English, tokens: &Tokens<'_>, times: &mut [timex::Found]) {
    for time in times {
        let within = |at: usize| english.lexicon.basis.starting(tokens, at).is_some_and(|(next, _)| next >= time.next);
        let light = |at: &usize| {
            tokens.is_any(*at, &words!["of", "in", "the", "period", "quarter", "month", "time", "a", "for", "level"])
        };
        let before = (0..time.first).rev().find(|at| !light(at));
        let same = before
            .is_some_and(|at| tokens.is(at, word!("same")) || tokens.is(at, word!("than")) || is_same_as(tokens, at));
        let near = time.first.saturating_sub(6)..time.first + 1;
        if same || tokens.sets.within(Set::Reference, near).any(within) {
            time.timex.role = TimexRole::Against;
        }
    }
}

/// `the same as`.
fn is_same_as(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens.is(at, word!("as")) && at > 0 && tokens.is(at - 1, word!("same"))
}

#[cfg(test)]
mod tests {
    use crate::testing::annotate;

    fn check(text: &str, compared: &[&str]) {
        let annotated = annotate(text);
        let found: Vec<&str> = annotated
            .mentions
            .iter()
            .filter(|m| m.quantity().is_some_and(|q| q.compared))
            .map(|m| m.span.slice(text))
            .collect();
        assert_eq!(found, compared, "{text}");
    }

    #[test]
    fn figures_that_others_are_compared_with() {
        check("Losses were £460m, compared with £485m in 2022, a drop of 5%.", &["£485m"]);
        check("Thefts rose from 23,933 in 2021 to 31,728 in 2022.", &["23,933"]);
        check("Sales rose 5% to $3.2 billion from $3.05 billion a year earlier.", &["$3.05 billion"]);
        check("Losses were up 5% from the first half of 2023, when £300m was lost", &["£300m"]);
        check("601,000 thefts, an 18% increase on the 507,000 told in 2022", &["507,000"]);
        check("312 thefts, up from 200 in May and against 150 in April", &["200", "150"]);
        check("It was 4.5%, higher than the 4.3% recorded in May.", &["4.3%"]);
    }

    #[test]
    fn other_words() {
        check("Police recovered 3 million yuan from 12 victims.", &[]);
        check("He filed 20 charges against 12 men.", &[]);
        check("It grew 5% from 2021.", &[]);
    }
}
