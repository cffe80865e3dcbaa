//! What a run did, for people.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::{self, Write},
    path::PathBuf,
    time::Duration,
};

use console::style;
use serde_json::{Value, json};
use tallysheet_model::{Annotated, Reject, SmolStr};

use super::Findings;
use crate::terminal::{Columns, bytes, counted, grouped, period, plain, seconds};

/// How many examples of a kind are named.
pub const NAMED: usize = 5;

/// How many findings are named.
const WORST: usize = 3;

/// The result of a run.
#[derive(Debug, Default)]
pub struct Summary {
    /// Where the files are.
    pub output: PathBuf,
    /// Documents read.
    pub documents: u64,
    /// Those of them that are copies of another.
    pub copies: u64,
    /// Claims found.
    pub claims: u64,
    /// The indicators that they name.
    pub indicators: BTreeSet<SmolStr>,
    /// Bytes of content read, uncompressed.
    pub bytes: u64,
    /// What the corpus says.
    pub findings: Findings,
    /// What could not be read, in input order.
    pub rejects: Vec<Reject>,
    /// What was written.
    pub files: Vec<File>,
    /// From start to end.
    pub took: Duration,
    stages: Vec<(&'static str, Duration)>,
}

/// A file that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its name within the output directory.
    pub name: String,
    /// Its size.
    pub bytes: u64,
    /// The rows of a table.
    pub rows: Option<u64>,
}

impl Summary {
    /// A run into this directory that has done nothing yet.
    pub fn of(output: PathBuf) -> Self {
        Self { output, ..Self::default() }
    }

    /// Counts a document and its claims.
    pub fn count(&mut self, annotated: &Annotated) {
        self.documents += 1;
        self.copies += u64::from(annotated.document.duplicate_of.is_some());
        self.bytes += annotated.document.bytes;
        self.claims += annotated.claims.len() as u64;
        for indicator in annotated.claims.iter().filter_map(|claim| claim.indicator.as_ref()) {
            if !self.indicators.contains(indicator) {
                self.indicators.insert(indicator.clone());
            }
        }
    }

    /// Adds to the time of a stage.
    pub fn spend(&mut self, stage: &'static str, time: Duration) {
        match self.stages.iter_mut().find(|(name, _)| *name == stage) {
            Some((_, total)) => *total += time,
            None => self.stages.push((stage, time)),
        }
    }

    /// Seconds by stage.
    #[cfg(feature = "export")]
    pub fn timings(&self) -> BTreeMap<String, f64> {
        let seconds = |time: Duration| (time.as_secs_f64() * 1e6).round() / 1e6;
        let stages = self.stages.iter().map(|&(stage, time)| (stage.to_owned(), seconds(time)));
        stages.chain([("total".to_owned(), seconds(self.took))]).collect()
    }

    /// The counts, for machines.
    pub fn json(&self, threads: usize) -> Value {
        json!({
            "documents": self.documents,
            "copies": self.copies,
            "claims": self.claims,
            "indicators": self.indicators.len(),
            "observations": self.findings.observations(),
            "disputed": self.findings.disputed,
            "checks": self.findings.checks(),
            "inconsistent": self.findings.inconsistent,
            "indicative": self.findings.indicative,
            "rejects": self.rejects.len(),
            "bytes": self.bytes,
            "threads": threads,
            "seconds": self.took.as_secs_f64(),
            "output": self.output,
        })
    }

    /// Prints it.
    pub fn print(&self, out: &mut impl Write) -> io::Result<()> {
        self.print_counts(out)?;
        self.print_disputed(out)?;
        self.print_findings(out)?;
        self.print_rejects(out)?;
        self.print_files(out)?;
        self.print_times(out)
    }

    fn print_counts(&self, out: &mut impl Write) -> io::Result<()> {
        let copies = match self.copies {
            0 => String::new(),
            1 => "1 copy of another".to_owned(),
            n => format!("{} copies of others", grouped(n)),
        };
        let mut counts = Columns::new(&[1]);
        let mut row = |name: &str, count: u64, note: String| {
            counts.row([name.to_owned(), style(grouped(count)).bold().to_string(), style(note).dim().to_string()]);
        };
        row("documents", self.documents, copies);
        row("claims", self.claims, format!("on {}", counted(self.indicators.len() as u64, "indicator")));
        if cfg!(feature = "reconcile") {
            let Findings { single, agreed, disputed, inconsistent, indicative, .. } = &self.findings;
            let told = format!("{single} told once, {agreed} agreed, {disputed} disputed");
            row("observations", self.findings.observations(), told);
            let hints = format!("{inconsistent} inconsistent, {indicative} indicative");
            row("checks", self.findings.checks(), hints);
        }
        row("rejects", self.rejects.len() as u64, self.reasons());
        counts.write("  ", out)
    }

    /// The rejects by reason, the most frequent first.
    fn reasons(&self) -> String {
        let mut counts = BTreeMap::new();
        for reject in &self.rejects {
            *counts.entry(reject.reason).or_insert(0) += 1;
        }
        let mut counts: Vec<_> = counts.into_iter().collect();
        counts.sort_by_key(|&(reason, count)| (std::cmp::Reverse(count), reason));
        counts.iter().map(|(reason, count)| format!("{count} {reason}")).collect::<Vec<_>>().join(", ")
    }

    fn print_disputed(&self, out: &mut impl Write) -> io::Result<()> {
        let mut rows = Columns::new(&[]);
        for o in &self.findings.widest {
            let values = format!("{} to {} {}", grouped(o.low), grouped(o.high), o.unit);
            let name = match &o.scope {
                Some(scope) => format!("{} ({scope})", o.indicator),
                None => o.indicator.to_string(),
            };
            let told = format!("{} in {}", counted(o.claims, "claim"), counted(o.documents, "document"));
            rows.row([name, period(o.period_start, o.period_end), values, told]);
        }
        section("Disputed, the widest apart first", self.findings.disputed, NAMED, out)?;
        rows.write("  ", out)
    }

    fn print_findings(&self, out: &mut impl Write) -> io::Result<()> {
        let count = self.findings.inconsistent + self.findings.indicative;
        section("Findings, the most serious first", count, WORST, out)?;
        for check in self.findings.worst.iter().take(WORST) {
            writeln!(out, "  {} {}: {}", check.verdict, check.kind, plain(&check.message))?;
        }
        Ok(())
    }

    fn print_rejects(&self, out: &mut impl Write) -> io::Result<()> {
        section("Rejected", self.rejects.len() as u64, NAMED, out)?;
        let mut rows = Columns::new(&[]);
        for reject in self.rejects.iter().take(NAMED) {
            rows.row([
                plain(&reject.source),
                reject.reason.to_string(),
                style(plain(&reject.detail)).dim().to_string(),
            ]);
        }
        rows.write("  ", out)
    }

    fn print_files(&self, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "\n{}", style(format!("Written to {}", self.output.display())).bold())?;
        let mut rows = Columns::new(&[1, 2]);
        for file in &self.files {
            let count = file.rows.map(|rows| counted(rows, "row")).unwrap_or_default();
            rows.row([file.name.clone(), bytes(file.bytes), count]);
        }
        rows.write("  ", out)
    }

    fn print_times(&self, out: &mut impl Write) -> io::Result<()> {
        let stages: Vec<String> = self.stages.iter().map(|&(name, time)| format!("{name} {}", seconds(time))).collect();
        let speed = self.bytes as f64 / 1e6 / self.took.as_secs_f64().max(1e-9);
        let size = bytes(self.bytes);
        writeln!(out, "\n{} in {}, {speed:.1} MB/s", size, seconds(self.took))?;
        writeln!(out, "{}", style(stages.join(" · ")).dim())
    }
}

/// A headline, where there is something, with its number where only the first `shown` follow.
fn section(title: &str, count: u64, shown: usize, out: &mut impl Write) -> io::Result<()> {
    match count {
        0 => Ok(()),
        n if n > shown as u64 => {
            writeln!(out, "\n{} {}", style(title).bold(), style(format!("({shown} of {n})")).dim())
        }
        _ => writeln!(out, "\n{}", style(title).bold()),
    }
}
