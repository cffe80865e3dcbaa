use crate::{Basis, Bound, Decimal, Dimension, Direction, Measure, Per, Rule, SmolStr, Span};

/// Something found in one sentence, with the rule that found it.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Mention {
    /// Where, in bytes of the document's text.
    pub span: Span,
    /// Index into [`crate::Annotated::sentences`].
    pub sentence: u32,
    /// The rule that found it.
    pub rule: Rule,
    /// What was found.
    pub kind: MentionKind,
}

/// The kinds of mention.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum MentionKind {
    /// A number with its unit. Boxed, for most mentions are cues and a third of its size.
    Quantity(Box<Quantity>),
    /// A time expression.
    Timex(Box<Timex>),
    /// A word of the catalog that may explain a quantity.
    Cue(Cue),
}

impl From<Quantity> for MentionKind {
    fn from(quantity: Quantity) -> Self {
        Self::Quantity(Box::new(quantity))
    }
}

impl From<Timex> for MentionKind {
    fn from(timex: Timex) -> Self {
        Self::Timex(Box::new(timex))
    }
}

impl From<Cue> for MentionKind {
    fn from(cue: Cue) -> Self {
        Self::Cue(cue)
    }
}

impl Mention {
    /// The quantity, if it is one.
    pub fn quantity(&self) -> Option<&Quantity> {
        match &self.kind {
            MentionKind::Quantity(quantity) => Some(quantity),
            _ => None,
        }
    }

    /// The time expression, if it is one.
    pub fn timex(&self) -> Option<&Timex> {
        match &self.kind {
            MentionKind::Timex(timex) => Some(timex),
            _ => None,
        }
    }

    /// The cue, if it is one.
    pub fn cue(&self) -> Option<&Cue> {
        match &self.kind {
            MentionKind::Cue(cue) => Some(cue),
            _ => None,
        }
    }
}

/// A number with its unit and with what its own sentence says of it.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Quantity {
    /// The number in the unit, magnitudes multiplied out, unsigned for a change; the low end of a range.
    pub value: Decimal,
    /// The high end of a range.
    pub high: Option<Decimal>,
    /// How the figure bounds the true value.
    pub bound: Bound,
    /// ISO 4217 code, `percent`, `count`, or a unit of the catalog.
    pub unit: SmolStr,
    /// What the unit measures.
    pub dimension: Dimension,
    /// The unit is the usual reading of a symbol that several units share (`$`, `元`): context may decide otherwise.
    pub unit_open: bool,
    /// Level, change, share or rate, as the words around the number tell.
    pub measure: Measure,
    /// For a change, which way and against what.
    pub change: Option<Change>,
    /// For a rate, the time unit.
    pub per: Option<Per>,
    /// Another figure is compared with this one: `£485m` in `£460m, compared with £485m in 2022`.
    pub compared: bool,
    /// The counted noun with its modifiers.
    pub counted: Option<Span>,
    /// The stretch of the sentence that speaks of this number and of no other.
    pub clause: Span,
    /// Why the number reports nothing, where it does not.
    pub exclusion: Option<Exclusion>,
}

/// Growth or decline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Change {
    /// Which way.
    pub direction: Direction,
    /// Against what, where the sentence says so.
    pub basis: Option<Basis>,
}

/// Why a number is a mention and no claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum Exclusion {
    /// A bare number word under ten: `three operators`.
    SmallWord,
    /// Part of a name, code or grade: `Cloud Sword 2021`, `12381`.
    Name,
    /// A list marker, a page number, a number alone on its line.
    Marker,
    /// A calendar year.
    Year,
    /// A magnitude without a number: `hundreds of millions`.
    Vague,
    /// Within a slogan or a set phrase.
    SetPhrase,
    /// Digits damaged beyond a safe reading: `3,2016`.
    Damaged,
    /// A limit that a rule or a law sets: `cases of more than one million yuan`.
    Threshold,
    /// A place in an order: `between the tenth and the fifteenth`.
    Ordinal,
    /// A part of one whole without a unit: `two thirds`, `one in five`.
    Fraction,
    /// A field of a date or of a time of day: the 5 of `3月5日`.
    Date,
}

/// A catalog word in the text.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Cue {
    /// What the word is.
    pub kind: CueKind,
    /// The catalog's id for it: a lemma, a programme, an ISO 3166 code.
    pub id: SmolStr,
}

/// What a catalog word is to the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum CueKind {
    /// An action, its object after it: `cracked 441,000 cases`.
    Verb,
    /// An action, its object before it: `cases were cracked`.
    PassiveVerb,
    /// A thing counted or measured.
    Noun,
    /// A word that tells kinds of a thing apart: `smuggling`, `two-card`.
    Modifier,
    /// What narrows an indicator to one kind: `romance scams`, `two-card`, `domestic`.
    Qualifier,
    /// A named campaign, mechanism, platform or centre.
    Programme,
    /// A place.
    Place,
    /// Someone who may say so.
    Speaker,
    /// Pairs a list with the list before it: `respectively`.
    Respectively,
}

/// A time expression as the sentence has it, before it is resolved against the document's date.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Timex {
    /// The point or period named; the first of a range.
    pub from: TimePoint,
    /// The last of a range.
    pub to: Option<TimePoint>,
    /// What the words before it make of it.
    pub role: TimexRole,
    /// It stands in front of what it governs: `In 2021, …`.
    pub leading: bool,
    /// It is the date of a dateline.
    pub dateline: bool,
}

/// What a time expression says of the figures that it governs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum TimexRole {
    /// `in 2021`: happened within it.
    During,
    /// `since 2021`: a total from its start to the document's date.
    Since,
    /// `by the end of November`, `so far`: a total up to its end.
    Until,
    /// `at present`: a state at that time.
    At,
    /// `compared with April`: what a change is measured against, no period of its own.
    Against,
    /// `recently`: no period can be told, and none is inherited.
    Unknown,
}

/// A point or period on the calendar, absolute or relative.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum TimePoint {
    /// `June 2021`, `March 5`, `the third quarter`: fields left out come from the context.
    Calendar(CalendarDate),
    /// `last year` is one year, offset -1; `this month` has offset 0. `within` narrows it, as in `the first quarter
    /// of last year`, with the year left out.
    Relative {
        /// The unit stepped by.
        unit: TimeUnit,
        /// How many steps from the unit that holds the document's date.
        offset: i16,
        /// The part of it that is meant.
        within: Option<CalendarDate>,
    },
    /// `the past five years`: a stretch that ends on the document's date.
    Past {
        /// The unit counted.
        unit: TimeUnit,
        /// How many.
        count: u16,
    },
    /// `the year`, `the same period`: the period named last.
    Anaphor,
    /// `that year`, `the end of that month`: the whole year or month that the period named last lies in.
    Around {
        /// The unit of the calendar.
        unit: TimeUnit,
        /// The end (`true`) or the beginning (`false`) of it.
        edge: Option<bool>,
    },
    /// `a year earlier`: the period named last, a year before.
    YearBefore,
    /// `the same period of 2022`: the period named last, in another year.
    SameIn {
        /// That year.
        year: i16,
    },
    /// `on Friday`: the last such day up to the document's date.
    Weekday {
        /// 1 for Monday to 7 for Sunday.
        day: i8,
    },
    /// The document's date: `so far`, `at present`.
    Now,
    /// A named holiday, by the catalog's id.
    Holiday {
        /// The catalog's id.
        id: SmolStr,
        /// The year, where the text says it.
        year: Option<i16>,
    },
}

/// A calendar date with fields left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct CalendarDate {
    /// The year of the Gregorian calendar.
    pub year: Option<i16>,
    /// 1 or 2.
    pub half: Option<i8>,
    /// 1 to 4.
    pub quarter: Option<i8>,
    /// 1 to 12.
    pub month: Option<i8>,
    /// 1 to 31.
    pub day: Option<i8>,
    /// The end (`true`) or the beginning (`false`) of it.
    pub edge: Option<bool>,
}

/// A unit of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum TimeUnit {
    /// A day.
    Day,
    /// Seven days, from Monday.
    Week,
    /// A calendar month.
    Month,
    /// Three months.
    Quarter,
    /// Six months.
    Half,
    /// A calendar year.
    Year,
}
