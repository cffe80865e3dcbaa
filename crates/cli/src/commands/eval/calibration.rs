//! Whether confidence means what it says: of the claims that are 0.9 sure, nine in ten should be right.

use super::score::{Found, Level, Score, share};

/// The claims of one stretch of confidence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bucket {
    /// The least confidence, itself included.
    pub from: f64,
    /// The greatest; itself included only where it is 1.
    pub to: f64,
    /// How many claims.
    pub claims: usize,
    /// How many of them agree with gold on the claim level.
    pub right: usize,
}

impl Bucket {
    /// The share of its claims that are right.
    pub fn share(self) -> f64 {
        share(self.right, self.claims)
    }
}

const EDGES: [f64; 7] = [0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0];

/// The scored claims of the run by confidence.
pub fn calibration(score: &Score<'_>) -> Vec<Bucket> {
    let mut buckets: Vec<Bucket> =
        EDGES.windows(2).map(|edge| Bucket { from: edge[0], to: edge[1], claims: 0, right: 0 }).collect();
    for found in score.all() {
        let (confidence, right) = match found {
            Found::Missed(_) => continue,
            Found::Spurious(claim) => (claim.confidence, false),
            Found::Pair(gold, claim) => (claim.confidence, Level::Claim.agrees(gold, claim)),
        };
        let place = EDGES[1..EDGES.len() - 1].iter().filter(|&&edge| confidence >= edge).count();
        buckets[place].claims += 1;
        buckets[place].right += usize::from(right);
    }
    buckets
}
