//! Several subjects and as many changes: which belongs to which.
//!
//! What it matches: a run of changes after a coordination of as many phrases: `cases solved and suspects captured
//! increased by 32.7% and 42.9%`.
//!
//! What it leaves alone: a single change, a run of changes after fewer phrases, and figures of other kinds. Changes that
//! follow as many levels are paired by `tallysheet-normalize`.
//!
//! Normalizes to: for each change, the phrase that it tells of, in order.

use smallvec::smallvec;
use tallysheet_model::{Dimension, Measure};

use super::{
    change::Reading,
    figure::Figure,
    lexicon::Class,
    quantity::PerFigure,
    token::{TokenKind, Tokens},
};

/// For each figure of a sentence, the phrase of a coordination that it tells of: first token and the token after the last.
pub(super) fn subjects(
    tokens: &Tokens<'_>,
    figures: &[&Figure<'_>],
    readings: &[Reading],
) -> PerFigure<Option<(usize, usize)>> {
    let mut subjects = smallvec![None; figures.len()];
    let changes = |at: usize| figures[at].dimension == Dimension::Proportion && readings[at].measure == Measure::Change;
    let mut start = 0;
    while start < figures.len() {
        let mut end = start + 1;
        while changes(start) && end < figures.len() && changes(end) && is_listed(tokens, figures[end - 1], figures[end])
        {
            end += 1;
        }
        let floor = start.checked_sub(1).map_or(0, |before| figures[before].next);
        if end - start > 1
            && let Some(phrases) = phrases(tokens, floor, figures[start].lead, end - start)
        {
            subjects[start..end].iter_mut().zip(phrases).for_each(|(subject, phrase)| *subject = Some(phrase));
        }
        start = end;
    }
    subjects
}

/// Only commas and conjunctions stand between the two.
fn is_listed(tokens: &Tokens<'_>, before: &Figure<'_>, figure: &Figure<'_>) -> bool {
    (before.next..figure.lead).all(|at| tokens.is_mark(at, ',') || tokens.class(at) == Class::And)
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
