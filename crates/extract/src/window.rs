//! A text in blocks, looked at in vectors: which of its bytes are of a kind, a bit each.

use wide::u8x16;

/// A bit for each byte.
const BLOCK: usize = u64::BITS as usize;

/// The most bytes that are looked at from one place on.
const MOST: usize = 4;

/// A block, and the first bytes of the next: all of a character or of four letters that begin in the block. Behind the text
/// stand zeros.
pub(crate) struct Window<'t>(&'t [u8; BLOCK + MOST - 1]);

/// Calls `look` with every block of the text and where it begins.
pub(crate) fn each(text: &str, mut look: impl FnMut(usize, &Window<'_>)) {
    for start in (0..text.len()).step_by(BLOCK) {
        let rest = &text.as_bytes()[start..];
        match rest.first_chunk() {
            Some(bytes) => look(start, &Window(bytes)),
            None => look(start, &Window(&std::array::from_fn(|i| rest.get(i).copied().unwrap_or_default()))),
        }
    }
}

impl Window<'_> {
    /// The bytes of the block of which `is` tells all bits, a bit each.
    #[inline]
    pub(crate) fn bytes(&self, is: impl Fn(u8x16) -> u8x16) -> u64 {
        let (parts, _) = self.0.as_chunks();
        let bits = parts.iter().map(|part| u64::from(is(u8x16::new(*part)).to_bitmask()));
        bits.enumerate().fold(0, |all, (part, bits)| all | bits << (16 * part))
    }

    /// Those of the places at which `is` holds for the byte and those after it, [`MOST`] at most.
    #[inline]
    pub(crate) fn places<const N: usize>(&self, mut places: u64, is: impl Fn([u8; N]) -> bool) -> u64 {
        const { assert!(N <= MOST) }
        let mut found = 0;
        while places != 0 {
            let place = places.trailing_zeros() as usize % BLOCK;
            places &= places - 1;
            // No branch could be foretold here.
            let bytes = std::array::from_fn(|i| self.0[place + i]);
            found |= u64::from(is(bytes)) << place;
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The places in `text` of a letter that is followed by these two bytes.
    fn places(text: &str, letter: u8, next: [u8; 2]) -> Vec<usize> {
        let mut all = Vec::new();
        each(text, |start, window| {
            let letters = window.bytes(|bytes| bytes.simd_eq(u8x16::splat(letter)));
            let found = window.places(letters, |[_, second, third]| [second, third] == next);
            all.extend((0..BLOCK).filter(|place| found >> place & 1 == 1).map(|place| start + place));
        });
        all
    }

    #[test]
    fn blocks_meet() {
        for before in 0..200 {
            let text = format!("{}one{}", "-".repeat(before), "o".repeat(before % 7));
            assert_eq!(places(&text, b'o', *b"ne"), [before]);
        }
    }

    #[test]
    fn zeros_stand_behind_the_text() {
        assert_eq!(places("no", b'o', [0, 0]), [1]);
        assert_eq!(places("", b'o', [0, 0]), []);
    }
}
