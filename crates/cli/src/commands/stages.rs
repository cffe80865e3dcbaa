//! `tally extract` and `tally normalize`: one stage each, from JSON Lines to JSON Lines.

use super::stream;
use crate::{
    args::StageArgs,
    config::Config,
    engine::Engine,
    failure::{Failure, Outcome},
    pipeline,
};

/// Finds the mentions of every document on stdin.
///
/// # Errors
///
/// A line that is no document is wrong use.
pub fn extract(args: &StageArgs) -> Result<Outcome, Failure> {
    let config = Config::load(&args.config)?;
    let engine = Engine::load(config.catalog.as_deref())?;
    let pool = pipeline::threads(args.threads.or(config.threads))?;
    pool.install(|| stream::transform(|annotated| engine.extractor.annotate(annotated.document)))?;
    Ok(Outcome::Done)
}

/// Makes claims of the mentions of every document on stdin.
///
/// # Errors
///
/// A line that is no document is wrong use.
pub fn normalize(args: &StageArgs) -> Result<Outcome, Failure> {
    let config = Config::load(&args.config)?;
    let engine = Engine::load(config.catalog.as_deref())?;
    let pool = pipeline::threads(args.threads.or(config.threads))?;
    pool.install(|| stream::transform(|annotated| engine.normalizer.normalize(annotated)))?;
    Ok(Outcome::Done)
}
