use std::{
    fmt::Write as _,
    fs::File,
    io::{self, Read, Write},
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use tempfile::NamedTempFile;

use crate::ExportError;

/// A file of a run, as the manifest lists it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutputFile {
    /// The name within the run's directory.
    pub file: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// The hex SHA-256 of its content.
    pub sha256: String,
}

impl OutputFile {
    /// Describes a file that something else has written, by reading it.
    ///
    /// # Errors
    ///
    /// [`ExportError::Io`] when the file cannot be read.
    pub fn of(path: &Path) -> Result<Self, ExportError> {
        let describe = || -> io::Result<Self> {
            let mut digest = Sha256::new();
            let mut buffer = vec![0; 1 << 16];
            let mut file = File::open(path)?;
            let mut bytes = 0;
            loop {
                match file.read(&mut buffer)? {
                    0 => return Ok(Self { file: file_name(path), bytes, sha256: hex(&digest.finalize()) }),
                    read => {
                        digest.update(&buffer[..read]);
                        bytes += read as u64;
                    }
                }
            }
        };
        describe().map_err(|source| ExportError::io("read", path, source))
    }
}

/// A file that is written under a temporary name beside its final one, hashed on the way, and renamed when whole.
///
/// Dropped before [`Output::publish`], it leaves nothing behind.
pub struct Output {
    path: PathBuf,
    file: NamedTempFile,
    digest: Sha256,
    bytes: u64,
}

impl Output {
    pub fn create(path: PathBuf) -> Result<Self, ExportError> {
        let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut builder = tempfile::Builder::new();
        let prefix = format!(".{}.", file_name(&path));
        builder.prefix(&prefix).suffix(".tmp");
        // Temporary files are private by default; a published table is an ordinary file.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let file = builder.tempfile_in(parent).map_err(|source| ExportError::io("write", &path, source))?;
        Ok(Self { path, file, digest: Sha256::new(), bytes: 0 })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Gives the file its final name, in place of any older file.
    pub fn publish(self) -> Result<OutputFile, ExportError> {
        let Self { path, file, digest, bytes } = self;
        let written = OutputFile { file: file_name(&path), bytes, sha256: hex(&digest.finalize()) };
        let published = file.as_file().sync_all().and_then(|()| file.persist(&path).map_err(|error| error.error));
        published.map_err(|source| ExportError::io("write", &path, source))?;
        Ok(written)
    }
}

impl Write for Output {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        let written = self.file.write(buffer)?;
        self.digest.update(&buffer[..written]);
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Writes a small file whole, with a new line at its end.
pub fn write_json(path: PathBuf, value: &impl Serialize) -> Result<OutputFile, ExportError> {
    let json = serde_json::to_string_pretty(value).map_err(|source| ExportError::json("write", &path, source))?;
    let mut output = Output::create(path)?;
    writeln!(output, "{json}").map_err(|source| ExportError::io("write", output.path(), source))?;
    output.publish()
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn hex(digest: &[u8]) -> String {
    digest.iter().fold(String::with_capacity(2 * digest.len()), |mut text, byte| {
        write!(text, "{byte:02x}").expect("writing to a string cannot fail");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_appears_when_it_is_whole() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.txt");
        std::fs::write(&path, "old").unwrap();
        let mut output = Output::create(path.clone()).unwrap();
        output.write_all(b"new").unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "old");
        let written = output.publish().unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(written, OutputFile::of(&path).unwrap());
        assert_eq!(written.sha256, "11507a0e2f5e69d5dfa40a62a1bd7b6ee57e6bcd85c67c9b8431b36fff21c437");
    }

    #[test]
    fn an_unfinished_file_leaves_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let mut output = Output::create(dir.path().join("a.txt")).unwrap();
        output.write_all(b"half").unwrap();
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1);
        drop(output);
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0);
    }

    #[cfg(unix)]
    #[test]
    fn a_published_file_is_readable_like_any_other() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        let (ours, plain) = (dir.path().join("ours"), dir.path().join("plain"));
        Output::create(ours.clone()).unwrap().publish().unwrap();
        std::fs::write(&plain, "").unwrap();
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode();
        assert_eq!(mode(&ours), mode(&plain));
    }
}
