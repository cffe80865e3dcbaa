//! Which figures of one meeting agree, without holding each against each.

use std::collections::{BTreeMap, BTreeSet};

use tallysheet_model::Bound;

use crate::{
    ReconcileConfig,
    figure::{Figure, Interval},
    statement::Statement,
};

/// A figure with who states it.
#[derive(Clone, Debug)]
pub struct Told {
    pub figure: Figure,
    /// The documents, each once, and the number of claims.
    pub documents: Vec<u32>,
    pub claims: usize,
    room: Room,
}

/// What decides whether it agrees with another, computed once.
#[derive(Clone, Copy, Debug)]
enum Room {
    Exact { units: i128, half_step: i128 },
    Loose(Interval),
}

/// The different figures of a meeting, sorted.
#[derive(Debug)]
pub struct Agreement {
    pub told: Vec<Told>,
    /// The exact figures of each rounding, by half of its step.
    exact: BTreeMap<i128, Points>,
    lows: Points,
    highs: Points,
    loose: Vec<usize>,
}

/// What a number of figures weigh together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Weight {
    /// Documents, those counted twice that state two of the figures.
    pub documents: usize,
    pub claims: usize,
    pub figures: usize,
}

/// Figures by one number of each, sorted, with what all before weigh.
#[derive(Debug, Default)]
struct Points {
    numbers: Vec<(i128, usize)>,
    before: Vec<Weight>,
}

impl Agreement {
    /// Of the figures that `statements` tell.
    pub fn of(statements: &[&Statement], cfg: &ReconcileConfig) -> Self {
        let mut pairs: Vec<(Figure, u32)> =
            statements.iter().map(|statement| (statement.figure, statement.document)).collect();
        pairs.sort_unstable();
        let told: Vec<Told> = pairs.chunk_by(|one, next| one.0 == next.0).map(|same| Told::of(same, cfg)).collect();
        let (mut exact, mut lows, mut highs) = (BTreeMap::<_, Vec<_>>::new(), Vec::new(), Vec::new());
        let mut loose = Vec::new();
        for (at, figure) in told.iter().enumerate() {
            match figure.room {
                Room::Exact { units, half_step } => exact.entry(half_step).or_default().push((units, at)),
                Room::Loose(Interval { low, high }) => {
                    lows.push((low, at));
                    highs.push((high, at));
                    loose.push(at);
                }
            }
        }
        let points = |numbers| Points::of(numbers, &told);
        let exact = exact.into_iter().map(|(half_step, numbers)| (half_step, points(numbers))).collect();
        let (lows, highs) = (points(lows), points(highs));
        Self { exact, lows, highs, loose, told }
    }

    /// Whether any two figures contradict each other.
    pub fn is_disputed(&self) -> bool {
        self.told.iter().any(|one| self.weight(one).figures < self.told.len())
    }

    /// What the figures that agree with one weigh, itself included.
    pub fn weight(&self, one: &Told) -> Weight {
        let exact = self.ranges(one).fold(Weight::default(), |sum, (points, range)| sum.plus(points.weight(range)));
        let Interval { low, high } = one.room.ends();
        // Those that neither end below nor begin above.
        let below = self.highs.weight(0..self.highs.place(low));
        let not_above = self.lows.weight(0..self.lows.place(high.saturating_add(1)));
        exact.plus(not_above).minus(below)
    }

    /// The figures that agree with one, itself included.
    pub fn group(&self, one: &Told) -> impl Iterator<Item = &Told> {
        let Interval { low, high } = one.room.ends();
        let exact = self.ranges(one).flat_map(|(points, range)| &points.numbers[range]).map(|&(_, at)| &self.told[at]);
        let loose = self.loose.iter().map(|&at| &self.told[at]);
        exact.chain(loose.filter(move |told| told.room.ends().meets(Interval { low, high })))
    }

    /// The documents that state one of the figures that agree with one.
    pub fn documents(&self, one: &Told) -> usize {
        self.group(one).flat_map(|told| &told.documents).collect::<BTreeSet<_>>().len()
    }

    /// Where the exact figures stand that agree with one.
    fn ranges(&self, one: &Told) -> impl Iterator<Item = (&Points, std::ops::Range<usize>)> {
        let room = one.room;
        self.exact.iter().map(move |(&half_step, points)| {
            let Interval { low, high } = match room {
                Room::Exact { units, half_step: own } => around(units, own.max(half_step)),
                Room::Loose(interval) => interval,
            };
            (points, points.place(low)..points.place(high.saturating_add(1)))
        })
    }
}

impl Told {
    /// The figure of pairs with the documents that state it, sorted.
    fn of(same: &[(Figure, u32)], cfg: &ReconcileConfig) -> Self {
        let figure = same[0].0;
        let room = match figure.bound {
            Bound::Exact => Room::Exact { units: figure.value.units(), half_step: figure.half_step() },
            _ => Room::Loose(figure.interval(cfg)),
        };
        let mut documents: Vec<u32> = same.iter().map(|&(_, document)| document).collect();
        documents.dedup();
        Self { figure, documents, claims: same.len(), room }
    }

    pub fn weight(&self) -> Weight {
        Weight { documents: self.documents.len(), claims: self.claims, figures: 1 }
    }
}

impl Room {
    /// A loose figure agrees with an exact one that lies within.
    fn ends(self) -> Interval {
        match self {
            Self::Exact { units, .. } => around(units, 0),
            Self::Loose(interval) => interval,
        }
    }
}

fn around(units: i128, distance: i128) -> Interval {
    Interval { low: units.saturating_sub(distance), high: units.saturating_add(distance) }
}

impl Points {
    fn of(mut numbers: Vec<(i128, usize)>, told: &[Told]) -> Self {
        numbers.sort_unstable();
        let mut sum = Weight::default();
        let mut before = vec![sum];
        before.extend(numbers.iter().map(|&(_, at)| {
            sum = sum.plus(told[at].weight());
            sum
        }));
        Self { numbers, before }
    }

    /// How many are below a number.
    fn place(&self, number: i128) -> usize {
        self.numbers.partition_point(|&(other, _)| other < number)
    }

    fn weight(&self, range: std::ops::Range<usize>) -> Weight {
        self.before[range.end].minus(self.before[range.start])
    }
}

impl Weight {
    fn plus(self, other: Self) -> Self {
        Self {
            documents: self.documents + other.documents,
            claims: self.claims + other.claims,
            figures: self.figures + other.figures,
        }
    }

    fn minus(self, other: Self) -> Self {
        Self {
            documents: self.documents - other.documents,
            claims: self.claims - other.claims,
            figures: self.figures - other.figures,
        }
    }
}
