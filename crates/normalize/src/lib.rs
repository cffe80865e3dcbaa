//! Turns the mentions of one document into claims: its date inferred, periods resolved, indicators decided, lists paired.
//!
//! A [`Normalizer`] looks at one document and at nothing else. It reads the layers that `tallysheet-extract` has added,
//! and adds the [`Claim`]s.
//!
//! ```
//! use tallysheet_catalog::Catalog;
//! use tallysheet_extract::Extractor;
//! use tallysheet_normalize::Normalizer;
//!
//! let catalog = Catalog::embedded();
//! let annotated = Extractor::new(&catalog)?.annotate_text("In 2021, police cracked more than 441,000 fraud cases.");
//! let annotated = Normalizer::new(catalog).normalize(annotated);
//! let claim = &annotated.claims[0];
//! assert_eq!(claim.indicator.as_deref(), Some("cases_solved"));
//! assert_eq!(claim.period_end.map(|date| date.to_string()).as_deref(), Some("2021-12-31"));
//! # Ok::<(), tallysheet_extract::BuildError>(())
//! ```
//!
//! The rules are language-neutral: they see spans and the ids of the catalog, and read no word themselves. Joining the
//! claims of several documents is left to `tallysheet-reconcile`.

mod amount;
mod anchor;
mod calendar;
mod context;
mod decide;
mod pairing;
mod period;
mod scene;

use sha2::{Digest, Sha256};
use tallysheet_catalog::Catalog;
use tallysheet_model::{
    Annotated, Basis, Bound, Claim, Decimal, Dimension, Direction, Document, Measure, Quantity, SmolStr, Span,
};

use amount::Amount;
use calendar::Period;
use decide::{Decision, Frames};
use period::Governing;
use scene::{Figure, Scene};

/// Makes claims of mentions. Built once, shared by threads.
#[derive(Clone, Debug)]
pub struct Normalizer {
    catalog: Catalog,
    frames: Frames,
}

/// What a claim without an indicator is worth: the figure is there, what it measures is not known.
const UNKNOWN_CONFIDENCE: f64 = 0.7;
/// A change takes its partner's indicator, and a little of its doubt.
const PAIRED: f64 = 0.98;

impl Normalizer {
    /// A normalizer that decides by the indicators of the catalog.
    pub fn new(catalog: Catalog) -> Self {
        Self { frames: Frames::new(&catalog), catalog }
    }

    /// Dates the document where its metadata does not, and adds its claims; claims that it has are replaced.
    pub fn normalize(&self, mut annotated: Annotated) -> Annotated {
        if annotated.document.published.is_none()
            && let Some((date, source)) = anchor::infer(&annotated)
        {
            annotated.document.published = Some(date);
            annotated.document.published_from = Some(source);
        }
        annotated.claims = self.claims(&annotated);
        annotated
    }

    fn claims(&self, annotated: &Annotated) -> Vec<Claim> {
        let scenes = scene::scenes(annotated);
        let governing = period::governing(annotated, &self.catalog);
        let nation = context::nation(&self.catalog, &annotated.document, &scenes);
        let mut claims = Vec::new();
        let mut last: Option<Last> = None;
        let mut offsets = CharOffsets::new(&annotated.document.text);
        for (at, scene) in scenes.iter().enumerate() {
            let before = at.checked_sub(1).map(|i| &scenes[i]).filter(|s| s.paragraph == scene.paragraph);
            let told = last.as_ref().filter(|last| last.paragraph == scene.paragraph);
            let decisions = self.decisions(&annotated.document.text, scene, before, told);
            last = Last::of(scene, &decisions).or(last);
            for (decided, figure) in decisions.iter().zip(&scene.figures) {
                if !is_claim(&annotated.document.text, *figure, decided) {
                    continue;
                }
                let place = Place { scenes: &scenes, at, governing: &governing[at], nation: nation.as_ref() };
                let amount = amount::in_claim_unit(&self.catalog, figure.quantity);
                claims.push(claim(&annotated.document, place, amount, *figure, decided, &mut offsets));
            }
        }
        claims
    }

    /// What each figure of a sentence measures: by its own words, else by its partner's.
    /// The first takes up what was told `last` in the paragraph where the sentence only points back to it.
    fn decisions(
        &self,
        text: &str,
        scene: &Scene<'_>,
        before: Option<&Scene<'_>>,
        last: Option<&Last>,
    ) -> Vec<Decided> {
        let partners = pairing::partners(scene);
        let mut decided: Vec<Decided> = Vec::with_capacity(scene.figures.len());
        for (at, figure) in scene.figures.iter().enumerate() {
            let own = self.frames.decide(&self.catalog, text, scene, at, before);
            let partner = partners[at].filter(|_| own.is_none()).and_then(|partner| decided.get(partner));
            let fits = |d: &&Decided| {
                d.decision.as_ref().is_some_and(|d| decide::measures(&self.catalog, &d.indicator, *figure))
            };
            let before = decided.last().filter(|_| own.is_none() && goes_on(text, scene, at));
            let pointed =
                last.map(|last| &last.decided).filter(|_| own.is_none() && at == 0 && points_back(scene, *figure));
            let partner = partner.or(before.filter(fits)).or(pointed.filter(fits));
            let next = match partner {
                Some(partner) if partner.decision.as_ref().is_some_and(|d| self.is_streak(d, *figure)) => {
                    self.decided_of(text, scene, at, partner)
                }
                Some(partner) => {
                    let inherit =
                        |d: &Decision| Decision { confidence: decide::rounded(d.confidence * PAIRED), ..d.clone() };
                    let counted = partner.counted.or(figure.quantity.counted);
                    Decided { decision: partner.decision.as_ref().map(inherit), counted }
                }
                None => {
                    let counted = figure.quantity.counted.or_else(|| before.and_then(|d| d.counted));
                    Decided { decision: own, counted }
                }
            };
            decided.push(next);
        }
        decided
    }

    /// Whether the decision is one that no change can be of: a number of months.
    fn is_streak(&self, decision: &Decision, figure: Figure<'_>) -> bool {
        figure.quantity.measure == Measure::Change && !decide::measures(&self.catalog, &decision.indicator, figure)
    }

    /// The change after `the number of cases fell for nine months` is of the cases, as their partner counts them.
    fn decided_of(&self, text: &str, scene: &Scene<'_>, at: usize, partner: &Decided) -> Decided {
        let quantity = Quantity { counted: partner.counted, ..scene.figures[at].quantity.clone() };
        let mut scene: Scene<'_> = scene.clone();
        scene.figures[at].quantity = &quantity;
        Decided { decision: self.frames.decide(&self.catalog, text, &scene, at, None), counted: partner.counted }
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

/// The last level told in a paragraph that has an indicator.
struct Last {
    paragraph: u32,
    decided: Decided,
}

impl Last {
    fn of(scene: &Scene<'_>, decisions: &[Decided]) -> Option<Self> {
        let level = |(figure, _): &(&Figure<'_>, &Decided)| {
            figure.quantity.measure == Measure::Level && !figure.quantity.compared
        };
        let (_, decided) = scene.figures.iter().zip(decisions).rfind(level)?;
        decided.decision.as_ref()?;
        Some(Self { paragraph: scene.paragraph, decided: decided.clone() })
    }
}

/// What is known of one figure.
#[derive(Clone)]
struct Decided {
    decision: Option<Decision>,
    counted: Option<Span>,
}

/// Where a figure stands.
#[derive(Clone, Copy)]
struct Place<'a> {
    scenes: &'a [Scene<'a>],
    at: usize,
    governing: &'a Governing,
    nation: Option<&'a SmolStr>,
}

/// A bare count of nothing reports nothing: a number alone on its line, a page number. A bound, a magnitude
/// (`1.1 million were about …`), groups or decimals say that something is counted.
fn is_claim(text: &str, figure: Figure<'_>, decided: &Decided) -> bool {
    let quantity = figure.quantity;
    let known = decided.counted.is_some() || decided.decision.is_some();
    let written = || figure.span.slice(text).contains(|c: char| c.is_alphabetic() || c == ',' || c == '.');
    quantity.dimension != Dimension::Count || known || quantity.bound != Bound::Exact || written()
}

fn claim(
    document: &Document,
    place: Place<'_>,
    amount: Amount,
    figure: Figure<'_>,
    decided: &Decided,
    offsets: &mut CharOffsets<'_>,
) -> Claim {
    let (text, scene, quantity) = (document.text.as_str(), &place.scenes[place.at], figure.quantity);
    let decision = decided.decision.as_ref();
    let total = decision.is_some_and(|d| d.event) || scene.is_total(figure);
    let period = place.governing.of(figure.span, quantity, total);
    let (char_start, char_end) = offsets.span(figure.span);
    let sign = |value: Decimal| match quantity.change {
        // `-0.8% year on year` has its sign already.
        Some(change) if change.direction == Direction::Down && value > Decimal::ZERO => -value,
        _ => value,
    };
    let mut evidence = decision.map(|d| d.evidence.clone()).unwrap_or_default();
    let period_text = period.map(|(_, span)| plain(span.slice(text)));
    evidence.extend(period_text.as_ref().map(|words| format!("period: {words}")));
    Claim {
        claim_id: claim_id(&document.doc_id, figure.span),
        doc_id: document.doc_id.clone(),
        span: figure.span,
        char_start,
        char_end,
        surface: figure.span.slice(text).to_owned(),
        sentence: scene.span.slice(text).to_owned(),
        value: sign(amount.value),
        high: amount.high.map(sign),
        bound: quantity.bound,
        unit: unit(amount.unit, quantity.unit_open, place.nation),
        measure: quantity.measure,
        basis: quantity.change.map(|change| change.basis.unwrap_or_else(|| default_basis(period.map(|(p, _)| p)))),
        per: quantity.per,
        indicator: decision.map(|d| d.indicator.clone()),
        counted: decided.counted.map(|span| unquoted(span.slice(text))),
        period_start: period.and_then(|(p, _)| p.start),
        period_end: period.and_then(|(p, _)| p.end),
        period_kind: period.map(|(p, _)| p.kind),
        period_text,
        place: context::place(place.scenes, place.at, figure, place.nation),
        programme: context::programme(text, scene, figure).map(unquoted),
        scope: context::scope(scene, figure, decided.counted),
        attribution: context::attribution(text, scene).map(plain),
        confidence: decision.map_or(UNKNOWN_CONFIDENCE, |d| d.confidence),
        lang: document.lang.clone(),
        evidence,
    }
}

/// The unit, decided by the document where the sentence leaves it open: the dollar of the country that the text is about.
fn unit(unit: SmolStr, open: bool, nation: Option<&SmolStr>) -> SmolStr {
    context::currency(&unit, nation).filter(|_| open).unwrap_or(unit)
}

/// The change of a whole year is against the year before, where the text does not say.
fn default_basis(period: Option<Period>) -> Basis {
    if period.is_some_and(Period::is_year) { Basis::YearOnYear } else { Basis::Other }
}

/// Blanks of the layout become one space each.
fn plain(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn unquoted(words: &str) -> String {
    plain(words).replace(['"', '“', '”', '「', '」', '《', '》'], "")
}

/// Stable hash of document and span: the first 16 hex digits of a SHA-256.
fn claim_id(doc_id: &str, span: Span) -> SmolStr {
    let digest = Sha256::digest(format!("{doc_id}:{}:{}", span.start, span.end));
    digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect::<String>().into()
}

/// Code point offsets of spans asked for in text order, in one walk.
struct CharOffsets<'a> {
    text: &'a str,
    byte: usize,
    chars: u64,
}

impl<'a> CharOffsets<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, byte: 0, chars: 0 }
    }

    fn span(&mut self, span: Span) -> (u64, u64) {
        (self.at(span.start), self.at(span.end))
    }

    fn at(&mut self, byte: usize) -> u64 {
        if byte < self.byte {
            (self.byte, self.chars) = (0, 0);
        }
        self.chars += self.text[self.byte..byte].chars().count() as u64;
        self.byte = byte;
        self.chars
    }
}
