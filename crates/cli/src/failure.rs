//! How a command ends, as exit codes.

use std::{fmt, io, process::ExitCode};

/// How a command that ran to its end went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All is well: exit code 0.
    Done,
    /// The command ran and its answer is no: rejects under `--strict`, failed examples. Exit code 1.
    Refused,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Done => Self::SUCCESS,
            Outcome::Refused => Self::from(1),
        }
    }
}

/// Why a command did not run to its end.
#[derive(Debug)]
pub struct Failure {
    code: u8,
    error: anyhow::Error,
}

const USAGE: u8 = 2;
const FAILED: u8 = 3;

impl Failure {
    /// Wrong use or configuration: exit code 2.
    pub fn usage(error: impl Into<anyhow::Error>) -> Self {
        Self { code: USAGE, error: error.into() }
    }

    /// Whether whoever reads our output has closed it.
    pub fn is_closed_pipe(&self) -> bool {
        self.error.chain().any(|cause| {
            let kind = match cause.downcast_ref::<io::Error>() {
                Some(error) => Some(error.kind()),
                None => cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind),
            };
            kind == Some(io::ErrorKind::BrokenPipe)
        })
    }
}

/// The error and its causes on one line.
impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:#}", self.error)
    }
}

/// Any other error means that the command failed: exit code 3.
impl<E: Into<anyhow::Error>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self { code: FAILED, error: error.into() }
    }
}

impl From<Failure> for ExitCode {
    fn from(failure: Failure) -> Self {
        Self::from(failure.code)
    }
}

/// Tells an error of the user from a failure of ours.
pub trait OrUsage<T> {
    /// The value, or the error as wrong use: exit code 2.
    fn or_usage(self) -> Result<T, Failure>;
}

impl<T, E: Into<anyhow::Error>> OrUsage<T> for Result<T, E> {
    fn or_usage(self) -> Result<T, Failure> {
        self.map_err(Failure::usage)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_closed_pipe_is_told_from_other_errors() {
        let closed = || io::Error::from(io::ErrorKind::BrokenPipe);
        assert!(Failure::from(closed()).is_closed_pipe());
        assert!(Failure::from(serde_json::Error::io(closed())).is_closed_pipe());
        assert!(!Failure::usage(io::Error::from(io::ErrorKind::NotFound)).is_closed_pipe());
    }
}
