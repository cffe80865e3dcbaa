//! JSON Lines between the stages.

use std::io::{self, BufRead, BufWriter, Write, stdin, stdout};

use anyhow::anyhow;
use rayon::prelude::*;
use serde::{Serialize, de::DeserializeOwned};
use tallysheet_model::Annotated;

use crate::failure::Failure;

/// A batch is closed by the line that brings it to this many bytes.
const BATCH_BYTES: usize = 4 << 20;

/// Writes a value as one line.
pub fn write_line(out: &mut impl Write, value: &impl Serialize) -> Result<(), Failure> {
    serde_json::to_writer(&mut *out, value)?;
    Ok(out.write_all(b"\n")?)
}

/// Applies a stage to every document on stdin and writes it to stdout, in order; works on the current thread pool.
///
/// # Errors
///
/// A line that holds no document is wrong use; the message names it.
pub fn transform(stage: impl Fn(Annotated) -> Annotated + Sync) -> Result<(), Failure> {
    let mut lines = Lines::new(stdin().lock());
    let mut out = BufWriter::new(stdout().lock());
    while let Some(batch) = lines.next_batch::<Annotated>()? {
        let done: Vec<Vec<u8>> =
            batch.into_par_iter().map(|annotated| serde_json::to_vec(&stage(annotated))).collect::<Result<_, _>>()?;
        for line in done {
            out.write_all(&line)?;
            out.write_all(b"\n")?;
        }
        out.flush()?;
    }
    Ok(())
}

/// Reads values in batches.
pub struct Lines<R> {
    reader: R,
    name: String,
    line: usize,
}

impl<R: BufRead> Lines<R> {
    /// The lines of standard input.
    pub fn new(reader: R) -> Self {
        Self::named("standard input", reader)
    }

    /// The lines of something with a name for messages.
    pub fn named(name: impl Into<String>, reader: R) -> Self {
        Self { reader, name: name.into(), line: 0 }
    }

    /// The values of the next lines, blank ones left out, parsed on the current thread pool; `None` at the end.
    ///
    /// # Errors
    ///
    /// A line that holds no such value is wrong use.
    pub fn next_batch<T: DeserializeOwned + Send>(&mut self) -> Result<Option<Vec<T>>, Failure> {
        let mut lines = Vec::new();
        let mut bytes = 0;
        while bytes < BATCH_BYTES {
            let Some(line) = self.next_line()? else { break };
            bytes += line.len();
            self.line += 1;
            lines.push((self.line, line));
        }
        if lines.is_empty() {
            return Ok(None);
        }
        let parsed = lines.par_iter().filter(|(_, line)| !line.trim_ascii().is_empty()).map(|(number, line)| {
            let wrong = |error| Failure::usage(anyhow!("{}:{number}: {error}", self.name));
            serde_json::from_slice(line).map_err(wrong)
        });
        // Collected before the errors are looked at: the first bad line is named, whatever thread met it first.
        let parsed: Vec<Result<T, Failure>> = parsed.collect();
        parsed.into_iter().collect::<Result<_, _>>().map(Some)
    }

    fn next_line(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut line = Vec::new();
        Ok((self.reader.read_until(b'\n', &mut line)? > 0).then_some(line))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_and_bad_lines_named() {
        let mut lines = Lines::named("in", &b"1\n\n2"[..]);
        assert_eq!(lines.next_batch::<u32>().unwrap(), Some(vec![1, 2]));
        assert_eq!(lines.next_batch::<u32>().unwrap(), None);
        let error = Lines::named("in", &b"1\n\nx\ny"[..]).next_batch::<u32>().unwrap_err();
        assert!(error.to_string().starts_with("in:3: expected value"), "{error}");
    }
}
