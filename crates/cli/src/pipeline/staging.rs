//! Where the files of a run stand until all of them are whole.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::Context;
use tempfile::TempDir;

/// A directory beside the final files. Dropped before [`Staging::publish`], it leaves nothing behind.
pub struct Staging {
    directory: TempDir,
    output: PathBuf,
}

impl Staging {
    /// Makes the output directory, and the staging directory within it.
    pub fn create(output: &Path) -> anyhow::Result<Self> {
        let context = || format!("cannot write to {}", output.display());
        fs::create_dir_all(output).with_context(context)?;
        let directory = tempfile::Builder::new().prefix(".tally-").tempdir_in(output).with_context(context)?;
        Ok(Self { directory, output: output.to_owned() })
    }

    /// The directory to write to.
    pub fn path(&self) -> &Path {
        self.directory.path()
    }

    /// Moves `files` to their places, in order, and removes those of `earlier`, the files of the run before: the output
    /// directory holds one run.
    pub fn publish(self, files: &[String], earlier: &[String]) -> anyhow::Result<()> {
        for stale in earlier.iter().filter(|name| !files.contains(name)) {
            let path = self.output.join(stale);
            if path.exists() {
                fs::remove_file(&path).with_context(|| format!("cannot remove {}", path.display()))?;
            }
        }
        for file in files {
            let path = self.output.join(file);
            fs::rename(self.path().join(file), &path).with_context(|| format!("cannot write {}", path.display()))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(directory: &Path) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(directory).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn files_appear_together_and_replace_an_earlier_run() {
        let output = tempfile::tempdir().unwrap();
        fs::write(output.path().join("claims.csv"), "old").unwrap();
        fs::write(output.path().join("notes.txt"), "mine").unwrap();
        let staging = Staging::create(output.path()).unwrap();
        fs::write(staging.path().join("claims.parquet"), "new").unwrap();
        staging.publish(&["claims.parquet".to_owned()], &["claims.csv".to_owned()]).unwrap();
        assert_eq!(names(output.path()), ["claims.parquet", "notes.txt"]);
    }

    #[test]
    fn a_failed_run_leaves_nothing() {
        let output = tempfile::tempdir().unwrap();
        let staging = Staging::create(output.path()).unwrap();
        fs::write(staging.path().join("claims.parquet"), "half").unwrap();
        drop(staging);
        assert_eq!(names(output.path()), [] as [&str; 0]);
    }
}
