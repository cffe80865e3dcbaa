//! How fast one core extracts the records of a JSON Lines file, in MB of text a second: what the peers are held against.

use std::{env, error::Error, fs, hint::black_box, time::Instant};

use tallysheet_benches::document;
use tallysheet_catalog::Catalog;
use tallysheet_extract::Extractor;
use tallysheet_model::{Date, Document};

const SECONDS: f64 = 5.0;

#[expect(clippy::print_stdout, reason = "an example prints")]
fn main() -> Result<(), Box<dyn Error>> {
    let path = env::args().nth(1).ok_or("expected a JSON Lines file")?;
    let mut documents: Vec<Document> = Vec::new();
    for line in fs::read_to_string(path)?.lines() {
        let record: serde_json::Value = serde_json::from_str(line)?;
        let text = record["text"].as_str().ok_or("a record without text")?.to_owned();
        documents.push(document(text, record["lang"] == "zh", Date::constant(2025, 1, 1)));
    }
    let bytes: u64 = documents.iter().map(|document| document.bytes).sum();
    let extractor = Extractor::new(&Catalog::embedded())?;
    let mut reader = extractor.reader();
    let (start, mut spent, mut read, mut mentions) = (Instant::now(), 0.0, 0, 0);
    while start.elapsed().as_secs_f64() < SECONDS {
        let input = documents.clone();
        let begun = Instant::now();
        // A document is let go before the next is read, as in a run.
        mentions += input.into_iter().map(|document| reader.annotate(document).mentions.len()).sum::<usize>();
        spent += begun.elapsed().as_secs_f64();
        read += bytes;
    }
    black_box(mentions);
    println!("{:.3}", read as f64 / spent / 1e6);
    Ok(())
}
