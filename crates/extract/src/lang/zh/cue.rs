//! The words of the catalog in a sentence, and 分别.
//!
//! *What it matches*: every word of the catalog, and `分别`, which pairs a list with the list before it.
//!
//! *What it leaves alone*: a word that is a part of a longer one (`案` in `立案`), but for a place within the name of an
//! authority (`北京市公安局`) and for the thing that a qualifier tells of (`账户` in `风险账户`).
//!
//! *Normalizes to*: the catalog's kind and id. A verb behind 被 or 遭 in its clause has its object before it. One behind 未 or
//! 不 tells what was not done: whatever verb it is, its id is `not_done`.

mod index;
mod tree;

use std::cmp::Reverse;

use tallysheet_model::{Cue, CueKind, SmolStr, Span};

pub(super) use index::CueIndex;
use index::LexemeId;
use tree::EndId;

use super::class::Class;
use super::letters::Sign;
use super::ordered::{Ordered, Placed};
use super::text::Text;
use super::words::trimmed_before;
use super::{Chinese, Context, Finds};

/// A word of the catalog, or 分别.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit {
    pub(super) span: Span,
    pub(super) kind: CueKind,
    /// None for 分别.
    lexeme: Option<LexemeId>,
    /// It tells what was not done; its span holds the word that says so.
    negated: bool,
}

impl Hit {
    pub(super) fn is_verb(&self) -> bool {
        matches!(self.kind, CueKind::Verb | CueKind::PassiveVerb)
    }

    /// Whether it is a mention: what is no verb and shares the place of a negated one is none.
    pub(super) fn tells(&self) -> bool {
        !self.negated || self.is_verb()
    }

    /// The name of a place, an authority or a programme.
    pub(super) fn is_name(&self) -> bool {
        matches!(self.kind, CueKind::Place | CueKind::Speaker | CueKind::Programme)
    }
}

impl Placed for Hit {
    fn place(&self) -> usize {
        self.span.start
    }
}

/// The hits of a sentence by start, longest first.
#[derive(Debug, Default)]
pub(super) struct Hits {
    hits: Ordered<Hit>,
    /// How long the longest is.
    longest: usize,
    /// A numeral may be in one of them.
    numeric: bool,
}

impl Hits {
    pub(super) fn as_slice(&self) -> &[Hit] {
        &self.hits.all
    }

    /// Those that start at `at`.
    pub(super) fn starting(&self, at: usize) -> impl Iterator<Item = &Hit> {
        self.as_slice()[self.hits.from(at)..].iter().take_while(move |hit| hit.span.start == at)
    }

    /// Those that contain the span.
    pub(super) fn around(&self, span: Span) -> impl Iterator<Item = &Hit> {
        let near = &self.as_slice()[self.hits.from((span.end).saturating_sub(self.longest))..];
        near.iter().take_while(move |hit| hit.span.start <= span.start).filter(move |hit| hit.span.contains(span))
    }

    /// Those that contain the span of a number.
    #[inline]
    pub(super) fn around_number(&self, text: &Text<'_>, span: Span) -> impl Iterator<Item = &Hit> {
        let may_be = self.numeric || !text.is(span.start, Class::NUMBER);
        may_be.then(|| self.around(span)).into_iter().flatten()
    }

    /// Those that start before `at`, and near enough to end there.
    pub(super) fn reaching(&self, at: usize) -> impl Iterator<Item = &Hit> {
        let near = &self.as_slice()[self.hits.from(at.saturating_sub(self.longest))..];
        near.iter().take_while(move |hit| hit.span.start < at)
    }

    pub(super) fn clear(&mut self) {
        self.hits.clear();
        (self.longest, self.numeric) = (0, false);
    }

    /// Brings the hits into their order, where some have been added or moved.
    fn arrange(&mut self) {
        let hits = &mut self.hits.all;
        hits.sort_by_key(|hit| (hit.span.start, Reverse(hit.span.end)));
        self.longest = hits.iter().map(|hit| hit.span.len()).max().unwrap_or_default();
    }
}

impl CueIndex {
    /// What a hit tells.
    #[inline]
    pub(super) fn cue(&self, hit: &Hit) -> Cue {
        let id = match hit.lexeme {
            _ if hit.negated => SmolStr::new_static("not_done"),
            Some(lexeme) => self.id(lexeme),
            None => SmolStr::new_static("respectively"),
        };
        Cue { kind: hit.kind, id }
    }
}

impl Chinese {
    /// Finds the words of a sentence.
    pub(super) fn find_words(&self, context: &mut Context<'_>) {
        let (text, sentence) = (context.text, context.sentence);
        self.outermost(text, sentence, &mut context.hits);
        let hits = &mut context.hits.hits.all;
        self.turn_passives(text, sentence, hits);
        let mut moved = self.negate(text, sentence, hits);
        self.grammar.nouns.respectively.each_in(text, sentence.start, sentence.end, |start, end, ()| {
            let kind = CueKind::Respectively;
            hits.push(Hit { span: Span::new(start, end), kind, lexeme: None, negated: false });
            moved = true;
        });
        if moved {
            context.hits.arrange();
        }
    }

    /// The words of the catalog, but for those strictly inside another and those that begin inside one.
    // The loop over all characters keeps its registers.
    #[inline(never)]
    fn outermost(&self, text: &Text<'_>, sentence: Span, hits: &mut Hits) {
        let signs = text.signs();
        // Up to where the words before reach.
        let mut reach = sentence.start;
        for (place, pair) in signs.windows(2).enumerate() {
            if self.alphabet.follows(pair[0].letter(), pair[1].letter())
                && let Some(longest) = self.cues.longest(&signs[place..])
            {
                reach = self.add_words(text, &signs[place..], reach, longest, hits);
            }
        }
    }

    /// Adds the words that start with the first of the signs, longest first, behind those that reach up to `reach`: where all
    /// of them reach.
    // As few start any: the loop over all characters keeps its registers.
    #[inline(never)]
    fn add_words(&self, text: &Text<'_>, signs: &[Sign], reach: usize, longest: EndId, hits: &mut Hits) -> usize {
        let start = text.at(&signs[0]);
        let outermost = if start < reach { &[] } else { self.cues.outermost(longest) };
        if outermost.is_empty() {
            return self.add_uncovered(text, signs, reach, longest, hits);
        }
        let mut end = reach;
        for word in outermost {
            let span = Span::new(start, text.at(&signs[word.hit.span.end]));
            hits.hits.all.push(Hit { span, ..word.hit });
            hits.numeric |= word.numeric;
            end = end.max(span.end);
        }
        hits.longest = hits.longest.max(end - start);
        end
    }

    /// The same where a word before may cover them, or the text must tell which of them stand there.
    fn add_uncovered(
        &self,
        text: &Text<'_>,
        signs: &[Sign],
        mut reach: usize,
        longest: EndId,
        hits: &mut Hits,
    ) -> usize {
        let Hits { hits, longest: length, numeric, .. } = hits;
        let hits = &mut hits.all;
        let start = text.at(&signs[0]);
        let near = if start < reach { 0 } else { hits.len() };
        for end in self.cues.chain(longest) {
            let span = Span::new(start, text.at(&signs[end.length]));
            self.cues.each_form(text, span, end, |form| {
                let hit = Hit { span, kind: form.kind, lexeme: Some(form.lexeme), negated: false };
                if !hits[near..].iter().rev().take(16).any(|longer| covers(longer, &hit)) {
                    hits.push(hit);
                    *length = span.len().max(*length);
                    *numeric |= form.numeric;
                    reach = reach.max(span.end);
                }
            });
        }
        reach
    }

    /// Keeps as nouns alone the words that are verbs too, between a verb and a figure: `举报` in `接到举报47万条`.
    pub(super) fn settle_objects(&self, context: &mut Context<'_>) {
        let text = context.text;
        let Finds { figures, hits, .. } = &mut *context.finds;
        if !hits.as_slice().windows(2).any(|pair| alike(&pair[0], &pair[1])) {
            return;
        }
        let counted = |end: usize| {
            let next = figures.get(figures.partition_point(|figure| figure.start < end));
            next.is_some_and(|figure| self.past_adverbs(text, end, figure.start) == end)
        };
        let is_noun = |alike: &[Hit]| alike.iter().any(|hit| hit.kind == CueKind::Noun);
        let governed = |at: usize| {
            let before = hits.hits.from(at.saturating_sub(hits.longest))..hits.hits.from(at);
            let mut words = hits.as_slice()[before].chunk_by(alike);
            // `发案占比80%`: what is a noun itself governs nothing.
            words.any(|word| word[0].span.end == at && word.iter().any(Hit::is_verb) && !is_noun(word))
        };
        let words = hits.as_slice().chunk_by(alike).filter(|word| word.len() > 1);
        let objects = words.filter(|word| word.iter().any(Hit::is_verb) && is_noun(word));
        let objects = objects.map(|word| word[0].span).filter(|span| counted(span.end) && governed(span.start));
        let objects: Vec<Span> = objects.collect();
        if !objects.is_empty() {
            let order = |span: &Span| (span.start, Reverse(span.end));
            let is_object = |span: &Span| objects.binary_search_by_key(&order(span), order).is_ok();
            hits.hits.all.retain(|hit| !(hit.is_verb() && is_object(&hit.span)));
        }
    }

    /// Where the adverbs that end at `at` begin, not before `floor`.
    fn past_adverbs(&self, text: &Text<'_>, floor: usize, at: usize) -> usize {
        let mut start = trimmed_before(text, floor, at);
        while let Some((to, ())) = self.grammar.nouns.adverbs.before(text, floor, start) {
            start = trimmed_before(text, floor, to);
        }
        start
    }

    /// Marks the verbs that a negation stands right before, and what else the same characters may be (`立案`): whether there
    /// may be any.
    fn negate(&self, text: &Text<'_>, sentence: Span, hits: &mut [Hit]) -> bool {
        let negations = self.grammar.nouns.negations.table();
        // Few sentences have any: no branch for each word.
        if !hits.iter().fold(false, |any, hit| any | (text.may_end(hit.span.start, negations) & hit.is_verb())) {
            return false;
        }
        for alike in hits.chunk_by_mut(alike).filter(|alike| alike.iter().any(Hit::is_verb)) {
            let span = alike[0].span;
            let Some((start, true)) = self.grammar.nouns.negations.before(text, sentence.start, span.start) else {
                continue;
            };
            // `拒不整改的APP`: a verb that only tells which ones says nothing of what was done to them.
            let after = span.end + '的'.len_utf8();
            let told = text[span.end..sentence.end].starts_with('的') && after < sentence.end;
            if told && !self.numerals.opens(text, after) {
                continue;
            }
            for hit in alike {
                (hit.span.start, hit.negated) = (start, true);
            }
        }
        true
    }

    /// Makes passive the verbs that 被 governs: the first after it in its clause.
    fn turn_passives(&self, text: &Text<'_>, sentence: Span, hits: &mut [Hit]) {
        let passive = &self.grammar.nouns.passive;
        let mut clause_end = sentence.start;
        passive.each_in(text, sentence.start, sentence.end, |at, end, turns| {
            if !turns {
                return;
            }
            if clause_end < end {
                let stop = text[end..sentence.end].find(['，', '；', '。', '：', '、', ',']);
                clause_end = stop.map_or(sentence.end, |at| end + at);
            }
            let from = hits.partition_point(|hit| hit.span.start < at);
            let Some(first) = hits[from..].iter().position(Hit::is_verb) else { return };
            let start = hits[from + first].span.start;
            if start >= clause_end {
                return;
            }
            for hit in hits[from + first..].iter_mut().take_while(|hit| hit.span.start == start) {
                if hit.kind == CueKind::Verb {
                    hit.kind = CueKind::PassiveVerb;
                }
            }
        });
    }
}

/// Whether two tell of the same characters.
fn alike(one: &Hit, other: &Hit) -> bool {
    one.span == other.span
}

/// Whether the word before leaves no room for a shorter one, or for one that begins inside it.
fn covers(longer: &Hit, hit: &Hit) -> bool {
    let place_in_name = hit.kind == CueKind::Place && matches!(longer.kind, CueKind::Speaker | CueKind::Programme);
    let qualified = longer.kind == CueKind::Qualifier && hit.kind != CueKind::Qualifier;
    let within = longer.span.contains(hit.span) && longer.span != hit.span && !place_in_name && !qualified;
    within || crosses(longer, hit)
}

/// `破案` in `侦破案件`: of two words that share a character, the first is the word.
fn crosses(first: &Hit, next: &Hit) -> bool {
    let word = |hit: &Hit| matches!(hit.kind, CueKind::Verb | CueKind::Noun);
    let shared = first.span.start < next.span.start && next.span.start < first.span.end;
    shared && first.span.end < next.span.end && word(first) && word(next)
}
