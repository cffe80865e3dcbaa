//! `tally ingest`: files to documents, as JSON Lines.

use std::{
    fs,
    io::{BufWriter, Write, stdout},
};

use anyhow::Context;
use serde_json::json;
use tallysheet_ingest::Deduplicator;
use tallysheet_model::{Annotated, Reject};

use super::stream::write_line;
use crate::{
    args::IngestArgs,
    config::Config,
    failure::{Failure, Outcome},
    log::Log,
    pipeline::{self, Batches, Contents, Workload},
};

/// Writes one line for each document.
///
/// # Errors
///
/// An input that does not exist is wrong use.
pub fn run(args: &IngestArgs, log: &Log) -> Result<Outcome, Failure> {
    let config = Config::load(&args.config)?;
    let (_, sources) = pipeline::sources(&args.inputs, &config)?;
    let Workload { threads, batch_bytes } = Workload::new(&args.work, &config);
    let batches = Batches::new(&sources, batch_bytes, &config.ingest);
    let mut copies = Deduplicator::new(&config.ingest);
    let mut out = BufWriter::new(stdout());
    let mut rejects = Vec::new();
    let write = |contents: Contents| {
        for (mut document, fingerprint) in contents.documents {
            copies.mark(&mut document, fingerprint);
            write_line(&mut out, &Annotated::from(document))?;
        }
        rejects.extend(contents.rejects);
        Ok(())
    };
    pipeline::in_order(threads, batches, |batch| batch.read(&config.ingest), write)?;
    out.flush()?;
    report(args, &rejects, log)?;
    let refused = (args.strict || config.strict) && !rejects.is_empty();
    Ok(if refused { Outcome::Refused } else { Outcome::Done })
}

/// Nothing is dropped in silence: rejects go to the file that is asked for, else to stderr.
fn report(args: &IngestArgs, rejects: &[Reject], log: &Log) -> Result<(), Failure> {
    let Some(path) = &args.rejects else {
        for Reject { source, reason, detail, .. } in rejects {
            log.warn("reject", &format!("{source}: {reason}: {detail}"));
        }
        return Ok(());
    };
    let context = || format!("cannot write {}", path.display());
    let mut file = BufWriter::new(fs::File::create(path).with_context(context)?);
    for reject in rejects {
        write_line(&mut file, reject)?;
    }
    file.flush().with_context(context)?;
    log.event("rejects", json!({ "rejects": rejects.len(), "path": path }));
    Ok(())
}
