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

/// The most digits of an offset, and how many are written at once.
const DIGITS: usize = usize::MAX.ilog10() as usize + 1;
const GROUP: usize = 8;

/// The ids of the claims of one document.
pub(crate) struct ClaimIds {
    /// What is hashed: the document's id, a colon, and the span, with room for the longest span, the padding, and digits written
    /// beyond the end.
    message: Vec<u8>,
    /// The length of the document's part of it.
    document: usize,
}

impl ClaimIds {
    pub(crate) fn new(doc_id: &str) -> Self {
        let mut message = [doc_id.as_bytes(), b":"].concat();
        let document = message.len();
        message.resize(padded(document + 2 * DIGITS + 1) + GROUP, 0);
        Self { message, document }
    }

    pub(crate) fn of(&mut self, span: Span) -> SmolStr {
        let mut length = self.document;
        length += write_digits(&mut self.message[length..], span.start);
        self.message[length] = b':';
        length += 1;
        length += write_digits(&mut self.message[length..], span.end);
        let [first, second, ..] = digest(&mut self.message, length);
        let hex = [hex_digits(first), hex_digits(second)];
        SmolStr::new_inline(std::str::from_utf8(hex.as_flattened()).expect("hex digits are ASCII"))
    }
}

/// The length of a message with its padding.
const fn padded(length: usize) -> usize {
    (length + 1 + LENGTH).next_multiple_of(BLOCK)
}

/// The SHA-256 of a message of this length, which is padded on the way.
fn digest(message: &mut [u8], length: usize) -> [u32; 8] {
    let message = &mut message[..padded(length)];
    let (padding, bits) = message[length..].split_last_chunk_mut::<LENGTH>().expect("the padding holds the length");
    padding.fill(0);
    padding[0] = 0x80;
    *bits = (8 * length as u64).to_be_bytes();
    let mut state = INITIAL;
    compress256(&mut state, message.as_chunks().0);
    state
}

/// Writes a number in decimal digits, and returns how many. A few bytes behind them are overwritten.
fn write_digits(buffer: &mut [u8], number: usize) -> usize {
    const LIMIT: usize = 10_usize.pow(GROUP as u32);
    if number >= LIMIT {
        let before = write_digits(buffer, number / LIMIT);
        buffer[before..before + GROUP].copy_from_slice(&eight_digits(number % LIMIT).to_be_bytes());
        return before + GROUP;
    }
    let digits = eight_digits(number);
    let zeros = ((digits - each(b'0')).leading_zeros() as usize / 8).min(GROUP - 1);
    buffer[..GROUP].copy_from_slice(&(digits << (8 * zeros)).to_be_bytes());
    GROUP - zeros
}

/// The eight decimal digits of a number below 10^8, the first in the highest byte: it is taken apart into halves of four
/// digits, these into pairs, and these into digits, all parts at once.
fn eight_digits(number: usize) -> u64 {
    let number = number as u64;
    let fours = ((number / 10_000) << 32) | (number % 10_000);
    // The reciprocals are exact for numbers as small as these.
    let hundreds = ((fours * 10_486) >> 20) & 0x0000_007F_0000_007F;
    let pairs = hundreds << 16 | (fours - 100 * hundreds);
    let tens = ((pairs * 103) >> 10) & 0x000F_000F_000F_000F;
    (tens << 8 | (pairs - 10 * tens)) + each(b'0')
}

/// The same in every byte.
const fn each(byte: u8) -> u64 {
    u64::from_ne_bytes([byte; 8])
}

/// A number in hex digits: its half bytes are drawn apart to a byte each, and all made digits at once.
fn hex_digits(number: u32) -> [u8; 8] {
    let mut halves = u64::from(number);
    halves = (halves | halves << 16) & 0x0000_FFFF_0000_FFFF;
    halves = (halves | halves << 8) & 0x00FF_00FF_00FF_00FF;
    halves = (halves | halves << 4) & each(0x0F);
    // Six more than ten overflow into the next half byte: there a letter is due.
    let letters = ((halves + each(6)) >> 4) & each(1);
    (halves + each(b'0') + letters * u64::from(b'a' - b'9' - 1)).to_be_bytes()
}

#[cfg(test)]
mod tests {
    use sha2::{Digest, Sha256};

    use super::*;

    #[test]
    fn numbers_are_written_in_digits() {
        let near = (0..20).flat_map(|power| [-1, 0, 1].map(|off| 10_usize.pow(power).saturating_add_signed(off)));
        for number in (0..100_000).chain(near).chain([usize::MAX]) {
            let mut buffer = [0; DIGITS + GROUP];
            let digits = write_digits(&mut buffer, number);
            assert_eq!(std::str::from_utf8(&buffer[..digits]), Ok(number.to_string().as_str()));
        }
    }

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
