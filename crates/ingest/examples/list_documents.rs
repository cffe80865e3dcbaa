//! Lists the documents in files, directories and globs, and what could not be read:
//!
//! ```text
//! cargo run -p tallysheet-ingest --example list_documents -- releases/ 'more/*.txt' -
//! ```
//!
//! Without arguments it reads two short texts of its own.
#![allow(clippy::print_stdout)]

use tallysheet_ingest::{
    Deduplicator, Fingerprint, IngestConfig, IngestError, Ingested, Input, discover, read, read_bytes,
};

fn main() -> Result<(), IngestError> {
    let cfg = IngestConfig::default();
    let inputs: Vec<Input> = std::env::args().skip(1).map(|argument| Input::parse(&argument)).collect();
    let read_all: Vec<Ingested> = if inputs.is_empty() {
        let texts =
            [("note.md", "# Output\n\nOutput rose 5%."), ("年报.txt", "全年破获案件4410起。"), ("chart.png", "")];
        texts.iter().map(|(name, text)| read_bytes(name, text.as_bytes(), &cfg)).collect()
    } else {
        discover(&inputs)?.iter().map(|source| read(source, &cfg)).collect()
    };

    let mut copies = Deduplicator::new(&cfg);
    for mut ingested in read_all {
        for document in &mut ingested.documents {
            let fingerprint = Fingerprint::of(&document.text);
            copies.mark(document, fingerprint);
            let title = document.title.as_deref().unwrap_or("no title");
            let copy = document.duplicate_of.as_ref().map(|first| format!(", copy of {first}")).unwrap_or_default();
            println!(
                "{} {} {}: {title}, {} bytes{copy}",
                document.doc_id, document.lang, document.source, document.bytes
            );
        }
        for reject in ingested.rejects {
            println!("{}: {}, {}", reject.source, reject.reason, reject.detail);
        }
    }
    Ok(())
}
