//! A release as a line of JSON, and its figures as gold claims.

use std::io::{self, Write};

use serde::Serialize;
use tallysheet_model::{Basis, Bound, Date, Measure, Per, PeriodKind};

use crate::{
    amount::Amount,
    draft::{Figure, Release},
};

/// Appends the release as one record, with its line end.
pub fn push_record(line: &mut Vec<u8>, release: &Release, chinese: bool) {
    line.extend_from_slice(b"{\"title\":\"");
    line.extend_from_slice(release.title.as_bytes());
    line.extend_from_slice(b"\",\"publisher\":\"Sample News Agency\",\"date\":\"");
    write!(line, "{}", release.published).expect("memory takes every write");
    line.extend_from_slice(if chinese { b"\",\"lang\":\"zh\",\"text\":\"" } else { b"\",\"lang\":\"en\",\"text\":\"" });
    push_escaped(line, &release.text);
    line.extend_from_slice(b"\"}\n");
}

/// Appends text as the inside of a JSON string.
fn push_escaped(line: &mut Vec<u8>, text: &str) {
    let bytes = text.as_bytes();
    let mut copied = 0;
    for at in memchr::memchr3_iter(b'\n', b'"', b'\\', bytes) {
        line.extend_from_slice(&bytes[copied..at]);
        line.push(b'\\');
        line.push(if bytes[at] == b'\n' { b'n' } else { bytes[at] });
        copied = at + 1;
    }
    line.extend_from_slice(&bytes[copied..]);
}

/// One gold claim: a line of JSON.
#[derive(Serialize)]
struct Gold<'a> {
    doc: &'a str,
    start: usize,
    end: usize,
    surface: &'a str,
    value: Number,
    high: Option<Number>,
    bound: Bound,
    unit: &'a str,
    measure: Measure,
    basis: Option<Basis>,
    per: Option<Per>,
    indicator: Option<&'a str>,
    counted: Option<&'a str>,
    period_start: Option<Date>,
    period_end: Date,
    period_kind: PeriodKind,
    place: Option<&'a str>,
    programme: Option<&'a str>,
    optional: bool,
    period_open: bool,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Number {
    Whole(i64),
    Fraction(f64),
}

impl From<Amount> for Number {
    fn from(amount: Amount) -> Self {
        match amount {
            Amount::Whole(value) => Self::Whole(value),
            Amount::Tenths(tenths) if tenths % 10 == 0 => Self::Whole(tenths / 10),
            Amount::Tenths(tenths) => Self::Fraction(tenths as f64 / 10.0),
        }
    }
}

/// Writes the figures of a release as gold claims of the document `doc`.
///
/// # Errors
///
/// When `out` takes no more.
pub fn write_gold(out: &mut impl Write, doc: &str, release: &Release) -> io::Result<()> {
    let (mut byte, mut char) = (0, 0);
    for figure in &release.figures {
        let surface = figure.span.slice(&release.text);
        char += release.text[byte..figure.span.start].chars().count();
        byte = figure.span.start;
        serde_json::to_writer(&mut *out, &gold(doc, figure, surface, char))?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

fn gold<'a>(doc: &'a str, figure: &'a Figure, surface: &'a str, start: usize) -> Gold<'a> {
    Gold {
        doc,
        start,
        end: start + surface.chars().count(),
        surface,
        value: figure.value.into(),
        high: figure.high.map(Number::from),
        bound: figure.bound,
        unit: figure.unit,
        measure: figure.measure,
        basis: figure.basis,
        per: figure.per,
        indicator: figure.indicator,
        counted: figure.counted,
        period_start: figure.period.start,
        period_end: figure.period.end,
        period_kind: figure.period.kind,
        place: None,
        programme: figure.programme,
        optional: false,
        period_open: figure.period.open,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::release::{Density, Language, Releases};

    #[test]
    fn a_record_reads_back_with_its_gold_in_code_points() {
        let (mut releases, mut release) = (Releases::new(8, Language::Mixed, Density::Dense), Release::default());
        for _ in 0..50 {
            let chinese = releases.write(&mut release);
            let (mut line, mut gold) = (Vec::new(), Vec::new());
            push_record(&mut line, &release, chinese);
            write_gold(&mut gold, "x#1", &release).unwrap();
            let record: serde_json::Value = serde_json::from_slice(&line).unwrap();
            let text: Vec<char> = record["text"].as_str().unwrap().chars().collect();
            let claims: Vec<serde_json::Value> =
                serde_json::Deserializer::from_slice(&gold).into_iter().map(Result::unwrap).collect();
            assert_eq!(claims.len(), release.figures.len());
            for claim in claims {
                let [start, end] = ["start", "end"].map(|key| claim[key].as_u64().unwrap() as usize);
                assert_eq!(claim["surface"], text[start..end].iter().collect::<String>());
            }
        }
    }

    #[test]
    fn signs_of_json_are_escaped() {
        let mut line = Vec::new();
        push_escaped(&mut line, "a\n\"b\"\\");
        assert_eq!(line, br#"a\n\"b\"\\"#);
    }
}
