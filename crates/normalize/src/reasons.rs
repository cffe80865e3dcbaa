//! What decided, in words for people: a line for each cue and for the period. Several figures share a period, so its line
//! is written once and then handed on.

use tallysheet_model::{CueKind, Mention, SmolStr, Span};

use crate::wording::plain;

/// Writes the lines of one document.
pub(crate) struct Reasons<'a> {
    text: &'a str,
    /// The period told last.
    period: Told<'a>,
    /// Where a line is put together.
    buffer: String,
}

/// A period in these words.
#[derive(Default)]
struct Told<'a> {
    words: &'a str,
    plain: SmolStr,
    line: SmolStr,
}

impl<'a> Reasons<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self { text, period: Told::default(), buffer: String::new() }
    }

    /// The line of a cue.
    pub(crate) fn cue(&mut self, mention: &Mention) -> Option<SmolStr> {
        let cue = mention.cue()?;
        let kind = match cue.kind {
            CueKind::Verb | CueKind::PassiveVerb => "verb ",
            CueKind::Noun => "noun ",
            _ => "word ",
        };
        Some(joined(&mut self.buffer, [kind, &cue.id, ": ", &plain(mention.span.slice(self.text))]))
    }

    /// The words of the period that stands here, and its line.
    pub(crate) fn period(&mut self, span: Span) -> (SmolStr, SmolStr) {
        let words = span.slice(self.text);
        if self.period.words != words {
            let plain = plain(words);
            let line = joined(&mut self.buffer, ["period: ", &plain]);
            self.period = Told { words, plain: plain.into(), line };
        }
        (self.period.plain.clone(), self.period.line.clone())
    }
}

/// The pieces one after the other.
fn joined<const N: usize>(buffer: &mut String, pieces: [&str; N]) -> SmolStr {
    buffer.clear();
    pieces.into_iter().for_each(|piece| buffer.push_str(piece));
    SmolStr::new(buffer)
}
