//! Which level a change belongs to.
//!
//! A run of changes pairs in order with as many levels before it: `X, Y and Z …, up a%, b% and c% respectively`. A change
//! alone belongs to the level before it: `881 cases were cracked, a year-on-year increase of 160.5%`; a level that another
//! is compared with (`£460m, compared with £485m in 2022, a drop of 5%`) has no change of its own.

use tallysheet_model::Measure;

use crate::scene::Scene;

/// For each figure of a sentence, the figure that it is the change of.
pub(crate) fn partners(scene: &Scene<'_>) -> Vec<Option<usize>> {
    let is_change = |at: usize| scene.figures[at].quantity.measure == Measure::Change;
    let is_compared = |at: usize| scene.figures[at].quantity.compared;
    let mut partners = vec![None; scene.figures.len()];
    let mut start = 0;
    while start < scene.figures.len() {
        if !is_change(start) {
            start += 1;
            continue;
        }
        let end = (start..scene.figures.len()).find(|&at| !is_change(at)).unwrap_or(scene.figures.len());
        // Nearest first.
        let levels: Vec<usize> =
            (0..start).rev().take_while(|&at| !is_change(at)).filter(|&at| !is_compared(at)).collect();
        let run = end - start;
        for (i, partner) in partners[start..end].iter_mut().enumerate() {
            // Fewer levels than changes: each change takes the nearest level.
            let place = if levels.len() >= run { run - 1 - i } else { 0 };
            let at = start + i;
            *partner = levels.get(place).copied().or_else(|| (i > 0 && tells_again(scene, at)).then(|| at - 1));
        }
        start = end;
    }
    partners
}

/// `1,164 more cases, up 13.8%`: a change that names nothing tells the one before it in another unit.
fn tells_again(scene: &Scene<'_>, at: usize) -> bool {
    let (before, change) = (scene.figures[at - 1].quantity, scene.figures[at].quantity);
    change.counted.is_none() && change.dimension != before.dimension
}
