//! Chinese: the order in which a sentence is read.
//!
//! The characters are folded, so that the lexicon and the catalog hold simplified words alone. Then come the words of the
//! catalog, then one pass from left to right that takes a time expression or a figure wherever one starts, then what the
//! words around each figure make of it. Each rule is in a file of its own; the words are in the TOML files beside them.
//! No words are segmented: numerals, units and the words of the lexicon find their own ends.

mod alphabet;
mod aside;
mod change;
mod counted;
mod cue;
mod edges;
mod exclusion;
mod fold;
mod grammar;
mod lexicon;
mod numeral;
mod quantity;
mod timex;
mod words;

use std::cell::Cell;

use tallysheet_catalog::Catalog;
use tallysheet_model::{CueKind, Dimension, Exclusion, MentionKind, Quantity, Span, TimePoint};

use crate::{BuildError, Found, reach::Seed};
use alphabet::{Alphabet, Class, Text};
use aside::Aside;
use change::Reading;
use counted::STOPS;
use cue::{CueIndex, Hit, Hits};
use edges::Edges;
use exclusion::has_address;
use fold::Folding;
use grammar::Grammar;
use numeral::Numerals;
use quantity::{Figure, MINUS, Units};
use timex::{Read, Time, Times};

/// Reads Chinese sentences.
#[derive(Debug)]
pub(crate) struct Chinese {
    alphabet: Alphabet,
    folding: Folding,
    cues: CueIndex,
    units: Units,
    units_before: Units,
    numerals: Numerals,
    grammar: Grammar,
    times: Times,
}

/// What has been found in one sentence.
struct Context<'a> {
    text: &'a Text<'a>,
    sentence: Span,
    hits: Hits,
    /// Where words of the catalog and time expressions begin and end.
    edges: Edges,
    /// An address is in the sentence.
    addresses: bool,
    /// Where the last list of codes goes on to, and where it begins.
    list: Cell<(usize, usize)>,
    times: Vec<Time>,
    figures: Vec<Figure>,
    asides: Vec<Aside>,
}

impl Context<'_> {
    /// The time expressions that end before `at` or there.
    fn times_before(&self, at: usize) -> std::slice::Iter<'_, Time> {
        self.times[..self.times.partition_point(|time| time.span.end <= at)].iter()
    }
}

impl Chinese {
    pub(crate) fn new(catalog: &Catalog) -> Result<Self, BuildError> {
        let folding = Folding::new();
        let mut alphabet = Alphabet::new();
        folding.chars().for_each(|c| alphabet.mark(c, Class::FOLDS));
        let units_before = Units::new(catalog, &mut alphabet, |u| &u.zh_before);
        let numerals = Numerals::new(&mut alphabet)?;
        let grammar = Grammar::new(&mut alphabet)?;
        let times = Times::new(catalog, &mut alphabet)?;
        units_before.mark(&mut alphabet, Class::FIGURE);
        grammar.starts.mark(&mut alphabet, Class::FIGURE);
        grammar.starts.mark(&mut alphabet, Class::SEED | Class::REPORTS);
        grammar.ordinal.mark(&mut alphabet, Class::WORD);
        MINUS.into_iter().for_each(|c| alphabet.mark(c, Class::FIGURE));
        mark_punctuation(&mut alphabet);
        folding.chars().for_each(|c| alphabet.mark_folded_seed(c, folding.fold(c)));
        Ok(Self {
            cues: CueIndex::new(catalog, &mut alphabet),
            units: Units::new(catalog, &mut alphabet, |u| &u.zh),
            folding,
            units_before,
            numerals,
            grammar,
            times,
            alphabet,
        })
    }

    /// The first place at or after `from` where a figure may stand.
    pub(crate) fn seed(&self, text: &str, from: usize) -> Option<Seed> {
        self.alphabet.seed(text, from)
    }

    /// Adds the mentions of one sentence to `found`, in any order.
    pub(crate) fn read(&self, text: &str, sentence: Span, found: &mut Vec<Found>) {
        let as_written = self.alphabet.read(text, sentence);
        if !as_written.has(Class::FOLDS) {
            return self.read_folded(&as_written, sentence, found);
        }
        let folded = self.folding.folded(sentence.slice(text));
        let (first, whole) = (found.len(), Span::new(0, folded.text.len()));
        self.read_folded(&self.alphabet.read(&folded.text, whole), whole, found);
        let original = |span: Span| {
            let span = folded.original(span);
            Span::new(sentence.start + span.start, sentence.start + span.end)
        };
        for mention in &mut found[first..] {
            mention.span = original(mention.span);
            if let MentionKind::Quantity(quantity) = &mut mention.kind {
                quantity.clause = original(quantity.clause);
                quantity.counted = quantity.counted.map(original);
            }
        }
    }

    fn read_folded<'a>(&self, text: &'a Text<'a>, sentence: Span, found: &mut Vec<Found>) {
        let hits = self.hits(text, sentence);
        let mut context = Context {
            text,
            sentence,
            hits,
            edges: Edges::default(),
            addresses: false,
            list: Cell::new((sentence.start, sentence.start)),
            times: Vec::new(),
            figures: Vec::new(),
            asides: Vec::new(),
        };
        self.scan(&mut context);
        self.lead_after_subject(&mut context);
        self.join_bounds(&mut context);
        share_points(&mut context);
        if !context.figures.is_empty() {
            self.settle_objects(&mut context);
            context.edges = Edges::of(&context);
            context.addresses = has_address(sentence.slice(text));
            self.add_quantities(&context, found);
        }
        for time in context.times {
            found.push(Found { span: time.span, rule: time.rule, kind: time.timex.into() });
        }
        found.extend(context.asides.into_iter().map(Aside::into_found));
        found.extend(context.hits.iter().filter_map(|hit| self.cues.found(hit)));
    }

    /// Takes times and figures from left to right.
    fn scan(&self, context: &mut Context<'_>) {
        let (text, sentence) = (context.text, context.sentence);
        let (mut free, mut floor) = (sentence.start, sentence.start);
        for (at, class) in text.starts(sentence) {
            if at < free {
                continue;
            }
            if class.is(Class::TIME | Class::NUMBER)
                && let Some(read) = self.times.read(&self.numerals, text, sentence, at)
            {
                free = match read {
                    Read::Time(time) => {
                        let end = time.span.end;
                        self.asides_of_time(text, &time, &mut context.asides);
                        context.times.push(time);
                        end
                    }
                    Read::Clock(end) => {
                        self.asides_of_span(text, Span::new(at, end), &mut context.asides);
                        end
                    }
                };
                floor = free;
            } else if class.is(Class::WORD)
                && let Some(end) = self.passed_over(text, at, sentence.end, &mut context.asides)
            {
                free = end;
            } else if class.is(Class::NUMBER | Class::FIGURE) {
                match self.figure_at(text, sentence, floor, at) {
                    Some(figure) => match self.name_around(context, &figure) {
                        Some(end) => free = end,
                        None => {
                            (floor, free) = (figure.end, figure.end);
                            context.figures.push(figure);
                        }
                    },
                    None => free = self.after_long_run(text, at, sentence.end).unwrap_or(at),
                }
            }
        }
    }

    /// Where the word of the catalog ends that the number is a part of: `两卡`, `断卡2.0`.
    fn name_around(&self, context: &Context<'_>, figure: &Figure) -> Option<usize> {
        let longer = |hit: &&Hit| hit.span.len() > figure.span.len();
        context.hits.around(figure.span).find(longer).map(|hit| hit.span.end)
    }

    /// A figure, where a character may start one.
    fn figure_at(&self, text: &Text<'_>, sentence: Span, floor: usize, at: usize) -> Option<Figure> {
        let may_start = self.numerals.opens(text, at)
            || text[at..].starts_with(MINUS)
            || self.grammar.starts.at(text, at, sentence.end).is_some()
            || self.units_before.at(text, at, sentence.end).is_some();
        if !may_start { None } else { self.figure(text, sentence, floor, at) }
    }

    /// Where a run of digits or of magnitudes ends that is longer than any number: none begins within it either.
    fn after_long_run(&self, text: &Text<'_>, at: usize, end: usize) -> Option<usize> {
        /// In characters.
        const LONGEST: usize = 40;
        let digits = text.as_bytes()[at..end].iter().take_while(|byte| byte.is_ascii_digit()).count();
        if digits > LONGEST {
            return Some(at + digits);
        }
        let mut magnitudes = self.numerals.each_magnitude(text, at, end);
        magnitudes.nth(LONGEST).map(|to| magnitudes.last().unwrap_or(to))
    }

    /// Words with numeral characters that are no numbers, and ordinals.
    fn passed_over(&self, text: &Text<'_>, at: usize, end: usize, asides: &mut Vec<Aside>) -> Option<usize> {
        if let Some(to) = self.numerals.no_number(text, at, end) {
            return Some(to);
        }
        let (to, ()) = self.grammar.ordinal.at(text, at, end)?;
        let numeral = self.numerals.read(text, to, end)?;
        asides.push(Aside::ordinal(numeral));
        Some(numeral.span.end)
    }

    /// `全国公安机关今年以来…`: a time after who acts leads the sentence as one before them does.
    fn lead_after_subject(&self, context: &mut Context<'_>) {
        let (text, sentence) = (context.text, context.sentence);
        for time in context.times.iter_mut().filter(|time| !time.timex.leading) {
            let subject = |hit: &&Hit| hit.kind == CueKind::Speaker && hit.span.end == time.span.start;
            let start = context.hits.reaching(time.span.start).find(subject).map(|hit| hit.span.start);
            time.timex.leading = start.is_some_and(|start| self.times.leads(text, sentence, start));
        }
    }

    fn join_bounds(&self, context: &mut Context<'_>) {
        let text = context.text;
        context.figures.dedup_by(|figure, last| match self.joined(text, last, figure) {
            Some(range) => {
                *last = range;
                true
            }
            None => false,
        });
    }

    fn add_quantities(&self, context: &Context<'_>, found: &mut Vec<Found>) {
        let clauses = self.clauses(context);
        let mut readings: Vec<Reading> = Vec::with_capacity(context.figures.len());
        for index in 0..context.figures.len() {
            let reading = self.reading(context, &clauses, index, readings.last());
            readings.push(reading);
        }
        let mut nouns: Vec<Option<Span>> = Vec::with_capacity(context.figures.len());
        let mut term = false;
        for (index, figure) in context.figures.iter().enumerate() {
            let (reading, clause) = (&readings[index], clauses[index]);
            term = self.is_term(context, index, term);
            let exclusion = self.exclusion(context, figure, term);
            let counted = self.counted(context, &clauses, &readings, &nouns);
            nouns.push(counted);
            let quantity = Quantity {
                compared: told_of_year_before(context, clause, figure),
                value: if reading.change.is_some() { figure.value.abs() } else { figure.value },
                high: figure.high,
                bound: figure.bound,
                unit: figure.unit.clone(),
                dimension: figure.dimension,
                unit_open: figure.open,
                measure: reading.measure,
                change: reading.change,
                per: reading.per,
                counted: counted.filter(|_| !exclusion.is_some_and(counts_nothing)),
                clause,
                exclusion,
            };
            found.push(Found { span: figure.span, rule: figure.rule, kind: quantity.into() });
        }
    }
}

/// What the rules look for of punctuation.
fn mark_punctuation(alphabet: &mut Alphabet) {
    STOPS.into_iter().for_each(|c| alphabet.mark(c, Class::STOP));
    alphabet.mark('、', Class::PAUSE);
    "（）()】".chars().for_each(|c| alphabet.mark(c, Class::BRACKET));
    "“「".chars().for_each(|c| alphabet.mark(c, Class::OPENS_QUOTE));
    "”」".chars().for_each(|c| alphabet.mark(c, Class::CLOSES_QUOTE));
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

/// `低0.8个和5.1个百分点`: a number that only a joint parts from percentage points is a number of them.
fn share_points(context: &mut Context<'_>) {
    for index in (1..context.figures.len()).rev() {
        let (before, rest) = context.figures.split_at_mut(index);
        let (Some(figure), Some(next)) = (before.last_mut(), rest.first()) else { continue };
        let joined =
            context.text.get(figure.end..next.start).is_some_and(|gap| matches!(gap, "、" | "和" | "及" | "与"));
        let bare = figure.dimension == Dimension::Count && figure.span.end == figure.numeral.span.end;
        if joined && bare && next.unit == "percentage_point" {
            figure.take_unit_of(next);
        }
    }
}

#[cfg(test)]
mod tests;
