//! The words that rules name: `word!("than")` is a number that is known when the rule is compiled.

use super::vocabulary::Word;

/// The word that a rule names; a word that is not in [`RULE_WORDS`] does not compile.
macro_rules! word {
    ($text:literal) => {
        const { $crate::lang::en::rule_word::number($text) }
    };
}

/// Several of them.
macro_rules! words {
    ($($text:literal),+ $(,)?) => {
        const { [$($crate::lang::en::rule_word::number($text)),+] }
    };
}

pub(super) use {word, words};

/// Every word that a rule names, in order. They come first in the vocabulary.
#[rustfmt::skip]
pub(super) const RULE_WORDS: &[&str] = &[
    "-", "a", "accumulated", "accumulating", "active", "after", "against", "ago", "also", "am", "amount", "amounted",
    "amounts", "an", "and", "another", "as", "at", "average", "back", "before", "beginning", "between", "bigger",
    "break", "but", "by", "came", "cases", "caused", "children", "compared", "crimes", "current", "deals",
    "deception", "defrauding", "down", "each", "earlier", "early", "end", "ended", "ending", "every", "exceeded",
    "faster", "festival", "fewer", "final", "financial", "first", "fiscal", "for", "fourth", "frauds", "from",
    "further", "gmt", "greater", "hand", "handed", "handing", "hands", "helpline", "higher", "hit", "hits", "holiday",
    "holidays", "home", "hotline", "hrs", "in", "incidents", "involving", "its", "larger", "last", "late", "later",
    "level", "line", "loss", "losses", "lost", "lower", "m", "margin", "men", "mid", "middle", "minus", "month",
    "more", "nationwide", "negative", "never", "next", "not", "number", "numbered", "numbering", "o'clock", "of",
    "off", "on", "one", "only", "onward", "onwards", "opening", "or", "orders", "out", "over", "p", "past", "people",
    "period", "plus", "pm", "point", "points", "police", "preceding", "previous", "prior", "quarter", "quarters",
    "rate", "reach", "reached", "reaches", "reaching", "same", "second", "since", "stands", "start",
    "stood", "taken", "than", "that", "the", "then", "third", "this", "through", "till", "time", "to", "took",
    "total", "totaled", "totalled", "totalling", "totals", "transactions", "transfers", "turn", "turned", "turning",
    "turns", "until", "up", "values", "versus", "when", "whereas", "which", "while", "who", "whom", "with", "within",
    "women", "worldwide", "worth", "year",
];

/// The number of a word in every vocabulary.
pub(super) const fn number(text: &str) -> Word {
    let mut i = 0;
    while i < RULE_WORDS.len() {
        if is_same(RULE_WORDS[i].as_bytes(), text.as_bytes()) {
            return Word::of_rule(i);
        }
        i += 1;
    }
    panic!("no word of RULE_WORDS")
}

const fn is_same(a: &[u8], b: &[u8]) -> bool {
    let mut i = 0;
    while i < a.len() && i < b.len() && a[i] == b[i] {
        i += 1;
    }
    i == a.len() && i == b.len()
}

#[cfg(test)]
mod tests {
    use super::{super::vocabulary::Vocabulary, *};

    #[test]
    fn numbers_are_those_of_the_vocabulary() {
        let vocabulary = Vocabulary::new();
        for text in RULE_WORDS {
            assert_eq!(vocabulary.get(text, 0, text.len()), number(text), "{text}");
        }
        assert!(RULE_WORDS.is_sorted_by(|a, b| a < b), "each word stands once, in order");
    }
}
