//! The noun phrase that a number counts, and the clause that speaks of it.
//!
//! What it matches: the words right of a number up to a function word, a finite verb or a mark (`39,000 illegal and
//! criminal gangs | involving …`), over the container nouns that pass the counting on (`100 million pieces of
//! information`); for money and percent the phrase after `of` or `in` (`12 billion yuan of defrauded funds`). Where
//! nothing stands right of the number, the phrase before it (`losses of 3 million`, `the number of registered cases
//! fell by 12.5%`).
//!
//! What it leaves alone: what follows the head (`gangs involving two cards`), determiners, marks around the phrase.

use tallysheet_model::{Dimension, Span};

use super::{
    lexicon::{Class, Lexicon},
    quantity::Reporting,
    rule_word::{word, words},
    shape::Shape,
    token::{NO_MARK, TokenKind, Tokens},
    vocabulary::Word,
};

/// The noun phrase counted by the number whose last token is just before `at`, as first and last token.
pub(super) fn right(tokens: &Tokens<'_>, lexicon: &Lexicon, at: usize, dimension: Dimension) -> Option<(usize, usize)> {
    if ends_phrase(tokens, at) {
        return None;
    }
    let mut at = skip_brackets(tokens, at);
    // `18,000 more than people`.
    if is_misplaced_bound(tokens, at) {
        return run(tokens, at + 2);
    }
    // `20 or more suspects`, `1,000-plus victims`.
    let hyphen = usize::from(tokens.is_mark(at, '-') && tokens.is_glued(at));
    if let Some((next, _)) =
        lexicon.bound_after.starting(tokens, at + hyphen).filter(|(next, _)| is_noun_like(tokens, *next))
    {
        at = next;
    }
    // `43 nationwide operations`.
    at += usize::from(tokens.is(at, word!("nationwide")) || tokens.is(at, word!("worldwide")));
    if dimension != Dimension::Count {
        let linked = tokens.is(at, word!("of"))
            || tokens.is(at, word!("in"))
            || tokens.is(at, word!("worth"))
            || tokens.is(at, word!("from"));
        if !linked {
            return None;
        }
        at += 1;
        at += usize::from(tokens.is(at, word!("of")));
    }
    // `300 of the cases`; without `of` an article opens something else.
    let linked = tokens.is(at, word!("of")) || dimension != Dimension::Count;
    let hyphened = |at: usize| tokens.is_mark(at + 1, '-');
    let light = |at: usize| linked && tokens.class(at) == Class::Determiner && !hyphened(at);
    while tokens.is(at, word!("of")) || light(at) || tokens.is_mark(at, '"') {
        at += 1;
    }
    let (mut first, mut last) = run(tokens, at)?;
    while lexicon.containers.starting(tokens, last).is_some() && tokens.is(last + 1, word!("of")) {
        let Some((inner, end)) = run(tokens, last + 2) else { break };
        (first, last) = (inner, end);
    }
    // `507,000 lodged in 2022`: no noun, what was done to them.
    let verbal = |at: usize| is_participle(tokens, at) || is_adverb(tokens, at);
    if (first..=last).all(verbal) {
        return None;
    }
    // `risk prompts 2.6 million pieces`: the noun stands before the number.
    if first == last && lexicon.containers.starting(tokens, last).is_some() {
        return None;
    }
    Some((first, before_next_amount(tokens, first, last)))
}

/// Whether the token is a mark behind which nothing belongs to the number before it.
#[inline]
pub(super) fn ends_phrase(tokens: &Tokens<'_>, at: usize) -> bool {
    matches!(tokens.mark(at), ',' | '.' | ';' | ':' | ')')
}

/// `more than` behind its number, as rough translations have it: a plural noun follows, and nothing to compare with.
pub(super) fn is_misplaced_bound(tokens: &Tokens<'_>, at: usize) -> bool {
    let plural = is_noun_like(tokens, at + 2) && is_plural(tokens, at + 2) && !tokens.is_capitalized(at + 2);
    tokens.is(at, word!("more")) && tokens.is(at + 1, word!("than")) && plural
}

/// `21,489 complaints and losses of $2.9 billion`: the second noun belongs to the next amount.
fn before_next_amount(tokens: &Tokens<'_>, first: usize, last: usize) -> usize {
    let amount = |at: usize| {
        tokens.get(at).is_some_and(|t| t.kind == TokenKind::Number)
            || matches!(tokens.mark(at), '$' | '£' | '€' | '¥')
            || matches!(tokens.text(at), Some("at" | "more" | "over" | "about" | "nearly" | "around" | "almost" | "up"))
    };
    let and = (first..last).rev().find(|&at| tokens.class(at) == Class::And);
    match and {
        Some(and) if and > first && (tokens.is(last + 1, word!("of")) && amount(last + 2) || amount(last + 1)) => {
            and - 1
        }
        _ => last,
    }
}

/// The noun phrase before token `end`, within the clause that starts at `start`: over the change words, auxiliaries and
/// prepositions that lead to the number.
pub(super) fn left(tokens: &Tokens<'_>, lexicon: &Lexicon, start: usize, end: usize) -> Option<(usize, usize)> {
    let phrases = lexicon.change.set() | lexicon.multiples.set() | lexicon.basis.set() | lexicon.bound_before.set();
    let links = |at: usize| {
        use Class::{Adverb, Be, Cardinal, Determiner, Have, Magnitude, Modal, Preposition, Pronoun};
        matches!(
            tokens.class(at),
            Preposition | Adverb | Be | Have | Determiner | Modal | Pronoun | Magnitude(_) | Cardinal(_)
        ) || tokens.begins(at, phrases)
            && (lexicon.change.starting(tokens, at).is_some()
                || lexicon.multiples.starting(tokens, at).is_some()
                || lexicon.basis.starting(tokens, at).is_some()
                || lexicon.bound_before.starting(tokens, at).is_some())
            || tokens.is_mark(at, '-')
            || tokens.has_shape(at, Shape::Ly)
            || reporting(tokens, at)
    };
    let mut last = (start..end).rev().find(|&at| tokens.is_word(at) && !links(at))?;
    if is_participle(tokens, last) && last > start && is_noun_like(tokens, last - 1) {
        // `the bank refunded 3 million`: a verb with its subject, and no noun of the figure.
        if last + 1 == end {
            return None;
        }
        last -= 1;
    }
    loop {
        let mut first = over_brackets(tokens, start, last);
        while first > start && is_noun_like(tokens, first - 1) && !reporting(tokens, first - 1) {
            // `the banks averted losses`: a participle with a noun before it is a verb.
            let verb = is_participle(tokens, first - 1) && first - 1 > start;
            if verb && is_noun_like(tokens, first - 2) {
                break;
            }
            first = over_brackets(tokens, start, first - 1);
        }
        // `losses to romance scams`: the noun before the preposition is the head.
        // `losses to banks and savers`: both stand behind the preposition.
        let listed = first > start + 1 && tokens.class(first - 1) == Class::And;
        let floor =
            (start..first.saturating_sub(1)).rev().find(|&at| !is_noun_like(tokens, at)).map_or(start, |at| at + 1);
        let first_of_list = if listed { floor } else { first };
        let linked = (start..first_of_list).rev().find(|&at| !matches!(tokens.class(at), Class::Determiner));
        let head =
            linked.filter(|&at| at > start && tokens.class(at) == Class::Preposition && !tokens.is(at, word!("than")));
        // `losses from theft and from fraud`.
        let before_list = |at: usize| if at > start && tokens.class(at) == Class::And { at - 1 } else { at };
        match head.map(|at| over_relative(tokens, start, before_list(at - 1))) {
            Some(head) if is_noun_like(tokens, head) && (!links(head) || tokens.is(head, word!("lost"))) => last = head,
            _ => return Some((first, last)),
        }
    }
}

/// The bracket that opens right before token `at` and closes there, where it holds an abbreviation: `payment (APP) fraud`.
fn over_brackets(tokens: &Tokens<'_>, start: usize, at: usize) -> usize {
    let abbreviation = at >= start + 4 && tokens.is_mark(at - 1, ')') && tokens.is_mark(at - 3, '(');
    if abbreviation && tokens.is_word(at - 2) && is_noun_like(tokens, at - 4) { at - 3 } else { at }
}

/// `losses that consumers reported to …`: the noun before the relative clause that the verb at `at` closes; else `at`.
fn over_relative(tokens: &Tokens<'_>, start: usize, at: usize) -> usize {
    const REACH: usize = 5;
    let relative = |i: &usize| tokens.is_any(*i, &words!["that", "which", "who", "whom"]);
    if !is_participle(tokens, at) {
        return at;
    }
    let opened = (start.max(at.saturating_sub(REACH))..at).rev().find(relative);
    opened.filter(|&i| i > start && is_noun_like(tokens, i - 1)).map_or(at, |i| i - 1)
}

/// Words that tell a figure of the noun before them: `losses reached 3 million`.
fn reporting(tokens: &Tokens<'_>, at: usize) -> bool {
    const WORDS: &[Word] = &words![
        "numbered",
        "numbering",
        "accumulating",
        "accumulated",
        "reached",
        "reach",
        "reaches",
        "reaching",
        "totalled",
        "totaled",
        "totals",
        "stood",
        "stands",
        "hit",
        "amounted",
        "amounts",
        "came",
        "worth",
        "exceeded",
        "hits",
        "number",
        "amount",
        "total",
        "totalling",
        "caused",
        "year",
    ];
    tokens.is_any(at, WORDS)
}

fn is_noun_like(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens.is_word(at)
        && matches!(tokens.class(at), Class::Other | Class::Past | Class::Month(_) | Class::TimeUnit(_) | Class::Half)
}

/// Consecutive words of one noun phrase from `at`: first and last token.
fn run(tokens: &Tokens<'_>, at: usize) -> Option<(usize, usize)> {
    let mut last = None;
    let mut next = at;
    loop {
        if in_phrase(tokens, next, last.is_some()) {
            last = Some(next);
            next += 1;
        } else if last.is_some() && joins(tokens, next) {
            next += 1;
        } else {
            return last.map(|last| (at, last));
        }
    }
}

/// Whether the word at `at` belongs to a noun phrase; `opened` says that it has a word already.
fn in_phrase(tokens: &Tokens<'_>, at: usize, opened: bool) -> bool {
    match tokens.kind(at) {
        Some(TokenKind::Word) => {
            let hyphened = || tokens.is_mark(at + 1, '-') || at > 0 && tokens.is_mark(at - 1, '-');
            let fits = || match is_participle(tokens, at) {
                // Attributive: it describes the noun after it.
                true => !is_plural(tokens, at - usize::from(at > 0)) && is_noun(tokens, at + 1),
                false => !is_adverb(tokens, at),
            };
            let part = matches!(tokens.class(at), Class::Cardinal(_) | Class::Determiner);
            part && tokens.is_mark(at + 1, '-') || is_noun_like(tokens, at) && (!opened || fits() || hyphened())
        }
        Some(TokenKind::Code) => true,
        _ => false,
    }
}

/// `national centralized collections`: the participle has a noun of its own after it, and none complete before it.
fn is_noun(tokens: &Tokens<'_>, at: usize) -> bool {
    is_noun_like(tokens, at) && !is_participle(tokens, at) && !is_adverb(tokens, at)
}

pub(super) fn is_plural(tokens: &Tokens<'_>, at: usize) -> bool {
    let irregular = words!["people", "men", "women", "police", "children"];
    tokens.has_shape(at, Shape::S) || tokens.is_any(at, &irregular)
}

/// Marks and conjunctions inside a noun phrase: a hyphen, quotes around a word, and an `and` that joins two nouns and
/// not two clauses.
fn joins(tokens: &Tokens<'_>, at: usize) -> bool {
    let follows = |next: usize| in_phrase(tokens, next, true);
    match tokens.mark(at) {
        '-' => tokens.is_glued(at) && follows(at + 1),
        '"' | '\'' | '/' => follows(at + 1),
        _ => {
            let and = tokens.class(at) == Class::And && !tokens.is(at, word!("or"));
            and && follows(at + 1) && !is_participle(tokens, at + 1)
        }
    }
}

/// The past form of a verb, regular or not.
pub(super) fn is_participle(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens.class(at) == Class::Past || is_regular_participle(tokens, at)
}

fn is_regular_participle(tokens: &Tokens<'_>, at: usize) -> bool {
    const NOUNS: &[&str] = &["speed", "breed", "hundred"];
    tokens.has_shape(at, Shape::Ed) && !tokens.text(at).is_some_and(|word| NOUNS.contains(&word))
}

fn is_adverb(tokens: &Tokens<'_>, at: usize) -> bool {
    const OTHERS: &[&str] =
        &["family", "supply", "assembly", "early", "monthly", "daily", "weekly", "elderly", "friendly"];
    let adverb = |word: &str| word.len() > 4 && !OTHERS.contains(&word);
    tokens.has_shape(at, Shape::Ly) && tokens.text(at).is_some_and(adverb)
}

/// The token after a bracket that opens at `at`: `(RMB, the same below)`.
fn skip_brackets(tokens: &Tokens<'_>, at: usize) -> usize {
    if !tokens.is_mark(at, '(') {
        return at;
    }
    (at..tokens.list.len().min(at + 16)).find(|&i| tokens.is_mark(i, ')')).map_or(at, |close| close + 1)
}

/// Whether the token separates clauses.
#[inline]
pub(super) fn is_boundary(tokens: &Tokens<'_>, at: usize) -> bool {
    match tokens.mark(at) {
        // Most tokens.
        NO_MARK => false,
        '(' | ')' => !brackets_words(tokens, at),
        mark => matches!(mark, ',' | ';' | ':' | '.' | '!' | '?' | '…' | '、' | '，' | '；'),
    }
}

/// A bracket of a pair that holds no number, as round an abbreviation: the sentence goes on over it.
fn brackets_words(tokens: &Tokens<'_>, at: usize) -> bool {
    const REACH: usize = 12;
    let worded =
        |open: usize, close: usize| !(open..close).any(|i| tokens.get(i).is_some_and(|t| t.kind == TokenKind::Number));
    match tokens.mark(at) {
        '(' => (at..at + REACH).find(|&i| tokens.is_mark(i, ')')).is_some_and(|close| worded(at, close)),
        ')' => {
            (at.saturating_sub(REACH)..at).rev().find(|&i| tokens.is_mark(i, '(')).is_some_and(|open| worded(open, at))
        }
        _ => false,
    }
}

/// Finds the clause of each number: from the last boundary between it and the number before it, to the next mark, or to the
/// boundary that opens the next number's clause.
pub(super) fn find_clauses(tokens: &Tokens<'_>, numbers: &mut [Reporting<'_>]) {
    let mut start = numbers.first().map_or(0, |first| opening(tokens, 0, first.figure.lead, false).unwrap_or(0));
    for i in 0..numbers.len() {
        let (figure, after) = (numbers[i].figure, numbers[i].last() + 1);
        let next = numbers.get(i + 1).map(|next| next.figure.lead);
        let next = next.map(|lead| opening(tokens, after, lead, true).unwrap_or(lead));
        let ceiling = next.unwrap_or(tokens.list.len()).max(after);
        let end = (after..ceiling).find(|&at| is_boundary(tokens, at) && !brackets_unit(tokens, at, figure.next - 1));
        numbers[i].clause = (start.min(figure.lead), end.unwrap_or(ceiling));
        start = ceiling;
    }
}

/// Where the clause of the number at `number` opens, at or after `floor`.
fn opening(tokens: &Tokens<'_>, floor: usize, number: usize, conjunctions: bool) -> Option<usize> {
    let splits = |at: usize| is_boundary(tokens, at) || (conjunctions && tokens.class(at) == Class::And);
    let soft = |at: &usize| conjunctions && tokens.is_any(*at, SUBORDINATORS);
    let hard = (floor..number).rev().find(|&at| splits(at)).map(|at| at + 1);
    hard.or_else(|| (floor..number).find(soft))
}

/// Words that part two figures where no mark does: `stole £1.17bn as cases climbed 12%`.
const SUBORDINATORS: &[Word] = &words![
    "as", "while", "when", "whereas", "after", "against", "with", "from", "to", "versus", "compared", "but", "than"
];

/// A bracket right after the number (`(RMB)`) does not end its clause.
fn brackets_unit(tokens: &Tokens<'_>, at: usize, last: usize) -> bool {
    let after = skip_brackets(tokens, last + 1);
    at > last && at < after
}

/// The bytes of tokens `first..end`.
pub(super) fn bytes(tokens: &Tokens<'_>, (first, end): (usize, usize)) -> Span {
    tokens.span(first, end.max(first + 1) - 1)
}

#[cfg(test)]
mod tests {
    use crate::testing::counted;

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(counted(text), expected, "{text}");
    }

    #[test]
    fn after_the_number() {
        check("39,000 illegal and criminal gangs involving cards", &["illegal and criminal gangs"]);
        check("15 national centralized round-ups", &["national centralized round-ups"]);
        check("20 gangs destroyed last May", &["gangs"]);
        check("7.7 million people and recovered 3 million yuan in losses", &["people", "losses"]);
        check("100 million pieces of useful information", &["useful information"]);
        check("12 billion yuan (RMB) of the stolen funds", &["stolen funds"]);
        check("15,000 “two-card” gangs", &["two-card” gangs"]);
        check("2 A-level fugitives and 300 of the officers", &["A-level fugitives", "officers"]);
        check("21,489 complaints and losses of $2 million", &["complaints", "losses"]);
        check("2 million calls and text messages 1.8 million", &["calls", "text messages"]);
        check("the 507,000 lodged in 2022", &["-"]);
        check("20 or more suspects, 40 raids", &["suspects", "raids"]);
        check("1,000-plus victims in 50+ countries", &["victims", "countries"]);
    }

    #[test]
    fn before_the_number() {
        check("The number of registered cases fell by 12.5%.", &["registered cases"]);
        check("Losses to romance scams grew by 17 per cent.", &["Losses"]);
        check("Losses reached $3 million.", &["Losses"]);
        check("Losses to card payment (CP) theft were $3 million.", &["Losses"]);
        check("Losses to fake job and employment agencies were $3 million.", &["Losses"]);
        check("Losses from theft and from card fraud came to $3 million.", &["Losses"]);
        check("The bank refunded $3 million.", &["-"]);
        check("Losses that clients reported to the agency topped $3 million.", &["Losses"]);
        check("Losses to fake agencies went from $3 million to $5 million.", &["Losses", "-"]);
        check("300 people took part, 20 frozen accounts", &["people", "frozen accounts"]);
        check("Calls to the banks averted losses of $46 million.", &["losses"]);
    }
}
