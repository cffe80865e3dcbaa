use std::path::PathBuf;

/// Why the inputs as a whole cannot be read. What is wrong with a single source is a reject, not an error.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum IngestError {
    /// An input names nothing that exists, or a glob matches no file.
    #[error("no such input: `{}`, expected a file, a directory, a glob that matches a file, or `-`", path.display())]
    NotFound {
        /// The input as given.
        path: PathBuf,
    },
    /// An input has glob characters and is no glob.
    #[error("bad glob `{pattern}`, expected a pattern such as `releases/**/*.txt`")]
    BadGlob {
        /// The input as given.
        pattern: String,
        /// What is wrong with it.
        source: globset::Error,
    },
}
