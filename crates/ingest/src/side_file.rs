use std::fs::File;
use std::io::ErrorKind;
use std::path::Path;

use serde::Deserialize;
use tallysheet_model::{Date, Lang, Reject, RejectReason};
use toml::Spanned;
use toml::value::Datetime;

use crate::compression::read_all;
use crate::metadata::{Metadata, not_blank};
use crate::refusal::Refusal;

/// How the name of a side file ends.
pub(crate) const ENDING: &str = ".meta.toml";

/// Far more than a title and a date need.
const MAX_BYTES: u64 = 1 << 20;

/// The metadata beside the file at `path`, whose name without its endings is `stem`; none where there is no side file.
/// `source` is the name that the file itself goes by.
pub(crate) fn beside(path: &Path, source: &str, stem: &str) -> Result<Metadata, Reject> {
    let name = format!("{stem}{ENDING}");
    let directory = source.rfind('/').map_or("", |slash| &source[..=slash]);
    load(&path.with_file_name(&name)).map_err(|problem| {
        let line = problem.line.map(|line| format!(":{line}")).unwrap_or_default();
        Refusal::new(RejectReason::BadMetadata, format!("{name}{line}: {}", problem.message))
            .of(format!("{directory}{name}"))
    })
}

#[derive(Debug, PartialEq, Eq)]
struct Problem {
    line: Option<usize>,
    message: String,
}

fn load(path: &Path) -> Result<Metadata, Problem> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Metadata::default()),
        Err(error) => return Err(Problem { line: None, message: error.to_string() }),
    };
    let bytes = match read_all(file, MAX_BYTES) {
        Ok(Ok(bytes)) => bytes,
        Ok(Err(refusal)) => return Err(Problem { line: None, message: refusal.detail }),
        Err(error) => return Err(Problem { line: None, message: error.to_string() }),
    };
    match std::str::from_utf8(&bytes) {
        Ok(text) => parse(text.trim_start_matches('\u{feff}')),
        Err(_) => Err(Problem { line: None, message: "expected UTF-8".into() }),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SideFile {
    title: Option<String>,
    publisher: Option<String>,
    published: Option<Spanned<Datetime>>,
    lang: Option<String>,
}

fn parse(text: &str) -> Result<Metadata, Problem> {
    let line_of = |at: usize| Some(1 + text.as_bytes()[..at.min(text.len())].iter().filter(|&&b| b == b'\n').count());
    let side: SideFile = toml::from_str(text).map_err(|error| Problem {
        line: error.span().and_then(|span| line_of(span.start)),
        message: error.message().to_owned(),
    })?;
    let published = side.published.as_ref().map(|published| {
        calendar_date(published.get_ref()).ok_or_else(|| Problem {
            line: line_of(published.span().start),
            message: "`published` has no date, expected one such as 2021-04-09".into(),
        })
    });
    let text = |value: Option<String>| value.as_deref().and_then(not_blank).map(str::to_owned);
    Ok(Metadata {
        title: text(side.title),
        publisher: text(side.publisher),
        published: published.transpose()?,
        lang: text(side.lang).map(Lang::from),
    })
}

fn calendar_date(datetime: &Datetime) -> Option<Date> {
    let date = datetime.date?;
    Date::new(date.year.try_into().ok()?, date.month.try_into().ok()?, date.day.try_into().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_optional() {
        assert_eq!(parse("").unwrap(), Metadata::default());
        let text = "title = \"年报\"\npublisher = \"新华社\"\npublished = 2021-04-09\nlang = \"zh-Hans\"\n";
        let metadata = parse(text).unwrap();
        assert_eq!(metadata.title.as_deref(), Some("年报"));
        assert_eq!(metadata.publisher.as_deref(), Some("新华社"));
        assert_eq!(metadata.published.unwrap().to_string(), "2021-04-09");
        assert_eq!(metadata.lang, Some(Lang::Zh));
    }

    #[test]
    fn a_date_with_a_time_is_a_date() {
        let metadata = parse("published = 2021-04-09T08:00:00+08:00").unwrap();
        assert_eq!(metadata.published.unwrap().to_string(), "2021-04-09");
    }

    #[test]
    fn problems_name_their_line() {
        for (text, line) in [
            ("title = \"a\"\ncolour = \"red\"\n", 2),
            ("title = \"a\"\n\npublisher = \n", 3),
            ("published = \"2021-04-09\"", 1),
            ("lang = \"zh\"\npublished = 08:30:00\n", 2),
        ] {
            assert_eq!(parse(text).unwrap_err().line, Some(line), "{text}");
        }
    }
}
