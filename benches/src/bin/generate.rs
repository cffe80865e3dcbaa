//! Writes releases as JSON Lines to any size, with their gold.

use std::{
    fs::File,
    io::{self, BufWriter, Write, stderr},
    path::PathBuf,
    process::ExitCode,
};

use clap::Parser;
use tallysheet_benches::{Adversarial, Density, Language, Release, Releases, push_record, write_gold};

/// Releases made up from a seed, as JSON Lines, and the claims that they make
#[derive(Parser)]
struct Args {
    /// The file of releases; its gold is written beside it, as NAME.gold.jsonl
    #[arg(value_name = "NAME.jsonl")]
    output: PathBuf,
    /// How much to write, as 5000, 100kB, 20MB or 1GB; the release that reaches it is the last
    #[arg(long, default_value = "10MB", value_parser = bytes)]
    bytes: u64,
    /// Another seed gives other releases
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// In which language
    #[arg(long, value_enum, default_value_t = Language::Mixed)]
    lang: Language,
    /// How often a sentence reports figures
    #[arg(long, value_enum, default_value_t = Density::Dense)]
    density: Density,
    /// Write gold for the first of every N releases; without it, for about 10 MB spread over the file
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    gold_every: Option<u64>,
    /// One record of a text that is hard on purpose, in place of releases; without gold
    #[arg(long, value_enum)]
    adversarial: Option<Adversarial>,
}

const SCORED_BYTES: u64 = 10_000_000;

fn bytes(text: &str) -> Result<u64, String> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit = match text[digits.len()..].to_ascii_lowercase().as_str() {
        "" | "b" => 1,
        "kb" => 1_000,
        "mb" => 1_000_000,
        "gb" => 1_000_000_000,
        other => return Err(format!("unknown unit `{other}`, expected kB, MB or GB")),
    };
    let count: u64 = digits.parse().map_err(|error| format!("{error}"))?;
    count.checked_mul(unit).ok_or_else(|| "too large".to_owned())
}

fn main() -> ExitCode {
    let args = Args::parse();
    match run(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Nothing is left to tell it to when even this cannot be written.
            let _ = writeln!(stderr(), "error: {}: {error}", args.output.display());
            ExitCode::FAILURE
        }
    }
}

fn run(args: &Args) -> io::Result<()> {
    let mut out = File::create(&args.output)?;
    if let Some(adversarial) = args.adversarial {
        return write_adversarial(args, adversarial, &mut out);
    }
    let mut gold = BufWriter::new(File::create(args.output.with_extension("gold.jsonl"))?);
    let file = args.output.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let every = args.gold_every.unwrap_or(args.bytes.div_ceil(SCORED_BYTES)).max(1);
    let mut releases = Releases::new(args.seed, args.lang, args.density);
    let (mut release, mut lines) = (Release::default(), Vec::with_capacity(CHUNK + CHUNK / 4));
    let (mut written, mut count, mut figures) = (0, 0_u64, 0);
    while written + (lines.len() as u64) < args.bytes {
        let chinese = releases.write(&mut release);
        push_record(&mut lines, &release, chinese);
        count += 1;
        figures += release.figures.len() as u64;
        if (count - 1).is_multiple_of(every) {
            write_gold(&mut gold, &format!("{file}#{count}"), &release)?;
        }
        if lines.len() >= CHUNK {
            out.write_all(&lines)?;
            written += lines.len() as u64;
            lines.clear();
        }
    }
    out.write_all(&lines)?;
    gold.flush()?;
    let bytes = written + lines.len() as u64;
    writeln!(stderr(), "{count} releases, {figures} figures, {bytes} bytes; gold for one release in {every}")
}

/// So much is written at once.
const CHUNK: usize = 1 << 20;

fn write_adversarial(args: &Args, adversarial: Adversarial, out: &mut File) -> io::Result<()> {
    let chinese = args.lang == Language::Zh;
    let text = adversarial.text(chinese, usize::try_from(args.bytes).unwrap_or(usize::MAX));
    let record = serde_json::json!({ "lang": if chinese { "zh" } else { "en" }, "date": "2025-01-01", "text": text });
    serde_json::to_writer(&mut *out, &record)?;
    out.write_all(b"\n")
}
