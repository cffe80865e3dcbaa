//! What has been found in a sentence, as mentions in their order: by start, then longest first, then rule.

use std::cmp::Reverse;

use tallysheet_model::{Cue, MentionKind, Quantity, Span, TimePoint};

use super::{cue::Hit, lexicon::Class, timex, token::Tokens};
use crate::layers::Mentions;

/// What a figure reports, and the rule that says so.
#[derive(Debug)]
pub(super) struct Told {
    pub(super) span: Span,
    pub(super) rule: &'static str,
    pub(super) quantity: Box<Quantity>,
}

/// What mentions are ordered by.
type Key = (usize, Reverse<usize>, &'static str);

fn key(span: Span, rule: &'static str) -> Key {
    (span.start, Reverse(span.end), rule)
}

/// Puts cues that were found from left to right in the order of mentions.
pub(super) fn put_in_order(cues: &mut [Hit<'_>]) {
    let key = |cue: &Hit<'_>| key(cue.span, cue.rule);
    if !cues.is_sorted_by_key(key) {
        cues.sort_by_key(key);
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
    let quantities = quantities.map(|told| (told.span, told.rule, MentionKind::Quantity(told.quantity)));
    let times = times.map(|mut time| {
        time.timex.dateline = is_dateline(tokens, sentence, time.first, time.next, &time.timex.from);
        (tokens.span(time.first, time.next - 1), "en/timex", MentionKind::Timex(time.timex))
    });
    let (mut quantities, mut times) = (quantities.peekable(), times.peekable());
    let mut cues = cues.iter();
    let mut cue = cues.next();
    loop {
        let next =
            |mention: Option<&(Span, &'static str, MentionKind)>| mention.map(|(span, rule, _)| key(*span, rule));
        let (quantity, time) = (next(quantities.peek()), next(times.peek()));
        let others = quantity.into_iter().chain(time).min();
        // Most mentions are cues.
        while let Some(first) = cue.filter(|cue| others.is_none_or(|others| key(cue.span, cue.rule) < others)) {
            found.push(first.span, first.rule, Cue { kind: first.kind, id: first.id.clone() });
            cue = cues.next();
        }
        let other = if others == quantity { quantities.next() } else { times.next() };
        let Some((span, rule, kind)) = other else { return };
        found.push(span, rule, kind);
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
    let closes =
        next == tokens.list.len() || matches!(tokens.mark(next), Some('(' | '-' | '.' | ')' | ':' | '/' | '|'));
    sentence.start < HEAD && date.day.is_some() && date.month.is_some() && (0..first).all(name) && first <= 14 && closes
}
