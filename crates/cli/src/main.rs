//! The command `tally`: reported figures, from press text to Parquet.
//!
//! The only place of Tallysheet that prints, reads configuration and the clock, and exits. `args` says what can be
//! asked, `commands` holds one module for each command, `pipeline` runs all stages over a corpus.
//!
//! Exit codes: 0 done; 1 done with rejects under `--strict`, or a catalog check that fails; 2 wrong use or
//! configuration; 3 failed. A closed pipe is a reader who has seen enough, and no error.

mod args;
mod commands;
mod config;
mod engine;
mod failure;
mod log;
mod pipeline;
mod terminal;

use std::process::ExitCode;

use clap::Parser;
use mimalloc::MiMalloc;

use crate::{args::Cli, log::Log};

/// A run makes and drops many small values for each sentence that reports, on every thread.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let log = Log::new(&cli.log);
    match commands::run(cli.command, &log) {
        Ok(outcome) => outcome.into(),
        Err(failure) if failure.is_closed_pipe() => ExitCode::SUCCESS,
        Err(failure) => {
            log.error(&failure);
            failure.into()
        }
    }
}
