//! Claims against gold claims: which belong together, and what of each pair agrees.

use std::collections::{BTreeMap, HashSet};

use tallysheet_model::Claim;

use super::gold::{Gold, GoldDocument};

/// How much of a claim must agree, each level more than the one before but for `Claim`, which leaves the bound aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// The spans overlap.
    Span,
    /// Value and high end agree.
    Value,
    /// Value, unit and bound agree.
    Quantity,
    /// Value, unit, measure and indicator agree.
    Claim,
    /// The claim and both ends of its period agree.
    Dated,
}

impl Level {
    /// Every level.
    pub const ALL: [Self; 5] = [Self::Span, Self::Value, Self::Quantity, Self::Claim, Self::Dated];

    /// Its name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Span => "span",
            Self::Value => "value",
            Self::Quantity => "quantity",
            Self::Claim => "claim",
            Self::Dated => "dated",
        }
    }
}

/// A field that is compared on its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    Value,
    Unit,
    Bound,
    Measure,
    Indicator,
    Period,
    Basis,
    Programme,
}

impl Field {
    /// Every field.
    pub const ALL: [Self; 8] = [
        Self::Value,
        Self::Unit,
        Self::Bound,
        Self::Measure,
        Self::Indicator,
        Self::Period,
        Self::Basis,
        Self::Programme,
    ];

    /// Its name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Value => "value",
            Self::Unit => "unit",
            Self::Bound => "bound",
            Self::Measure => "measure",
            Self::Indicator => "indicator",
            Self::Period => "period",
            Self::Basis => "basis",
            Self::Programme => "programme",
        }
    }

    /// Whether the claim has it as the gold claim does. A programme agrees where both or neither name one.
    pub fn agrees(self, gold: &Gold, claim: &Claim) -> bool {
        match self {
            Self::Value => {
                close(Some(gold.value), Some(claim.value.to_f64())) && close(gold.high, claim.high.map(|h| h.to_f64()))
            }
            Self::Unit => gold.unit == claim.unit,
            Self::Bound => gold.bound == claim.bound,
            Self::Measure => gold.measure == claim.measure,
            Self::Indicator => gold.indicator_open || gold.indicator.as_deref() == claim.indicator.as_deref(),
            Self::Period => {
                gold.period_open || (gold.period_start == claim.period_start && gold.period_end == claim.period_end)
            }
            Self::Basis => gold.basis == claim.basis,
            Self::Programme => gold.programme.is_none() == claim.programme.is_none(),
        }
    }
}

impl Level {
    /// Whether a pair agrees on this level.
    pub fn agrees(self, gold: &Gold, claim: &Claim) -> bool {
        let all = |fields: &[Field]| fields.iter().all(|field| field.agrees(gold, claim));
        match self {
            Self::Span => true,
            Self::Value => all(&[Field::Value]),
            Self::Quantity => all(&[Field::Value, Field::Unit, Field::Bound]),
            Self::Claim => all(&[Field::Value, Field::Unit, Field::Measure, Field::Indicator]),
            Self::Dated => Self::Claim.agrees(gold, claim) && Field::Period.agrees(gold, claim),
        }
    }
}

/// Equal to a millionth.
fn close(a: Option<f64>, b: Option<f64>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() <= 1e-6 * a.abs().max(b.abs()).max(1.0),
        (a, b) => a.is_none() && b.is_none(),
    }
}

/// What became of one gold claim or one claim.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Found<'a> {
    /// The gold claim has no partner.
    Missed(&'a Gold),
    /// The claim has no partner.
    Spurious(&'a Claim),
    /// The two belong together.
    Pair(&'a Gold, &'a Claim),
}

/// Every gold claim and claim of one document: the missed, then the spurious, then the pairs. Optional gold claims are
/// left out, with whatever they pair with.
pub fn compare<'a>(gold: &'a [Gold], claims: &[&'a Claim]) -> Vec<Found<'a>> {
    let pairs = pair(gold, claims);
    let taken_gold: HashSet<usize> = pairs.iter().map(|&(i, _)| i).collect();
    let taken_claims: HashSet<usize> = pairs.iter().map(|&(_, j)| j).collect();
    let missed = gold.iter().enumerate().filter(|(i, gold)| !taken_gold.contains(i) && !gold.optional);
    let spurious = claims.iter().enumerate().filter(|(j, _)| !taken_claims.contains(j));
    let scored = pairs.iter().filter(|&&(i, _)| !gold[i].optional);
    missed
        .map(|(_, gold)| Found::Missed(gold))
        .chain(spurious.map(|(_, claim)| Found::Spurious(claim)))
        .chain(scored.map(|&(i, j)| Found::Pair(&gold[i], claims[j])))
        .collect()
}

/// Pairs by overlap, the largest first, then in order; each is used once.
fn pair(gold: &[Gold], claims: &[&Claim]) -> Vec<(usize, usize)> {
    let mut candidates = Vec::new();
    for (i, gold) in gold.iter().enumerate() {
        for (j, claim) in claims.iter().enumerate() {
            let (start, end) = (gold.start.max(claim.char_start), gold.end.min(claim.char_end));
            if start < end {
                candidates.push((std::cmp::Reverse(end - start), i, j));
            }
        }
    }
    candidates.sort_unstable();
    let (mut taken_gold, mut taken_claims) = (HashSet::new(), HashSet::new());
    let mut pairs = Vec::new();
    for (_, i, j) in candidates {
        if !taken_gold.contains(&i) && !taken_claims.contains(&j) {
            taken_gold.insert(i);
            taken_claims.insert(j);
            pairs.push((i, j));
        }
    }
    pairs
}

/// Hits among what was predicted and what is gold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Counts {
    /// Pairs that agree.
    pub hits: usize,
    /// Claims of the run in gold documents, those of optional gold claims left out.
    pub predicted: usize,
    /// Gold claims, optional ones left out.
    pub gold: usize,
}

impl Counts {
    /// The share of claims that are right.
    pub fn precision(self) -> f64 {
        share(self.hits, self.predicted)
    }

    /// The share of gold claims that were found.
    pub fn recall(self) -> f64 {
        share(self.hits, self.gold)
    }

    /// The harmonic mean of the two.
    pub fn f1(self) -> f64 {
        share(2 * self.hits, self.predicted + self.gold)
    }
}

pub(super) fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

/// The score of a run.
#[derive(Debug)]
pub struct Score<'a> {
    /// What became of each claim, by document.
    pub found: Vec<(&'a str, Vec<Found<'a>>)>,
    /// Gold documents that the run does not have.
    pub missing: Vec<&'a str>,
}

impl<'a> Score<'a> {
    /// Scores the claims of a run, given by document name, against gold documents.
    pub fn new(gold: &'a [GoldDocument], run: &BTreeMap<&str, Vec<&'a Claim>>) -> Self {
        let none = Vec::new();
        let compared = |document: &'a GoldDocument| {
            let claims = run.get(document.name.as_str()).unwrap_or(&none);
            (document.name.as_str(), compare(&document.claims, claims))
        };
        let mut missing: Vec<&str> =
            gold.iter().map(|document| document.name.as_str()).filter(|name| !run.contains_key(name)).collect();
        missing.sort_unstable();
        Self { found: gold.iter().map(compared).collect(), missing }
    }

    /// Every gold claim and claim that is scored.
    pub fn all(&self) -> impl Iterator<Item = &Found<'a>> {
        self.found.iter().flat_map(|(_, found)| found)
    }

    /// Gold claims and claims that belong together.
    pub fn pairs(&self) -> impl Iterator<Item = (&'a Gold, &'a Claim)> {
        self.all().filter_map(|found| match *found {
            Found::Pair(gold, claim) => Some((gold, claim)),
            _ => None,
        })
    }

    /// The counts on one level.
    pub fn counts(&self, level: Level) -> Counts {
        let mut counts = Counts::default();
        for found in self.all() {
            match found {
                Found::Missed(_) => counts.gold += 1,
                Found::Spurious(_) => counts.predicted += 1,
                Found::Pair(gold, claim) => {
                    counts.gold += 1;
                    counts.predicted += 1;
                    counts.hits += usize::from(level.agrees(gold, claim));
                }
            }
        }
        counts
    }

    /// The share of pairs that agree on a field.
    pub fn accuracy(&self, field: Field) -> f64 {
        let agree = self.pairs().filter(|(gold, claim)| field.agrees(gold, claim)).count();
        share(agree, self.pairs().count())
    }
}
