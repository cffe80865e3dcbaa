//! What tells near-copies: four SimHashes over the runs of three words.

use simhash::{hamming_distance, simhash_stream};

/// Words in one run.
const RUN: usize = 3;

/// The fewest runs that tell a text from others of its form.
const FEWEST: usize = 40;

/// What stands between words when a run is hashed: another byte makes another, independent hash.
const SEPARATORS: [&str; 4] = [" ", "\t", "\n", "\r"];

/// The bits of one SimHash, and those of them that make up a band.
const BITS: u32 = u64::BITS;
const BAND: u32 = 12;

/// Bands of one fingerprint.
pub(crate) const BANDS: usize = SEPARATORS.len() * (BITS / BAND) as usize;

/// Values of one band.
pub(crate) const BAND_VALUES: usize = 1 << BAND;

/// 256 bits that differ little between texts that share most of their runs of three words, whatever stands between the
/// words and in whatever case they are. A Chinese character is a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fingerprint([u64; SEPARATORS.len()]);

impl Fingerprint {
    /// The fingerprint of a text; `None` for one of fewer than some forty words, which is like others by chance.
    pub fn of(text: &str) -> Option<Self> {
        let (words, normal) = words(text);
        if words.len() < FEWEST + RUN - 1 {
            return None;
        }
        let hash = |separator: &str| {
            let normal = normal.replace(SEPARATORS[0], separator);
            simhash_stream(words.windows(RUN).map(|run| &normal[run[0].0..run[RUN - 1].1]))
        };
        Some(Self(SEPARATORS.map(hash)))
    }

    /// The cosine of how often the texts have each run of words, as the bits estimate it (Charikar 2002): 0 to 1, to two
    /// digits.
    pub fn similarity(self, other: Self) -> f64 {
        let differ: u32 = self.0.iter().zip(other.0).map(|(&one, other)| hamming_distance(one, other)).sum();
        let angle = std::f64::consts::PI * f64::from(differ) / f64::from(BITS * SEPARATORS.len() as u32);
        (angle.cos().max(0.0) * 100.0).round() / 100.0
    }

    /// Bands of bits: texts that are alike have at least one of them in common almost surely, others hardly ever.
    pub(crate) fn bands(self) -> impl Iterator<Item = usize> {
        let of_hash = |hash: u64| (0..BITS / BAND).map(move |band| (hash >> (band * BAND)) as usize % BAND_VALUES);
        self.0.into_iter().flat_map(of_hash)
    }
}

/// The words in lower case, one blank after each, and where each stands in that.
fn words(text: &str) -> (Vec<(usize, usize)>, String) {
    let mut words = Vec::new();
    let mut normal = String::with_capacity(text.len());
    let mut start = 0;
    let mut close = |normal: &mut String, start: &mut usize| {
        if normal.len() > *start {
            words.push((*start, normal.len()));
            normal.push_str(SEPARATORS[0]);
        }
        *start = normal.len();
    };
    for character in text.chars() {
        if character.is_alphanumeric() && !is_ideograph(character) {
            normal.extend(character.to_lowercase());
            continue;
        }
        close(&mut normal, &mut start);
        if is_ideograph(character) {
            normal.push(character);
            close(&mut normal, &mut start);
        }
    }
    close(&mut normal, &mut start);
    (words, normal)
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
