//! What may begin with a token, told by one look-up when it is read: most tokens begin nothing, and no rule tries them.

use std::ops::{BitOr, BitOrAssign};

/// A set of things that may begin with a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) struct Opens(u16);

impl Opens {
    pub(super) const NOTHING: Self = Self(0);
    /// A time expression.
    pub(super) const TIME: Self = Self(1);
    /// A preposition, an article, an adjective of time: a time expression where a time follows.
    pub(super) const TIME_LEAD: Self = Self(1 << 1);
    /// A number: a time expression where a unit of time follows soon.
    pub(super) const TIME_COUNT: Self = Self(1 << 2);
    /// A day of the month: a time expression where a month follows.
    pub(super) const TIME_DAY: Self = Self(1 << 8);
    /// A figure.
    pub(super) const FIGURE: Self = Self(1 << 3);
    /// An article: a figure where a part or a magnitude follows.
    pub(super) const FIGURE_LEAD: Self = Self(1 << 4);
    /// A magnitude without a number.
    pub(super) const VAGUE: Self = Self(1 << 5);
    /// A unit behind its number.
    pub(super) const UNIT: Self = Self(1 << 6);
    /// A word of the catalog that is a form by itself.
    pub(super) const CUE: Self = Self(1 << 7);
    /// A unit of time, or a half, behind its number.
    pub(super) const TIME_UNIT: Self = Self(1 << 9);
    /// What a change is against, or the time of a rate.
    pub(super) const REFERENCE: Self = Self(1 << 10);
    /// The first word of a longer form of the catalog.
    pub(super) const CUE_FIRST: Self = Self(1 << 11);
    /// A noun that has levels in percent.
    pub(super) const PERCENT_LEVEL: Self = Self(1 << 12);

    /// What a number in digits may go on with: a magnitude, another number, the other end of a range.
    pub(super) const GOES_ON: Self = Self(1 << 13);
    /// A word behind the first of a form of the catalog.
    pub(super) const CUE_LATER: Self = Self(1 << 14);

    /// A verb with its object between its two words.
    pub(super) const PHRASAL: Self = Self(1 << 15);

    /// A time, with nothing before it that leads to it.
    pub(super) const A_TIME: Self = Self::TIME.or(Self::TIME_COUNT).or(Self::TIME_DAY);

    /// Both sets together.
    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether one of `others` may begin.
    pub(super) const fn any(self, others: Self) -> bool {
        self.0 & others.0 != 0
    }
}

impl BitOr for Opens {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        self.or(other)
    }
}

impl BitOrAssign for Opens {
    fn bitor_assign(&mut self, other: Self) {
        self.0 |= other.0;
    }
}
