//! Turns the annotated bulletins into documents, claims, observations and checks.
//!
//! A bulletin begins with `# source | published | language | publisher | title`. A figure in it is written
//! `[surface|value|unit|indicator|period|bound|measure]`, the last two with defaults. A period is a year, `A..B`,
//! `..B` for a total up to B, or `@B` for a state at B.

use std::{collections::BTreeMap, error::Error, sync::Arc};
use tallysheet_model::{
    Basis, Bound, Check, CheckKind, Claim, Date, DateSource, Document, Evidence, Lang, Measure, Observation, Passage,
    PeriodKind, Reject, RejectReason, Span, Stage, Status, Verdict,
};

type Period = (Option<Date>, Option<Date>, Option<PeriodKind>);

/// The documents and their claims, in text order.
pub fn read() -> Result<(Vec<Document>, Vec<Claim>), Box<dyn Error>> {
    let (mut documents, mut claims) = (Vec::new(), Vec::new());
    for bulletin in include_str!("bulletins.txt").split("# ").skip(1) {
        let (head, body) = bulletin.split_once('\n').ok_or("a bulletin has a head and a body")?;
        let [source, published, lang, publisher, title] =
            head.split(" | ").collect::<Vec<_>>().try_into().map_err(|_| "a head has five fields")?;
        let doc_id = format!("{:016x}", documents.len() + 1);
        let (text, found) = figures(&doc_id, lang, body.trim_end())?;
        claims.extend(found);
        documents.push(Document {
            doc_id: doc_id.into(),
            source: source.to_owned(),
            media_type: if source.ends_with("html") { "text/html".into() } else { "text/plain".into() },
            lang: Lang::from(lang),
            title: Some(title.to_owned()),
            publisher: Some(publisher.to_owned()),
            published: Some(published.parse()?),
            published_from: Some(DateSource::Dateline),
            bytes: text.len() as u64,
            text,
            sha256: "0".repeat(64),
            duplicate_of: None,
            similarity: None,
        });
    }
    Ok((documents, claims))
}

/// The text without its annotation, and the claims in it.
fn figures(doc_id: &str, lang: &str, body: &str) -> Result<(String, Vec<Claim>), Box<dyn Error>> {
    let (mut text, mut claims) = (String::new(), Vec::new());
    for part in body.split('[') {
        let Some((annotation, rest)) = part.split_once(']') else {
            text += part;
            continue;
        };
        let fields: Vec<_> = annotation.split('|').collect();
        let [surface, value, unit, indicator, when, more @ ..] = fields.as_slice() else {
            return Err(format!("a figure has five fields or more: {annotation}").into());
        };
        let span = Span::new(text.len(), text.len() + surface.len());
        text += surface;
        text += rest;
        let measure = more.get(1).map_or(Ok(Measure::Level), |code| code.parse())?;
        let (period_start, period_end, period_kind) = period(when)?;
        claims.push(Claim {
            claim_id: format!("{doc_id}{:04x}", span.start).into(),
            passage: Arc::new(Passage {
                doc_id: doc_id.into(),
                lang: Lang::from(lang),
                sentence: "".into(),
                attribution: Some(if lang == "zh" { "新闻发布会" } else { "the ministry" }.into()),
            }),
            span,
            char_start: text[..span.start].chars().count() as u64,
            char_end: text[..span.end].chars().count() as u64,
            surface: (*surface).into(),
            value: value.parse()?,
            high: None,
            bound: more.first().map_or(Ok(Bound::Exact), |code| code.parse())?,
            unit: (*unit).into(),
            measure,
            basis: (measure == Measure::Change).then_some(Basis::YearOnYear),
            per: None,
            indicator: (!indicator.is_empty()).then(|| (*indicator).into()),
            counted: indicator.is_empty().then(|| "decline".into()),
            period_start,
            period_end,
            period_kind,
            period_text: None,
            place: None,
            programme: None,
            scope: None,
            confidence: 0.9,
            evidence: Evidence::default(),
        });
    }
    for claim in &mut claims {
        Arc::make_mut(&mut claim.passage).sentence = sentence(&text, claim.span).into();
    }
    Ok((text, claims))
}

/// The text around `span` up to the ends of its sentence or paragraph.
fn sentence(text: &str, span: Span) -> &str {
    let ends = ["。", "；", "\n", ". "];
    let start = ends.iter().filter_map(|end| Some(text[..span.start].rfind(end)? + end.len())).max().unwrap_or(0);
    let end = ends.iter().filter_map(|end| Some(text[span.end..].find(end)? + end.trim_end().len())).min();
    text[start..end.map_or(text.len(), |end| span.end + end)].trim()
}

fn period(when: &str) -> Result<Period, Box<dyn Error>> {
    if let Some(date) = when.strip_prefix('@') {
        let date = date.parse()?;
        return Ok((Some(date), Some(date), Some(PeriodKind::Instant)));
    }
    let (when, cumulative) = when.strip_suffix(" cumulative").map_or((when, false), |when| (when, true));
    let (start, end) = when.split_once("..").unwrap_or((when, when));
    let start = (!start.is_empty()).then(|| first_day(start)).transpose()?;
    let kind = if cumulative || start.is_none() { PeriodKind::Cumulative } else { PeriodKind::During };
    Ok((start, Some(last_day(end)?), Some(kind)))
}

fn first_day(text: &str) -> Result<Date, Box<dyn Error>> {
    let day = match text.len() {
        4 => format!("{text}-01-01"),
        7 => format!("{text}-01"),
        _ => text.to_owned(),
    };
    Ok(day.parse()?)
}

fn last_day(text: &str) -> Result<Date, Box<dyn Error>> {
    let first = first_day(text)?;
    Ok(match text.len() {
        4 => first.last_of_year(),
        7 => first.last_of_month(),
        _ => first,
    })
}

/// Joins the claims of one indicator, unit, measure and period. `tallysheet-reconcile` does it with more care.
pub fn observations(claims: &[Claim]) -> Vec<Observation> {
    let mut groups: BTreeMap<_, Vec<&Claim>> = BTreeMap::new();
    for claim in claims {
        if let Some(indicator) = &claim.indicator {
            let period = (claim.period_start, claim.period_end, claim.period_kind);
            groups.entry((indicator, &claim.unit, claim.measure, period)).or_default().push(claim);
        }
    }
    groups.into_values().map(|group| observation(&group)).collect()
}

fn observation(group: &[&Claim]) -> Observation {
    let first = group[0];
    let (low, high) = group.iter().fold((first.value, first.value), |(l, h), c| (l.min(c.value), h.max(c.value)));
    let status = match group.len() {
        1 => Status::Single,
        _ if low == high => Status::Agreed,
        _ => Status::Disputed,
    };
    Observation {
        indicator: first.indicator.clone().unwrap_or_default(),
        scope: None,
        unit: first.unit.clone(),
        measure: first.measure,
        basis: first.basis,
        per: None,
        place: None,
        period_start: first.period_start,
        period_end: first.period_end,
        period_kind: first.period_kind,
        value: first.value,
        low,
        high,
        claims: group.len() as u64,
        documents: group.len() as u64,
        claim_ids: group.iter().map(|claim| claim.claim_id.clone()).collect(),
        status,
    }
}

/// Two checks of a growth that a bulletin states against the level of the year before.
pub fn checks(claims: &[Claim]) -> Vec<Check> {
    let said = |surface: &str| claims.iter().find(|claim| claim.surface == surface);
    let growth = |surface: &str, before: &str, implied: f64, verdict, message: &str| {
        let claim = said(surface)?;
        Some(Check {
            kind: CheckKind::Growth,
            claim_id: claim.claim_id.clone(),
            against: vec![said(before)?.claim_id.clone()],
            stated: claim.value.to_f64(),
            implied,
            relative_error: (claim.value.to_f64() - implied).abs() / implied,
            verdict,
            message: message.to_owned(),
        })
    };
    let fits = "24.8% growth fits 298,000 cases in 2020 and 372,000 in 2021";
    let misses = "31.2% growth is stated for 2022, but 455,000 cases after 372,000 are 22.31% more";
    let checks = [
        growth("24.8%", "298,000", 24.83, Verdict::Consistent, fits),
        growth("31.2%", "372,000", 22.31, Verdict::Inconsistent, misses),
    ];
    checks.into_iter().flatten().collect()
}

/// What a run leaves aside.
pub fn rejects() -> Vec<Reject> {
    let reject = |source: &str, reason, detail: &str| Reject {
        source: source.to_owned(),
        stage: Stage::Ingest,
        reason,
        detail: detail.to_owned(),
    };
    vec![
        reject("photo.txt", RejectReason::Binary, "a PNG image under the name of a text"),
        reject("wire-2022.jsonl#9", RejectReason::BadRecord, "line 9: expected `,` or `}` at column 118"),
        reject("archive/2018.txt.gz", RejectReason::BadCompression, "the stream ends within a block"),
    ]
}
