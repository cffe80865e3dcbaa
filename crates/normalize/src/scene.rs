//! One sentence as the rules of this crate see it.

use std::ops::Range;

use tallysheet_model::{Cue, CueKind, Mention, MentionKind, Quantity, Sentence, Span, Timex};

use crate::words::{Sense, Word, Words};

/// A cue in its place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct CueAt<'a> {
    pub(crate) span: Span,
    pub(crate) cue: &'a Cue,
    pub(crate) mention: &'a Mention,
    pub(crate) word: Word,
    pub(crate) sense: Sense,
    /// The farthest end among the cues of the sentence up to this one.
    reach: usize,
}

/// A figure that reports something.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Figure<'a> {
    pub(crate) span: Span,
    pub(crate) quantity: &'a Quantity,
    /// What it counts: the quantity's own, or what a rule lends it.
    pub(crate) counted: Option<Span>,
    pub(crate) near: Near,
}

/// How many cues, and how many of each kind, begin before a figure: what speaks for it is found by looking around from there.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Near {
    cue: usize,
    noun: usize,
    act: usize,
    qualifier: usize,
}

/// A number that another is compared with, and its clause.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Compared {
    pub(crate) figure: Span,
    pub(crate) clause: Span,
}

/// The cues and figures of one sentence, in text order. The lists of one kind hold words of their own, no parts of a
/// longer cue, so that both their starts and their ends ascend. One scene is filled for each sentence in turn.
#[derive(Debug, Default)]
pub(crate) struct Scene<'a> {
    pub(crate) span: Span,
    pub(crate) paragraph: u32,
    pub(crate) figures: Vec<Figure<'a>>,
    /// Time expressions but the dateline, and where they stand.
    pub(crate) timexes: Vec<(Span, &'a Timex)>,
    /// Numbers that others are compared with.
    pub(crate) compared: Vec<Compared>,
    /// Every cue.
    cues: Vec<CueAt<'a>>,
    pub(crate) nouns: Vec<CueAt<'a>>,
    /// Verbs, and the modifiers among which participles are.
    pub(crate) acts: Vec<CueAt<'a>>,
    pub(crate) programmes: Vec<CueAt<'a>>,
    pub(crate) places: Vec<CueAt<'a>>,
    pub(crate) speakers: Vec<CueAt<'a>>,
    /// Qualifiers that are no part of a longer one.
    pub(crate) qualifiers: Vec<CueAt<'a>>,
    /// Words that someone says so.
    pub(crate) saying: Vec<Span>,
    /// Where the dateline ends, in the sentence that has one.
    pub(crate) dateline: Option<usize>,
    /// The senses of all cues, one bit each.
    senses: u16,
}

/// What a sentence leaves to the next: its last words.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tail<'a> {
    pub(crate) noun: Option<&'a Mention>,
    pub(crate) verb: Option<&'a Mention>,
}

/// The quantity, if the mention is one that reports something.
pub(crate) fn figure(mention: &Mention) -> Option<&Quantity> {
    mention.quantity().filter(|quantity| quantity.exclusion.is_none())
}

impl<'a> Scene<'a> {
    pub(crate) fn new() -> Self {
        /// As many of a kind as most sentences have.
        const ROOM: usize = 16;
        Self {
            figures: Vec::with_capacity(ROOM),
            cues: Vec::with_capacity(ROOM),
            nouns: Vec::with_capacity(ROOM),
            acts: Vec::with_capacity(ROOM),
            ..Self::default()
        }
    }

    /// Takes up the next sentence with its mentions, which come by start and longest first.
    pub(crate) fn read(&mut self, sentence: Sentence, mentions: &'a [Mention], words: &Words) {
        self.figures.clear();
        self.timexes.clear();
        self.compared.clear();
        self.cues.clear();
        self.nouns.clear();
        self.acts.clear();
        self.programmes.clear();
        self.places.clear();
        self.speakers.clear();
        self.qualifiers.clear();
        self.saying.clear();
        (self.span, self.paragraph, self.dateline, self.senses) = (sentence.span, sentence.paragraph, None, 0);
        // Without a figure nothing is decided, so no word needs to be known.
        let reports = mentions.iter().any(|mention| figure(mention).is_some());
        // The cue that reaches farthest so far. A qualifier is read beside the words that it is made of.
        let mut outer = Span::default();
        for mention in mentions {
            let span = mention.span;
            match &mention.kind {
                MentionKind::Quantity(quantity) => {
                    if quantity.exclusion.is_none() {
                        let near = self.near();
                        self.figures.push(Figure { span, quantity, counted: quantity.counted, near });
                    }
                    if quantity.compared {
                        self.compared.push(Compared { figure: span, clause: quantity.clause });
                    }
                }
                MentionKind::Timex(timex) if timex.dateline => self.dateline = Some(span.end),
                MentionKind::Timex(timex) => self.timexes.push((span, timex)),
                MentionKind::Cue(cue) => {
                    let (word, sense) = if reports { words.look_up(&cue.id) } else { Default::default() };
                    let nested = outer.contains(span) && outer.len() > span.len();
                    let reach = self.cues.last().map_or(span.end, |last| last.reach.max(span.end));
                    self.add(CueAt { span, cue, mention, word, sense, reach }, nested);
                    if span.end > outer.end && cue.kind != CueKind::Qualifier {
                        outer = span;
                    }
                }
            }
        }
    }

    fn near(&self) -> Near {
        let (cue, noun, act) = (self.cues.len(), self.nouns.len(), self.acts.len());
        Near { cue, noun, act, qualifier: self.qualifiers.len() }
    }

    fn add(&mut self, cue: CueAt<'a>, nested: bool) {
        self.cues.push(cue);
        self.senses |= bit(cue.sense);
        if cue.sense == Sense::Say {
            self.saying.push(cue.span);
        }
        let within = |outer: &CueAt<'_>| outer.span.contains(cue.span) && outer.span.len() > cue.span.len();
        match cue.cue.kind {
            CueKind::Qualifier if self.qualifiers.last().is_some_and(within) => {}
            CueKind::Qualifier => self.qualifiers.push(cue),
            _ if nested => {}
            CueKind::Noun => self.nouns.push(cue),
            CueKind::Verb | CueKind::PassiveVerb | CueKind::Modifier => self.acts.push(cue),
            CueKind::Programme => self.programmes.push(cue),
            CueKind::Place => self.places.push(cue),
            CueKind::Speaker => self.speakers.push(cue),
            CueKind::Respectively => {}
        }
    }

    pub(crate) fn tail(&self) -> Tail<'a> {
        let verb = self.acts.iter().rev().find(|c| c.is_verb());
        Tail { noun: self.nouns.last().map(|c| c.mention), verb: verb.map(|c| c.mention) }
    }

    /// Every cue that shares a byte with the span, parts of longer ones too, looked for around the figure.
    pub(crate) fn touching(
        &self,
        figure: Figure<'_>,
        span: Span,
    ) -> impl DoubleEndedIterator<Item = &CueAt<'a>> + use<'_, 'a> {
        self.cues_around(figure, span).iter().filter(move |c| c.span.overlaps(span))
    }

    /// The same cues, and some that end before the span.
    pub(crate) fn cues_around(&self, figure: Figure<'_>, span: Span) -> &[CueAt<'a>] {
        let start = first(&self.cues, figure.near.cue, |c| c.reach <= span.start);
        let end = start + self.cues[start..].iter().take_while(|c| c.span.start < span.end).count();
        &self.cues[start..end]
    }

    /// The nouns that share a byte with the span, looked for around the figure.
    pub(crate) fn nouns_touching(&self, figure: Figure<'_>, span: Span) -> &[CueAt<'a>] {
        touching(&self.nouns, figure.near.noun, span)
    }

    /// The qualifiers that share a byte with the span, looked for around the figure.
    pub(crate) fn qualifiers_touching(&self, figure: Figure<'_>, span: Span) -> &[CueAt<'a>] {
        touching(&self.qualifiers, figure.near.qualifier, span)
    }

    /// The acts that share a byte with the span, looked for around the figure.
    pub(crate) fn acts_touching(&self, figure: Figure<'_>, span: Span) -> &[CueAt<'a>] {
        &self.acts[range(&self.acts, figure.near.act, span)]
    }

    /// The same acts, and up to `more` on either side of them.
    pub(crate) fn acts_around(&self, figure: Figure<'_>, span: Span, more: usize) -> &[CueAt<'a>] {
        let Range { start, end } = range(&self.acts, figure.near.act, span);
        &self.acts[start.saturating_sub(more)..self.acts.len().min(end + more)]
    }

    /// Whether any cue has this sense.
    pub(crate) fn has(&self, sense: Sense) -> bool {
        self.senses & bit(sense) != 0
    }

    /// A word of the figure's clause says that it is a total.
    pub(crate) fn is_total(&self, figure: Figure<'_>) -> bool {
        let clause = figure.quantity.clause;
        self.has(Sense::InTotal)
            && self.touching(figure, clause).any(|c| c.sense == Sense::InTotal && clause.contains(c.span))
    }

    /// The verb right before the figure in its clause tells what was not done.
    pub(crate) fn is_not_done(&self, figure: Figure<'_>) -> bool {
        let own = |c: &&CueAt<'_>| c.is_verb() && figure.quantity.clause.contains(c.span);
        self.has(Sense::NotDone) && self.before(figure).rev().find(own).is_some_and(|c| c.sense == Sense::NotDone)
    }

    /// A verb of an act right before the figure in its clause, one that grows or falls aside.
    pub(crate) fn has_own_act(&self, figure: Figure<'_>) -> bool {
        let clause = figure.quantity.clause;
        let own = |c: &CueAt<'_>| c.cue.kind == CueKind::Verb && c.span.end <= figure.span.start;
        let act = |c: &CueAt<'_>| clause.contains(c.span) && !matches!(c.sense, Sense::Trend | Sense::Exist);
        self.acts_touching(figure, clause).iter().any(|c| own(c) && act(c))
    }

    /// The cues of the figure's clause that end before it.
    pub(crate) fn before(&self, figure: Figure<'_>) -> impl DoubleEndedIterator<Item = &CueAt<'a>> {
        self.touching(figure, figure.quantity.clause).filter(move |c| c.span.end <= figure.span.start)
    }
}

/// Those of a list of words that share a byte with the span, looked for around the word at `near`.
pub(crate) fn touching<'s, 'a>(words: &'s [CueAt<'a>], near: usize, span: Span) -> &'s [CueAt<'a>] {
    &words[range(words, near, span)]
}

fn range(words: &[CueAt<'_>], near: usize, span: Span) -> Range<usize> {
    let start = first(words, near, |c| c.span.end <= span.start);
    start..start + words[start..].iter().take_while(|c| c.span.start < span.end).count()
}

/// The first that does not lie `before` in a list where those that do come first, looked for from `near` step by step: it
/// is seldom far.
fn first<T>(list: &[T], near: usize, before: impl Fn(&T) -> bool) -> usize {
    let back = list[..near].iter().rev().take_while(|item| !before(item)).count();
    near - back + list[near - back..].iter().take_while(|item| before(item)).count()
}

fn bit(sense: Sense) -> u16 {
    1 << sense as u16
}

impl CueAt<'_> {
    pub(crate) fn is_verb(&self) -> bool {
        matches!(self.cue.kind, CueKind::Verb | CueKind::PassiveVerb)
    }
}
