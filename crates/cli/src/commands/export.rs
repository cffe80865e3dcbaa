//! `tally export`: the tables and the report of normalized documents.

use std::{
    fs,
    io::{BufReader, Write, stdin, stdout},
    time::Instant,
};

use anyhow::Context;
use tallysheet_model::{Annotated, Reject};

use super::stream::Lines;
use crate::{
    args::ExportArgs,
    config::Config,
    engine::Engine,
    failure::{Failure, OrUsage, Outcome},
    log::Log,
    pipeline::{self, Plan, Run},
};

/// Writes what stdin holds and prints the summary.
///
/// # Errors
///
/// A line that is no document is wrong use; a table that cannot be written is a failure.
pub fn run(args: &ExportArgs, log: &Log) -> Result<Outcome, Failure> {
    let config = Config::load(&args.config)?;
    let plan = Plan::new(&[], &args.output, &config)?;
    let engine = Engine::load(config.catalog.as_deref())?;
    let rejects = rejects(args)?;
    let pool = pipeline::threads(config.threads)?;
    let mut run = Run::start(plan, pool.current_num_threads())?;
    run.reject(rejects, log);
    let mut lines = Lines::new(BufReader::new(stdin()));
    loop {
        let begin = Instant::now();
        let batch = pool.install(|| lines.next_batch::<Annotated>())?;
        run.spend("read", begin.elapsed());
        let Some(batch) = batch else { break };
        batch.into_iter().try_for_each(|annotated| run.add(annotated))?;
    }
    let summary = run.finish(&config, &engine, log)?;
    let mut out = stdout().lock();
    summary.print(&mut out)?;
    out.flush()?;
    Ok(Outcome::Done)
}

fn rejects(args: &ExportArgs) -> Result<Vec<Reject>, Failure> {
    let Some(path) = &args.rejects else { return Ok(Vec::new()) };
    let file = fs::File::open(path).with_context(|| format!("cannot read {}", path.display())).or_usage()?;
    let mut lines = Lines::named(path.display().to_string(), BufReader::new(file));
    let mut rejects = Vec::new();
    while let Some(batch) = lines.next_batch()? {
        rejects.extend(batch);
    }
    Ok(rejects)
}
