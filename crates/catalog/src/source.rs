//! The catalog's files: their form in TOML, and the checks that make a [`Catalog`] of them.

use std::collections::{BTreeMap, HashSet};

use rustc_hash::FxBuildHasher;
use serde::Deserialize;
use tallysheet_model::{CueKind, Date, Dimension, SmolStr, Span};
use toml::Spanned;

use crate::{Catalog, CatalogError, Example, Form, Frame, Holiday, Indicator, Lexeme, Unit, inflect};

/// One file: lists of entries of any kind.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
#[derive(Default)]
struct File {
    verb: Vec<Spanned<Word>>,
    noun: Vec<Spanned<Word>>,
    modifier: Vec<Spanned<Word>>,
    qualifier: Vec<Spanned<Word>>,
    programme: Vec<Spanned<Word>>,
    place: Vec<Spanned<Word>>,
    speaker: Vec<Spanned<Word>>,
    unit: Vec<Spanned<UnitEntry>>,
    holiday: Vec<Spanned<HolidayEntry>>,
    indicator: Vec<Spanned<IndicatorEntry>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Word {
    id: SmolStr,
    country: Option<SmolStr>,
    #[serde(default)]
    en: Vec<String>,
    #[serde(default)]
    zh: Vec<String>,
    #[serde(default)]
    whole: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UnitEntry {
    id: SmolStr,
    dimension: String,
    #[serde(default)]
    en: Vec<String>,
    #[serde(default)]
    en_before: Vec<String>,
    #[serde(default)]
    zh: Vec<String>,
    #[serde(default)]
    zh_before: Vec<String>,
    #[serde(default)]
    open: Vec<String>,
    part_of: Option<SmolStr>,
    parts: Option<u16>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HolidayEntry {
    id: SmolStr,
    #[serde(default)]
    en: Vec<String>,
    #[serde(default)]
    zh: Vec<String>,
    /// Year to first and last day, both ISO dates.
    #[serde(default)]
    dates: BTreeMap<String, [String; 2]>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct IndicatorEntry {
    id: SmolStr,
    unit: SmolStr,
    group: SmolStr,
    label: String,
    meaning: String,
    frames: Vec<FrameEntry>,
    #[serde(default)]
    examples: Vec<String>,
    #[serde(default)]
    counterexamples: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FrameEntry {
    #[serde(default)]
    verbs: Vec<SmolStr>,
    #[serde(default)]
    nouns: Vec<SmolStr>,
    #[serde(default)]
    with: Vec<SmolStr>,
    #[serde(default)]
    without: Vec<SmolStr>,
}

/// A place in a file, for messages. Its line is counted when a message needs it.
#[derive(Clone, Copy)]
struct At<'a> {
    file: &'a str,
    text: &'a str,
    offset: usize,
}

impl At<'_> {
    /// Counting from 1.
    fn line(self) -> usize {
        self.text.as_bytes()[..self.offset.min(self.text.len())].iter().filter(|&&byte| byte == b'\n').count() + 1
    }

    fn invalid(self, what: impl Into<String>) -> CatalogError {
        CatalogError::Invalid { file: self.file.to_owned(), line: self.line(), what: what.into() }
    }
}

/// What has been read so far.
#[derive(Default)]
struct Builder<'a> {
    catalog: Catalog,
    /// Kind and id of every entry, to refuse a second one.
    seen: HashSet<(&'static str, SmolStr), FxBuildHasher>,
    /// Where each indicator stands, to name the line when its frames are checked at the end.
    indicators_at: Vec<At<'a>>,
}

pub(crate) fn read<'a>(sources: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Catalog, CatalogError> {
    let mut builder = Builder::default();
    for (name, text) in sources {
        builder.add(name, text, parse(name, text)?)?;
    }
    builder.check_frames()?;
    Ok(builder.catalog)
}

fn parse(name: &str, text: &str) -> Result<File, CatalogError> {
    toml::from_str(text).map_err(|error| CatalogError::Syntax {
        file: name.to_owned(),
        line: At { file: name, text, offset: error.span().map_or(0, |span| span.start) }.line(),
        message: error.message().to_owned(),
    })
}

impl<'a> Builder<'a> {
    fn add(&mut self, name: &'a str, text: &'a str, file: File) -> Result<(), CatalogError> {
        let words = [
            ("verb", CueKind::Verb, file.verb),
            ("noun", CueKind::Noun, file.noun),
            ("modifier", CueKind::Modifier, file.modifier),
            ("qualifier", CueKind::Qualifier, file.qualifier),
            ("programme", CueKind::Programme, file.programme),
            ("place", CueKind::Place, file.place),
            ("speaker", CueKind::Speaker, file.speaker),
        ];
        for (kind_name, kind, entries) in words {
            for entry in entries {
                let at = At { file: name, text, offset: entry.span().start };
                self.add_word(at, kind_name, kind, entry.into_inner())?;
            }
        }
        for entry in file.unit {
            let at = At { file: name, text, offset: entry.span().start };
            self.add_unit(at, entry.into_inner())?;
        }
        for entry in file.holiday {
            let at = At { file: name, text, offset: entry.span().start };
            self.add_holiday(at, entry.into_inner())?;
        }
        for entry in file.indicator {
            let at = At { file: name, text, offset: entry.span().start };
            self.add_indicator(at, entry.into_inner())?;
        }
        Ok(())
    }

    fn claim_id(&mut self, at: At<'a>, kind: &'static str, id: &SmolStr) -> Result<(), CatalogError> {
        if self.seen.insert((kind, id.clone())) {
            return Ok(());
        }
        Err(CatalogError::Duplicate { file: at.file.to_owned(), line: at.line(), kind, id: id.clone() })
    }

    fn add_word(&mut self, at: At<'a>, name: &'static str, kind: CueKind, word: Word) -> Result<(), CatalogError> {
        self.claim_id(at, name, &word.id)?;
        if word.en.iter().chain(&word.zh).any(|form| form.trim().is_empty()) {
            return Err(at.invalid(format!("{name} `{}` has an empty form", word.id)));
        }
        if word.country.is_some() && !matches!(kind, CueKind::Programme | CueKind::Speaker) {
            return Err(at.invalid(format!("{name} `{}` has a country: only programmes and speakers do", word.id)));
        }
        let en: Vec<Form> = match kind {
            CueKind::Verb => word.en.iter().flat_map(|entry| inflect::verb(entry)).collect(),
            CueKind::Noun => word.en.iter().flat_map(|entry| inflect::noun(entry)).collect(),
            _ => word.en.iter().map(|entry| inflect::fixed(entry)).collect(),
        };
        let zh = word.zh.iter().map(|entry| inflect::fixed(entry)).collect();
        if let Some(country) = &word.country {
            self.catalog.countries.insert((kind, word.id.clone()), country.clone());
        }
        self.catalog.lexemes.push(Lexeme { id: word.id, kind, country: word.country, whole: word.whole, en, zh });
        Ok(())
    }

    fn add_unit(&mut self, at: At<'a>, unit: UnitEntry) -> Result<(), CatalogError> {
        self.claim_id(at, "unit", &unit.id)?;
        let dimension: Dimension = unit.dimension.parse().map_err(|error| at.invalid(format!("{error}")))?;
        self.catalog.unit_index.insert(unit.id.clone(), self.catalog.units.len());
        let part_of = match (unit.part_of, unit.parts) {
            (Some(whole), Some(parts)) if parts > 1 => Some((whole, parts)),
            (None, None) => None,
            _ => return Err(at.invalid(format!("unit `{}` needs both part_of and parts, or neither", unit.id))),
        };
        let UnitEntry { id, en, en_before, zh, zh_before, open, .. } = unit;
        self.catalog.units.push(Unit { id, dimension, en, en_before, zh, zh_before, open, part_of });
        Ok(())
    }

    fn add_holiday(&mut self, at: At<'a>, holiday: HolidayEntry) -> Result<(), CatalogError> {
        self.claim_id(at, "holiday", &holiday.id)?;
        let date =
            |text: &str| text.parse::<Date>().map_err(|_| at.invalid(format!("expected an ISO date, found `{text}`")));
        let mut dates = Vec::new();
        for (year, [first, last]) in &holiday.dates {
            let year = year.parse().map_err(|_| at.invalid(format!("expected a year, found `{year}`")))?;
            dates.push((year, date(first)?, date(last)?));
        }
        self.catalog.holidays.push(Holiday { id: holiday.id, en: holiday.en, zh: holiday.zh, dates });
        Ok(())
    }

    fn add_indicator(&mut self, at: At<'a>, entry: IndicatorEntry) -> Result<(), CatalogError> {
        self.claim_id(at, "indicator", &entry.id)?;
        if entry.frames.iter().any(|f| f.verbs.is_empty() && f.nouns.is_empty() && f.with.is_empty()) {
            return Err(at.invalid(format!("a frame of indicator `{}` names no word", entry.id)));
        }
        let line = at.line();
        let read = |texts: &[String]| texts.iter().map(|text| example(at, line, text)).collect::<Result<Vec<_>, _>>();
        let frame = |f: FrameEntry| Frame { verbs: f.verbs, nouns: f.nouns, with: f.with, without: f.without };
        let (examples, counterexamples) = (read(&entry.examples)?, read(&entry.counterexamples)?);
        self.catalog.indicator_index.insert(entry.id.clone(), self.catalog.indicators.len());
        self.catalog.indicators.push(Indicator {
            id: entry.id,
            unit: entry.unit,
            group: entry.group,
            meaning: entry.meaning,
            label: entry.label,
            frames: entry.frames.into_iter().map(frame).collect(),
            examples,
            counterexamples,
        });
        self.indicators_at.push(at);
        Ok(())
    }

    /// Every lexeme that a frame names is defined, once all files are read.
    fn check_frames(&self) -> Result<(), CatalogError> {
        let ids = |kinds: &[CueKind]| -> HashSet<&SmolStr, FxBuildHasher> {
            self.catalog.lexemes.iter().filter(|l| kinds.contains(&l.kind)).map(|l| &l.id).collect()
        };
        let (verbs, nouns) = (ids(&[CueKind::Verb]), ids(&[CueKind::Noun]));
        let any = ids(&[CueKind::Verb, CueKind::Noun, CueKind::Modifier, CueKind::Qualifier, CueKind::Programme]);
        for (indicator, at) in self.catalog.indicators.iter().zip(&self.indicators_at) {
            for frame in &indicator.frames {
                let lists = [
                    ("verb", &frame.verbs, &verbs),
                    ("noun", &frame.nouns, &nouns),
                    ("word", &frame.with, &any),
                    ("word", &frame.without, &any),
                ];
                for (kind, named, defined) in lists {
                    if let Some(id) = named.iter().find(|id| !defined.contains(id)) {
                        let (file, line) = (at.file.to_owned(), at.line());
                        let (indicator, id) = (indicator.id.clone(), id.clone());
                        return Err(CatalogError::UnknownLexeme { file, line, indicator, kind, id });
                    }
                }
            }
        }
        Ok(())
    }
}

/// Reads `… «441,000» cases …`, of the entry that begins on this line.
fn example(at: At<'_>, line: usize, marked: &str) -> Result<Example, CatalogError> {
    let wrong = || at.invalid(format!("expected one figure between « and », found `{marked}`"));
    let (before, rest) = marked.split_once('«').ok_or_else(wrong)?;
    let (figure, after) = rest.split_once('»').ok_or_else(wrong)?;
    if figure.is_empty() || after.contains(['«', '»']) {
        return Err(wrong());
    }
    Ok(Example {
        text: format!("{before}{figure}{after}"),
        figure: Span::new(before.len(), before.len() + figure.len()),
        file: at.file.to_owned(),
        line,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> String {
        Catalog::from_sources([("mine.toml", text)]).unwrap_err().to_string()
    }

    const ENTRY: &str = "id = 'x'\nunit = 'count'\ngroup = 'g'\nlabel = 'X'\nmeaning = 'm'\n";

    #[test]
    fn bad_entries_are_named_by_file_and_line() {
        assert_eq!(
            error("\n[[verb]]\nid = 'solve'\nwords = ['crack']"),
            "mine.toml:4: unknown field `words`, expected one of `id`, `country`, `en`, `zh`, `whole`"
        );
        assert_eq!(error("[[verb]]\nid='a'\n[[verb]]\nid='a'"), "mine.toml:3: verb `a` is already defined");
        assert_eq!(
            error(&format!("\n[[indicator]]\n{ENTRY}frames = [{{ verbs = ['fly'] }}]")),
            "mine.toml:2: indicator `x` names the verb `fly`, which no file defines"
        );
        assert_eq!(
            error(&format!("[[indicator]]\n{ENTRY}frames = []\nexamples = ['no figure']")),
            "mine.toml:1: expected one figure between « and », found `no figure`"
        );
        assert!(error("[[unit]]\nid='m'\ndimension='size'").contains("mine.toml:1: unknown Dimension `size`"));
    }

    #[test]
    fn examples_lose_their_marks() {
        let at = At { file: "f", text: "", offset: 0 };
        let example = example(at, 1, "破获案件«39.4万»起").unwrap();
        assert_eq!(example.text, "破获案件39.4万起");
        assert_eq!(example.figure.slice(&example.text), "39.4万");
    }

    #[test]
    fn the_embedded_catalog_is_whole() {
        let catalog = Catalog::from_sources(crate::Catalog::embedded_sources().iter().copied())
            .unwrap_or_else(|error| panic!("{error}"));
        assert!(!catalog.indicators().is_empty());
        for indicator in catalog.indicators() {
            assert!(!indicator.examples.is_empty(), "{} has no example", indicator.id);
            assert!(!indicator.counterexamples.is_empty(), "{} has no counterexample", indicator.id);
        }
    }
}
