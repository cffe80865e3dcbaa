//! What was read from one figure, in words.

use tallysheet_model::{Claim, Exclusion, Mention, MentionKind, PeriodKind, SmolStr, Timex, TimexRole};

use crate::terminal::{self, grouped, measure, plain, quantity};

/// The lines under one figure.
#[derive(Debug, PartialEq, Eq)]
pub struct Card {
    /// Bound, value and unit: `more than 441,000 count`.
    pub quantity: String,
    /// What it measures: `cases_solved`, or that it is no indicator of the catalog.
    pub indicator: Result<String, &'static str>,
    /// Measure and period.
    pub reading: Vec<String>,
    /// What else the text says of it.
    pub context: Vec<String>,
    /// The cues that decided, and how sure the reading is.
    pub reasons: Vec<String>,
}

/// The card of a claim.
pub fn card(claim: &Claim) -> Card {
    let scope = claim.scope.as_ref().map(|scope| format!(" ({scope})")).unwrap_or_default();
    let indicator = claim.indicator.as_ref().map(|id| format!("{id}{scope}")).ok_or("no indicator");
    let quoted = |label: &str, text: Option<&SmolStr>| text.map(|t| format!("{label} “{}”", plain(t)));
    let context = [
        quoted("counted", claim.counted.as_ref()),
        quoted("programme", claim.programme.as_deref()),
        claim.place.as_ref().map(|place| format!("place {place}")),
        quoted("said by", claim.passage.attribution.as_ref()),
    ];
    let mut reasons = Vec::new();
    if !claim.evidence.is_empty() {
        reasons.push(format!("because {}", plain(&claim.evidence.lines().collect::<Vec<_>>().join(", "))));
    }
    reasons.push(format!("confidence {:.2}", claim.confidence));
    Card {
        quantity: quantity(claim),
        indicator,
        reading: vec![measure(claim), period(claim)],
        context: context.into_iter().flatten().collect(),
        reasons,
    }
}

fn period(claim: &Claim) -> String {
    let dates = terminal::period(claim.period_start, claim.period_end);
    let kind = match claim.period_kind {
        Some(kind @ (PeriodKind::Cumulative | PeriodKind::Instant)) => format!(", {kind}"),
        _ => String::new(),
    };
    let said = claim.period_text.as_ref().map(|text| format!(" “{}”", plain(text))).unwrap_or_default();
    format!("{dates}{kind}{said}")
}

/// What a mention that is no claim was read as; `None` for a cue, which its claim names.
pub fn note(mention: &Mention) -> Option<String> {
    match &mention.kind {
        MentionKind::Quantity(quantity) => {
            let value = format!("{} {}", grouped(quantity.value), quantity.unit);
            let why = quantity.exclusion.map_or("not claimed", exclusion);
            Some(format!("{value}: {why}"))
        }
        MentionKind::Timex(timex) => Some(format!("time: {}", role(timex))),
        MentionKind::Cue(_) => None,
    }
}

fn exclusion(exclusion: Exclusion) -> &'static str {
    match exclusion {
        Exclusion::SmallWord => "a small number in words",
        Exclusion::Name => "part of a name or code",
        Exclusion::Marker => "a list marker",
        Exclusion::Year => "a calendar year",
        Exclusion::Vague => "a magnitude without a number",
        Exclusion::SetPhrase => "part of a set phrase",
        Exclusion::Damaged => "damaged digits",
        Exclusion::Threshold => "a threshold",
        Exclusion::Ordinal => "a place in an order",
        Exclusion::Fraction => "a part without a unit",
        Exclusion::Date => "part of a date or time",
    }
}

fn role(timex: &Timex) -> &'static str {
    match timex.role {
        _ if timex.dateline => "the dateline",
        TimexRole::During => "happened within it",
        TimexRole::Since => "a total since then",
        TimexRole::Until => "a total up to then",
        TimexRole::At => "a state at that time",
        TimexRole::Against => "what a change is measured against",
        TimexRole::Unknown => "no period can be told",
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use tallysheet_model::{Basis, Bound, Lang, Measure, Passage, Span};

    use super::*;

    fn claim() -> Claim {
        Claim {
            claim_id: "c".into(),
            passage: Arc::new(Passage { doc_id: "d".into(), lang: Lang::En, sentence: "".into(), attribution: None }),
            span: Span::new(0, 0),
            char_start: 0,
            char_end: 0,
            surface: SmolStr::default(),
            value: 441_000.into(),
            high: None,
            bound: Bound::MoreThan,
            unit: "count".into(),
            measure: Measure::Level,
            basis: None,
            per: None,
            indicator: Some("cases_solved".into()),
            counted: Some("fraud cases".into()),
            period_start: "2021-01-01".parse().ok(),
            period_end: "2021-12-31".parse().ok(),
            period_kind: Some(PeriodKind::During),
            period_text: Some(Arc::new("last year".into())),
            place: None,
            programme: None,
            scope: None,
            confidence: 0.934,
            evidence: ["cracked (verb)", "case (noun)"].into_iter().collect(),
        }
    }

    #[test]
    fn a_claim_is_told_in_words() {
        let card = card(&claim());
        assert_eq!(card.quantity, "more than 441,000 count");
        assert_eq!(card.indicator, Ok("cases_solved".to_owned()));
        assert_eq!(card.reading, ["level", "2021-01-01 to 2021-12-31 “last year”"]);
        assert_eq!(card.context, ["counted “fraud cases”"]);
        assert_eq!(card.reasons, ["because cracked (verb), case (noun)", "confidence 0.93"]);
    }

    #[test]
    fn ranges_changes_and_totals_are_told() {
        let range = Claim { bound: Bound::Range, high: Some(500_000.into()), ..claim() };
        assert_eq!(quantity(&range), "441,000 to 500,000 count");
        let change = Claim { measure: Measure::Change, basis: Some(Basis::YearOnYear), ..claim() };
        assert_eq!(measure(&change), "change, yoy");
        let total =
            Claim { period_start: None, period_kind: Some(PeriodKind::Cumulative), period_text: None, ..claim() };
        assert_eq!(period(&total), "up to 2021-12-31, cumulative");
    }
}
