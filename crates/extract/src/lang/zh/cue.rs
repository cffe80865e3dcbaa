//! The words of the catalog in a sentence, and 分别.
//!
//! *What it matches*: every word of the catalog, and `分别`, which pairs a list with the list before it.
//!
//! *What it leaves alone*: a word that is a part of a longer one (`案` in `立案`), but for a place within the name of an
//! authority (`北京市公安局`) and for the thing that a qualifier tells of (`账户` in `风险账户`).
//!
//! *Normalizes to*: the catalog's kind and id. A verb behind 被 or 遭 in its clause has its object before it. One behind 未 or
//! 不 tells what was not done: whatever verb it is, its id is `not_done`.

use tallysheet_model::{Cue, CueKind, MentionKind, SmolStr, Span};

use super::words::trimmed_before;
use super::{Chinese, Context};
use crate::Found;

/// A word of the catalog.
#[derive(Debug)]
pub(super) struct Hit {
    pub(super) span: Span,
    pub(super) kind: CueKind,
    id: SmolStr,
    /// It tells what was not done; its span holds the word that says so.
    pub(super) negated: bool,
}

impl Hit {
    pub(super) fn is_verb(&self) -> bool {
        matches!(self.kind, CueKind::Verb | CueKind::PassiveVerb)
    }

    /// The name of a place, an authority or a programme.
    pub(super) fn is_name(&self) -> bool {
        matches!(self.kind, CueKind::Place | CueKind::Speaker | CueKind::Programme)
    }

    /// The mention; none for what is no verb and shares the place of a negated one.
    pub(super) fn into_found(self) -> Option<Found> {
        let id = match (self.negated, self.is_verb()) {
            (true, true) => SmolStr::new_static("not_done"),
            (true, false) => return None,
            (false, _) => self.id,
        };
        Some(Found { span: self.span, rule: "zh/cue", kind: MentionKind::Cue(Cue { kind: self.kind, id }) })
    }
}

impl Chinese {
    /// The hits of a sentence by start, longest first.
    pub(super) fn hits(&self, text: &str, sentence: Span) -> Vec<Hit> {
        let mut all = Vec::new();
        self.cues.find(text, sentence, |span, form| {
            all.push(Hit { span, kind: form.kind, id: form.id.clone(), negated: false })
        });
        all.sort_by(|a, b| (a.span.start, b.span.end, a.kind, &a.id).cmp(&(b.span.start, a.span.end, b.kind, &b.id)));
        all.dedup_by(|a, b| a.span == b.span && a.kind == b.kind && a.id == b.id);
        let mut hits = outermost(all);
        self.turn_passives(text, sentence, &mut hits);
        self.negate(text, sentence, &mut hits);
        self.grammar.nouns.respectively.each_in(text, sentence.start, sentence.end, |start, end, ()| {
            let id = SmolStr::new_static("respectively");
            hits.push(Hit { span: Span::new(start, end), kind: CueKind::Respectively, id, negated: false });
        });
        hits
    }

    /// Keeps as nouns alone the words that are verbs too, between a verb and a figure: `举报` in `接到举报47万条`.
    pub(super) fn settle_objects(&self, context: &mut Context<'_>) {
        let Context { text, figures, hits, .. } = context;
        let counted = |end: usize| {
            let next = figures.iter().find(|figure| figure.start >= end);
            next.is_some_and(|figure| self.past_adverbs(text, end, figure.start) == end)
        };
        let is_object = |verb: &Hit| {
            let is_noun = |span: Span| hits.iter().any(|hit| hit.kind == CueKind::Noun && hit.span == span);
            // `发案占比80%`: what is a noun itself governs nothing.
            let governs = |hit: &Hit| hit.is_verb() && hit.span.end == verb.span.start && !is_noun(hit.span);
            let governed = || hits.iter().any(governs);
            verb.is_verb() && is_noun(verb.span) && governed() && counted(verb.span.end)
        };
        let objects: Vec<Span> = hits.iter().filter(|hit| is_object(hit)).map(|hit| hit.span).collect();
        hits.retain(|hit| !(hit.is_verb() && objects.contains(&hit.span)));
    }

    /// Where the adverbs that end at `at` begin, not before `floor`.
    fn past_adverbs(&self, text: &str, floor: usize, at: usize) -> usize {
        let mut start = trimmed_before(text, floor, at);
        while let Some((to, ())) = self.grammar.nouns.adverbs.before(text, floor, start) {
            start = trimmed_before(text, floor, to);
        }
        start
    }

    /// Marks the verbs that a negation stands right before.
    fn negate(&self, text: &str, sentence: Span, hits: &mut [Hit]) {
        let verbs: Vec<Span> = hits.iter().filter(|hit| hit.is_verb()).map(|hit| hit.span).collect();
        // What is a verb may be a noun too (`立案`).
        for hit in hits.iter_mut().filter(|hit| verbs.contains(&hit.span)) {
            // `拒不整改的APP`: a verb that only tells which ones says nothing of what was done to them.
            let after = text[hit.span.end..sentence.end].strip_prefix('的').and_then(|rest| rest.chars().next());
            let attribute = after.is_some_and(|c| !self.numerals.opens(c));
            let negation = self.grammar.nouns.negations.before(text, sentence.start, hit.span.start);
            if let Some((start, true)) = negation.filter(|_| !attribute) {
                (hit.span.start, hit.negated) = (start, true);
            }
        }
    }

    /// Makes passive the verbs that 被 governs: the first after it in its clause.
    fn turn_passives(&self, text: &str, sentence: Span, hits: &mut [Hit]) {
        let passive = &self.grammar.nouns.passive;
        passive.each_in(text, sentence.start, sentence.end, |at, end, turns| {
            if !turns {
                return;
            }
            let clause_end =
                text[end..sentence.end].find(['，', '；', '。', '：', '、', ',']).map_or(sentence.end, |at| end + at);
            let first = hits.iter().filter(|hit| hit.is_verb() && hit.span.start >= at).map(|hit| hit.span.start).min();
            let Some(start) = first.filter(|start| *start < clause_end) else { return };
            for hit in hits.iter_mut().filter(|hit| hit.span.start == start && hit.kind == CueKind::Verb) {
                hit.kind = CueKind::PassiveVerb;
            }
        });
    }
}

/// `破案` in `侦破案件`: of two words that share a character, the first is the word.
fn crosses(first: &Hit, next: &Hit) -> bool {
    let word = |hit: &Hit| matches!(hit.kind, CueKind::Verb | CueKind::Noun);
    let shared = first.span.start < next.span.start && next.span.start < first.span.end;
    shared && first.span.end < next.span.end && word(first) && word(next)
}

/// Drops hits strictly inside another, and those that begin inside one. Sorted by start and longest first, a container always comes before.
fn outermost(all: Vec<Hit>) -> Vec<Hit> {
    let mut kept: Vec<Hit> = Vec::with_capacity(all.len());
    for hit in all {
        let inside = kept.iter().rev().take(16).any(|longer| {
            let place_in_name =
                hit.kind == CueKind::Place && matches!(longer.kind, CueKind::Speaker | CueKind::Programme);
            let qualified = longer.kind == CueKind::Qualifier && hit.kind != CueKind::Qualifier;
            let within = longer.span.contains(hit.span) && longer.span != hit.span && !place_in_name && !qualified;
            within || crosses(longer, &hit)
        });
        if !inside {
            kept.push(hit);
        }
    }
    kept
}
