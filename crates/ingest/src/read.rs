use std::borrow::Cow;
use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::Path;

use tallysheet_model::{Document, Reject, RejectReason};

use crate::compression::{read_all, unpack};
use crate::decode::decode;
use crate::document::{document, sha256};
use crate::format::{Compression, FileKind, Format};
use crate::input::STDIN_NAME;
use crate::metadata::Metadata;
use crate::record::NumberedRecord;
use crate::refusal::Refusal;
use crate::{IngestConfig, Origin, Source, markdown, side_file};

/// What one source gave, documents and rejects each in the order of the source.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ingested {
    /// What was read.
    pub documents: Vec<Document>,
    /// What was not, with the reason.
    pub rejects: Vec<Reject>,
    /// The source as it was stored; `None` where it was not read to its end: it cannot be opened, is too large, or
    /// its name tells a format that nothing reads.
    pub stored: Option<StoredFile>,
}

/// A file as it is stored, its compression included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredFile {
    /// Size in bytes.
    pub bytes: u64,
    /// Hex SHA-256 of all bytes.
    pub sha256: String,
}

impl Ingested {
    pub(crate) fn refused(refusal: Refusal, name: &str) -> Self {
        Self { rejects: vec![refusal.of(name)], ..Self::default() }
    }
}

/// Reads one file to its documents; holds the whole of it in memory. Whatever is wrong becomes a reject.
pub fn read(source: &Source, cfg: &IngestConfig) -> Ingested {
    let read = match &source.origin {
        Origin::File(path) => read_file(path, &source.name, cfg),
        Origin::Stdin => load(Ok(io::stdin().lock()), cfg.max_bytes).map(|bytes| read_bytes(&source.name, &bytes, cfg)),
    };
    read.unwrap_or_else(|refusal| Ingested::refused(refusal, &source.name))
}

/// Reads bytes as if they were the file `name`; `-` has its format told by its first bytes. No side file is looked for.
pub fn read_bytes(name: &str, bytes: &[u8], cfg: &IngestConfig) -> Ingested {
    ingest(name, bytes, Metadata::default(), cfg)
}

fn read_file(path: &Path, name: &str, cfg: &IngestConfig) -> Result<Ingested, Refusal> {
    // Before the file is loaded: a film among the releases costs nothing.
    let kind = FileKind::of_name(name)?;
    let bytes = load(File::open(path), cfg.max_bytes)?;
    let side =
        if kind.format.is_container() { Ok(Metadata::default()) } else { side_file::beside(path, name, kind.stem) };
    Ok(match side {
        Ok(side) => ingest(name, &bytes, side, cfg),
        Err(reject) => {
            let mut ingested = ingest(name, &bytes, Metadata::default(), cfg);
            ingested.rejects.insert(0, reject);
            ingested
        }
    })
}

fn load(opened: io::Result<impl Read>, limit: u64) -> Result<Vec<u8>, Refusal> {
    opened.and_then(|reader| read_all(reader, limit)).map_err(|error| unreadable(&error))?
}

pub(crate) fn unreadable(error: &io::Error) -> Refusal {
    let missing = error.kind() == ErrorKind::NotFound;
    let reason = if missing { RejectReason::NotFound } else { RejectReason::Unreadable };
    Refusal::new(reason, error.to_string())
}

fn ingest(name: &str, bytes: &[u8], side: Metadata, cfg: &IngestConfig) -> Ingested {
    let mut ingested = Ingested {
        stored: Some(StoredFile { bytes: bytes.len() as u64, sha256: sha256(bytes) }),
        ..Ingested::default()
    };
    if let Err(refusal) = read_content(name, bytes, side, cfg, &mut ingested) {
        ingested.rejects.push(refusal.of(name));
    }
    ingested
}

fn read_content(
    name: &str,
    bytes: &[u8],
    side: Metadata,
    cfg: &IngestConfig,
    ingested: &mut Ingested,
) -> Result<(), Refusal> {
    let (format, content) = open(name, bytes, cfg.max_bytes)?;
    let text = decode(&content, format.is_markup())?;
    if text.trim().is_empty() {
        return Err(Refusal::new(RejectReason::Empty, "there is no text, expected at least one word"));
    }
    #[cfg(any(feature = "csv", feature = "json"))]
    let all = crate::record::Before::default();
    let (media_type, text, inner) = match format {
        Format::Text => ("text/plain", text, Metadata::default()),
        Format::Markdown => {
            let inner = markdown::metadata(&text, &cfg.fields);
            ("text/markdown", text, inner)
        }
        #[cfg(feature = "html")]
        Format::Html => {
            let (text, inner) = crate::html::article(&text, &cfg.fields);
            ("text/html", text, inner)
        }
        #[cfg(feature = "json")]
        Format::JsonLines => return read_all_records(name, crate::jsonl::records(&text, all), cfg, ingested),
        #[cfg(feature = "csv")]
        Format::Csv { delimiter } => {
            let records = crate::csv::records(&text, delimiter, &cfg.fields, all)?;
            return read_all_records(name, records, cfg, ingested);
        }
    };
    ingested.documents.push(document(name, &content, media_type, text, side.or(inner))?);
    Ok(())
}

/// The format of the content and the content itself, uncompressed.
fn open<'a>(name: &str, bytes: &'a [u8], limit: u64) -> Result<(Format, Cow<'a, [u8]>), Refusal> {
    if name == STDIN_NAME {
        let content = unpack(Compression::sniff(bytes), bytes, limit)?;
        return Ok((Format::sniff(&content), content));
    }
    let kind = FileKind::of_name(name)?;
    if bytes.is_empty() {
        // Told apart from a damaged stream, which an empty file is to a decompressor.
        return Err(Refusal::new(RejectReason::Empty, "the file is empty"));
    }
    Ok((kind.format, unpack(kind.compression, bytes, limit)?))
}

#[cfg(any(feature = "csv", feature = "json"))]
fn read_all_records<'a>(
    name: &str,
    records: impl Iterator<Item = NumberedRecord<'a>>,
    cfg: &IngestConfig,
    ingested: &mut Ingested,
) -> Result<(), Refusal> {
    if read_records(name, records, cfg, ingested) { Ok(()) } else { Err(no_record()) }
}

/// Adds what the records make, and tells whether there is one.
pub(crate) fn read_records<'a>(
    name: &str,
    records: impl Iterator<Item = NumberedRecord<'a>>,
    cfg: &IngestConfig,
    ingested: &mut Ingested,
) -> bool {
    let mut found = false;
    for (number, record) in records {
        found = true;
        let source = format!("{name}#{number}");
        match record.and_then(|record| record.into_document(&source, &cfg.fields)) {
            Ok(document) => ingested.documents.push(document),
            Err(refusal) => ingested.rejects.push(refusal.of(source)),
        }
    }
    found
}

pub(crate) fn no_record() -> Refusal {
    Refusal::new(RejectReason::Empty, "there is no record, expected at least one")
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::{Input, discover};

    fn read_text(name: &str, text: &str) -> Ingested {
        read_bytes(name, text.as_bytes(), &IngestConfig::default())
    }

    /// Sources and reasons of the rejects.
    fn reasons(ingested: &Ingested) -> Vec<(&str, &str)> {
        ingested.rejects.iter().map(|reject| (reject.source.as_str(), reject.reason.as_str())).collect()
    }

    /// Writes `files` into a directory and reads it whole.
    fn read_directory(files: &[(&str, &[u8])]) -> Ingested {
        let directory = tempfile::tempdir().unwrap();
        for (name, bytes) in files {
            let path = directory.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        let mut all = Ingested::default();
        for source in discover(&[Input::Path(directory.path().to_owned())]).unwrap() {
            let one = read(&source, &IngestConfig::default());
            all.documents.extend(one.documents);
            all.rejects.extend(one.rejects);
        }
        all
    }

    #[test]
    fn plain_text_is_the_decoded_file_exactly() {
        let ingested = read_text("a/b.txt", "\u{feff} Output rose 5%.\r\n\r\nMore.\n");
        let document = &ingested.documents[0];
        assert_eq!(document.text, " Output rose 5%.\r\n\r\nMore.\n");
        assert_eq!((document.source.as_str(), document.media_type.as_str()), ("a/b.txt", "text/plain"));
        assert_eq!((document.lang.as_str(), document.bytes), ("en", 29));
        assert_eq!((document.published, document.published_from, &document.title), (None, None, &None));
        assert_eq!(ingested.stored.unwrap().sha256, document.sha256);
    }

    #[test]
    fn markdown_keeps_its_marks() {
        let ingested = read_text("a.md", "---\ndate: 2021-04-09\n---\n# Output\n\nIt **rose** 5%.\n");
        let document = &ingested.documents[0];
        assert!(document.text.starts_with("---\n") && document.text.ends_with("It **rose** 5%.\n"));
        assert_eq!(document.title.as_deref(), Some("Output"));
        assert_eq!(document.published_from.unwrap().as_str(), "metadata");
        assert_eq!(document.media_type, "text/markdown");
    }

    #[test]
    fn what_cannot_be_read_is_refused_with_a_reason() {
        for (name, bytes, reason) in [
            ("a.txt", &b""[..], "empty"),
            ("a.txt", b" \r\n", "empty"),
            ("a.txt", b"\xef\xbb\xbf", "empty"),
            ("a.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary"),
            ("a.pdf", b"%PDF-1.7", "unsupported_format"),
            ("a.txt", b"\xef\xbb\xbf\xff\xff\xff\xff", "bad_encoding"),
            #[cfg(feature = "gzip")]
            ("a.txt.gz", b"\x1f\x8b\x08 broken", "bad_compression"),
            #[cfg(feature = "gzip")]
            ("a.txt.gz", b"", "empty"),
            #[cfg(feature = "zstd")]
            ("a.txt.zst", b"broken", "bad_compression"),
            #[cfg(feature = "csv")]
            ("a.csv", b"id,text\n", "empty"),
            #[cfg(feature = "html")]
            ("a.html", b"<html><body><p> </p></body></html>", "empty"),
        ] {
            let ingested = read_bytes(name, bytes, &IngestConfig::default());
            assert_eq!((ingested.documents.len(), reasons(&ingested)), (0, vec![(name, reason)]));
        }
    }

    #[test]
    fn a_file_over_the_limit_is_refused() {
        let cfg = IngestConfig { max_bytes: 10, ..IngestConfig::default() };
        assert_eq!(read_bytes("a.txt", b"0123456789", &cfg).documents.len(), 1);
        assert_eq!(reasons(&read_bytes("a.txt", b"0123456789a", &cfg)), [("a.txt", "too_large")]);
    }

    #[cfg(feature = "gzip")]
    #[test]
    fn a_packed_file_is_identified_by_its_content() {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        std::io::Write::write_all(&mut packed, b"Output rose 5%.").unwrap();
        let packed = packed.finish().unwrap();
        let ingested = read_bytes("a.txt.gz", &packed, &IngestConfig::default());
        let document = &ingested.documents[0];
        assert_eq!((document.text.as_str(), document.bytes), ("Output rose 5%.", 15));
        assert_eq!(document.sha256, read_text("a.txt", "Output rose 5%.").documents[0].sha256);
        let stored = ingested.stored.unwrap();
        assert_eq!(stored, StoredFile { bytes: packed.len() as u64, sha256: sha256(&packed) });

        let unnamed = read_bytes("-", &packed, &IngestConfig::default());
        assert_eq!(unnamed.documents[0].text, "Output rose 5%.");
    }

    #[cfg(feature = "json")]
    #[test]
    fn bad_lines_are_refused_and_good_ones_kept() {
        let text = "{\"text\": \"Output rose 5%.\", \"date\": \"April 9, 2021\"}\n{\"text\": \n\n{\"title\": \"none\"}\n{\"text\": \"\"}\n{\"text\": \"全年破案4410起\"}";
        let ingested = read_text("in/a.jsonl", text);
        let sources: Vec<_> = ingested.documents.iter().map(|document| document.source.as_str()).collect();
        assert_eq!(sources, ["in/a.jsonl#1", "in/a.jsonl#6"]);
        assert_eq!(
            reasons(&ingested),
            [("in/a.jsonl#2", "bad_record"), ("in/a.jsonl#4", "missing_text"), ("in/a.jsonl#5", "empty")]
        );
        assert!(ingested.rejects[0].detail.starts_with("line 2, column "));
        assert_eq!(ingested.documents[0].published.unwrap().to_string(), "2021-04-09");
        assert_eq!(ingested.documents[1].lang.as_str(), "zh");
        assert_eq!(read_text("-", text).documents.len(), 2);
    }

    #[cfg(feature = "json")]
    #[test]
    fn the_mapping_can_be_told() {
        let mut cfg = IngestConfig::default();
        cfg.fields.text = vec!["story_md".into()];
        let ingested = read_bytes("a.jsonl", b"{\"text\": \"no\", \"Story_MD\": \"yes\"}", &cfg);
        assert_eq!(ingested.documents[0].text, "yes");
    }

    #[cfg(feature = "csv")]
    #[test]
    fn a_table_gives_a_document_for_each_record() {
        let ingested = read_text("a.csv", "标题,正文,来源\n年报,\"破案4410起,\n抓获1200名\",北港日报\n短\n");
        let document = &ingested.documents[0];
        assert_eq!((document.source.as_str(), document.text.as_str()), ("a.csv#1", "破案4410起,\n抓获1200名"));
        assert_eq!((document.title.as_deref(), document.publisher.as_deref()), (Some("年报"), Some("北港日报")));
        assert_eq!(reasons(&ingested), [("a.csv#2", "bad_record")]);
    }

    #[test]
    fn a_side_file_gives_metadata() {
        let ingested = read_directory(&[
            ("in/note.meta.toml", b"title = \"Side\"\npublished = 2021-04-09\nlang = \"zh\"\n"),
            ("in/note.txt", b"Output rose 5%."),
            ("in/note.md", b"# Inner\nOutput rose 6%."),
            ("in/other.txt", b"Output rose 7%."),
        ]);
        let titles: Vec<_> = ingested.documents.iter().map(|document| document.title.as_deref()).collect();
        assert_eq!(titles, [Some("Side"), Some("Side"), None]);
        assert_eq!(ingested.documents[0].lang.as_str(), "zh");
        assert_eq!(ingested.documents[0].published.unwrap().to_string(), "2021-04-09");
        assert!(ingested.rejects.is_empty());
    }

    #[test]
    fn a_bad_side_file_is_refused_and_its_document_kept() {
        let ingested =
            read_directory(&[("in/note.meta.toml", b"title = \"a\"\ncolour = 1\n"), ("in/note.txt", b"Output rose.")]);
        assert_eq!(ingested.documents[0].title, None);
        assert_eq!(reasons(&ingested), [("in/note.meta.toml", "bad_metadata")]);
        assert!(ingested.rejects[0].detail.starts_with("note.meta.toml:2: unknown field `colour`"));
    }

    #[cfg(feature = "csv")]
    #[test]
    fn a_container_has_no_side_file() {
        let ingested = read_directory(&[("a.meta.toml", b"title = \"Side\""), ("a.csv", b"text\nOutput rose.\n")]);
        assert_eq!(ingested.documents[0].title, None);
    }

    #[test]
    fn a_source_that_cannot_be_opened_is_refused() {
        let source = |path: &Path| Source { name: "a.txt".into(), origin: Origin::File(path.into()) };
        let directory = tempfile::tempdir().unwrap();
        let missing = read(&source(&directory.path().join("gone.txt")), &IngestConfig::default());
        assert_eq!((reasons(&missing), &missing.stored), (vec![("a.txt", "not_found")], &None));
        let folder = read(&source(directory.path()), &IngestConfig::default());
        assert_eq!(reasons(&folder), [("a.txt", "unreadable")]);
    }
}
