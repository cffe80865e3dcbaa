//! Several subjects and as many changes: which belongs to which.
//!
//! What it matches: a run of changes after a coordination of as many phrases: `cases solved and suspects captured
//! increased by 32.7% and 42.9%`.
//!
//! What it leaves alone: a single change, a run of changes after fewer phrases, and figures of other kinds. Changes that
//! follow as many levels are paired by `tallysheet-normalize`.
//!
//! Normalizes to: for each change, the phrase that it tells of, in order.

use tallysheet_model::{Dimension, Measure};

use super::{
    lexicon::Class,
    quantity::{Reporting, is_listed},
    token::{TokenKind, Tokens},
};

/// Finds the phrase of a coordination that each figure of a sentence tells of.
pub(super) fn find_subjects(tokens: &Tokens<'_>, figures: &mut [Reporting<'_>]) {
    let is_change = |figure: &Reporting<'_>| {
        figure.figure.dimension == Dimension::Proportion && figure.reading.measure == Measure::Change
    };
    if !figures.iter().any(is_change) {
        return;
    }
    let goes_on = |before: &Reporting<'_>, next: &Reporting<'_>| {
        is_change(before)
            && is_change(next)
            && (before.figure.next >= next.figure.lead || is_listed(tokens, before.figure, next.figure))
    };
    let mut floor = 0;
    for run in figures.chunk_by_mut(goes_on) {
        if run.len() > 1
            && let Some(phrases) = phrases(tokens, floor, run[0].figure.lead, run.len())
        {
            run.iter_mut().zip(phrases).for_each(|(figure, phrase)| figure.subject = Some(phrase));
        }
        floor = run.last().map_or(floor, |last| last.figure.next);
    }
}

/// The last `count` phrases between the tokens, where a conjunction joins the last of them and none holds a number.
fn phrases(tokens: &Tokens<'_>, floor: usize, end: usize, count: usize) -> Option<Vec<(usize, usize)>> {
    let mut phrases = Vec::with_capacity(count);
    let mark = |at: &usize| matches!(tokens.mark(*at), ';' | ':' | '.');
    let floor = (floor..end).rev().find(mark).map_or(floor, |at| at + 1);
    let (mut last, mut quoted, mut joined) = (end, false, false);
    for at in (floor..end).rev() {
        if phrases.len() == count {
            break;
        }
        quoted ^= tokens.is_mark(at, '"');
        let (and, comma) = (tokens.class(at) == Class::And, tokens.is_mark(at, ','));
        if tokens.get(at)?.kind == TokenKind::Number {
            return None;
        }
        // The conjunction comes last in a list: `X, Y and Z`; a rough translation of three and more has none.
        if !quoted && (and || (comma && (joined || count > 2))) {
            joined |= and;
            if at + 1 < last {
                phrases.push((at + 1, last));
            }
            last = at;
        } else if comma && !quoted {
            break;
        }
    }
    if phrases.len() < count && last > floor {
        let comma = (floor..last).rev().find(|&at| matches!(tokens.mark(at), ',' | '('));
        phrases.push((comma.map_or(floor, |at| at + 1), last));
    }
    phrases.reverse();
    let worded = |&(first, next): &(usize, usize)| {
        (first..next).any(|at| tokens.class(at) == Class::Other && tokens.is_word(at))
    };
    ((joined || count > 2) && phrases.len() == count && phrases.iter().all(worded)).then_some(phrases)
}

#[cfg(test)]
mod tests {
    use crate::testing::counted;

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(counted(text), expected, "{text}");
    }

    #[test]
    fn changes_take_their_phrases_in_order() {
        check("Thefts solved and suspects held rose by 32% and 42%.", &["Thefts", "suspects"]);
        check("In May, thefts, arrests and losses fell 3%, 4% and 5%.", &["thefts", "arrests", "losses"]);
        check("\"Bank, police and court\" calls and losses fell by 20% and 38%.", &["calls", "losses"]);
    }

    #[test]
    fn one_phrase_tells_all() {
        check("Losses rose by 3% and 4%.", &["Losses", "-"]);
    }
}
