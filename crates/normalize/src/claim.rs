//! Writes claims: the strings, the offsets and the ids of what has been decided.

use std::sync::Arc;

use tallysheet_catalog::Catalog;
use tallysheet_model::{Basis, Claim, Decimal, Direction, Document, Passage, SmolStr, Span};

use crate::{
    amount,
    calendar::Period,
    claim_ids::ClaimIds,
    context,
    nation::Nation,
    offsets::CharOffsets,
    reasons::Reasons,
    scene::{Figure, Scene},
    sentence::Decided,
    wording::{Last, plain, unquoted},
};

/// What a claim without an indicator is worth: the figure is there, what it measures is not known.
const UNKNOWN_CONFIDENCE: f64 = 0.7;

/// Writes the claims of one document, in text order.
pub(crate) struct Writer<'a> {
    catalog: &'a Catalog,
    document: &'a Document,
    nation: &'a Nation<'a>,
    offsets: CharOffsets<'a>,
    ids: ClaimIds,
    reasons: Reasons<'a>,
    passage: Arc<Passage>,
    counted: Last<'a, SmolStr>,
    programme: Last<'a, Arc<SmolStr>>,
}

/// What has been decided of a figure.
pub(crate) struct Findings<'d, 'a> {
    pub(crate) decided: &'d Decided<'a>,
    pub(crate) period: Option<(Period, Span)>,
    pub(crate) place: Option<&'d SmolStr>,
    pub(crate) programme: Option<Span>,
    pub(crate) scope: Option<&'d str>,
}

impl<'a> Writer<'a> {
    pub(crate) fn new(catalog: &'a Catalog, document: &'a Document, nation: &'a Nation<'a>) -> Self {
        let text = document.text.as_str();
        let (offsets, ids, reasons) = (CharOffsets::new(text), ClaimIds::new(&document.doc_id), Reasons::new(text));
        let passage = Arc::new(passage(document, "", None));
        let (counted, programme) = (Last::default(), Last::default());
        Self { catalog, document, nation, offsets, ids, reasons, passage, counted, programme }
    }

    /// Takes up the next sentence.
    pub(crate) fn read(&mut self, scene: &Scene<'_>) {
        let text = self.document.text.as_str();
        let attribution = context::attribution(scene).map(|span| plain(span.slice(text)).into());
        self.passage = Arc::new(passage(self.document, scene.span.slice(text), attribution));
    }

    /// The claim of a figure.
    pub(crate) fn claim(&mut self, figure: Figure<'_>, found: Findings<'_, 'a>) -> Claim {
        let (text, quantity, decision) = (self.document.text.as_str(), figure.quantity, &found.decided.decision);
        let amount = amount::in_claim_unit(self.catalog, quantity);
        let sign = |value: Decimal| match quantity.change {
            // `-0.8% year on year` has its sign already.
            Some(change) if change.direction == Direction::Down && value > Decimal::ZERO => -value,
            _ => value,
        };
        let (char_start, char_end) = self.offsets.of(figure.span);
        let (period, words) = found.period.unzip();
        Claim {
            claim_id: self.ids.of(figure.span),
            passage: Arc::clone(&self.passage),
            span: figure.span,
            char_start,
            char_end,
            surface: SmolStr::new(figure.span.slice(text)),
            value: sign(amount.value),
            high: amount.high.map(sign),
            bound: quantity.bound,
            unit: self.unit(amount.unit, quantity.unit_open),
            measure: quantity.measure,
            basis: quantity.change.map(|change| change.basis.unwrap_or_else(|| default_basis(period))),
            per: quantity.per,
            indicator: decision.map(|d| self.catalog.indicators()[d.indicator].id.clone()),
            counted: found.decided.counted.map(|span| self.counted.of(span.slice(text), unquoted)),
            period_start: period.and_then(|p| p.start),
            period_end: period.and_then(|p| p.end),
            period_kind: period.map(|p| p.kind),
            period_text: words.map(|span| Arc::clone(self.reasons.period(span))),
            place: found.place.cloned().map(Arc::new),
            programme: found
                .programme
                .map(|span| self.programme.of(span.slice(text), |words| Arc::new(unquoted(words)))),
            scope: found.scope.map(|scope| Arc::new(scope.into())),
            confidence: decision.map_or(UNKNOWN_CONFIDENCE, |d| d.confidence),
            evidence: self.reasons.evidence(decision.map(|d| d.reasons).unwrap_or_default(), words),
        }
    }

    /// The unit, decided by the document where the sentence leaves it open: the dollar of the country that the text is about.
    fn unit(&self, unit: &SmolStr, open: bool) -> SmolStr {
        let local = if open { context::currency(unit, self.nation) } else { None };
        local.unwrap_or_else(|| unit.clone())
    }
}

fn passage(document: &Document, sentence: &str, attribution: Option<SmolStr>) -> Passage {
    let (doc_id, lang) = (document.doc_id.clone(), document.lang.clone());
    Passage { doc_id, lang, sentence: sentence.into(), attribution }
}

/// The change of a whole year is against the year before, where the text does not say.
fn default_basis(period: Option<Period>) -> Basis {
    if period.is_some_and(Period::is_year) { Basis::YearOnYear } else { Basis::Other }
}
