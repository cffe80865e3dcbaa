//! The whole way from files to tables: reading and annotating in parallel, writing in the order of the input.
//!
//! [`Batches`] takes the sources apart, [`in_order()`] has every thread read and annotate batches and write what is next in
//! turn, so that memory does not grow with the corpus; a [`Run`] takes documents in order, and [`Run::finish`] joins the
//! corpus and publishes the files.

mod batch;
#[cfg(feature = "reconcile")]
mod best;
mod findings;
#[cfg(feature = "reconcile")]
mod gathering;
mod in_order;
mod plan;
mod run;
mod staging;
mod summary;
#[cfg(feature = "export")]
mod tables;
#[cfg(not(feature = "export"))]
#[path = "pipeline/tables_jsonl.rs"]
mod tables;

use std::{
    num::NonZeroUsize,
    thread::available_parallelism,
    time::{Duration, Instant},
};

use rayon::{ThreadPool, ThreadPoolBuilder};
use tallysheet_ingest::{Deduplicator, Fingerprint, Source, StoredFile};
use tallysheet_model::{Annotated, Reject};

pub use self::{
    batch::{Batch, Batches, Contents},
    findings::Findings,
    in_order::in_order,
    plan::{Plan, sources},
    run::Run,
    summary::Summary,
};
use crate::{args::WorkArgs, config::Config, engine::Engine, failure::Failure, log::Log};

/// How much is done at one time; it changes no result.
#[derive(Clone, Copy, Debug)]
pub struct Workload {
    /// Threads at work.
    pub threads: usize,
    /// Bytes of a batch.
    pub batch_bytes: usize,
}

impl Workload {
    /// As the flags say, else the configuration, else a thread for each core and batches of moderate size.
    pub fn new(args: &WorkArgs, config: &Config) -> Self {
        let threads = args.threads.or(config.threads).or_else(|| available_parallelism().ok());
        let batch_bytes = args.batch_bytes.or(config.batch_bytes);
        Self {
            threads: threads.map_or(1, NonZeroUsize::get),
            batch_bytes: batch_bytes.map_or(batch::BATCH_BYTES, NonZeroUsize::get),
        }
    }
}

/// A pool of as many threads as asked for, else one for each core.
///
/// # Errors
///
/// When the system refuses a thread.
pub fn threads(count: Option<NonZeroUsize>) -> Result<ThreadPool, Failure> {
    Ok(ThreadPoolBuilder::new().num_threads(count.map_or(0, usize::from)).build()?)
}

/// What has become of a batch.
struct Annotation {
    documents: Vec<(Annotated, Option<Fingerprint>)>,
    rejects: Vec<Reject>,
    inputs: Vec<(String, StoredFile)>,
    /// The bytes of the input, and the time of reading and of annotating them.
    bytes: u64,
    read: Duration,
    annotated: Duration,
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
    workload: Workload,
    log: &Log,
) -> Result<Summary, Failure> {
    let mut run = Run::start(plan, workload.threads)?;
    let mut copies = Deduplicator::new(&config.ingest);
    let bar = log.progress("read", sources.iter().map(batch::size).sum());
    let batches = Batches::new(sources, workload.batch_bytes, &config.ingest);
    let write = |annotation: Annotation| {
        run.spend("read", annotation.read);
        run.spend("extract and normalize", annotation.annotated);
        run.reject(annotation.rejects, log);
        run.inputs(annotation.inputs);
        for (mut annotated, fingerprint) in annotation.documents {
            copies.mark(&mut annotated.document, fingerprint);
            run.add(annotated)?;
        }
        bar.inc(annotation.bytes);
        Ok(())
    };
    in_order(workload.threads, batches, |batch| annotate(batch, config, engine), write)?;
    bar.finish_and_clear();
    run.finish(config, engine, log)
}

/// Reads a batch and makes its claims.
fn annotate(batch: Batch<'_>, config: &Config, engine: &Engine) -> Annotation {
    let (bytes, taken, begin) = (batch.bytes, batch.took, Instant::now());
    let Contents { documents, rejects, inputs } = batch.read(&config.ingest);
    let read = taken + begin.elapsed();
    let begin = Instant::now();
    let mut reader = engine.extractor.reader();
    let annotate = |(document, fingerprint)| {
        let annotated = engine.normalizer.normalize(reader.annotate(document));
        // What no table shows need not wait for its turn.
        (Annotated { sentences: Vec::new(), mentions: Vec::new(), ..annotated }, fingerprint)
    };
    let documents = documents.into_iter().map(annotate).collect();
    Annotation { documents, rejects, inputs, bytes, read, annotated: begin.elapsed() }
}
