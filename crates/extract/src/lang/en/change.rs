//! What the words around a figure make of it: growth or decline, a share, a rate.
//!
//! What it matches: a word of growth or decline that leads to the figure (`up 28.5%`, `decreased by 17.3%`, `a
//! year-on-year increase of 160.5%`) or follows it (`a 14.3% drop`, `60% higher`), also for the rest of a list (`an
//! increase of 6.4%, 8.6%, and 14.5%`); what the change is against (`year-on-year`, `compared with April`); a part of
//! a whole (`accounted for 60%`, `60% of`); an amount per time (`52,000 a day`).
//!
//! What it leaves alone: a level that something rose to (`rose to 5 million`), from one level (`from 3%`) to another.
//!
//! Examples: `fell by 1.3%` is a change, down; `30,000 vehicles every day` is a rate per day.

use tallysheet_model::{Basis, Change, Decimal, Dimension, Direction, Measure, Per, TimexRole};

use crate::lang::basis::basis_against;

use super::{
    English,
    figure::{Figure, FigureKind},
    lexicon::Class,
    opens::Opens,
    phrase::{is_boundary, is_misplaced_bound},
    quantity::{Reporting, is_listed},
    rule_word::{word, words},
    shape::Shape,
    timex,
    token::Tokens,
    token_set::Set,
};

/// What a figure states.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reading {
    pub(super) measure: Measure,
    pub(super) change: Option<Change>,
    pub(super) per: Option<Per>,
}

impl Reading {
    /// That of a figure that states a level, and nothing else.
    pub(super) const LEVEL: Self = Self { measure: Measure::Level, change: None, per: None };

    fn is_change(self) -> bool {
        self.measure == Measure::Change
    }
}

/// Reads what the figures of a sentence state, whose clauses are known.
pub(super) fn read(english: &English, tokens: &Tokens<'_>, figures: &mut [Reporting<'_>], times: &[timex::Found]) {
    for i in 0..figures.len() {
        let Reporting { figure, clause, .. } = figures[i];
        let before = figures[..i].last();
        let apposed = |before: &Reporting<'_>| before.reading.is_change() && is_apposed(tokens, figure);
        let listed = before.filter(|before| continues_list(tokens, before.figure, figure) || apposed(before)).is_some();
        // `risen by 32.6% from 23,933, and losses by 4.5%`: the verb is said once.
        let gapped = || figure.lead > 0 && tokens.is(figure.lead - 1, word!("by"));
        let kin = |before: &&Reporting<'_>| before.reading.is_change() && figure.dimension != Dimension::Time;
        let said = || if gapped() { figures[..i].iter().rev().find(kin) } else { None };
        let own = direction(english, tokens, figure, clause, times).map(|direction| Change { direction, basis: None });
        figures[i].reading = match (own, before.filter(|_| listed).or_else(said)) {
            (Some(change), _) => Reading { measure: Measure::Change, change: Some(change), per: None },
            (None, Some(before)) if !is_share(english, tokens, figure) => before.reading,
            _ => Reading { measure: plain_measure(english, tokens, figure, clause), ..Reading::LEVEL },
        };
    }
    // `respectively 26.9% and 7.2% more`: the word that ends a list speaks of all of it.
    for i in (1..figures.len()).rev() {
        let (before, last) = (&figures[i - 1], &figures[i]);
        let kin = before.figure.dimension == Dimension::Proportion && last.figure.dimension == Dimension::Proportion;
        let told = last.reading.is_change() && before.reading.change.is_none();
        if kin && told && is_listed(tokens, before.figure, last.figure) {
            figures[i - 1].reading = last.reading;
        }
    }
    for i in 0..figures.len() {
        let Reporting { figure, clause, reading, .. } = figures[i];
        let Some(change) = reading.change else { continue };
        let end = figures[i + 1..].iter().find(|later| !later.reading.is_change());
        let end = end.map_or(tokens.list.len(), |later| later.figure.lead);
        let before = figures[..i].last().filter(|before| continues_list(tokens, before.figure, figure));
        let before = before.and_then(|before| before.reading.change?.basis);
        let basis = basis(english, tokens, figure, clause, end, times).or(before);
        figures[i].reading.change = Some(Change { basis, ..change });
    }
    rates(english, tokens, figures);
}

/// A figure that tells no change: a percentage is a part of a whole, unless its noun has levels in percent.
fn plain_measure(english: &English, tokens: &Tokens<'_>, figure: &Figure<'_>, clause: (usize, usize)) -> Measure {
    let level = |at: usize| english.lexicon.percent_levels.starting(tokens, at).is_some();
    let levels = || (clause.0..clause.1).any(|at| tokens.opens(at).any(Opens::PERCENT_LEVEL) && level(at));
    match figure.dimension {
        Dimension::Proportion if *figure.unit == "percent" && !levels() => Measure::Share,
        _ => Measure::Level,
    }
}

/// `6.4%, 8.6%, and 14.5%`, `6.3% in the second quarter, 4.9% in the third`: two percentages of one sentence with no
/// auxiliary and no new sentence part between them.
fn continues_list(tokens: &Tokens<'_>, before: &Figure<'_>, figure: &Figure<'_>) -> bool {
    // `rose 5%, with 60% of victims aged over 60`: a part of something else.
    let part = || tokens.is(figure.next, word!("of")) && !tokens.is(before.next, word!("of"));
    before.dimension == figure.dimension
        && figure.dimension == Dimension::Proportion
        && !part()
        && (before.next..figure.lead).all(|at| {
            !matches!(tokens.class(at), Class::Be | Class::Have | Class::Modal | Class::Pronoun)
                && !matches!(tokens.mark(at), ';' | ':' | '(')
        })
}

/// `by 13 cents, or 0.4%`: the same change again.
fn is_apposed(tokens: &Tokens<'_>, figure: &Figure<'_>) -> bool {
    let or = figure.lead.checked_sub(2).filter(|&comma| tokens.is_mark(comma, ','));
    figure.dimension == Dimension::Proportion && or.is_some_and(|comma| tokens.is(comma + 1, word!("or")))
}

fn direction(
    english: &English,
    tokens: &Tokens<'_>,
    figure: &Figure<'_>,
    clause: (usize, usize),
    times: &[timex::Found],
) -> Option<Direction> {
    if let FigureKind::Growth(direction) = figure.kind {
        return Some(direction);
    }
    let proportion = figure.dimension == Dimension::Proportion;
    let bracketed = figure.first > 1 && tokens.is_mark(figure.first - 2, '(');
    if (proportion || bracketed)
        && let Some(direction) = signed(english, tokens, figure)
    {
        return Some(direction);
    }
    // `made up 29.4%` tells a share, whatever its particle says.
    if english.lexicon.share_before.ending(tokens, figure.lead).is_some() {
        return None;
    }
    if let Some((direction, linked)) = leading_direction(english, tokens, figure, clause.0, times)
        && (proportion || linked || tokens.is(figure.next, word!("points")))
    {
        return Some(direction);
    }
    if !proportion {
        return compared(english, tokens, figure);
    }
    let mut at = figure.next;
    while let Some((next, _)) = english.lexicon.basis.starting(tokens, at) {
        at = next;
    }
    let words = [&english.lexicon.change, &english.lexicon.change_after];
    words.iter().find_map(|table| table.starting(tokens, at)).map(|(_, direction)| direction)
}

/// `+5%`, `-0.8% year on year`: a plus sign is growth by itself, a minus sign may be the sign of a level.
fn signed(english: &English, tokens: &Tokens<'_>, figure: &Figure<'_>) -> Option<Direction> {
    let plus = tokens.is_mark(figure.first.checked_sub(1)?, '+') && tokens.is_glued(figure.first);
    let minus = figure.value < Decimal::ZERO && english.lexicon.basis.starting(tokens, figure.next).is_some();
    if plus { Some(Direction::Up) } else { minus.then_some(Direction::Down) }
}

/// `25,058 more than in 2022`, `4,150 people fewer`, `$50 higher`: against another figure, not a bound before one.
fn compared(english: &English, tokens: &Tokens<'_>, figure: &Figure<'_>) -> Option<Direction> {
    const REACH: usize = 4;
    let noun = |at: usize| tokens.is_word(at) && tokens.class(at) == Class::Other;
    let mut at = figure.next;
    let (next, direction) = loop {
        match english.lexicon.change_after.starting(tokens, at) {
            Some(word) => break word,
            None if noun(at) && at + 1 < figure.next + REACH => at += 1,
            None => return None,
        }
    };
    if is_misplaced_bound(tokens, at) {
        return None;
    }
    let comparative = tokens.is_any(at, &words!["higher", "lower", "fewer"]);
    (comparative || tokens.is(next, word!("than"))).then_some(direction)
}

/// The word of change that leads to the figure, and whether `by` or `of` links the two.
fn leading_direction(
    english: &English,
    tokens: &Tokens<'_>,
    figure: &Figure<'_>,
    clause_start: usize,
    times: &[timex::Found],
) -> Option<(Direction, bool)> {
    let mut at = figure.lead;
    let mut linked = false;
    // A comma may stand between the level and its change, never between the word of change and the figure.
    let floor = clause_start.min(figure.lead);
    if floor == figure.lead {
        return None;
    }
    loop {
        let word = english.lexicon.change.ending(tokens, at);
        // `is less by 33 million`.
        let compared = || english.lexicon.change_after.ending(tokens, at).filter(|_| linked);
        if let Some((_, direction)) = word.or_else(compared).filter(|(start, _)| *start >= floor) {
            return Some((direction, linked));
        }
        if at <= floor {
            return None;
        }
        if let Some((start, _)) = english.lexicon.basis.ending(tokens, at).filter(|(start, _)| *start >= floor) {
            at = start;
            continue;
        }
        // `rose in 2023 by 5%`.
        if let Some(time) = times.iter().find(|time| time.next == at && time.first >= floor) {
            at = time.first;
            continue;
        }
        at -= 1;
        if tokens.is_any(at, &words!["to", "from", "at", "than"]) {
            return None;
        }
        linked |= tokens.is_any(at, &words!["by", "of"]);
        let counts = figure.dimension == Dimension::Count
            && tokens.is_word(figure.next)
            && tokens.class(figure.next) == Class::Other;
        if tokens.is(at, word!("by"))
            && !counts
            && let Some(direction) = over_object(english, tokens, at, floor)
        {
            return Some((direction, true));
        }
        // `a startling 1,055%`.
        let epithet = at + 1 == figure.lead && at > 0 && is_article(tokens, at - 1);
        let light = matches!(tokens.class(at), Class::Preposition | Class::Adverb | Class::Determiner)
            || epithet
            || tokens.has_shape(at, Shape::Ly)
            || tokens.is_any(at, &words!["rate", "margin", "another", "further", "total"]);
        if !light {
            return None;
        }
    }
}

/// `cut its workforce by 12%`: the word of change that the phrase before `by`, at token `by`, is the object of.
fn over_object(english: &English, tokens: &Tokens<'_>, by: usize, floor: usize) -> Option<Direction> {
    const REACH: usize = 8;
    let noun = |at: usize| {
        tokens.is_word(at) && matches!(tokens.class(at), Class::Other | Class::Determiner) || tokens.is(at, word!("of"))
    };
    let floor = floor.max(by.saturating_sub(REACH));
    for end in (floor + 1..by).rev() {
        if let Some((start, direction)) = english.lexicon.change.ending(tokens, end) {
            return (start >= floor).then_some(direction);
        }
        if !noun(end - 1) {
            return None;
        }
    }
    None
}

fn is_share(english: &English, tokens: &Tokens<'_>, figure: &Figure<'_>) -> bool {
    let earliest = figure.lead.saturating_sub(2);
    (earliest..=figure.lead).any(|end| english.lexicon.share_before.ending(tokens, end).is_some())
}

/// What the change is against: said after the figure, up to `end`, or before it in its clause.
fn basis(
    english: &English,
    tokens: &Tokens<'_>,
    figure: &Figure<'_>,
    clause: (usize, usize),
    end: usize,
    times: &[timex::Found],
) -> Option<Basis> {
    const REACH: usize = 24;
    let said = |at: usize| Some(english.lexicon.basis.starting(tokens, at)?.1);
    let same_part = |at: &usize| !(figure.next..*at).any(|at| tokens.is_mark(at, ';'));
    let after = figure.next..end.min(figure.next + REACH);
    let after = tokens.sets.within(Set::Reference, after).take_while(same_part).find_map(said);
    let before = || tokens.sets.within(Set::Reference, clause.0..figure.first).filter_map(said).last();
    let against = |found: &timex::Found| {
        let near = (found.first >= clause.0 && found.first < end) || found.timex.leading;
        (near && found.timex.role == TimexRole::Against).then(|| basis_against(&found.timex.from))
    };
    after.or_else(before).or_else(|| times.iter().find_map(against))
}

/// A time unit after the figure, or just before it, makes a rate; `every day` at the end of a list speaks of all of it.
fn rates(english: &English, tokens: &Tokens<'_>, figures: &mut [Reporting<'_>]) {
    let table = &english.lexicon.per;
    if tokens.sets.next(Set::Reference, 0).is_none() {
        return;
    }
    // `a year earlier` is a time, no rate.
    let per = |at: usize| {
        let (next, per) = table.starting(tokens, at)?;
        let later = tokens.is_any(next, &words!["earlier", "ago", "before", "later", "to", "active"]);
        let within = at > 0 && tokens.is_any(at - 1, &words!["in", "within", "for", "over", "of", "than"]);
        (!(later || within && is_article(tokens, at))).then_some((next, per))
    };
    let mut shared: Option<Option<Per>> = None;
    for i in (0..figures.len()).rev() {
        let Reporting { figure, clause: (start, end), reading, .. } = figures[i];
        if !matches!(figure.dimension, Dimension::Count | Dimension::Money | Dimension::Physical) {
            shared = None;
            continue;
        }
        let after = tokens.sets.within(Set::Reference, figure.next..end).find_map(per).map(|(_, per)| per);
        let before = tokens.sets.within(Set::Reference, start..figure.lead).filter_map(|at| {
            let (next, said) = per(at)?;
            // Farther off only an average speaks of the figure: `the daily average of calls rose to 300`.
            (figure.lead.saturating_sub(next) <= 2 || tokens.is(next, word!("average"))).then_some((next, said))
        });
        let before = before.last();
        let before = before.filter(|(next, _)| *next <= figure.lead).map(|(_, per)| per);
        let said = after.or(before).filter(|_| reading.measure == Measure::Level);
        if let Some(per) = said.map(|(per, _)| per).or(shared) {
            figures[i].reading = Reading { measure: Measure::Rate, per, ..reading };
        }
        // It carries over to the figure before, unless a mark parts the two.
        let carried = after.filter(|(_, shares)| *shares).map(|(per, _)| per).or(shared);
        let joined = i > 0 && (figures[i - 1].figure.next..figure.lead).all(|at| !is_boundary(tokens, at));
        shared = carried.filter(|_| joined);
    }
}

/// `arrested 30 people in a day`: a length of time, no rate.
fn is_article(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens.is(at, word!("a")) || tokens.is(at, word!("an"))
}

#[cfg(test)]
mod tests {
    use crate::testing::figures;

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(figures(text), expected, "{text}");
    }

    #[test]
    fn words_before_and_after() {
        check("Fees 1.05 billion, +27% year on year", &["1.05 billion = 1050000000", "27% = 27 percent change up yoy"]);
        check("Revenue was 8% above the same period last year.", &["8% = 8 percent change up yoy"]);
        check(
            "Wages rose by 13 cents, or 0.4%.",
            &["13 cents = 13 USD_cent change up", "0.4% = 0.4 percent change up"],
        );
        check(
            "The index added 22.44 points in May, or 0.4%.",
            &["22.44 = 22.44 change up", "0.4% = 0.4 percent change up"],
        );
        check("It took 4 euros, or 40% of sales.", &["4 euros = 4 EUR", "40% = 40 percent share"]);
        check("6,380 thefts (+4,109)", &["6,380 = 6380", "4,109 = 4109 change up"]);
        check("Thefts jumped a startling 1,055%.", &["1,055% = 1055 percent change up"]);
        check("Thefts rose in 2023 by 5%.", &["5% = 5 percent change up"]);
        check("Thefts rose 5% on year.", &["5% = 5 percent change up yoy"]);
        check("Thefts decreased by 1.3% year-on-year.", &["1.3% = 1.3 percent change down yoy"]);
        check("a year-on-year increase of 160.5%", &["160.5% = 160.5 percent change up yoy"]);
        check("a 14.3% drop compared with April", &["14.3% = 14.3 percent change down mom"]);
        check("4,150 people fewer in the first quarter", &["4,150 = 4150 change down"]);
        check(
            "respectively 26% and 7% more than in 2021",
            &["26% = 26 percent change up yoy", "7% = 7 percent change up yoy"],
        );
        check("5% fewer than in 2021", &["5% = 5 percent change down yoy"]);
        check("an increase of 12,000 cases", &["12,000 = 12000 change up"]);
    }

    #[test]
    fn lists() {
        let all = [
            "6.4% = 6.4 percent change up yoy",
            "8.6% = 8.6 percent change up yoy",
            "14.5% = 14.5 percent change up yoy",
        ];
        check("an increase of 6.4%, 8.6%, and 14.5% respectively year-on-year", &all);
        let gapped = ["4.5% = 4.5 percent change up", "6.3% = 6.3 percent change up"];
        check("It grew 4.5% in the first quarter and 6.3% in the second.", &gapped);
    }

    #[test]
    fn levels_stay_levels() {
        check("Sales rose to 5 million units.", &["5 million = 5000000"]);
        check("The bank cut its rate by 0.5%.", &["0.5% = 0.5 percent change down"]);
        check("increased use of it by 300 officers", &["300 = 300"]);
        check(
            "Sales rose from 1.1 million to 2.4 million euros.",
            &["1.1 million = 1100000 EUR", "2.4 million euros = 2400000 EUR"],
        );
        check("Sales rose from 3% to 4%.", &["3% = 3 percent share", "4% = 4 percent share"]);
        check("The interest rate is 3.5%.", &["3.5% = 3.5 percent"]);
        check("Theft made up 29.4% of cases.", &["29.4% = 29.4 percent share"]);
    }

    #[test]
    fn rates() {
        check("52,000 calls a day", &["52,000 = 52000 rate per day"]);
        check("1,200 calls per week", &["1,200 = 1200 rate"]);
        check("300 people were held in a day", &["300 = 300"]);
        check(
            "It fell to 3 million euros, 2 million less than a year earlier.",
            &["3 million euros = 3000000 EUR", "2 million = 2000000 change down yoy"],
        );
        check("a monthly average of 300 calls", &["300 = 300 rate per month"]);
        check(
            "put in 120 officers and sent 30 vehicles every day",
            &["120 = 120 rate per day", "30 = 30 rate per day"],
        );
        check("charged 300 people and took 40 calls per day", &["300 = 300", "40 = 40 rate per day"]);
    }
}
