/// Why an extractor cannot be built. Extraction itself cannot fail.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// The words of the catalog make no automaton.
    #[error("cannot build the automaton of the catalog's words")]
    Automaton {
        /// What was too large.
        #[from]
        source: aho_corasick::BuildError,
    },
    /// A lexicon of a language cannot be read.
    #[error("{lang}/{file}: {message}")]
    Lexicon {
        /// The language.
        lang: &'static str,
        /// The file.
        file: &'static str,
        /// What was expected.
        message: String,
    },
}
