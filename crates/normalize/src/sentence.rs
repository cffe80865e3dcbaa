//! What each figure of a sentence measures: by its own words, else by those of the figure that it goes on from.

use tallysheet_model::{Measure, Span};

use crate::{
    decide::{self, Decision, Judge},
    evidence::Evidence,
    pairing::Partners,
    scene::{Figure, Scene, Tail},
    words::Sense,
};

/// A change takes its partner's indicator, and a little of its doubt.
const PAIRED: f64 = 0.98;

/// What is known of one figure.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Decided<'a> {
    pub(crate) decision: Option<Decision<'a>>,
    pub(crate) counted: Option<Span>,
    /// The figure before it in the sentence that tells of the same thing.
    pub(crate) same_as: Option<usize>,
}

impl Decided<'_> {
    pub(crate) fn indicator(&self) -> Option<usize> {
        self.decision.map(|decision| decision.indicator)
    }

    /// What the figure takes over that goes on from this one.
    fn passed_on(self, figure: Figure<'_>, same_as: Option<usize>) -> Self {
        let confidence = |d: Decision<'_>| decide::rounded(d.confidence * PAIRED);
        let decision = self.decision.map(|d| Decision { confidence: confidence(d), ..d });
        Self { decision, counted: self.counted.or(figure.counted), same_as }
    }
}

/// Decides the figures of a document, sentence by sentence.
pub(crate) struct Deciding<'n, 'a> {
    judge: &'n Judge,
    text: &'a str,
    evidence: Evidence<'a>,
    partners: Partners,
    /// What is known of each figure of the sentence.
    pub(crate) decided: Vec<Decided<'a>>,
    /// The last level told that has an indicator, with its paragraph.
    last: Option<(u32, Decided<'a>)>,
}

impl<'n, 'a> Deciding<'n, 'a> {
    pub(crate) fn new(judge: &'n Judge, text: &'a str) -> Self {
        let (evidence, partners) = (Evidence::default(), Partners::default());
        Self { judge, text, evidence, partners, decided: Vec::new(), last: None }
    }

    /// Decides every figure of the next sentence, given the end of the one before it in the paragraph. The first figure
    /// takes up what was told last in the paragraph where the sentence only points back to it.
    pub(crate) fn decide(&mut self, scene: &Scene<'a>, before: Option<&Tail<'a>>) {
        self.partners.pair(scene);
        self.decided.clear();
        for (at, &figure) in scene.figures.iter().enumerate() {
            let next = self.next(scene, at, figure, before);
            self.decided.push(next);
        }
        let level =
            |(figure, _): &(&Figure<'_>, _)| figure.quantity.measure == Measure::Level && !figure.quantity.compared;
        let last = scene.figures.iter().zip(&self.decided).rfind(level);
        if let Some((_, decided)) = last.filter(|(_, decided)| decided.decision.is_some()) {
            self.last = Some((scene.paragraph, *decided));
        }
    }

    fn next(&mut self, scene: &Scene<'a>, at: usize, figure: Figure<'a>, before: Option<&Tail<'a>>) -> Decided<'a> {
        let own = self.judge.decide(&mut self.evidence, scene, at, figure, before);
        let partner = self.partners.of(at);
        if let Some(own) = own {
            let alike = |&partner: &usize| self.decided[partner].indicator() == Some(own.indicator);
            return Decided { decision: Some(own), counted: figure.counted, same_as: partner.filter(alike) };
        }
        let left = at.checked_sub(1).filter(|_| goes_on(self.text, scene, at));
        let fits = |d: &Decided<'_>| d.indicator().is_some_and(|indicator| self.judge.measures(indicator, figure));
        if let Some(same) = partner.or(left.filter(|&before| fits(&self.decided[before]))) {
            let told = self.decided[same];
            let streak = figure.quantity.measure == Measure::Change && told.decision.is_some() && !fits(&told);
            return if streak {
                self.of_streak(scene, at, figure, told.counted)
            } else {
                told.passed_on(figure, Some(same))
            };
        }
        let told = self.last.as_ref().filter(|(paragraph, _)| *paragraph == scene.paragraph).map(|(_, told)| told);
        if let Some(told) = told.filter(|told| at == 0 && points_back(scene, figure) && fits(told)) {
            return told.passed_on(figure, None);
        }
        let counted = figure.counted.or(left.and_then(|before| self.decided[before].counted));
        Decided { decision: None, counted, same_as: None }
    }

    /// The change after `the number of cases fell for nine months` is of the cases, as their partner counts them: no change
    /// can be of a number of months.
    fn of_streak(&mut self, scene: &Scene<'a>, at: usize, figure: Figure<'a>, counted: Option<Span>) -> Decided<'a> {
        let decision = self.judge.decide(&mut self.evidence, scene, at, Figure { counted, ..figure }, None);
        Decided { decision, counted, same_as: None }
    }
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
    let names_own = scene.figures[at].counted.is_some_and(own);
    let kin = before.measure == Measure::Change || before.dimension == quantity.dimension;
    let alike = matches!(quantity.measure, Measure::Level | Measure::Rate) || quantity.measure == before.measure;
    kin && !names_own && !scene.has_own_act(scene.figures[at]) && alike && quantity.measure != Measure::Change
}

/// Whether a figure without words of its own points back to what was told before: `This is an increase of 24.6%`, `The
/// figure went up to 19,466`, `Of these, 1.1 million were …`.
fn points_back(scene: &Scene<'_>, figure: Figure<'_>) -> bool {
    let quantity = figure.quantity;
    let back = scene.has(Sense::TheSame) && scene.touching(figure, quantity.clause).any(|c| c.sense == Sense::TheSame);
    let named = figure.counted.is_some_and(|counted| counted.start > figure.span.start);
    (back && !named) || (quantity.measure == Measure::Change && figure.counted.is_none())
}
