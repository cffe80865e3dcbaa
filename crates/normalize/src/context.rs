//! What the sentence and the paragraph say around a figure: the programme credited, the place, and who speaks.

use tallysheet_catalog::Catalog;
use tallysheet_model::{CueKind, Document, SmolStr, Span};

use crate::scene::{CueAt, Figure, Scene};

/// The programme that the sentence credits: the nearest named before the figure with no semicolon between, else one
/// named in its clause.
pub(crate) fn programme<'a>(text: &str, scene: &Scene<'a>, figure: Figure<'_>) -> Option<CueAt<'a>> {
    let parted = |c: &CueAt<'_>| text[c.span.end..figure.span.start.max(c.span.end)].contains([';', '；']);
    let before = scene.words(CueKind::Programme).rev().find(|c| c.span.end <= figure.span.start && !parted(c));
    let clause = figure.quantity.clause;
    let within = || scene.words(CueKind::Programme).find(|c| clause.contains(c.span));
    before.or_else(within).copied()
}

/// The place of the figure: the first named in its sentence, else the last named earlier in its paragraph. A clause that
/// says nationwide or abroad has none, nor does the nation that the text speaks of.
pub(crate) fn place(scenes: &[Scene<'_>], at: usize, figure: Figure<'_>, nation: Option<&SmolStr>) -> Option<SmolStr> {
    let scene = &scenes[at];
    let everywhere = |c: &CueAt<'_>| figure.quantity.clause.overlaps(c.span) && NOWHERE.contains(&c.cue.id.as_str());
    if scene.cues.iter().any(everywhere) {
        return None;
    }
    let local = |c: &&CueAt<'_>| Some(&c.cue.id) != nation && c.cue.id != "CN";
    let counted = |c: &&CueAt<'_>| figure.quantity.counted.is_some_and(|span| span.overlaps(c.span));
    let places = |scene: &Scene<'_>| -> Vec<(Span, SmolStr)> {
        let named: Vec<Span> = scene.words(CueKind::Place).map(|c| c.span).collect();
        // `Beijing-Tianjin-Hebei` is a region of several places.
        let joined = |c: &&CueAt<'_>| named.iter().any(|n| n.end + 1 == c.span.start || c.span.end + 1 == n.start);
        // The place of a dateline is where the story was written.
        let written = |c: &CueAt<'_>| scene.dateline.is_some_and(|end| c.span.end <= end);
        let own = scene.words(CueKind::Place).filter(local).filter(|c| !counted(c) && !joined(c) && !written(c));
        own.map(|c| (c.span, c.cue.id.clone())).collect()
    };
    if let Some((_, id)) = places(scene).into_iter().find(|(span, _)| span.start < figure.span.start) {
        return Some(id);
    }
    let earlier = scenes[..at].iter().rev().take_while(|s| s.paragraph == scene.paragraph);
    earlier.filter_map(|s| places(s).into_iter().next()).map(|(_, id)| id).next()
}

/// Catalog words that say everywhere, or somewhere else.
const NOWHERE: &[&str] = &["nationwide", "overseas"];

/// The country that the publisher or the title names, else the one that the text names most, if any: places in it are the
/// text's own. Its offices, programmes and web addresses speak for a country as its name does.
pub(crate) fn nation(catalog: &Catalog, document: &Document, scenes: &[Scene<'_>]) -> Option<SmolStr> {
    let head = [&document.publisher, &document.title].into_iter().flatten();
    let countries = || catalog.lexemes().iter().filter(|l| l.kind == CueKind::Place && !l.id.contains('-'));
    let named = |text: &String| countries().find(|l| l.en.iter().chain(&l.zh).any(|form| names(text, &form.text)));
    let of = |c: &CueAt<'_>| match c.cue.kind {
        CueKind::Place => Some(SmolStr::new(country(&c.cue.id))),
        CueKind::Programme | CueKind::Speaker => catalog.country(c.cue.kind, &c.cue.id).cloned(),
        _ => None,
    };
    let cues = scenes.iter().flat_map(|s| &s.cues).filter_map(of);
    let most = || most_frequent(cues.chain(government_domains(&document.text)));
    head.filter_map(named).map(|l| l.id.clone()).next().or_else(most)
}

/// Whether the text names the place, as a word of its own where it is written in letters.
fn names(text: &str, place: &str) -> bool {
    let letter = |c: char| c.is_ascii_alphabetic();
    let whole = |at: usize| {
        let ending: String = text[at + place.len()..].chars().take_while(|c| letter(*c)).collect();
        // `Australian` names Australia too.
        let adjective = place.len() > 5 && ["n", "ns", "an", "ans"].contains(&ending.as_str());
        !text[..at].ends_with(letter) && (ending.is_empty() || adjective)
    };
    place.chars().count() > 1 && text.match_indices(place).any(|(at, _)| whole(at))
}

/// The countries of the government web addresses in the text: `police.gov.sg`.
fn government_domains(text: &str) -> impl Iterator<Item = SmolStr> {
    text.match_indices(".gov.").filter_map(|(at, found)| {
        let mut rest = text[at + found.len()..].chars();
        let code = [rest.next()?, rest.next()?];
        let ends = rest.next().is_none_or(|c| !c.is_ascii_alphanumeric());
        let code = code.iter().all(char::is_ascii_lowercase).then(|| code.iter().collect::<String>().to_uppercase())?;
        ends.then(|| if code == "UK" { SmolStr::new_static("GB") } else { code.into() })
    })
}

/// What comes most often; of equals the first.
fn most_frequent(codes: impl Iterator<Item = SmolStr>) -> Option<SmolStr> {
    let mut counts: Vec<(SmolStr, usize)> = Vec::new();
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

/// Who says so: the speaker named in the sentence beside a verb of saying.
pub(crate) fn attribution<'a>(text: &'a str, scene: &Scene<'_>) -> Option<&'a str> {
    /// The farthest that a speaker stands from the verb, in bytes.
    const REACH: usize = 60;
    let says = |c: &CueAt<'_>| c.cue.id == "say";
    let near = |speaker: &&CueAt<'_>| {
        scene.cues.iter().filter(|c| says(c)).any(|verb| {
            let gap =
                verb.span.start.saturating_sub(speaker.span.end).max(speaker.span.start.saturating_sub(verb.span.end));
            gap <= REACH
        })
    };
    scene.words(CueKind::Speaker).find(near).map(|c| c.span.slice(text))
}

/// The ISO 4217 currency that an open symbol means in a text about this country, where it is not the usual reading.
///
/// A bare `$` is the dollar of the country that the text is about, 元 in a Taiwanese text the Taiwan dollar.
pub(crate) fn currency(unit: &str, nation: Option<&SmolStr>) -> Option<SmolStr> {
    const LOCAL: &[(&str, &str, &str)] = &[
        ("USD", "SG", "SGD"),
        ("USD", "AU", "AUD"),
        ("USD", "CA", "CAD"),
        ("USD", "NZ", "NZD"),
        ("USD", "HK", "HKD"),
        ("USD", "TW", "TWD"),
        ("CNY", "TW", "TWD"),
        ("CNY", "HK", "HKD"),
        ("CNY", "JP", "JPY"),
    ];
    let nation = nation?;
    let local = LOCAL.iter().find(|(usual, country, _)| *usual == unit && country == nation);
    local.map(|(.., code)| SmolStr::new_static(code))
}
