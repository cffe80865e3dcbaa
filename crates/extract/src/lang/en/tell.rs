//! What has been found in a sentence, as mentions in their order: by start, then longest first, then rule.

use std::cmp::Reverse;

use tallysheet_model::{Cue, MentionKind, Quantity, Rule, Span, TimePoint};

use super::{cue::Hit, lexicon::Class, timex, token::Tokens};
use crate::layers::Mentions;

/// What a figure reports, and the rule that says so.
#[derive(Debug)]
pub(super) struct Told {
    pub(super) span: Span,
    pub(super) rule: Rule,
    pub(super) quantity: Box<Quantity>,
}

/// What mentions are ordered by.
type Key = (usize, Reverse<usize>, Rule);

fn key(span: Span, rule: Rule) -> Key {
    (span.start, Reverse(span.end), rule)
}

fn is_before(cue: &Hit<'_>, other: Key) -> bool {
    // Few begin together.
    cue.span.start < other.0 || cue.span.start == other.0 && key(cue.span, cue.rule) < other
}

/// Puts the cues that begin with one token in the order of mentions.
pub(super) fn put_in_order(cues: &mut [Hit<'_>]) {
    if cues.len() > 1 {
        cues.sort_by_key(|cue| key(cue.span, cue.rule));
    }
}

/// Adds the mentions of a sentence to `found`; of each kind, they come in their order.
pub(super) fn tell(
    tokens: &Tokens<'_>,
    sentence: Span,
    cues: &[Hit<'_>],
    quantities: impl Iterator<Item = Told>,
    times: impl Iterator<Item = timex::Found>,
    found: &mut Mentions<'_>,
) {
    let mut cues = cues.iter().peekable();
    let mut quantities = quantities.peekable();
    let mut times = times.peekable();
    loop {
        let quantity = quantities.peek().map(|told| key(told.span, told.rule));
        let time = times.peek().map(|time| key(tokens.span(time.first, time.next - 1), Rule::EnTimex));
        let other = quantity.into_iter().chain(time).min();
        // Most mentions are cues.
        while let Some(cue) = cues.next_if(|cue| other.is_none_or(|other| is_before(cue, other))) {
            found.push(cue.span, cue.rule, || Cue { kind: cue.kind, id: cue.id.clone() });
        }
        if other.is_none() {
            return;
        }
        if other == quantity {
            let Some(Told { span, rule, quantity }) = quantities.next() else { return };
            found.push(span, rule, || MentionKind::Quantity(quantity));
        } else {
            let Some(timex::Found { first, next, mut timex }) = times.next() else { return };
            timex.dateline = is_dateline(tokens, sentence, first, next, &timex.from);
            found.push(tokens.span(first, next - 1), Rule::EnTimex, || MentionKind::Timex(timex));
        }
    }
}

/// `London, 3 October (Agency) -`: near the start of the text, behind nothing but names, with a day.
fn is_dateline(tokens: &Tokens<'_>, sentence: Span, first: usize, next: usize, point: &TimePoint) -> bool {
    const HEAD: usize = 400;
    let TimePoint::Calendar(date) = point else { return false };
    let name = |at: usize| match tokens.text(at) {
        Some(word) => {
            !tokens.is_word(at) || tokens.is_capitalized(at) || tokens.class(at) != Class::Other || word.len() < 3
        }
        None => false,
    };
    let closes = next == tokens.list.len() || matches!(tokens.mark(next), '(' | '-' | '.' | ')' | ':' | '/' | '|');
    sentence.start < HEAD && date.day.is_some() && date.month.is_some() && (0..first).all(name) && first <= 14 && closes
}
