use sha2::{Digest, Sha256};
use tallysheet_model::{DateSource, Document, RejectReason, SmolStr};

use crate::detect_lang;
use crate::metadata::Metadata;
use crate::refusal::Refusal;

/// The document that `text` makes, `content` being the bytes that it was read from. A blank text makes none.
pub(crate) fn document(
    source: &str,
    content: &[u8],
    media_type: &'static str,
    text: String,
    metadata: Metadata,
) -> Result<Document, Refusal> {
    if text.trim().is_empty() {
        return Err(Refusal::new(RejectReason::Empty, "there is no text, expected at least one word"));
    }
    Ok(Document {
        doc_id: doc_id(source, content),
        source: source.to_owned(),
        media_type: SmolStr::new_static(media_type),
        lang: metadata.lang.unwrap_or_else(|| detect_lang(&text)),
        title: metadata.title,
        publisher: metadata.publisher,
        published: metadata.published,
        published_from: metadata.published.map(|_| DateSource::Metadata),
        text,
        bytes: content.len() as u64,
        sha256: sha256(content),
        duplicate_of: None,
        similarity: None,
    })
}

/// Hex SHA-256.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// The NUL keeps the end of a source apart from the start of a content.
fn doc_id(source: &str, content: &[u8]) -> SmolStr {
    let mut hasher = Sha256::new();
    hasher.update(source.as_bytes());
    hasher.update([0]);
    hasher.update(content);
    hex(&hasher.finalize()[..8]).into()
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    let digit = |half: u8| char::from(b"0123456789abcdef"[usize::from(half)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_hashes_of_source_and_content() {
        let read = |source: &str| document(source, b"abc", "text/plain", "abc".into(), Metadata::default()).unwrap();
        let (a, b) = (read("a.txt"), read("b.txt"));
        // echo -n abc | sha256sum, and printf 'a.txt\0abc' | sha256sum
        assert_eq!(a.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(a.doc_id, "a79df2cab4c7a35b");
        assert_ne!(a.doc_id, b.doc_id);
        assert_eq!(a.sha256, b.sha256);
        assert_eq!(a.bytes, 3);
    }

    #[test]
    fn a_blank_text_is_no_document() {
        let refusal = document("a", b" \n", "text/plain", " \n\u{3000}".into(), Metadata::default()).unwrap_err();
        assert_eq!(refusal.reason, RejectReason::Empty);
    }
}
