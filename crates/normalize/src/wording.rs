//! Words of the text as claims show them. Most need no change, so that is what is looked for first.

use std::borrow::Cow;

use tallysheet_model::SmolStr;

/// Blanks of the layout become one space each.
pub(crate) fn plain(words: &str) -> Cow<'_, str> {
    match is_plain(words) {
        true => Cow::Borrowed(words),
        false => Cow::Owned(words.split_whitespace().collect::<Vec<_>>().join(" ")),
    }
}

/// The same without quotation marks.
pub(crate) fn unquoted(words: &str) -> SmolStr {
    match is_plain(words) {
        true => SmolStr::new(words),
        false => plain(words).replace(['"', '“', '”', '「', '」', '《', '》'], "").into(),
    }
}

/// What was made of the words told last, handed on where the same are told again.
#[derive(Debug, Default)]
pub(crate) struct Last<'a, T> {
    words: &'a str,
    made: T,
}

impl<'a, T: Clone> Last<'a, T> {
    pub(crate) fn of(&mut self, words: &'a str, make: impl FnOnce(&str) -> T) -> T {
        if self.words != words {
            *self = Self { words, made: make(words) };
        }
        self.made.clone()
    }
}

/// Whether the words are one space apart and hold no quotation mark, as far as their bytes tell.
fn is_plain(words: &str) -> bool {
    let bytes = words.as_bytes();
    match bytes.iter().fold(0, |kinds, &byte| kinds | KINDS[usize::from(byte)]) {
        0 => true,
        BLANK => {
            let pairs = bytes.iter().zip(&bytes[1..]);
            let apart = !pairs.fold(false, |double, (&one, &next)| double | (one == b' ' && next == b' '));
            apart && bytes.first() != Some(&b' ') && bytes.last() != Some(&b' ')
        }
        _ => false,
    }
}

const BLANK: u8 = 1;
const DOUBTFUL: u8 = 2;

/// What each byte may be. Doubtful are controls, the quotation mark, and the first bytes of U+0080 to U+00BF and of U+1000
/// to U+3FFF, among which the other blanks and quotation marks are.
const KINDS: [u8; 256] = {
    let mut kinds = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        kinds[byte] = match byte as u8 {
            b' ' => BLANK,
            0..b' ' | b'"' | 0xC2 | 0xE1..=0xE3 => DOUBTFUL,
            _ => 0,
        };
        byte += 1;
    }
    kinds
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_of_the_layout_become_spaces() {
        for (words, expected) in [
            ("fraud cases", "fraud cases"),
            ("fraud\n  cases", "fraud cases"),
            (" fraud cases ", "fraud cases"),
            ("fraud\u{a0}cases", "fraud cases"),
            ("诈骗\u{3000}案件", "诈骗 案件"),
            ("诈骗案件", "诈骗案件"),
            ("", ""),
        ] {
            assert_eq!(plain(words), expected, "{words:?}");
        }
    }

    #[test]
    fn quotation_marks_are_dropped() {
        assert_eq!(unquoted("“two-card” \n \"gangs\""), "two-card gangs");
        assert_eq!(unquoted("「断卡」《行动》"), "断卡行动");
        assert_eq!(unquoted("gangs"), "gangs");
    }
}
