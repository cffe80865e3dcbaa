//! What was read at a place of a sentence, for those who ask again.

use std::cell::Cell;

/// What the last reads gave.
#[derive(Debug, Default)]
pub(super) struct Memos<T: Copy + Default>([Memo<T>; 8]);

#[derive(Debug, Default)]
struct Memo<T: Copy> {
    /// No number where nothing was read.
    place: Cell<Place>,
    found: Cell<T>,
}

/// Where something was read, and how, in one number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Place(u64);

impl Place {
    /// From `at` to `end`; `expected` where it was sure to stand there.
    pub(super) fn new(at: usize, end: usize, expected: bool) -> Self {
        // A sentence is short, so the last bits tell its places apart.
        Self((at as u64) << 33 | u64::from(end as u32) << 1 | u64::from(expected))
    }

    fn at(self) -> usize {
        (self.0 >> 33) as usize
    }
}

impl<T: Copy + Default> Memos<T> {
    /// Forgets what was read in another sentence.
    pub(super) fn clear(&mut self) {
        self.0.iter().for_each(|memo| memo.place.set(Place::default()));
    }

    /// What `read` gives or gave at this place.
    #[inline]
    pub(super) fn at(&self, place: Place, read: impl FnOnce() -> T) -> T {
        let memo = &self.0[place.at() % self.0.len()];
        if memo.place.get() == place {
            return memo.found.get();
        }
        let found = read();
        memo.found.set(found);
        memo.place.set(place);
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_read_is_known_until_another_place_takes_its_memo() {
        let mut memos: Memos<u8> = Memos::default();
        let place = |at, expected| Place::new(at, 100, expected);
        assert_eq!(memos.at(place(3, false), || 1), 1);
        assert_eq!(memos.at(place(3, false), || 2), 1);
        assert_eq!(memos.at(place(3, true), || 3), 3);
        assert_eq!(memos.at(Place::new(3, 99, true), || 4), 4);
        assert_eq!(memos.at(place(4, true), || 5), 5);
        memos.clear();
        assert_eq!(memos.at(place(4, true), || 6), 6);
    }
}
