//! The country that a text is about: the one that its publisher or its title names, else the one that the text names most.
//! Its offices, programmes and web addresses speak for a country as its name does.

use std::{cell::OnceCell, collections::HashMap};

use memchr::memmem;
use rustc_hash::FxBuildHasher;
use tallysheet_catalog::Catalog;
use tallysheet_model::{Annotated, CueKind, Document, Mention, SmolStr};

/// The countries of a catalog, ready for look-up.
#[derive(Clone, Debug)]
pub(crate) struct Nations {
    /// Names of countries by their first character, each with the country's place in the catalog.
    names: HashMap<char, Vec<(String, usize)>, FxBuildHasher>,
    codes: Vec<SmolStr>,
    /// The countries that programmes and speakers belong to.
    programmes: HashMap<SmolStr, SmolStr, FxBuildHasher>,
    speakers: HashMap<SmolStr, SmolStr, FxBuildHasher>,
}

/// The country that one document is about. It is told when it is first asked for: many documents name no place and no
/// currency that it decides.
pub(crate) struct Nation<'a> {
    nations: &'a Nations,
    annotated: &'a Annotated,
    code: OnceCell<Option<SmolStr>>,
}

impl<'a> Nation<'a> {
    pub(crate) fn new(nations: &'a Nations, annotated: &'a Annotated) -> Self {
        Self { nations, annotated, code: OnceCell::new() }
    }

    /// Its code, if any country can be told.
    pub(crate) fn code(&self) -> Option<&SmolStr> {
        let Annotated { document, mentions, .. } = self.annotated;
        self.code.get_or_init(|| self.nations.of(document, mentions)).as_ref()
    }
}

impl Nations {
    pub(crate) fn new(catalog: &Catalog) -> Self {
        let countries = || catalog.lexemes().iter().filter(|l| l.kind == CueKind::Place && !l.id.contains('-'));
        let mut names: HashMap<char, Vec<(String, usize)>, FxBuildHasher> = HashMap::default();
        for (at, country) in countries().enumerate() {
            // A single character names nothing for sure.
            let forms = country.en.iter().chain(&country.zh).filter(|form| form.text.chars().count() > 1);
            for form in forms {
                let first = form.text.chars().next().expect("a name has two characters");
                names.entry(first).or_default().push((form.text.clone(), at));
            }
        }
        let of = |kind: CueKind| {
            let belonging = catalog.lexemes().iter().filter(|l| l.kind == kind);
            belonging.filter_map(|l| Some((l.id.clone(), l.country.clone()?))).collect()
        };
        let codes = countries().map(|country| country.id.clone()).collect();
        Self { names, codes, programmes: of(CueKind::Programme), speakers: of(CueKind::Speaker) }
    }

    /// The country that the document is about, if any can be told.
    fn of(&self, document: &Document, mentions: &[Mention]) -> Option<SmolStr> {
        let head = [&document.publisher, &document.title].into_iter().flatten();
        head.filter_map(|text| self.named(text)).next().or_else(|| self.told_most(&document.text, mentions))
    }

    /// The country that the text tells of most.
    fn told_most(&self, text: &str, mentions: &[Mention]) -> Option<SmolStr> {
        let domains: Vec<SmolStr> = government_domains(text).collect();
        let cues = mentions.iter().filter_map(Mention::cue).filter_map(|cue| match cue.kind {
            CueKind::Place => Some(country(&cue.id)),
            CueKind::Programme => self.programmes.get(&cue.id).map(SmolStr::as_str),
            CueKind::Speaker => self.speakers.get(&cue.id).map(SmolStr::as_str),
            _ => None,
        });
        most_frequent(cues.chain(domains.iter().map(SmolStr::as_str))).map(SmolStr::new)
    }

    /// The first country of the catalog that the text names.
    fn named(&self, text: &str) -> Option<SmolStr> {
        let letter = |c: char| c.is_ascii_alphabetic();
        let starts = text.char_indices().filter(|&(at, _)| !text[..at].ends_with(letter));
        let named = starts.filter_map(|(at, first)| {
            let names = self.names.get(&first)?.iter();
            names.filter(|(name, _)| names_here(&text[at..], name)).map(|&(_, country)| country).min()
        });
        named.min().map(|country| self.codes[country].clone())
    }
}

/// Whether the text begins with the name of the place, as a word of its own where it is written in letters.
fn names_here(text: &str, place: &str) -> bool {
    let Some(rest) = text.strip_prefix(place) else { return false };
    let ending = &rest[..rest.bytes().take_while(u8::is_ascii_alphabetic).count()];
    // `Australian` names Australia too.
    ending.is_empty() || (place.len() > 5 && ["n", "ns", "an", "ans"].contains(&ending))
}

/// The countries of the government web addresses in the text: `police.gov.sg`.
fn government_domains(text: &str) -> impl Iterator<Item = SmolStr> {
    const MARK: &str = ".gov.";
    memmem::find_iter(text.as_bytes(), MARK).filter_map(|at| {
        let mut rest = text[at + MARK.len()..].chars();
        let code = [rest.next()?, rest.next()?];
        let ends = rest.next().is_none_or(|c| !c.is_ascii_alphanumeric());
        let code = code.iter().all(char::is_ascii_lowercase).then(|| code.iter().collect::<String>().to_uppercase())?;
        ends.then(|| if code == "UK" { SmolStr::new_static("GB") } else { code.into() })
    })
}

/// What comes most often; of equals the first.
fn most_frequent<'a>(codes: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for code in codes {
        match counts.iter_mut().find(|(known, _)| *known == code) {
            Some((_, count)) => *count += 1,
            None => counts.push((code, 1)),
        }
    }
    counts.into_iter().reduce(|best, next| if next.1 > best.1 { next } else { best }).map(|(code, _)| code)
}

/// `CN-ZJ` lies in `CN`.
fn country(code: &str) -> &str {
    code.split_once('-').map_or(code, |(country, _)| country)
}
