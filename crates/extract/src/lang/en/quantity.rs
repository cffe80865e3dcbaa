//! What the figures of a sentence report: their nouns, clauses and readings put together.
//!
//! What it matches: every figure outside the time expressions; a unit that two levels share (`from 1.1 million to 2.4 million
//! euros`), a noun that a list shares (`12 and 27 suspects`), a bound that stands behind (`300 or more`), an amount converted
//! into another currency, and magnitudes without a number (`hundreds of millions`), which count nothing exactly.
//!
//! What it leaves alone: whether a number reports anything ([`super::exclusion`]), and what each rule of its own decides.
//!
//! Normalizes to: [`Quantity`].

use smallvec::SmallVec;
use tallysheet_model::{Bound, CueKind, Decimal, Dimension, Exclusion, Measure, Quantity, Rule, SmolStr, Span};

use super::{
    English,
    change::{self, Reading},
    comparison, coordination,
    cue::Hit,
    exclusion,
    figure::{self, Figure},
    lexicon::Class,
    numeral, phrase,
    rule_word::word,
    tell::Told,
    timex,
    token::Tokens,
    token_set::Set,
};
use crate::layers::boxed;

/// The figures of a sentence that report something; few have more.
type Reportings<'a> = SmallVec<[Reporting<'a>; 8]>;

/// A figure that reports something, and what the words around it make of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reporting<'a> {
    pub(super) figure: &'a Figure<'a>,
    /// The noun phrase right of it: first and last token.
    pub(super) right: Option<(usize, usize)>,
    /// The part of the sentence that speaks of it: first token, and the token after the last.
    pub(super) clause: (usize, usize),
    pub(super) reading: Reading,
    /// The phrase of a coordination that it tells of, where there is one: first token, and the token after the last.
    pub(super) subject: Option<(usize, usize)>,
}

impl<'a> Reporting<'a> {
    /// Of which nothing more is known.
    fn new(figure: &'a Figure<'a>, right: Option<(usize, usize)>) -> Self {
        Self { figure, right, clause: (figure.lead, figure.next), reading: Reading::LEVEL, subject: None }
    }

    /// The last token of what it says: of its noun, or of the figure.
    pub(super) fn last(&self) -> usize {
        let last = self.figure.next - 1;
        // A noun shared with a later number stands behind that one.
        let own = self.right.filter(|(first, _)| *first <= self.figure.next + 3);
        own.map_or(last, |(_, noun)| noun.max(last))
    }
}

/// What a figure counts, and whether it reports anything.
#[derive(Debug)]
pub(super) struct Judged {
    /// The noun phrase right of it: first and last token.
    right: Option<(usize, usize)>,
    pub(super) exclusion: Option<Exclusion>,
}

impl English {
    /// Adds the figures outside the time expressions, left to right.
    pub(super) fn figures<'e>(&'e self, tokens: &Tokens<'_>, times: &[timex::Found], figures: &mut Vec<Figure<'e>>) {
        let first = figures.len();
        let mut times = times.iter().peekable();
        let mut from = 0;
        for at in tokens.sets.within(Set::Figure, 0..tokens.list.len()) {
            while let Some(time) = times.next_if(|time| time.first <= at) {
                from = from.max(time.next);
            }
            if at >= from
                && figure::may_open(tokens, at)
                && let Some(figure) = figure::add(self, tokens, at, figures)
            {
                from = figure.next;
            }
        }
        share_units(tokens, &mut figures[first..]);
    }

    /// Adds what each figure counts, and whether it reports anything; the names of programmes in it are not looked at.
    pub(super) fn judge(
        &self,
        tokens: &Tokens<'_>,
        figures: &[Figure<'_>],
        times: &[timex::Found],
        judged: &mut Vec<Judged>,
    ) {
        let first = judged.len();
        judged.extend(figures.iter().map(|figure| {
            let right = phrase::right(tokens, &self.lexicon, figure.next, figure.dimension);
            // `in the same quarter` is a time and no noun that is counted; `3 reports last year` ends with the noun.
            let right =
                right.and_then(|(first, last)| match times.iter().find(|t| t.first <= last && first < t.next) {
                    Some(time) => (time.first > first).then(|| (first, time.first - 1)),
                    None => Some((first, last)),
                });
            Judged { right, exclusion: None }
        }));
        let judged = &mut judged[first..];
        share_nouns(tokens, figures, judged);
        for (figure, judged) in figures.iter().zip(judged) {
            judged.exclusion = exclusion::exclusion(self, tokens, figure, judged.right.is_some());
        }
    }

    /// Adds what the figures of a sentence report, left to right.
    pub(super) fn quantities(
        &self,
        tokens: &Tokens<'_>,
        figures: &[Figure<'_>],
        judged: &[Judged],
        times: &[timex::Found],
        cues: &[Hit<'_>],
        told: &mut Vec<Told>,
    ) {
        let first = told.len();
        let programmes = cues.iter().filter(|cue| cue.kind == CueKind::Programme);
        let names: SmallVec<[Span; 8]> = programmes.map(|cue| cue.span).collect();
        let mut reporting = Reportings::new();
        reporting.reserve(figures.len());
        for (figure, &Judged { right, exclusion }) in figures.iter().zip(judged) {
            let named = names.iter().any(|name| name.overlaps(figure.span)).then_some(Exclusion::Name);
            match named.or(exclusion) {
                // It opens no clause of its own and takes no part in any list.
                Some(exclusion) => {
                    let bound = self.bound(tokens, figure, right);
                    let quantity = boxed(|| excluded(tokens, figure, right, bound, exclusion));
                    told.push(Told { span: figure.span, rule: Rule::EnExclusion, quantity });
                }
                None => reporting.push(Reporting::new(figure, right)),
            }
        }
        self.add_reporting(tokens, &mut reporting, times, told);
        self.add_vague(tokens, first, told);
        told[first..].sort_by_key(|told| told.span.start);
    }

    /// Adds what the figures report that report something.
    fn add_reporting(
        &self,
        tokens: &Tokens<'_>,
        reporting: &mut [Reporting<'_>],
        times: &[timex::Found],
        told: &mut Vec<Told>,
    ) {
        phrase::find_clauses(tokens, reporting);
        change::read(self, tokens, reporting, times);
        coordination::find_subjects(tokens, reporting);
        for (i, &Reporting { figure, right, mut clause, reading, subject }) in reporting.iter().enumerate() {
            let antecedent = comparison::antecedent(tokens, clause.0, times);
            clause.0 = antecedent.map_or(clause.0, |time| time.first);
            let compared = antecedent.is_some() || comparison::is_compared(self, tokens, reporting, i);
            let counted = right.filter(|_| reading.measure != Measure::Change);
            let (clause, end) = subject.map_or((clause, figure.lead), |subject| (subject, subject.1));
            // `e-commerce scams (9,783)`: the noun stands before the bracket.
            let left = || match exclusion::is_bracketed(tokens, figure) {
                true => phrase::left(tokens, &self.lexicon, clause.0.saturating_sub(6), figure.lead - 1),
                // `cases solved and suspects held rose`: the participle of a phrase is no verb of the figure.
                false => phrase::left(tokens, &self.lexicon, clause.0, end)
                    .or_else(|| subject.and_then(|_| phrase::left(tokens, &self.lexicon, clause.0, end - 1))),
            };
            let converted = i.checked_sub(1).map(|before| reporting[before].figure);
            let converted = converted.filter(|of| converts(tokens, figure, of));
            let bound = converted.map_or_else(|| self.bound(tokens, figure, counted), |of| of.bound);
            let counted = counted.or_else(left).map(|(first, last)| tokens.span(first, last));
            let clause = phrase::bytes(tokens, clause);
            let quantity = boxed(|| Quantity {
                value: figure.value,
                high: figure.high,
                bound,
                unit: figure.unit.clone(),
                dimension: figure.dimension,
                unit_open: figure.unit_open,
                measure: reading.measure,
                change: reading.change,
                per: reading.per,
                compared: compared && reading.measure != Measure::Change,
                counted,
                clause,
                exclusion: None,
            });
            told.push(Told { span: figure.span, rule: Rule::EnFigure, quantity });
        }
    }

    /// A bound after the figure or its noun wins over none before it, and over `about`: `about 500 or less`.
    fn bound(&self, tokens: &Tokens<'_>, figure: &Figure<'_>, counted: Option<(usize, usize)>) -> Bound {
        let open = counted.is_some() || !phrase::ends_phrase(tokens, figure.next);
        if !open || !matches!(figure.bound, Bound::Exact | Bound::About) {
            return figure.bound;
        }
        // `300 or more than 200`: the second bound is of the second number.
        let next_is_bounded = |next: usize| {
            tokens.is(next, word!("than")) && figure::add(self, tokens, next + 1, &mut Vec::new()).is_some()
        };
        let after = |at: usize| {
            let at = at + usize::from(tokens.is_mark(at, '-') && tokens.is_glued(at));
            let (next, bound) = self.lexicon.bound_after.starting(tokens, at)?;
            (!next_is_bounded(next)).then_some(bound)
        };
        if phrase::is_misplaced_bound(tokens, figure.next) {
            return Bound::MoreThan;
        }
        let noun = || counted.and_then(|(_, last)| after(last + 1));
        after(figure.next).or_else(noun).unwrap_or(figure.bound)
    }

    /// `hundreds of millions`: a mention that counts nothing exactly. Those of the sentence told so far begin at `first`.
    fn add_vague(&self, tokens: &Tokens<'_>, first: usize, told: &mut Vec<Told>) {
        let mut from = 0;
        while let Some(at) = tokens.sets.next(Set::Vague, from) {
            from = at + 1;
            let Some(next) = numeral::vague(tokens, at) else { continue };
            from = next;
            let span = tokens.span(at, next - 1);
            let exponent = |i: usize| match tokens.class(i) {
                Class::Magnitudes(exponent) => i32::from(exponent),
                _ => 1,
            };
            let exponent: i32 = (at..next).step_by(2).map(exponent).sum();
            if let Some(value) = Decimal::ONE.scale_by_ten(exponent)
                && !told[first..].iter().any(|told| told.span.overlaps(span))
            {
                let counted = phrase::right(tokens, &self.lexicon, next, Dimension::Count);
                let quantity = boxed(|| Quantity {
                    value,
                    high: None,
                    bound: Bound::MoreThan,
                    unit: SmolStr::new_static("count"),
                    dimension: Dimension::Count,
                    unit_open: false,
                    measure: Measure::Level,
                    change: None,
                    per: None,
                    compared: false,
                    counted: counted.map(|(first, last)| tokens.span(first, last)),
                    clause: span,
                    exclusion: Some(Exclusion::Vague),
                });
                told.push(Told { span, rule: Rule::EnVague, quantity });
            }
        }
    }
}

/// `from 1.1 million to 2.4 million euros`: the unit is said once for both levels.
fn share_units(tokens: &Tokens<'_>, figures: &mut [Figure<'_>]) {
    for i in 1..figures.len() {
        let (before, figure) = (&figures[i - 1], &figures[i]);
        let from = || before.lead > 0 && tokens.is(before.lead - 1, word!("from"));
        let to = || before.next + 1 == figure.lead && tokens.is(before.next, word!("to"));
        if before.dimension == Dimension::Count && figure.dimension != Dimension::Count && from() && to() {
            let (unit, dimension, unit_open) = (figure.unit, figure.dimension, figure.unit_open);
            let before = &mut figures[i - 1];
            (before.unit, before.dimension, before.unit_open) = (unit, dimension, unit_open);
        }
    }
}

/// `12 and 27 suspects`: numbers of a list count the noun that follows the last.
fn share_nouns(tokens: &Tokens<'_>, figures: &[Figure<'_>], judged: &mut [Judged]) {
    for i in (1..figures.len()).rev() {
        let (before, figure) = (&figures[i - 1], &figures[i]);
        let kin = before.dimension == Dimension::Count && figure.dimension == Dimension::Count;
        let shares = kin && judged[i - 1].right.is_none() && judged[i].right.is_some();
        if shares && is_listed(tokens, before, figure) {
            judged[i - 1].right = judged[i].right;
        }
    }
}

/// Only commas and conjunctions stand between the two, and one at least.
pub(super) fn is_listed(tokens: &Tokens<'_>, before: &Figure<'_>, figure: &Figure<'_>) -> bool {
    before.next < figure.lead
        && (before.next..figure.lead).all(|at| tokens.is_mark(at, ',') || tokens.class(at) == Class::And)
}

/// Whether the figure converts the amount before it into another currency: `more than €10m (£8.6m)`.
fn converts(tokens: &Tokens<'_>, figure: &Figure<'_>, before: &Figure<'_>) -> bool {
    let money = before.dimension == Dimension::Money && figure.dimension == Dimension::Money;
    let bracket = || before.next + 1 == figure.first && tokens.is_mark(before.next, '(');
    money && bracket() && before.high.is_none() && figure.bound == Bound::Exact
}

fn excluded(
    tokens: &Tokens<'_>,
    figure: &Figure<'_>,
    right: Option<(usize, usize)>,
    bound: Bound,
    exclusion: Exclusion,
) -> Quantity {
    Quantity {
        value: figure.value,
        high: figure.high,
        bound,
        unit: figure.unit.clone(),
        dimension: figure.dimension,
        unit_open: figure.unit_open,
        measure: Measure::Level,
        change: None,
        per: None,
        compared: false,
        counted: right.map(|(first, last)| tokens.span(first, last)),
        clause: figure.span,
        exclusion: Some(exclusion),
    }
}
