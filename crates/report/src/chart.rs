//! The geometry of a chart: time to the right, value upwards. The template draws it.

use crate::{
    number, period,
    scale::{self, TimeScale, ValueScale},
    series::Series,
    wording,
};
use serde::Serialize;
use tallysheet_model::{Date, Observation, PeriodKind, Status};

const WIDTH: f64 = 360.0;
const HEIGHT: f64 = 190.0;
const LEFT: f64 = 44.0;
const RIGHT: f64 = 348.0;
const TOP: f64 = 22.0;
const BOTTOM: f64 = 164.0;
/// The least length of a bar, so that a day can be seen.
const SHORTEST_BAR: f64 = 6.0;
/// The width of a digit in a label, at the most: there is no font to measure.
const DIGIT: f64 = 7.2;

/// Everything the template needs, in units of the view box.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct Chart {
    width: f64,
    height: f64,
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
    logarithmic: bool,
    values: Vec<Tick>,
    times: Vec<Tick>,
    marks: Vec<Mark>,
}

#[derive(Debug, PartialEq, Serialize)]
struct Tick {
    at: String,
    label: String,
}

#[derive(Debug, PartialEq, Serialize)]
struct Mark {
    /// `bar`, `ring` or `diamond`.
    shape: &'static str,
    disputed: bool,
    /// The ends of a bar.
    from: String,
    to: String,
    /// The middle of the mark.
    x: String,
    y: String,
    /// Top and bottom of the whisker where the claims differ.
    whisker: Option<[String; 2]>,
    title: String,
    label: Option<Label>,
}

#[derive(Debug, PartialEq, Serialize)]
struct Label {
    x: String,
    y: String,
    text: String,
}

pub(crate) fn draw(series: &Series<'_>) -> Chart {
    let time = TimeScale::of(&series.drawn);
    let value = ValueScale::of(&series.drawn);
    let mut marks: Vec<Mark> = Vec::new();
    let mut places = Vec::new();
    for observation in &series.drawn {
        let place = Place::of(observation, &time, &value);
        marks.push(mark(observation, &place, &value));
        places.push(place);
    }
    label(series, &mut marks, &places);
    Chart {
        width: WIDTH,
        height: HEIGHT,
        left: LEFT,
        right: RIGHT,
        top: TOP,
        bottom: BOTTOM,
        logarithmic: value.logarithmic,
        values: value.ticks().into_iter().map(|(along, label)| Tick { at: px(y(along)), label }).collect(),
        times: time.ticks().into_iter().map(|(along, label)| Tick { at: px(x(along)), label }).collect(),
        marks,
    }
}

fn x(along: f64) -> f64 {
    LEFT + (RIGHT - LEFT) * along
}

fn y(along: f64) -> f64 {
    BOTTOM - (BOTTOM - TOP) * along
}

/// Where the mark of an observation stands.
struct Place {
    from: f64,
    to: f64,
    y: f64,
}

impl Place {
    fn of(observation: &Observation, time: &TimeScale, value: &ValueScale) -> Self {
        let end = observation.period_end.unwrap_or(Date::MIN);
        let to = x(time.along(scale::day(end) + 1));
        let from = match (observation.period_start, shape(observation)) {
            (Some(start), "bar") => x(time.along(scale::day(start))),
            _ => to,
        };
        let missing = (SHORTEST_BAR - (to - from)).max(0.0) / 2.0;
        let widened = if shape(observation) == "bar" { missing } else { 0.0 };
        Self { from: from - widened, to: to + widened, y: y(value.along(observation.value.to_f64())) }
    }

    fn middle(&self) -> f64 {
        f64::midpoint(self.from, self.to)
    }
}

fn shape(observation: &Observation) -> &'static str {
    match (observation.period_kind, observation.period_start) {
        (Some(PeriodKind::Instant), _) => "diamond",
        (_, None) => "ring",
        _ => "bar",
    }
}

fn mark(observation: &Observation, place: &Place, value: &ValueScale) -> Mark {
    let (low, high) = (observation.low.to_f64(), observation.high.to_f64());
    Mark {
        shape: shape(observation),
        disputed: observation.status == Status::Disputed,
        from: px(place.from),
        to: px(place.to),
        x: px(place.middle()),
        y: px(place.y),
        whisker: (low < high).then(|| [high, low].map(|end| px(y(value.along(end))))),
        title: title(observation),
        label: None,
    }
}

fn title(observation: &Observation) -> String {
    let of_unit = |number| number::with_unit(&number::full(number), &observation.unit);
    let kind = observation.period_kind.map(|kind| format!(" ({})", wording::period_kind(kind))).unwrap_or_default();
    let mut title = format!(
        "{}: {}{kind}",
        period::name(observation.period_start, observation.period_end),
        of_unit(observation.value)
    );
    if observation.low < observation.high {
        title += &format!("; claimed from {} to {}", of_unit(observation.low), of_unit(observation.high));
    }
    let plural = if observation.claims == 1 { "" } else { "s" };
    title + &format!("; {} claim{plural}, {}", observation.claims, observation.status)
}

/// Puts a number at every mark that has room for one, the best supported first.
fn label(series: &Series<'_>, marks: &mut [Mark], places: &[Place]) {
    let mut order: Vec<usize> = (0..marks.len()).collect();
    order.sort_by_key(|&at| (std::cmp::Reverse(series.drawn[at].claims), at));
    let mut taken: Vec<Room> = places.iter().map(Room::of_mark).collect();
    for at in order {
        let text = number::short(series.drawn[at].value.to_f64());
        let found = [places[at].y - 9.0, places[at].y + 18.0]
            .map(|baseline| Room::of_text(places[at].middle(), baseline, &text))
            .into_iter()
            .find(|room| room.fits() && !taken.iter().any(|other| room.overlaps(other)));
        if let Some(room) = found {
            marks[at].label = Some(Label { x: px(room.middle()), y: px(room.bottom - 1.0), text });
            taken.push(room);
        }
    }
}

/// A part of the chart that something stands in.
struct Room {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

impl Room {
    fn of_mark(place: &Place) -> Self {
        Self { left: place.from, right: place.to, top: place.y - 5.0, bottom: place.y + 5.0 }
    }

    /// The room for a text around `middle`, moved to stay within the chart.
    fn of_text(middle: f64, baseline: f64, text: &str) -> Self {
        let half = text.chars().count() as f64 * DIGIT / 2.0;
        let middle = middle.clamp(LEFT + half, (WIDTH - half).max(LEFT + half));
        Self { left: middle - half, right: middle + half, top: baseline - 10.0, bottom: baseline + 1.0 }
    }

    fn middle(&self) -> f64 {
        f64::midpoint(self.left, self.right)
    }

    fn fits(&self) -> bool {
        self.top >= 0.0 && self.bottom <= BOTTOM
    }

    fn overlaps(&self, other: &Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }
}

/// A coordinate for SVG, to a tenth.
fn px(coordinate: f64) -> String {
    format!("{coordinate:.1}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Report, fixture, index::Index};

    fn chart_of(observations: Vec<Observation>) -> Chart {
        let report = Report { observations: &observations, ..Report::new("", "") };
        crate::series::first_chart(&Index::new(&report))
    }

    fn labels(ticks: &[Tick]) -> Vec<&str> {
        ticks.iter().map(|tick| tick.label.as_str()).collect()
    }

    #[test]
    fn a_bar_spans_its_period() {
        let chart = chart_of(vec![fixture::observation(2020, 300_000), fixture::observation(2022, 441_000)]);
        assert_eq!(labels(&chart.times), ["2020", "2021", "2022", ""]);
        assert_eq!(labels(&chart.values), ["0", "200k", "400k", "600k"]);
        let [first, last] = [&chart.marks[0], &chart.marks[1]];
        assert_eq!((first.from.as_str(), &first.to), ("44.0", &chart.times[1].at));
        assert_eq!((&last.from, last.to.as_str()), (&chart.times[2].at, "348.0"));
        assert_eq!(last.label.as_ref().map(|label| label.text.as_str()), Some("441k"));
        assert_eq!(last.title, "2022: 441,000 (within the period); 1 claim, single");
    }

    #[test]
    fn totals_and_states_are_points() {
        let total = Observation {
            period_start: None,
            period_kind: Some(PeriodKind::Cumulative),
            ..fixture::observation(2021, 5)
        };
        let state = Observation { period_kind: Some(PeriodKind::Instant), ..fixture::observation(2022, 5) };
        let marks = chart_of(vec![total, state]).marks;
        assert_eq!([marks[0].shape, marks[1].shape], ["ring", "diamond"]);
        assert_eq!(marks[0].from, marks[0].to);
    }

    #[test]
    fn a_dispute_has_a_whisker() {
        let disputed = Observation {
            low: 394_000.into(),
            claims: 2,
            status: Status::Disputed,
            ..fixture::observation(2021, 441_000)
        };
        let mark = &chart_of(vec![disputed]).marks[0];
        let [top, bottom] = mark.whisker.as_ref().unwrap();
        assert_eq!(top, &mark.y);
        assert!(bottom.parse::<f64>().unwrap() > top.parse::<f64>().unwrap());
        assert!(mark.title.contains("claimed from 394,000 to 441,000; 2 claims, disputed"), "{}", mark.title);
    }

    #[test]
    fn labels_do_not_cover_each_other() {
        let days = (1..=28).map(|day| Observation {
            period_start: Date::new(2021, 2, day).ok(),
            period_end: Date::new(2021, 2, day).ok(),
            ..fixture::observation(2021, 100_000)
        });
        let chart = chart_of(days.collect());
        let shown = chart.marks.iter().filter(|mark| mark.label.is_some()).count();
        assert!((2..=20).contains(&shown), "{shown}");
    }

    #[test]
    fn the_ends_of_the_calendar_and_of_the_numbers_are_drawn() {
        let most = tallysheet_model::Decimal::from_units(10_i128.pow(38) - 1).unwrap();
        for value in [most, -most, 0.into(), tallysheet_model::Decimal::from_units(1).unwrap()] {
            let observation = Observation {
                period_start: Some(Date::MIN),
                period_end: Some(Date::MAX),
                value,
                low: value,
                high: value,
                ..fixture::observation(2021, 0)
            };
            let chart = chart_of(vec![observation, fixture::observation(2021, 1)]);
            let drawn = chart.marks.iter().flat_map(|mark| [&mark.x, &mark.y]);
            let within = |text: &String| text.parse::<f64>().is_ok_and(|at| (0.0..=WIDTH).contains(&at));
            assert!(drawn.clone().all(within), "{value}: {:?}", drawn.collect::<Vec<_>>());
        }
    }
}
