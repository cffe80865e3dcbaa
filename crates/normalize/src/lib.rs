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
mod claim;
mod claim_ids;
mod context;
mod decide;
mod evidence;
mod frames;
mod nation;
mod offsets;
mod pairing;
mod period;
mod place;
mod reasons;
mod scene;
mod scope;
mod sentence;
mod wording;
mod words;

use tallysheet_catalog::Catalog;
use tallysheet_model::{Annotated, Bound, Claim, Dimension, Mention};

use claim::{Findings, Writer};
use context::Credits;
use decide::Judge;
use nation::{Nation, Nations};
use period::Periods;
use place::Places;
use scene::{Figure, Scene, Tail};
use scope::{Parts, Scopes};
use sentence::{Decided, Deciding};

/// Makes claims of mentions. Built once, shared by threads.
#[derive(Clone, Debug)]
pub struct Normalizer {
    catalog: Catalog,
    judge: Judge,
    scopes: Scopes,
    nations: Nations,
}

impl Normalizer {
    /// A normalizer that decides by the indicators of the catalog.
    pub fn new(catalog: Catalog) -> Self {
        let (judge, scopes, nations) = (Judge::new(&catalog), Scopes::new(&catalog), Nations::new(&catalog));
        Self { catalog, judge, scopes, nations }
    }

    /// Dates the document where its metadata does not, and adds its claims; claims that it has are replaced.
    pub fn normalize(&self, mut annotated: Annotated) -> Annotated {
        if annotated.document.published.is_none()
            && let Some((date, source)) = anchor::infer(&annotated.mentions)
        {
            annotated.document.published = Some(date);
            annotated.document.published_from = Some(source);
        }
        annotated.claims = self.claims(&annotated);
        annotated
    }

    fn claims(&self, annotated: &Annotated) -> Vec<Claim> {
        let is_figure = |mention: &&Mention| scene::figure(mention).is_some();
        let Some(last) = annotated.mentions.iter().rfind(is_figure) else { return Vec::new() };
        let document = &annotated.document;
        let text = document.text.as_str();
        let nation = Nation::new(&self.nations, annotated);
        let mut writer = Writer::new(&self.catalog, document, &nation);
        let mut claims = Vec::with_capacity(expected_claims(&annotated.mentions));
        let mut parts = Parts::default();
        let mut scene = Scene::new();
        let mut before = Before::default();
        let mut deciding = Deciding::new(&self.judge, text);
        let mut periods = Periods::new(&self.catalog, document.published);
        let mut places = Places::new(&nation);
        let mut credits = Credits::default();
        let mut scopes = Vec::new();
        // Where the claim of each figure of the sentence stands; a figure that is no claim has none.
        let mut claimed = Vec::new();
        let mut mentions = annotated.mentions.as_slice();
        for (at, sentence) in annotated.sentences.iter().enumerate().take(last.sentence as usize + 1) {
            let count = mentions.iter().take_while(|m| m.sentence as usize == at).count();
            let (own, rest) = mentions.split_at(count);
            mentions = rest;
            scene.read(*sentence, own, &self.judge.words);
            periods.read(&scene);
            places.read(&scene);
            let tail = before.of(text, &scene);
            if scene.figures.is_empty() {
                before.take(&scene);
                continue;
            }
            credits.read(text, &scene);
            deciding.decide(&scene, tail);
            before.take(&scene);
            let decided = &deciding.decided;
            self.scopes.of_sentence(&scene, decided, &credits, &mut scopes);
            writer.read(&scene);
            claimed.clear();
            for ((&figure, decided), &scope) in scene.figures.iter().zip(decided).zip(&scopes) {
                if !is_claim(text, figure, decided) {
                    claimed.push(None);
                    continue;
                }
                claimed.push(Some(claims.len()));
                let same_as = decided.same_as.and_then(|same| claimed[same]);
                let total = decided.decision.is_some_and(|d| d.event) || scene.is_total(figure);
                let claim = writer.claim(
                    figure,
                    Findings {
                        decided,
                        period: periods.of(figure.span, figure.quantity, total),
                        place: places.of(&scene, figure),
                        programme: credits.of(&scene, figure).map(|c| c.span),
                        scope,
                    },
                );
                parts.read(claims.len(), &claim, decided.indicator(), same_as);
                claims.push(claim);
            }
        }
        parts.set_apart(&mut claims);
        claims
    }
}

/// How many claims the mentions may give: as many as there are quantities, few of which are no figure. In a long document
/// the first mentions stand for all.
fn expected_claims(mentions: &[Mention]) -> usize {
    const SAMPLE: usize = 1 << 12;
    let sample = &mentions[..mentions.len().min(SAMPLE)];
    let quantities = sample.iter().filter(|mention| mention.quantity().is_some()).count();
    (quantities * mentions.len()).div_ceil(sample.len().max(1))
}

/// The sentence whose last words the next one may go on from: the one before it in the paragraph, or the one that leads the
/// list that it is an item of: `Accounts frozen:`, then `- 5,340 accounts`.
#[derive(Default)]
struct Before<'a> {
    last: Option<(u32, Tail<'a>)>,
    lead: Option<Tail<'a>>,
    leads: bool,
}

impl<'a> Before<'a> {
    fn of(&mut self, text: &str, scene: &Scene<'a>) -> Option<&Tail<'a>> {
        let words = scene.span.slice(text);
        let item = words.starts_with(['-', '•', '*', '–', '—', '·', '●', '▪']);
        if !item {
            self.lead = None;
        }
        self.leads = !item && words.ends_with([':', '：']);
        let last = self.last.as_ref().filter(|(paragraph, _)| *paragraph == scene.paragraph).map(|(_, tail)| tail);
        self.lead.as_ref().or(last)
    }

    /// Remembers the sentence for those after it.
    fn take(&mut self, scene: &Scene<'a>) {
        let tail = scene.tail();
        self.last = Some((scene.paragraph, tail));
        if self.leads {
            self.lead = Some(tail);
        }
    }
}

/// A bare count of nothing reports nothing: a number alone on its line, a page number. A bound, a magnitude
/// (`1.1 million were about …`), groups or decimals say that something is counted.
fn is_claim(text: &str, figure: Figure<'_>, decided: &Decided<'_>) -> bool {
    let quantity = figure.quantity;
    let known = decided.counted.is_some() || decided.decision.is_some();
    let written = || figure.span.slice(text).contains(|c: char| c.is_alphabetic() || c == ',' || c == '.');
    quantity.dimension != Dimension::Count || known || quantity.bound != Bound::Exact || written()
}
