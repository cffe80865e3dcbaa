//! The scales of a chart: where a day and a value stand between the first tick (0) and the last (1).

use crate::{number, period};
use tallysheet_model::{Date, Observation};

/// Values that differ by more than this factor are drawn on a logarithmic scale.
const LOG_FROM: f64 = 200.0;

/// A round number or date on a scale: where it stands, and what it is called.
pub(crate) type Tick = (f64, String);

/// Days, to the right.
pub(crate) struct TimeScale {
    /// Months since the year 0 at each tick; the first and the last bound the scale.
    months: Vec<i32>,
}

impl TimeScale {
    pub(crate) fn of(observations: &[&Observation]) -> Self {
        let ends = observations.iter().filter_map(|o| o.period_end);
        let dates = observations.iter().filter_map(|o| o.period_start).chain(ends);
        let first = dates.clone().min().unwrap_or(Date::ZERO);
        let last = dates.max().unwrap_or(Date::ZERO);
        let (first, last) = (months(first), months(last) + 1);
        let step = match last - first {
            ..=4 => 1,
            5..=14 => 3,
            15..=30 => 6,
            span => 12 * nice_years(span / 12),
        };
        let start = first.div_euclid(step) * step;
        let ticks = (last - start + step - 1) / step;
        Self { months: (0..=ticks.max(1)).map(|tick| start + tick * step).collect() }
    }

    /// Where the day begins, as [`day`] counts it.
    pub(crate) fn along(&self, day: i64) -> f64 {
        let (start, end) = (first_day(self.months[0]), first_day(self.months[self.months.len() - 1]));
        (day - start) as f64 / (end - start).max(1) as f64
    }

    /// The ticks; the last one ends the scale and has no name.
    pub(crate) fn ticks(&self) -> Vec<Tick> {
        let tick = |(at, &month): (usize, &i32)| {
            let last = at == self.months.len() - 1;
            let label = if last { String::new() } else { month_label(month, at == 0) };
            (self.along(first_day(month)), label)
        };
        self.months.iter().enumerate().map(tick).collect()
    }
}

/// The year at a turn of the year, the month elsewhere; the first tick has both.
fn month_label(month: i32, first: bool) -> String {
    let (year, name) = (month.div_euclid(12), period::MONTHS[month.rem_euclid(12) as usize]);
    match (month.rem_euclid(12), first) {
        (0, _) => year.to_string(),
        (_, true) => format!("{name} {year}"),
        _ => name.to_owned(),
    }
}

/// The years between ticks that give six ticks at most.
fn nice_years(years: i32) -> i32 {
    [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].into_iter().find(|step| years / step < 6).unwrap_or(5000)
}

fn months(date: Date) -> i32 {
    i32::from(date.year()) * 12 + i32::from(date.month()) - 1
}

/// The first day of a month, counted from the year 0. Ends with the calendar.
fn first_day(month: i32) -> i64 {
    let date = i16::try_from(month.div_euclid(12))
        .ok()
        .and_then(|year| Date::new(year, month.rem_euclid(12) as i8 + 1, 1).ok());
    day(date.unwrap_or(if month < 0 { Date::MIN } else { Date::MAX }))
}

/// The days since the first of January of the year 0.
pub(crate) fn day(date: Date) -> i64 {
    date.duration_since(Date::ZERO).as_hours() / 24
}

/// Values, upwards.
pub(crate) struct ValueScale {
    /// Round numbers; the first and the last bound the scale.
    ticks: Vec<f64>,
    pub(crate) logarithmic: bool,
}

impl ValueScale {
    pub(crate) fn of(observations: &[&Observation]) -> Self {
        let lows = observations.iter().flat_map(|o| [o.low, o.value]).map(|v| v.to_f64());
        let highs = observations.iter().flat_map(|o| [o.high, o.value]).map(|v| v.to_f64());
        let (low, high) = (lows.fold(f64::INFINITY, f64::min), highs.fold(f64::NEG_INFINITY, f64::max));
        let logarithmic = low > 0.0 && high / low >= LOG_FROM;
        let ticks = if logarithmic { decades(low, high) } else { even(low.min(0.0), high.max(0.0)) };
        Self { ticks, logarithmic }
    }

    /// Where the value stands.
    pub(crate) fn along(&self, value: f64) -> f64 {
        let bend = |value: f64| if self.logarithmic { value.log10() } else { value };
        let (low, high) = (bend(self.ticks[0]), bend(self.ticks[self.ticks.len() - 1]));
        (bend(value) - low) / (high - low)
    }

    pub(crate) fn ticks(&self) -> Vec<Tick> {
        self.ticks.iter().map(|&value| (self.along(value), number::short(value))).collect()
    }
}

/// Round numbers that enclose `low` and `high`, which enclose zero.
fn even(low: f64, high: f64) -> Vec<f64> {
    if low == high {
        return vec![0.0, 1.0];
    }
    let span = high - low;
    let magnitude = 10_f64.powf((span / 3.0).log10().floor());
    let step = [1.0, 2.0, 2.5, 5.0, 10.0]
        .map(|nice| nice * magnitude)
        .into_iter()
        .find(|step| span / step <= 4.0)
        .unwrap_or(10.0 * magnitude);
    let (first, last) = ((low / step).floor() as i64, (high / step).ceil() as i64);
    (first..=last.max(first + 1)).map(|tick| tick as f64 * step).collect()
}

/// Powers of ten that enclose `low` and `high`, which are positive and far apart; six at most.
fn decades(low: f64, high: f64) -> Vec<f64> {
    let (first, last) = (low.log10().floor() as i32, high.log10().ceil() as i32);
    let step = (last - first - 1).div_euclid(5) + 1;
    let ticks = (last - first + step - 1) / step;
    (0..=ticks).map(|tick| 10_f64.powi(first + tick * step)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;
    use tallysheet_model::Decimal;

    fn check_time(start: &str, end: &str, expected: &[&str]) {
        let observation = Observation {
            period_start: Some(start.parse().unwrap()),
            period_end: Some(end.parse().unwrap()),
            ..fixture::observation(2021, 1)
        };
        let scale = TimeScale::of(&[&observation]);
        let labels: Vec<_> = scale.ticks().into_iter().map(|(_, label)| label).collect();
        assert_eq!(labels, expected);
        let ends = [day(start.parse().unwrap()), day(end.parse().unwrap())].map(|day| scale.along(day));
        assert!(ends.iter().all(|end| (0.0..=1.0).contains(end)), "{ends:?}");
    }

    fn check_values(low: &str, high: &str, expected: &[&str]) {
        let [low, high]: [Decimal; 2] = [low, high].map(|value| value.parse().unwrap());
        let observation = Observation { value: low, low, high, ..fixture::observation(2021, 1) };
        let labels: Vec<_> = ValueScale::of(&[&observation]).ticks().into_iter().map(|(_, label)| label).collect();
        assert_eq!(labels, expected);
    }

    #[test]
    fn time_has_round_ticks() {
        check_time("2021-06-30", "2021-06-30", &["Jun 2021", ""]);
        check_time("2021-01-01", "2021-12-31", &["2021", "Apr", "Jul", "Oct", ""]);
        check_time("2021-06-30", "2023-01-18", &["2021", "Jul", "2022", "Jul", "2023", ""]);
        check_time("2019-01-01", "2022-12-31", &["2019", "2020", "2021", "2022", ""]);
        check_time("1999-05-01", "2021-12-31", &["1995", "2000", "2005", "2010", "2015", "2020", ""]);
    }

    #[test]
    fn values_have_round_ticks() {
        check_values("0", "0", &["0", "1"]);
        check_values("394000", "441000", &["0", "200k", "400k", "600k"]);
        check_values("-14.3", "28.5", &["-20", "0", "20", "40"]);
        check_values("500", "2000000", &["100", "1k", "10k", "100k", "1m", "10m"]);
        check_values("0.000001", "1000000", &["1e-6", "1e-3", "1", "1k", "1m"]);
    }
}
