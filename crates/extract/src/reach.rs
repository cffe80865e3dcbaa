//! Which sentences are worth reading.
//!
//! A figure leans on words before it: the period that a heading or an earlier sentence names, the place, the subject. So
//! a sentence is read when a figure or the digits of a date may stand in it, and when a figure that may report something
//! follows within [`REACH`].

use tallysheet_model::{Sentence, Span};

use crate::segment::{Block, Blocks, split};

/// How far before a figure its context is read, in bytes. On the gold, 300 give every claim that all of the text gives.
const REACH: usize = 512;

/// A place where a figure may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Seed {
    pub(crate) at: usize,
    /// Where the search for the next goes on.
    pub(crate) end: usize,
    /// It may report something: `one`, `first`, `half` and `三` by themselves do not.
    pub(crate) reports: bool,
}

/// Calls `read` with every sentence that is worth it, in order, and whether a figure may stand in it; `seed` gives the
/// first place at or after a byte where one may.
pub(crate) fn sentences(
    text: &str,
    chinese: bool,
    seed: impl Fn(usize) -> Option<Seed>,
    mut read: impl FnMut(Sentence, bool),
) {
    let mut ahead = Ahead { any: seed(0), reporting: None, seed };
    ahead.reporting = ahead.reporting_from(ahead.any);
    for Block { span, paragraph } in Blocks::of(text) {
        if ahead.any.is_none() {
            return;
        }
        if !ahead.reaches(span) {
            continue;
        }
        split(text, span, chinese, &mut |span| {
            ahead.pass(span.start);
            let seeded = ahead.any.is_some_and(|seed| seed.at < span.end);
            if ahead.reaches(span) {
                read(Sentence { span, paragraph }, seeded);
            }
        });
    }
}

/// The next seeds of a text.
struct Ahead<S> {
    any: Option<Seed>,
    /// The next that may report something.
    reporting: Option<Seed>,
    seed: S,
}

impl<S: Fn(usize) -> Option<Seed>> Ahead<S> {
    /// Whether a seed stands in the span, or one that may report something soon after it.
    fn reaches(&self, span: Span) -> bool {
        self.any.is_some_and(|seed| seed.at < span.end) || self.reporting.is_some_and(|seed| seed.at < span.end + REACH)
    }

    /// Leaves the seeds before `at` behind.
    fn pass(&mut self, at: usize) {
        if self.any.is_some_and(|seed| seed.at < at) {
            self.any = (self.seed)(at);
        }
        if self.reporting.is_some_and(|seed| seed.at < at) {
            self.reporting = self.reporting_from(self.any);
        }
    }

    fn reporting_from(&self, mut next: Option<Seed>) -> Option<Seed> {
        while let Some(seed) = next.filter(|seed| !seed.reports) {
            next = (self.seed)(seed.end);
        }
        next
    }
}

#[cfg(test)]
mod tests {
    use tallysheet_catalog::Catalog;

    use super::REACH;
    use crate::Extractor;

    /// The times found in `In May it rained.`, then `bytes` of prose, then the end.
    fn times(bytes: usize, end: &str) -> usize {
        let text = format!("In May it rained.{} {end}", " It went on.".repeat(bytes / 12));
        let annotated = Extractor::new(&Catalog::embedded()).unwrap().annotate_text(&text);
        annotated.mentions.iter().filter(|m| m.timex().is_some()).count()
    }

    #[test]
    fn what_a_figure_can_lean_on_is_read() {
        assert_eq!(times(REACH - 50, "Police arrested 12 people."), 1);
        assert_eq!(times(REACH + 50, "Police arrested 12 people."), 0);
        // These words report nothing by themselves.
        assert_eq!(times(10, "It was the first one."), 0);
        assert_eq!(times(10, "Arrests doubled."), 1);
        assert_eq!(times(10, "Nothing followed."), 0);
    }
}
