//! The types of Tallysheet, in the order a figure passes through them:
//! [`Document`] → [`Mention`] → [`Claim`] → [`Observation`].
//!
//! - A [`Document`] is one text with its metadata; [`Annotated`] carries it through the stages and gains layers.
//! - A [`Mention`] is a quantity, a time expression or a cue that was found in one sentence.
//! - A [`Claim`] is one reported figure with everything a reader needs to use it.
//! - An [`Observation`] joins the claims of a corpus that tell the same figure; a [`Check`] tests them.
//!
//! ```
//! use tallysheet_model::{Decimal, Span};
//!
//! let text = "3291亿元 was stopped";
//! let span = Span::new(0, 10);
//! assert_eq!(span.slice(text), "3291亿元");
//! assert_eq!(span.to_chars(text), (0, 6));
//!
//! let value: Decimal = "3291".parse()?;
//! assert_eq!(value.scale_by_ten(8).unwrap().to_string(), "329100000000");
//! # Ok::<(), tallysheet_model::ParseDecimalError>(())
//! ```
//!
//! Features: `serde` adds serialization of every type. The crate does no I/O and knows neither clock, locale nor
//! any file format; reading and writing belong to `tallysheet-ingest` and `tallysheet-export`.

mod claim;
#[cfg(feature = "serde")]
mod claim_fields;
mod codes;
pub mod columns;
mod decimal;
mod document;
mod evidence;
mod mention;
mod observation;
mod reject;
mod span;

pub use claim::{Claim, Passage};
pub use codes::{
    Basis, Bound, CheckKind, DateSource, Dimension, Direction, Lang, Measure, Per, PeriodKind, RejectReason, Rule,
    Stage, Status, UnknownCode, Verdict,
};
pub use decimal::{Decimal, ParseDecimalError};
pub use document::{Annotated, Document, Sentence};
pub use evidence::Evidence;
pub use jiff::civil::Date;
pub use mention::{
    CalendarDate, Change, Cue, CueKind, Exclusion, Mention, MentionKind, Quantity, TimePoint, TimeUnit, Timex,
    TimexRole,
};
pub use observation::{Check, Observation};
pub use reject::Reject;
pub use smol_str::SmolStr;
pub use span::Span;
