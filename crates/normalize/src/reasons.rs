//! What decided, in words for people: a line for each cue and for the period. Several figures share a period, and some all
//! that decided them, so what was written last is handed on where it says the same.

use std::sync::Arc;

use tallysheet_model::{Cue, CueKind, Evidence, Mention, SmolStr, Span};

use crate::wording::plain;

/// Writes the lines of one document.
pub(crate) struct Reasons<'a> {
    text: &'a str,
    /// The period told last.
    period: Told<'a>,
    /// What decided last.
    cues: Cues<'a>,
    /// Whether a period did.
    dated: bool,
    /// Whether another period has been told since.
    stale: bool,
    /// The lines of cues and period.
    evidence: Evidence,
    /// Where lines are put together.
    buffer: String,
}

/// The cues that decided.
type Cues<'a> = [Option<&'a Mention>; 3];

/// A period in these words.
#[derive(Default)]
struct Told<'a> {
    words: &'a str,
    plain: Arc<SmolStr>,
}

impl<'a> Reasons<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        let (period, cues, evidence) = (Told::default(), Cues::default(), Evidence::default());
        Self { text, period, cues, dated: false, stale: false, evidence, buffer: String::new() }
    }

    /// The lines of what decided: the cues, and the words of the period.
    pub(crate) fn evidence(&mut self, cues: Cues<'a>, period: Option<Span>) -> Evidence {
        if let Some(span) = period {
            self.period(span);
        }
        let dated = period.is_some();
        let alike = || cues.iter().zip(self.cues).all(|(&one, other)| are_alike(self.text, one, other));
        if self.stale || dated != self.dated || !alike() {
            self.buffer.clear();
            for mention in cues.into_iter().flatten() {
                let Some(cue) = mention.cue() else { continue };
                push_line(&mut self.buffer, [kind(cue), &cue.id, ": ", &plain(mention.span.slice(self.text))]);
            }
            if dated {
                push_line(&mut self.buffer, ["period: ", &self.period.plain]);
            }
            self.evidence = self.buffer.as_str().into();
            (self.cues, self.dated, self.stale) = (cues, dated, false);
        }
        self.evidence.clone()
    }

    /// The words of the period that stands here.
    pub(crate) fn period(&mut self, span: Span) -> &Arc<SmolStr> {
        let words = span.slice(self.text);
        if self.period.words != words {
            self.period = Told { words, plain: Arc::new(plain(words).into()) };
            self.stale = true;
        }
        &self.period.plain
    }
}

/// Whether two cues give the same line.
fn are_alike(text: &str, one: Option<&Mention>, other: Option<&Mention>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => {
            std::ptr::eq(one, other) || (one.cue() == other.cue() && one.span.slice(text) == other.span.slice(text))
        }
        _ => one.is_none() && other.is_none(),
    }
}

/// What a cue is, for people.
fn kind(cue: &Cue) -> &'static str {
    match cue.kind {
        CueKind::Verb | CueKind::PassiveVerb => "verb ",
        CueKind::Noun => "noun ",
        _ => "word ",
    }
}

/// Writes a line of these pieces.
fn push_line<const N: usize>(buffer: &mut String, pieces: [&str; N]) {
    pieces.into_iter().for_each(|piece| buffer.push_str(piece));
    buffer.push('\n');
}
