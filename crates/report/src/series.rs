//! Which observations are drawn: one series per indicator, each of one unit and one scope.

use crate::{
    chart::{self, Chart},
    index::Index,
    number, period,
    summary::counted,
    wording,
};
use serde::Serialize;
use std::{cmp::Reverse, collections::BTreeMap};
use tallysheet_model::{Measure, Observation, Status};

/// The observations of one indicator that can be compared with each other.
pub(crate) struct Series<'a> {
    pub(crate) indicator: &'a str,
    pub(crate) unit: &'a str,
    /// By period end, then start.
    pub(crate) drawn: Vec<&'a Observation>,
    /// All level claims of the indicator, also of those that are not drawn.
    claims: u64,
    /// What is not drawn, in words.
    left_out: Vec<String>,
}

/// What narrows a series: its scope and its place.
type Slice<'a> = (Option<&'a str>, Option<&'a str>);

fn slice(observation: &Observation) -> Slice<'_> {
    (observation.scope.as_deref(), observation.place.as_deref())
}

#[derive(Serialize)]
pub(crate) struct View {
    cards: Vec<Card>,
    /// What is shown of how much, in words.
    note: String,
}

#[derive(Serialize)]
struct Card {
    group: String,
    title: String,
    unit: String,
    latest: String,
    latest_period: String,
    latest_disputed: bool,
    chart: Chart,
    rows: Vec<Row>,
    left_out: String,
}

/// One observation in numbers, for the table below the chart.
#[derive(Serialize)]
struct Row {
    period: String,
    kind: &'static str,
    value: String,
    /// Lowest and highest claim where they differ.
    range: String,
    claims: String,
    documents: String,
    status: &'static str,
    disputed: bool,
}

pub(crate) fn view(index: &Index<'_>) -> View {
    let series = main_series(index);
    let indicators = series.len();
    let cards: Vec<_> = series.iter().take(index.report.limits.charts).map(|series| card(index, series)).collect();
    let mut note = "Levels only: changes, shares and rates are in the claims below. ".to_owned();
    if indicators > cards.len() {
        note += &format!(
            "The {} with the most claims are drawn, {} are not.",
            counted(cards.len() as u64, "indicator"),
            indicators - cards.len()
        );
    }
    View { cards, note }
}

/// Every indicator that has a dated level, the one with the most claims first.
fn main_series<'a>(index: &Index<'a>) -> Vec<Series<'a>> {
    let mut levels: BTreeMap<&str, Vec<&Observation>> = BTreeMap::new();
    for observation in index.report.observations.iter().filter(|o| o.measure == Measure::Level) {
        levels.entry(&observation.indicator).or_default().push(observation);
    }
    let marks = index.report.limits.marks;
    let mut series: Vec<_> = levels
        .into_iter()
        .map(|(indicator, observations)| comparable(indicator, observations, marks))
        .filter(|series| !series.drawn.is_empty())
        .collect();
    series.sort_by_key(|series| (Reverse(series.claims), Reverse(series.drawn.len()), series.indicator));
    series
}

/// Narrows the observations of one indicator to those of its main unit, its main slice and a known period.
fn comparable<'a>(indicator: &'a str, observations: Vec<&'a Observation>, marks: usize) -> Series<'a> {
    let claims = observations.iter().map(|o| o.claims).sum();
    let mut left_out = Vec::new();
    let mut keep = |from: Vec<&'a Observation>, why: &str, wanted: &dyn Fn(&Observation) -> bool| {
        let (kept, rest): (Vec<_>, Vec<_>) = from.into_iter().partition(|o| wanted(o));
        if !rest.is_empty() {
            left_out.push(format!("{} {why}", rest.len()));
        }
        kept
    };
    let dated = keep(observations, "without a period", &|o| o.period_end.is_some());
    let unit = most_claimed(&dated, |o| o.unit.as_str()).unwrap_or_default();
    let of_unit = keep(dated, "in another unit", &|o| o.unit == unit);
    let whole = of_unit.iter().any(|o| slice(o) == (None, None));
    let main = if whole { (None, None) } else { most_claimed(&of_unit, |o| slice(o)).unwrap_or_default() };
    let mut drawn = keep(of_unit, "of another scope or place", &|o| slice(o) == main);
    drawn.sort_by_key(|o| (Reverse(o.claims), o.period_end, o.period_start, o.period_kind, o.value));
    if drawn.len() > marks {
        left_out.push(format!("{} with fewer claims", drawn.len() - marks));
        drawn.truncate(marks);
    }
    drawn.sort_by_key(|o| (o.period_end, o.period_start, o.period_kind, o.value));
    Series { indicator, unit, drawn, claims, left_out }
}

/// The key that most claims share; of equals the least.
fn most_claimed<'a, K: Ord>(observations: &[&'a Observation], key: impl Fn(&'a Observation) -> K) -> Option<K> {
    let mut claims: BTreeMap<K, u64> = BTreeMap::new();
    for &observation in observations {
        *claims.entry(key(observation)).or_default() += observation.claims;
    }
    claims.into_iter().min_by_key(|(_, claims)| Reverse(*claims)).map(|(key, _)| key)
}

fn card(index: &Index<'_>, series: &Series<'_>) -> Card {
    // A series is never empty; the last by period is the latest.
    let latest = series.drawn.last().expect("a series has an observation");
    let (scope, place) = slice(latest);
    Card {
        group: index.group(series.indicator).to_owned(),
        title: wording::subject(index, series.indicator, scope, place),
        unit: series.unit.replace('_', " "),
        latest: number::with_unit(&number::short(latest.value.to_f64()), series.unit),
        latest_period: period::name(latest.period_start, latest.period_end),
        latest_disputed: latest.status == Status::Disputed,
        chart: chart::draw(series),
        rows: series.drawn.iter().map(|observation| row(observation)).collect(),
        left_out: series.left_out.join(", "),
    }
}

fn row(observation: &Observation) -> Row {
    let (low, high) = (number::full(observation.low), number::full(observation.high));
    Row {
        period: period::name(observation.period_start, observation.period_end),
        kind: observation.period_kind.map(wording::period_kind).unwrap_or_default(),
        value: number::full(observation.value),
        range: if low == high { String::new() } else { format!("{low} – {high}") },
        claims: observation.claims.to_string(),
        documents: observation.documents.to_string(),
        status: observation.status.as_str(),
        disputed: observation.status == Status::Disputed,
    }
}

/// The chart of the first series, for the tests of the geometry.
#[cfg(test)]
pub(crate) fn first_chart(index: &Index<'_>) -> Chart {
    chart::draw(&main_series(index)[0])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Limits, Report, fixture};

    fn check(observations: &[Observation], marks: usize, expected: &[(&str, &[i64], &str)]) {
        let limits = Limits { marks, ..Limits::default() };
        let report = Report { observations, limits, ..Report::new("", "") };
        let series = main_series(&Index::new(&report));
        let told: Vec<_> = series
            .iter()
            .map(|s| {
                let values = s.drawn.iter().map(|o| o.value.to_f64() as i64).collect::<Vec<_>>();
                (s.indicator, values, s.left_out.join(", "))
            })
            .collect();
        let expected: Vec<_> =
            expected.iter().map(|&(id, values, out)| (id, values.to_vec(), out.to_owned())).collect();
        assert_eq!(told, expected);
    }

    #[test]
    fn indicators_with_more_claims_come_first() {
        let other = Observation { indicator: "arrests".into(), claims: 3, ..fixture::observation(2021, 7) };
        let observations = [fixture::observation(2022, 2), fixture::observation(2021, 1), other];
        check(&observations, 9, &[("arrests", &[7], ""), ("cases_solved", &[1, 2], "")]);
    }

    #[test]
    fn only_levels_of_one_unit_and_slice_with_a_period_are_drawn() {
        let base = || fixture::observation(2021, 1);
        let observations = [
            base(),
            Observation { measure: Measure::Change, ..base() },
            Observation { unit: "CNY".into(), ..base() },
            Observation { unit: "count".into(), claims: 2, value: 5.into(), ..base() },
            Observation { scope: Some("smuggling".into()), claims: 2, ..base() },
            Observation { place: Some("CN-SH".into()), ..base() },
            Observation { period_start: None, period_end: None, ..base() },
        ];
        let left_out = "1 without a period, 1 in another unit, 2 of another scope or place";
        check(&observations, 9, &[("cases_solved", &[1, 5], left_out)]);
    }

    #[test]
    fn a_narrow_series_is_drawn_where_there_is_no_whole() {
        let in_place = |place: &str, claims| Observation {
            place: Some(place.into()),
            claims,
            ..fixture::observation(2021, claims as i64)
        };
        check(
            &[in_place("CN-BJ", 1), in_place("CN-SH", 2)],
            9,
            &[("cases_solved", &[2], "1 of another scope or place")],
        );
    }

    #[test]
    fn the_best_supported_marks_are_kept() {
        let supported = Observation { claims: 9, ..fixture::observation(2019, 3) };
        let observations = [fixture::observation(2020, 1), fixture::observation(2021, 2), supported];
        check(&observations, 2, &[("cases_solved", &[3, 1], "1 with fewer claims")]);
    }
}
