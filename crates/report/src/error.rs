use std::io;

/// Why the page could not be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReportError {
    /// A template of this crate failed to render: a fault of the crate, not of its input.
    #[error("expected the template `{name}` to render")]
    Template {
        /// The template's file name.
        name: &'static str,
        /// What went wrong, with the line.
        source: minijinja::Error,
    },
    /// The rows of the claims table could not be serialized.
    #[error("expected the claims to serialize as JSON")]
    Json {
        /// What went wrong.
        source: serde_json::Error,
    },
    /// The page could not be written.
    #[error("expected to write the page")]
    Write {
        /// What went wrong.
        source: io::Error,
    },
}

impl From<io::Error> for ReportError {
    fn from(source: io::Error) -> Self {
        Self::Write { source }
    }
}
