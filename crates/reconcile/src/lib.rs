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
mod cell;
mod check;
mod claims;
mod config;
mod documents;
mod error;
mod figure;
mod meeting;
mod names;
mod observe;
mod period;
mod realm;
mod record;
mod spool;
mod statement;
mod table;

use std::{io, mem, path::Path};

use rayon::prelude::*;
use tallysheet_model::{Check, Observation};

pub use config::ReconcileConfig;
pub use error::ReconcileError;

use crate::{
    cell::BadCell, claims::Claims, documents::Documents, meeting::Meeting, names::Name, observe::Observed,
    statement::Told,
};

/// What a corpus says, and how it stands up to itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reconciled {
    /// What is told, sorted by indicator, scope, unit, measure, basis, per, place, period start, end and kind; what is
    /// not set comes first.
    pub observations: Vec<Observation>,
    /// What was tested, by indicator, then by kind; those of a kind in the order of the observations that the tested
    /// claims belong to.
    pub checks: Vec<Check>,
}

impl Reconciled {
    fn of_observations(observations: Vec<Observation>) -> Self {
        Self { observations, checks: Vec::new() }
    }

    fn of_checks(checks: Vec<Check>) -> Self {
        Self { observations: Vec::new(), checks }
    }
}

/// Joins the claims in the Parquet file `claims`, whose documents are in the Parquet file `documents`.
///
/// Reads only the columns it needs: no text and no sentence. Works on as many threads as the pool of `rayon` has that it
/// is called in; the result does not depend on them.
///
/// # Errors
///
/// [`ReconcileError`], naming the file, when one of the two cannot be read or is not the table it should be.
pub fn reconcile(claims: &Path, documents: &Path, cfg: &ReconcileConfig) -> Result<Reconciled, ReconcileError> {
    let mut all = Reconciled::default();
    reconcile_each(claims, documents, cfg, |mut part| {
        all.observations.append(&mut part.observations);
        all.checks.append(&mut part.checks);
        Ok::<_, ReconcileError>(())
    })?;
    Ok(all)
}

/// The same in parts, so that it fits in memory whatever the size of the corpus: `each` is given one after another. Where a
/// part ends depends on the threads; the observations of all parts and their checks are those of [`reconcile`] in order.
///
/// One indicator is worked on at a time, by all threads; what is found is handed over while more is looked for.
///
/// # Errors
///
/// As [`reconcile`], and the first that `each` gives.
pub fn reconcile_each<E: From<ReconcileError> + Send>(
    claims: &Path,
    documents: &Path,
    cfg: &ReconcileConfig,
    each: impl FnMut(Reconciled) -> Result<(), E> + Send,
) -> Result<(), E> {
    let documents = Documents::read(documents)?;
    let read = Claims::read(claims, &documents)?;
    let mut indicators: Vec<Name> = read.sheaves.indicators().collect();
    indicators.sort_unstable_by_key(|&indicator| read.names.rank(indicator));
    let mut relay = Relay { ready: Vec::new(), each };
    for indicator in indicators {
        let told =
            relay.meanwhile(|| told(indicator, &read, &documents))?.map_err(|failure| failure.in_file(claims))?;
        let meetings = meeting::meetings(&told, cfg);
        let (unnamed, named): (Vec<_>, Vec<_>) = meetings.into_par_iter().partition(Meeting::is_unnamed);
        let observed: Vec<_> = named.into_par_iter().map(|meeting| Observed::of(meeting, cfg)).collect();
        let observations = observed.par_iter().map(Observed::observation).collect_vec_list();
        relay.ready.extend(observations.into_iter().map(Reconciled::of_observations));
        let corpus = check::Corpus::new(&observed, &unnamed, cfg);
        for check in check::KINDS {
            let checks = relay.meanwhile(|| check(&corpus))?;
            relay.ready.extend(checks.into_iter().map(Reconciled::of_checks));
        }
    }
    relay.meanwhile(|| ())
}

/// What is told of an indicator.
fn told(indicator: Name, claims: &Claims, documents: &Documents) -> Result<Vec<Told>, Failure> {
    let records = claims.sheaves.read(indicator)?;
    Ok(statement::told(indicator, &records, claims, documents)?)
}

/// Hands over what is ready while more is worked on.
struct Relay<F> {
    ready: Vec<Reconciled>,
    each: F,
}

impl<E: Send, F: FnMut(Reconciled) -> Result<(), E> + Send> Relay<F> {
    /// Does `work`, and hands over all that is ready: before it where there is one thread alone, so that what is handed over
    /// takes no memory from what follows.
    fn meanwhile<T: Send>(&mut self, work: impl FnOnce() -> T + Send) -> Result<T, E> {
        let ready = mem::take(&mut self.ready);
        let (handed, done) = rayon::join(|| ready.into_iter().try_for_each(&mut self.each), work);
        handed.map(|()| done)
    }
}

/// Why an indicator cannot be reconciled.
enum Failure {
    Cell(BadCell),
    Spool(io::Error),
}

impl Failure {
    fn in_file(self, path: &Path) -> ReconcileError {
        match self {
            Self::Cell(bad) => bad.in_file(path),
            Self::Spool(source) => ReconcileError::Spool { source },
        }
    }
}

impl From<BadCell> for Failure {
    fn from(bad: BadCell) -> Self {
        Self::Cell(bad)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Spool(error)
    }
}
