//! English: the order in which a sentence is read.
//!
//! Tokens, then time expressions, then figures in what is left, then what the words around each figure make of it, then
//! the words of the catalog. Each rule is in a file of its own; the words are in the TOML files beside them.

mod amount;
mod change;
mod comparison;
mod coordination;
mod cue;
mod date;
mod digits;
mod exclusion;
mod figure;
mod fraction;
mod lexicon;
mod lone;
mod multiple;
mod numeral;
mod opens;
mod phrasal;
mod phrase;
mod phrase_table;
mod quantity;
mod range;
mod rule_word;
mod seed;
mod shape;
mod stretch;
mod tell;
mod time_opening;
mod time_point;
mod timex;
mod token;
mod token_set;
mod tokenizer;
mod unit_words;
mod vocabulary;
mod voice;
mod words;

use std::ops::Range;

use tallysheet_catalog::Catalog;
use tallysheet_model::{SmolStr, TimexRole};

use crate::{
    BuildError,
    layers::Layers,
    reach::{Near, Outlook, Reach},
    units::Units,
};
use cue::{Cues, Hit};
use figure::Figure;
use lexicon::Lexicon;
use opens::Opens;
use phrasal::PhrasalVerbs;
use phrase_table::{PhraseTable, TableSet};
use quantity::Judged;
use tell::Told;
use token::TokenLists;
use unit_words::UnitWords;
use vocabulary::Word;

/// Reads English sentences.
#[derive(Debug)]
pub(crate) struct English {
    lexicon: Lexicon,
    cues: Cues,
    phrasal: PhrasalVerbs,
    units: UnitWords,
    units_before: Units,
    holidays: PhraseTable<usize>,
    holiday_ids: Vec<SmolStr>,
    /// The words before a time, and what they make of it.
    roles: PhraseTable<TimexRole>,
    /// The tables of phrases that are a time expression.
    time_phrases: TableSet,
}

impl English {
    pub(crate) fn new(catalog: &Catalog) -> Result<Self, BuildError> {
        let mut lexicon = Lexicon::new()?;
        let mut holidays = PhraseTable::default();
        for (index, holiday) in catalog.holidays().iter().enumerate() {
            holiday.en.iter().for_each(|name| holidays.insert(&mut lexicon.vocabulary, name, index));
        }
        let roles = timex::roles(&mut lexicon.vocabulary);
        let units_before = Units::new(catalog, |u| &u.en_before)?;
        let time_phrases =
            [&lexicon.this_year, &lexicon.so_far, &lexicon.at_present, &lexicon.unknown, &lexicon.anaphor];
        let time_phrases = time_phrases.iter().fold(TableSet::default(), |all, table| all | table.set());
        let english = Self {
            phrasal: PhrasalVerbs::new(&mut lexicon.vocabulary, catalog),
            cues: Cues::new(catalog, &mut lexicon, &units_before),
            units: UnitWords::new(catalog, Units::new(catalog, |u| &u.en)?, &mut lexicon, &units_before),
            holidays,
            roles,
            time_phrases,
            lexicon,
            units_before,
            holiday_ids: catalog.holidays().iter().map(|h| h.id.clone()).collect(),
        };
        Ok(english.with_openings(catalog))
    }

    /// Notes for every word what may begin with it.
    fn with_openings(mut self, catalog: &Catalog) -> Self {
        let lexicon = &mut self.lexicon;
        figure::note_openings(lexicon, catalog);
        time_opening::note_openings(lexicon, &self.roles, &self.holidays);
        let mut note = |words: &mut dyn Iterator<Item = Word>, opens: Opens| {
            words.for_each(|word| lexicon.vocabulary.note(word, |facts| facts.opens |= opens));
        };
        note(&mut self.units.first_words(), Opens::UNIT);
        note(&mut self.cues.single_words(), Opens::CUE);
        note(&mut self.cues.opening_words(), Opens::CUE_FIRST);
        note(&mut self.cues.later_words(), Opens::CUE_LATER);
        note(&mut self.phrasal.first_words(), Opens::CUE.or(Opens::PHRASAL));
        lexicon.note_tables();
        lexicon.marks = tokenizer::marks(&lexicon.vocabulary, &self.units_before);
        self
    }

    /// The places where a figure may stand.
    pub(crate) fn seeds(&self, text: &str) -> Outlook {
        self.lexicon.seeds.find(&self.lexicon, text)
    }

    /// Adds the mentions of sentences, which follow each other.
    ///
    /// Each rule reads all of them before the next begins: the code of one rule stays in the processor's cache while it is
    /// wanted, that of all rules does not.
    pub(crate) fn read<'e>(
        &'e self,
        text: &str,
        sentences: &[Near],
        scratch: &mut Scratch<'e>,
        layers: &mut Layers<'_>,
    ) {
        scratch.clear();
        let bytes: usize = sentences.iter().map(|near| near.sentence.span.len()).sum();
        scratch.tokens.reserve(bytes);
        // Dense text has a word of the catalog every dozen bytes.
        scratch.cues.reserve(bytes / 12);
        let Scratch { tokens: lists, readings, times, figures, judged, cues, told } = scratch;
        sentences.iter().for_each(|near| lists.read(text, near.sentence.span, &self.lexicon, &self.units_before));
        lists.end();
        let tokens = |sentence: usize| lists.of(text, sentence);
        readings.resize_with(sentences.len(), Reading::default);
        for (sentence, reading) in readings.iter_mut().enumerate() {
            let first = times.len();
            timex::find(self, &tokens(sentence), times);
            reading.times = first..times.len();
            comparison::mark_times(self, &tokens(sentence), &mut times[first..]);
        }
        for (sentence, reading) in readings.iter_mut().enumerate() {
            let first = figures.len();
            if sentences[sentence].reach != Reach::Near(false) {
                self.figures(&tokens(sentence), &times[reading.times.clone()], figures);
            }
            reading.figures = first..figures.len();
        }
        for (sentence, reading) in readings.iter().enumerate() {
            let (figures, times) = (&figures[reading.figures.clone()], &times[reading.times.clone()]);
            self.judge(&tokens(sentence), figures, times, judged);
        }
        for (sentence, reading) in readings.iter_mut().enumerate() {
            // What explains figures is of no use to numbers that report nothing.
            let reports = |judged: &Judged| judged.exclusion.is_none();
            reading.explains =
                sentences[sentence].reach != Reach::Doubtful || judged[reading.figures.clone()].iter().any(reports);
            let first = cues.len();
            if reading.explains {
                self.cues(&tokens(sentence), cues);
            }
            reading.cues = first..cues.len();
        }
        for (sentence, reading) in readings.iter_mut().enumerate() {
            let (figures, judged) = (&figures[reading.figures.clone()], &judged[reading.figures.clone()]);
            let (times, cues) = (&times[reading.times.clone()], &cues[reading.cues.clone()]);
            let first = told.len();
            self.quantities(&tokens(sentence), figures, judged, times, cues, told);
            reading.told = first..told.len();
        }
        layers.reserve(cues.len() + told.len() + times.len());
        let (mut told, mut times) = (told.drain(..), times.drain(..));
        for (sentence, reading) in readings.iter().enumerate() {
            let (cues, told) = (&cues[reading.cues.clone()], told.by_ref().take(reading.told.len()));
            let times = times.by_ref().take(reading.times.len()).filter(|_| reading.explains);
            let span = sentences[sentence].sentence;
            layers.add(span, |found| tell::tell(&tokens(sentence), span.span, cues, told, times, found));
        }
    }
}

/// The memory that sentences leave to those after them; what is found in one stands behind what is found in those before.
#[derive(Debug, Default)]
pub(crate) struct Scratch<'e> {
    tokens: TokenLists,
    readings: Vec<Reading>,
    times: Vec<timex::Found>,
    figures: Vec<Figure<'e>>,
    /// One for each figure.
    judged: Vec<Judged>,
    cues: Vec<Hit<'e>>,
    told: Vec<Told>,
}

impl Scratch<'_> {
    fn clear(&mut self) {
        self.tokens.clear();
        self.readings.clear();
        self.times.clear();
        self.figures.clear();
        self.judged.clear();
        self.cues.clear();
        self.told.clear();
    }
}

/// The places of what has been found in one sentence.
#[derive(Debug, Default)]
struct Reading {
    times: Range<usize>,
    figures: Range<usize>,
    cues: Range<usize>,
    told: Range<usize>,
    /// Its cues and times are mentions.
    explains: bool,
}

/// Calls `look` with the tokens of a text.
#[cfg(test)]
fn with_tokens<T>(text: &str, look: impl FnOnce(&English, &token::Tokens<'_>) -> T) -> T {
    thread_local! {
        static ENGLISH: English = English::new(&Catalog::embedded()).unwrap();
    }
    ENGLISH.with(|english| {
        let mut lists = TokenLists::default();
        lists.read(text, tallysheet_model::Span::new(0, text.len()), &english.lexicon, &english.units_before);
        lists.end();
        look(english, &lists.of(text, 0))
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::testing::annotate;

    /// Words, signs and marks that the rules look at, one after another.
    fn numeric_text() -> impl Strategy<Value = String> {
        let words: Vec<&str> = "a an and one two three five twenty hundred thousand million crore dozen dozens half quarter \
            quarters third fifths hundredth trillionths point minus negative over in out of every from to between more \
            less than the tenth but lower or equal 1 2 10 2021 1,234 1,3 12,34,567 3,2016 1e9 2.5^-1 5th ¾ 1/4 - / . , ( \
            ) < > = % \" $ £ US$ RMB dollars cents feet in m 7m k MUSD kg percent per cent of years nought May Q1 –"
            .split_whitespace()
            .collect();
        let gap = prop_oneof![4 => Just(" "), 1 => Just("")];
        let piece = (prop::sample::select(words), gap).prop_map(|(word, gap)| format!("{word}{gap}"));
        prop::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
    }

    fn check(text: &str) -> Result<(), TestCaseError> {
        let annotated = annotate(text);
        let mut end = 0;
        for mention in &annotated.mentions {
            prop_assert!(text.get(mention.span.start..mention.span.end).is_some_and(|slice| !slice.is_empty()));
        }
        prop_assert!(annotated.mentions.is_sorted_by_key(|m| m.span.start));
        for (span, quantity) in annotated.mentions.iter().filter_map(|m| Some((m.span, m.quantity()?))) {
            prop_assert!(span.start >= end, "two figures overlap in {text:?}");
            prop_assert!(text.get(quantity.clause.start..quantity.clause.end).is_some());
            prop_assert!(quantity.high.is_none_or(|high| quantity.value < high));
            end = span.end;
        }
        Ok(())
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "[\\x20-\\x7e¾½€£–“”\u{202f}é%]{0,60}|\\PC{0,60}") {
            check(&text)?;
        }

        #[test]
        fn any_numeric_text_is_read(text in numeric_text()) {
            check(&text)?;
        }
    }
}
