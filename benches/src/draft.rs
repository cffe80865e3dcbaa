//! A release while it is written: its text, and beside it every figure that the text reports.

use tallysheet_model::{Basis, Bound, Date, Measure, Per, PeriodKind, Span};

use crate::{amount::Amount, random::Random};

/// A release: what was written, and what a reader should find in it.
#[derive(Clone, Debug, Default)]
pub struct Release {
    /// When it was published.
    pub published: Date,
    /// The headline; it holds no figure.
    pub title: &'static str,
    /// The text, paragraphs between blank lines.
    pub text: String,
    /// The figures of the text, by place.
    pub figures: Vec<Figure>,
}

/// One reported figure, with the fields of a gold claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Bytes of the text.
    pub span: Span,
    /// The value, or the low end of a range; a decline is below zero.
    pub value: Amount,
    /// The high end of a range.
    pub high: Option<Amount>,
    /// How the figure bounds the true value.
    pub bound: Bound,
    /// ISO 4217 code, `percent`, `count` or another unit.
    pub unit: &'static str,
    /// Level, change, share or rate.
    pub measure: Measure,
    /// What a change is measured against.
    pub basis: Option<Basis>,
    /// The time of a rate.
    pub per: Option<Per>,
    /// An id of the catalog.
    pub indicator: Option<&'static str>,
    /// What is counted, as the text has it.
    pub counted: Option<&'static str>,
    /// The days that it covers.
    pub period: Period,
    /// The centre that the sentence credits.
    pub programme: Option<&'static str>,
}

impl Figure {
    /// An exact level without a place in the text yet.
    pub fn level(value: u64, unit: &'static str, period: Period) -> Self {
        Self {
            span: Span::new(0, 0),
            value: Amount::Whole(value as i64),
            high: None,
            bound: Bound::Exact,
            unit,
            measure: Measure::Level,
            basis: None,
            per: None,
            indicator: None,
            counted: None,
            period,
            programme: None,
        }
    }

    /// A change on the year before, in tenths of a percent.
    pub fn change(tenths: i64, of: &Self) -> Self {
        Self {
            value: Amount::Tenths(tenths),
            high: None,
            bound: Bound::Exact,
            unit: "percent",
            measure: Measure::Change,
            basis: Some(Basis::YearOnYear),
            ..of.clone()
        }
    }
}

/// The days that a figure covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// First day, where the text says it.
    pub start: Option<Date>,
    /// Last day.
    pub end: Date,
    /// How the figure belongs to them.
    pub kind: PeriodKind,
    /// The sentence names none of its own, and careful readers differ on what it takes from the one before.
    pub open: bool,
}

/// A release with the numbers that decide how it goes on.
#[derive(Debug)]
pub struct Draft<'a> {
    /// What is written.
    pub release: &'a mut Release,
    /// What decides.
    pub random: &'a mut Random,
}

impl Draft<'_> {
    /// Appends text without a figure.
    pub fn say(&mut self, text: &str) {
        self.release.text.push_str(text);
    }

    /// Appends one of the texts.
    pub fn say_one(&mut self, texts: &[&str]) {
        self.release.text.push_str(self.random.pick(texts));
    }

    /// Appends what `write` writes, which is the figure.
    pub fn report(&mut self, figure: Figure, write: impl FnOnce(&mut String)) {
        let start = self.release.text.len();
        write(&mut self.release.text);
        let span = Span::new(start, self.release.text.len());
        self.release.figures.push(Figure { span, ..figure });
    }
}
