//! The tokens of which something may begin, a bit each, so that rules go from one to the next and ask no other.

use std::ops::{BitOr, Range};

use wide::u8x16;

use super::opens::Opens;

/// The sets that are kept.
#[derive(Clone, Copy, Debug)]
pub(super) enum Set {
    /// A time may begin, with nothing before it that leads to it.
    Time,
    /// A figure may begin.
    Figure,
    /// A magnitude without a number.
    Vague,
    /// A word of the catalog may begin: the token is one, or begins one that the next token may go on with.
    Cue,
    /// A word of the catalog may begin if the next token goes on with it.
    CueFirst,
    /// A word of the catalog may go on.
    CueLater,
    /// A unit of time or a half.
    TimeUnit,
    /// What a change is against, or the time of a rate, may begin.
    Reference,
}

/// By [`Set`], what opens with the tokens of the set.
const OPENS: [Opens; 8] = [
    Opens::A_TIME,
    Opens::FIGURE.or(Opens::FIGURE_LEAD),
    Opens::VAGUE,
    Opens::CUE,
    Opens::CUE_FIRST,
    Opens::CUE_LATER,
    Opens::TIME_UNIT,
    Opens::REFERENCE,
];

/// The sets that a token is in, a bit each.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Membership(u8);

impl Membership {
    /// That of a token with which these may begin.
    pub(super) const fn of(opens: Opens) -> Self {
        let (mut sets, mut set) = (0, 0);
        while set < OPENS.len() {
            sets |= (opens.any(OPENS[set]) as u8) << set;
            set += 1;
        }
        Self(sets)
    }
}

impl BitOr for Membership {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// So many tokens have their bits side by side.
const BITS: usize = u64::BITS as usize;

/// The bits of 64 tokens, of each set.
type Row = [u64; OPENS.len()];

/// The sets of a list of tokens.
#[derive(Debug, Default)]
pub(super) struct Rows(Vec<Row>);

impl Rows {
    /// Makes the sets those of these tokens.
    pub(super) fn fill(&mut self, mut tokens: impl ExactSizeIterator<Item = Membership>) {
        self.0.clear();
        while tokens.len() > 0 {
            let mut members = [0; BITS];
            members.iter_mut().zip(&mut tokens).for_each(|(member, sets)| *member = sets.0);
            self.0.push(row(&members));
        }
        let mut next = 0;
        for row in self.0.iter_mut().rev() {
            let later = row[Set::CueLater as usize];
            row[Set::Cue as usize] |= row[Set::CueFirst as usize] & (later >> 1 | next << (BITS - 1));
            next = later;
        }
    }

    /// The sets of some of the tokens, which are counted from the first of them.
    pub(super) fn of(&self, tokens: &Range<usize>) -> TokenSets<'_> {
        TokenSets { rows: &self.0, start: tokens.start, end: tokens.end }
    }
}

fn row(members: &[u8; BITS]) -> Row {
    let (parts, _) = members.as_chunks();
    std::array::from_fn(|set| {
        let bit = u8x16::splat(1 << set);
        let bits = parts.iter().map(|part| u64::from((u8x16::new(*part) & bit).simd_eq(bit).to_bitmask()));
        bits.enumerate().fold(0, |all, (part, bits)| all | bits << (16 * part))
    })
}

/// The sets of the tokens of one sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct TokenSets<'a> {
    rows: &'a [Row],
    /// The place of its first token in the list.
    start: usize,
    /// The place behind its last token.
    end: usize,
}

impl<'a> TokenSets<'a> {
    /// The tokens of a set in `tokens`, ascending.
    pub(super) fn within(self, set: Set, tokens: Range<usize>) -> impl Iterator<Item = usize> + 'a {
        let (from, end) = (self.start + tokens.start, self.end.min(self.start + tokens.end));
        let bits_of = move |row: usize| self.rows.get(row).map_or(0, |sets| sets[set as usize]);
        let mut row = from / BITS;
        let mut bits = bits_of(row) & (u64::MAX << (from % BITS));
        std::iter::from_fn(move || {
            while bits == 0 {
                row += 1;
                if row * BITS >= end {
                    return None;
                }
                bits = bits_of(row);
            }
            let next = row * BITS + bits.trailing_zeros() as usize;
            bits &= bits - 1;
            (next < end).then(|| next - self.start)
        })
    }

    /// Whether one of `count` tokens from `from` on is in a set.
    #[inline]
    pub(super) fn any(self, set: Set, from: usize, count: usize) -> bool {
        let (from, end) = (self.start + from, self.end.min(self.start + from + count));
        let bits_of = |row: usize| self.rows.get(row).map_or(0, |sets| sets[set as usize]);
        let (row, bit) = (from / BITS, from % BITS);
        // Two shifts, since one by all bits is none.
        let bits = bits_of(row) >> bit | bits_of(row + 1) << (BITS - 1 - bit) << 1;
        let counted = 1_u64.checked_shl(end.saturating_sub(from) as u32).map_or(u64::MAX, |bit| bit - 1);
        bits & counted != 0
    }

    /// The first token of a set at or behind `from`.
    #[inline]
    pub(super) fn next(self, set: Set, from: usize) -> Option<usize> {
        let from = self.start + from;
        let mut row = from / BITS;
        let mut bits = self.rows.get(row)?[set as usize] & (u64::MAX << (from % BITS));
        while bits == 0 {
            row += 1;
            if row * BITS >= self.end {
                return None;
            }
            bits = self.rows[row][set as usize];
        }
        let next = row * BITS + bits.trailing_zeros() as usize;
        (next < self.end).then(|| next - self.start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(tokens: usize, opens: impl Fn(usize) -> Opens) -> Rows {
        let mut rows = Rows::default();
        rows.fill((0..tokens).map(|token| Membership::of(opens(token))));
        rows
    }

    #[test]
    fn tokens_are_found_in_order_over_rows() {
        let cues = [0, 3, 63, 64, 130];
        let rows = rows(200, |token| if cues.contains(&token) { Opens::CUE } else { Opens::FIGURE_LEAD });
        let sets = rows.of(&(0..131));
        assert_eq!(sets.within(Set::Cue, 0..131).collect::<Vec<_>>(), cues);
        assert_eq!(sets.within(Set::Cue, 1..64).collect::<Vec<_>>(), [3, 63]);
        assert_eq!(sets.within(Set::Figure, 0..131).count(), 131 - cues.len());
        assert_eq!(sets.next(Set::Cue, 65), Some(130));
        for (from, count) in [(0, 1), (4, 60), (60, 4), (3, 64), (64, 1), (129, 9)] {
            assert!(sets.any(Set::Cue, from, count), "{count} from {from}");
        }
        for (from, count) in [(0, 0), (1, 2), (4, 59), (65, 64), (131, 64), (9999, 1)] {
            assert!(!sets.any(Set::Cue, from, count), "{count} from {from}");
        }
        assert!(!rows.of(&(0..130)).any(Set::Cue, 127, 10));
        assert_eq!(sets.next(Set::Cue, 131), None);
        assert_eq!(sets.next(Set::Time, 0), None);
        assert_eq!(sets.next(Set::Cue, 1000), None);
    }

    #[test]
    fn a_cue_begins_where_the_next_token_goes_on_with_it() {
        let later = |token| if token % 64 == 0 { Opens::CUE_LATER } else { Opens::NOTHING };
        let rows = rows(130, |token| Opens::CUE_FIRST.or(later(token)));
        assert_eq!(rows.of(&(0..130)).within(Set::Cue, 0..130).collect::<Vec<_>>(), [63, 127]);
    }

    #[test]
    fn tokens_are_counted_from_the_first_of_their_sentence() {
        let rows = rows(200, |token| if token == 64 { Opens::CUE } else { Opens::VAGUE });
        assert_eq!(rows.of(&(64..130)).within(Set::Cue, 0..66).collect::<Vec<_>>(), [0]);
    }
}
