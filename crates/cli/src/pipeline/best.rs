//! The first of many by some order, without keeping the many.

use std::cmp::Ordering;

/// The first `most` of what it is given; of equals those that came first.
#[derive(Debug)]
pub struct Best<T> {
    items: Vec<T>,
    most: usize,
    order: fn(&T, &T) -> Ordering,
}

impl<T> Best<T> {
    /// None yet of so many.
    pub fn new(most: usize, order: fn(&T, &T) -> Ordering) -> Self {
        Self { items: Vec::new(), most, order }
    }

    /// Keeps it, at least for now.
    pub fn add(&mut self, item: T) {
        self.items.push(item);
        if self.items.len() > 2 * self.most {
            self.shorten();
        }
    }

    /// In their order.
    pub fn into_vec(mut self) -> Vec<T> {
        self.shorten();
        self.items
    }

    fn shorten(&mut self) {
        self.items.sort_by(self.order);
        self.items.truncate(self.most);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_equals_are_kept() {
        for most in 0..8 {
            let mut best = Best::new(most, |one: &(u32, u32), other| one.0.cmp(&other.0));
            let all: Vec<(u32, u32)> = (0..100).map(|n| (n * 7 % 10, n)).collect();
            all.iter().for_each(|&item| best.add(item));
            let mut sorted = all;
            sorted.sort();
            assert_eq!(best.into_vec(), sorted[..most]);
        }
    }
}
