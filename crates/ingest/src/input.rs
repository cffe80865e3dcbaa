use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

use globset::GlobBuilder;
use walkdir::{DirEntry, WalkDir};

use crate::IngestError;
use crate::side_file;

/// What a user asks to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A file, or a directory with everything below it.
    Path(PathBuf),
    /// Files by pattern, as `releases/**/*.txt`. `*` and `?` stay within one part of a path, `**` does not.
    Glob(String),
    /// Standard input, one file.
    Stdin,
}

impl Input {
    /// Reads an argument of the command line: `-` is standard input; a text with one of `*?[{` is a glob, unless a
    /// file of that very name exists.
    pub fn parse(argument: &str) -> Self {
        match argument {
            "-" => Self::Stdin,
            _ if argument.contains(GLOB_CHARACTERS) && !Path::new(argument).exists() => Self::Glob(argument.to_owned()),
            _ => Self::Path(argument.into()),
        }
    }
}

/// One file to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// What documents call it in `source`: its path below its input, parts parted by `/`; `-` for standard input.
    pub name: String,
    /// Where it is.
    pub origin: Origin,
}

/// Where the bytes of a source are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// In a file.
    File(PathBuf),
    /// In standard input.
    Stdin,
}

/// What standard input is called.
pub(crate) const STDIN_NAME: &str = "-";

/// The files that `inputs` name, each once, sorted by name.
///
/// Directories are walked to their ends, symbolic links followed. Hidden files (`.name`) and side files
/// (`NAME.meta.toml`) are left out. What cannot be opened is listed all the same, so that reading it says why.
/// Where files of several inputs would share a name, directories above are added to it until they do not.
///
/// # Errors
///
/// [`IngestError::NotFound`] for an input that does not exist and for a glob without a match;
/// [`IngestError::BadGlob`] for a pattern that cannot be parsed.
pub fn discover(inputs: &[Input]) -> Result<Vec<Source>, IngestError> {
    let mut files = Vec::new();
    for input in inputs {
        match input {
            Input::Path(path) => path_files(path, &mut files)?,
            Input::Glob(pattern) => glob_files(pattern, &mut files)?,
            Input::Stdin => {}
        }
    }
    let mut seen = BTreeSet::new();
    files.retain(|file| seen.insert(file.path.clone()));
    part_names(&mut files);

    let mut sources: Vec<Source> =
        files.into_iter().map(|file| Source { name: file.name(), origin: Origin::File(file.path) }).collect();
    if inputs.contains(&Input::Stdin) {
        sources.push(Source { name: STDIN_NAME.to_owned(), origin: Origin::Stdin });
    }
    sources.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(sources)
}

const GLOB_CHARACTERS: [char; 4] = ['*', '?', '[', '{'];

/// A file found, named by the last `parts` parts of its path.
struct Found {
    path: PathBuf,
    parts: usize,
}

impl Found {
    fn new(path: &Path, depth: usize) -> Self {
        Self { path: without_dots(path), parts: depth.max(1) }
    }

    fn name(&self) -> String {
        let all = self.path.components().filter(|part| matches!(part, Component::Normal(_)));
        let all: Vec<_> = all.map(|part| part.as_os_str().to_string_lossy()).collect();
        all[all.len().saturating_sub(self.parts)..].join("/")
    }

    /// Takes one more part into the name, where there is one.
    fn widen(&mut self) -> bool {
        let before = self.name();
        self.parts += 1;
        self.name() != before
    }
}

fn path_files(path: &Path, files: &mut Vec<Found>) -> Result<(), IngestError> {
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => files.extend(walk(path)),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            return Err(IngestError::NotFound { path: path.to_owned() });
        }
        _ if is_side_file(path.file_name()) => {}
        _ => files.push(Found::new(path, 1)),
    }
    Ok(())
}

fn glob_files(pattern: &str, files: &mut Vec<Found>) -> Result<(), IngestError> {
    let not_found = || IngestError::NotFound { path: pattern.into() };
    let bad = |source| IngestError::BadGlob { pattern: pattern.to_owned(), source };
    let relative = pattern.trim_start_matches("./");
    let glob = GlobBuilder::new(relative).literal_separator(true).build().map_err(bad)?.compile_matcher();

    let root: PathBuf = Path::new(relative)
        .components()
        .take_while(|part| !part.as_os_str().to_string_lossy().contains(GLOB_CHARACTERS))
        .collect();
    let root = if root.as_os_str().is_empty() { PathBuf::from(".") } else { root };
    let before = files.len();
    if root.exists() {
        files.extend(walk(&root).filter(|file| glob.is_match(&file.path)));
    }
    if files.len() == before { Err(not_found()) } else { Ok(()) }
}

/// The files below `root`, and whatever below it cannot be looked at.
fn walk(root: &Path) -> impl Iterator<Item = Found> {
    let shown = |entry: &DirEntry| entry.depth() == 0 || !entry.file_name().as_encoded_bytes().starts_with(b".");
    WalkDir::new(root).follow_links(true).into_iter().filter_entry(shown).filter_map(|entry| match entry {
        Ok(entry) if entry.file_type().is_file() && !is_side_file(Some(entry.file_name())) => {
            Some(Found::new(entry.path(), entry.depth()))
        }
        Ok(_) => None,
        Err(error) => error.path().map(|path| Found::new(path, error.depth())),
    })
}

fn is_side_file(name: Option<&OsStr>) -> bool {
    name.is_some_and(|name| name.as_encoded_bytes().ends_with(side_file::ENDING.as_bytes()))
}

/// `./a/./b` and `a/b` are one file.
fn without_dots(path: &Path) -> PathBuf {
    let parts: PathBuf = path.components().filter(|part| *part != Component::CurDir).collect();
    if parts.as_os_str().is_empty() { PathBuf::from(".") } else { parts }
}

/// Widens names until no two files share one.
fn part_names(files: &mut [Found]) {
    loop {
        let mut counts = BTreeMap::new();
        for file in files.iter() {
            *counts.entry(file.name()).or_insert(0) += 1;
        }
        let mut widened = false;
        for file in files.iter_mut().filter(|file| counts[&file.name()] > 1) {
            widened |= file.widen();
        }
        if !widened {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A directory with `files`, each holding its own path.
    fn tree(files: &[&str]) -> tempfile::TempDir {
        let directory = tempfile::tempdir().unwrap();
        for file in files {
            let path = directory.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, file).unwrap();
        }
        directory
    }

    fn names(inputs: &[Input]) -> Vec<String> {
        discover(inputs).unwrap().into_iter().map(|source| source.name).collect()
    }

    #[test]
    fn a_directory_is_walked_and_sorted_by_name() {
        let root = tree(&["b.txt", "a/2.txt", "a/1.md", "a/1.meta.toml", ".hidden", ".git/x.txt", "报告.txt"]);
        assert_eq!(names(&[Input::Path(root.path().into())]), ["a/1.md", "a/2.txt", "b.txt", "报告.txt"]);
    }

    #[test]
    fn a_file_is_named_by_its_last_part_and_listed_once() {
        let root = tree(&["a/x.txt", "a/x.meta.toml"]);
        let file = root.path().join("a/x.txt");
        assert_eq!(names(&[Input::Path(file.clone())]), ["x.txt"]);
        let dotted = root.path().join("./a/./x.txt");
        assert_eq!(names(&[Input::Path(file), Input::Path(dotted)]), ["x.txt"]);
        assert_eq!(names(&[Input::Path(root.path().join("a/x.meta.toml"))]), Vec::<String>::new());
    }

    #[test]
    fn names_that_would_clash_are_told_apart() {
        let root = tree(&["a/x.txt", "b/x.txt", "b/y.txt"]);
        let inputs = ["b", "a"].map(|part| Input::Path(root.path().join(part)));
        assert_eq!(names(&inputs), ["a/x.txt", "b/x.txt", "y.txt"]);
    }

    #[test]
    fn globs() {
        let root = tree(&["in/a.txt", "in/b.md", "in/deep/c.txt", "in/deep/d.html"]);
        let glob = |pattern: &str| Input::Glob(root.path().join(pattern).to_str().unwrap().to_owned());
        assert_eq!(names(&[glob("in/*.txt")]), ["a.txt"]);
        assert_eq!(names(&[glob("in/**/*.txt")]), ["a.txt", "deep/c.txt"]);
        assert_eq!(names(&[glob("*/deep/*.{txt,html}")]), ["in/deep/c.txt", "in/deep/d.html"]);
    }

    #[test]
    fn what_is_not_there_is_an_error() {
        let root = tree(&["a.txt"]);
        let missing = root.path().join("none");
        let error = discover(&[Input::Path(missing.clone())]).unwrap_err();
        assert!(matches!(&error, IngestError::NotFound { path } if *path == missing));
        let pattern = root.path().join("*.pdf").to_str().unwrap().to_owned();
        assert!(matches!(discover(&[Input::Glob(pattern)]), Err(IngestError::NotFound { .. })));
        assert!(matches!(discover(&[Input::Glob("none/*.txt".into())]), Err(IngestError::NotFound { .. })));
        assert!(matches!(discover(&[Input::Glob("a[".into())]), Err(IngestError::BadGlob { .. })));
    }

    #[test]
    fn arguments() {
        let root = tree(&["a[1].txt"]);
        let odd = root.path().join("a[1].txt");
        assert_eq!(Input::parse("-"), Input::Stdin);
        assert_eq!(Input::parse("none/*.txt"), Input::Glob("none/*.txt".into()));
        assert_eq!(Input::parse(odd.to_str().unwrap()), Input::Path(odd));
        assert_eq!(Input::parse("none.txt"), Input::Path("none.txt".into()));
        assert_eq!(names(&[Input::Stdin, Input::Stdin]), ["-"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_broken_link_is_listed_so_that_its_reading_is_refused() {
        let root = tree(&["a.txt"]);
        std::os::unix::fs::symlink(root.path().join("gone"), root.path().join("b.txt")).unwrap();
        assert_eq!(names(&[Input::Path(root.path().into())]), ["a.txt", "b.txt"]);
    }
}
