//! What the sentence says around a figure: the programme credited, and who speaks.

use memchr::memchr2_iter;
use tallysheet_model::{SmolStr, Span};

use crate::{
    nation::Nation,
    scene::{CueAt, Figure, Scene, touching},
};

/// The programmes that the figures of a sentence may be credited to, sentence by sentence.
#[derive(Debug, Default)]
pub(crate) struct Credits {
    /// Where semicolons stand, in a sentence that names a programme.
    semicolons: Vec<usize>,
}

impl Credits {
    /// Takes up the next sentence.
    pub(crate) fn read(&mut self, text: &str, scene: &Scene<'_>) {
        self.semicolons.clear();
        if !scene.programmes.is_empty() {
            let sentence = scene.span.slice(text).as_bytes();
            // The full-width one ends in this byte, as other characters may.
            let found = memchr2_iter(b';', 0x9B, sentence);
            let is_one = |at: &usize| sentence[*at] == b';' || sentence[..=*at].ends_with("；".as_bytes());
            self.semicolons.extend(found.filter(is_one).map(|at| scene.span.start + at));
        }
    }

    /// The programme that the sentence credits: the nearest named before the figure with no semicolon between, else the
    /// first named in its clause.
    pub(crate) fn of<'a>(&self, scene: &Scene<'a>, figure: Figure<'_>) -> Option<CueAt<'a>> {
        let passed = scene.programmes.partition_point(|c| c.span.end <= figure.span.start);
        let before = scene.programmes[..passed].last().filter(|c| !self.are_parted(c.span, figure.span));
        let clause = figure.quantity.clause;
        let within = || touching(&scene.programmes, passed, clause).iter().find(|c| clause.contains(c.span));
        before.or_else(within).copied()
    }

    fn are_parted(&self, before: Span, after: Span) -> bool {
        let next = self.semicolons.partition_point(|&at| at < before.end);
        self.semicolons.get(next).is_some_and(|&at| at < after.start)
    }
}

/// Who says so: the speaker named in the sentence beside a verb of saying.
pub(crate) fn attribution(scene: &Scene<'_>) -> Option<Span> {
    /// The farthest that a speaker stands from the verb, in bytes.
    const REACH: usize = 60;
    let near = |speaker: &&CueAt<'_>| {
        let Span { start, end } = speaker.span;
        scene
            .saying
            .iter()
            .any(|verb| start <= verb.end.saturating_add(REACH) && verb.start <= end.saturating_add(REACH))
    };
    scene.speakers.iter().find(near).map(|c| c.span)
}

/// The ISO 4217 currency that an open symbol means in a text about this country, where it is not the usual reading.
///
/// A bare `$` is the dollar of the country that the text is about, 元 in a Taiwanese text the Taiwan dollar.
pub(crate) fn currency(unit: &str, nation: &Nation<'_>) -> Option<SmolStr> {
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
    let mut shared = LOCAL.iter().filter(|(usual, ..)| *usual == unit);
    let local = shared.find(|(_, country, _)| nation.code().is_some_and(|code| code == country));
    local.map(|(.., code)| SmolStr::new_static(code))
}
