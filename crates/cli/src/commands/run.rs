//! `tally run`: the whole pipeline.

use std::io::{Write, stdout};

use serde_json::json;

use crate::{
    args::RunArgs,
    config::Config,
    engine::Engine,
    failure::{Failure, Outcome},
    log::Log,
    pipeline::{self, Plan, Workload},
};

/// Runs every stage and prints the summary.
///
/// # Errors
///
/// Wrong inputs, configuration and catalog are wrong use; a table that cannot be written is a failure.
pub fn run(args: &RunArgs, log: &Log) -> Result<Outcome, Failure> {
    let config = Config::load(&args.config)?;
    let (inputs, sources) = pipeline::sources(&args.inputs, &config)?;
    let plan = Plan::new(&inputs, &args.output, &config)?;
    let engine = Engine::load(config.catalog.as_deref())?;
    let workload = Workload::new(&args.work, &config);
    let started = json!({
        "sources": sources.len(),
        "configuration": plan.configuration,
        "catalog_hash": engine.catalog_hash(),
    });
    log.event("start", started);
    let summary = pipeline::run(&sources, &config, plan, &engine, workload, log)?;
    let mut out = stdout().lock();
    summary.print(&mut out)?;
    out.flush()?;
    let refused = (args.strict || config.strict) && !summary.rejects.is_empty();
    Ok(if refused { Outcome::Refused } else { Outcome::Done })
}
