//! `tally completions`: the command's words for a shell.

use std::io::{Write, stdout};

use clap::CommandFactory;
use clap_complete::{Shell, generate};

use crate::{
    args::Cli,
    failure::{Failure, Outcome},
};

/// Prints the script.
///
/// # Errors
///
/// When stdout cannot be written.
pub fn run(shell: Shell) -> Result<Outcome, Failure> {
    let mut script = Vec::new();
    generate(shell, &mut Cli::command(), "tally", &mut script);
    stdout().lock().write_all(&script)?;
    Ok(Outcome::Done)
}
