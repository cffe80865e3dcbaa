/// Why a score cannot be told. Each message names the line.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ScoreError {
    /// A line of a benchmark is no case.
    #[error("line {line}: expected a case")]
    Case {
        /// Counting from 1.
        line: usize,
        /// What the parser found.
        source: serde_json::Error,
    },
    /// The table of unit names is no TOML of lists by type and name.
    #[error("expected lists of unit ids by type and name")]
    Units(#[from] toml::de::Error),
    /// The output of `tally eval --json` lacks something.
    #[error("expected the output of `tally eval --json`")]
    Eval(#[from] serde_json::Error),
    /// A line of the table of scores is no row.
    #[error("line {line}: expected a row of seven cells, found `{found}`")]
    Row {
        /// Counting from 1.
        line: usize,
        /// The line.
        found: String,
    },
}
