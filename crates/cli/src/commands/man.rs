//! `tally man`: the manual pages.

use std::{
    fs,
    io::{Write, stdout},
    path::Path,
};

use anyhow::Context;
use clap::CommandFactory;
use clap_mangen::Man;

use crate::{
    args::Cli,
    failure::{Failure, Outcome},
};

/// Prints the main page, or writes `tally.1` and the page of each command below `directory`.
///
/// # Errors
///
/// When the pages cannot be written.
pub fn run(directory: Option<&Path>) -> Result<Outcome, Failure> {
    match directory {
        Some(directory) => {
            let context = || format!("cannot write to {}", directory.display());
            fs::create_dir_all(directory).with_context(context)?;
            clap_mangen::generate_to(Cli::command(), directory).with_context(context)?;
        }
        None => {
            let mut page = Vec::new();
            Man::new(Cli::command()).render(&mut page)?;
            stdout().lock().write_all(&page)?;
        }
    }
    Ok(Outcome::Done)
}
