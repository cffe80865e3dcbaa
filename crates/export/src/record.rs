//! Values of the model to rows and back.

use std::{str::FromStr, sync::Arc};

use tallysheet_model::{
    Check, Claim, Decimal, Document, Observation, Passage, Reject, SmolStr, Span, UnknownCode, columns,
};

use crate::{
    CellError,
    row::{BadCell, CheckRow, ClaimRow, DocumentRow, ObservationRow, RejectRow, Row},
};

/// A type of the model that has a table: [`Document`], [`Claim`], [`Observation`], [`Check`] or [`Reject`].
///
/// A document is written and read as a pair with the number of its claims; the others are themselves.
pub trait Record: sealed::Record {}

impl<T: sealed::Record> Record for T {}

/// What [`crate::TableWriter::write`] takes for a record: `&Claim`, `(&Document, u64)` and so on.
pub type RecordRef<'a, T> = <T as sealed::Record>::Ref<'a>;

pub mod sealed {
    use super::{BadCell, Row};

    pub trait Record: Sized {
        type Row<'a>: Row<'a>;
        type Ref<'a>;
        type Owned;

        fn row(record: Self::Ref<'_>) -> Self::Row<'_>;
        fn owned(row: &Self::Row<'_>) -> Result<Self::Owned, BadCell>;
    }
}

impl sealed::Record for Document {
    type Row<'a> = DocumentRow<'a>;
    type Ref<'a> = (&'a Document, u64);
    type Owned = (Document, u64);

    fn row((document, claims): Self::Ref<'_>) -> Self::Row<'_> {
        DocumentRow {
            doc_id: &document.doc_id,
            source: &document.source,
            media_type: &document.media_type,
            lang: document.lang.as_str(),
            title: document.title.as_deref(),
            publisher: document.publisher.as_deref(),
            published: document.published,
            published_from: document.published_from.map(|from| from.as_str()),
            text: &document.text,
            bytes: int(document.bytes),
            sha256: &document.sha256,
            duplicate_of: document.duplicate_of.as_deref(),
            claims: int(claims),
            similarity: document.similarity,
        }
    }

    fn owned(row: &DocumentRow<'_>) -> Result<(Document, u64), BadCell> {
        use columns::documents::{BYTES, CLAIMS, PUBLISHED_FROM};
        let document = Document {
            doc_id: row.doc_id.into(),
            source: row.source.to_owned(),
            media_type: row.media_type.into(),
            lang: row.lang.into(),
            title: row.title.map(str::to_owned),
            publisher: row.publisher.map(str::to_owned),
            published: row.published,
            published_from: row.published_from.map(|from| code(PUBLISHED_FROM, from)).transpose()?,
            text: row.text.to_owned(),
            bytes: unsigned(BYTES, row.bytes)?,
            sha256: row.sha256.to_owned(),
            duplicate_of: row.duplicate_of.map(SmolStr::from),
            similarity: row.similarity,
        };
        Ok((document, unsigned(CLAIMS, row.claims)?))
    }
}

impl sealed::Record for Claim {
    type Row<'a> = ClaimRow<'a>;
    type Ref<'a> = &'a Claim;
    type Owned = Claim;

    fn row(claim: Self::Ref<'_>) -> Self::Row<'_> {
        ClaimRow {
            claim_id: &claim.claim_id,
            doc_id: &claim.passage.doc_id,
            char_start: int(claim.char_start),
            char_end: int(claim.char_end),
            byte_start: int(claim.span.start as u64),
            byte_end: int(claim.span.end as u64),
            surface: &claim.surface,
            sentence: &claim.passage.sentence,
            value: claim.value.to_f64(),
            value_decimal: claim.value,
            high: claim.high.map(Decimal::to_f64),
            bound: claim.bound.as_str(),
            unit: &claim.unit,
            measure: claim.measure.as_str(),
            basis: claim.basis.map(|basis| basis.as_str()),
            per: claim.per.map(|per| per.as_str()),
            indicator: claim.indicator.as_deref(),
            counted: claim.counted.as_deref(),
            period_start: claim.period_start,
            period_end: claim.period_end,
            period_kind: claim.period_kind.map(|kind| kind.as_str()),
            period_text: claim.period_text.as_deref().map(SmolStr::as_str),
            place: claim.place.as_deref().map(SmolStr::as_str),
            programme: claim.programme.as_deref().map(SmolStr::as_str),
            scope: claim.scope.as_deref().map(SmolStr::as_str),
            attribution: claim.passage.attribution.as_deref(),
            confidence: claim.confidence,
            lang: claim.passage.lang.as_str(),
            evidence: claim.evidence.lines().collect(),
        }
    }

    fn owned(row: &ClaimRow<'_>) -> Result<Claim, BadCell> {
        use columns::claims::{BASIS, BOUND, CHAR_END, CHAR_START, HIGH, MEASURE, PER, PERIOD_KIND};
        Ok(Claim {
            claim_id: row.claim_id.into(),
            passage: Arc::new(Passage {
                doc_id: row.doc_id.into(),
                lang: row.lang.into(),
                sentence: row.sentence.into(),
                attribution: row.attribution.map(SmolStr::from),
            }),
            span: span(row.byte_start, row.byte_end)?,
            char_start: unsigned(CHAR_START, row.char_start)?,
            char_end: unsigned(CHAR_END, row.char_end)?,
            surface: row.surface.into(),
            value: row.value_decimal,
            high: row.high.map(|high| decimal(HIGH, high)).transpose()?,
            bound: code(BOUND, row.bound)?,
            unit: row.unit.into(),
            measure: code(MEASURE, row.measure)?,
            basis: row.basis.map(|basis| code(BASIS, basis)).transpose()?,
            per: row.per.map(|per| code(PER, per)).transpose()?,
            indicator: row.indicator.map(SmolStr::from),
            counted: row.counted.map(SmolStr::from),
            period_start: row.period_start,
            period_end: row.period_end,
            period_kind: row.period_kind.map(|kind| code(PERIOD_KIND, kind)).transpose()?,
            period_text: shared(row.period_text),
            place: shared(row.place),
            programme: shared(row.programme),
            scope: shared(row.scope),
            confidence: row.confidence,
            evidence: row.evidence.iter().collect(),
        })
    }
}

impl sealed::Record for Observation {
    type Row<'a> = ObservationRow<'a>;
    type Ref<'a> = &'a Observation;
    type Owned = Observation;

    fn row(observation: Self::Ref<'_>) -> Self::Row<'_> {
        ObservationRow {
            indicator: &observation.indicator,
            scope: observation.scope.as_deref(),
            unit: &observation.unit,
            measure: observation.measure.as_str(),
            basis: observation.basis.map(|basis| basis.as_str()),
            per: observation.per.map(|per| per.as_str()),
            place: observation.place.as_deref(),
            period_start: observation.period_start,
            period_end: observation.period_end,
            period_kind: observation.period_kind.map(|kind| kind.as_str()),
            value: observation.value.to_f64(),
            low: observation.low.to_f64(),
            high: observation.high.to_f64(),
            claims: int(observation.claims),
            documents: int(observation.documents),
            claim_ids: observation.claim_ids.iter().map(SmolStr::as_str).collect(),
            status: observation.status.as_str(),
        }
    }

    fn owned(row: &ObservationRow<'_>) -> Result<Observation, BadCell> {
        use columns::observations::{BASIS, CLAIMS, DOCUMENTS, HIGH, LOW, MEASURE, PER, PERIOD_KIND, STATUS, VALUE};
        Ok(Observation {
            indicator: row.indicator.into(),
            scope: row.scope.map(SmolStr::from),
            unit: row.unit.into(),
            measure: code(MEASURE, row.measure)?,
            basis: row.basis.map(|basis| code(BASIS, basis)).transpose()?,
            per: row.per.map(|per| code(PER, per)).transpose()?,
            place: row.place.map(SmolStr::from),
            period_start: row.period_start,
            period_end: row.period_end,
            period_kind: row.period_kind.map(|kind| code(PERIOD_KIND, kind)).transpose()?,
            value: decimal(VALUE, row.value)?,
            low: decimal(LOW, row.low)?,
            high: decimal(HIGH, row.high)?,
            claims: unsigned(CLAIMS, row.claims)?,
            documents: unsigned(DOCUMENTS, row.documents)?,
            claim_ids: row.claim_ids.iter().map(|&id| id.into()).collect(),
            status: code(STATUS, row.status)?,
        })
    }
}

impl sealed::Record for Check {
    type Row<'a> = CheckRow<'a>;
    type Ref<'a> = &'a Check;
    type Owned = Check;

    fn row(check: Self::Ref<'_>) -> Self::Row<'_> {
        CheckRow {
            kind: check.kind.as_str(),
            claim_id: &check.claim_id,
            against: check.against.iter().map(SmolStr::as_str).collect(),
            stated: check.stated,
            implied: check.implied,
            relative_error: check.relative_error,
            verdict: check.verdict.as_str(),
            message: &check.message,
        }
    }

    fn owned(row: &CheckRow<'_>) -> Result<Check, BadCell> {
        use columns::checks::{KIND, VERDICT};
        Ok(Check {
            kind: code(KIND, row.kind)?,
            claim_id: row.claim_id.into(),
            against: row.against.iter().map(|&id| id.into()).collect(),
            stated: row.stated,
            implied: row.implied,
            relative_error: row.relative_error,
            verdict: code(VERDICT, row.verdict)?,
            message: row.message.to_owned(),
        })
    }
}

impl sealed::Record for Reject {
    type Row<'a> = RejectRow<'a>;
    type Ref<'a> = &'a Reject;
    type Owned = Reject;

    fn row(reject: Self::Ref<'_>) -> Self::Row<'_> {
        RejectRow {
            source: &reject.source,
            stage: reject.stage.as_str(),
            reason: reject.reason.as_str(),
            detail: &reject.detail,
        }
    }

    fn owned(row: &RejectRow<'_>) -> Result<Reject, BadCell> {
        use columns::rejects::{REASON, STAGE};
        Ok(Reject {
            source: row.source.to_owned(),
            stage: code(STAGE, row.stage)?,
            reason: code(REASON, row.reason)?,
            detail: row.detail.to_owned(),
        })
    }
}

fn shared(text: Option<&str>) -> Option<Arc<SmolStr>> {
    text.map(|text| Arc::new(text.into()))
}

/// Sizes and offsets of anything that fits a disk are far below 2^63.
fn int(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

fn unsigned<T: TryFrom<i64>>(column: &'static str, value: i64) -> Result<T, BadCell> {
    T::try_from(value).map_err(|_| BadCell(column, CellError::Number(value as f64)))
}

fn span(start: i64, end: i64) -> Result<Span, BadCell> {
    use columns::claims::{BYTE_END, BYTE_START};
    let (start, end) = (unsigned(BYTE_START, start)?, unsigned(BYTE_END, end)?);
    if start <= end { Ok(Span::new(start, end)) } else { Err(BadCell(BYTE_END, CellError::Span { start, end })) }
}

fn code<T: FromStr<Err = UnknownCode>>(column: &'static str, text: &str) -> Result<T, BadCell> {
    text.parse().map_err(|error: UnknownCode| BadCell(column, error.into()))
}

/// The decimal that prints as the double does: exact for anything of up to 15 digits.
fn decimal(column: &'static str, value: f64) -> Result<Decimal, BadCell> {
    value.to_string().parse().map_err(|_| BadCell(column, CellError::Number(value)))
}
