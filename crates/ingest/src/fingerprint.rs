//! What tells near-copies: a SimHash over the runs of three words, and the least hashes of the runs to find it by.

use std::mem;

/// Words in one run.
const RUN: usize = 3;

/// Words that are hashed at once.
const AT_ONCE: usize = 256;

/// The fewest runs that tell a text from others of its form.
const FEWEST: usize = 40;

/// The words of 64 bits that a SimHash has.
const HASHES: usize = 4;

/// The runs are dealt into so many bins by their hash; each bin keeps its least.
const BINS: usize = 64;

/// Bins that must be the same in two texts for one to be found by the other.
const BAND: usize = 8;

/// Bands of one fingerprint.
pub(crate) const BANDS: usize = BINS / BAND;

/// What a text has in common with others that share most of their runs of three words, whatever stands between the words
/// and in whatever case they are. A Chinese character is a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fingerprint {
    bits: SimHash,
    bands: [u32; BANDS],
}

/// 256 bits that differ little between texts that are alike (Charikar 2002).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct SimHash(Bits);

impl Fingerprint {
    /// The fingerprint of a text; `None` for one of fewer than some forty words, which is like others by chance.
    pub fn of(text: &str) -> Option<Self> {
        let (mut counts, mut bins) = (BitCounts::new(), [u32::MAX; BINS]);
        let mut words = Words::of(text);
        // Those of the words before stand in front that begin a run.
        let (mut some, mut kept, mut runs) = ([0; AT_ONCE], 0, 0);
        loop {
            let count = kept + words.take(&mut some[kept..]);
            for run in some[..count].array_windows::<RUN>() {
                let run = mixed(run[0].rotate_left(42) ^ run[1].rotate_left(21) ^ run[2]);
                counts.add(OTHERS.map(|other| spread(run, other)));
                let bin = &mut bins[run as usize % BINS];
                *bin = (*bin).min((run >> 32) as u32);
            }
            runs += count.saturating_sub(RUN - 1);
            if count == kept {
                break;
            }
            kept = count.min(RUN - 1);
            some.copy_within(count - kept..count, 0);
        }
        (runs >= FEWEST).then(|| Self { bits: SimHash(counts.majority()), bands: bands(bins) })
    }

    /// The cosine of how often the texts have each run of words, as the bits estimate it: 0 to 1, to two digits.
    pub fn similarity(self, other: Self) -> f64 {
        similarity(SimHash::percent(self.bits.differ(other.bits)))
    }

    pub(crate) fn bits(self) -> SimHash {
        self.bits
    }

    /// What texts that are alike have at least one of in common almost surely, others hardly ever.
    pub(crate) fn bands(self) -> [u32; BANDS] {
        self.bands
    }
}

impl SimHash {
    pub const BITS: u32 = u64::BITS * HASHES as u32;

    /// How many bits differ.
    pub fn differ(self, other: Self) -> u32 {
        self.0.iter().zip(other.0).map(|(&one, other)| (one ^ other).count_ones()).sum()
    }

    /// How similar texts are whose bits differ so, in percent.
    pub fn percent(differ: u32) -> u8 {
        let angle = std::f64::consts::PI * f64::from(differ) / f64::from(Self::BITS);
        (angle.cos().max(0.0) * 100.0).round() as u8
    }
}

/// The share that is so many percent.
pub(crate) fn similarity(percent: u8) -> f64 {
    f64::from(percent) / 100.0
}

const WAITING: usize = 16;

/// 256 bits.
type Bits = [u64; HASHES];

/// How often each bit was set, the counts held across: plane `n` has the binary digit `n` of every count.
struct BitCounts {
    planes: [Bits; 32],
    /// What is not added yet: sixteen at once cost little more than one.
    waiting: [Bits; WAITING],
    added: usize,
}

impl BitCounts {
    fn new() -> Self {
        Self { planes: [[0; HASHES]; 32], waiting: [[0; HASHES]; WAITING], added: 0 }
    }

    fn add(&mut self, bits: Bits) {
        self.waiting[self.added % WAITING] = bits;
        self.added += 1;
        if self.added.is_multiple_of(WAITING) {
            self.add_waiting();
        }
    }

    /// A tree of full adders (Harley and Seal): the carry of sixteen numbers is one number of the fifth plane.
    fn add_waiting(&mut self) {
        let waiting = mem::replace(&mut self.waiting, [[0; HASHES]; WAITING]);
        let [ones, twos, fours, eights, higher @ ..] = &mut self.planes;
        let mut four = |at: usize| {
            let two = full_add(ones, waiting[at], waiting[at + 1]);
            let two_more = full_add(ones, waiting[at + 2], waiting[at + 3]);
            full_add(twos, two, two_more)
        };
        let eight = full_add(fours, four(0), four(4));
        let eight_more = full_add(fours, four(8), four(12));
        let mut carry = full_add(eights, eight, eight_more);
        for plane in higher {
            if carry == [0; HASHES] {
                break;
            }
            carry = full_add(plane, carry, [0; HASHES]);
        }
    }

    /// The bits that were set more often than not.
    fn majority(mut self) -> Bits {
        self.add_waiting();
        let half = self.added / 2;
        let (mut above, mut equal) = ([0; HASHES], [u64::MAX; HASHES]);
        for (digit, plane) in self.planes.iter().enumerate().rev() {
            let of_half = if half >> digit & 1 == 1 { u64::MAX } else { 0 };
            for at in 0..HASHES {
                above[at] |= equal[at] & plane[at] & !of_half;
                equal[at] &= !(plane[at] ^ of_half);
            }
        }
        above
    }
}

/// Adds two bits to each of `sum` and gives what carries.
fn full_add(sum: &mut Bits, one: Bits, other: Bits) -> Bits {
    let mut carry = [0; HASHES];
    for at in 0..HASHES {
        let either = sum[at] ^ one[at];
        carry[at] = (sum[at] & one[at]) | (either & other[at]);
        sum[at] = either ^ other[at];
    }
    carry
}

/// The bins by eights, as one number each. A bin that no run fell into takes the one before it, so that a short text has
/// something in each (Shrivastava and Li 2014).
fn bands(mut bins: [u32; BINS]) -> [u32; BANDS] {
    let mut last = bins.iter().rev().copied().find(|&bin| bin != u32::MAX).unwrap_or_default();
    for bin in &mut bins {
        if *bin == u32::MAX {
            *bin = last.wrapping_add(1);
        }
        last = *bin;
    }
    let mut bands = [0; BANDS];
    for (band, bins) in bands.iter_mut().zip(bins.chunks_exact(BAND)) {
        let all = bins.iter().fold(0, |all, &bin| mixed(all ^ u64::from(bin)));
        *band = (all >> 32) as u32;
    }
    bands
}

/// A number like chance that depends on every bit of `number` (the end of MurmurHash3).
fn mixed(mut number: u64) -> u64 {
    number = (number ^ number >> 33).wrapping_mul(0xff51_afd7_ed55_8ccd);
    number = (number ^ number >> 33).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    number ^ number >> 33
}

/// Odd numbers like chance, for as many hashes of one run.
const OTHERS: Bits = [0x9e37_79b9_7f4a_7c15, 0xbf58_476d_1ce4_e5b9, 0x94d0_49bb_1331_11eb, 0xd6e8_feb8_6659_fd93];

/// Another hash of what `mixed` has made, by the high half of a product.
fn spread(hash: u64, other: u64) -> u64 {
    let product = u128::from(hash) * u128::from(other);
    (product >> 64) as u64 ^ product as u64
}

/// Hashes every word, in lower case.
struct Words<'a> {
    text: &'a str,
    at: usize,
    /// Of the letters since the last word; 0 where there are none.
    hash: u64,
}

impl<'a> Words<'a> {
    fn of(text: &'a str) -> Self {
        Self { text, at: 0, hash: 0 }
    }

    /// Fills `words` with the hashes of the next, as far as there is room for two more; none are left where it gives 0.
    fn take(&mut self, words: &mut [u64]) -> usize {
        let (bytes, mut taken) = (self.text.as_bytes(), Taken { words, count: 0 });
        while taken.has_room() && self.at < bytes.len() {
            match LETTERS[usize::from(bytes[self.at])] {
                LONGER => self.read_longer(&mut taken),
                letter => {
                    self.at += 1;
                    // Where a word ends is hard to foretell, so nothing branches on it: the end alone multiplies by 0.
                    let ends = letter == NO_LETTER;
                    taken.end_word(self.hash, ends);
                    self.hash = (self.hash ^ u64::from(letter)).wrapping_mul(if ends { 0 } else { PRIME });
                }
            }
        }
        if taken.has_room() {
            taken.end_word(mem::take(&mut self.hash), true);
        }
        taken.count
    }

    /// Reads a character of more than one byte.
    fn read_longer(&mut self, taken: &mut Taken<'_>) {
        let ideograph = match self.text.as_bytes()[self.at..] {
            // U+4000 to U+9FFF, which most of a Chinese text is.
            [first @ 0xE4..=0xE9, second, third, ..] => {
                self.at += 3;
                u64::from(first & 0xF) << 12 | u64::from(second & 0x3F) << 6 | u64::from(third & 0x3F)
            }
            _ => {
                let character = self.text[self.at..].chars().next().expect("there is a byte of it");
                self.at += character.len_utf8();
                if is_ideograph(character) {
                    character.into()
                } else if !is_mark(character) && character.is_alphanumeric() {
                    self.hash = character.to_lowercase().fold(self.hash, |hash, letter| pushed(hash, letter.into()));
                    return;
                } else {
                    return taken.end_word(mem::take(&mut self.hash), true);
                }
            }
        };
        taken.end_word(mem::take(&mut self.hash), true);
        taken.end_word(pushed(0, ideograph), true);
    }
}

/// Hashes that fill a list.
struct Taken<'w> {
    words: &'w mut [u64],
    count: usize,
}

impl Taken<'_> {
    fn has_room(&self) -> bool {
        self.count + 2 <= self.words.len()
    }

    /// Takes the hash if a word ends with it; that of no letters is none.
    fn end_word(&mut self, hash: u64, ends: bool) {
        self.words[self.count] = hash;
        self.count += usize::from(ends & (hash != 0));
    }
}

/// The hash of a word with one more letter.
fn pushed(hash: u64, letter: u64) -> u64 {
    (hash ^ letter).wrapping_mul(PRIME)
}

/// What stands for no letter, and for the first byte of a character that has more.
const NO_LETTER: u8 = 0;
const LONGER: u8 = 1;

/// The ASCII letters and digits in lower case.
const LETTERS: [u8; 256] = {
    let mut letters = [LONGER; 256];
    let mut byte = 0;
    while byte < 128 {
        let letter = byte as u8;
        letters[byte] = if letter.is_ascii_alphanumeric() { letter.to_ascii_lowercase() } else { NO_LETTER };
        byte += 1;
    }
    letters
};

/// Of FNV-1a, whose hash this is but for its start.
const PRIME: u64 = 0x0100_0000_01b3;

/// The marks that texts are full of, told at once from letters.
fn is_mark(character: char) -> bool {
    matches!(character, '\u{2000}'..='\u{206F}' | '\u{3000}'..='\u{3003}' | '\u{3008}'..='\u{3011}')
        || matches!(character, '\u{FF01}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF20}')
}

/// A character that is written without blanks between words.
fn is_ideograph(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{323AF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    const STORY: &str = "Police in the port city broke up eleven workshops that printed false invoices last spring. \
        Officers searched warehouses along the river, took away printing plates and stamps, and questioned the owners of \
        two haulage firms. The tax office had noticed that the firms claimed for fuel which no pump in the region had \
        sold. Prosecutors say the invoices were worth 48 million yuan, and that most of them were used within a month. \
        A hearing is set for September, when the court will also decide whether the firms may go on trading. Lawyers for \
        the owners said that their clients had been deceived by an accountant who has since left the country.";

    const CHINESE: &str = "去年春天，港口城市的警方捣毁了十一个印制假发票的作坊。办案人员搜查了沿河的仓库，查获印版和印章，并询问了两家\
        运输公司的负责人。税务部门此前发现，这些公司申报的燃油在当地没有一家加油站售出过。检方表示，假发票金额达4800万元，大部分在一个月内就被\
        用掉。法院定于九月开庭，届时还将决定这些公司能否继续营业。负责人的律师称，他们的当事人受到一名会计的欺骗，该会计已经离境。";

    fn similarity(one: &str, other: &str) -> f64 {
        Fingerprint::of(one).unwrap().similarity(Fingerprint::of(other).unwrap())
    }

    #[test]
    fn words_are_letters_together_and_ideographs_alone() {
        let text = "The “2021” CAFÉ：—破获44.1万起，㐀々x 𠀀 é\n";
        let expected = ["the", "2021", "café", "破", "获", "44", "1", "万", "起", "㐀", "々x", "𠀀", "é"];
        let expected = expected.map(|word| word.chars().fold(0, |hash, letter| pushed(hash, letter.into())));
        for at_once in 2..20 {
            let (mut words, mut some, mut all) = (Words::of(text), vec![0; at_once], Vec::new());
            while let count @ 1.. = words.take(&mut some) {
                all.extend_from_slice(&some[..count]);
            }
            assert_eq!(all, expected);
        }
    }

    #[test]
    fn layout_and_case_change_nothing() {
        assert_eq!(similarity(STORY, &STORY.to_uppercase().replace(". ", ".\n\n")), 1.0);
    }

    #[test]
    fn another_headline_and_a_changed_word_are_a_near_copy() {
        let edited = format!("Eleven print shops closed\n\n{}", STORY.replace("questioned", "interviewed"));
        assert!(similarity(STORY, &edited) >= 0.9, "{}", similarity(STORY, &edited));
        let edited = format!("（记者 李明）{}", CHINESE.replace("办案人员", "民警"));
        assert!(similarity(CHINESE, &edited) >= 0.9, "{}", similarity(CHINESE, &edited));
    }

    #[test]
    fn another_text_is_none() {
        assert!(similarity(STORY, CHINESE) < 0.3);
        let half: String = STORY
            .split_inclusive(' ')
            .enumerate()
            .map(|(at, word)| if at % 5 == 0 { "other " } else { word })
            .collect();
        assert!(similarity(STORY, &half) < 0.8, "{}", similarity(STORY, &half));
    }

    #[test]
    fn a_short_text_has_no_fingerprint() {
        assert_eq!(Fingerprint::of("In 2021, police cracked 12,000 cases."), None);
        assert_eq!(Fingerprint::of(""), None);
    }
}
