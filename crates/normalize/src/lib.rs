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
mod scope;
mod sentence;

use sha2::{Digest, Sha256};
use tallysheet_catalog::Catalog;
use tallysheet_model::{Annotated, Basis, Bound, Claim, Decimal, Dimension, Direction, Document, SmolStr, Span};

use amount::Amount;
use calendar::Period;
use decide::Frames;
use period::Governing;
use scene::{Figure, Scene};
use scope::Scopes;
use sentence::{Decided, Last};

/// Makes claims of mentions. Built once, shared by threads.
#[derive(Clone, Debug)]
pub struct Normalizer {
    catalog: Catalog,
    frames: Frames,
    scopes: Scopes,
}

/// What a claim without an indicator is worth: the figure is there, what it measures is not known.
const UNKNOWN_CONFIDENCE: f64 = 0.7;

impl Normalizer {
    /// A normalizer that decides by the indicators of the catalog.
    pub fn new(catalog: Catalog) -> Self {
        Self { frames: Frames::new(&catalog), scopes: Scopes::new(&catalog), catalog }
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
        let mut lead: Option<usize> = None;
        let mut same_as = Vec::new();
        let mut offsets = CharOffsets::new(&annotated.document.text);
        for (at, scene) in scenes.iter().enumerate() {
            let text = &annotated.document.text;
            lead = list_lead(text, &scenes, at, lead);
            let before = at.checked_sub(1).map(|i| &scenes[i]).filter(|s| s.paragraph == scene.paragraph);
            let before = lead.filter(|&lead| lead < at).map(|lead| &scenes[lead]).or(before);
            let decisions = sentence::decide_all(&self.frames, &self.catalog, text, scene, before, last.as_ref());
            last = Last::of(scene, &decisions).or(last);
            let scopes = self.scopes.of_sentence(text, scene, &decisions);
            // Where the claim of each figure stands; a figure that is no claim has none.
            let mut places: Vec<Option<usize>> = Vec::with_capacity(decisions.len());
            for ((decided, figure), scope) in decisions.iter().zip(&scene.figures).zip(scopes) {
                let claimed = is_claim(text, *figure, decided);
                places.push(claimed.then_some(claims.len()));
                if !claimed {
                    continue;
                }
                let place = Place { scenes: &scenes, at, governing: &governing[at], nation: nation.as_ref() };
                let amount = amount::in_claim_unit(&self.catalog, figure.quantity);
                same_as.push(decided.same_as.and_then(|same| places[same]));
                claims
                    .push(Claim { scope, ..claim(&annotated.document, place, amount, *figure, decided, &mut offsets) });
            }
        }
        scope::set_parts_apart(&mut claims, &same_as);
        claims
    }
}

/// The sentence that leads the list which the sentence at `at` is an item of: `Accounts frozen:`, then `- 5,340 accounts`.
fn list_lead(text: &str, scenes: &[Scene<'_>], at: usize, lead: Option<usize>) -> Option<usize> {
    let words = scenes[at].span.slice(text);
    let item = words.starts_with(['-', '•', '*', '–', '—', '·', '●', '▪']);
    match item {
        true => lead,
        false => words.ends_with([':', '：']).then_some(at),
    }
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
        programme: context::programme(text, scene, figure).map(|c| unquoted(c.span.slice(text))),
        scope: None,
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
    let digit = |nibble: u8| char::from_digit(u32::from(nibble), 16).expect("four bits are one hex digit");
    digest.iter().take(8).flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
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
