//! `tally catalog new`: the start of an entry, in a file of its own.

use std::{
    fs::{self, OpenOptions},
    io::{ErrorKind, Write, stdout},
    path::Path,
};

use anyhow::{Context, anyhow};
use tallysheet_catalog::Catalog;

use super::skeleton::skeleton;
use crate::{
    args::NewArgs,
    config::Config,
    engine,
    failure::{Failure, OrUsage, Outcome},
};

/// Prints the entry, or writes it and prints the path.
///
/// # Errors
///
/// An id that is taken or not in lower snake case and a file that exists are wrong use, and so is a catalog that cannot
/// be read.
pub fn run(args: &NewArgs) -> Result<Outcome, Failure> {
    let id = args.id.as_str();
    if !is_snake_case(id) {
        return Err(Failure::usage(anyhow!(
            "expected an id of lower-case words joined by underscores, as `cases_solved`, found `{id}`"
        )));
    }
    let own = Config::load(&args.config)?.catalog;
    refuse_taken(id, own.as_deref())?;
    let entry = skeleton(id, args.unit, &args.group);
    let mut out = stdout().lock();
    let Some(directory) = &args.dir else {
        out.write_all(entry.as_bytes())?;
        return Ok(Outcome::Done);
    };
    if engine::has_catalog_files(directory) {
        refuse_taken(id, Some(directory))?;
    }
    let path = directory.join(format!("{id}.toml"));
    if Catalog::embedded_sources().iter().any(|(name, _)| path == directory.join(name)) {
        return Err(Failure::usage(anyhow!("`{id}` is taken: {id}.toml would replace a file of the catalog itself")));
    }
    write(&path, &entry)?;
    writeln!(out, "{}", path.display())?;
    Ok(Outcome::Done)
}

fn refuse_taken(id: &str, directory: Option<&Path>) -> Result<(), Failure> {
    let catalog = engine::catalog(directory)?;
    match catalog.indicator(id) {
        None => Ok(()),
        Some(taken) => Err(Failure::usage(anyhow!("indicator `{id}` exists: {}", taken.meaning))),
    }
}

/// Writes a file that must not exist yet, in a directory that may not exist yet.
fn write(path: &Path, text: &str) -> Result<(), Failure> {
    let cannot = || format!("cannot write {}", path.display());
    if let Some(directory) = path.parent() {
        fs::create_dir_all(directory).with_context(cannot)?;
    }
    match OpenOptions::new().write(true).create_new(true).open(path) {
        Ok(mut file) => Ok(file.write_all(text.as_bytes()).with_context(cannot)?),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(error).with_context(cannot).or_usage(),
        Err(error) => Ok(Err(error).with_context(cannot)?),
    }
}

/// Lower-case ASCII words, digits allowed but at the front, joined by single underscores.
fn is_snake_case(id: &str) -> bool {
    let word = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    id.starts_with(|c: char| c.is_ascii_lowercase()) && id.split('_').all(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_lower_snake_case() {
        for id in ["cases", "cases_solved", "covid19_cases", "a_1"] {
            assert!(is_snake_case(id), "{id}");
        }
        for id in ["", "Cases", "cases-solved", "_cases", "cases_", "cases__solved", "1_case", "案件", "a b", "../x"]
        {
            assert!(!is_snake_case(id), "{id}");
        }
    }
}
