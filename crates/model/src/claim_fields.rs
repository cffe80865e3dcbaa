//! Claims as they are serialized: every field by itself, in the order of the table.

use std::sync::Arc;

use crate::{Basis, Bound, Claim, Date, Decimal, Lang, Measure, Passage, Per, PeriodKind, SmolStr, Span};

#[derive(serde::Serialize, serde::Deserialize)]
#[serde(rename = "Claim")]
pub(crate) struct ClaimFields {
    claim_id: SmolStr,
    doc_id: SmolStr,
    span: Span,
    char_start: u64,
    char_end: u64,
    surface: SmolStr,
    sentence: SmolStr,
    value: Decimal,
    high: Option<Decimal>,
    bound: Bound,
    unit: SmolStr,
    measure: Measure,
    basis: Option<Basis>,
    per: Option<Per>,
    indicator: Option<SmolStr>,
    counted: Option<SmolStr>,
    period_start: Option<Date>,
    period_end: Option<Date>,
    period_kind: Option<PeriodKind>,
    period_text: Option<Arc<SmolStr>>,
    place: Option<Arc<SmolStr>>,
    programme: Option<Arc<SmolStr>>,
    scope: Option<Arc<SmolStr>>,
    attribution: Option<SmolStr>,
    confidence: f64,
    lang: Lang,
    evidence: Vec<SmolStr>,
}

impl From<ClaimFields> for Claim {
    fn from(fields: ClaimFields) -> Self {
        let ClaimFields { doc_id, lang, sentence, attribution, .. } = fields;
        Self {
            claim_id: fields.claim_id,
            passage: Arc::new(Passage { doc_id, lang, sentence, attribution }),
            span: fields.span,
            char_start: fields.char_start,
            char_end: fields.char_end,
            surface: fields.surface,
            value: fields.value,
            high: fields.high,
            bound: fields.bound,
            unit: fields.unit,
            measure: fields.measure,
            basis: fields.basis,
            per: fields.per,
            indicator: fields.indicator,
            counted: fields.counted,
            period_start: fields.period_start,
            period_end: fields.period_end,
            period_kind: fields.period_kind,
            period_text: fields.period_text,
            place: fields.place,
            programme: fields.programme,
            scope: fields.scope,
            confidence: fields.confidence,
            evidence: fields.evidence.into_iter().collect(),
        }
    }
}

impl From<Claim> for ClaimFields {
    fn from(claim: Claim) -> Self {
        let Passage { doc_id, lang, sentence, attribution } = Arc::unwrap_or_clone(claim.passage);
        Self {
            claim_id: claim.claim_id,
            doc_id,
            span: claim.span,
            char_start: claim.char_start,
            char_end: claim.char_end,
            surface: claim.surface,
            sentence,
            value: claim.value,
            high: claim.high,
            bound: claim.bound,
            unit: claim.unit,
            measure: claim.measure,
            basis: claim.basis,
            per: claim.per,
            indicator: claim.indicator,
            counted: claim.counted,
            period_start: claim.period_start,
            period_end: claim.period_end,
            period_kind: claim.period_kind,
            period_text: claim.period_text,
            place: claim.place,
            programme: claim.programme,
            scope: claim.scope,
            attribution,
            confidence: claim.confidence,
            lang,
            evidence: claim.evidence.lines().map(SmolStr::new).collect(),
        }
    }
}
