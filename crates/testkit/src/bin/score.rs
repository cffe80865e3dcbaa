//! The table of scores: printed and written, or compared with the one that the repository keeps.
//!
//! `just score` and `just score-check` call it. It reads what `tally eval --json` printed for each gold set, scores the
//! benchmarks itself, and exits with 1 where a score fell.

use std::{
    fs,
    io::{Write, stderr, stdout},
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context, anyhow};
use clap::Parser;
use tallysheet_catalog::Catalog;
use tallysheet_extract::Extractor;
use tallysheet_model::Date;
use tallysheet_testkit::{Benchmark, ScoreRow, ScoreTable, UnitNames, eval_rows};

/// Scores as one table.
#[derive(Parser)]
struct Args {
    /// The table that the repository keeps
    #[arg(long, value_name = "FILE")]
    table: PathBuf,
    /// The date of the scores
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Date,
    /// Fail where a score is more than half a point below the table, in place of writing it
    #[arg(long)]
    check: bool,
    /// What `tally eval --json` printed for a gold set
    #[arg(long, value_name = "SET=FILE", value_parser = named_file)]
    eval: Vec<(String, PathBuf)>,
    /// A directory of benchmarks, *.jsonl
    #[arg(long, value_name = "DIR", requires = "units")]
    benchmarks: Option<PathBuf>,
    /// The unit ids of the benchmarks' unit names
    #[arg(long, value_name = "FILE")]
    units: Option<PathBuf>,
    /// List every expected value of the benchmarks that is not found, or not with its unit
    #[arg(long)]
    misses: bool,
}

fn named_file(text: &str) -> Result<(String, PathBuf), String> {
    let (set, file) = text.split_once('=').ok_or("expected SET=FILE")?;
    Ok((set.to_owned(), file.into()))
}

fn main() -> anyhow::Result<ExitCode> {
    let args = Args::parse();
    let mut rows = Vec::new();
    for (set, path) in &args.eval {
        rows.extend(eval_rows(set, &read(path)?, args.date).with_context(|| path.display().to_string())?);
    }
    if let (Some(directory), Some(units)) = (&args.benchmarks, &args.units) {
        rows.extend(benchmarks(directory, units, &args)?);
    }
    let kept = if args.table.exists() { read(&args.table)? } else { String::new() };
    let (now, earlier) = (ScoreTable::new(rows), ScoreTable::parse(&kept).context(args.table.display().to_string())?);
    if args.check { check(&now, &earlier) } else { write(&now.or_earlier(&earlier), notes(&kept), &args.table) }
}

fn read(path: &Path) -> anyhow::Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

/// What people have written below the table.
fn notes(kept: &str) -> &str {
    let table_end = kept.rfind("\n|").map_or(kept.len(), |row| row + 1);
    kept[table_end..].split_once('\n').map_or("", |(_, notes)| notes)
}

fn benchmarks(directory: &Path, units: &Path, args: &Args) -> anyhow::Result<Vec<ScoreRow>> {
    let names = UnitNames::parse(&read(units)?).with_context(|| units.display().to_string())?;
    let extractor = Extractor::new(&Catalog::embedded())?;
    let entries = fs::read_dir(directory).with_context(|| format!("cannot read {}", directory.display()))?;
    let mut files = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>, std::io::Error>>()?;
    files.retain(|path| path.extension().is_some_and(|ending| ending == "jsonl"));
    files.sort();
    if files.is_empty() {
        return Err(anyhow!("expected *.jsonl in {}", directory.display()));
    }
    let mut rows = Vec::new();
    for path in files {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let benchmark = Benchmark::parse(&read(&path)?).with_context(|| path.display().to_string())?;
        let score = benchmark.score(&extractor, &names);
        for unit in &score.unknown_units {
            writeln!(stderr(), "note: {name}: no unit named `{unit}` in {}", units.display())?;
        }
        for miss in score.misses.iter().filter(|_| args.misses) {
            writeln!(stderr(), "{name}: {miss}")?;
        }
        rows.extend(score.rows(&format!("public/{name}"), args.date));
    }
    Ok(rows)
}

fn write(table: &ScoreTable, notes: &str, path: &Path) -> anyhow::Result<ExitCode> {
    let text = table.to_string();
    fs::write(path, text.clone() + notes).with_context(|| format!("cannot write {}", path.display()))?;
    let rows: String = text.lines().filter(|line| line.starts_with('|')).map(|line| format!("{line}\n")).collect();
    stdout().write_all(rows.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

fn check(now: &ScoreTable, earlier: &ScoreTable) -> anyhow::Result<ExitCode> {
    let mut out = stdout().lock();
    for set in now.missing(earlier) {
        writeln!(out, "note: {set}: not scored here, skipped")?;
    }
    let falls = now.falls(earlier);
    for fall in &falls {
        writeln!(out, "{fall}")?;
    }
    let verdict = if falls.is_empty() { "no score fell" } else { "scores fell: mend them, or run `just score`" };
    writeln!(out, "{verdict}")?;
    Ok(if falls.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
