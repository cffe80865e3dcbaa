//! The period that each figure belongs to.
//!
//! A period said in the sentence wins, the one in the figure's own clause first, then the last before it, then the first
//! after it. Else the period that an earlier sentence of the paragraph leads with or names last governs, unless it is the
//! day of an event; else that of a lead: a paragraph that says a period and reports nothing. `recently` says that no
//! period can be told, and stops the search.

use tallysheet_catalog::Catalog;
use tallysheet_model::{Annotated, Mention, PeriodKind, Quantity, Span, TimePoint, Timex, TimexRole};

use crate::calendar::{Calendar, Period};

/// A period with the words that tell it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Said {
    pub(crate) period: Option<Period>,
    pub(crate) span: Span,
    pub(crate) leading: bool,
    pub(crate) role: TimexRole,
    /// It speaks of its own clause alone: `from 371 million a year earlier`.
    pub(crate) local: bool,
    /// The figure that alone it speaks of: `compared with 485 million in 2022`.
    pub(crate) of: Option<Span>,
    /// It is the day of the news itself: `on Friday`.
    pub(crate) weekday: bool,
}

/// What governs a sentence: its own periods, and what it inherits.
#[derive(Clone, Debug, Default)]
pub(crate) struct Governing {
    said: Vec<Said>,
    inherited: Option<Said>,
}

/// The periods of every sentence of the document, in order.
pub(crate) fn governing(annotated: &Annotated, catalog: &Catalog) -> Vec<Governing> {
    let mut calendar = Calendar { catalog, anchor: annotated.document.published, named_last: None };
    let mut result = Vec::with_capacity(annotated.sentences.len());
    let mut mentions = annotated.mentions.as_slice();
    let mut paragraph = Paragraph::default();
    for (index, sentence) in annotated.sentences.iter().enumerate() {
        let count = mentions.iter().take_while(|m| m.sentence as usize == index).count();
        let (own, rest) = mentions.split_at(count);
        mentions = rest;
        if sentence.paragraph != paragraph.number {
            paragraph = paragraph.next(sentence.paragraph);
        }
        let said = said(own, &mut calendar);
        result.push(Governing { inherited: paragraph.frame.or(paragraph.section), said: said.clone() });
        paragraph.take(&said, own.iter().any(reports));
    }
    result
}

fn reports(mention: &Mention) -> bool {
    mention.quantity().is_some_and(|q| q.exclusion.is_none())
}

/// What the sentences so far of one paragraph pass on.
#[derive(Clone, Copy, Debug, Default)]
struct Paragraph {
    number: u32,
    frame: Option<Said>,
    section: Option<Said>,
    reports: bool,
}

impl Paragraph {
    /// A paragraph that leads with a period and reports nothing governs the section that it opens.
    fn next(self, number: u32) -> Self {
        let lead = self.frame.filter(|_| !self.reports);
        let section = lead.or(self.section).filter(|said| said.period.is_some());
        Self { number, frame: None, section, reports: false }
    }

    fn take(&mut self, said: &[Said], reports: bool) {
        self.reports |= reports;
        let leading = said.iter().find(|s| s.leading).copied();
        if let Some(frame) = leading.or_else(|| latest(said)) {
            self.frame = Some(frame);
            // One that names the period of its section again does not end it.
            self.section = self.section.filter(|section| section.period == frame.period);
        }
    }
}

/// The period that a sentence passes on: of those that it says the one that ends last, for the others are what it is
/// compared with. The date of an event is no period of what follows; a weekday is the day of the whole story.
fn latest(said: &[Said]) -> Option<Said> {
    let stretch =
        |s: &&Said| s.period.is_some_and(|p| p.start != p.end || s.weekday) && s.role != TimexRole::At && !s.local;
    said.iter().filter(stretch).max_by_key(|s| s.period.and_then(|p| p.end)).copied()
}

/// The periods that the mentions of one sentence say, in order.
fn said(mentions: &[Mention], calendar: &mut Calendar<'_>) -> Vec<Said> {
    let mut said = Vec::new();
    for mention in mentions {
        let Some(timex) = mention.timex() else { continue };
        let against = timex.role == TimexRole::Against;
        let of = mentions.iter().find(|m| is_of_comparison(m, mention.span, against)).map(|m| m.span);
        if (against && of.is_none()) || timex.dateline || is_publication(timex, calendar) {
            continue;
        }
        let period = match against {
            // `against 26 million in the same quarter of 2023` is that quarter's figure.
            true => calendar.resolve(&Timex { role: TimexRole::During, ..timex.clone() }),
            false => calendar.resolve(timex),
        };
        let local = of.is_some() || timex.from == TimePoint::YearBefore;
        let weekday = matches!(timex.from, TimePoint::Weekday { .. });
        said.push(Said { period, span: mention.span, leading: timex.leading, role: timex.role, local, of, weekday });
        // What is compared with it names no period for what follows.
        let names =
            matches!(timex.from, TimePoint::Calendar(_) | TimePoint::Relative { .. } | TimePoint::Holiday { .. });
        if names && of.is_none() {
            calendar.named_last = calendar.span(timex).or(calendar.named_last);
        }
    }
    said
}

/// Whether the time stands in the clause of a figure that another is compared with, behind the figure, or is itself what
/// the clause goes on from: `up 5% from 2022, when 300 were lost`.
fn is_of_comparison(mention: &Mention, time: Span, against: bool) -> bool {
    let own = |clause: Span| clause.contains(time) && (against || time.start > mention.span.start);
    mention.quantity().is_some_and(|quantity| quantity.compared && own(quantity.clause))
}

/// `learned on the 5th`, in a story of the 5th: when it was said, not what it speaks of.
fn is_publication(timex: &Timex, calendar: &Calendar<'_>) -> bool {
    let TimePoint::Calendar(date) = &timex.from else { return false };
    let day = calendar.anchor.map(|anchor| (anchor, anchor));
    date.day.is_some() && timex.role == TimexRole::During && calendar.span(timex) == day
}

impl Governing {
    /// What says the figure's period. `total` says that it adds up what happened: `at present` tells no state then.
    pub(crate) fn of(&self, figure: Span, quantity: &Quantity, total: bool) -> Option<(Period, Span)> {
        let clause = quantity.clause;
        let near = |s: &&Said| match s.span.start < figure.start {
            true => figure.start - s.span.end.min(figure.start),
            false => s.span.start - figure.start,
        };
        let own = self.said.iter().filter(|s| s.of.map_or(clause.overlaps(s.span), |of| of == figure)).min_by_key(near);
        let shared = || self.said.iter().filter(|s| !s.local);
        let before = || shared().rev().find(|s| s.span.start < figure.start);
        let said = own.or_else(before).or_else(|| shared().next()).or(self.inherited.as_ref())?;
        let period = said.period?;
        let total = period.kind == PeriodKind::Instant && total;
        let period = if total { Period { start: None, kind: PeriodKind::Cumulative, ..period } } else { period };
        Some((period, said.span))
    }
}
