//! Joins the claims of a corpus into observations and tests the corpus against itself.
//!
//! [`reconcile`] reads a written `claims.parquet` and `documents.parquet` and returns [`Reconciled`]: an
//! [`Observation`] for every indicator, scope, unit, measure, basis, per, place and period that is told, and a [`Check`]
//! for every figure that others of the corpus can confirm or contradict. Neither depends on the order of the claims.
//!
//! ```
//! use tallysheet_export::{Format, TableWriter};
//! use tallysheet_model::{Claim, Document};
//! use tallysheet_reconcile::{ReconcileConfig, reconcile};
//!
//! let dir = tempfile::tempdir()?;
//! TableWriter::<Claim>::create(dir.path(), Format::Parquet)?.finish()?;
//! TableWriter::<Document>::create(dir.path(), Format::Parquet)?.finish()?;
//!
//! let (claims, documents) = (dir.path().join("claims.parquet"), dir.path().join("documents.parquet"));
//! let reconciled = reconcile(&claims, &documents, &ReconcileConfig::default())?;
//! assert!(reconciled.observations.is_empty() && reconciled.checks.is_empty());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! **Which claims count.** A claim without an indicator or without a period makes no observation, nor does the figure of
//! one case or of an unnamed part: nothing says which other claim speaks of the same. What a copy repeats of its original
//! is left out of every count and list; what it tells differently counts as said by its original.
//!
//! **Which claims meet.** Those of one key, told of one nation: the currency that a document names most tells nations
//! apart. A total counted from no day that is told meets the one total with a start that ends on the same day, where
//! none of their figures contradict each other.
//!
//! **When claims agree.** Two exact figures agree when the more precise one rounds to the other: 441,000 with 441,387,
//! not with 394,000. A bound agrees with what lies up to a tenth beyond it: `more than 320 billion` with 329.1 billion.
//! An `about` agrees with what lies within a twentieth, a range with what lies inside. [`ReconcileConfig`] sets both
//! shares.
//!
//! **What is shown.** Of the groups of claims that agree with one figure, the one with the most documents wins; its
//! most precise figure is the observation's value, exact before bounds, more significant digits first. Ties go to more
//! claims, then to the lower figure.
//!
//! **Which view.** Every document counts, whenever it was published. [`ReconcileConfig::as_of`] sees the corpus as it
//! stood on a day instead, where the latest document supersedes what others told of the same.
//!
//! **What is tested.** A verdict is `consistent` or `inconsistent` where the periods are the very ones that the check
//! needs, with the room that rounding and bounds leave, and `indicative` where they only overlap or a start is not told.
//! `relative_error` is of `stated` against `implied`.
//!
//! | kind | stated | implied |
//! | --- | --- | --- |
//! | `growth` | the earlier level that a change implies | the earlier level that is told |
//! | `cumulative` | a total | its part, or the total before it |
//! | `part` | a part, or the sum of shares of one whole | the whole |
//! | `repeat` | a figure of a document | the other that it tells of the same |
//! | `overlap` | the later of two levels whose periods share half their days | the earlier |
//! | `order` | a level that jumps a thousandfold | its neighbour |
//!
//! The crate has no features. No type of Polars is part of its interface. Writing the results belongs to
//! `tallysheet-export`.

mod agreement;
mod check;
mod config;
mod error;
mod figure;
mod meeting;
mod observe;
mod period;
mod realm;
mod statement;

use std::path::Path;

use tallysheet_model::{Check, Observation};

pub use config::ReconcileConfig;
pub use error::ReconcileError;

/// What a corpus says, and how it stands up to itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reconciled {
    /// What is told, sorted by indicator, scope, unit, measure, basis, per, place, period start, end and kind; what is
    /// not set comes first.
    pub observations: Vec<Observation>,
    /// What was tested, in the order of the observations that the tested claims belong to, then of their ids.
    pub checks: Vec<Check>,
}

/// Joins the claims in the Parquet file `claims`, whose documents are in the Parquet file `documents`.
///
/// Reads only the columns it needs: no text and no sentence.
///
/// # Errors
///
/// [`ReconcileError`], naming the file, when one of the two cannot be read or is not the table it should be.
pub fn reconcile(claims: &Path, documents: &Path, cfg: &ReconcileConfig) -> Result<Reconciled, ReconcileError> {
    let mut statements = statement::read_statements(claims, documents)?;
    realm::set_realms(&mut statements);
    let (unnamed, named): (Vec<_>, Vec<_>) =
        meeting::meetings(&statements, cfg).into_iter().partition(meeting::Meeting::is_unnamed);
    let observed: Vec<_> = named.into_iter().map(|meeting| observe::Observed::of(meeting, cfg)).collect();
    let checks = check::checks(&observed, &unnamed, cfg);
    Ok(Reconciled { observations: observed.iter().map(observe::Observed::observation).collect(), checks })
}
