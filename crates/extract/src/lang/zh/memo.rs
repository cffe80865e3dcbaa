//! What was read at a place of a sentence, for those who ask again.

use std::cell::Cell;

/// What the last reads gave.
#[derive(Debug)]
pub(super) struct Memos<T: Copy>([Cell<Option<(Place, T)>>; 8]);

/// Where something was read, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// Which sentence it is, of those read.
    pub(super) sentence: u32,
    pub(super) at: u32,
    pub(super) end: u32,
    /// It was sure to stand there.
    pub(super) expected: bool,
}

impl<T: Copy> Default for Memos<T> {
    fn default() -> Self {
        Self(std::array::from_fn(|_| Cell::new(None)))
    }
}

impl<T: Copy> Memos<T> {
    /// What `read` gives or gave at this place.
    pub(super) fn at(&self, place: Place, read: impl FnOnce() -> T) -> T {
        let memo = &self.0[place.at as usize % self.0.len()];
        if let Some((known, found)) = memo.get()
            && known == place
        {
            return found;
        }
        let found = read();
        memo.set(Some((place, found)));
        found
    }
}
