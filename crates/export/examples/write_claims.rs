//! Writes one claim as Parquet, CSV and JSON Lines with a data package, and reads it back.
//!
//! `cargo run -p tallysheet-export --example write_claims [DIR]`

#![allow(clippy::print_stdout)]

use std::{path::PathBuf, sync::Arc};

use tallysheet_export::{DataPackage, Format, TableWriter, read_claims, write_data_package};
use tallysheet_model::{Bound, Claim, Date, Lang, Measure, Passage, PeriodKind, Span};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let temporary = tempfile::tempdir()?;
    let dir = std::env::args_os().nth(1).map_or(temporary.path().to_owned(), PathBuf::from);
    std::fs::create_dir_all(&dir)?;

    let mut tables = Vec::new();
    for &format in Format::ALL {
        let mut claims = TableWriter::<Claim>::create(&dir, format)?;
        claims.write(&claim())?;
        let written = claims.finish()?;
        println!("{:15} {:5} bytes  sha256 {}", written.output.file, written.output.bytes, written.output.sha256);
        tables.push(written);
    }
    let package = DataPackage {
        name: "example".to_owned(),
        title: "One claim".to_owned(),
        description: "A claim of one sentence, in every format.".to_owned(),
    };
    write_data_package(&dir, &package, &tables)?;

    let read = read_claims(&dir.join("claims.parquet"))?;
    assert_eq!(read, [claim()]);
    println!("{} {} of {}", read[0].value, read[0].unit, read[0].counted.as_deref().unwrap_or("?"));
    Ok(())
}

fn claim() -> Claim {
    let sentence = "Customs stations inspected 52,300 parcels in 2023.";
    let span = Span::new(27, 33);
    Claim {
        claim_id: "0123456789abcdef".into(),
        passage: Arc::new(Passage {
            doc_id: "fedcba9876543210".into(),
            lang: Lang::En,
            sentence: sentence.into(),
            attribution: None,
        }),
        span,
        char_start: 27,
        char_end: 33,
        surface: span.slice(sentence).into(),
        value: 52_300.into(),
        high: None,
        bound: Bound::Exact,
        unit: "count".into(),
        measure: Measure::Level,
        basis: None,
        per: None,
        indicator: None,
        counted: Some("parcels".into()),
        period_start: Some(Date::constant(2023, 1, 1)),
        period_end: Some(Date::constant(2023, 12, 31)),
        period_kind: Some(PeriodKind::During),
        period_text: Some(Arc::new("in 2023".into())),
        place: None,
        programme: None,
        scope: None,
        confidence: 0.9,
        evidence: ["the verb `inspected` governs the figure"].into_iter().collect(),
    }
}
