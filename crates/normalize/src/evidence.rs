//! What speaks for the indicator of one figure, each word weighted by its place: the head of the counted phrase and a verb
//! in the figure's own clause most, the shared verb of a list less, the end of the sentence before least, where a broken
//! translation may have left it.

use tallysheet_model::{CueKind, Measure, Mention, Span};

use crate::{
    scene::{CueAt, Figure, Scene, Tail},
    words::{Sense, Word, Words},
};

/// The head of what is counted, and a verb of the figure's own clause.
pub(crate) const DIRECT: f64 = 10.0;
/// A noun of the counted phrase that is not its head.
const IN_PHRASE: f64 = 4.0;
/// A noun elsewhere in the clause.
const IN_CLAUSE: f64 = 5.0;
/// A noun between the figure's clause and the figure before it.
const NEARBY: f64 = 3.0;
/// The active verb before the figure, in its clause.
const ACTIVE: f64 = 9.0;
/// The passive verb that ends a list.
const SHARED_PASSIVE: f64 = 7.0;
/// The active verb that opens a list; a participle in the clause.
const SHARED_ACTIVE: f64 = 6.0;
/// A word at the end of the sentence before.
const SENTENCE_BEFORE: f64 = 4.0;
/// A word that a frame asks for beside verb and noun.
pub(crate) const EXTRA: f64 = 3.0;
/// What one word of distance costs.
const PER_WORD: f64 = 0.05;
/// Mean length of a word in bytes, to tell distance.
const WORD: f64 = 6.0;
/// The most verbs on either side of the clause that one of them may be shared over.
const SHARED_OVER: usize = 24;

/// Everything that speaks for one figure, in text order. It is filled for each figure in turn.
#[derive(Debug, Default)]
pub(crate) struct Evidence<'a> {
    pub(crate) nouns: Vec<Weighted<'a>>,
    pub(crate) verbs: Vec<Weighted<'a>>,
    /// The words that frames ask for or forbid beside verb and noun: those in the figure's clause or its counted phrase, then
    /// the heaviest of the others.
    pub(crate) extras: Vec<(Word, &'a Mention)>,
    /// One of them says that the figure is an average.
    pub(crate) average: bool,
}

/// A word with its weight for one figure, more than nothing.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Weighted<'a> {
    pub(crate) word: Word,
    pub(crate) mention: &'a Mention,
    pub(crate) weight: f64,
    /// A verb right before its noun, governed by another (`返还被骗资金`): it may support the noun and decides nothing alone.
    pub(crate) attribute: bool,
    /// It stands in the figure's own clause.
    pub(crate) own: bool,
}

impl<'a> Weighted<'a> {
    fn new(word: Word, mention: &'a Mention, weight: f64) -> Self {
        Self { word, mention, weight, attribute: false, own: false }
    }
}

impl<'a> Evidence<'a> {
    /// Weighs what speaks for `figure`, which stands at `at` of its sentence; `before` is the end of the sentence before it.
    pub(crate) fn weigh(&mut self, words: &Words, scene: &Scene<'a>, at: usize, figure: Figure<'_>, before: Tail<'a>) {
        self.nouns.clear();
        self.verbs.clear();
        self.extras.clear();
        self.average = false;
        let left = |mention: &'a Mention, weight| {
            let word = mention.cue().map(|cue| words.look_up(&cue.id).0);
            Weighted::new(word.unwrap_or_default(), mention, weight)
        };
        if self.weigh_nouns(scene, at, figure) {
            self.nouns.extend(before.noun.map(|noun| left(noun, SENTENCE_BEFORE - 2.0)));
        }
        if self.weigh_verbs(scene, figure) {
            self.verbs.extend(before.verb.map(|verb| left(verb, SENTENCE_BEFORE)));
        }
        let clause = figure.quantity.clause;
        for cue in scene.cues_around(figure, reach(figure)) {
            let average = cue.sense == Sense::Average;
            if (average || words.is_extra(cue.word)) && (clause.overlaps(cue.span) || counts(figure, cue.span)) {
                self.extras.push((cue.word, cue.mention));
                self.average |= average;
            }
        }
        for heavy in self.nouns.iter().chain(&self.verbs).filter(|w| w.weight >= SHARED_ACTIVE) {
            if words.is_extra(heavy.word) {
                self.extras.push((heavy.word, heavy.mention));
            }
        }
    }

    /// What the figure counts. Returns whether that may be left in the sentence before.
    fn weigh_nouns(&mut self, scene: &Scene<'a>, at: usize, figure: Figure<'_>) -> bool {
        let Figure { span, quantity, .. } = figure;
        let reach = reach(figure);
        let beside = Span { start: reach.start.min(span.start.saturating_sub(2)), end: reach.end };
        let beside = scene.nouns_touching(figure, beside);
        let head = beside.iter().rfind(|c| counts(figure, c.span)).map(|c| c.span.end);
        // `the leaders and backbones 263 persons`: the thing itself stands before the number, persons only count it.
        let persons = head.is_some() && beside.iter().any(|c| Some(c.span.end) == head && c.sense == Sense::Person);
        for cue in beside {
            let weight = if persons && precedes(cue.span, span) && cue.sense != Sense::Deed {
                DIRECT + EXTRA
            } else if counts(figure, cue.span) {
                match Some(cue.span.end) == head {
                    true => DIRECT,
                    // `bank customers`: a noun right before another one tells its kind.
                    false if precedes_noun(scene, cue.span) => continue,
                    false => IN_PHRASE,
                }
            } else if quantity.clause.contains(cue.span) && (head.is_none() || quantity.measure == Measure::Share) {
                IN_CLAUSE - distance(span, cue.span)
            } else {
                continue;
            };
            self.nouns.push(Weighted::new(cue.word, cue.mention, weight));
        }
        if self.nouns.is_empty() && quantity.measure != Measure::Change {
            let floor = if at == 0 { 0 } else { scene.figures[at - 1].quantity.clause.end };
            let near = scene.nouns_touching(figure, Span { start: floor, end: span.start.max(floor) });
            let near = near.iter().filter(|c| c.span.start >= floor && c.span.end <= span.start);
            self.nouns
                .extend(near.map(|cue| Weighted::new(cue.word, cue.mention, NEARBY - distance(span, cue.span) / 2.0)));
            // Of a share no translation leaves the whole behind.
            return at == 0 && self.nouns.is_empty() && quantity.measure != Measure::Share && opens(scene, span);
        }
        false
    }

    /// What was done. Returns whether its verb may be left in the sentence before.
    fn weigh_verbs(&mut self, scene: &Scene<'a>, figure: Figure<'_>) -> bool {
        let Figure { span, quantity, counted, .. } = figure;
        let clause = quantity.clause;
        let acts = scene.acts_around(figure, reach(figure), SHARED_OVER);
        let earlier = acts.iter().filter(|c| c.is_verb() && c.span.end <= clause.start).count();
        let led = || acts.iter().any(|c| leads(figure, c));
        let mut passives_after = 0.0;
        let mut passed = 0;
        let mut governed = false;
        for cue in acts {
            let in_phrase = counted.is_some_and(|counted| counted.contains(cue.span));
            // `the number of solved cases rose by 12%`: of what changed, a participle tells the act.
            let describes = in_phrase && quantity.measure == Measure::Change;
            if !(cue.is_verb() || describes) {
                continue;
            }
            let passive = cue.cue.kind == CueKind::PassiveVerb;
            let far = distance(span, cue.span);
            let own = clause.overlaps(cue.span);
            let weight = if counts(figure, cue.span) {
                SHARED_ACTIVE
            } else if own {
                match (cue.span.start >= span.end, passive) {
                    (true, true) => DIRECT - far,
                    // After the figure of another verb it belongs to a clause of its own: `customers who had been tricked`.
                    (true, false) if led() => IN_PHRASE - far,
                    (true, false) => SHARED_ACTIVE - far,
                    (false, false) => ACTIVE - far,
                    (false, true) => SHARED_ACTIVE - far,
                }
            } else if cue.span.end <= span.start {
                passed += 1;
                // The last verb before a list opens it; each one nearer takes the figure from those farther off.
                let nearer = earlier.saturating_sub(passed) as f64;
                if passive { 1.0 } else { (SHARED_ACTIVE - nearer).max(1.0) }
            } else if passive {
                passives_after += 1.0;
                SHARED_PASSIVE - 2.0 * (passives_after - 1.0)
            } else {
                continue;
            };
            if weight > 0.0 {
                let attribute = in_phrase && precedes_noun(scene, cue.span) && is_governed(scene, figure, cue.span);
                // `There are` only says that something is there.
                governed |= cue.span.end <= span.start && cue.sense != Sense::Exist;
                self.verbs.push(Weighted { attribute, own, ..Weighted::new(cue.word, cue.mention, weight) });
            }
        }
        !governed && opens(scene, span)
    }
}

/// The stretch that holds the figure's clause and what it counts.
fn reach(figure: Figure<'_>) -> Span {
    let clause = figure.quantity.clause;
    let counted = figure.counted.unwrap_or(clause);
    Span { start: clause.start.min(counted.start), end: clause.end.max(counted.end) }
}

/// Whether the span is of what the figure counts.
fn counts(figure: Figure<'_>, span: Span) -> bool {
    figure.counted.is_some_and(|counted| counted.overlaps(span))
}

/// Whether an active verb of the figure's clause stands before it.
fn leads(figure: Figure<'_>, cue: &CueAt<'_>) -> bool {
    let inside = figure.quantity.clause.contains(cue.span);
    cue.cue.kind == CueKind::Verb && inside && cue.span.end <= figure.span.start
}

/// Whether another verb of the clause stands before this one.
fn is_governed(scene: &Scene<'_>, figure: Figure<'_>, verb: Span) -> bool {
    let clause = figure.quantity.clause;
    scene.touching(figure, clause).any(|c| c.is_verb() && clause.contains(c.span) && c.span.end <= verb.start)
}

/// Whether one word stands right before another, with at most a blank between.
fn precedes(word: Span, next: Span) -> bool {
    (word.end..=word.end + 1).contains(&next.start)
}

/// Whether the word stands right before a noun.
fn precedes_noun(scene: &Scene<'_>, word: Span) -> bool {
    let next = scene.nouns.partition_point(|n| n.span.start < word.end);
    scene.nouns.get(next).is_some_and(|noun| precedes(word, noun.span))
}

/// Whether the sentence begins with the figure, a few words before it aside (`There are more than …`): only then may a
/// broken translation have left its verb in the sentence before.
fn opens(scene: &Scene<'_>, figure: Span) -> bool {
    const REACH: usize = 28;
    figure.start <= scene.span.start + REACH && scene.figures.first().is_some_and(|first| first.span == figure)
}

fn distance(figure: Span, cue: Span) -> f64 {
    let bytes = if cue.start >= figure.end { cue.start - figure.end } else { figure.start.saturating_sub(cue.end) };
    (bytes as f64 / WORD * PER_WORD).min(2.0)
}
