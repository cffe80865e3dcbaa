//! Which level a change belongs to.
//!
//! A run of changes pairs in order with as many levels before it: `X, Y and Z …, up a%, b% and c% respectively`. A change
//! alone belongs to the level before it: `750 cases were solved, an increase of 12.5% on the year`; a level that another
//! is compared with (`£460m, compared with £485m in 2022, a drop of 5%`) has no change of its own.

use tallysheet_model::Measure;

use crate::scene::Scene;

/// For each figure of a sentence, the figure before it that it is the change of.
#[derive(Debug, Default)]
pub(crate) struct Partners {
    partners: Vec<Option<usize>>,
    /// The levels before a run of changes, in order.
    levels: Vec<usize>,
}

impl Partners {
    pub(crate) fn of(&self, at: usize) -> Option<usize> {
        self.partners[at]
    }

    /// Pairs the figures of the next sentence.
    pub(crate) fn pair(&mut self, scene: &Scene<'_>) {
        self.partners.clear();
        self.levels.clear();
        // The first change of the run that the figure belongs to.
        let mut first = None;
        for (at, figure) in scene.figures.iter().enumerate() {
            if figure.quantity.measure != Measure::Change {
                if first.take().is_some() {
                    self.levels.clear();
                }
                if !figure.quantity.compared {
                    self.levels.push(at);
                }
                self.partners.push(None);
                continue;
            }
            let changes = || scene.figures[at..].iter().take_while(|f| f.quantity.measure == Measure::Change);
            let (start, run) = *first.get_or_insert_with(|| (at, changes().count()));
            // Fewer levels than changes: each change takes the nearest level.
            let place = self.levels.len().checked_sub(run).map(|skipped| skipped + at - start);
            let level = place.map_or(self.levels.last(), |place| self.levels.get(place)).copied();
            self.partners.push(level.or_else(|| (at > start && tells_again(scene, at)).then(|| at - 1)));
        }
    }
}

/// `1,164 more cases, up 13.8%`: a change that names nothing tells the one before it in another unit.
fn tells_again(scene: &Scene<'_>, at: usize) -> bool {
    let (before, change) = (scene.figures[at - 1], scene.figures[at]);
    change.counted.is_none() && change.quantity.dimension != before.quantity.dimension
}
