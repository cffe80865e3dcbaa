//! Where a time expression may begin: most tokens are passed over, and no rule of [`super::timex`] is tried at them.
//!
//! What it matches: a word that is a time by itself (`March`, `so far`), a number that a unit of time or a month follows, each
//! with the words before it that lead to it (`by the end of`).
//!
//! What it leaves alone: whether a time is told there, and the units of `year-on-year`.

use tallysheet_model::TimexRole;

use super::{
    lexicon::{Class, Lexicon},
    opens::Opens,
    phrase_table::PhraseTable,
    rule_word::words,
    stretch::REACH,
    token::{Token, TokenKind, Tokens},
    token_set::{Set, TokenSets},
    vocabulary::{Facts, Word},
};

/// Words that lead to a time: in `the first half`, `the end of May`, `the same period`, and in phrases such as `as it stands`.
const LEADS: &str = "the a an end beginning start middle early late mid past last previous preceding prior first second \
    third fourth this current next same that opening final fiscal financial so up to as it there are not these few \
    recent whole full course long thus has have";

/// Notes the words that are a time by themselves, or count units of it, and those that lead to one: the words of roles, and
/// [`LEADS`].
pub(super) fn note_openings(lexicon: &mut Lexicon, roles: &PhraseTable<TimexRole>, holidays: &PhraseTable<usize>) {
    let mut leads: Vec<Word> = LEADS.split_whitespace().map(|word| lexicon.vocabulary.intern(word)).collect();
    leads.extend(roles.words());
    let phrases = [&lexicon.this_year, &lexicon.so_far, &lexicon.at_present, &lexicon.unknown, &lexicon.anaphor];
    let mut times: Vec<Word> = phrases.iter().flat_map(|table| table.words()).chain(holidays.words()).collect();
    let (mut counts, mut units): (Vec<Word>, Vec<Word>) = Default::default();
    for Facts { word, class, .. } in lexicon.vocabulary.words() {
        match class {
            Class::Month(_) | Class::Weekday(_) => times.push(word),
            Class::TimeUnit(_) | Class::Half => {
                times.push(word);
                units.push(word);
            }
            Class::Cardinal(_) | Class::Magnitude(_) => counts.push(word),
            _ => {}
        }
    }
    times.retain(|word| !leads.contains(word));
    let opens =
        [(leads, Opens::TIME_LEAD), (times, Opens::TIME), (counts, Opens::TIME_COUNT), (units, Opens::TIME_UNIT)];
    for (words, opens) in opens {
        words.into_iter().for_each(|word| lexicon.vocabulary.note(word, |facts| facts.opens |= opens));
    }
}

/// Whether the token may lead to a time, and is none itself.
pub(super) fn is_light(token: &Token) -> bool {
    let Facts { opens, class, .. } = token.facts;
    !opens.any(Opens::A_TIME) && (opens.any(Opens::TIME_LEAD) || class == Class::Determiner || token.mark == '-')
}

/// Whether a time may begin at the token, with nothing before it that leads to it.
pub(super) fn opens(tokens: &Tokens<'_>, at: usize, units: &mut UnitsAhead<'_>) -> bool {
    let opens = tokens.opens(at);
    // `5 March`, `5th of March`, `6 to 10 November`.
    let month_follows =
        || tokens.list[at + 1..].iter().take(3).any(|token| matches!(token.facts.class, Class::Month(_)));
    opens.any(Opens::TIME)
        || opens.any(Opens::TIME_COUNT) && units.follows(at) && counts_on(tokens, at)
        || opens.any(Opens::TIME_DAY) && month_follows()
}

/// Whether digits go on with a unit of time or with more of their number: `9 months`, not `9% a month`.
fn counts_on(tokens: &Tokens<'_>, at: usize) -> bool {
    let next = at + 1;
    !matches!(tokens.kind(at), Some(TokenKind::Number))
        || tokens.opens(next).any(Opens::TIME_UNIT.or(Opens::GOES_ON))
        || matches!(tokens.kind(next), Some(TokenKind::Number | TokenKind::CommaNumber | TokenKind::Fraction))
        || matches!(tokens.class(next), Class::Cardinal(_))
        || matches!(tokens.mark(next), '-' | '/')
        || tokens.is_any(next, &words!["fiscal", "financial"])
}

/// Whether the unit of time is the first or the second of `year-on-year`, with nothing before it that leads to a time.
pub(super) fn is_of_growth(tokens: &Tokens<'_>, at: usize, led: bool) -> bool {
    let is_unit = |at: usize| matches!(tokens.class(at), Class::TimeUnit(_));
    let links = |at: usize| tokens.is_any(at, &words!["on", "over"]);
    let hyphen = |at: usize| usize::from(tokens.is_mark(at, '-'));
    if !is_unit(at) {
        return false;
    }
    let link = at + 1 + hyphen(at + 1);
    let first = !led && links(link) && is_unit(link + 1 + hyphen(link + 1));
    let before = |at: usize| at.saturating_sub(1 + hyphen(at.saturating_sub(1)));
    let link = before(at);
    first || links(link) && is_unit(before(link))
}

/// The units of time of a sentence, asked for from left to right.
pub(super) struct UnitsAhead<'a> {
    sets: TokenSets<'a>,
    /// The first at or behind the token last asked about.
    next: usize,
}

impl<'a> UnitsAhead<'a> {
    pub(super) fn of(tokens: &Tokens<'a>) -> Self {
        Self { sets: tokens.sets, next: 0 }
    }

    /// [`super::stretch::unit_follows`]; no token before it may be asked about afterwards.
    fn follows(&mut self, at: usize) -> bool {
        if self.next <= at {
            self.next = self.sets.next(Set::TimeUnit, at).unwrap_or(usize::MAX);
        }
        self.next - at < REACH
    }
}
