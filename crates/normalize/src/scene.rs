//! One sentence as the rules of this crate see it.

use tallysheet_model::{Annotated, Cue, CueKind, Mention, Quantity, Span};

/// A cue in its place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CueAt<'a> {
    pub(crate) span: Span,
    pub(crate) cue: &'a Cue,
    /// It lies within a longer cue: part of a phrase, no word of its own.
    pub(crate) nested: bool,
}

/// A figure that reports something.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Figure<'a> {
    pub(crate) span: Span,
    pub(crate) quantity: &'a Quantity,
}

/// The cues and figures of one sentence, in text order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scene<'a> {
    pub(crate) span: Span,
    pub(crate) paragraph: u32,
    pub(crate) cues: Vec<CueAt<'a>>,
    pub(crate) figures: Vec<Figure<'a>>,
    /// Where the dateline ends, in the sentence that has one.
    pub(crate) dateline: Option<usize>,
}

/// The scenes of a document, one for each sentence.
pub(crate) fn scenes(annotated: &Annotated) -> Vec<Scene<'_>> {
    let mut scenes: Vec<Scene<'_>> = annotated
        .sentences
        .iter()
        .map(|s| Scene { span: s.span, paragraph: s.paragraph, ..Scene::default() })
        .collect();
    for mention in &annotated.mentions {
        let Some(scene) = scenes.get_mut(mention.sentence as usize) else { continue };
        scene.add(mention);
    }
    scenes
}

impl<'a> Scene<'a> {
    fn add(&mut self, mention: &'a Mention) {
        if let Some(quantity) = mention.quantity().filter(|q| q.exclusion.is_none()) {
            self.figures.push(Figure { span: mention.span, quantity });
        }
        if mention.timex().is_some_and(|t| t.dateline) {
            self.dateline = Some(mention.span.end);
        }
        let Some(cue) = mention.cue() else { return };
        // Mentions come longest first at one start, so a longer phrase is there before its parts.
        // A qualifier is read beside the words that it is made of.
        let within = |outer: &CueAt<'_>| {
            let longer = outer.span.contains(mention.span) && outer.span.len() > mention.span.len();
            longer && outer.cue.kind != CueKind::Qualifier
        };
        let nested = self.cues.iter().rev().take(8).any(within);
        self.cues.push(CueAt { span: mention.span, cue, nested });
    }

    /// The cues of one kind that are words of their own.
    pub(crate) fn words(&self, kind: CueKind) -> impl DoubleEndedIterator<Item = &CueAt<'a>> {
        self.cues.iter().filter(move |c| c.cue.kind == kind && !c.nested)
    }
}

impl Scene<'_> {
    /// A word of the figure's clause says that it is a total.
    pub(crate) fn is_total(&self, figure: Figure<'_>) -> bool {
        self.cues.iter().any(|c| c.cue.id == "in_total" && figure.quantity.clause.contains(c.span))
    }
}

impl Scene<'_> {
    /// The verb right before the figure in its clause tells what was not done.
    pub(crate) fn is_not_done(&self, figure: Figure<'_>) -> bool {
        let clause = figure.quantity.clause;
        let own = |c: &&CueAt<'_>| c.is_verb() && clause.contains(c.span) && c.span.end <= figure.span.start;
        self.cues.iter().rev().find(own).is_some_and(|c| c.cue.id == "not_done")
    }
}

impl Scene<'_> {
    /// A verb of an act right before the figure in its clause, one that grows or falls aside.
    pub(crate) fn has_own_act(&self, figure: Figure<'_>) -> bool {
        const TRENDS: [&str; 4] = ["increase", "decrease", "exist", "account_for"];
        let clause = figure.quantity.clause;
        let own = |c: &CueAt<'_>| c.cue.kind == CueKind::Verb && !c.nested && c.span.end <= figure.span.start;
        self.cues.iter().any(|c| own(c) && clause.contains(c.span) && !TRENDS.contains(&c.cue.id.as_str()))
    }
}

impl CueAt<'_> {
    pub(crate) fn is_verb(&self) -> bool {
        matches!(self.cue.kind, CueKind::Verb | CueKind::PassiveVerb)
    }
}
