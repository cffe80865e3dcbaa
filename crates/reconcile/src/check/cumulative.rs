//! `cumulative`: a total that shrinks. What a longer period counted cannot be less than what a part of it did, and a
//! total since a day does not fall as time goes on.
//!
//! Each period is held against the shortest one that contains it, with a verdict. Totals that are counted from no day
//! that is told are held each against the one before; they may be counted from different days, so that one which
//! shrinks is no more than indicative.

use std::collections::BTreeMap;

use rayon::prelude::*;
use tallysheet_model::{Check, CheckKind, Verdict};

use super::{Corpus, Level, Parts, row, wording};

/// Tests every level that has a longer period, or an earlier end, to be held against.
pub fn check(corpus: &Corpus<'_>) -> Parts {
    let mut checks = Parts::new();
    for levels in corpus.series.values() {
        let mut summed: Vec<&Level<'_>> = levels.iter().filter(|level| level.adds_up()).collect();
        let by_length = ByLength::of(&summed);
        let container = |part: &&Level<'_>| by_length.container(part).map(|whole| nested(whole, part));
        checks.append(&mut summed.par_iter().filter_map(container).collect_vec_list());
        summed.retain(|level| is_open_total(level));
        summed.sort_by_key(|level| level.period.end);
        let later = summed.windows(2).filter(|pair| pair[0].may_meet(pair[1]) && pair[0].period != pair[1].period);
        checks.push_back(later.map(|pair| running(pair[1], pair[0])).collect());
    }
    checks
}

/// The levels of a series by the number of their days, those of one number by their first day.
struct ByLength<'a>(BTreeMap<i64, Vec<(i64, usize, &'a Level<'a>)>>);

impl<'a> ByLength<'a> {
    fn of(levels: &[&'a Level<'a>]) -> Self {
        let mut by_length = BTreeMap::<_, Vec<_>>::new();
        for (at, &level) in levels.iter().enumerate() {
            if let Some(days) = level.days {
                by_length.entry(days.count()).or_default().push((days.first, at, level));
            }
        }
        by_length.values_mut().for_each(|same| same.sort_unstable_by_key(|&(first, at, _)| (first, at)));
        Self(by_length)
    }

    /// The shortest period that contains that of the level and is not the same; of equally short ones the first.
    fn container(&self, part: &Level<'_>) -> Option<&'a Level<'a>> {
        let days = part.days?;
        self.0.range(days.count() + 1..).find_map(|(length, same)| {
            let start = same.partition_point(|&(first, ..)| first + length <= days.last);
            let holding = same[start..].iter().take_while(|&&(first, ..)| first <= days.first);
            let first = holding.filter(|(.., level)| level.may_meet(part)).min_by_key(|&&(_, at, _)| at);
            first.map(|&(.., level)| level)
        })
    }
}

fn is_open_total(level: &Level<'_>) -> bool {
    level.period.start.is_none() && level.period.end.is_some()
}

fn nested(whole: &Level<'_>, part: &Level<'_>) -> Check {
    let shrinks = whole.observed.interval.high < part.observed.interval.low;
    let verdict = if shrinks { Verdict::Inconsistent } else { Verdict::Consistent };
    let told = if shrinks { "is less than its part" } else { "holds its part" };
    compare(whole, part, verdict, told)
}

fn running(later: &Level<'_>, earlier: &Level<'_>) -> Check {
    let shrinks = later.observed.interval.high < earlier.observed.interval.low;
    let verdict = if shrinks { Verdict::Indicative } else { Verdict::Consistent };
    let told = if shrinks { "is less than the total before it," } else { "is no less than the total before it," };
    compare(later, earlier, verdict, told)
}

fn compare(whole: &Level<'_>, part: &Level<'_>, verdict: Verdict, told: &str) -> Check {
    let message = format!(
        "{}: {} {told} {}",
        wording::subject(whole.observed.key),
        wording::amount(whole.observed),
        wording::amount(part.observed),
    );
    let (claim, against) = (whole.observed.claim, part.observed.claim);
    row(CheckKind::Cumulative, claim, &[against], (whole.value(), part.value()), verdict, message)
}
