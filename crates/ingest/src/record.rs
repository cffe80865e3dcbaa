use std::borrow::Cow;

use tallysheet_model::{Document, RejectReason};

use crate::FieldMapping;
use crate::document::document;
use crate::metadata::{Metadata, not_blank};
use crate::refusal::Refusal;

/// One record of a container, of whatever format; it borrows from the text of the container what it can.
pub(crate) struct Record<'a> {
    /// The record as read, before its fields were told apart: the content that a document's hashes cover.
    pub content: Cow<'a, str>,
    /// Line of the container where it starts, counting from 1.
    pub line: u64,
    /// Names and values of the fields that hold text or a number.
    pub fields: Fields<'a>,
}

/// Names and values.
pub(crate) type Fields<'a> = Vec<(Cow<'a, str>, Cow<'a, str>)>;

/// A record with its number, counting from 1, or why it cannot be parsed.
pub(crate) type NumberedRecord<'a> = (u64, Result<Record<'a>, Refusal>);

/// What of a container stands before the text at hand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Before {
    pub records: u64,
    pub lines: u64,
}

impl Record<'_> {
    /// The document that the record makes; `source` is its container and number.
    pub fn into_document(mut self, source: &str, mapping: &FieldMapping) -> Result<Document, Refusal> {
        let value = |name: &str| place(&self.fields, name).map(|at| &*self.fields[at].1);
        let mut texts = mapping.text.iter().filter_map(|name| place(&self.fields, name)).peekable();
        if texts.peek().is_none() {
            let names = self.fields.iter().map(|(name, _)| &**name);
            return Err(missing_text(&format!("line {}", self.line), mapping, names));
        }
        let text = texts.find(|&at| not_blank(&self.fields[at].1).is_some());
        let metadata = Metadata::from_fields(mapping, value);
        let text = text.map(|at| std::mem::take(&mut self.fields[at].1).into_owned()).unwrap_or_default();
        document(source, self.content.as_bytes(), "text/plain", text, metadata)
    }
}

/// No field of `names` is one that may hold the text.
pub(crate) fn missing_text<'a>(place: &str, mapping: &FieldMapping, names: impl Iterator<Item = &'a str>) -> Refusal {
    let found: Vec<&str> = names.take(20).collect();
    let detail = format!(
        "{place}: no field holds the text, expected one of {}, found {}",
        mapping.text.join(", "),
        if found.is_empty() { "none".to_owned() } else { found.join(", ") },
    );
    Refusal::new(RejectReason::MissingText, detail)
}

fn place(fields: &[(Cow<'_, str>, Cow<'_, str>)], name: &str) -> Option<usize> {
    fields.iter().position(|(field, _)| field.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(fields: &[(&str, &str)]) -> Result<Document, Refusal> {
        let fields = fields.iter().map(|&(name, value)| (name.into(), value.into())).collect();
        Record { content: "record".into(), line: 7, fields }.into_document("a.jsonl#7", &FieldMapping::default())
    }

    #[test]
    fn the_text_is_raw_and_the_rest_is_read() {
        let fields =
            [("Body", " Output rose.\n"), ("headline", " Output "), ("Date", "9 April 2021"), ("LANG", "en-GB")];
        let document = read(&fields).unwrap();
        assert_eq!(document.source, "a.jsonl#7");
        assert_eq!(document.text, " Output rose.\n");
        assert_eq!(document.title.as_deref(), Some("Output"));
        assert_eq!(document.published.unwrap().to_string(), "2021-04-09");
        assert_eq!(document.published_from.unwrap().as_str(), "metadata");
        assert_eq!(document.lang.as_str(), "en");
        assert_eq!((document.media_type.as_str(), document.bytes), ("text/plain", 6));
    }

    #[test]
    fn the_first_text_that_is_not_blank_is_taken() {
        assert_eq!(read(&[("text", " "), ("content", "Output rose.")]).unwrap().text, "Output rose.");
        assert_eq!(read(&[("text", " ")]).unwrap_err().reason, RejectReason::Empty);
    }

    #[test]
    fn a_record_without_text_says_what_it_has() {
        let refusal = read(&[("id", "1"), ("title", "a")]).unwrap_err();
        assert_eq!(refusal.reason, RejectReason::MissingText);
        assert!(refusal.detail.starts_with("line 7: no field holds the text, expected one of text, content, "));
        assert!(refusal.detail.ends_with(", found id, title"));
    }
}
