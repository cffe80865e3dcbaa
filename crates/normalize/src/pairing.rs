//! Which level a change belongs to.
//!
//! A run of changes pairs in order with as many levels before it: `X, Y and Z …, up a%, b% and c% respectively`. A change
//! alone belongs to the level before it: `881 cases were cracked, a year-on-year increase of 160.5%`.

use tallysheet_model::Measure;

use crate::scene::Scene;

/// For each figure of a sentence, the figure that it is the change of.
pub(crate) fn partners(scene: &Scene<'_>) -> Vec<Option<usize>> {
    let is_change = |at: usize| scene.figures[at].quantity.measure == Measure::Change;
    let mut partners = vec![None; scene.figures.len()];
    let mut start = 0;
    while start < scene.figures.len() {
        if !is_change(start) {
            start += 1;
            continue;
        }
        let end = (start..scene.figures.len()).find(|&at| !is_change(at)).unwrap_or(scene.figures.len());
        let levels = (0..start).rev().take_while(|&at| !is_change(at)).count();
        let run = end - start;
        for (at, partner) in partners.iter_mut().enumerate().take(end).skip(start) {
            // Fewer levels than changes: each change takes the nearest level.
            *partner = match levels {
                0 => None,
                levels if levels >= run => Some(at - run),
                _ => Some(start - 1),
            };
        }
        start = end;
    }
    partners
}
