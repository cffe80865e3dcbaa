//! What the benches read: releases made up from a seed, in English and Chinese, with every figure known.
//!
//! [`Releases`] writes them at any length; [`push_record`] makes a line of JSON of each, and [`write_gold`] the claims that
//! a reader should find, so that a run over gigabytes can be scored by `tally eval`. [`Adversarial`] texts are hard on
//! purpose. The command `generate` writes all of it to files.

mod adversarial;
mod amount;
mod chinese;
mod draft;
mod english;
mod period;
mod random;
mod record;
mod release;
mod topic;

pub use adversarial::Adversarial;
pub use amount::Amount;
pub use draft::{Figure, Period, Release};
use mimalloc::MiMalloc;
pub use record::{push_record, write_gold};
pub use release::{Density, Language, Releases};
use tallysheet_model::{Date, DateSource, Document, Lang};

/// That of the command, so that the benches measure what a run does.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// Generated releases of about `bytes` of text, as documents.
pub fn documents(language: Language, density: Density, bytes: usize) -> Vec<Document> {
    let (mut releases, mut release) = (Releases::new(1, language, density), Release::default());
    let (mut documents, mut written) = (Vec::new(), 0);
    while written < bytes {
        let chinese = releases.write(&mut release);
        written += release.text.len();
        documents.push(document(release.text.clone(), chinese, release.published));
    }
    documents
}

/// A text as a document.
pub fn document(text: String, chinese: bool, published: Date) -> Document {
    Document {
        doc_id: "0123456789abcdef".into(),
        source: "releases.jsonl#1".to_owned(),
        media_type: "text/plain".into(),
        lang: if chinese { Lang::Zh } else { Lang::En },
        title: None,
        publisher: None,
        published: Some(published),
        published_from: Some(DateSource::Metadata),
        bytes: text.len() as u64,
        sha256: String::new(),
        duplicate_of: None,
        similarity: None,
        text,
    }
}
