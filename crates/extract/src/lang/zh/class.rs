//! What a character may be to the rules.

use std::ops::BitOr;

/// What a character may be, one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Class(u64);

impl Class {
    /// It may be part of a numeral.
    pub(super) const NUMBER: Self = Self(1);
    /// A word of time may start with it.
    pub(super) const TIME: Self = Self(1 << 1);
    /// Something before a number may start with it, or a word that is a figure.
    pub(super) const FIGURE: Self = Self(1 << 2);
    /// A word with numeral characters that is no number may start with it, or an ordinal.
    pub(super) const WORD: Self = Self(1 << 3);
    /// A time expression or a figure may start with it, or a word that has to be passed over.
    pub(super) const STARTS: Self = Self(Self::NUMBER.0 | Self::TIME.0 | Self::FIGURE.0 | Self::WORD.0);
    /// A word that the rules look for all over a clause may start with it.
    pub(super) const MARK: Self = Self(1 << 4);

    /// It ends a clause.
    pub(super) const STOP: Self = Self(1 << 5);
    /// `、`
    pub(super) const PAUSE: Self = Self(1 << 6);
    /// A bracket.
    pub(super) const BRACKET: Self = Self(1 << 7);
    /// It opens what is quoted.
    pub(super) const OPENS_QUOTE: Self = Self(1 << 8);
    /// It closes what is quoted.
    pub(super) const CLOSES_QUOTE: Self = Self(1 << 9);
    /// Punctuation that a rule looks for.
    pub(super) const POINT: Self =
        Self(Self::STOP.0 | Self::PAUSE.0 | Self::BRACKET.0 | Self::OPENS_QUOTE.0 | Self::CLOSES_QUOTE.0);
    /// It is another character in a folded text.
    pub(super) const FOLDS: Self = Self(1 << 10);
    /// What is told of each place of a sentence.
    pub(super) const PLACES: Self = Self(Self::STARTS.0 | Self::MARK.0 | Self::POINT.0 | Self::FOLDS.0);

    /// No figure is without such a character.
    pub(super) const SEED: Self = Self(1 << 11);
    /// It may report something by itself, which a numeral below ten does not.
    pub(super) const REPORTS: Self = Self(1 << 12);

    /// A magnitude above ten.
    pub(super) const MAGNITUDE: Self = Self(1 << 13);
    /// A digit of cheques, or their ten: no number alone.
    pub(super) const FORMAL: Self = Self(1 << 14);
    /// It may end a word such as 上, which stands before a magnitude without a digit.
    pub(super) const VAGUE: Self = Self(1 << 15);
    /// A space.
    pub(super) const BLANK: Self = Self(1 << 16);

    /// Stands between a noun and its number.
    pub(super) const PADDING: Self = Self(1 << 17);

    /// May stand between a word such as 拨打 and a code.
    pub(super) const OPENS_CODE: Self = Self(1 << 18);
    /// Joins the codes of a list.
    pub(super) const JOINT: Self = Self(1 << 19);
    /// A hyphen or a dash.
    pub(super) const HYPHEN: Self = Self(1 << 20);
    /// The marker of an item may follow it.
    pub(super) const OPENS_ITEM: Self = Self(1 << 21);
    /// It opens the name of something.
    pub(super) const OPENS_NAME: Self = Self(1 << 22);

    /// White space.
    pub(super) const WHITE: Self = Self(1 << 23);
    /// What belongs to a number may follow it with this character: a unit, a bound, a second number.
    pub(super) const AFTER_NUMBER: Self = Self(1 << 24);
    /// Punctuation that no noun phrase begins with.
    pub(super) const ENDS_PHRASE: Self = Self(1 << 25);

    /// A fraction may go on with it after a magnitude.
    pub(super) const FRACTION: Self = Self(1 << 26);

    /// A quotation mark.
    pub(super) const QUOTE: Self = Self(1 << 27);

    /// It closes what stands before a clause.
    pub(super) const CLOSES: Self = Self(1 << 28);
    /// It ends a noun phrase and is no part of it.
    pub(super) const LOOSE: Self = Self(1 << 29);

    pub(super) fn is(self, any: Self) -> bool {
        self.0 & any.0 != 0
    }
}

/// Tables of words that a character begins or ends a word of, one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tables(u64);

impl Tables {
    /// The table of this number. Tables beyond the last bit share the bits, which only makes them ask more often than they
    /// must.
    pub(super) fn one(number: u32) -> Self {
        Self(1 << (number % u64::BITS))
    }

    #[inline]
    pub(super) fn has(self, any: Self) -> bool {
        self.0 & any.0 != 0
    }
}

impl BitOr for Tables {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// The part of a class that tells the places of a sentence apart, in a few bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct PlaceClass(pub(super) u16);

impl PlaceClass {
    #[inline]
    pub(super) fn is(self, any: Class) -> bool {
        Class::from(self).is(any)
    }
}

impl From<Class> for PlaceClass {
    fn from(class: Class) -> Self {
        Self((class.0 & Class::PLACES.0) as u16)
    }
}

impl From<PlaceClass> for Class {
    fn from(class: PlaceClass) -> Self {
        Self(class.0.into())
    }
}

impl BitOr for Class {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitOr for PlaceClass {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}
