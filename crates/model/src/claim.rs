use std::sync::Arc;

use crate::{Basis, Bound, Date, Decimal, Evidence, Lang, Measure, Per, PeriodKind, SmolStr, Span};

/// One reported figure: how much, of what, for when, where, compared with what, and where the text says so.
///
/// A document may hold a million, so that what they share stands in one place, and what few have takes a pointer.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(from = "crate::claim_fields::ClaimFields", into = "crate::claim_fields::ClaimFields")
)]
pub struct Claim {
    /// Stable hash of document and span: 16 hex digits.
    pub claim_id: SmolStr,
    /// The sentence that says so, one copy for all of its claims.
    pub passage: Arc<Passage>,
    /// The number with its magnitude and its currency or percent sign, in bytes of the document's text.
    pub span: Span,
    /// First code point of the span.
    pub char_start: u64,
    /// One past the last code point of the span.
    pub char_end: u64,
    /// The text under the span.
    pub surface: SmolStr,
    /// The number in the unit, magnitudes multiplied out, a decline negative; the low end of a range.
    pub value: Decimal,
    /// The high end of a range.
    pub high: Option<Decimal>,
    /// How the figure bounds the true value.
    pub bound: Bound,
    /// ISO 4217 code, `percent`, `count`, or a time or physical unit in the singular.
    pub unit: SmolStr,
    /// What kind of statement it is.
    pub measure: Measure,
    /// What a change is measured against.
    pub basis: Option<Basis>,
    /// The time unit of a rate.
    pub per: Option<Per>,
    /// What is measured, as an id of the catalog.
    pub indicator: Option<SmolStr>,
    /// What is measured, as the text has it.
    pub counted: Option<SmolStr>,
    /// First day of the period.
    pub period_start: Option<Date>,
    /// Last day of the period, inclusive.
    pub period_end: Option<Date>,
    /// How the claim relates to its period.
    pub period_kind: Option<PeriodKind>,
    /// The words that tell the period.
    pub period_text: Option<Arc<SmolStr>>,
    /// ISO 3166-2 or ISO 3166-1 alpha-2 code.
    pub place: Option<Arc<SmolStr>>,
    /// The campaign, mechanism, platform or centre credited, as the text has it.
    pub programme: Option<Arc<SmolStr>>,
    /// What narrows the indicator: one kind, one case, one operation, a part. `None` is the whole.
    pub scope: Option<Arc<SmolStr>>,
    /// 0 to 1: how sure the reading is.
    pub confidence: f64,
    /// The cues that decided, for people.
    pub evidence: Evidence,
}

/// A sentence with what all of its claims have in common.
#[derive(Clone, Debug, PartialEq)]
pub struct Passage {
    /// The document that holds it.
    pub doc_id: SmolStr,
    /// The language of the text.
    pub lang: Lang,
    /// Its text.
    pub sentence: SmolStr,
    /// Who says so.
    pub attribution: Option<SmolStr>,
}

impl Claim {
    /// The scope of a figure of one case, one gang or one local round-up.
    pub const CASE: &str = "case";
    /// The scope of a figure that is a part of a whole, where nothing says which part.
    pub const PART: &str = "part";
}
