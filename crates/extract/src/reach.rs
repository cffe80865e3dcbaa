//! Which sentences are worth reading.
//!
//! A figure leans on words before it: the period that a heading or an earlier sentence names, the place, the subject. So
//! a sentence is read when a figure or the digits of a date may stand in it, and when a figure that may report something
//! follows within [`REACH`]. One that holds nothing but numbers that report nothing by themselves, and is far from any
//! other, is [`Reach::Doubtful`]: a language may read less of it.

use tallysheet_model::{Sentence, Span};

use crate::segment::{Block, Blocks, split};

/// How far before a figure its context is read, in bytes. On the gold, 300 give every claim that all of the text gives.
pub(crate) const REACH: usize = 512;

/// A place where a figure may stand, or several beside each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Seed {
    pub(crate) at: usize,
    pub(crate) end: usize,
    /// It may report something: `one`, `first`, `half` and `三` by themselves do not.
    pub(crate) reports: bool,
}

/// The seeds of a text, in order, and about how many mentions it may give.
#[derive(Debug)]
pub(crate) struct Outlook {
    pub(crate) seeds: Vec<Seed>,
    pub(crate) mentions: usize,
}

/// How near a sentence is to a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// A seed that may report something stands in it or follows soon; `true` where any stands in it.
    Near(bool),
    /// Only seeds that report nothing by themselves stand in it, and none that may follows soon.
    Doubtful,
}

/// A sentence that is worth reading.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Near {
    pub(crate) sentence: Sentence,
    pub(crate) reach: Reach,
}

/// Calls `read` with every sentence that is worth it, in order; the seeds are those of the text, in order.
pub(crate) fn sentences(text: &str, chinese: bool, seeds: &[Seed], mut read: impl FnMut(Near)) {
    if seeds.is_empty() {
        return;
    }
    let mut ahead = Ahead { seeds, any: 0, reporting: 0 };
    for Block { span, paragraph } in Blocks::of(text) {
        ahead.pass(span.start);
        if ahead.seeds.len() == ahead.any {
            return;
        }
        if ahead.reach(span).is_some() {
            split(text, span, chinese, &mut |span| {
                ahead.pass(span.start);
                if let Some(reach) = ahead.reach(span) {
                    read(Near { sentence: Sentence { span, paragraph }, reach });
                }
            });
        }
    }
}

/// The seeds that lie ahead.
struct Ahead<'s> {
    seeds: &'s [Seed],
    /// The place of the next.
    any: usize,
    /// The place of the next that may report something.
    reporting: usize,
}

impl Ahead<'_> {
    fn reach(&self, span: Span) -> Option<Reach> {
        let before = |place: usize, end: usize| self.seeds.get(place).is_some_and(|seed| seed.at < end);
        let seeded = before(self.any, span.end);
        if before(self.reporting, span.end + REACH) {
            Some(Reach::Near(seeded))
        } else {
            seeded.then_some(Reach::Doubtful)
        }
    }

    /// Leaves behind the seeds that end before `at`.
    fn pass(&mut self, at: usize) {
        let skip = |from: usize, passed: &dyn Fn(&Seed) -> bool| {
            from + self.seeds[from..].iter().take_while(|seed| passed(seed)).count()
        };
        let any = skip(self.any, &|seed| seed.end <= at);
        let reporting = skip(self.reporting.max(any), &|seed| !seed.reports);
        (self.any, self.reporting) = (any, reporting);
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

    #[test]
    fn numbers_that_report_nothing_are_not_explained() {
        let extractor = Extractor::new(&Catalog::embedded()).unwrap();
        let times = |text: &str| extractor.annotate_text(text).mentions.iter().filter(|m| m.timex().is_some()).count();
        assert_eq!(extractor.annotate_text("A third of them came in June.").mentions.len(), 1);
        assert_eq!(times("One percent of them came in June."), 1);
    }
}
