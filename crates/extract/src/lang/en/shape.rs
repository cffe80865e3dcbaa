//! How a word is spelt, as far as rules ask for it: told once, when the word is read.

use std::ops::BitOr;

/// What holds of the letters of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) struct Shape(u8);

impl Shape {
    /// It begins with a capital letter.
    pub(super) const CAPITAL: Self = Self(1);
    /// It ends in `ed` and has more than four letters, as the regular past form of a verb has.
    pub(super) const ED: Self = Self(1 << 1);
    /// It ends in `ly`, as many adverbs do.
    pub(super) const LY: Self = Self(1 << 2);
    /// It ends in `s` and not in `ss`, as a regular plural does.
    pub(super) const S: Self = Self(1 << 3);
    /// It ends in `n't`.
    pub(super) const NOT: Self = Self(1 << 4);

    /// That of a text; small letters at its end are looked for as they are written.
    pub(super) fn of(text: &str) -> Self {
        let ending = match *text.as_bytes() {
            [.., before, last] => [before, last],
            [last] => [0, last],
            [] => [0, 0],
        };
        let mut shape = Self::of_ending(ending, text.len());
        if text.starts_with(char::is_uppercase) {
            shape = shape | Self::CAPITAL;
        }
        if text.ends_with("n't") || text.ends_with("n’t") {
            shape = shape | Self::NOT;
        }
        shape
    }

    /// [`Shape::of`] the word of ASCII letters from `start` to `end`, without a branch: what words begin and end with cannot
    /// be foretold.
    #[inline]
    pub(super) fn of_ascii(bytes: &[u8], start: usize, end: usize) -> Self {
        // Before a word of one letter stands no letter, and what does makes no difference.
        let first = bytes.get(start).copied().unwrap_or_default();
        let ending = bytes[..end].last_chunk().copied().unwrap_or([0, first]);
        let capital = first.is_ascii_uppercase();
        Self(holds(capital, Self::CAPITAL)) | Self::of_ending(ending, end - start)
    }

    /// That of a word of this length by the two bytes that it ends in.
    #[inline]
    fn of_ending(ending: [u8; 2], len: usize) -> Self {
        let ed = (ending == *b"ed") & (len > 4);
        let s = (ending[1] == b's') & (ending[0] != b's');
        Self(holds(ed, Self::ED) | holds(ending == *b"ly", Self::LY) | holds(s, Self::S))
    }

    /// Whether `other` holds of it.
    #[inline]
    pub(super) fn is(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

fn holds(is: bool, shape: Shape) -> u8 {
    u8::from(is) * shape.0
}

impl BitOr for Shape {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_at_the_beginning_and_the_end() {
        let none = Shape::default();
        for (text, shape) in [
            ("solved", Shape::ED),
            ("Speed", Shape::ED | Shape::CAPITAL),
            ("need", none),
            ("ed", none),
            ("only", Shape::LY),
            ("ly", Shape::LY),
            ("losses", Shape::S),
            ("loss", none),
            ("ss", none),
            ("s", Shape::S),
            ("SOLVED", Shape::CAPITAL),
            ("A", Shape::CAPITAL),
            ("", none),
        ] {
            assert_eq!(Shape::of(text), shape, "{text}");
            assert_eq!(Shape::of_ascii(text.as_bytes(), 0, text.len()), shape, "{text}");
        }
        assert_eq!(Shape::of("Élus"), Shape::CAPITAL | Shape::S);
        assert_eq!(Shape::of("Don’t"), Shape::CAPITAL | Shape::NOT);
    }
}
