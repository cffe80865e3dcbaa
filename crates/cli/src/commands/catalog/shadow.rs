//! Entries of the catalog that stand in each other's way.
//!
//! A phrase that two entries of one kind share reads as both; a frame that two indicators share decides for the first.
//! A phrase within a longer one of another entry is usual (`case` in `case filing`): where the longer one stands in a
//! text, the shorter one stands there too. It is worth a look where a reading surprises.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use tallysheet_catalog::{Form, Frame, Indicator, Inflection, Lexeme};
use tallysheet_model::{CueKind, SmolStr};

/// The phrases that two or more entries of one kind have in common.
#[derive(Debug, PartialEq)]
pub struct Shared<'a> {
    kind: CueKind,
    lang: &'static str,
    phrases: Vec<&'a str>,
    ids: BTreeSet<&'a str>,
}

/// A phrase within a longer one of another entry of its kind.
#[derive(Debug, PartialEq)]
pub struct Inside<'a> {
    kind: CueKind,
    lang: &'static str,
    phrase: &'a str,
    id: &'a str,
    longer: &'a str,
    longer_id: &'a str,
}

/// A frame of two or more indicators that are counted in one unit.
#[derive(Debug, PartialEq)]
pub struct Twins<'a> {
    frame: String,
    indicators: BTreeSet<&'a str>,
}

/// By kind and language, each phrase as it is matched, with the entries that have it and how each writes it.
type Phrases<'a> = BTreeMap<(CueKind, &'static str), BTreeMap<String, BTreeMap<&'a str, &'a str>>>;

/// The phrases of every entry that `wanted` lets pass.
fn phrases(lexemes: &[Lexeme], wanted: impl Fn(&Form) -> bool) -> Phrases<'_> {
    let mut phrases = Phrases::new();
    for lexeme in lexemes {
        for (lang, forms) in [("en", &lexeme.en), ("zh", &lexeme.zh)] {
            let of_kind = phrases.entry((lexeme.kind, lang)).or_default();
            for Form { text, .. } in forms.iter().filter(|form| wanted(form)) {
                of_kind.entry(matched_as(lexeme.kind, text)).or_default().insert(&lexeme.id, text);
            }
        }
    }
    phrases
}

/// Names with a capital letter are matched as they are written, all else without regard to case.
fn matched_as(kind: CueKind, text: &str) -> String {
    let name = matches!(kind, CueKind::Programme | CueKind::Place | CueKind::Speaker);
    if name && text.chars().any(char::is_uppercase) { text.to_owned() } else { text.to_ascii_lowercase() }
}

/// What entries of one kind and language share, in every inflection, by kind, language and entries.
pub fn shared(lexemes: &[Lexeme]) -> Vec<Shared<'_>> {
    let mut found: BTreeMap<_, Vec<&str>> = BTreeMap::new();
    for ((kind, lang), of_kind) in phrases(lexemes, |_| true) {
        for entries in of_kind.into_values().filter(|entries| entries.len() > 1) {
            let text = entries.values().next().copied().unwrap_or_default();
            let ids: BTreeSet<&str> = entries.into_keys().collect();
            found.entry((kind, lang, ids)).or_default().push(text);
        }
    }
    found.into_iter().map(|((kind, lang, ids), phrases)| Shared { kind, lang, phrases, ids }).collect()
}

/// The phrases within a longer one of another entry of their kind, by kind, language and the longer phrase. They are told
/// in their dictionary form alone.
pub fn inside(lexemes: &[Lexeme]) -> Vec<Inside<'_>> {
    let mut found = Vec::new();
    for ((kind, lang), of_kind) in phrases(lexemes, |form| form.inflection == Inflection::Base) {
        for (&longer_id, &longer) in of_kind.values().flatten() {
            let shorter: BTreeSet<String> = parts(longer).map(|part| matched_as(kind, part)).collect();
            for (&id, &phrase) in shorter.iter().filter_map(|part| of_kind.get(part)).flatten() {
                if id != longer_id {
                    found.push(Inside { kind, lang, phrase, id, longer, longer_id });
                }
            }
        }
    }
    found
}

/// Every part of a phrase, but for the whole, that splits no word of Latin letters.
fn parts(phrase: &str) -> impl Iterator<Item = &str> {
    let letter = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphabetic);
    let splits = |at: usize| at > 0 && letter(phrase.as_bytes().get(at - 1)) && letter(phrase.as_bytes().get(at));
    let edges: Vec<usize> = (0..=phrase.len()).filter(|&at| phrase.is_char_boundary(at) && !splits(at)).collect();
    let pairs = edges.clone().into_iter().flat_map(move |from| edges.clone().into_iter().map(move |to| (from, to)));
    pairs.filter(|(from, to)| from < to && to - from < phrase.len()).map(|(from, to)| &phrase[from..to])
}

/// The frames that two indicators of one unit share, whatever the order of their words.
pub fn twins(indicators: &[Indicator]) -> Vec<Twins<'_>> {
    let mut owners: BTreeMap<(&str, String), BTreeSet<&str>> = BTreeMap::new();
    for indicator in indicators {
        for frame in &indicator.frames {
            owners.entry((&indicator.unit, describe(frame))).or_default().insert(&indicator.id);
        }
    }
    let shared = owners.into_iter().filter(|(_, indicators)| indicators.len() > 1);
    shared.map(|((_, frame), indicators)| Twins { frame, indicators }).collect()
}

/// The lists of a frame that hold something, each sorted.
fn describe(frame: &Frame) -> String {
    let list = |name: &str, ids: &[SmolStr]| {
        let ids: BTreeSet<&str> = ids.iter().map(SmolStr::as_str).collect();
        (!ids.is_empty()).then(|| format!("{name} {}", ids.into_iter().collect::<Vec<_>>().join(", ")))
    };
    let lists = [("verbs", &frame.verbs), ("nouns", &frame.nouns), ("with", &frame.with), ("without", &frame.without)];
    lists.into_iter().filter_map(|(name, ids)| list(name, ids)).collect::<Vec<_>>().join("; ")
}

impl fmt::Display for Shared<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let phrases: Vec<String> = self.phrases.iter().map(|phrase| format!("“{phrase}”")).collect();
        write!(f, "{} of both {}: {}", name(self.kind, self.lang), quoted(&self.ids), phrases.join(", "))
    }
}

impl fmt::Display for Inside<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kind, lang, phrase, id, longer, longer_id } = self;
        write!(f, "{} “{phrase}” of `{id}` is within “{longer}” of `{longer_id}`", name(*kind, lang))
    }
}

impl fmt::Display for Twins<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "indicators {} share the frame: {}", quoted(&self.indicators), self.frame)
    }
}

fn name(kind: CueKind, lang: &str) -> String {
    let kind = match kind {
        CueKind::Verb | CueKind::PassiveVerb => "verb",
        CueKind::Noun => "noun",
        CueKind::Modifier => "modifier",
        CueKind::Qualifier => "qualifier",
        CueKind::Programme => "programme",
        CueKind::Place => "place",
        CueKind::Speaker => "speaker",
        CueKind::Respectively => "word",
    };
    format!("{kind} ({lang})")
}

fn quoted(ids: &BTreeSet<&str>) -> String {
    ids.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(" and ")
}

#[cfg(test)]
mod tests {
    use tallysheet_catalog::Catalog;

    use super::*;

    fn catalog(text: &str) -> Catalog {
        Catalog::from_sources([("mine.toml", text)]).unwrap_or_else(|error| panic!("{error}"))
    }

    fn shown<T: fmt::Display>(found: Vec<T>) -> Vec<String> {
        found.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_phrase_of_two_entries_is_told_once() {
        let words = catalog(
            "[[noun]]\nid = 'loan'\nen = ['Credit']\n[[noun]]\nid = 'praise'\nen = ['credit']\nzh = ['功']\n\
             [[modifier]]\nid = 'on_credit'\nen = ['credit']",
        );
        assert_eq!(shown(shared(words.lexemes())), ["noun (en) of both `loan` and `praise`: “Credit”, “Credits”"]);
    }

    #[test]
    fn names_are_told_apart_by_their_capitals() {
        let names = catalog("[[speaker]]\nid = 'who'\nen = ['WHO']\n[[speaker]]\nid = 'anyone'\nen = ['who']");
        assert_eq!(shown(shared(names.lexemes())), [""; 0]);
    }

    #[test]
    fn a_phrase_within_a_longer_one_is_a_note() {
        let words = catalog(
            "[[modifier]]\nid = 'online'\nen = ['online', 'line']\nzh = ['网络']\n\
             [[modifier]]\nid = 'online_loan'\nen = ['Online loan', 'on-line']\nzh = ['网络贷款']",
        );
        assert_eq!(
            shown(inside(words.lexemes())),
            [
                "modifier (en) “line” of `online` is within “on-line” of `online_loan`",
                "modifier (en) “online” of `online` is within “Online loan” of `online_loan`",
                "modifier (zh) “网络” of `online` is within “网络贷款” of `online_loan`",
            ]
        );
    }

    #[test]
    fn a_phrase_within_one_of_its_own_entry_is_nothing() {
        let words = catalog("[[modifier]]\nid = 'online'\nen = ['online', 'online only']");
        assert!(inside(words.lexemes()).is_empty() && shared(words.lexemes()).is_empty());
    }

    #[test]
    fn indicators_of_one_unit_share_no_frame() {
        let entry = |id: &str, unit: &str, frame: &str| {
            format!(
                "[[indicator]]\nid = '{id}'\nunit = '{unit}'\ngroup = 'g'\nlabel = 'l'\nmeaning = 'm'\nframes = [{frame}]\n"
            )
        };
        let words = "[[verb]]\nid = 'steal'\n[[noun]]\nid = 'bike'\n[[noun]]\nid = 'car'\n".to_owned();
        let steal = "{ verbs = ['steal'], nouns = ['bike', 'car'] }";
        let catalog = catalog(
            &[
                words,
                entry("thefts", "count", steal),
                entry("robberies", "count", "{ nouns = ['car', 'bike'], verbs = ['steal'] }"),
                entry("losses", "CNY", steal),
                entry("bikes", "count", "{ nouns = ['bike'] }"),
            ]
            .concat(),
        );
        assert_eq!(
            shown(twins(catalog.indicators())),
            ["indicators `robberies` and `thefts` share the frame: verbs steal; nouns bike, car"]
        );
    }
}
