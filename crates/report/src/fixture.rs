//! Small inputs for the unit tests.

use std::sync::Arc;

use tallysheet_model::{
    Bound, Claim, Document, Evidence, Lang, Measure, Observation, Passage, PeriodKind, SmolStr, Span, Status,
};

pub(crate) fn document(id: &str, text: &str) -> Document {
    Document {
        doc_id: id.into(),
        source: format!("{id}.txt"),
        media_type: "text/plain".into(),
        lang: Lang::En,
        title: None,
        publisher: None,
        published: Some("2022-03-05".parse().unwrap()),
        published_from: None,
        text: text.to_owned(),
        bytes: text.len() as u64,
        sha256: "0".repeat(64),
        duplicate_of: None,
        similarity: None,
    }
}

/// A claim of 441,000 cases solved in 2021 at the first `surface` in `text`, which is its sentence.
pub(crate) fn claim(doc_id: &str, text: &str, surface: &str) -> Claim {
    let start = text.find(surface).unwrap_or(0);
    let mut claim = claim_at(doc_id, Span::new(start, start + surface.len()));
    claim.surface = surface.into();
    Arc::make_mut(&mut claim.passage).sentence = text.into();
    claim
}

pub(crate) fn claim_at(doc_id: &str, span: Span) -> Claim {
    Claim {
        claim_id: format!("{doc_id}-{span}").into(),
        passage: Arc::new(Passage { doc_id: doc_id.into(), lang: Lang::En, sentence: "".into(), attribution: None }),
        span,
        char_start: 0,
        char_end: 0,
        surface: "".into(),
        value: 441_000.into(),
        high: None,
        bound: Bound::Exact,
        unit: "count".into(),
        measure: Measure::Level,
        basis: None,
        per: None,
        indicator: Some("cases_solved".into()),
        counted: None,
        period_start: Some("2021-01-01".parse().unwrap()),
        period_end: Some("2021-12-31".parse().unwrap()),
        period_kind: Some(PeriodKind::During),
        period_text: None,
        place: None,
        programme: None,
        scope: None,
        confidence: 0.9,
        evidence: Evidence::default(),
    }
}

/// A level of cases solved in one year.
pub(crate) fn observation(year: i16, value: i64) -> Observation {
    Observation {
        indicator: "cases_solved".into(),
        scope: None,
        unit: "count".into(),
        measure: Measure::Level,
        basis: None,
        per: None,
        place: None,
        period_start: Some(tallysheet_model::Date::new(year, 1, 1).unwrap()),
        period_end: Some(tallysheet_model::Date::new(year, 12, 31).unwrap()),
        period_kind: Some(PeriodKind::During),
        value: value.into(),
        low: value.into(),
        high: value.into(),
        claims: 1,
        documents: 1,
        claim_ids: Vec::new(),
        status: Status::Single,
    }
}

/// A disputed observation of these claims.
pub(crate) fn disputed(claims: &[&Claim]) -> Observation {
    let claim_ids: Vec<SmolStr> = claims.iter().map(|claim| claim.claim_id.clone()).collect();
    let values = claims.iter().map(|claim| claim.value);
    Observation {
        low: values.clone().min().unwrap_or_default(),
        high: values.max().unwrap_or_default(),
        claims: claim_ids.len() as u64,
        claim_ids,
        status: Status::Disputed,
        ..observation(2021, 441_000)
    }
}
