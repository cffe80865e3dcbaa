//! Which indicator a figure is.
//!
//! A frame of the catalog fits when a verb that governs the figure, a noun that the figure counts, and the words of its
//! clause meet the frame's lists. The heaviest frame wins; of equal ones the first in the catalog.

use tallysheet_catalog::Catalog;
use tallysheet_model::{CueKind, Dimension, Measure, Mention};

use crate::{
    evidence::{DIRECT, EXTRA, Evidence, Weighted},
    frames::{Candidate, Frames},
    scene::{Figure, Scene, Tail},
    words::Words,
};

/// A frame that says nothing of the noun that the figure plainly counts.
const NOUN_IGNORED: f64 = 2.0;

/// What decides by the indicators of a catalog.
#[derive(Clone, Debug)]
pub(crate) struct Judge {
    pub(crate) words: Words,
    frames: Frames,
    units: Vec<Unit>,
}

/// The units of indicators, as far as they tell what a figure can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    Count,
    Money,
    Percent,
    Month,
    Other,
}

impl Unit {
    /// How many there are.
    pub(crate) const COUNT: usize = 5;
}

/// An indicator with the reasons for it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Decision<'a> {
    /// As an index of the catalog.
    pub(crate) indicator: usize,
    /// 0 to 1.
    pub(crate) confidence: f64,
    /// The verb, the noun and the other word that decided.
    pub(crate) reasons: Reasons<'a>,
    /// A verb decided: the figure tells an event and not a state.
    pub(crate) event: bool,
}

/// The words that meet the verbs, the nouns and the other words of a frame.
type Reasons<'a> = [Option<&'a Mention>; 3];

impl Judge {
    pub(crate) fn new(catalog: &Catalog) -> Self {
        let words = Words::new(catalog);
        let unit = |unit: &str| match unit {
            "count" => Unit::Count,
            "CNY" => Unit::Money,
            "percent" => Unit::Percent,
            "month" => Unit::Month,
            _ => Unit::Other,
        };
        let units: Vec<Unit> = catalog.indicators().iter().map(|indicator| unit(&indicator.unit)).collect();
        Self { frames: Frames::new(catalog, &words, &units), words, units }
    }

    /// The indicator of `figure`, which stands at `at` of its sentence, given the end of the sentence before.
    pub(crate) fn decide<'a>(
        &self,
        evidence: &mut Evidence<'a>,
        scene: &Scene<'a>,
        at: usize,
        figure: Figure<'_>,
        before: Option<&Tail<'a>>,
    ) -> Option<Decision<'a>> {
        let units = units(figure);
        // What was not done counts nothing of what was.
        if units.is_empty() || scene.is_not_done(figure) {
            return None;
        }
        evidence.weigh(&self.words, scene, at, figure, before.copied().unwrap_or_default());
        // An average is no total: of the indicators only a rate may be one.
        if evidence.average && figure.quantity.measure != Measure::Rate {
            return None;
        }
        let evidence = &*evidence;
        let mut best: Option<(usize, f64, Reasons<'a>)> = None;
        let mut rival = f64::NEG_INFINITY;
        for frame in self.frames.blocks.iter().flat_map(|block| block.candidates(evidence, units)) {
            let Some((score, reasons)) = score(frame, evidence, figure) else { continue };
            let score = score - cost(self.units[frame.indicator], figure);
            match &mut best {
                Some((indicator, top, kept)) if *indicator == frame.indicator => {
                    if score > *top {
                        (*top, *kept) = (score, reasons);
                    }
                }
                Some((_, top, _)) if score <= *top => rival = rival.max(score),
                _ => {
                    rival = rival.max(best.map_or(f64::NEG_INFINITY, |(_, top, _)| top));
                    best = Some((frame.indicator, score, reasons));
                }
            }
        }
        let (indicator, score, reasons) = best.filter(|(_, score, _)| *score > 0.0)?;
        let event = reasons.into_iter().flatten().any(is_verb);
        Some(Decision { indicator, confidence: confidence(score, score - rival), reasons, event })
    }

    /// Whether the indicator can be what the figure tells, by its unit.
    pub(crate) fn measures(&self, indicator: usize, figure: Figure<'_>) -> bool {
        units(figure).contains(&self.units[indicator])
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

/// The units of the indicators that the figure can be. A change may be of anything.
fn units(figure: Figure<'_>) -> &'static [Unit] {
    let share = figure.quantity.measure == Measure::Share;
    match figure.quantity.dimension {
        _ if figure.quantity.measure == Measure::Change => &[Unit::Count, Unit::Money, Unit::Other],
        Dimension::Money => &[Unit::Money],
        Dimension::Count => &[Unit::Count],
        Dimension::Time => &[Unit::Month],
        Dimension::Proportion if share => &[Unit::Percent, Unit::Count, Unit::Money],
        _ => &[],
    }
}

/// A share tells of what is shared, if no indicator of shares fits better.
fn cost(unit: Unit, figure: Figure<'_>) -> f64 {
    let share = figure.quantity.measure == Measure::Share && figure.quantity.dimension == Dimension::Proportion;
    if share && unit != Unit::Percent { 3.0 } else { 0.0 }
}

fn is_verb(mention: &Mention) -> bool {
    mention.cue().is_some_and(|cue| matches!(cue.kind, CueKind::Verb | CueKind::PassiveVerb))
}

/// The weight of a frame that fits, with the words that meet it.
fn score<'a>(frame: Candidate<'_>, evidence: &Evidence<'a>, figure: Figure<'_>) -> Option<(f64, Reasons<'a>)> {
    let mut score = 0.0;
    let [mut verb, mut noun, mut extra] = [None; 3];
    let mut own_verb = true;
    if frame.asks_verb() {
        // A verb that only describes its noun needs a frame with a noun.
        let fits = |w: &&Weighted<'_>| frame.names_verb(w.word) && (frame.asks_noun() || !w.attribute);
        let best = heaviest(evidence.verbs.iter().filter(fits))?;
        score += best.weight;
        own_verb = best.own;
        verb = Some(best.mention);
    }
    if frame.asks_noun() {
        let best = heaviest(evidence.nouns.iter().filter(|w| frame.names_noun(w.word)))?;
        score += best.weight;
        noun = Some(best.mention);
    } else {
        // Without a noun a verb may not decide what changed or is shared.
        if matches!(figure.quantity.measure, Measure::Change | Measure::Share) && !frame.asks_extra() {
            return None;
        }
        // A noun that the catalog does not know is some other thing, unless the verb is the figure's own.
        let known = evidence.nouns.iter().any(|n| n.weight >= DIRECT);
        let counts = figure.quantity.dimension == Dimension::Count && figure.counted.is_some();
        if counts && !known && !own_verb {
            return None;
        }
        score -= if known { NOUN_IGNORED } else { 0.0 };
    }
    if frame.asks_extra() {
        extra = evidence.extras.iter().find(|(word, _)| frame.names_extra(*word)).map(|&(_, mention)| mention);
        score += EXTRA;
    }
    Some((score, [verb, noun, extra]))
}

/// The first of the heaviest.
fn heaviest<'e, 'a>(weighted: impl Iterator<Item = &'e Weighted<'a>>) -> Option<&'e Weighted<'a>>
where
    'a: 'e,
{
    weighted.reduce(|best, next| if next.weight > best.weight { next } else { best })
}
