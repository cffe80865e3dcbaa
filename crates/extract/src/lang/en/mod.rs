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
mod stretch;
mod time_point;
mod timex;
mod token;
mod vocabulary;
mod voice;
mod words;

use tallysheet_catalog::Catalog;
use tallysheet_model::{SmolStr, Span, TimePoint, TimexRole};

use crate::{
    BuildError, Mentions,
    reach::{Reach, Seed},
    units::Units,
};
use cue::Cues;
use lexicon::{Class, Lexicon};
use opens::Opens;
use phrasal::PhrasalVerbs;
use phrase_table::{PhraseTable, TableSet};
use quantity::Figures;
use rule_word::word;
pub(crate) use token::Scratch;
use token::Tokens;

/// Reads English sentences.
#[derive(Debug)]
pub(crate) struct English {
    lexicon: Lexicon,
    cues: Cues,
    phrasal: PhrasalVerbs,
    units: Units,
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
            holidays,
            roles,
            time_phrases,
            lexicon,
            units: Units::new(catalog, |u| &u.en)?,
            units_before,
            holiday_ids: catalog.holidays().iter().map(|h| h.id.clone()).collect(),
        };
        Ok(english.with_openings(catalog))
    }

    /// Notes for every word what may begin with it.
    fn with_openings(mut self, catalog: &Catalog) -> Self {
        let lexicon = &mut self.lexicon;
        figure::note_openings(lexicon, catalog);
        timex::note_openings(lexicon, &self.roles, &self.holidays);
        for form in catalog.units().iter().flat_map(|unit| &unit.en) {
            let first =
                Tokens::read(form, Span::new(0, form.len()), lexicon, &self.units_before, Scratch::default()).text(0);
            let first = first.map(|word| lexicon.vocabulary.intern(word));
            first.into_iter().for_each(|word| lexicon.vocabulary.note(word, |facts| facts.opens |= Opens::UNIT));
        }
        let cues = self.cues.first_words().chain(self.phrasal.first_words()).chain([word!("respectively")]);
        cues.for_each(|word| lexicon.vocabulary.note(word, |facts| facts.opens |= Opens::CUE));
        self
    }

    /// The places where a figure may stand, in order.
    pub(crate) fn seeds(&self, text: &str) -> Vec<Seed> {
        self.lexicon.seeds.find(&self.lexicon, text)
    }

    /// Adds the mentions of one sentence to `found`, in any order.
    pub(crate) fn read(
        &self,
        text: &str,
        sentence: Span,
        reach: Reach,
        scratch: &mut Scratch,
        found: &mut Mentions<'_>,
    ) {
        let tokens = Tokens::read(text, sentence, &self.lexicon, &self.units_before, std::mem::take(scratch));
        let mut times = timex::find(self, &tokens);
        comparison::mark_times(self, &tokens, &mut times);
        let figures = if reach == Reach::Near(false) { Figures::new() } else { self.figures(&tokens, &times) };
        let judged = self.judge(&tokens, &figures, &times);
        // What explains figures is of no use to numbers that report nothing.
        let explains = reach != Reach::Doubtful || judged.iter().any(|judged| judged.exclusion.is_none());
        if explains {
            self.add_cues(&tokens, found);
        }
        self.add_quantities(&tokens, &figures, judged, &times, found);
        for time in times.into_iter().filter(|_| explains) {
            let mut timex = time.timex;
            timex.dateline = is_dateline(&tokens, sentence, time.first, time.next, &timex.from);
            let span = tokens.span(time.first, time.next - 1);
            found.push(span, "en/timex", timex);
        }
        *scratch = tokens.into_scratch();
    }
}

/// `London, 3 October (Agency) -`: near the start of the text, behind nothing but names, with a day.
fn is_dateline(tokens: &Tokens<'_>, sentence: Span, first: usize, next: usize, point: &TimePoint) -> bool {
    const HEAD: usize = 400;
    let TimePoint::Calendar(date) = point else { return false };
    let name = |at: usize| match tokens.text(at) {
        Some(word) => {
            !tokens.is_word(at) || tokens.is_capitalized(at) || tokens.class(at) != Class::Other || word.len() < 3
        }
        None => false,
    };
    let closes =
        next == tokens.list.len() || matches!(tokens.mark(next), Some('(' | '-' | '.' | ')' | ':' | '/' | '|'));
    sentence.start < HEAD && date.day.is_some() && date.month.is_some() && (0..first).all(name) && first <= 14 && closes
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
