//! The period that each figure belongs to.
//!
//! A period said in the sentence wins, the one in the figure's own clause first, then the last before it, then the first
//! after it. Else the period that an earlier sentence of the paragraph leads with or names last governs, unless it is the
//! day of an event; else that of a lead: a paragraph that says a period and reports nothing. `recently` says that no
//! period can be told, and stops the search.

use tallysheet_catalog::Catalog;
use tallysheet_model::{Date, PeriodKind, Quantity, Span, TimePoint, Timex, TimexRole};

use crate::{
    calendar::{Calendar, Period},
    scene::{Compared, Scene},
};

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

/// The periods that govern the figures of a document, sentence by sentence.
pub(crate) struct Periods<'c> {
    calendar: Calendar<'c>,
    paragraph: Paragraph,
    /// What the sentence itself says, in text order.
    said: Vec<Said>,
    /// What it inherits.
    inherited: Option<Said>,
}

impl<'c> Periods<'c> {
    pub(crate) fn new(catalog: &'c Catalog, anchor: Option<Date>) -> Self {
        let calendar = Calendar { catalog, anchor, named_last: None };
        Self { calendar, paragraph: Paragraph::default(), said: Vec::new(), inherited: None }
    }

    /// Takes up the next sentence.
    pub(crate) fn read(&mut self, scene: &Scene<'_>) {
        if scene.paragraph != self.paragraph.number {
            self.paragraph = self.paragraph.next(scene.paragraph);
        }
        self.inherited = self.paragraph.frame.or(self.paragraph.section);
        self.say(scene);
        self.paragraph.take(&self.said, !scene.figures.is_empty());
    }

    /// The periods that the sentence says.
    fn say(&mut self, scene: &Scene<'_>) {
        self.said.clear();
        let calendar = &mut self.calendar;
        for &(span, timex) in &scene.timexes {
            let against = timex.role == TimexRole::Against;
            let of = scene.compared.iter().find(|c| is_of_comparison(c, span, against)).map(|c| c.figure);
            if against && of.is_none() {
                continue;
            }
            let days = calendar.span(timex);
            if is_publication(timex, days, calendar.anchor) {
                continue;
            }
            // `against 26 million in the same quarter of 2023` is that quarter's figure.
            let role = if against { TimexRole::During } else { timex.role };
            let period = calendar.period(role, days);
            let local = of.is_some() || timex.from == TimePoint::YearBefore;
            let weekday = matches!(timex.from, TimePoint::Weekday { .. });
            self.said.push(Said { period, span, leading: timex.leading, role: timex.role, local, of, weekday });
            // What is compared with it names no period for what follows.
            let names =
                matches!(timex.from, TimePoint::Calendar(_) | TimePoint::Relative { .. } | TimePoint::Holiday { .. });
            if names && of.is_none() {
                calendar.named_last = days.or(calendar.named_last);
            }
        }
    }

    /// What says the figure's period. `total` says that it adds up what happened: `at present` tells no state then.
    pub(crate) fn of(&self, figure: Span, quantity: &Quantity, total: bool) -> Option<(Period, Span)> {
        let clause = quantity.clause;
        let near = |s: &&Said| match s.span.start < figure.start {
            true => figure.start - s.span.end.min(figure.start),
            false => s.span.start - figure.start,
        };
        let own = self.within(clause).filter(|s| s.of.is_none_or(|of| of == figure)).min_by_key(near);
        let split = self.said.partition_point(|s| s.span.start < figure.start);
        let (before, after) = self.said.split_at(split);
        let shared = || {
            let shared = |s: &&Said| !s.local;
            before.iter().rfind(shared).or_else(|| after.iter().find(shared))
        };
        let said = own.or_else(shared).or(self.inherited.as_ref())?;
        let period = said.period?;
        let total = period.kind == PeriodKind::Instant && total;
        let period = if total { Period { start: None, kind: PeriodKind::Cumulative, ..period } } else { period };
        Some((period, said.span))
    }

    /// The periods said in a clause: what a figure is compared with stands in its own.
    fn within(&self, clause: Span) -> impl Iterator<Item = &Said> {
        let start = self.said.partition_point(|s| s.span.end <= clause.start);
        self.said[start..].iter().take_while(move |s| s.span.start < clause.end)
    }
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

/// Whether the time stands in the clause of a figure that another is compared with, behind the figure, or is itself what
/// the clause goes on from: `up 5% from 2022, when 300 were lost`.
fn is_of_comparison(compared: &Compared, time: Span, against: bool) -> bool {
    compared.clause.contains(time) && (against || time.start > compared.figure.start)
}

/// `learned on the 5th`, in a story of the 5th: when it was said, not what it speaks of.
fn is_publication(timex: &Timex, days: Option<(Date, Date)>, anchor: Option<Date>) -> bool {
    let TimePoint::Calendar(date) = &timex.from else { return false };
    date.day.is_some() && timex.role == TimexRole::During && days == anchor.map(|anchor| (anchor, anchor))
}
