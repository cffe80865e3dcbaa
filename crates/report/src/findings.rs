//! What does not fit together: checks that failed and observations that are disputed, each with its sources.

use crate::{highlight, index::Index, number, period, summary::counted, wording};
use serde::Serialize;
use tallysheet_model::{Check, Claim, Observation, SmolStr, Status, Verdict};

#[derive(Serialize)]
pub(crate) struct View<'a> {
    disputes: Vec<Dispute<'a>>,
    checks: Vec<Finding<'a>>,
    /// What is shown of how much, in words; empty where all of it is.
    disputes_note: String,
    checks_note: String,
}

#[derive(Serialize)]
struct Dispute<'a> {
    subject: String,
    period: String,
    measure: String,
    range: String,
    sources: Sources<'a>,
}

#[derive(Serialize)]
struct Finding<'a> {
    kind: &'static str,
    meaning: &'static str,
    verdict: &'static str,
    inconsistent: bool,
    message: &'a str,
    stated: String,
    implied: String,
    error: String,
    sources: Sources<'a>,
}

/// The claims of a finding, side by side.
#[derive(Serialize)]
struct Sources<'a> {
    claims: Vec<Source<'a>>,
    /// Claims that the limit leaves out.
    left_out: usize,
}

#[derive(Serialize)]
struct Source<'a> {
    id: &'a str,
    /// What the claim is to the finding.
    role: &'static str,
    /// The claim, where the report has it.
    claim: Option<Quote<'a>>,
}

#[derive(Serialize)]
struct Quote<'a> {
    value: String,
    period: String,
    unit_class: &'static str,
    document: &'a str,
    published: String,
    lang: &'a str,
    /// The sentence: before the figure, the figure, after it.
    sentence: [&'a str; 3],
    linked: bool,
}

pub(crate) fn view<'a>(index: &Index<'a>) -> View<'a> {
    let (disputes, checks) = (disputes(index), checks(index));
    let totals = index.report.totals();
    let disputed = totals.disputed.max(disputes.len() as u64);
    let mut disputes_note = String::new();
    if disputed > disputes.len() as u64 {
        disputes_note = format!("{} of {disputed} are listed, those with the most claims.", disputes.len());
    }
    let mut checks_note = format!("{} held", counted(totals.consistent, "check"));
    let left_out = totals.checks.saturating_sub(totals.consistent + checks.len() as u64);
    if left_out > 0 {
        checks_note += &format!("; {left_out} more that did not hold are left out, those with the smallest error");
    }
    checks_note.push('.');
    if totals.checks == 0 {
        checks_note.clear();
    }
    View {
        disputes: disputes.into_iter().map(|observation| dispute(index, observation)).collect(),
        checks: checks.into_iter().map(|check| finding(index, check)).collect(),
        disputes_note,
        checks_note,
    }
}

/// The claims that the listed findings cite, in the order of the page.
pub(crate) fn cited_claims<'a>(index: &Index<'a>) -> Vec<&'a Claim> {
    let limit = index.report.limits.claims_per_finding;
    let of_disputes = disputes(index).into_iter().flat_map(|o| within_limit(by_value(index, &o.claim_ids), limit).0);
    let of_checks = checks(index).into_iter().flat_map(|check| {
        let against = within_limit(by_value(index, &check.against), limit).0;
        index.claim(&check.claim_id).into_iter().chain(against.into_iter().filter_map(|(_, claim)| claim))
    });
    of_disputes.filter_map(|(_, claim)| claim).chain(of_checks).collect()
}

/// The disputed observations that are listed: those with the most claims first.
fn disputes<'a>(index: &Index<'a>) -> Vec<&'a Observation> {
    let mut disputes: Vec<_> = index.report.observations.iter().filter(|o| o.status == Status::Disputed).collect();
    disputes.sort_by_key(|o| std::cmp::Reverse(o.claims));
    disputes.truncate(index.report.limits.findings);
    disputes
}

/// The checks that are listed: the inconsistent ones first, then the hints; the greatest error first.
fn checks<'a>(index: &Index<'a>) -> Vec<&'a Check> {
    let mut checks: Vec<_> = index.report.checks.iter().filter(|check| check.verdict != Verdict::Consistent).collect();
    checks.sort_by(|a, b| a.by_severity(b));
    checks.truncate(index.report.limits.findings);
    checks
}

fn dispute<'a>(index: &Index<'a>, observation: &'a Observation) -> Dispute<'a> {
    let of_unit = |value| number::with_unit(&number::full(value), &observation.unit);
    Dispute {
        subject: wording::subject(
            index,
            &observation.indicator,
            observation.scope.as_deref(),
            observation.place.as_deref(),
        ),
        period: period::name(observation.period_start, observation.period_end),
        measure: wording::measure(observation.measure, observation.basis, observation.per),
        range: format!("{} – {}", number::full(observation.low), of_unit(observation.high)),
        sources: sources(index, None, &observation.claim_ids),
    }
}

fn finding<'a>(index: &Index<'a>, check: &'a Check) -> Finding<'a> {
    // Of a change its level is tested, which has the unit of the levels.
    let compared = check.against.first().unwrap_or(&check.claim_id);
    let unit = index.claim(compared).map_or("count", |claim| claim.unit.as_str());
    let of_unit = |value| number::with_unit(&number::full_f64(value), unit);
    Finding {
        kind: check.kind.as_str(),
        meaning: check.kind.meaning(),
        verdict: check.verdict.as_str(),
        inconsistent: check.verdict == Verdict::Inconsistent,
        message: &check.message,
        stated: of_unit(check.stated),
        implied: of_unit(check.implied),
        error: number::with_unit(&number::short(check.relative_error * 100.0), "percent"),
        sources: sources(index, Some(&check.claim_id), &check.against),
    }
}

fn sources<'a>(index: &Index<'a>, tested: Option<&'a SmolStr>, ids: &'a [SmolStr]) -> Sources<'a> {
    let source = |role, (id, claim): (&'a str, Option<&'a Claim>)| Source {
        id,
        role,
        claim: claim.map(|claim| quote(index, claim)),
    };
    let (others, left_out) = within_limit(by_value(index, ids), index.report.limits.claims_per_finding);
    let role = if tested.is_some() { "against" } else { "" };
    let tested = tested.map(|id| source("under test", (id.as_str(), index.claim(id))));
    Sources {
        claims: tested.into_iter().chain(others.into_iter().map(|other| source(role, other))).collect(),
        left_out,
    }
}

fn quote<'a>(index: &Index<'a>, claim: &'a Claim) -> Quote<'a> {
    let document = index.document(claim);
    let name = document.map_or(claim.passage.doc_id.as_str(), |d| d.title.as_deref().unwrap_or(&d.source));
    let published = document.and_then(|document| {
        let parts = [document.publisher.clone(), document.published.map(period::day)];
        let parts: Vec<_> = parts.into_iter().flatten().collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    });
    Quote {
        value: wording::value(claim),
        period: period::name(claim.period_start, claim.period_end),
        unit_class: wording::unit_class(&claim.unit),
        document: name,
        published: published.unwrap_or_default(),
        lang: claim.passage.lang.as_str(),
        sentence: highlight::in_sentence(claim, document),
        linked: index.is_linked(claim),
    }
}

/// The claims of these ids, the lowest value first; those that the report lacks come last.
fn by_value<'a>(index: &Index<'a>, ids: &'a [SmolStr]) -> Vec<(&'a str, Option<&'a Claim>)> {
    let mut claims: Vec<_> = ids.iter().map(|id| (id.as_str(), index.claim(id))).collect();
    claims.sort_by_key(|(id, claim)| (claim.is_none(), claim.map(|claim| claim.value), *id));
    claims
}

/// The first and the last items up to the limit, and how many between them are left out.
fn within_limit<T>(mut items: Vec<T>, limit: usize) -> (Vec<T>, usize) {
    let left_out = items.len().saturating_sub(limit);
    let head = limit.div_ceil(2);
    if left_out > 0 {
        items.drain(head..head + left_out);
    }
    (items, left_out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Report, fixture};
    use tallysheet_model::CheckKind;

    #[test]
    fn a_dispute_lists_its_claims_by_value() {
        let text = "Police closed 441,000 cases. Others say 394,000 cases.";
        let document = fixture::document("d1", text);
        let high = fixture::claim("d1", text, "441,000");
        let mut low = fixture::claim("d1", text, "394,000");
        low.value = 394_000.into();
        let mut dispute = fixture::disputed(&[&high, &low]);
        dispute.claim_ids.push("gone".into());
        let observations = [dispute];
        let report = Report {
            documents: vec![&document],
            claims: vec![&high, &low],
            observations: &observations,
            ..Report::new("", "")
        };
        let view = view(&Index::new(&report));
        assert_eq!(view.disputes[0].range, "394,000 – 441,000");
        let quotes: Vec<_> =
            view.disputes[0].sources.claims.iter().map(|s| s.claim.as_ref().map(|c| c.sentence[1])).collect();
        assert_eq!(quotes, [Some("394,000"), Some("441,000"), None]);
    }

    #[test]
    fn inconsistent_checks_come_first_and_consistent_ones_are_counted() {
        let check = |verdict, relative_error| Check {
            kind: CheckKind::Growth,
            claim_id: "c".into(),
            against: vec!["d".into()],
            stated: 28.5,
            implied: 20.0,
            relative_error,
            verdict,
            message: String::new(),
        };
        let checks = [
            check(Verdict::Consistent, 0.0),
            check(Verdict::Indicative, 0.9),
            check(Verdict::Inconsistent, 0.1),
            check(Verdict::Inconsistent, 0.425),
        ];
        let report = Report { checks: &checks, ..Report::new("", "") };
        let view = view(&Index::new(&report));
        let errors: Vec<_> = view.checks.iter().map(|finding| finding.error.as_str()).collect();
        assert_eq!(errors, ["42.5%", "10%", "90%"]);
        assert_eq!(view.checks_note, "1 check held.");
    }

    #[test]
    fn the_middle_is_left_out() {
        assert_eq!(within_limit(vec![1, 2, 3, 4, 5], 3), (vec![1, 2, 5], 2));
        assert_eq!(within_limit(vec![1, 2], 3), (vec![1, 2], 0));
        assert_eq!(within_limit(vec![1, 2], 0), (vec![], 2));
    }
}
