//! What stands in a sentence, in the order of its places. The rules ask for one place after another, or for one nearby.

use std::cell::Cell;

/// Things in the order of their places.
#[derive(Debug)]
pub(super) struct Ordered<T> {
    pub(super) all: Vec<T>,
    /// The index that was asked for last.
    last: Cell<usize>,
}

impl<T> Default for Ordered<T> {
    fn default() -> Self {
        Self { all: Vec::new(), last: Cell::new(0) }
    }
}

/// What stands at a place.
pub(super) trait Placed {
    fn place(&self) -> usize;
}

impl<T: Placed> Ordered<T> {
    /// The index of the first that stands at `at` or after. It is searched for from the last one on, since most are near.
    #[inline]
    pub(super) fn from(&self, at: usize) -> usize {
        let mut index = self.last.get().min(self.all.len());
        while index > 0 && self.all[index - 1].place() >= at {
            index -= 1;
        }
        while index < self.all.len() && self.all[index].place() < at {
            index += 1;
        }
        self.last.set(index);
        index
    }

    pub(super) fn clear(&mut self) {
        self.all.clear();
        self.last.set(0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Placed for usize {
        fn place(&self) -> usize {
            *self
        }
    }

    #[test]
    fn every_place_is_found_from_every_other() {
        let ordered = Ordered { all: vec![2_usize, 2, 5, 9], last: Cell::new(0) };
        for before in 0..12 {
            for at in 0..12 {
                ordered.from(before);
                assert_eq!(ordered.from(at), ordered.all.partition_point(|place| *place < at), "{before} {at}");
            }
        }
    }
}
