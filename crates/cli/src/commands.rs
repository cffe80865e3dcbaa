//! One module for each command.

mod catalog;
#[cfg(feature = "export")]
mod check;
mod completions;
#[cfg(feature = "export")]
mod eval;
mod explain;
mod export;
mod ingest;
mod man;
mod run;
#[cfg(feature = "export")]
mod schema;
#[cfg(feature = "export")]
mod series;
#[cfg(feature = "export")]
mod show;
mod stages;
mod stream;
#[cfg(feature = "export")]
mod tables;

use crate::{
    args::Command,
    failure::{Failure, Outcome},
    log::Log,
};

/// Runs the command that the arguments name.
///
/// # Errors
///
/// As the command's own `run`.
pub fn run(command: Command, log: &Log) -> Result<Outcome, Failure> {
    match command {
        Command::Run(args) => run::run(&args, log),
        Command::Ingest(args) => ingest::run(&args, log),
        Command::Extract(args) => stages::extract(&args),
        Command::Normalize(args) => stages::normalize(&args),
        Command::Export(args) => export::run(&args, log),
        Command::Explain(args) => explain::run(&args),
        #[cfg(feature = "export")]
        Command::Show(args) => show::run(&args),
        #[cfg(feature = "export")]
        Command::Series(args) => series::run(&args),
        #[cfg(feature = "export")]
        Command::Check(args) => check::run(&args),
        #[cfg(feature = "export")]
        Command::Eval(args) => eval::run(&args, log),
        Command::Catalog(command) => catalog::run(&command),
        #[cfg(feature = "export")]
        Command::Schema(args) => schema::run(&args),
        Command::Completions { shell } => completions::run(shell),
        Command::Man { directory } => man::run(directory.as_deref()),
    }
}
