//! What one look over all mentions of a document gathers for the questions that concern it as a whole: its date and its
//! country. Mentions are many and large, so they are walked once.

use tallysheet_model::{Cue, CueKind, Mention, MentionKind, Sentence, Timex};

/// The mentions that a document as a whole is told by, in text order.
#[derive(Debug, Default)]
pub(crate) struct Outline<'a> {
    /// Every time expression with its sentence.
    pub(crate) timexes: Vec<(u32, &'a Timex)>,
    /// Places, programmes and speakers.
    pub(crate) names: Vec<&'a Cue>,
    /// How many figures report something.
    pub(crate) figures: usize,
    /// Whether each sentence has such a figure.
    reporting: Vec<bool>,
}

impl<'a> Outline<'a> {
    pub(crate) fn new(sentences: &[Sentence], mentions: &'a [Mention]) -> Self {
        let mut outline = Self { reporting: vec![false; sentences.len()], ..Self::default() };
        for mention in mentions {
            match &mention.kind {
                MentionKind::Quantity(quantity) if quantity.exclusion.is_none() => {
                    outline.figures += 1;
                    if let Some(reporting) = outline.reporting.get_mut(mention.sentence as usize) {
                        *reporting = true;
                    }
                }
                MentionKind::Quantity(_) => {}
                MentionKind::Timex(timex) => outline.timexes.push((mention.sentence, timex)),
                MentionKind::Cue(cue) => match cue.kind {
                    CueKind::Place | CueKind::Programme | CueKind::Speaker => outline.names.push(cue),
                    _ => {}
                },
            }
        }
        outline
    }

    /// Whether the sentence reports a figure.
    pub(crate) fn reports(&self, sentence: u32) -> bool {
        self.reporting.get(sentence as usize) == Some(&true)
    }
}
