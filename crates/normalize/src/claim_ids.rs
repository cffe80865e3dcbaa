//! The ids of claims: the first 16 hex digits of the SHA-256 of document and span, `DOCUMENT:START:END`.
//!
//! Every claim has one, so the message is padded here and handed to the compression function as it is: a quarter less
//! work than a hasher that copies it twice.

use sha2::block_api::compress256;
use tallysheet_model::{SmolStr, Span};

/// The state that SHA-256 begins with: FIPS 180-4, section 5.3.3.
const INITIAL: [u32; 8] =
    [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];
/// The bytes that SHA-256 takes at once, and those at the end of the last that tell the length.
const BLOCK: usize = 64;
const LENGTH: usize = 8;

/// Each byte in two hex digits.
const HEX: [[u8; 2]; 256] = {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut pairs = [[0; 2]; 256];
    let mut byte = 0;
    while byte < 256 {
        pairs[byte] = [DIGITS[byte >> 4], DIGITS[byte & 15]];
        byte += 1;
    }
    pairs
};

/// The ids of the claims of one document.
pub(crate) struct ClaimIds {
    /// What is hashed: the document's id, a colon, and the span.
    message: Vec<u8>,
    /// The length of the document's part of it.
    document: usize,
}

impl ClaimIds {
    pub(crate) fn new(doc_id: &str) -> Self {
        let message = [doc_id.as_bytes(), b":"].concat();
        Self { document: message.len(), message }
    }

    pub(crate) fn of(&mut self, span: Span) -> SmolStr {
        self.message.truncate(self.document);
        push_digits(&mut self.message, span.start);
        self.message.push(b':');
        push_digits(&mut self.message, span.end);
        let [first, second, ..] = digest(&mut self.message);
        let mut hex = [0; 16];
        let bytes = (u64::from(first) << 32 | u64::from(second)).to_be_bytes();
        for (pair, byte) in hex.as_chunks_mut().0.iter_mut().zip(bytes) {
            *pair = HEX[usize::from(byte)];
        }
        SmolStr::new_inline(std::str::from_utf8(&hex).expect("hex digits are ASCII"))
    }
}

/// The SHA-256 of a message, which is padded on the way.
fn digest(message: &mut Vec<u8>) -> [u32; 8] {
    let bits = 8 * message.len() as u64;
    message.push(0x80);
    message.resize((message.len() + LENGTH).next_multiple_of(BLOCK) - LENGTH, 0);
    message.extend_from_slice(&bits.to_be_bytes());
    let mut state = INITIAL;
    compress256(&mut state, message.as_chunks().0);
    state
}

/// Adds a number in decimal digits.
fn push_digits(message: &mut Vec<u8>, mut number: usize) {
    let start = message.len();
    message.resize(start + number.checked_ilog10().unwrap_or(0) as usize + 1, 0);
    for digit in message[start..].iter_mut().rev() {
        *digit = b'0' + (number % 10) as u8;
        number /= 10;
    }
}

#[cfg(test)]
mod tests {
    use sha2::{Digest, Sha256};

    use super::*;

    #[test]
    fn ids_are_the_beginning_of_a_sha_256() {
        // Around one block and two, where the padding takes another.
        for doc_id in (0..130).map(|bytes| "é".repeat(bytes / 2) + &"d".repeat(bytes % 2)) {
            let mut ids = ClaimIds::new(&doc_id);
            for (start, end) in [(0, 9), (10, 100), (409_600, usize::MAX)] {
                let digest = Sha256::digest(format!("{doc_id}:{start}:{end}"));
                let hex: String = digest[..8].iter().map(|byte| format!("{byte:02x}")).collect();
                assert_eq!(ids.of(Span::new(start, end)), hex, "{doc_id}:{start}:{end}");
            }
        }
    }
}
