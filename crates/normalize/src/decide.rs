//! Which indicator a figure is.
//!
//! A frame of the catalog fits when a verb that governs the figure, a noun that the figure counts, and the words of its
//! clause meet the frame's lists. Each piece of evidence weighs by its place: the head of the counted phrase and a verb in
//! the figure's own clause most, the shared verb of a list less, the end of the sentence before least, where a broken
//! translation may have left it. The heaviest frame wins; of equal ones the first in the catalog.

use std::collections::HashMap;

use rustc_hash::FxBuildHasher;
use tallysheet_catalog::{Catalog, Frame};
use tallysheet_model::{CueKind, Dimension, Measure, SmolStr, Span};

use crate::scene::{CueAt, Figure, Scene};

/// The head of what is counted, and a verb of the figure's own clause.
const DIRECT: f64 = 10.0;
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
const EXTRA: f64 = 3.0;
/// A frame that says nothing of the noun that the figure plainly counts.
const NOUN_IGNORED: f64 = 2.0;
/// What one word of distance costs.
const PER_WORD: f64 = 0.05;
/// Nouns of what persons did: before a number of persons (`诈骗案1976人`) they tell of the deed, not of the persons.
const DEEDS: &[&str] = &["case", "crime", "scam", "fraud"];
/// Mean length of a word in bytes, to tell distance.
const WORD: f64 = 6.0;

/// The frames of a catalog, ready for look-up.
#[derive(Clone, Debug)]
pub(crate) struct Frames {
    /// By each noun of a frame, else by each verb, else by each extra word: indexes of indicator and frame.
    index: HashMap<SmolStr, Vec<(usize, usize)>, FxBuildHasher>,
}

/// An indicator with the reasons for it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Decision {
    pub(crate) indicator: SmolStr,
    /// 0 to 1.
    pub(crate) confidence: f64,
    /// A verb decided: the figure tells an event and not a state.
    pub(crate) event: bool,
    /// The cues that decided, for people.
    pub(crate) evidence: Vec<String>,
}

/// A cue with its weight for one figure.
#[derive(Clone, Copy)]
struct Weighted<'a> {
    cue: CueAt<'a>,
    weight: f64,
    /// A verb right before its noun, governed by another (`返还被骗资金`): it may support the noun and decides nothing alone.
    attribute: bool,
    /// It stands in the figure's own clause.
    own: bool,
}

impl<'a> Weighted<'a> {
    fn new(cue: CueAt<'a>, weight: f64) -> Self {
        Self { cue, weight, attribute: false, own: false }
    }
}

impl Frames {
    pub(crate) fn new(catalog: &Catalog) -> Self {
        let mut index: HashMap<SmolStr, Vec<(usize, usize)>, FxBuildHasher> = HashMap::default();
        for (i, indicator) in catalog.indicators().iter().enumerate() {
            for (f, frame) in indicator.frames.iter().enumerate() {
                let keys = [&frame.nouns, &frame.verbs, &frame.with].into_iter().find(|list| !list.is_empty());
                for key in keys.into_iter().flatten() {
                    index.entry(key.clone()).or_default().push((i, f));
                }
            }
        }
        Self { index }
    }

    /// The indicator of the figure at `at` of its sentence, given the sentence before it in the paragraph.
    pub(crate) fn decide(
        &self,
        catalog: &Catalog,
        text: &str,
        scene: &Scene<'_>,
        at: usize,
        before: Option<&Scene<'_>>,
    ) -> Option<Decision> {
        let figure = scene.figures[at];
        let nouns = nouns(scene, at, before);
        let verbs = verbs(scene, figure, before);
        let extras = extras(scene, figure, &nouns, &verbs);
        // An average is no total: of the indicators only a rate may be one.
        if figure.quantity.measure != Measure::Rate && extras.iter().any(|c| c.cue.id == "average") {
            return None;
        }
        // Nor does a figure of what was not done count what was.
        if scene.is_not_done(figure) {
            return None;
        }
        let evidence = Evidence { nouns, verbs, extras, figure };
        let mut candidates: Vec<(usize, usize)> =
            evidence.ids().filter_map(|id| self.index.get(id)).flatten().copied().collect();
        candidates.sort_unstable();
        candidates.dedup();
        let scored = candidates.into_iter().filter_map(|(i, f)| {
            let indicator = &catalog.indicators()[i];
            let gate = gate(&indicator.unit, figure)?;
            let (score, reasons) = evidence.score(&indicator.frames[f])?;
            Some((i, score - gate, reasons))
        });
        let mut best: Option<(usize, f64, Vec<CueAt<'_>>)> = None;
        let mut rival = f64::NEG_INFINITY;
        for (i, score, reasons) in scored {
            match &mut best {
                Some((j, top, kept)) if i == *j => {
                    if score > *top {
                        (*top, *kept) = (score, reasons);
                    }
                }
                Some((_, top, _)) if score <= *top => rival = rival.max(score),
                _ => {
                    rival = rival.max(best.as_ref().map_or(f64::NEG_INFINITY, |(_, top, _)| *top));
                    best = Some((i, score, reasons));
                }
            }
        }
        let (i, score, reasons) = best.filter(|(_, score, _)| *score > 0.0)?;
        Some(Decision {
            indicator: catalog.indicators()[i].id.clone(),
            confidence: confidence(score, score - rival),
            event: reasons.iter().any(CueAt::is_verb),
            evidence: reasons.iter().map(|c| describe(text, c)).collect(),
        })
    }
}

/// How sure a frame of this weight is, with so much between it and the next indicator.
fn confidence(score: f64, margin: f64) -> f64 {
    let doubt = if margin < 1.0 {
        0.2
    } else if margin < 3.0 {
        0.1
    } else {
        0.0
    };
    rounded((0.5 + score * 0.025 - doubt).clamp(0.3, 0.98))
}

/// A confidence to three digits: more would tell nothing.
pub(crate) fn rounded(confidence: f64) -> f64 {
    (confidence * 1000.0).round() / 1000.0
}

fn describe(text: &str, cue: &CueAt<'_>) -> String {
    let kind = match cue.cue.kind {
        CueKind::Verb | CueKind::PassiveVerb => "verb",
        CueKind::Noun => "noun",
        _ => "word",
    };
    format!("{kind} {}: {}", cue.cue.id, cue.span.slice(text).split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Whether an indicator of this unit can be what the figure tells, and what that costs.
///
/// A change may be of anything; a share tells of what is shared, if no indicator of shares fits better.
fn gate(unit: &str, figure: Figure<'_>) -> Option<f64> {
    let quantity = figure.quantity;
    if quantity.measure == Measure::Change {
        return (unit != "percent" && unit != "month").then_some(0.0);
    }
    match (quantity.dimension, unit) {
        (Dimension::Money, "CNY") | (Dimension::Count, "count") | (Dimension::Time, "month") => Some(0.0),
        (Dimension::Proportion, "percent") if quantity.measure == Measure::Share => Some(0.0),
        (Dimension::Proportion, "count" | "CNY") if quantity.measure == Measure::Share => Some(3.0),
        _ => None,
    }
}

/// Whether the indicator can be what the figure tells, by its unit.
pub(crate) fn measures(catalog: &Catalog, indicator: &str, figure: Figure<'_>) -> bool {
    catalog.indicator(indicator).is_some_and(|indicator| gate(&indicator.unit, figure).is_some())
}

fn distance(figure: Span, cue: Span) -> f64 {
    let bytes = if cue.start >= figure.end { cue.start - figure.end } else { figure.start.saturating_sub(cue.end) };
    (bytes as f64 / WORD * PER_WORD).min(2.0)
}

/// What the figure counts, weighted.
fn nouns<'a>(scene: &Scene<'a>, at: usize, before: Option<&Scene<'a>>) -> Vec<Weighted<'a>> {
    let Figure { span, quantity } = scene.figures[at];
    let within = |cue: &CueAt<'_>| quantity.counted.is_some_and(|counted| counted.overlaps(cue.span));
    let head = scene.words(CueKind::Noun).filter(|c| within(c)).map(|c| c.span.end).max();
    // `bank customers`: a noun right before another one tells its kind.
    let attribute = |cue: &CueAt<'_>| scene.words(CueKind::Noun).any(|next| precedes(cue.span, next.span));
    // `the leaders and backbones 263 persons`: the thing itself stands before the number, persons only count it.
    let persons = scene.words(CueKind::Noun).any(|c| within(c) && Some(c.span.end) == head && c.cue.id == "person");
    let mut weighted: Vec<Weighted<'a>> = Vec::new();
    for &cue in scene.words(CueKind::Noun) {
        let weight = if persons && precedes(cue.span, span) && !DEEDS.contains(&cue.cue.id.as_str()) {
            DIRECT + EXTRA
        } else if within(&cue) {
            match Some(cue.span.end) == head {
                true => DIRECT,
                false if attribute(&cue) => continue,
                false => IN_PHRASE,
            }
        } else if quantity.clause.contains(cue.span) && (head.is_none() || quantity.measure == Measure::Share) {
            IN_CLAUSE - distance(span, cue.span)
        } else {
            continue;
        };
        weighted.push(Weighted::new(cue, weight));
    }
    if weighted.is_empty() && quantity.measure != Measure::Change {
        let floor = if at == 0 { 0 } else { scene.figures[at - 1].quantity.clause.end };
        let nearby = |c: &&CueAt<'_>| c.span.start >= floor && c.span.end <= span.start;
        let near = scene.words(CueKind::Noun).filter(nearby);
        weighted.extend(near.map(|&cue| Weighted::new(cue, NEARBY - distance(span, cue.span) / 2.0)));
        // Of a share no translation leaves the whole behind.
        let left = at == 0 && weighted.is_empty() && quantity.measure != Measure::Share && opens(scene, span);
        let last = before.filter(|_| left).and_then(|s| s.words(CueKind::Noun).next_back());
        weighted.extend(last.map(|&cue| Weighted::new(cue, SENTENCE_BEFORE - 2.0)));
    }
    weighted
}

/// Whether one word stands right before another, with at most a blank between.
fn precedes(word: Span, next: Span) -> bool {
    (word.end..=word.end + 1).contains(&next.start)
}

/// What was done, weighted.
fn verbs<'a>(scene: &Scene<'a>, figure: Figure<'a>, before: Option<&Scene<'a>>) -> Vec<Weighted<'a>> {
    let Figure { span, quantity } = figure;
    let clause = quantity.clause;
    let mut weighted: Vec<Weighted<'a>> = Vec::new();
    let mut passives_after = 0.0;
    let earlier = scene.cues.iter().filter(|c| c.is_verb() && !c.nested && c.span.end <= clause.start).count();
    let led = scene
        .cues
        .iter()
        .any(|c| c.cue.kind == CueKind::Verb && !c.nested && clause.contains(c.span) && c.span.end <= span.start);
    let mut passed = 0;
    // `the number of solved cases rose by 12%`: of what changed, a participle tells the act.
    let describes = |c: &CueAt<'_>| {
        let changed = quantity.counted.filter(|_| quantity.measure == Measure::Change);
        c.cue.kind == CueKind::Modifier && changed.is_some_and(|counted| counted.contains(c.span))
    };
    for &cue in scene.cues.iter().filter(|c| !c.nested && (c.is_verb() || describes(c))) {
        let passive = cue.cue.kind == CueKind::PassiveVerb;
        let far = distance(span, cue.span);
        let weight = if quantity.counted.is_some_and(|counted| counted.overlaps(cue.span)) {
            SHARED_ACTIVE
        } else if clause.overlaps(cue.span) {
            match (cue.span.start >= span.end, passive) {
                (true, true) => DIRECT - far,
                // After the figure of another verb it belongs to a clause of its own: `customers who had been tricked`.
                (true, false) if led => IN_PHRASE - far,
                (true, false) => SHARED_ACTIVE - far,
                (false, false) => ACTIVE - far,
                (false, true) => SHARED_ACTIVE - far,
            }
        } else if cue.span.end <= span.start {
            passed += 1;
            // The last verb before a list opens it; each one nearer takes the figure from those farther off.
            let nearer = (earlier.saturating_sub(passed)) as f64;
            if passive { 1.0 } else { (SHARED_ACTIVE - nearer).max(1.0) }
        } else if passive {
            passives_after += 1.0;
            (SHARED_PASSIVE - 2.0 * (passives_after - 1.0)).max(0.0)
        } else {
            continue;
        };
        let counted = quantity.counted.is_some_and(|counted| counted.contains(cue.span));
        let governed =
            scene.cues.iter().any(|c| c.is_verb() && clause.contains(c.span) && c.span.end <= cue.span.start);
        let attribute = counted && governed && scene.words(CueKind::Noun).any(|n| precedes(cue.span, n.span));
        weighted.push(Weighted { cue, weight, attribute, own: clause.overlaps(cue.span) });
    }
    // `There are` only says that something is there: the verb may still be the one left in the sentence before.
    let governs = |w: &Weighted<'_>| w.cue.span.end <= span.start && w.weight > 0.0 && w.cue.cue.id != "exist";
    if opens(scene, span) && !weighted.iter().any(governs) {
        let last = before.and_then(|scene| scene.cues.iter().rev().find(|c| c.is_verb() && !c.nested));
        weighted.extend(last.map(|&cue| Weighted::new(cue, SENTENCE_BEFORE)));
    }
    weighted
}

/// Whether the sentence begins with the figure, a few words before it aside (`There are more than …`): only then may a
/// broken translation have left its verb in the sentence before.
fn opens(scene: &Scene<'_>, figure: Span) -> bool {
    const REACH: usize = 28;
    figure.start <= scene.span.start + REACH && scene.figures.first().is_some_and(|first| first.span == figure)
}

/// Every word that stands in the figure's clause or is evidence already.
fn extras<'a>(scene: &Scene<'a>, figure: Figure<'_>, nouns: &[Weighted<'a>], verbs: &[Weighted<'a>]) -> Vec<CueAt<'a>> {
    let quantity = figure.quantity;
    let within = |c: &&CueAt<'_>| {
        quantity.clause.overlaps(c.span) || quantity.counted.is_some_and(|counted| counted.overlaps(c.span))
    };
    let direct = nouns.iter().chain(verbs).filter(|w| w.weight >= SHARED_ACTIVE).map(|w| w.cue);
    scene.cues.iter().filter(within).copied().chain(direct).collect()
}

/// Everything that speaks for one figure.
struct Evidence<'a> {
    nouns: Vec<Weighted<'a>>,
    verbs: Vec<Weighted<'a>>,
    extras: Vec<CueAt<'a>>,
    figure: Figure<'a>,
}

impl<'a> Evidence<'a> {
    fn ids(&self) -> impl Iterator<Item = &'a SmolStr> {
        let weighted = self.nouns.iter().chain(&self.verbs).map(|w| &w.cue.cue.id);
        weighted.chain(self.extras.iter().map(|c| &c.cue.id))
    }

    /// The weight of a frame that fits, with the cues that meet it.
    fn score(&self, frame: &Frame) -> Option<(f64, Vec<CueAt<'a>>)> {
        if self.extras.iter().any(|c| frame.without.contains(&c.cue.id)) {
            return None;
        }
        let mut score = 0.0;
        let mut own_verb = true;
        let mut reasons = Vec::new();
        for (list, weighted) in [(&frame.verbs, &self.verbs), (&frame.nouns, &self.nouns)] {
            if !list.is_empty() {
                let best = heaviest(weighted, list, !frame.nouns.is_empty())?;
                score += best.weight;
                own_verb = best.own;
                reasons.push(best.cue);
            }
        }
        if frame.nouns.is_empty() {
            // Without a noun a verb may not decide what changed or is shared.
            if matches!(self.figure.quantity.measure, Measure::Change | Measure::Share) && frame.with.is_empty() {
                return None;
            }
            // A noun that the catalog does not know is some other thing, unless the verb is the figure's own.
            let known = self.nouns.iter().any(|n| n.weight >= DIRECT);
            let counts = self.figure.quantity.dimension == Dimension::Count && self.figure.quantity.counted.is_some();
            if counts && !known && !own_verb {
                return None;
            }
            score -= if self.nouns.iter().any(|n| n.weight >= DIRECT) { NOUN_IGNORED } else { 0.0 };
        }
        if !frame.with.is_empty() {
            let extra = self.extras.iter().find(|c| frame.with.contains(&c.cue.id))?;
            score += EXTRA;
            reasons.push(*extra);
        }
        Some((score, reasons))
    }
}

fn heaviest<'a>(weighted: &[Weighted<'a>], ids: &[SmolStr], attributes: bool) -> Option<Weighted<'a>> {
    let allowed = |w: &&Weighted<'a>| w.weight > 0.0 && (attributes || !w.attribute);
    let fitting = weighted.iter().filter(allowed).filter(|w| ids.contains(&w.cue.cue.id));
    fitting.copied().reduce(|best, next| if next.weight > best.weight { next } else { best })
}
