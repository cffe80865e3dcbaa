use tallysheet_model::SmolStr;

/// Why a catalog cannot be built. Each variant names the file and the line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CatalogError {
    /// The file is no TOML, or an entry has an unknown or missing key.
    #[error("{file}:{line}: {message}")]
    Syntax {
        /// The file.
        file: String,
        /// Counting from 1.
        line: usize,
        /// What the parser expected.
        message: String,
    },
    /// Two entries of one kind share an id.
    #[error("{file}:{line}: {kind} `{id}` is already defined")]
    Duplicate {
        /// The file.
        file: String,
        /// The line of the second entry.
        line: usize,
        /// The kind of entry.
        kind: &'static str,
        /// The id.
        id: SmolStr,
    },
    /// A frame names a lexeme that no file defines.
    #[error("{file}:{line}: indicator `{indicator}` names the {kind} `{id}`, which no file defines")]
    UnknownLexeme {
        /// The file.
        file: String,
        /// The line of the indicator.
        line: usize,
        /// The indicator.
        indicator: SmolStr,
        /// Verb, noun or modifier.
        kind: &'static str,
        /// The missing id.
        id: SmolStr,
    },
    /// A value of an entry is not what its key expects.
    #[error("{file}:{line}: {what}")]
    Invalid {
        /// The file.
        file: String,
        /// The line of the entry.
        line: usize,
        /// What was expected.
        what: String,
    },
}
