//! Chinese: the order in which a sentence is read.
//!
//! The characters are folded, so that the lexicon and the catalog hold simplified words alone. Then come the words of the
//! catalog, then one pass from left to right that takes a time expression or a figure wherever one starts, then what the
//! words around each figure make of it. Each rule is in a file of its own; the words are in the TOML files beside them.
//! No words are segmented: numerals, units and the words of the lexicon find their own ends.

mod alphabet;
mod aside;
mod change;
mod class;
mod counted;
mod cue;
mod edges;
mod exclusion;
mod fold;
mod grammar;
mod letters;
mod lexicon;
mod lone;
mod memo;
mod numeral;
mod ordered;
mod punctuation;
mod quantity;
mod seed;
mod spaced;
mod tell;
mod text;
mod timex;
mod words;

use std::cell::{Cell, OnceCell};
use std::ops::{Deref, DerefMut};

use tallysheet_catalog::Catalog;
use tallysheet_model::{CueKind, Dimension, Span};

use crate::{
    BuildError,
    layers::{Layers, Mentions},
    reach::{Near, Outlook},
};
use alphabet::{Alphabet, Letter};
use aside::Aside;
use change::Reading;
use class::Class;
use cue::{CueIndex, Hit, Hits};
use edges::Edges;
use exclusion::has_address;
use fold::{Folded, Folding};
use grammar::Grammar;
use letters::Letters;
use numeral::Numerals;
use quantity::{Figure, MINUS, Units};
use seed::Seeds;
use tell::Verdict;
use text::Text;
use timex::{Read, Time, Times};

/// Reads Chinese sentences.
#[derive(Debug)]
pub(crate) struct Chinese {
    seeds: Seeds,
    alphabet: Alphabet,
    folding: Folding,
    cues: CueIndex,
    units: Units,
    units_before: Units,
    numerals: Numerals,
    grammar: Grammar,
    times: Times,
}

/// The memory that sentences leave to those after them.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    rooms: Vec<Room>,
}

/// A sentence that is being read.
#[derive(Debug, Default)]
struct Room {
    sentence: Span,
    letters: Letters,
    /// Some characters are others in the folded text: the rules read that.
    folds: bool,
    folded: Folded,
    finds: Finds,
}

impl Room {
    /// Takes another sentence.
    fn take(&mut self, chinese: &Chinese, source: &str, sentence: Span) {
        self.finds.clear();
        self.sentence = sentence;
        self.letters.take(&chinese.alphabet, source, sentence);
        self.folds = self.letters.folds();
        if self.folds {
            chinese.folding.fold_into(sentence.slice(source), &mut self.folded);
            self.letters.take(&chinese.alphabet, &self.folded.text, self.folded.span());
        }
    }

    /// Lets a rule read the sentence.
    fn read(&mut self, alphabet: &Alphabet, source: &str, rule: impl FnOnce(&mut Context<'_>)) {
        let (source, sentence) =
            if self.folds { (self.folded.text.as_str(), self.folded.span()) } else { (source, self.sentence) };
        let text = Text::of(alphabet, &self.letters, source, sentence);
        let list = Cell::new((sentence.start, sentence.start));
        rule(&mut Context {
            text: &text,
            sentence,
            addresses: OnceCell::new(),
            code_words: OnceCell::new(),
            list,
            finds: &mut self.finds,
        });
    }

    /// Adds the mentions of the sentence to `found`, in their order.
    fn tell(&mut self, chinese: &Chinese, found: &mut Mentions<'_>) {
        let Self { sentence, folds, folded, finds, .. } = self;
        if !*folds {
            return chinese.tell(*sentence, finds, &|span| span, found);
        }
        let original = |span: Span| {
            let span = folded.original(span);
            Span::new(sentence.start + span.start, sentence.start + span.end)
        };
        chinese.tell(folded.span(), finds, &original, found);
    }
}

/// What has been found in one sentence.
#[derive(Debug, Default)]
struct Finds {
    hits: Hits,
    /// Where words of the catalog and time expressions begin and end.
    edges: Edges,
    times: Vec<Time>,
    figures: Vec<Figure>,
    asides: Vec<Aside>,
    clauses: Vec<Span>,
    readings: Vec<Reading>,
    verdicts: Vec<Verdict>,
}

impl Finds {
    /// How many mentions it makes at most.
    fn mentions(&self) -> usize {
        self.hits.as_slice().len() + self.times.len() + self.figures.len() + self.asides.len()
    }

    fn clear(&mut self) {
        self.hits.clear();
        self.times.clear();
        self.figures.clear();
        self.asides.clear();
        self.clauses.clear();
        self.readings.clear();
        self.verdicts.clear();
    }
}

/// A sentence, and what has been found in it.
struct Context<'a> {
    text: &'a Text<'a>,
    sentence: Span,
    /// Whether an address is in the sentence, once a rule has asked.
    addresses: OnceCell<bool>,
    /// Whether a word that stands before codes may be in the sentence, once a rule has asked.
    code_words: OnceCell<bool>,
    /// Where the last list of codes goes on to, and where it begins.
    list: Cell<(usize, usize)>,
    finds: &'a mut Finds,
}

impl Deref for Context<'_> {
    type Target = Finds;

    fn deref(&self) -> &Finds {
        self.finds
    }
}

impl DerefMut for Context<'_> {
    fn deref_mut(&mut self) -> &mut Finds {
        self.finds
    }
}

impl Context<'_> {
    fn has_address(&self) -> bool {
        *self.addresses.get_or_init(|| has_address(self.sentence.slice(self.text)))
    }

    fn has_code_word(&self, chinese: &Chinese) -> bool {
        *self.code_words.get_or_init(|| self.text.holds_ending(chinese.grammar.excluded.code_before.table()))
    }

    /// The time expressions that end before `at` or there.
    fn times_before(&self, at: usize) -> std::slice::Iter<'_, Time> {
        self.times[..self.times.partition_point(|time| time.span.end <= at)].iter()
    }
}

impl Chinese {
    pub(crate) fn new(catalog: &Catalog) -> Result<Self, BuildError> {
        let folding = Folding::new();
        let mut alphabet = Alphabet::new();
        let units_before = Units::new(catalog, &mut alphabet, |u| &u.zh_before);
        let numerals = Numerals::new(&mut alphabet)?;
        let grammar = Grammar::new(&mut alphabet)?;
        let times = Times::new(catalog, &mut alphabet)?;
        units_before.mark(&mut alphabet, Class::FIGURE);
        grammar.starts.mark(&mut alphabet, Class::FIGURE);
        grammar.ordinal.mark(&mut alphabet, Class::WORD);
        MINUS.into_iter().for_each(|c| alphabet.mark(c, Class::FIGURE));
        punctuation::mark(&mut alphabet);
        let cues = CueIndex::new(catalog, &mut alphabet);
        let units = Units::new(catalog, &mut alphabet, |u| &u.zh);
        units.mark(&mut alphabet, Class::AFTER_NUMBER);
        folding.chars().for_each(|c| alphabet.fold(c, folding.fold(c)));
        let after_numbers: Vec<&str> =
            units.forms().chain(times.stretches()).chain(grammar.shares.percentage_points.iter()).collect();
        let seeds = Seeds::new(&alphabet, &numerals, &grammar, &after_numbers);
        Ok(Self { seeds, cues, units, folding, units_before, numerals, grammar, times, alphabet })
    }

    /// The places where a figure may stand, in order.
    pub(crate) fn seeds(&self, text: &str) -> Outlook {
        self.seeds.find(&self.alphabet, text)
    }

    /// Adds the mentions of sentences, which follow each other. As in English, one rule reads all of them before the next
    /// begins.
    pub(crate) fn read(&self, text: &str, sentences: &[Near], scratch: &mut Scratch, layers: &mut Layers<'_>) {
        if scratch.rooms.len() < sentences.len() {
            scratch.rooms.resize_with(sentences.len(), Room::default);
        }
        let rooms = &mut scratch.rooms[..sentences.len()];
        for (room, near) in rooms.iter_mut().zip(sentences) {
            room.take(self, text, near.sentence.span);
            room.read(&self.alphabet, text, |context| self.find_words(context));
        }
        for room in rooms.iter_mut() {
            room.read(&self.alphabet, text, |context| self.find_figures(context));
        }
        for room in rooms.iter_mut().filter(|room| !room.finds.figures.is_empty()) {
            room.read(&self.alphabet, text, |context| self.judge_figures(context));
        }
        layers.reserve(rooms.iter().map(|room| room.finds.mentions()).sum());
        for (room, near) in rooms.iter_mut().zip(sentences) {
            layers.add(near.sentence, |found| room.tell(self, found));
        }
    }

    fn find_figures(&self, context: &mut Context<'_>) {
        self.scan(context);
        self.lead_after_subject(context);
        self.join_bounds(context);
        share_points(context);
    }

    fn judge_figures(&self, context: &mut Context<'_>) {
        self.settle_objects(context);
        context.mark_edges();
        self.judge(context);
    }

    /// Takes times and figures from left to right.
    fn scan(&self, context: &mut Context<'_>) {
        let (text, sentence) = (context.text, context.sentence);
        let (mut free, mut floor) = (sentence.start, sentence.start);
        for (at, class, letters) in text.starts() {
            if at < free {
                continue;
            }
            let numeral = if class.is(Class::NUMBER) { self.numerals.read(text, at, sentence.end) } else { None };
            let may_be_time = numeral.is_some() || class.is(Class::TIME) && self.times.may_begin(text, letters);
            if may_be_time
                && let Some(read) = self.times.read(&self.numerals, text, sentence, at, class, numeral.as_ref())
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
                && (self.numerals.may_be_word(letters) || self.grammar.ordinal.may_begin(letters))
                && let Some(end) = self.passed_over(text, at, sentence.end, &mut context.asides)
            {
                free = end;
            } else if class.is(Class::NUMBER) || class.is(Class::FIGURE) && self.may_start_figure(text, at, letters) {
                let Finds { figures, hits, .. } = &mut *context.finds;
                let figure = self.figure(text, sentence, floor, at, numeral.as_ref(), figures);
                match figure.map(|figure| (figure.end, name_around(text, hits, figure))) {
                    Some((_, Some(name_end))) => {
                        free = name_end;
                        figures.pop();
                    }
                    Some((end, None)) => (floor, free) = (end, end),
                    None => free = self.after_long_run(text, at, sentence.end).unwrap_or(at),
                }
            }
        }
    }

    /// Whether a figure may start at `at` without a numeral, with these two letters.
    fn may_start_figure(&self, text: &Text<'_>, at: usize, letters: [Letter; 2]) -> bool {
        self.grammar.starts.may_begin(letters) || self.units_before.may_begin(letters) || text[at..].starts_with(MINUS)
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
        let Finds { times, hits, .. } = &mut *context.finds;
        for time in times.iter_mut().filter(|time| !time.timex.leading) {
            let subject = |hit: &&Hit| hit.kind == CueKind::Speaker && hit.span.end == time.span.start;
            let start = hits.reaching(time.span.start).find(subject).map(|hit| hit.span.start);
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
}

/// Where the word of the catalog ends that the number is a part of: `两卡`, `断卡2.0`.
fn name_around(text: &Text<'_>, hits: &Hits, figure: &Figure) -> Option<usize> {
    let longer = |hit: &&Hit| hit.span.len() > figure.span.len();
    hits.around_number(text, figure.span).find(longer).map(|hit| hit.span.end)
}

/// `低0.8个和5.1个百分点`: a number that only a joint parts from percentage points is a number of them.
fn share_points(context: &mut Context<'_>) {
    let text = context.text;
    let figures = &mut context.figures;
    for index in (1..figures.len()).rev() {
        let (before, rest) = figures.split_at_mut(index);
        let (Some(figure), Some(next)) = (before.last_mut(), rest.first()) else { continue };
        let bare = figure.dimension == Dimension::Count && figure.span.end == figure.numeral.span.end;
        if bare
            && next.unit == "percentage_point"
            && text.get(figure.end..next.start).is_some_and(|gap| matches!(gap, "、" | "和" | "及" | "与"))
        {
            figure.take_unit_of(next);
        }
    }
}

#[cfg(test)]
mod tests;
