//! Where words of the catalog and time expressions begin and end in a sentence, ready for the rules that walk along it.

use std::ops::BitOr;

use tallysheet_model::CueKind;

use super::{Context, Finds};

/// What may begin or end at a place, one bit each.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edge(u8);

impl Edge {
    pub(super) const VERB_STARTS: Self = Self(1);
    pub(super) const VERB_ENDS: Self = Self(1 << 1);
    pub(super) const NOUN_ENDS: Self = Self(1 << 2);
    pub(super) const MODIFIER_STARTS: Self = Self(1 << 3);
    pub(super) const TIME_STARTS: Self = Self(1 << 4);
    pub(super) const TIME_ENDS: Self = Self(1 << 5);
    const NONE: Self = Self(0);

    /// What begins and what ends with a word of the catalog.
    fn of(kind: CueKind) -> (Self, Self) {
        match kind {
            CueKind::Verb | CueKind::PassiveVerb => (Self::VERB_STARTS, Self::VERB_ENDS),
            CueKind::Noun => (Self::NONE, Self::NOUN_ENDS),
            CueKind::Modifier => (Self::MODIFIER_STARTS, Self::NONE),
            _ => (Self::NONE, Self::NONE),
        }
    }
}

impl BitOr for Edge {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// The edges at every place of a sentence.
#[derive(Debug, Default)]
pub(super) struct Edges {
    /// Where the sentence starts.
    start: usize,
    /// By byte, its end included.
    places: Vec<u8>,
}

impl Context<'_> {
    /// Finds the edges of what has been found.
    pub(super) fn mark_edges(&mut self) {
        let Finds { edges, hits, times, .. } = &mut *self.finds;
        edges.start = self.sentence.start;
        edges.places.clear();
        edges.places.resize(self.sentence.len() + 1, 0);
        for hit in hits.as_slice() {
            let (starts, ends) = Edge::of(hit.kind);
            edges.mark(hit.span.start, starts);
            edges.mark(hit.span.end, ends);
        }
        for time in times.iter() {
            edges.mark(time.span.start, Edge::TIME_STARTS);
            edges.mark(time.span.end, Edge::TIME_ENDS);
        }
    }
}

impl Edges {
    fn mark(&mut self, at: usize, edge: Edge) {
        self.places[at - self.start] |= edge.0;
    }

    /// The last place in `from..=to` that has one of these.
    pub(super) fn last(&self, any: Edge, from: usize, to: usize) -> Option<usize> {
        let places = self.places.get(from - self.start..=to - self.start)?;
        Some(from + places.iter().rposition(|place| place & any.0 != 0)?)
    }

    /// Whether one of these is at a place.
    pub(super) fn is(&self, at: usize, any: Edge) -> bool {
        self.places.get(at - self.start).is_some_and(|place| place & any.0 != 0)
    }
}
