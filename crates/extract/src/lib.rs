//! Finds every figure of a text, in English and Chinese, with the time expressions and the words that explain it.
//!
//! An [`Extractor`] adds two layers to a [`Document`]: its sentences, and in each the [mentions]: quantities, time
//! expressions, and the words of the catalog that may tell what a quantity measures. It looks at one sentence and knows
//! nothing of the others, so it never needs the document's date, and it cannot fail on any text.
//!
//! [mentions]: tallysheet_model::Mention
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
mod layers;
mod reach;
mod segment;
#[cfg(test)]
mod testing;
mod units;
mod window;

pub use error::BuildError;

use tallysheet_catalog::Catalog;
use tallysheet_model::{Annotated, Document, Lang, SmolStr};

use lang::{
    en::{self, English},
    zh::{self, Chinese},
};
use layers::Layers;
use reach::{Near, Outlook, Seed};

/// Sentences are read together up to so many bytes: enough that each rule has work, and few enough for the caches.
const AT_ONCE: usize = 2048;
/// The same of Chinese, of which a byte says less.
const AT_ONCE_ZH: usize = 2 * AT_ONCE;

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
    ///
    /// A [`Reader`] does this for many documents.
    pub fn annotate(&self, document: impl Into<Annotated>) -> Annotated {
        self.reader().annotate(document)
    }

    /// What reads one document after another.
    pub fn reader(&self) -> Reader<'_> {
        let (en, zh) = (en::Scratch::default(), zh::Scratch::default());
        Reader { extractor: self, sentences: Vec::new(), en, zh }
    }

    /// [`Extractor::annotate`] of a bare text; its language is told by its first Han character.
    pub fn annotate_text(&self, text: &str) -> Annotated {
        self.annotate(document(text))
    }

    /// [`Extractor::annotate_text`] with no sentence left out.
    #[cfg(test)]
    fn annotate_all(&self, text: &str) -> Annotated {
        self.reader().read(document(text).into(), true)
    }
}

/// Reads documents one after another, and keeps the memory that takes from one to the next.
#[derive(Debug)]
pub struct Reader<'e> {
    extractor: &'e Extractor,
    sentences: Vec<Near>,
    en: en::Scratch<'e>,
    zh: zh::Scratch,
}

impl Reader<'_> {
    /// [`Extractor::annotate`]; what was read before makes no difference.
    pub fn annotate(&mut self, document: impl Into<Annotated>) -> Annotated {
        self.read(document.into(), false)
    }

    /// Reads the sentences near a figure, or `all`.
    fn read(&mut self, mut annotated: Annotated, all: bool) -> Annotated {
        annotated.sentences.clear();
        annotated.mentions.clear();
        let text = annotated.document.text.as_str();
        let chinese = annotated.document.lang == Lang::Zh;
        let Self { extractor, sentences, en, zh } = self;
        let Outlook { seeds, mentions } = match all {
            true => Outlook { seeds: vec![Seed { at: 0, end: text.len(), reports: true }], mentions: 0 },
            false if chinese => extractor.zh.seeds(text),
            false => extractor.en.seeds(text),
        };
        annotated.mentions.reserve(mentions);
        sentences.clear();
        reach::sentences(text, chinese, &seeds, |near| sentences.push(near));
        let mut layers = Layers { mentions: &mut annotated.mentions, sentences: &mut annotated.sentences };
        for sentences in at_once(sentences, if chinese { AT_ONCE_ZH } else { AT_ONCE }) {
            if chinese {
                extractor.zh.read(text, sentences, zh, &mut layers);
            } else {
                extractor.en.read(text, sentences, en, &mut layers);
            }
        }
        annotated
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

/// The sentences in groups that are read together, up to so many bytes.
fn at_once(mut sentences: &[Near], bytes: usize) -> impl Iterator<Item = &[Near]> {
    std::iter::from_fn(move || {
        let start = sentences.first()?.sentence.span.start;
        let fits = |near: &Near| near.sentence.span.end <= start + bytes;
        let (group, rest) = sentences.split_at(sentences.iter().skip(1).take_while(|near| fits(near)).count() + 1);
        sentences = rest;
        Some(group)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_reader_read_before_makes_no_difference() {
        let extractor = Extractor::new(&Catalog::embedded()).unwrap();
        let texts = [
            "In 2021, police cracked more than 441,000 fraud cases, up 60.4% and 12.5% respectively.",
            "2021年，公安机关破获案件44.1万起，同比上升60.4%。",
            "Hundreds of calls came in May. One in five adults lost money (£8.6m), he said on Friday.",
            "據警方統計，2023年共搗破詐騙窩點１２個。",
            "Nothing.",
        ];
        let mut reader = extractor.reader();
        for text in texts.iter().chain(&texts).rev() {
            let alone = extractor.annotate_text(text);
            assert_eq!(reader.annotate(document(text)), alone, "{text}");
        }
    }
}
