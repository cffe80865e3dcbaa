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

use std::{io, path::Path};

use rayon::prelude::*;
use tallysheet_model::{Check, Observation};

pub use config::ReconcileConfig;
pub use error::ReconcileError;

use crate::{cell::BadCell, claims::Claims, documents::Documents, meeting::Meeting, names::Name, observe::Observed};

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

/// The same indicator by indicator, in their order, so that it fits in memory whatever the size of the corpus: `each` is
/// given what is told of one.
///
/// # Errors
///
/// As [`reconcile`], and the first that `each` gives.
pub fn reconcile_each<E: From<ReconcileError> + Send>(
    claims: &Path,
    documents: &Path,
    cfg: &ReconcileConfig,
    mut each: impl FnMut(Reconciled) -> Result<(), E> + Send,
) -> Result<(), E> {
    let documents = Documents::read(documents)?;
    let read = Claims::read(claims, &documents)?;
    let reconciled = |indicators: Vec<Name>| {
        let parts = indicators.into_par_iter().with_max_len(1);
        let parts = parts.map(|indicator| of_indicator(indicator, &read, &documents, cfg));
        parts.collect::<Result<Vec<_>, _>>().map_err(|failure| failure.in_file(claims))
    };
    let mut done = Vec::new();
    for indicators in at_once(&read) {
        // What is done is handed over while the next are worked on.
        let hand_over = || std::mem::take(&mut done).into_iter().try_for_each(&mut each);
        let (next, handed) = rayon::join(|| reconciled(indicators), hand_over);
        handed?;
        done = next?;
    }
    done.into_iter().try_for_each(each)
}

/// Bytes of records that are worked on at one time, or one indicator that has more; and indicators for each thread.
const AT_ONCE: u64 = 16 << 20;
const FOR_EACH_THREAD: usize = 4;

/// The indicators in their order, those together that are worked on at one time.
fn at_once(claims: &Claims) -> Vec<Vec<Name>> {
    let mut indicators: Vec<Name> = claims.sheaves.indicators().collect();
    indicators.sort_unstable_by_key(|&indicator| claims.names.rank(indicator));
    let most = FOR_EACH_THREAD * rayon::current_num_threads();
    let (mut batches, mut bytes) = (Vec::<Vec<Name>>::new(), 0);
    for indicator in indicators {
        bytes += claims.sheaves.size(indicator);
        match batches.last_mut() {
            Some(batch) if bytes <= AT_ONCE && batch.len() < most => batch.push(indicator),
            _ => {
                bytes = claims.sheaves.size(indicator);
                batches.push(vec![indicator]);
            }
        }
    }
    batches
}

/// What is told of one indicator.
fn of_indicator(
    indicator: Name,
    claims: &Claims,
    documents: &Documents,
    cfg: &ReconcileConfig,
) -> Result<Reconciled, Failure> {
    let told = {
        let records = claims.sheaves.read(indicator)?;
        statement::told(indicator, &records, &claims.names, documents)?
    };
    let told: Vec<_> =
        told.into_iter().flat_map(|told| realm::by_realm(told, &claims.currencies, &claims.names)).collect();
    let (unnamed, named): (Vec<_>, Vec<_>) = meeting::meetings(&told, cfg).into_iter().partition(Meeting::is_unnamed);
    let observed: Vec<_> = named.into_iter().map(|meeting| Observed::of(meeting, cfg)).collect();
    let checks = check::checks(&observed, &unnamed, cfg);
    Ok(Reconciled { observations: observed.iter().map(Observed::observation).collect(), checks })
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
