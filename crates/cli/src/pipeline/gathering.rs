//! Gathers what people are told of, so that not all of it need be kept.

use std::{cmp::Reverse, collections::BinaryHeap, mem};

use tallysheet_model::{Check, Measure, Observation, Status, Verdict};
use tallysheet_report::Limits;

use super::{Findings, best::Best};

/// Findings that are being gathered.
#[derive(Debug)]
pub struct Gathering {
    found: Findings,
    widest: Best<Observation>,
    worst: Best<Check>,
    is_drawn: bool,
    /// The disputed observations that are listed, the one with the fewest claims on top; of equals the last.
    listed: BinaryHeap<Reverse<(u64, Reverse<usize>)>>,
}

impl Gathering {
    /// Nothing yet; so many disputed observations are named, and a report `is_drawn` or not.
    pub fn new(named: usize, is_drawn: bool) -> Self {
        Self {
            found: Findings::default(),
            widest: Best::new(named, |one, other| spread(other).total_cmp(&spread(one))),
            worst: Best::new(Limits::default().findings, Check::by_severity),
            is_drawn,
            listed: BinaryHeap::new(),
        }
    }

    /// Takes what is told, in the order of the tables.
    pub fn add(&mut self, observations: Vec<Observation>, checks: Vec<Check>) {
        observations.into_iter().for_each(|observation| self.add_observation(observation));
        for check in checks {
            *match check.verdict {
                Verdict::Consistent => &mut self.found.consistent,
                Verdict::Indicative => &mut self.found.indicative,
                Verdict::Inconsistent => &mut self.found.inconsistent,
            } += 1;
            if check.verdict != Verdict::Consistent {
                self.worst.add(check);
            }
        }
    }

    /// No more are told.
    pub fn end(self) -> Findings {
        Findings { widest: self.widest.into_vec(), worst: self.worst.into_vec(), ..self.found }
    }

    fn add_observation(&mut self, mut observation: Observation) {
        *match observation.status {
            Status::Single => &mut self.found.single,
            Status::Agreed => &mut self.found.agreed,
            Status::Disputed => &mut self.found.disputed,
        } += 1;
        let ids = mem::take(&mut observation.claim_ids);
        let is_disputed = observation.status == Status::Disputed;
        if is_disputed {
            self.widest.add(observation.clone());
        }
        if !self.is_drawn || !(is_disputed || observation.measure == Measure::Level) {
            return;
        }
        let at = self.found.drawn.len();
        if is_disputed {
            observation.claim_ids = ids;
            self.listed.push(Reverse((observation.claims, Reverse(at))));
        }
        self.found.drawn.push(observation);
        if self.listed.len() > Limits::default().findings
            && let Some(Reverse((_, Reverse(least)))) = self.listed.pop()
        {
            self.found.drawn[least].claim_ids = Vec::new();
        }
    }
}

/// How far apart the claims of an observation are, as a share of the greatest.
fn spread(observation: &Observation) -> f64 {
    let (low, high) = (observation.low.to_f64(), observation.high.to_f64());
    (high - low) / high.abs().max(low.abs()).max(f64::MIN_POSITIVE)
}
