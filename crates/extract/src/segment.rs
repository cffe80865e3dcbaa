//! Paragraphs and sentences.
//!
//! A paragraph is a block between blank lines; where a crawl indents the first line of each original paragraph, it runs
//! to the next indented line. A sentence ends at a full stop, question or exclamation mark, at a semicolon in Chinese,
//! or at the end of its line, unless the next line plainly goes on with it: crawled pages break lines within sentences.
//! What runs on for pages without any of these is cut, so that the work for a sentence is bounded.

use tallysheet_model::Span;
use wide::u8x16;

/// Whether a character is a Han ideograph.
pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

/// Lines that read on from each other, and the paragraph that they belong to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Block {
    pub(crate) span: Span,
    pub(crate) paragraph: u32,
}

/// A crawl that indents paragraphs does so often, with a blank line before each; indented lines one after another are a
/// list.
fn is_indented(text: &str) -> bool {
    let mut blank_before = true;
    let mut opens = |line: &&str| {
        let after_blank = std::mem::replace(&mut blank_before, line.trim().is_empty());
        after_blank && indents(line) && !line.trim().is_empty()
    };
    lines(text).filter(|line| opens(line)).take(3).count() == 3
}

/// The lines of a text, each with its end.
fn lines(mut text: &str) -> impl Iterator<Item = &str> {
    std::iter::from_fn(move || {
        let end = memchr::memchr(b'\n', text.as_bytes()).map_or(text.len(), |at| at + 1);
        let (line, rest) = text.split_at(end);
        text = rest;
        (!line.is_empty()).then_some(line)
    })
}

fn indents(line: &str) -> bool {
    line.starts_with("  ") || line.starts_with('\u{3000}') || line.starts_with('\t')
}

/// The blocks of a text in order. Every character that is no blank is in one.
#[derive(Debug)]
pub(crate) struct Blocks<'t> {
    text: &'t str,
    indented: bool,
    /// The byte that the next line starts at.
    offset: usize,
    blank_before: bool,
    /// The block that the next line may go on with.
    open: Option<Block>,
}

impl<'t> Blocks<'t> {
    pub(crate) fn of(text: &'t str) -> Self {
        Self { text, indented: is_indented(text), offset: 0, blank_before: true, open: None }
    }
}

impl Iterator for Blocks<'_> {
    type Item = Block;

    fn next(&mut self) -> Option<Block> {
        while let Some(line) = lines(&self.text[self.offset..]).next() {
            let start = self.offset;
            self.offset += line.len();
            let (from, to) = without_blanks(line.strip_suffix('\n').unwrap_or(line));
            if from == to {
                self.blank_before = true;
                continue;
            }
            let (span, body) = (Span::new(start + from, start + to), &line[from..to]);
            let blank_before = std::mem::take(&mut self.blank_before);
            let Some(open) = &mut self.open else {
                self.open = Some(Block { span, paragraph: 0 });
                continue;
            };
            if !indents(line) && reads_on(open.span.slice(self.text), body, blank_before) {
                open.span.end = span.end;
                continue;
            }
            let opens_paragraph = if self.indented { indents(line) } else { blank_before };
            let paragraph = open.paragraph + u32::from(opens_paragraph);
            return self.open.replace(Block { span, paragraph });
        }
        self.open.take()
    }
}

/// Whether `next` goes on with the sentence that `before` leaves open.
fn reads_on(before: &str, next: &str, blank_between: bool) -> bool {
    let Some(first) = next.chars().next() else { return false };
    if matches!(first, ',' | ';' | '.' | ')' | '，' | '、' | '。' | '；' | '）') {
        return true;
    }
    let Some(last) = before.chars().next_back() else { return false };
    if matches!(last, ',' | '，' | '、') {
        return true;
    }
    if matches!(last, '.' | '!' | '?' | '。' | '！' | '？' | ':' | '：' | ';' | '；') {
        return false;
    }
    if first.is_lowercase() || open_ended(before) {
        return true;
    }
    // A hard-wrapped line is long and ends anywhere; a line of a list or a headline stands alone.
    let wrapped = before.lines().next_back().is_some_and(|line| line.trim().len() > 60);
    !blank_between && wrapped && (first.is_alphanumeric() || matches!(first, '"' | '“' | '(' | '‘'))
}

/// Ends in a word that nothing can end with.
fn open_ended(before: &str) -> bool {
    const OPEN: &[&str] =
        &["and", "or", "the", "a", "an", "of", "to", "in", "on", "with", "for", "by", "from", "at", "than", "more"];
    let last = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    OPEN.contains(&last)
}

/// Calls `push` with the sentences of a block in order, surrounding blanks trimmed.
pub(crate) fn split(text: &str, block: Span, chinese: bool, push: &mut impl FnMut(Span)) {
    let body = block.slice(text);
    let (mut start, mut at) = (0, 0);
    let mut quotes = 0_i32;
    while let Some(mark) = next_mark(body.as_bytes(), at) {
        at = mark;
        let c = body[at..].chars().next().unwrap_or_default();
        let mut end = at + c.len_utf8();
        let stops = match c {
            '“' | '（' | '《' => {
                quotes += 1;
                false
            }
            '”' | '）' | '》' => {
                quotes = (quotes - 1).max(0);
                false
            }
            '.' => !chinese && ends_sentence(body, at),
            '；' => chinese,
            '!' | '?' | '。' | '！' | '？' => true,
            _ => false,
        };
        at = end;
        if !stops {
            continue;
        }
        // Closing quotes belong to the sentence that they close.
        while let Some(closing) = body[end..].chars().next().filter(|c| closes(*c)) {
            end += closing.len_utf8();
            quotes = (quotes - 1).max(0);
        }
        if !(c == '；' && quotes > 0) {
            trimmed(text, block.start + start, block.start + end, push);
            start = end;
        }
    }
    trimmed(text, block.start + start, block.end, push);
}

/// Whether a quotation or a bracket ends with the mark.
fn closes(mark: char) -> bool {
    matches!(mark, '”' | '’' | '"' | '\'' | '）' | ')' | '」' | '』')
}

/// Whether the text begins with a mark that ends a sentence or opens or closes a quotation.
fn begins_mark(text: &[u8]) -> bool {
    match text {
        [b'.' | b'!' | b'?', ..] => true,
        // `“”`
        [0xe2, 0x80, 0x9c | 0x9d, ..] => true,
        // `。《》`
        [0xe3, 0x80, 0x82 | 0x8a | 0x8b, ..] => true,
        // `！（）；？`
        [0xef, 0xbc, 0x81 | 0x88 | 0x89 | 0x9b | 0x9f, ..] => true,
        _ => false,
    }
}

/// Where the first mark at or after `from` stands that ends a sentence or opens or closes a quotation.
fn next_mark(bytes: &[u8], from: usize) -> Option<usize> {
    const MARKS: [u8; 6] = [b'.', b'!', b'?', 0xe2, 0xe3, 0xef];
    let (chunks, rest) = bytes[from..].as_chunks();
    for (i, chunk) in chunks.iter().enumerate() {
        let chunk = u8x16::new(*chunk);
        let marks = MARKS.map(|mark| chunk.simd_eq(u8x16::splat(mark)));
        let mut marks = marks.into_iter().reduce(|a, b| a | b)?.to_bitmask();
        while marks != 0 {
            let at = from + 16 * i + marks.trailing_zeros() as usize;
            if begins_mark(&bytes[at..]) {
                return Some(at);
            }
            marks &= marks - 1;
        }
    }
    (bytes.len() - rest.len()..bytes.len()).find(|at| begins_mark(&bytes[*at..]))
}

/// The stretch without the blanks around it, in pieces where it is longer than any sentence.
fn trimmed(text: &str, mut start: usize, end: usize, push: &mut impl FnMut(Span)) {
    while start < end {
        let slice = cut(&text[start..end]);
        let (from, to) = without_blanks(slice);
        if from < to {
            push(Span::new(start + from, start + to));
        }
        start += slice.len();
    }
}

/// Where the text begins and ends without the blanks around it.
fn without_blanks(text: &str) -> (usize, usize) {
    let from = text.bytes().take_while(|byte| *byte == b' ').count();
    // Beyond ASCII there are other blanks, of which those of three bytes begin with others than these.
    let opens = matches!(text.as_bytes()[from..], [b'!'..=b'~', ..] | [0xe4..0xf0, _, _, ..]);
    let closes = matches!(text.as_bytes(), [.., b'!'..=b'~'] | [.., 0xe4..0xf0, _, _] | [.., 0xe3, 0x80, 0x81..=0xbf]);
    if opens && closes {
        return (from, text.len());
    }
    let from = text.len() - text.trim_start().len();
    (from, from + text.trim().len())
}

/// As much of the text as a sentence may hold: up to a blank or a mark, else up to any character.
fn cut(text: &str) -> &str {
    /// In bytes: several times the longest sentence of a release, lists included.
    const LONGEST: usize = 4096;
    if text.len() <= LONGEST {
        return text;
    }
    let most = &text[..text.floor_char_boundary(LONGEST)];
    let end = most.rfind(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | ',' | '，')).unwrap_or(0);
    if end > 0 { &most[..end + most[end..].chars().next().map_or(0, char::len_utf8)] } else { most }
}

/// Words that end in a full stop and go on, by their length.
const ABBREVIATIONS: [&[&str]; 7] = [
    &[],
    &["p"],
    &["mr", "ms", "dr", "lt", "st", "no", "vs", "co", "jr", "sr", "pp", "cf", "al", "rs"],
    &[
        "mrs", "gen", "sen", "rep", "gov", "col", "sgt", "nos", "etc", "inc", "ltd", "est", "fig", "vol", "art", "jan",
        "feb", "mar", "apr", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "i.e", "e.g", "u.s", "u.k", "u.n", "a.m",
        "p.m",
    ],
    &["prof", "corp", "dept", "sept"],
    &[],
    &["approx"],
];

/// Whether the full stop at `at` ends a sentence: a space and no small letter follow it, and no abbreviation or initial
/// stands before it.
fn ends_sentence(body: &str, at: usize) -> bool {
    // Most often one blank follows, and a letter or a digit.
    match body.as_bytes()[at + 1..] {
        [b' ', b'a'..=b'z', ..] => return false,
        [b' ', b'A'..=b'Z' | b'0'..=b'9', ..] => return !is_abbreviated(body, at),
        _ => {}
    }
    let after = &body[at + 1..];
    // As in `3.5`.
    if after.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let rest = after.trim_start_matches(['”', '’', '"', '\'', ')']);
    let next = rest.trim_start();
    let Some(first) = next.chars().next() else { return true };
    if rest.len() == next.len() && !is_han(first) {
        // No blank between: `3.5`, `U.S.`; a missing blank after a full stop shows as `word.Word`.
        let before = body[..at].chars().next_back().is_some_and(char::is_lowercase);
        return before && first.is_uppercase() && next.chars().nth(1).is_some_and(char::is_lowercase);
    }
    if first.is_lowercase() || matches!(first, ',' | ';' | '.' | ':' | '。' | '，') {
        return false;
    }
    !is_abbreviated(body, at)
}

/// Whether an abbreviation or an initial stands before the full stop at `at`. After `a.m.` or `U.S.` a capital may well begin
/// a new sentence; after a title or a month it does not.
fn is_abbreviated(body: &str, at: usize) -> bool {
    // Most words are longer than any abbreviation.
    let last = &body.as_bytes()[at.saturating_sub(ABBREVIATIONS.len())..at];
    if last.len() == ABBREVIATIONS.len() && last.iter().all(u8::is_ascii_alphanumeric) {
        return false;
    }
    let word = body[..at].rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
    let mut letters = word.chars();
    let initial = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
    initial || ABBREVIATIONS.get(word.len()).is_some_and(|all| all.iter().any(|known| known.eq_ignore_ascii_case(word)))
}

/// The sentences of a text.
#[cfg(test)]
pub(crate) fn sentences(text: &str, chinese: bool) -> Vec<tallysheet_model::Sentence> {
    let mut sentences = Vec::new();
    for Block { span, paragraph } in Blocks::of(text) {
        split(text, span, chinese, &mut |span| sentences.push(tallysheet_model::Sentence { span, paragraph }));
    }
    sentences
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = sentences(text, text.chars().any(is_han)).iter().map(|s| s.span.slice(text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn full_stops() {
        check("It fell 3.5%. Mr. Li left. U.S. sales rose.", &["It fell 3.5%.", "Mr. Li left.", "U.S. sales rose."]);
        check("He said “no.” Then he left.", &["He said “no.”", "Then he left."]);
        check("funds. , and so on", &["funds. , and so on"]);
        check("to the public. 12 billion yuan", &["to the public.", "12 billion yuan"]);
    }

    #[test]
    fn lines_that_go_on_are_one_sentence() {
        check(
            "were solved, and\n\n634 people were held\n\n, up 3%.",
            &["were solved, and\n\n634 people were held\n\n, up 3%."],
        );
        check("A short headline\n\nThe text begins.", &["A short headline", "The text begins."]);
        check("- one\n- two", &["- one", "- two"]);
    }

    #[test]
    fn chinese() {
        check("破获3起。抓获5人；缴获2张。", &["破获3起。", "抓获5人；", "缴获2张。"]);
    }

    #[test]
    fn marks_are_told_from_characters_that_begin_like_them() {
        let others = "，、…—’「」：①＝～ﾟ・々".repeat(3);
        for mark in ".!?“”。《》！（）；？".chars() {
            for before in others.char_indices().map(|(at, _)| &others[..at]) {
                let text = format!("{before}{mark}{others}");
                assert_eq!(next_mark(text.as_bytes(), 0), Some(before.len()), "{text}");
                assert_eq!(next_mark(text.as_bytes(), before.len() + mark.len_utf8()), None, "{text}");
            }
        }
    }

    #[test]
    fn what_never_ends_is_cut_between_words() {
        let text = "three million cards and ".repeat(1000);
        let spans: Vec<Span> = sentences(&text, false).iter().map(|s| s.span).collect();
        assert!(spans.len() > 3 && spans.iter().all(|s| s.len() <= 4096));
        let words = |s: &str| s.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let joined: Vec<String> = spans.iter().flat_map(|s| words(s.slice(&text))).collect();
        assert_eq!(joined, words(&text));
        assert_eq!(sentences(&"萬".repeat(5000), true).len(), 4);
    }

    #[test]
    fn paragraphs_are_blocks_or_run_to_the_next_indented_line() {
        let paragraphs = |text| sentences(text, false).iter().map(|s| s.paragraph).collect::<Vec<_>>();
        assert_eq!(paragraphs("One. Two.\n\nThree."), [0, 0, 1]);
        assert_eq!(paragraphs("  One.\n\nTwo.\n\n  Three.\n\n  Four."), [0, 0, 1, 2]);
        assert_eq!(paragraphs("One:\n\n  Two.\n  Three.\n  Four.\n\nFive."), [0, 1, 1, 1, 2]);
    }
}
