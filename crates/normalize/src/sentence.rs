//! What each figure of a sentence measures: by its own words, else by those of the figure that it goes on from.

use tallysheet_catalog::Catalog;
use tallysheet_model::{Measure, Quantity, Span};

use crate::{
    decide::{self, Decision, Frames},
    pairing,
    scene::{Figure, Scene},
};

/// A change takes its partner's indicator, and a little of its doubt.
const PAIRED: f64 = 0.98;

/// What is known of one figure.
#[derive(Clone)]
pub(crate) struct Decided {
    pub(crate) decision: Option<Decision>,
    pub(crate) counted: Option<Span>,
    /// The figure before it in the sentence that tells of the same thing.
    pub(crate) same_as: Option<usize>,
}

impl Decided {
    /// What the figure takes over that goes on from this one.
    fn passed_on(&self, figure: Figure<'_>, same_as: Option<usize>) -> Self {
        let inherit = |d: &Decision| Decision { confidence: decide::rounded(d.confidence * PAIRED), ..d.clone() };
        let counted = self.counted.or(figure.quantity.counted);
        Self { decision: self.decision.as_ref().map(inherit), counted, same_as }
    }
}

/// The last level told in a paragraph that has an indicator.
pub(crate) struct Last {
    paragraph: u32,
    decided: Decided,
}

impl Last {
    /// Of a sentence, where it tells one.
    pub(crate) fn of(scene: &Scene<'_>, decisions: &[Decided]) -> Option<Self> {
        let level = |(figure, _): &(&Figure<'_>, &Decided)| {
            figure.quantity.measure == Measure::Level && !figure.quantity.compared
        };
        let (_, decided) = scene.figures.iter().zip(decisions).rfind(level)?;
        decided.decision.as_ref()?;
        Some(Self { paragraph: scene.paragraph, decided: decided.clone() })
    }
}

/// Decides every figure of a sentence, given the sentence before it in the paragraph. The first figure takes up what was
/// told `last` in the paragraph where the sentence only points back to it.
pub(crate) fn decide_all(
    frames: &Frames,
    catalog: &Catalog,
    text: &str,
    scene: &Scene<'_>,
    before: Option<&Scene<'_>>,
    last: Option<&Last>,
) -> Vec<Decided> {
    let partners = pairing::partners(scene);
    let told = last.filter(|last| last.paragraph == scene.paragraph).map(|last| &last.decided);
    let mut decided: Vec<Decided> = Vec::with_capacity(scene.figures.len());
    for (at, &figure) in scene.figures.iter().enumerate() {
        let own = frames.decide(catalog, text, scene, at, before);
        let partner = partners[at].filter(|&partner| partner < decided.len());
        let fits = |d: &Decided| d.decision.as_ref().is_some_and(|d| decide::measures(catalog, &d.indicator, figure));
        let before = at.checked_sub(1).filter(|_| own.is_none() && goes_on(text, scene, at));
        let same = partner.filter(|_| own.is_none()).or(before.filter(|&before| fits(&decided[before])));
        let pointed = told.filter(|d| own.is_none() && at == 0 && points_back(scene, figure) && fits(d));
        let streak = |d: &Decided| figure.quantity.measure == Measure::Change && d.decision.is_some() && !fits(d);
        let next = match (same, pointed) {
            (Some(same), _) if streak(&decided[same]) => of_streak(frames, catalog, text, scene, at, &decided[same]),
            (Some(same), _) => decided[same].passed_on(figure, Some(same)),
            (None, Some(told)) => told.passed_on(figure, None),
            (None, None) => {
                let counted = figure.quantity.counted.or_else(|| before.and_then(|before| decided[before].counted));
                let indicator = |d: &Option<Decision>| d.as_ref().map(|d| d.indicator.clone());
                let alike = |partner: &usize| indicator(&decided[*partner].decision) == indicator(&own);
                Decided { same_as: partner.filter(alike), decision: own, counted }
            }
        };
        decided.push(next);
    }
    decided
}

/// The change after `the number of cases fell for nine months` is of the cases, as their partner counts them: no change
/// can be of a number of months.
fn of_streak(
    frames: &Frames,
    catalog: &Catalog,
    text: &str,
    scene: &Scene<'_>,
    at: usize,
    partner: &Decided,
) -> Decided {
    let quantity = Quantity { counted: partner.counted, ..scene.figures[at].quantity.clone() };
    let mut scene: Scene<'_> = scene.clone();
    scene.figures[at].quantity = &quantity;
    let decision = frames.decide(catalog, text, &scene, at, None);
    Decided { decision, counted: partner.counted, same_as: None }
}

/// `fell by 1.3% to $651.8 million, from $660.7 million`, `of which 1,093`: a figure that names nothing of its own tells of
/// what the one before it does, if that is a change or has its unit.
fn goes_on(text: &str, scene: &Scene<'_>, at: usize) -> bool {
    let Some(last) = at.checked_sub(1).map(|i| scene.figures[i]) else { return false };
    let (span, before, quantity) = (scene.figures[at].span, last.quantity, scene.figures[at].quantity);
    // Its noun follows it, or stands before it with no blank between as in Chinese: `群众达300人`.
    // A share names its part there, and goes on with the whole.
    let touches = |counted: Span| {
        quantity.measure != Measure::Share
            && counted.start >= last.span.end
            && counted.end <= span.start
            && !text[counted.end..span.start].contains(' ')
    };
    let own = |counted: Span| counted.start > span.start || touches(counted);
    let names_own = quantity.counted.is_some_and(own);
    let kin = before.measure == Measure::Change || before.dimension == quantity.dimension;
    let alike = matches!(quantity.measure, Measure::Level | Measure::Rate) || quantity.measure == before.measure;
    kin && !names_own && !scene.has_own_act(scene.figures[at]) && alike && quantity.measure != Measure::Change
}

/// Whether a figure without words of its own points back to what was told before: `This is an increase of 24.6%`, `The
/// figure went up to 19,466`, `Of these, 1.1 million were …`.
fn points_back(scene: &Scene<'_>, figure: Figure<'_>) -> bool {
    let quantity = figure.quantity;
    let back = scene.cues.iter().any(|c| c.cue.id == "the_same" && quantity.clause.overlaps(c.span));
    let named = quantity.counted.is_some_and(|counted| counted.start > figure.span.start);
    (back && !named) || (quantity.measure == Measure::Change && quantity.counted.is_none())
}
