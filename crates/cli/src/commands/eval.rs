//! `tally eval`: a run against gold claims.
//!
//! A claim and a gold claim of the same document belong together when their spans overlap; each is used once, the pair
//! with the largest overlap first. Optional gold claims are left out, with whatever they pair with; an open period or
//! indicator is not scored. Only the gold documents count.

mod calibration;
mod gold;
mod print;
mod score;

use std::{
    collections::{BTreeMap, HashMap},
    io::{Write, stdout},
};

use anyhow::anyhow;
use tallysheet_model::{Claim, Document, SmolStr};

use self::score::Score;
use super::tables;
use crate::{
    args::EvalArgs,
    failure::{Failure, Outcome},
    log::Log,
};

/// Prints the score.
///
/// # Errors
///
/// A run or a gold file that cannot be read, and gold without a document to score, are wrong use.
pub fn run(args: &EvalArgs, log: &Log) -> Result<Outcome, Failure> {
    let mut gold = gold::read(&args.gold)?;
    gold.retain(|document| args.docs.as_ref().is_none_or(|docs| docs.is_match(&document.name)));
    if gold.is_empty() {
        return Err(Failure::usage(anyhow!("no gold claim to score in {}", args.gold.display())));
    }
    let (documents, claims) = (tables::documents(&args.run)?, tables::claims(&args.run)?);
    let score = Score::new(&gold, &by_name(&documents, &claims));
    if !score.missing.is_empty() {
        log.warn("missing", &format!("documents not in the run: {}", score.missing.join(", ")));
    }
    let mut out = stdout().lock();
    if args.json {
        writeln!(out, "{}", print::json(&score))?;
        return Ok(Outcome::Done);
    }
    if let Some(limit) = args.errors {
        print::errors(&score, limit.0, &mut out)?;
    }
    print::text(&score, &mut out)?;
    Ok(Outcome::Done)
}

/// The claims of each document, by its name; those of documents that share a name are put together.
fn by_name<'a>(documents: &'a [(Document, u64)], claims: &'a [Claim]) -> BTreeMap<&'a str, Vec<&'a Claim>> {
    let names: HashMap<&SmolStr, &str> =
        documents.iter().map(|(document, _)| (&document.doc_id, name(&document.source))).collect();
    let mut run: BTreeMap<&str, Vec<&Claim>> =
        documents.iter().map(|(document, _)| (name(&document.source), Vec::new())).collect();
    for claim in claims {
        if let Some(name) = names.get(&claim.passage.doc_id) {
            run.entry(name).or_default().push(claim);
        }
    }
    run
}

/// The name that gold has for a source: its file name without the ending; for a record of a container, `FILE#n`.
fn name(source: &str) -> &str {
    let file = source.rsplit('/').next().unwrap_or(source);
    [".txt", ".html", ".md", ".jsonl"].iter().find_map(|ending| file.strip_suffix(ending)).unwrap_or(file)
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn a_source_is_called_by_its_file_and_record() {
        let names = ["a/2021-report.txt", "b.meta.md", "crawl/news.jsonl#17"].map(name);
        assert_eq!(names, ["2021-report", "b.meta", "news.jsonl#17"]);
    }
}
