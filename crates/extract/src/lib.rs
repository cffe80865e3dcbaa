//! Finds every figure of a text, in English and Chinese, with the time expressions and the words that explain it.
//!
//! An [`Extractor`] adds two layers to a [`Document`]: its sentences, and in each the [`Mention`]s: quantities, time
//! expressions, and the words of the catalog that may tell what a quantity measures. It looks at one sentence and knows
//! nothing of the others, so it never needs the document's date, and it cannot fail on any text.
//!
//! ```
//! use tallysheet_catalog::Catalog;
//! use tallysheet_extract::Extractor;
//!
//! let extractor = Extractor::new(&Catalog::embedded())?;
//! let annotated = extractor.annotate_text("In 2021, police cracked more than 441,000 fraud cases.");
//! let quantity = annotated.mentions.iter().find_map(|m| m.quantity()).expect("a figure");
//! assert_eq!(quantity.value.to_string(), "441000");
//! assert_eq!(quantity.unit, "count");
//! # Ok::<(), tallysheet_extract::BuildError>(())
//! ```
//!
//! Languages live under `src/lang/`, one directory each: their numerals, time expressions and grammar words are data
//! there; units, programmes and the words of indicators come from `tallysheet-catalog`. A text in another language
//! gives the quantities that English digits and signs tell. Resolving dates and deciding indicators is left to
//! `tallysheet-normalize`.

mod error;
mod lang;
mod reach;
mod segment;
#[cfg(test)]
mod testing;
mod units;
mod window;

pub use error::BuildError;
use std::cmp::Reverse;

use smallvec::SmallVec;
use tallysheet_catalog::Catalog;
use tallysheet_model::{Annotated, Document, Lang, Mention, MentionKind, SmolStr, Span};

use lang::{
    en::{self, English},
    zh::{self, Chinese},
};
use reach::Seed;

/// Finds mentions. Built once, shared by threads.
#[derive(Debug)]
pub struct Extractor {
    en: English,
    zh: Chinese,
}

impl Extractor {
    /// An extractor that knows the words of the catalog.
    ///
    /// # Errors
    ///
    /// When the words make no automaton, or a lexicon of a language cannot be read.
    pub fn new(catalog: &Catalog) -> Result<Self, BuildError> {
        Ok(Self { en: English::new(catalog)?, zh: Chinese::new(catalog)? })
    }

    /// Adds the sentences and mentions of the document; layers that it already has are replaced.
    ///
    /// Mentions are ordered by start, then longest first, then rule. Sentences without a mention are left out. Those far
    /// from any figure are not read, so that prose is read faster than a dense release: `one` of anything is no figure that
    /// leads to them. Of English sentences far from any figure that may report something, only the numbers are mentions.
    pub fn annotate(&self, document: impl Into<Annotated>) -> Annotated {
        self.read(document.into(), false)
    }

    /// Reads the sentences near a figure, or `all`.
    fn read(&self, mut annotated: Annotated, all: bool) -> Annotated {
        annotated.sentences.clear();
        annotated.mentions.clear();
        let text = annotated.document.text.as_str();
        let chinese = annotated.document.lang == Lang::Zh;
        let seeds = match all {
            true => vec![Seed { at: 0, end: text.len(), reports: true }],
            false if chinese => self.zh.seeds(text),
            false => self.en.seeds(text),
        };
        let (mut en, mut zh, mut room) = (en::Scratch::default(), zh::Scratch::default(), Vec::new());
        reach::sentences(text, chinese, &seeds, |sentence, reach| {
            let mut found = Mentions::new(&mut annotated.mentions, annotated.sentences.len());
            if chinese {
                self.zh.read(text, sentence.span, &mut zh, &mut found);
            } else {
                self.en.read(text, sentence.span, reach, &mut en, &mut found);
            }
            if found.in_order(&mut room) {
                annotated.sentences.push(sentence);
            }
        });
        annotated
    }

    /// [`Extractor::annotate`] of a bare text; its language is told by its first Han character.
    pub fn annotate_text(&self, text: &str) -> Annotated {
        self.annotate(document(text))
    }

    /// [`Extractor::annotate_text`] with no sentence left out.
    #[cfg(test)]
    fn annotate_all(&self, text: &str) -> Annotated {
        self.read(document(text).into(), true)
    }
}

fn document(text: &str) -> Document {
    let lang = if text.chars().any(segment::is_han) { Lang::Zh } else { Lang::En };
    Document {
        doc_id: SmolStr::default(),
        source: String::new(),
        media_type: SmolStr::new_static("text/plain"),
        lang,
        title: None,
        publisher: None,
        published: None,
        published_from: None,
        text: text.to_owned(),
        bytes: text.len() as u64,
        sha256: String::new(),
        duplicate_of: None,
        similarity: None,
    }
}

/// The mentions of one sentence, behind those of the sentences before it.
#[derive(Debug)]
pub(crate) struct Mentions<'a> {
    mentions: &'a mut Vec<Mention>,
    first: usize,
    sentence: u32,
}

impl<'a> Mentions<'a> {
    /// None yet, of the sentence with this index.
    pub(crate) fn new(mentions: &'a mut Vec<Mention>, sentence: usize) -> Self {
        Self { first: mentions.len(), sentence: u32::try_from(sentence).unwrap_or(u32::MAX), mentions }
    }

    pub(crate) fn push(&mut self, span: Span, rule: &'static str, kind: impl Into<MentionKind>) {
        let rule = SmolStr::new_static(rule);
        self.mentions.push(Mention { span, sentence: self.sentence, rule, kind: kind.into() });
    }

    /// Those found so far.
    pub(crate) fn list(&self) -> &[Mention] {
        &self.mentions[self.first..]
    }

    /// Puts them in their order, by way of `room`, which is empty; `false` where there are none.
    fn in_order(self, room: &mut Vec<Option<Mention>>) -> bool {
        let found = &self.mentions[self.first..];
        let key = |m: &Mention| (m.span.start, Reverse(m.span.end));
        if !found.is_sorted_by(|a, b| (key(a), &a.rule) <= (key(b), &b.rule)) {
            let mut order: SmallVec<[_; 32]> = found.iter().zip(0..).map(|(m, place)| (key(m), place)).collect();
            // Few have the same span. Their small keys are sorted, and each mention then moves to its place.
            let by_rule = |a: usize, b: usize| found[a].rule.cmp(&found[b].rule).then(a.cmp(&b));
            order.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| by_rule(a.1, b.1)));
            room.extend(self.mentions.drain(self.first..).map(Some));
            self.mentions.extend(order.iter().filter_map(|(_, place)| room[*place].take()));
            room.clear();
        }
        self.mentions.len() > self.first
    }
}
