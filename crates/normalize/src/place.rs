//! The place of a figure: the first named in its sentence before it, else the first of the last sentence earlier in its
//! paragraph that names one. A clause that says nationwide or abroad has none, nor does the nation that the text speaks of.

use tallysheet_model::SmolStr;

use crate::{
    nation::Nation,
    scene::{CueAt, Figure, Scene},
    words::Sense,
};

/// The places that figures may have, sentence by sentence.
pub(crate) struct Places<'n, 'a> {
    nation: &'n Nation<'n>,
    paragraph: u32,
    /// Those of the sentence.
    own: Vec<CueAt<'a>>,
    /// What earlier sentences of the paragraph leave.
    earlier: Option<&'a SmolStr>,
}

impl<'n, 'a> Places<'n, 'a> {
    pub(crate) fn new(nation: &'n Nation<'n>) -> Self {
        Self { nation, paragraph: 0, own: Vec::new(), earlier: None }
    }

    /// Takes up the next sentence.
    pub(crate) fn read(&mut self, scene: &Scene<'a>) {
        let left = self.own.first().map(|c| &c.cue.id).or(self.earlier);
        self.earlier = left.filter(|_| scene.paragraph == self.paragraph);
        self.paragraph = scene.paragraph;
        self.own.clear();
        let local = |c: &&CueAt<'_>| c.cue.id != "CN" && Some(&c.cue.id) != self.nation.code();
        // The place of a dateline is where the story was written.
        let written = |c: &CueAt<'_>| scene.dateline.is_some_and(|end| c.span.end <= end);
        let own = scene.places.iter().filter(local).filter(|c| !is_joined(scene, c) && !written(c));
        self.own.extend(own);
    }

    pub(crate) fn of(&self, scene: &Scene<'a>, figure: Figure<'_>) -> Option<&'a SmolStr> {
        let clause = figure.quantity.clause;
        if scene.has(Sense::Everywhere) && scene.touching(figure, clause).any(|c| c.sense == Sense::Everywhere) {
            return None;
        }
        let counted = |c: &CueAt<'_>| figure.counted.is_some_and(|span| span.overlaps(c.span));
        let before = self.own.iter().take_while(|c| c.span.start < figure.span.start);
        before.filter(|c| !counted(c)).map(|c| &c.cue.id).next().or(self.earlier)
    }
}

/// `Beijing-Tianjin-Hebei` is a region of several places.
fn is_joined(scene: &Scene<'_>, place: &CueAt<'_>) -> bool {
    let before = scene.places.binary_search_by(|c| (c.span.end + 1).cmp(&place.span.start));
    let after = scene.places.binary_search_by(|c| c.span.start.cmp(&(place.span.end + 1)));
    before.is_ok() || after.is_ok()
}
