//! A temporary directory with files, in which the command runs.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use tempfile::TempDir;

/// Two stories, one in each language, with figures in both.
pub const ENGLISH: &str = "Springfield, March 5 (Reporter A. Writer) In 2021, police cracked more than 12,300 telecom \
    fraud cases and arrested 4,560 criminal suspects, up 28.5% year on year.\n\nThe losses came to 3.2 million yuan.\n";
pub const CHINESE: &str = "新报社某市4月9日电　2021年，全市公安机关共破获电信网络诈骗案件1.23万起，抓获犯罪嫌疑人4560名，同比上升28.5%。\n\
    紧急止付涉案资金3.2亿元。\n";

/// A directory to run the command in; gone when dropped.
pub struct Scene {
    directory: TempDir,
}

/// What the command left: exit code and both streams.
#[derive(Debug)]
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Scene {
    /// An empty directory.
    pub fn new() -> Self {
        Self { directory: tempfile::tempdir().unwrap() }
    }

    /// A directory with one English and one Chinese story below `in/`.
    pub fn with_stories() -> Self {
        Self::new().file("in/english.txt", ENGLISH).file("in/chinese.txt", CHINESE)
    }

    /// Adds a file.
    pub fn file(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
        self
    }

    /// The path of a file.
    pub fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    /// Reads a file.
    pub fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// The names in a directory, sorted.
    pub fn names(&self, directory: &str) -> Vec<String> {
        let entries = fs::read_dir(self.path(directory)).unwrap();
        let mut names: Vec<String> = entries.map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// Runs the command.
    pub fn tally(&self, args: &[&str]) -> Ran {
        self.pipe(args, b"")
    }

    /// Runs the command and expects exit code 0.
    pub fn done(&self, args: &[&str]) -> Ran {
        let ran = self.tally(args);
        assert_eq!(ran.code, 0, "tally {args:?}: {ran:?}");
        ran
    }

    /// Runs the command with `input` on stdin.
    pub fn pipe(&self, args: &[&str], input: &[u8]) -> Ran {
        let mut child = command(self.directory.path())
            .args(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = input.to_vec();
        // A command that ends before it has read everything closes the pipe, which is its right.
        let feeder = std::thread::spawn(move || drop(stdin.write_all(&input)));
        let output = child.wait_with_output().unwrap();
        feeder.join().unwrap();
        output.into()
    }
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Self { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
    }
}

/// The command in a directory, with nothing of the developer's terminal.
pub fn command(directory: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tally"));
    command.current_dir(directory).env_remove("CLICOLOR_FORCE").env_remove("FORCE_COLOR").env("NO_COLOR", "1");
    command
}
