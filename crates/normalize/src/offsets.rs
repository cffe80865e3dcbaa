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

/// The bytes that begin a character: a plain loop over bytes, which compiles to vector instructions.
fn chars(text: &str) -> u64 {
    const CONTINUATION: u8 = 0b1000_0000;
    text.bytes().filter(|byte| byte & 0b1100_0000 != CONTINUATION).count() as u64
}
