//! The whole way from files to tables: reading and annotating in parallel, writing in the order of the input.
//!
//! A [`Reader`] and the engine work on batches of bounded size, so that memory does not grow with the corpus; a [`Run`]
//! takes documents in order, and [`Run::finish`] joins the corpus and publishes the files.

mod batch;
mod plan;
mod run;
mod staging;
mod summary;
#[cfg(feature = "export")]
mod tables;
#[cfg(not(feature = "export"))]
#[path = "pipeline/tables_jsonl.rs"]
mod tables;

use std::num::NonZeroUsize;

use rayon::{ThreadPool, ThreadPoolBuilder, prelude::*};
use tallysheet_ingest::Source;
use tallysheet_model::{Annotated, Document};

pub use self::{
    batch::{Batch, Reader},
    plan::{Plan, sources},
    run::Run,
    summary::Summary,
};
use crate::{config::Config, engine::Engine, failure::Failure, log::Log};

/// The most documents that are held with their annotations at one time.
const ANNOTATED_AT_ONCE: usize = 1024;

/// Threads to work with: as many as asked for, else one for each core.
///
/// # Errors
///
/// When the system refuses a thread.
pub fn threads(count: Option<NonZeroUsize>) -> Result<ThreadPool, Failure> {
    Ok(ThreadPoolBuilder::new().num_threads(count.map_or(0, usize::from)).build()?)
}

/// Runs every stage over `sources`.
///
/// # Errors
///
/// When a table cannot be written. What cannot be read is in the summary's rejects.
pub fn run(
    sources: &[Source],
    config: &Config,
    plan: Plan,
    engine: &Engine,
    pool: &ThreadPool,
    log: &Log,
) -> Result<Summary, Failure> {
    let mut run = Run::start(plan, pool.current_num_threads())?;
    let mut reader = Reader::new(sources, &config.ingest);
    let bar = log.progress("documents", sources.len() as u64);
    while let Some(batch) = run.time("read", || pool.install(|| reader.next_batch())) {
        let Batch { sources, documents, rejects, inputs } = batch;
        run.reject(rejects, log);
        run.inputs(inputs);
        let mut documents = documents.into_iter().peekable();
        while documents.peek().is_some() {
            let some: Vec<Document> = documents.by_ref().take(ANNOTATED_AT_ONCE).collect();
            let annotated = run.time("extract and normalize", || pool.install(|| annotate(engine, some)));
            run.add(annotated)?;
        }
        bar.inc(sources as u64);
    }
    bar.finish_and_clear();
    run.finish(config, engine, log)
}

/// The documents with their claims, in order.
fn annotate(engine: &Engine, documents: Vec<Document>) -> Vec<Annotated> {
    documents.into_par_iter().map(|document| engine.annotate(document)).collect()
}
