//! `overlap`: two levels of one series whose periods share half their days or more, neither containing the other, and
//! that differ. Both may be right, so the verdict is always indicative: it says that they are not one observation.
//!
//! Each level is held against the later one that it shares most days with. A pair that differs a thousandfold is left to
//! `order`.

use tallysheet_model::{Check, CheckKind, Verdict};

use super::{AllSeries, Level, is_jump, relative_error, row, wording};

/// Finds the pairs.
pub fn check(series: &AllSeries<'_>) -> Vec<Check> {
    let mut checks = Vec::new();
    for levels in series.values() {
        let mut levels: Vec<&Level<'_>> =
            levels.iter().filter(|level| level.adds_up() && level.days.is_some()).collect();
        levels.sort_by_key(|level| level.days);
        for (at, level) in levels.iter().enumerate() {
            let days = level.days.expect("levels without days are left out");
            // What begins later than halfway shares less than half.
            let is_early =
                |other: &Level<'_>| other.days.is_some_and(|of| 2 * (days.last - of.first + 1) >= days.count());
            let later = levels[at + 1..].iter().take_while(|other| is_early(other));
            let near = later.filter_map(|other| Some((overlap(level, other)?, *other)));
            let nearest = near.reduce(|best, next| if next.0 > best.0 { next } else { best });
            checks.extend(nearest.filter(|(_, other)| differ(level, other)).map(|(_, other)| found(level, other)));
        }
    }
    checks
}

/// How much of their days two levels share; `None` for less than half, or where one period contains the other.
fn overlap(level: &Level<'_>, later: &Level<'_>) -> Option<f64> {
    let (days, of_later) = (level.days?, later.days?);
    let within = days != of_later && (days.contains(of_later) || of_later.contains(days));
    let shared = days.overlap(of_later);
    (shared >= 0.5 && !within && level.may_meet(later)).then_some(shared)
}

fn differ(level: &Level<'_>, later: &Level<'_>) -> bool {
    !level.observed.interval.meets(later.observed.interval) && !is_jump(level.value(), later.value())
}

fn found(level: &Level<'_>, later: &Level<'_>) -> Check {
    let message = format!(
        "{}: {} and {} differ by {} in periods that overlap",
        wording::subject(level.observed.key),
        wording::amount(level.observed),
        wording::amount(later.observed),
        wording::percent(relative_error(later.value(), level.value())),
    );
    let (claim, against) = (later.observed.claim(), level.observed.claim());
    row(CheckKind::Overlap, claim, &[against], (later.value(), level.value()), Verdict::Indicative, message)
}
