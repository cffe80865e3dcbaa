use crate::{Claim, Date, DateSource, Lang, Mention, SmolStr, Span};

/// One text with its metadata. The text is never rewritten: every offset of a later layer points into it.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Document {
    /// The first 16 hex digits of the SHA-256 of source and content.
    pub doc_id: SmolStr,
    /// Path relative to the input root with `/` between its parts, or a URI; a record in a container is `path#n`,
    /// `n` counting from 1.
    pub source: String,
    /// IANA media type of the content, as `text/plain`.
    pub media_type: SmolStr,
    /// The language of the text.
    pub lang: Lang,
    /// The headline, where the source tells one apart from the text.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When it was published.
    pub published: Option<Date>,
    /// Where that date comes from.
    pub published_from: Option<DateSource>,
    /// The decoded text; for plain text, the whole file.
    pub text: String,
    /// Size of the content in bytes, uncompressed.
    pub bytes: u64,
    /// Hex SHA-256 of the content.
    pub sha256: String,
    /// `doc_id` of the first document that this one is a copy or a near-copy of, where there is one before.
    pub duplicate_of: Option<SmolStr>,
    /// How similar it is to that document, from 0 to 1: 1 for the same content.
    #[cfg_attr(feature = "serde", serde(default))]
    pub similarity: Option<f64>,
}

/// A stretch of text that extraction reads on its own: a sentence or a line of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Sentence {
    /// Where it stands in the text, without surrounding blanks.
    pub span: Span,
    /// The paragraph it belongs to, counting from 0.
    pub paragraph: u32,
}

/// A document with the layers that the stages have added. No stage rewrites the layer below its own.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Annotated {
    /// What was read.
    pub document: Document,
    /// The sentences that hold a mention, in text order.
    #[cfg_attr(feature = "serde", serde(default))]
    pub sentences: Vec<Sentence>,
    /// What was found: by start, then longest first, then rule.
    #[cfg_attr(feature = "serde", serde(default))]
    pub mentions: Vec<Mention>,
    /// What is reported, by start.
    #[cfg_attr(feature = "serde", serde(default))]
    pub claims: Vec<Claim>,
}

impl From<Document> for Annotated {
    fn from(document: Document) -> Self {
        Self { document, sentences: Vec::new(), mentions: Vec::new(), claims: Vec::new() }
    }
}
