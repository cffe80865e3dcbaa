//! Code point offsets: other languages count characters where ours counts bytes.

use tallysheet_model::Span;

/// The code point offsets of spans of one text, each counted on from the one asked for before.
pub(crate) struct CharOffsets<'a> {
    text: &'a str,
    /// Every character is one byte.
    ascii: bool,
    byte: usize,
    chars: u64,
}

impl<'a> CharOffsets<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self { text, ascii: text.is_ascii(), byte: 0, chars: 0 }
    }

    pub(crate) fn of(&mut self, span: Span) -> (u64, u64) {
        (self.at(span.start), self.at(span.end))
    }

    fn at(&mut self, byte: usize) -> u64 {
        if self.ascii {
            return byte as u64;
        }
        match byte < self.byte {
            true => self.chars -= chars(&self.text[byte..self.byte]),
            false => self.chars += chars(&self.text[self.byte..byte]),
        }
        self.byte = byte;
        self.chars
    }
}

/// The bytes that begin a character, counted in bytes while a byte can hold the count: so the compiler adds many at once.
fn chars(text: &str) -> u64 {
    let begins = |byte: &u8| u8::from(byte & 0b1100_0000 != 0b1000_0000);
    text.as_bytes().chunks(128).map(|some| u64::from(some.iter().map(begins).sum::<u8>())).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_count_characters() {
        let text = "2021年，案件44.1万起。".repeat(40);
        let mut offsets = CharOffsets::new(&text);
        let spans = [(0, 4), (4, 7), (700, 704), (10, 16), (text.len(), text.len())];
        for (start, end) in spans.map(|(start, end)| (text.floor_char_boundary(start), text.floor_char_boundary(end))) {
            let chars = |byte: usize| text[..byte].chars().count() as u64;
            assert_eq!(offsets.of(Span::new(start, end)), (chars(start), chars(end)));
        }
        assert_eq!(CharOffsets::new("441,000").of(Span::new(1, 3)), (1, 3));
    }
}
