//! The characters of a text as the rules match them: simplified for traditional, ASCII for full-width.
//!
//! *What it matches*: traditional characters and their variants (`詐騙案`), full-width letters, digits and signs of numbers
//! (`２０％`, `ＡＰＰ`).
//!
//! *What it leaves alone*: punctuation, full-width as it is in Chinese; small and capital letters; words that are others
//! across the strait (`網路`): a character stands for a character.
//!
//! *Normalizes to*: a text of as many characters, with the way back to the original. The table of characters is OpenCC's;
//! where it gives a choice, the first.

use hanconv::RawDictionary;
use tallysheet_model::Span;

/// The signs of numbers and names, full-width.
const SIGNS: &str = "％．／－＋＄＜＞＝＆＃＿";
/// How far a full-width character is from its ASCII twin.
const FULL_WIDTH: u32 = '！' as u32 - '!' as u32;
/// The first ideograph of the table, and how many places it has: extension A and the common ideographs.
const FIRST: u32 = 0x3400;
const PLACES: usize = 0xa000 - FIRST as usize;

/// What each character is matched as.
#[derive(Debug)]
pub(super) struct Folding {
    /// By place after [`FIRST`].
    ideographs: Vec<char>,
}

/// A text as it is matched, and where each place of it stands in the original.
#[derive(Debug, Default)]
pub(super) struct Folded {
    pub(super) text: String,
    /// Places after a character that has another length than its original: in this text, and in the original.
    steps: Vec<(usize, usize)>,
}

impl Folding {
    pub(super) fn new() -> Self {
        let mut ideographs: Vec<char> = (FIRST..).take(PLACES).filter_map(char::from_u32).collect();
        for (traditional, simplified) in RawDictionary::TSCharacters.iter() {
            if let (Some(from), Some(to)) = (single(traditional), single(simplified))
                && let Some(place) = place(from)
            {
                ideographs[place] = to;
            }
        }
        // `薴` is simplified to `苧`, which is traditional itself: what is folded is folded for good.
        let last = |c: &char| place(*c).map_or(*c, |place| ideographs[place]);
        Self { ideographs: ideographs.iter().map(last).collect() }
    }

    /// The characters that are matched as others.
    pub(super) fn chars(&self) -> impl Iterator<Item = char> {
        let ideographs = char::from_u32(FIRST).into_iter().flat_map(|first| first..).take(PLACES);
        ideographs.chain('！'..='～').filter(|c| self.fold(*c) != *c)
    }

    /// The text folded, in the room of another.
    pub(super) fn fold_into(&self, text: &str, folded: &mut Folded) {
        folded.text.clear();
        folded.steps.clear();
        for (at, c) in text.char_indices() {
            let matched = self.fold(c);
            folded.text.push(matched);
            if matched.len_utf8() != c.len_utf8() {
                folded.steps.push((folded.text.len(), at + c.len_utf8()));
            }
        }
    }

    /// The text folded.
    #[cfg(test)]
    pub(super) fn folded(&self, text: &str) -> Folded {
        let mut folded = Folded::default();
        self.fold_into(text, &mut folded);
        folded
    }

    pub(super) fn fold(&self, c: char) -> char {
        if let Some(place) = place(c) {
            return self.ideographs[place];
        }
        let narrow = || char::from_u32(u32::from(c) - FULL_WIDTH);
        match c {
            '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => narrow().unwrap_or(c),
            '！'..='～' if SIGNS.contains(c) => narrow().unwrap_or(c),
            _ => c,
        }
    }
}

impl Folded {
    /// All of it.
    pub(super) fn span(&self) -> Span {
        Span::new(0, self.text.len())
    }

    /// Where a span of this text stands in the original.
    pub(super) fn original(&self, span: Span) -> Span {
        Span::new(self.place(span.start), self.place(span.end))
    }

    fn place(&self, at: usize) -> usize {
        match self.steps[..self.steps.partition_point(|(folded, _)| *folded <= at)].last() {
            Some((folded, original)) => original + (at - folded),
            None => at,
        }
    }
}

fn place(c: char) -> Option<usize> {
    let place = usize::try_from(u32::from(c).checked_sub(FIRST)?).ok()?;
    (place < PLACES).then_some(place)
}

fn single(text: &str) -> Option<char> {
    let mut chars = text.chars();
    chars.next().filter(|_| chars.next().is_none())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn characters() {
        let folding = Folding::new();
        let check = |text: &str, expected: &str| assert_eq!(folding.folded(text).text, expected);
        check("詐騙案件３萬餘宗，損失２．５億圓", "诈骗案件3万余宗，损失2.5亿圆");
        check("ａｐｐ、ＡＰＰ（６０％）", "app、APP（60%）");
        check("佔總數的兩成，較去年減少", "占总数的两成，较去年减少");
    }

    #[test]
    fn what_folds_to_itself() {
        let folding = Folding::new();
        for text in ["", "破获案件3万起，占60%（其中App 5款）", "police", "…—“”《》～、。　"]
        {
            assert!(text.chars().all(|c| folding.chars().all(|other| other != c)), "{text}");
            assert_eq!(folding.folded(text).text, text);
        }
    }

    #[test]
    fn what_is_folded_is_folded_for_good() {
        let folding = Folding::new();
        let again: Vec<char> = folding.chars().filter(|c| folding.fold(folding.fold(*c)) != folding.fold(*c)).collect();
        assert_eq!(again, []);
    }

    #[test]
    fn spans_return_to_the_original() {
        let text = "共拘捕１２３名疑犯";
        let folded = Folding::new().folded(text);
        let at = folded.text.find("123").unwrap();
        assert_eq!(folded.original(Span::new(at, at + 3)).slice(text), "１２３");
        assert_eq!(folded.original(Span::new(0, folded.text.len())), Span::new(0, text.len()));
    }

    proptest! {
        #[test]
        fn every_character_keeps_its_place(text in "[a-z０-９％，。㑮㖮一-龥𠮷]{0,30}") {
            let folding = Folding::new();
            let folded = folding.folded(&text);
            prop_assert_eq!(folded.text.chars().count(), text.chars().count());
            let starts = |text: &str| text.char_indices().map(|(at, _)| at).chain([text.len()]).collect::<Vec<_>>();
            let back: Vec<usize> = starts(&folded.text).iter().map(|at| folded.place(*at)).collect();
            prop_assert_eq!(back, starts(&text));
            prop_assert_eq!(&folding.folded(&folded.text).text, &folded.text);
        }
    }
}
