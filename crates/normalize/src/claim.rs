//! Writes claims: the strings, the offsets and the ids of what has been decided.

use sha2::{Digest, Sha256};
use tallysheet_catalog::Catalog;
use tallysheet_model::{Basis, Claim, CueKind, Decimal, Direction, Document, SmolStr, Span};

use crate::{
    amount,
    calendar::Period,
    context,
    decide::Decision,
    offsets::CharOffsets,
    scene::{Figure, Scene},
    sentence::Decided,
    wording::{Digits, joined, plain, unquoted},
};

/// What a claim without an indicator is worth: the figure is there, what it measures is not known.
const UNKNOWN_CONFIDENCE: f64 = 0.7;

/// Writes the claims of one document, in text order.
pub(crate) struct Writer<'a> {
    catalog: &'a Catalog,
    document: &'a Document,
    nation: Option<&'a SmolStr>,
    offsets: CharOffsets<'a>,
    ids: ClaimIds,
    sentence: SmolStr,
    /// Who says what the sentence tells.
    speaker: Option<Span>,
}

impl<'a> Writer<'a> {
    pub(crate) fn new(catalog: &'a Catalog, document: &'a Document, nation: Option<&'a SmolStr>) -> Self {
        let (offsets, ids) = (CharOffsets::new(&document.text), ClaimIds::new(&document.doc_id));
        Self { catalog, document, nation, offsets, ids, sentence: SmolStr::default(), speaker: None }
    }

    /// Takes up the next sentence.
    pub(crate) fn read(&mut self, scene: &Scene<'_>) {
        if !scene.figures.is_empty() {
            self.sentence = SmolStr::new(scene.span.slice(&self.document.text));
            self.speaker = context::attribution(scene);
        }
    }

    /// The claim of a figure, without its place and its scope.
    pub(crate) fn claim(
        &mut self,
        figure: Figure<'_>,
        decided: &Decided<'_>,
        period: Option<(Period, Span)>,
        programme: Option<Span>,
    ) -> Claim {
        let (text, quantity, decision) = (self.document.text.as_str(), figure.quantity, decided.decision);
        let amount = amount::in_claim_unit(self.catalog, quantity);
        let sign = |value: Decimal| match quantity.change {
            // `-0.8% year on year` has its sign already.
            Some(change) if change.direction == Direction::Down && value > Decimal::ZERO => -value,
            _ => value,
        };
        let (char_start, char_end) = self.offsets.of(figure.span);
        let (period, period_text) =
            period.map(|(period, span)| (period, SmolStr::from(plain(span.slice(text))))).unzip();
        let evidence = evidence(text, decision.as_ref(), period_text.as_deref());
        Claim {
            claim_id: self.ids.of(figure.span),
            doc_id: self.document.doc_id.clone(),
            span: figure.span,
            char_start,
            char_end,
            surface: SmolStr::new(figure.span.slice(text)),
            sentence: self.sentence.clone(),
            value: sign(amount.value),
            high: amount.high.map(sign),
            bound: quantity.bound,
            unit: self.unit(amount.unit, quantity.unit_open),
            measure: quantity.measure,
            basis: quantity.change.map(|change| change.basis.unwrap_or_else(|| default_basis(period))),
            per: quantity.per,
            indicator: decision.map(|d| self.catalog.indicators()[d.indicator].id.clone()),
            counted: decided.counted.map(|span| unquoted(span.slice(text))),
            period_start: period.and_then(|p| p.start),
            period_end: period.and_then(|p| p.end),
            period_kind: period.map(|p| p.kind),
            period_text,
            place: None,
            programme: programme.map(|span| unquoted(span.slice(text))),
            scope: None,
            attribution: self.speaker.map(|span| SmolStr::from(plain(span.slice(text)))),
            confidence: decision.map_or(UNKNOWN_CONFIDENCE, |d| d.confidence),
            lang: self.document.lang.clone(),
            evidence,
        }
    }

    /// The unit, decided by the document where the sentence leaves it open: the dollar of the country that the text is about.
    fn unit(&self, unit: SmolStr, open: bool) -> SmolStr {
        let local = if open { context::currency(&unit, self.nation) } else { None };
        local.unwrap_or(unit)
    }
}

/// The change of a whole year is against the year before, where the text does not say.
fn default_basis(period: Option<Period>) -> Basis {
    if period.is_some_and(Period::is_year) { Basis::YearOnYear } else { Basis::Other }
}

/// What decided, for people: the cues and the words of the period.
fn evidence(text: &str, decision: Option<&Decision<'_>>, period: Option<&str>) -> Vec<SmolStr> {
    let mut evidence = Vec::with_capacity(4);
    for mention in decision.into_iter().flat_map(|d| d.reasons).flatten() {
        let Some(cue) = mention.cue() else { continue };
        let kind = match cue.kind {
            CueKind::Verb | CueKind::PassiveVerb => "verb ",
            CueKind::Noun => "noun ",
            _ => "word ",
        };
        evidence.push(joined([kind, &cue.id, ": ", &plain(mention.span.slice(text))]));
    }
    evidence.extend(period.map(|words| joined(["period: ", words, "", ""])));
    evidence
}

/// The ids of the claims of one document.
struct ClaimIds {
    /// What is hashed: the document's id, a colon, and the span.
    key: Vec<u8>,
    /// The length of the document's part of it.
    document: usize,
}

impl ClaimIds {
    fn new(doc_id: &str) -> Self {
        let key = format!("{doc_id}:").into_bytes();
        Self { document: key.len(), key }
    }

    /// Stable hash of document and span: the first 16 hex digits of a SHA-256.
    fn of(&mut self, span: Span) -> SmolStr {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        self.key.truncate(self.document);
        self.key.extend_from_slice(Digits::of(span.start).as_bytes());
        self.key.push(b':');
        self.key.extend_from_slice(Digits::of(span.end).as_bytes());
        let digest = Sha256::digest(&self.key);
        let mut hex = [0; 16];
        for (pair, byte) in hex.chunks_exact_mut(2).zip(digest) {
            pair.copy_from_slice(&[DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]);
        }
        SmolStr::new_inline(std::str::from_utf8(&hex).expect("hex digits are ASCII"))
    }
}
