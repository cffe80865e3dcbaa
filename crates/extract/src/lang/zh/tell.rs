//! The mentions of a sentence, in their order.

use tallysheet_model::{Exclusion, MentionKind, Quantity, Rule, Span, TimePoint};

use super::aside::Aside;
use super::change::Reading;
use super::quantity::Figure;
use super::{Chinese, Context, Finds};
use crate::layers::{Mentions, boxed};

/// What a mention is made of, in the order of the rules' names.
#[derive(Clone, Copy, Debug)]
enum Made {
    Aside,
    Hit,
    Figure,
    Time,
}

/// Where a mention stands among those of its sentence, and what it is made of, in one number: the sentence is short.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place(u64);

impl Place {
    /// After all others.
    const END: Self = Self(u64::MAX);

    /// By start, the longer first.
    fn new(sentence: Span, span: Span, made: Made) -> Self {
        let (start, rest) = (span.start - sentence.start, sentence.end - span.end);
        Self((start as u64) << 32 | (rest as u64) << 2 | made as u64)
    }
}

/// What the words around a figure say of it, beside its reading and its clause.
#[derive(Clone, Copy, Debug)]
pub(super) struct Verdict {
    /// What it counts.
    pub(super) noun: Option<Span>,
    exclusion: Option<Exclusion>,
    compared: bool,
}

impl Chinese {
    /// What the words around each figure make of it.
    pub(super) fn judge(&self, context: &mut Context<'_>) {
        let figures = 0..context.figures.len();
        for index in figures.clone() {
            let clause = self.clause(context, index);
            context.clauses.push(clause);
            let reading = self.reading(context, index);
            context.readings.push(reading);
        }
        let mut term = false;
        for index in figures {
            let figure = &context.figures[index];
            term = self.is_term(context, index, term);
            let noun = self.counted(context, index);
            let exclusion = self.exclusion(context, figure, term);
            let compared = told_of_year_before(context, context.clauses[index], figure);
            context.verdicts.push(Verdict { noun, exclusion, compared });
        }
    }

    /// Adds what has been found to `found`; `original` is where a span of the text stands in the document.
    pub(super) fn tell(
        &self,
        sentence: Span,
        finds: &Finds,
        original: &impl Fn(Span) -> Span,
        found: &mut Mentions<'_>,
    ) {
        let Finds { hits, times, figures, asides, .. } = finds;
        // Each of the lists is in the order of mentions by itself.
        let mut asides = Row::new(sentence, Made::Aside, asides, Aside::span);
        let mut hits = Row::new(sentence, Made::Hit, hits.as_slice(), |hit| hit.span);
        let mut figures = Row::new(sentence, Made::Figure, figures, |figure| figure.span);
        let mut times = Row::new(sentence, Made::Time, times, |time| time.span);
        let mut judged = finds.readings.iter().zip(&finds.clauses).zip(&finds.verdicts);
        loop {
            let place = asides.place.min(figures.place).min(times.place);
            // Most mentions are words.
            while hits.place < place
                && let Some(hit) = hits.next()
            {
                if hit.tells() {
                    found.push(original(hit.span), Rule::ZhCue, || self.cues.cue(hit));
                }
            }
            if place == Place::END {
                return;
            }
            if place == asides.place {
                if let Some(aside) = asides.next() {
                    let quantity = || MentionKind::Quantity(boxed(|| aside.quantity(original)));
                    found.push(original(aside.span()), Rule::ZhAside, quantity);
                }
            } else if place == figures.place {
                if let Some((figure, ((reading, clause), verdict))) = figures.next().zip(judged.next()) {
                    let quantity = || boxed(|| quantity(figure, reading, *clause, verdict, original));
                    found.push(original(figure.span), figure.rule, || MentionKind::Quantity(quantity()));
                }
            } else if let Some(time) = times.next() {
                let timex = || MentionKind::Timex(boxed(|| time.timex.clone()));
                found.push(original(time.span), time.rule, timex);
            }
        }
    }
}

/// What is left of one kind, and the place of the first of it.
struct Row<'a, T, S> {
    sentence: Span,
    made: Made,
    span_of: S,
    rest: std::slice::Iter<'a, T>,
    place: Place,
}

impl<'a, T, S: Fn(&T) -> Span> Row<'a, T, S> {
    fn new(sentence: Span, made: Made, all: &'a [T], span_of: S) -> Self {
        let mut row = Self { sentence, made, span_of, rest: all.iter(), place: Place::END };
        row.find_place();
        row
    }

    fn find_place(&mut self) {
        let first = self.rest.as_slice().first();
        self.place = first.map_or(Place::END, |item| Place::new(self.sentence, (self.span_of)(item), self.made));
    }

    fn next(&mut self) -> Option<&'a T> {
        let next = self.rest.next();
        self.find_place();
        next
    }
}

#[inline]
fn quantity(
    figure: &Figure,
    reading: &Reading,
    clause: Span,
    verdict: &Verdict,
    original: &impl Fn(Span) -> Span,
) -> Quantity {
    Quantity {
        compared: verdict.compared,
        value: if reading.change.is_some() { figure.value.abs() } else { figure.value },
        high: figure.high,
        bound: figure.bound,
        unit: figure.unit.clone(),
        dimension: figure.dimension,
        unit_open: figure.open,
        measure: reading.measure,
        change: reading.change,
        per: reading.per,
        counted: verdict.noun.filter(|_| !verdict.exclusion.is_some_and(counts_nothing)).map(original),
        clause: original(clause),
        exclusion: verdict.exclusion,
    }
}

/// `较去年同期的2.8万宗`: another figure is compared with this one.
fn told_of_year_before(context: &Context<'_>, clause: Span, figure: &Figure) -> bool {
    let last = context.times_before(figure.start).next_back().filter(|time| clause.contains(time.span));
    last.is_some_and(|time| time.timex.from == TimePoint::YearBefore)
}

/// Numbers that say which one or how much at most, and not how many there are.
fn counts_nothing(exclusion: Exclusion) -> bool {
    matches!(exclusion, Exclusion::Name | Exclusion::Marker | Exclusion::Ordinal | Exclusion::Threshold)
}
