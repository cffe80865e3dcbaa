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
//! **Which claims count.** A claim without an indicator or without a period makes no observation. A document that is a
//! copy of another corroborates nothing: its claims are left out of every count and list.
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
//! **Growth.** A change in percent on the year or the month before is tested against the level of its own period and
//! the level of the period before, in the same indicator, scope, place and kind of period. It is consistent when the
//! rounding and the bounds of all the claims involved leave room for it. Where only an overlapping earlier period has a
//! level, the verdict is no more than indicative.
//!
//! The crate has no features. No type of Polars is part of its interface. Writing the results belongs to
//! `tallysheet-export`.

mod config;
mod error;
mod figure;
mod growth;
mod observe;
mod period;
mod realm;
mod statement;

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use tallysheet_model::{Check, Observation, SmolStr};

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
    let statements = statement::read_statements(claims, documents)?;
    let observed = observe::observe(&statements, cfg);
    let checks = checks(&statements, cfg);
    let observations = observed.into_iter().map(|observed| observed.observation).collect();
    Ok(Reconciled { observations, checks })
}

/// The checks within each realm; a change that several realms know is tested in the first.
fn checks(statements: &[statement::Statement], cfg: &ReconcileConfig) -> Vec<Check> {
    let mut checks: Vec<Check> = Vec::new();
    let mut known = BTreeSet::new();
    for statements in realm::realms(statements) {
        let observed = observe::observe(&statements, cfg);
        let found = growth::check_growth(&statements, &observed, cfg);
        checks.extend(found.into_iter().filter(|check| known.insert((check.claim_id.clone(), check.against.clone()))));
    }
    let place: BTreeMap<&SmolStr, usize> =
        statements.iter().enumerate().map(|(at, statement)| (&statement.claim_id, at)).collect();
    checks.sort_by_cached_key(|check| place.get(&check.claim_id).copied());
    checks
}
