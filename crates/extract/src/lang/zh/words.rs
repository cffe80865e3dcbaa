//! Words of the lexicon, looked up at one place of a text.

use super::alphabet::{Alphabet, Letter};
use super::class::{Class, Tables};
use super::text::Text;

/// Words with what each means.
///
/// At most places none of them stands, which the first character tells: that is inlined wherever a rule asks, and the search
/// is not.
#[derive(Debug)]
pub(super) struct Words<T> {
    table: Tables,
    /// By first letter, longest first.
    words: Vec<Word<T>>,
    firsts: Index,
    /// By first letter, the letters that may follow it, by their last six bits; any where a word is one letter.
    seconds: Vec<u64>,
    /// Places in `words`, by last letter, longest first.
    backwards: Vec<u32>,
    lasts: Index,
}

#[derive(Debug)]
struct Word<T> {
    /// Its first bytes, and how many of a number they are.
    head: u64,
    mask: u64,
    text: Box<str>,
    meaning: T,
    first: Letter,
    last: Letter,
}

/// The first bytes of a stretch in one number, zeros where it is shorter.
fn head(stretch: &[u8]) -> u64 {
    match stretch.first_chunk() {
        Some(bytes) => u64::from_le_bytes(*bytes),
        None => stretch.iter().rev().fold(0, |head, byte| head << 8 | u64::from(*byte)),
    }
}

/// Eight bytes with small letters for the capital ones of ASCII.
fn in_small_letters(bytes: u64) -> u64 {
    const EACH: u64 = u64::MAX / 255;
    // The high bit of each byte tells whether the rest of it is at least so much.
    let from = |letter: u8| (bytes & (0x7f * EACH)) + u64::from(0x80 - letter) * EACH;
    let capital = from(b'A') & !from(b'Z' + 1) & !bytes & (0x80 * EACH);
    bytes | capital >> 2
}

/// Where the entries of each letter stand in a list that is ordered by letters.
#[derive(Debug)]
pub(super) struct Index {
    /// Where those of a letter begin; those of the next one end them.
    begins: Vec<u32>,
}

impl Index {
    /// Of a list with these letters.
    pub(super) fn new(letters: impl ExactSizeIterator<Item = Letter>) -> Self {
        let mut begins = Vec::new();
        let length = u32::try_from(letters.len()).expect("fewer words than a lexicon could hold");
        for (place, letter) in (0..length).zip(letters) {
            begins.resize(begins.len().max(letter.index() + 1), place);
        }
        begins.push(length);
        Self { begins }
    }

    /// The entries of a letter.
    pub(super) fn of<'a, E>(&self, letter: Letter, list: &'a [E]) -> &'a [E] {
        match self.begins.get(letter.index()..letter.index() + 2) {
            Some(&[from, to]) if letter != Letter::OTHER => &list[from as usize..to as usize],
            _ => &[],
        }
    }
}

impl<T> Words<T> {
    /// A table of words, the first of those that are alike.
    pub(super) fn new(alphabet: &mut Alphabet, words: impl IntoIterator<Item = (String, T)>) -> Self {
        let table = alphabet.table();
        let mut letter = |c: Option<char>| c.map_or(Letter::OTHER, |c| alphabet.letter(c));
        let word = |(text, meaning): (String, T)| {
            let (first, last) = (text.chars().next(), text.chars().next_back());
            let (head, mask) = (head(text.as_bytes()), head(&vec![u8::MAX; text.len()]));
            Word { head, mask, text: text.into_boxed_str(), meaning, first: letter(first), last: letter(last) }
        };
        let mut words: Vec<Word<T>> = words.into_iter().map(word).collect();
        words.sort_by_key(|word| (word.first, std::cmp::Reverse(word.text.len())));
        let firsts = Index::new(words.iter().map(|word| word.first));
        let mut seconds: Vec<u64> = Vec::new();
        for word in &words {
            let second = word.text.chars().nth(1).map(|c| letter(Some(c)));
            // The letters of a text may be small ones for capitals.
            let follows = second.map_or(u64::MAX, |second| second.bit() | second.small().bit());
            for first in [word.first, word.first.small()] {
                seconds.resize(seconds.len().max(first.index() + 1), 0);
                seconds[first.index()] |= follows;
            }
        }
        let mut backwards: Vec<u32> = (0..).take(words.len()).collect();
        let of = |place: &u32| &words[*place as usize];
        backwards.sort_by_key(|place| (of(place).last, std::cmp::Reverse(of(place).text.len())));
        let lasts = Index::new(backwards.iter().map(|place| of(place).last));
        let words = Self { table, words, firsts, seconds, backwards, lasts };
        for word in &words.words {
            if let (Some(first), Some(last)) = (word.text.chars().next(), word.text.chars().next_back()) {
                alphabet.mark_opening(first, table);
                alphabet.mark_opening(first.to_ascii_uppercase(), table);
                alphabet.mark_ending(last, table);
            }
        }
        words
    }

    /// Which table it is.
    pub(super) fn table(&self) -> Tables {
        self.table
    }

    /// The words with what each means.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &T)> {
        self.words.iter().map(|word| (&*word.text, &word.meaning))
    }

    /// Adds to what the characters are that a word may begin with; for words in small letters, the capitals too.
    pub(super) fn mark(&self, alphabet: &mut Alphabet, class: Class) {
        for c in self.words.iter().filter_map(|word| word.text.chars().next()) {
            alphabet.mark(c, class);
            alphabet.mark(c.to_ascii_uppercase(), class);
        }
    }

    /// Whether a word may start at `at`, told by its first character.
    #[inline(always)]
    pub(super) fn may_start(&self, text: &Text<'_>, at: usize) -> bool {
        text.may_start(at, self.table)
    }

    /// Whether a word may begin with these two, which follow each other.
    #[inline]
    pub(super) fn may_begin(&self, [first, second]: [Letter; 2]) -> bool {
        self.seconds.get(first.index()).is_some_and(|seconds| seconds & second.bit() != 0)
    }

    /// The longest word that starts at `at`: where it ends, and its meaning.
    #[inline(always)]
    pub(super) fn at(&self, text: &Text<'_>, at: usize, end: usize) -> Option<(usize, &T)> {
        if self.may_start(text, at) { self.longest(text, at, end) } else { None }
    }

    #[inline(never)]
    fn longest(&self, text: &Text<'_>, at: usize, end: usize) -> Option<(usize, &T)> {
        let stretch = text.as_bytes().get(at..end)?;
        let word = self.begins(text.letter(at), head(stretch), |word| stretch.starts_with(word))?;
        Some((at + word.text.len(), &word.meaning))
    }

    /// The longest word with this first letter that a stretch with these first bytes begins with; `whole` tells of one that
    /// has more.
    #[inline]
    fn begins(&self, first: Letter, head: u64, whole: impl Fn(&[u8]) -> bool) -> Option<&Word<T>> {
        let begins =
            |word: &&Word<T>| head & word.mask == word.head && (word.mask >> 56 == 0 || whole(word.text.as_bytes()));
        self.firsts.of(first, &self.words).iter().find(begins)
    }

    /// The same for words in small letters, which the text may write in capitals.
    #[inline(always)]
    pub(super) fn at_in_any_case(&self, text: &Text<'_>, at: usize, end: usize) -> Option<(usize, &T)> {
        if self.may_start(text, at) { self.longest_in_any_case(text, at, end) } else { None }
    }

    #[inline(never)]
    fn longest_in_any_case(&self, text: &Text<'_>, at: usize, end: usize) -> Option<(usize, &T)> {
        let stretch = text.as_bytes().get(at..end)?;
        let head = in_small_letters(head(stretch));
        let whole = |word: &[u8]| stretch.get(..word.len()).is_some_and(|surface| surface.eq_ignore_ascii_case(word));
        let word = self.begins(text.letter(at).small(), head, whole)?;
        Some((at + word.text.len(), &word.meaning))
    }

    /// The longest word that ends at `at` and starts no earlier than `start`: where it starts, and its meaning.
    #[inline(always)]
    pub(super) fn before(&self, text: &Text<'_>, start: usize, at: usize) -> Option<(usize, &T)> {
        if text.may_end(at, self.table) { self.longest_before(text, start, at) } else { None }
    }

    #[inline(never)]
    fn longest_before(&self, text: &Text<'_>, start: usize, at: usize) -> Option<(usize, &T)> {
        let words = self.lasts.of(text.letter_before(at), &self.backwards);
        let stretch = text.as_bytes().get(start..at)?;
        let mut words = words.iter().map(|place| &self.words[*place as usize]);
        let word = words.find(|word| stretch.ends_with(word.text.as_bytes()))?;
        Some((at - word.text.len(), &word.meaning))
    }

    /// The meaning of the word that is exactly this text.
    pub(super) fn get(&self, text: &str) -> Option<&T> {
        Some(&self.words.iter().find(|word| *word.text == *text)?.meaning)
    }

    /// Calls `found` with every word of `start..end` from left to right, the longest at each place, none overlapping. The
    /// characters that the words begin with are marks.
    pub(super) fn each_in(&self, text: &Text<'_>, start: usize, end: usize, mut found: impl FnMut(usize, usize, &T)) {
        if !text.has_mark(self.table) {
            return;
        }
        let mut free = start;
        for at in text.marks(start, end) {
            if at >= free
                && let Some((to, meaning)) = self.at(text, at, end)
            {
                found(at, to, meaning);
                free = to;
            }
        }
    }
}

/// The character that starts at `at`, before `end`.
pub(super) fn char_at(text: &str, at: usize, end: usize) -> Option<char> {
    match text.as_bytes()[..end].get(at)? {
        byte @ ..0x80 => Some(char::from(*byte)),
        _ => text.get(at..end)?.chars().next(),
    }
}

/// The character that ends at `at`, not before `start`.
pub(super) fn char_before(text: &str, start: usize, at: usize) -> Option<char> {
    text.get(start..at)?.chars().next_back()
}

/// `at` moved past spaces of the line.
pub(super) fn skip_blanks(text: &str, mut at: usize, end: usize) -> usize {
    let bytes = &text.as_bytes()[..end];
    while bytes.get(at) == Some(&b' ') {
        at += 1;
    }
    at
}

/// `at` moved back before spaces, not before `floor`.
pub(super) fn trimmed_before(text: &str, floor: usize, at: usize) -> usize {
    let bytes = text.as_bytes();
    let mut end = at;
    while end > floor && bytes.get(end - 1) == Some(&b' ') {
        end -= 1;
    }
    end
}

#[cfg(test)]
mod tests {
    use tallysheet_model::Span;

    use super::*;
    use crate::lang::zh::letters::Letters;

    #[test]
    fn letters_of_eight_bytes_are_small() {
        for first in 0..=u8::MAX {
            let bytes = [first, b'A', b'Z', b'[', b'@', first, 0xc1, 0xff];
            let expected = bytes.map(|byte| byte.to_ascii_lowercase());
            assert_eq!(in_small_letters(u64::from_le_bytes(bytes)).to_le_bytes(), expected);
        }
    }

    #[test]
    fn words_longer_than_eight_bytes_are_compared_to_their_end() {
        let mut alphabet = Alphabet::new();
        let words = ["人民币元", "人民", "Nicknames"].map(|word| (word.to_ascii_lowercase(), ()));
        let words = Words::new(&mut alphabet, words);
        let text = "人民币元人民币圆NickNames，nicknamed";
        let mut letters = Letters::default();
        let text = Text::read(&alphabet, &mut letters, text, Span::new(0, text.len()));
        let at = |at: usize| words.at(&text, at, text.len()).map(|(to, ())| to - at);
        assert_eq!((at(0), at(12), at(24)), (Some(12), Some(6), None));
        let in_any_case = |at: usize| words.at_in_any_case(&text, at, text.len()).map(|(to, ())| to - at);
        assert_eq!((in_any_case(0), in_any_case(24), in_any_case(36)), (Some(12), Some(9), None));
    }

    #[test]
    fn the_longest_word_at_a_place_and_before_it() {
        let mut alphabet = Alphabet::new();
        let words = ["个", "个人", "人", "QQ"].map(|word| (word.to_owned(), word));
        let words = Words::new(&mut alphabet, words);
        let text = "三个人qQQ鱷";
        let mut letters = Letters::default();
        let text = Text::read(&alphabet, &mut letters, text, Span::new(0, text.len()));
        let at = |at: usize, end: usize| words.at(&text, at, end).map(|(to, word)| (to, *word));
        assert_eq!(at(3, text.len()), Some((9, "个人")));
        assert_eq!(at(3, 6), Some((6, "个")));
        assert_eq!((at(0, 9), at(9, 12), at(10, 12)), (None, None, Some((12, "QQ"))));
        assert_eq!((at(12, text.len()), at(text.len(), text.len())), (None, None));
        let before = |from: usize, at: usize| words.before(&text, from, at).map(|(start, word)| (start, *word));
        assert_eq!((before(0, 9), before(6, 9)), (Some((3, "个人")), Some((6, "人"))));
        assert_eq!((before(0, 3), before(0, 0), before(0, text.len())), (None, None, None));
    }

    #[test]
    fn a_character_ends_where_the_next_begins() {
        let (alphabet, mut letters) = (Alphabet::new(), Letters::default());
        let text = "\0a~\u{80}é߿ࠀ案～\u{ffff}𠮷\u{10ffff}";
        let read = Text::read(&alphabet, &mut letters, text, Span::new(0, text.len()));
        for (at, c) in text.char_indices() {
            assert_eq!(read.next(at), at + c.len_utf8(), "{c}");
            assert_eq!(read.previous(at + c.len_utf8()), at, "{c}");
        }
    }
}
