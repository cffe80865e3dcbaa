//! `overlap`: two levels of one series whose periods share half their days or more, neither containing the other, and
//! that differ. Both may be right, so the verdict is always indicative: it says that they are not one observation.
//!
//! Each level is held against the later one that it shares most days with. A pair that differs a thousandfold is left to
//! `order`.

use rayon::prelude::*;
use tallysheet_model::{Check, CheckKind, Verdict};

use super::{Corpus, Level, Parts, is_jump, relative_error, row, wording};
use crate::period::Days;

/// A level with its days.
type Dated<'a> = (Days, &'a Level<'a>);

/// Finds the pairs.
pub fn check(corpus: &Corpus<'_>) -> Parts {
    let mut checks = Parts::new();
    for levels in corpus.series.values() {
        let mut dated: Vec<Dated<'_>> =
            levels.iter().filter(|level| level.adds_up()).filter_map(|level| Some((level.days?, level))).collect();
        dated.sort_by_key(|&(days, _)| days);
        let starts: Vec<&[Dated<'_>]> = dated.chunk_by(|(one, _), (next, _)| one.first == next.first).collect();
        let pairs = starts.par_iter().enumerate().flat_map_iter(|(at, same_start)| {
            let later = &starts[at + 1..];
            same_start.iter().enumerate().filter_map(move |(place, &(days, level))| {
                let other = nearest(days, level, &same_start[place + 1..], later)?;
                differ(level, other).then(|| found(level, other))
            })
        });
        checks.append(&mut pairs.collect_vec_list());
    }
    checks
}

/// The later level that shares most days with one, at least half of them; of equals the first. None of which one period
/// contains the other. `same_start` are those after it that begin on its first day, `later` the others by their first
/// days.
fn nearest<'a>(
    days: Days,
    level: &Level<'_>,
    same_start: &[Dated<'a>],
    later: &[&[Dated<'a>]],
) -> Option<&'a Level<'a>> {
    // Of two that begin on one day the shorter lies within the other, unless they are the same.
    let mut same = same_start.iter().take_while(|(of, _)| *of == days);
    if let Some(&(_, other)) = same.find(|(_, other)| level.may_meet(other)) {
        return Some(other);
    }
    let mut best: Option<(f64, &Level<'_>)> = None;
    for starting in later {
        // What begins here or later shares no more than this.
        let most = days.overlap(Days { first: starting[0].0.first, last: days.last });
        if most < 0.5 || best.is_some_and(|(shared, _)| shared >= most) {
            break;
        }
        // What ends no later lies within. Of the others the shortest shares most.
        let beyond = starting.partition_point(|(of, _)| of.last <= days.last);
        if let Some(&(of, other)) = starting[beyond..].iter().find(|(_, other)| level.may_meet(other)) {
            let shared = days.overlap(of);
            if shared >= 0.5 && best.is_none_or(|(most, _)| shared > most) {
                best = Some((shared, other));
            }
        }
    }
    best.map(|(_, other)| other)
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
    let (claim, against) = (later.observed.claim, level.observed.claim);
    row(CheckKind::Overlap, claim, &[against], (later.value(), level.value()), Verdict::Indicative, message)
}
