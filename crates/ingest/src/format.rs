use tallysheet_model::RejectReason;

use crate::refusal::Refusal;

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Text,
    Markdown,
    #[cfg(feature = "html")]
    Html,
    #[cfg(feature = "json")]
    JsonLines,
    #[cfg(feature = "csv")]
    Csv {
        delimiter: u8,
    },
}

/// What is wrapped around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Compression {
    None,
    #[cfg(feature = "gzip")]
    Gzip,
    #[cfg(feature = "zstd")]
    Zstd,
}

/// A file's name, taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct FileKind<'a> {
    /// The last part of the name, without the endings that tell format and compression.
    pub stem: &'a str,
    pub format: Format,
    pub compression: Compression,
}

impl<'a> FileKind<'a> {
    /// The kind of the file at `path`, its parts parted by `/`.
    pub fn of_name(path: &'a str) -> Result<Self, Refusal> {
        let name = path.rsplit('/').next().unwrap_or(path);
        let (unpacked, ending) = split_ending(name);
        let compression = match ending.as_deref() {
            #[cfg(feature = "gzip")]
            Some("gz") => Compression::Gzip,
            #[cfg(feature = "zstd")]
            Some("zst" | "zstd") => Compression::Zstd,
            _ => Compression::None,
        };
        let (stem, ending) = split_ending(if compression == Compression::None { name } else { unpacked });
        Ok(Self { stem, format: Format::of_ending(ending.as_deref())?, compression })
    }
}

impl Format {
    fn of_ending(ending: Option<&str>) -> Result<Self, Refusal> {
        match ending {
            None | Some("txt" | "text") => Ok(Self::Text),
            Some("md" | "markdown") => Ok(Self::Markdown),
            #[cfg(feature = "html")]
            Some("html" | "htm" | "xhtml") => Ok(Self::Html),
            #[cfg(feature = "json")]
            Some("jsonl" | "ndjson") => Ok(Self::JsonLines),
            #[cfg(feature = "csv")]
            Some("csv") => Ok(Self::Csv { delimiter: b',' }),
            #[cfg(feature = "csv")]
            Some("tsv") => Ok(Self::Csv { delimiter: b'\t' }),
            Some(other) => Err(Refusal::new(
                RejectReason::UnsupportedFormat,
                format!("no reader for `.{other}`, expected one of {}", known_endings()),
            )),
        }
    }

    /// The format of a content without a name, by how it starts.
    pub fn sniff(content: &[u8]) -> Self {
        // Without the NULs and marks of UTF-16, what a format starts with is ASCII in every encoding.
        let head: String = content
            .iter()
            .take(256)
            .filter(|byte| byte.is_ascii() && **byte != 0)
            .map(|byte| char::from(byte.to_ascii_lowercase()))
            .collect();
        match head.trim_start() {
            #[cfg(feature = "json")]
            head if head.starts_with('{') => Self::JsonLines,
            #[cfg(feature = "html")]
            head if head.starts_with("<!doctype html") || head.starts_with("<html") => Self::Html,
            _ => Self::Text,
        }
    }

    /// Whether its head may name its encoding.
    pub fn is_markup(self) -> bool {
        match self {
            #[cfg(feature = "html")]
            Self::Html => true,
            _ => false,
        }
    }

    /// Whether it holds many documents.
    pub fn is_container(self) -> bool {
        match self {
            #[cfg(feature = "json")]
            Self::JsonLines => true,
            #[cfg(feature = "csv")]
            Self::Csv { .. } => true,
            _ => false,
        }
    }
}

impl Compression {
    /// The compression of a content without a name, by how it starts.
    pub fn sniff(content: &[u8]) -> Self {
        match content {
            #[cfg(feature = "gzip")]
            [0x1f, 0x8b, ..] => Self::Gzip,
            #[cfg(feature = "zstd")]
            [0x28, 0xb5, 0x2f, 0xfd, ..] => Self::Zstd,
            _ => Self::None,
        }
    }
}

/// The name without its ending, and the ending in lower case. `1.5亿` and `No. 5` have none, nor has `.txt`.
fn split_ending(name: &str) -> (&str, Option<String>) {
    match name.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() && is_ending(ending) => (stem, Some(ending.to_ascii_lowercase())),
        _ => (name, None),
    }
}

fn is_ending(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

fn known_endings() -> String {
    let formats: &[(bool, &str)] = &[
        (true, "txt, text, md, markdown"),
        (cfg!(feature = "html"), "html, htm, xhtml"),
        (cfg!(feature = "json"), "jsonl, ndjson"),
        (cfg!(feature = "csv"), "csv, tsv"),
        (cfg!(feature = "gzip"), "gz"),
        (cfg!(feature = "zstd"), "zst, zstd"),
    ];
    let known: Vec<&str> = formats.iter().filter(|(known, _)| *known).map(|(_, endings)| *endings).collect();
    known.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_without_an_ending_are_text() {
        for name in ["README", "notes/README", "案件1.5万", "Release No. 5", ".txt", "a.TXT", "b.text"] {
            assert_eq!(FileKind::of_name(name).unwrap().format, Format::Text, "{name}");
        }
    }

    #[test]
    fn an_unknown_ending_is_refused() {
        let refusal = FileKind::of_name("a/chart.PNG").unwrap_err();
        assert_eq!(refusal.reason, RejectReason::UnsupportedFormat);
        assert!(refusal.detail.starts_with("no reader for `.png`, expected one of txt, "), "{}", refusal.detail);
    }

    #[cfg(all(feature = "gzip", feature = "html"))]
    #[test]
    fn endings_are_stripped_in_turn() {
        let kind = FileKind::of_name("in/report.v2.HTML.gz").unwrap();
        assert_eq!(kind, FileKind { stem: "report.v2", format: Format::Html, compression: Compression::Gzip });
        assert_eq!(FileKind::of_name("report.gz").unwrap().format, Format::Text);
    }

    #[cfg(all(feature = "csv", feature = "json", feature = "zstd"))]
    #[test]
    fn containers() {
        assert_eq!(FileKind::of_name("a.tsv").unwrap().format, Format::Csv { delimiter: b'\t' });
        let kind = FileKind::of_name("a.ndjson.zst").unwrap();
        assert!(kind.format.is_container() && kind.compression == Compression::Zstd);
    }

    #[cfg(all(feature = "html", feature = "json"))]
    #[test]
    fn sniffing() {
        assert_eq!(Format::sniff(b"\xef\xbb\xbf \n{\"text\""), Format::JsonLines);
        assert_eq!(Format::sniff(b"<!DOCTYPE HTML><p>"), Format::Html);
        assert_eq!(Format::sniff(b"\xff\xfe<\0h\0t\0m\0l\0>\0"), Format::Html);
        assert_eq!(Format::sniff(b"<3 apples"), Format::Text);
    }
}
