//! What the corpus says, as far as people are told of it.

use tallysheet_model::{Check, Observation};

/// Counts of observations and checks, with those that are named in the summary or drawn in the report.
#[derive(Debug, Default)]
pub struct Findings {
    /// Observations by status.
    pub single: u64,
    /// Those that several documents agree on.
    pub agreed: u64,
    /// Those whose claims contradict each other.
    pub disputed: u64,
    /// Checks by verdict.
    pub consistent: u64,
    /// Those that only hint.
    pub indicative: u64,
    /// Those that cannot be.
    pub inconsistent: u64,
    /// The disputed observations that are the widest apart.
    pub widest: Vec<Observation>,
    /// What the report draws: observations of levels and disputed ones, of the latter those with their claims that are
    /// listed.
    pub drawn: Vec<Observation>,
    /// The findings that are the most serious.
    pub worst: Vec<Check>,
}

impl Findings {
    /// All observations.
    pub fn observations(&self) -> u64 {
        self.single + self.agreed + self.disputed
    }

    /// All checks.
    pub fn checks(&self) -> u64 {
        self.consistent + self.indicative + self.inconsistent
    }
}
