//! Writes what Criterion measured as a dated record: bytes a second, and the ratio to each limit of the same group.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    fs,
    io::{self, Write, stderr},
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::Parser;
use serde::Deserialize;

/// A record of the benches, from what Criterion left behind
#[derive(Parser)]
struct Args {
    /// Criterion's directory, target/criterion
    #[arg(long, value_name = "DIR")]
    criterion: PathBuf,
    /// The day of the measurement
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: String,
    /// The processor it ran on
    #[arg(long)]
    processor: String,
    /// The record to write
    #[arg(value_name = "FILE")]
    output: PathBuf,
}

/// The bench that the limits of its group are for; other groups name no limits, whatever their benches are called.
const OURS: &str = "tally";

/// What it is held against, with the words of the table's head.
const LIMITS: [(&str, &str); 3] = [("utf8", "× UTF-8 check"), ("digits", "× digit count"), ("regex", "× regex scan")];

#[derive(Deserialize)]
struct Benchmark {
    group_id: String,
    function_id: Option<String>,
    throughput: Option<Throughput>,
}

/// Of the units that Criterion knows, the benches use bytes.
#[derive(Deserialize)]
struct Throughput {
    #[serde(rename = "Bytes")]
    bytes: Option<u64>,
}

#[derive(Deserialize)]
struct Estimates {
    median: Estimate,
}

#[derive(Deserialize)]
struct Estimate {
    /// Nanoseconds of one iteration.
    point_estimate: f64,
}

/// One measurement.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Measured {
    nanoseconds: f64,
    bytes: Option<u64>,
}

impl Measured {
    /// Nanoseconds a byte, or of the whole where no bytes are counted.
    fn cost(self) -> f64 {
        self.nanoseconds / self.bytes.map_or(1.0, |bytes| bytes as f64)
    }

    fn speed(self) -> String {
        match self.bytes {
            Some(_) => format!("{} MB/s", three_digits(1e3 / self.cost())),
            None => format!("{} ms", three_digits(self.nanoseconds / 1e6)),
        }
    }
}

/// The functions of each group.
type Groups = BTreeMap<String, BTreeMap<String, Measured>>;

fn main() -> ExitCode {
    let args = Args::parse();
    match write(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Nothing is left to tell it to when even this cannot be written.
            let _ = writeln!(stderr(), "error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn write(args: &Args) -> io::Result<()> {
    let mut groups = Groups::new();
    collect(&args.criterion, &mut groups)?;
    if groups.is_empty() {
        return Err(io::Error::other(format!("no measurement in {}, run the benches first", args.criterion.display())));
    }
    if let Some(dir) = args.output.parent() {
        fs::create_dir_all(dir)?;
    }
    fs::write(&args.output, page(&args.date, &args.processor, &groups))
}

/// Takes every measurement below a directory: Criterion keeps the last one of each function in a directory `new`.
fn collect(dir: &Path, groups: &mut Groups) -> io::Result<()> {
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        if !path.is_dir() {
            continue;
        }
        if path.ends_with("new") {
            let benchmark: Benchmark = read(&path.join("benchmark.json"))?;
            let estimates: Estimates = read(&path.join("estimates.json"))?;
            let measured = Measured {
                nanoseconds: estimates.median.point_estimate,
                bytes: benchmark.throughput.and_then(|throughput| throughput.bytes),
            };
            let function = benchmark.function_id.unwrap_or_default();
            groups.entry(benchmark.group_id).or_default().insert(function, measured);
        } else {
            collect(&path, groups)?;
        }
    }
    Ok(())
}

fn read<T: for<'de> Deserialize<'de>>(path: &Path) -> io::Result<T> {
    let error = |error: &dyn std::fmt::Display| io::Error::other(format!("{}: {error}", path.display()));
    let text = fs::read(path).map_err(|e| error(&e))?;
    serde_json::from_slice(&text).map_err(|e| error(&e))
}

fn page(date: &str, processor: &str, groups: &Groups) -> String {
    let mut page = format!(
        "# {date}\n\n{processor}, one core but for `pipeline`. Medians. A ratio is time against time on the same bytes: \
         1 is as fast as the limit, 4 takes four times as long.\n\n| bench | speed |"
    );
    LIMITS.iter().for_each(|(_, head)| write!(page, " {head} |").expect(TAKES));
    page.push_str("\n| --- | ---: |");
    LIMITS.iter().for_each(|_| page.push_str(" ---: |"));
    page.push('\n');
    for (group, functions) in groups {
        for (function, measured) in functions {
            write!(page, "| {group}/{function} | {} |", measured.speed()).expect(TAKES);
            for (limit, _) in LIMITS {
                let limit = functions.get(limit).filter(|_| function == OURS);
                let ratio = limit.map(|limit| measured.cost() / limit.cost());
                write!(page, " {} |", ratio.map_or_else(String::new, three_digits)).expect(TAKES);
            }
            page.push('\n');
        }
    }
    page
}

const TAKES: &str = "a string takes every write";

/// A number with three digits that mean something: `4.83`, `26.1`, `1230`.
fn three_digits(number: f64) -> String {
    let decimals = if number <= 0.0 { 0 } else { (2.0 - number.log10().floor()).max(0.0) as usize };
    format!("{number:.decimals$}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_is_held_against_its_limits() {
        let measured = |nanoseconds| Measured { nanoseconds, bytes: Some(1000) };
        let functions = [("tally", 8000.0), ("regex", 2000.0)].map(|(name, ns)| (name.to_owned(), measured(ns)));
        let hard = [("digits", 1000.0), ("list", 9000.0)].map(|(name, ns)| (name.to_owned(), measured(ns)));
        let groups = Groups::from([
            ("extract/en/dense".to_owned(), functions.into()),
            ("extract/en/adversarial".to_owned(), hard.into()),
        ]);
        let page = page("2024-01-01", "A processor", &groups);
        assert!(page.contains("| extract/en/dense/tally | 125 MB/s |  |  | 4.00 |\n"), "{page}");
        assert!(page.contains("| extract/en/dense/regex | 500 MB/s |  |  |  |\n"), "{page}");
        // A text made of digits is no limit.
        assert!(page.contains("| extract/en/adversarial/list | 111 MB/s |  |  |  |\n"), "{page}");
    }

    #[test]
    fn three_digits_are_kept() {
        assert_eq!([0.0123, 4.8271, 26.14, 1234.5].map(three_digits), ["0.0123", "4.83", "26.1", "1234"]);
    }
}
