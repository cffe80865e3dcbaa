//! Numbers that report nothing.
//!
//! What it matches: bare number words under ten (`three operators`), calendar years, list markers (`1.`, `(2)`), names
//! and codes with a number (`Cloud Sword 2021`, `COVID-19`, `4A level`, `No. 5`), scores and clock times (`3:2`, `10/15`),
//! numbers in a set phrase in quotes (`the “1, 3 and 5 minutes” mechanism`), parts of one (`two thirds`), places in an
//! order, decimal commas that may be lists (`1,3`), what a percentage is of (`percent of 210`), the line that a kind of case
//! is drawn at (`cases of more than one million yuan`).
//!
//! What it leaves alone: a number word with a time unit (`seven consecutive months`), and every digit that counts a noun.

use tallysheet_model::{Bound, Decimal, Dimension, Exclusion};

use super::{
    English,
    figure::{Figure, FigureKind},
    lexicon::Class,
    phrase::{is_participle, is_plural},
    rule_word::{word, words},
    shape::Shape,
    token::{TokenKind, Tokens},
    vocabulary::Word,
};

/// Why the figure reports nothing, if so; `counts` says that a noun phrase right of it is counted.
pub(super) fn exclusion(
    english: &English,
    tokens: &Tokens<'_>,
    figure: &Figure<'_>,
    counts: bool,
) -> Option<Exclusion> {
    if is_set_phrase(tokens, figure) {
        return Some(Exclusion::SetPhrase);
    }
    if is_threshold(tokens, figure) {
        return Some(Exclusion::Threshold);
    }
    // `percent of 210`: a number that something is a percentage of.
    let per = |word: &str| word.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("per"));
    if figure.dimension == Dimension::Proportion && tokens.text(figure.first).is_some_and(per) {
        return Some(Exclusion::Damaged);
    }
    // `two days earlier` tells a time.
    let since = || tokens.is_any(figure.next, &words!["earlier", "ago", "later", "before", "after", "prior"]);
    if figure.dimension == Dimension::Time && since() {
        return Some(Exclusion::Date);
    }
    if figure.dimension != Dimension::Count {
        return None;
    }
    match figure.kind {
        FigureKind::Ordinals => return Some(Exclusion::Ordinal),
        FigureKind::Fraction => return Some(Exclusion::Fraction),
        FigureKind::Comma => return Some(Exclusion::Damaged),
        FigureKind::Number | FigureKind::BareWord | FigureKind::Growth(_) => {}
    }
    if is_marker(tokens, figure) {
        return Some(Exclusion::Marker);
    }
    if is_named(english, tokens, figure, counts) {
        return Some(Exclusion::Name);
    }
    if figure.kind == FigureKind::BareWord && figure.value < Decimal::from(10) {
        return Some(Exclusion::SmallWord);
    }
    // `the 2022 edition`: an article leads to a year rather than to a count.
    let the = || figure.first > 0 && tokens.is(figure.first - 1, word!("the"));
    (is_year(figure) && (!counts || the())).then_some(Exclusion::Year)
}

/// Four plain digits from 1900 to 2099.
fn is_year(figure: &Figure<'_>) -> bool {
    let four_digits = figure.span.len() == 4 && figure.high.is_none();
    four_digits && (Decimal::from(1900)..=Decimal::from(2099)).contains(&figure.value)
}

/// Alone in brackets: `(2)`.
pub(super) fn is_bracketed(tokens: &Tokens<'_>, figure: &Figure<'_>) -> bool {
    tokens.is_mark(figure.first.wrapping_sub(1), '(') && tokens.is_mark(figure.next, ')')
}

/// A lower bound that tells kinds of a plural noun apart: `cases involving losses of more than one million yuan`.
fn is_threshold(tokens: &Tokens<'_>, figure: &Figure<'_>) -> bool {
    const KINDS: &[Word] =
        &words!["cases", "incidents", "crimes", "transactions", "transfers", "deals", "orders", "frauds"];
    const LINKS: &[Word] = &words![
        "of",
        "involving",
        "worth",
        "with",
        "defrauding",
        "deception",
        "losses",
        "loss",
        "amounts",
        "values",
        "a",
        "each",
    ];
    if !matches!(figure.bound, Bound::MoreThan | Bound::AtLeast) || figure.dimension != Dimension::Money {
        return false;
    }
    let links = (figure.lead.saturating_sub(5)..figure.lead).rev().take_while(|&at| tokens.is_any(at, LINKS)).count();
    links > 0 && figure.lead > links && tokens.is_any(figure.lead - links - 1, KINDS)
}

/// `1.` at the start of a sentence; a bare number alone in brackets: `(2)`.
fn is_marker(tokens: &Tokens<'_>, figure: &Figure<'_>) -> bool {
    // `(2)` marks a line or counts comments; `scams (9,783)` tells a figure.
    if is_bracketed(tokens, figure) && figure.value < Decimal::from(100) {
        return true;
    }
    figure.next <= 3
        && figure.first == usize::from(tokens.is_mark(0, '('))
        && matches!(tokens.mark(figure.next), '.' | ')' | '、')
}

fn is_named(english: &English, tokens: &Tokens<'_>, figure: &Figure<'_>, counts: bool) -> bool {
    let (first, next) = (figure.first, figure.next);
    // In the middle of a list nothing stands beside a number that could make a name of it.
    if tokens.is_mark(first.wrapping_sub(1), ',') && tokens.is_mark(next, ',') {
        return opens_with_zero(tokens, figure) && is_plain(tokens, figure);
    }
    if is_joined(tokens, first, next) || is_clock(tokens, next) || is_address(tokens, figure) {
        return true;
    }
    let dot = first > 1 && tokens.is_mark(first - 1, '.') && tokens.is_glued(first - 1);
    let label = first - usize::from(dot);
    let labels = |label| english.lexicon.labels.ending(tokens, label).is_some();
    if label > 0 && labels(label) && (!counts || tokens.is(next, word!("of"))) {
        return true;
    }
    // A capitalized word before a number that counts nothing, or before a year: part of a name.
    let name = first > 1 && tokens.is_capitalized(first - 1) && tokens.class(first - 1) == Class::Other;
    if name && (!counts || is_year(figure)) {
        return true;
    }
    is_plain(tokens, figure) && (is_line(english, tokens, label, next, counts) || is_dialled(tokens, figure, counts))
}

/// `4A`, `COVID-19`, `3:2`, `10/15`, `#5`.
fn is_joined(tokens: &Tokens<'_>, first: usize, next: usize) -> bool {
    let is_number = |at: usize| tokens.kind(at) == Some(TokenKind::Number);
    let links = |at: usize| matches!(tokens.mark(at), ':' | '/');
    let behind = tokens.is_glued(next)
        && (tokens.is_word(next) || links(next) && tokens.is_glued(next + 1) && is_number(next + 1));
    let before = first > 1
        && tokens.is_glued(first)
        && tokens.is_glued(first - 1)
        && (tokens.is_mark(first - 1, '-') || links(first - 1) && is_number(first - 2));
    behind || before || tokens.is_mark(first.wrapping_sub(1), '#')
}

/// `7 pm`, `9 a.m`.
fn is_clock(tokens: &Tokens<'_>, next: usize) -> bool {
    let half = || tokens.is_any(next, &words!["a", "p"]) && tokens.is(next + 2, word!("m"));
    tokens.is_any(next, &words!["am", "pm", "hrs", "o'clock", "gmt"]) || tokens.is_mark(next + 1, '.') && half()
}

/// `the helpline at 1799`, `a call from 962110`, `the 1441 hotline`: the number of a line, whose name may end before token
/// `label`.
fn is_line(english: &English, tokens: &Tokens<'_>, label: usize, next: usize, counts: bool) -> bool {
    if tokens.is_any(next, &words!["line", "hotline", "helpline", "number"]) {
        return true;
    }
    let line = |at: &usize| english.lexicon.lines.ending(tokens, at + 1).is_some();
    let links =
        |at: usize| matches!(tokens.class(at), Class::Preposition | Class::Determiner) || tokens.is_mark(at, ':');
    let line = (label.saturating_sub(2)..label).rev().find(line);
    !counts && line.is_some_and(|line| (line + 1..label).all(links))
}

/// Digits alone, ungrouped.
fn is_plain(tokens: &Tokens<'_>, figure: &Figure<'_>) -> bool {
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    figure.next == figure.first + 1 && tokens.text(figure.first).is_some_and(digits)
}

fn opens_with_zero(tokens: &Tokens<'_>, figure: &Figure<'_>) -> bool {
    matches!(tokens.bytes(figure.first), [b'0', _, ..])
}

/// `at 23 Marcus Street`: a short number, behind `at` or a comma, before capitalized words that are no plural.
fn is_address(tokens: &Tokens<'_>, figure: &Figure<'_>) -> bool {
    let (first, next) = (figure.first, figure.next);
    let article = usize::from(first > 0 && tokens.is(first - 1, word!("the")));
    let led =
        first > article && (tokens.is(first - 1 - article, word!("at")) || tokens.is_mark(first - 1 - article, ','));
    if !led || next != first + 1 || figure.value >= Decimal::from(10_000) {
        return false;
    }
    let capitals = (next..tokens.list.len()).take_while(|&at| tokens.is_word(at) && tokens.is_capitalized(at)).count();
    capitals >= 2 && !tokens.text(next + capitals - 1).is_some_and(|word| word.ends_with('s'))
}

/// Numbers to call: plain digits in several groups (`1800 595 160`, `722-6688`), and such that count nothing and that no
/// word of reporting leads to (`dial 999`, `call 110`).
fn is_dialled(tokens: &Tokens<'_>, figure: &Figure<'_>, counts: bool) -> bool {
    let is_number = |at: usize| tokens.kind(at) == Some(TokenKind::Number);
    let (first, next) = (figure.first, figure.next);
    let hyphened = |at: usize| tokens.is_mark(at, '-') && tokens.is_glued(at);
    let grouped = is_number(next)
        || (first > 0 && is_number(first - 1))
        || (hyphened(next) && is_number(next + 1) && figure.high.is_none())
        || (first > 1 && hyphened(first - 1) && is_number(first - 2));
    if grouped || opens_with_zero(tokens, figure) {
        return true;
    }
    if counts || figure.bound != Bound::Exact || first == 0 || !tokens.is_word(first - 1) {
        return false;
    }
    let led = !(tokens.class(first - 1) == Class::Other || tokens.is(first - 1, word!("on")));
    // `detained 12 and 27 suspects`: the noun comes with the last of a list.
    let listed = (tokens.class(next) == Class::And || tokens.is_mark(next, ',')) && is_number(next + 1);
    // `solved related cases 860`: what is counted may stand before its number.
    let before = is_plural(tokens, first - 1) || is_participle(tokens, first - 1);
    !led && !listed && !before
}

/// Quotes that open on a number, close within a few words and hold no verb.
fn is_set_phrase(tokens: &Tokens<'_>, figure: &Figure<'_>) -> bool {
    const REACH: usize = 9;
    if !tokens.quotes {
        return false;
    }
    let quote = |at: &usize| tokens.is_mark(*at, '"');
    let Some(open) = (figure.first.saturating_sub(REACH)..figure.first).rev().find(quote) else { return false };
    let Some(close) = (figure.next..tokens.list.len().min(open + REACH)).find(quote) else { return false };
    let opens_on_number =
        tokens.kind(open + 1) == Some(TokenKind::Number) || matches!(tokens.class(open + 1), Class::Cardinal(_));
    let verb = |at: usize| {
        matches!(tokens.class(at), Class::Be | Class::Have | Class::Modal) || tokens.has_shape(at, Shape::Ed)
    };
    opens_on_number && !(open + 1..close).any(verb) && figure.dimension != Dimension::Money
}

#[cfg(test)]
mod tests {
    use crate::testing::figures;

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(figures(text), expected, "{text}");
    }

    #[test]
    fn small_words_and_markers() {
        check("the three operators met", &["[three SmallWord]"]);
        check("for three consecutive years", &["three = 3 year"]);
        check("Police solved related cases 860, and held 120.", &["860 = 860", "120 = 120"]);
        check("1. Thefts", &["[1 Marker]"]);
        check("its 1441 hotline took 12 calls two days earlier", &["[1441 Name]", "12 = 12", "[two Date]"]);
        check("Comments (0)", &["[0 Marker]"]);
    }

    #[test]
    fn names_and_codes() {
        check("Operation Sentinel 2021 began", &["[2021 Name]"]);
        check("a 4A resort and COVID-19", &["[4 Name]", "[19 Name]"]);
        check("No. 5 on a list and page 7 of the report", &["[5 Name]", "[7 Name]"]);
        check("the spirit of Lakeside 110 “the guardian of the people”", &["[110 Name]"]);
        check(
            "Call 110, or 1800 595 160, or 1800-722-6688",
            &["[110 Name]", "[1800 Name]", "[595 Name]", "[160 Name]", "[1800 Name]", "[722 Name]", "[6688 Name]"],
        );
        check("detained 12 and 27 suspects", &["12 = 12", "27 = 27"]);
        check("Job scams (9,783) led", &["9,783 = 9783"]);
        check("at 0840 local time", &["[0840 Name]"]);
        check("staff sit at 23 Marcus Street", &["[23 Name]"]);
        check("It ended 3:2", &["[3 Name]", "[2 Name]"]);
    }

    #[test]
    fn parts_places_and_damage() {
        check("a chance of one in five", &["[one in five Fraction]"]);
        check("between the tenth and the fifteenth", &["[tenth and the fifteenth Ordinal]"]);
        check("a value of 1,3", &["[1,3 Damaged]"]);
        check("Per cent of 210", &["[Per cent of 210 Damaged]"]);
    }

    #[test]
    fn set_phrases_and_thresholds() {
        check("the “1, 3 and 5 steps” method", &["[1 SetPhrase]", "[3 SetPhrase]", "[5 SetPhrase]"]);
        check("“394,000 cases were solved”", &["394,000 = 394000"]);
        check("12 cases involving losses of more than one million yuan", &["12 = 12", "[one million yuan Threshold]"]);
    }

    #[test]
    fn digits_that_count_are_figures() {
        check("approved 2091 arrests, of which 1,093 are pending", &["2091 = 2091", "1,093 = 1093"]);
        check("The total came to 110", &["110 = 110"]);
    }
}
