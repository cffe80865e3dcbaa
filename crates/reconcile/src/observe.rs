//! One observation of all the claims that meet.

use std::cmp::Reverse;

use tallysheet_model::{Observation, SmolStr, Status};

use crate::{
    ReconcileConfig,
    agreement::Agreement,
    figure::{Figure, Interval},
    meeting::Meeting,
    statement::{Key, Statement},
};

/// What the claims of one meeting say together.
#[derive(Clone, Debug)]
pub struct Observed<'a> {
    pub key: &'a Key,
    pub statements: Vec<&'a Statement>,
    /// The figure to show.
    pub shown: Figure,
    /// The first claim that states it.
    pub claim: &'a SmolStr,
    /// The numbers that the claims leave room for.
    pub interval: Interval,
    pub status: Status,
    documents: usize,
}

impl<'a> Observed<'a> {
    /// Weighs the claims of a meeting.
    pub fn of(meeting: Meeting<'a>, cfg: &ReconcileConfig) -> Self {
        let Meeting { key, statements } = meeting;
        let mut documents: Vec<u32> = statements.iter().map(|statement| statement.document).collect();
        documents.sort_unstable();
        documents.dedup();
        let documents = documents.len();
        let Weighed { shown, interval, is_disputed } = Weighed::of(&statements, documents, cfg);
        let status = if is_disputed {
            Status::Disputed
        } else if documents > 1 {
            Status::Agreed
        } else {
            Status::Single
        };
        let stating = statements.iter().find(|statement| statement.figure == shown);
        let claim = &stating.expect("the figure shown is claimed").claim_id;
        Self { key, statements, shown, claim, interval, status, documents }
    }

    /// The row of the table.
    pub fn observation(&self) -> Observation {
        let key = self.key.clone();
        let figures = || self.statements.iter().map(|statement| statement.figure);
        Observation {
            indicator: key.indicator,
            scope: key.scope,
            unit: key.unit,
            measure: key.measure,
            basis: key.basis,
            per: key.per,
            place: key.place,
            period_start: key.period_start,
            period_end: key.period_end,
            period_kind: Some(key.period_kind),
            value: self.shown.value,
            low: figures().map(Figure::low).min().expect("claims meet"),
            high: figures().map(Figure::high).max().expect("claims meet"),
            claims: self.statements.len() as u64,
            documents: self.documents as u64,
            claim_ids: self.statements.iter().map(|statement| statement.claim_id.clone()).collect(),
            status: self.status,
        }
    }
}

/// What the figures of one meeting come to.
struct Weighed {
    shown: Figure,
    interval: Interval,
    is_disputed: bool,
}

impl Weighed {
    /// `documents` are those of the meeting.
    fn of(statements: &[&Statement], documents: usize, cfg: &ReconcileConfig) -> Self {
        let shown = statements[0].figure;
        // Most meetings tell one figure, which needs no weighing.
        if statements.iter().all(|statement| statement.figure == shown) {
            return Self { shown, interval: shown.interval(cfg), is_disputed: false };
        }
        let agreement = Agreement::of(statements, cfg);
        let interval = agreement.told.iter().map(|told| told.figure.interval(cfg)).reduce(Interval::hull);
        let interval = interval.expect("claims meet");
        Self { shown: best(&agreement, documents), interval, is_disputed: agreement.is_disputed() }
    }
}

/// The figure to show. A figure's group is every figure that agrees with it.
///
/// 1. The group with the most documents wins, then with the most claims, then around the most precise figure.
/// 2. Within it the most precise figure wins: exact before bounds, then by significant digits.
/// 3. Ties go to the figure with the most documents, then the most claims, then to the lowest.
///
/// `documents` are those of the meeting.
fn best(agreement: &Agreement, documents: usize) -> Figure {
    let told = &agreement.told;
    // Where no document states two figures, what a group weighs is exact; else it is the most that there can be.
    let once = told.iter().map(|told| told.documents.len()).sum::<usize>() == documents;
    let mut centres: Vec<_> = told.iter().map(|centre| (agreement.weight(centre), centre)).collect();
    centres.sort_by_key(|&(weight, _)| Reverse(weight));
    let mut best: Option<((usize, usize, _, _), _)> = None;
    for (weight, centre) in centres {
        if best.is_some_and(|((documents, ..), _)| weight.documents < documents) {
            break;
        }
        let documents = if once { weight.documents } else { agreement.documents(centre) };
        let size = (documents, weight.claims, centre.figure.precision(), Reverse(centre.figure));
        if best.is_none_or(|(most, _)| size > most) {
            best = Some((size, centre));
        }
    }
    let (_, centre) = best.expect("claims meet");
    let group = agreement.group(centre);
    let shown =
        group.max_by_key(|told| (told.figure.precision(), (told.documents.len(), told.claims), Reverse(told.figure)));
    shown.expect("a figure agrees with itself").figure
}

#[cfg(test)]
mod tests {
    use tallysheet_model::{Bound, Decimal, Measure, PeriodKind};

    use super::*;
    use crate::statement::Key;

    fn key() -> Key {
        Key {
            indicator: "ferry_trips".into(),
            scope: None,
            unit: "count".into(),
            measure: Measure::Level,
            basis: None,
            per: None,
            place: None,
            period_start: None,
            period_end: None,
            period_kind: PeriodKind::Cumulative,
            realm: None,
        }
    }

    /// Observes `document: figure` pairs, a figure as `441000`, `>320000` or `~370000`.
    fn observed(claims: &[(&str, &str)]) -> Observation {
        let key = key();
        let statements: Vec<Statement> = claims
            .iter()
            .enumerate()
            .map(|(number, (document, text))| {
                let (bound, digits) = match text.as_bytes()[0] {
                    b'>' => (Bound::MoreThan, &text[1..]),
                    b'~' => (Bound::About, &text[1..]),
                    _ => (Bound::Exact, *text),
                };
                let figure = Figure { value: digits.parse().unwrap(), high: None, bound };
                Statement {
                    claim_id: format!("c{number}").into(),
                    document: document.as_bytes()[0].into(),
                    copied: false,
                    credited: false,
                    published: None,
                    start: 0,
                    figure,
                }
            })
            .collect();
        let meeting = Meeting { key: &key, statements: statements.iter().collect() };
        Observed::of(meeting, &ReconcileConfig::default()).observation()
    }

    fn check(claims: &[(&str, &str)], value: &str, status: Status) {
        let observation = observed(claims);
        assert_eq!((observation.value.to_string().as_str(), observation.status), (value, status), "{claims:?}");
    }

    #[test]
    fn one_document_is_single_unless_it_contradicts_itself() {
        check(&[("a", "441000")], "441000", Status::Single);
        check(&[("a", "441000"), ("a", "441000")], "441000", Status::Single);
        check(&[("a", "441000"), ("a", "394000")], "394000", Status::Disputed);
    }

    #[test]
    fn two_documents_agree_or_dispute() {
        check(&[("a", ">320000000000"), ("b", "329100000000")], "329100000000", Status::Agreed);
        check(&[("a", "441000"), ("b", "394000"), ("c", "441000")], "441000", Status::Disputed);
    }

    #[test]
    fn the_most_documents_win_before_the_most_claims() {
        check(&[("a", "394000"), ("a", "394000"), ("b", "441000"), ("c", "441000")], "441000", Status::Disputed);
        check(&[("a", "394000"), ("a", "394000"), ("b", "441000")], "394000", Status::Disputed);
    }

    #[test]
    fn the_most_precise_figure_is_shown() {
        check(&[("a", "441000"), ("b", "441387"), ("c", "441000")], "441387", Status::Agreed);
        check(&[("a", "~370000"), ("b", "~370000"), ("c", "372000")], "372000", Status::Agreed);
    }

    #[test]
    fn the_extremes_and_the_sources_are_kept() {
        let observation = observed(&[("a", "441000"), ("a", "394000"), ("b", "441000")]);
        assert_eq!((observation.low, observation.high), (Decimal::from(394_000), Decimal::from(441_000)));
        assert_eq!((observation.claims, observation.documents), (3, 2));
        assert_eq!(observation.claim_ids, ["c0", "c1", "c2"]);
    }
}
