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
pub(crate) struct Told<'a> {
    words: &'a str,
    pub(crate) plain: SmolStr,
    line: SmolStr,
}

impl<'a> Reasons<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self { text, period: Told::default(), buffer: String::new() }
    }

    /// The lines of what decided: the cues, and the words of the period.
    pub(crate) fn lines(&mut self, cues: &[Option<&Mention>], period: Option<Span>) -> Vec<SmolStr> {
        let cues = cues.iter().flatten().filter_map(|mention| Some((mention.span, mention.cue()?)));
        let mut lines = Vec::with_capacity(cues.clone().count() + usize::from(period.is_some()));
        for (span, cue) in cues {
            let kind = match cue.kind {
                CueKind::Verb | CueKind::PassiveVerb => "verb ",
                CueKind::Noun => "noun ",
                _ => "word ",
            };
            lines.push(joined(&mut self.buffer, [kind, &cue.id, ": ", &plain(span.slice(self.text))]));
        }
        if let Some(span) = period {
            lines.push(self.period(span).line.clone());
        }
        lines
    }

    /// The period that stands here.
    pub(crate) fn period(&mut self, span: Span) -> &Told<'a> {
        let words = span.slice(self.text);
        if self.period.words != words {
            let plain = plain(words);
            let line = joined(&mut self.buffer, ["period: ", &plain]);
            self.period = Told { words, plain: plain.into(), line };
        }
        &self.period
    }
}

/// The pieces one after the other.
fn joined<const N: usize>(buffer: &mut String, pieces: [&str; N]) -> SmolStr {
    buffer.clear();
    pieces.into_iter().for_each(|piece| buffer.push_str(piece));
    SmolStr::new(buffer)
}
