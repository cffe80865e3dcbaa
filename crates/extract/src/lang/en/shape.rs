//! How a word is spelt, as far as rules ask for it.

/// What may hold of the letters of a word; small letters are looked for as they are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// It begins with a capital letter.
    Capital,
    /// It ends in `ed` and has more than four letters, as the regular past form of a verb has.
    Ed,
    /// It ends in `ly`, as many adverbs do.
    Ly,
    /// It ends in `s` and not in `ss`, as a regular plural does.
    S,
    /// It ends in `n't`.
    Not,
}

impl Shape {
    /// Whether it holds of the word with these bytes.
    #[inline]
    pub(super) fn is_of(self, word: &[u8]) -> bool {
        match (self, word) {
            (Self::Capital, [first @ 0..0x80, ..]) => first.is_ascii_uppercase(),
            (Self::Capital, _) => str::from_utf8(word).is_ok_and(|word| word.starts_with(char::is_uppercase)),
            (Self::Ed, _) => word.ends_with(b"ed") && word.len() > "need".len(),
            (Self::Ly, _) => word.ends_with(b"ly"),
            (Self::S, _) => word.ends_with(b"s") && !word.ends_with(b"ss"),
            (Self::Not, _) => word.ends_with(b"n't") || word.ends_with("n’t".as_bytes()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_at_the_beginning_and_the_end() {
        for (word, shapes) in [
            ("solved", &[Shape::Ed][..]),
            ("Speed", &[Shape::Capital, Shape::Ed]),
            ("need", &[]),
            ("ed", &[]),
            ("only", &[Shape::Ly]),
            ("ly", &[Shape::Ly]),
            ("losses", &[Shape::S]),
            ("loss", &[]),
            ("ss", &[]),
            ("s", &[Shape::S]),
            ("SOLVED", &[Shape::Capital]),
            ("A", &[Shape::Capital]),
            ("", &[]),
            ("Élus", &[Shape::Capital, Shape::S]),
            ("Don’t", &[Shape::Capital, Shape::Not]),
        ] {
            let all = [Shape::Capital, Shape::Ed, Shape::Ly, Shape::S, Shape::Not];
            let found: Vec<Shape> = all.into_iter().filter(|shape| shape.is_of(word.as_bytes())).collect();
            assert_eq!(found, shapes, "{word}");
        }
    }
}
