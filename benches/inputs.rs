//! The inputs of the benches: the sample releases, repeated to a size that a measurement can tell.

use tallysheet_model::{Document, Lang};

/// About this many bytes of text go into one measurement.
pub const TARGET_BYTES: usize = 256 * 1024;

const ENGLISH: &[&str] = &[
    include_str!("../data/samples/en/mps-results-2021.txt"),
    include_str!("../data/samples/en/press-briefing-april.txt"),
    include_str!("../data/samples/en/uk-annual-fraud-2023.txt"),
    include_str!("../data/samples/en/singapore-scams-2023.txt"),
];
const CHINESE: &[&str] =
    &[include_str!("../data/samples/zh/gonganbu-2021.txt"), include_str!("../data/samples/zh/gonganbu-2023.txt")];

/// Releases dense with figures, as one document.
pub fn releases(lang: Lang) -> Document {
    let texts = if lang == Lang::Zh { CHINESE } else { ENGLISH };
    let mut text = String::with_capacity(TARGET_BYTES + TARGET_BYTES / 4);
    while text.len() < TARGET_BYTES {
        for release in texts {
            text.push_str(release);
            text.push_str("\n\n");
        }
    }
    Document {
        doc_id: "0123456789abcdef".into(),
        source: "releases.txt".to_owned(),
        media_type: "text/plain".into(),
        lang,
        title: None,
        publisher: None,
        published: Some(tallysheet_model::Date::constant(2024, 3, 1)),
        published_from: None,
        bytes: text.len() as u64,
        sha256: String::new(),
        duplicate_of: None,
        similarity: None,
        text,
    }
}
