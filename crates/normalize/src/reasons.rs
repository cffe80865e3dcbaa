//! What decided, in words for people: a line for each cue and for the period. The figures of a list share their words, so
//! each line is written once and then handed on.

use tallysheet_model::{CueKind, Mention, SmolStr, Span};

use crate::wording::plain;

/// How many lines are kept, by where their words begin.
const KEPT: usize = 16;

/// The lines of one document.
pub(crate) struct Reasons<'a> {
    text: &'a str,
    cues: [Option<(&'a Mention, SmolStr)>; KEPT],
    period: Option<Told>,
    /// Where a line is put together.
    line: String,
}

/// The words of a period.
pub(crate) struct Told {
    span: Span,
    pub(crate) words: SmolStr,
    pub(crate) line: SmolStr,
}

impl<'a> Reasons<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self { text, cues: Default::default(), period: None, line: String::new() }
    }

    /// The line of a cue.
    pub(crate) fn cue(&mut self, mention: &'a Mention) -> Option<SmolStr> {
        let cue = mention.cue()?;
        let kept = &mut self.cues[mention.span.start % KEPT];
        if let Some((of, line)) = kept
            && std::ptr::eq(*of, mention)
        {
            return Some(line.clone());
        }
        let kind = match cue.kind {
            CueKind::Verb | CueKind::PassiveVerb => "verb ",
            CueKind::Noun => "noun ",
            _ => "word ",
        };
        let line = joined(&mut self.line, [kind, &cue.id, ": ", &plain(mention.span.slice(self.text))]);
        *kept = Some((mention, line.clone()));
        Some(line)
    }

    /// The words of the period that stands here.
    pub(crate) fn period(&mut self, span: Span) -> &Told {
        if self.period.as_ref().is_none_or(|told| told.span != span) {
            let words = plain(span.slice(self.text));
            let line = joined(&mut self.line, ["period: ", &words]);
            self.period = Some(Told { span, words: words.into(), line });
        }
        self.period.as_ref().expect("it was told just now")
    }
}

/// The pieces one after the other.
fn joined<const N: usize>(line: &mut String, pieces: [&str; N]) -> SmolStr {
    line.clear();
    pieces.into_iter().for_each(|piece| line.push_str(piece));
    SmolStr::new(line)
}
