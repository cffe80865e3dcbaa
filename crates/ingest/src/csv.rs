use ::csv::{ErrorKind, Position, ReaderBuilder, StringRecord};
use tallysheet_model::RejectReason;

use crate::FieldMapping;
use crate::record::{Before, NumberedRecord, Record, missing_text};
use crate::refusal::Refusal;

/// Stands between the fields of a record in its content: it is made for that and occurs in no text.
const UNIT_SEPARATOR: &str = "\x1f";

/// The records of a table whose first line names the columns, each numbered by its place below that line. `before` is
/// what of the table is left out between that line and the rest. Refuses a table of which no column can hold the text.
pub(crate) fn records<'a>(
    text: &'a str,
    delimiter: u8,
    mapping: &FieldMapping,
    before: Before,
) -> Result<impl Iterator<Item = NumberedRecord<'a>> + use<'a>, Refusal> {
    let mut reader = ReaderBuilder::new().delimiter(delimiter).from_reader(text.as_bytes());
    let header = reader.headers().map_err(|error| refusal(text, &error, Before::default()))?.clone();
    let columns: Vec<String> = header.iter().map(|column| column.trim().to_owned()).collect();
    if !mapping.text.iter().any(|name| columns.iter().any(|column| column.eq_ignore_ascii_case(name))) {
        return Err(missing_text("line 1", mapping, columns.iter().map(String::as_str)));
    }
    let records = reader.into_records().map(move |row| match row {
        Ok(row) => Ok(record(text, &columns, &row, before)),
        Err(error) => Err(refusal(text, &error, before)),
    });
    Ok((before.records + 1..).zip(records))
}

fn record<'a>(text: &str, columns: &[String], row: &StringRecord, before: Before) -> Record<'a> {
    let fields = columns.iter().zip(row.iter());
    Record {
        content: row.iter().collect::<Vec<_>>().join(UNIT_SEPARATOR).into(),
        line: row.position().map_or(0, |position| before.lines + line(text, position)),
        fields: fields.map(|(name, value)| (name.clone().into(), value.to_owned().into())).collect(),
    }
}

fn refusal(text: &str, error: &::csv::Error, before: Before) -> Refusal {
    let line = error.position().map_or(0, |position| before.lines + line(text, position));
    let detail = match error.kind() {
        ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!("line {line}: expected {expected_len} fields, found {len}")
        }
        _ => format!("line {line}: {error}"),
    };
    Refusal::new(RejectReason::BadRecord, detail)
}

/// The line on which a record starts. The reader's own position is before the line breaks that it has yet to skip: the
/// second half of a CRLF, and blank lines.
fn line(text: &str, position: &Position) -> u64 {
    let start = usize::try_from(position.byte()).unwrap_or(usize::MAX).min(text.len());
    let skipped = text.as_bytes()[start..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
    position.line() + skipped.filter(|&&byte| byte == b'\n').count() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, delimiter: u8) -> Vec<NumberedRecord<'_>> {
        records(text, delimiter, &FieldMapping::default(), Before::default()).unwrap().collect()
    }

    #[test]
    fn quotes_and_newlines_are_the_formats_not_the_texts() {
        let text = "id, Text\r\n1,\"He said \"\"up 5%\"\".\nThen, more.\"\r\n2,plain\r\n";
        let found = read(text, b',');
        let (first, second) = (found[0].1.as_ref().unwrap(), found[1].1.as_ref().unwrap());
        assert_eq!(first.fields[1], ("Text".into(), "He said \"up 5%\".\nThen, more.".into()));
        assert_eq!(first.content, "1\x1fHe said \"up 5%\".\nThen, more.");
        assert_eq!((found[1].0, second.line), (2, 4));
    }

    #[test]
    fn a_record_of_the_wrong_length_is_refused_and_the_next_one_read() {
        let found = read("id\ttext\n1\n2\tb\n", b'\t');
        let refusal = found[0].1.as_ref().err().unwrap();
        assert_eq!(refusal.reason, RejectReason::BadRecord);
        assert_eq!(refusal.detail, "line 2: expected 2 fields, found 1");
        assert_eq!(found[1].1.as_ref().unwrap().fields[1].1, "b");
    }

    #[test]
    fn a_table_without_a_text_column_is_refused_as_a_whole() {
        let refusal = records("id;text\n1;a\n", b',', &FieldMapping::default(), Before::default()).err().unwrap();
        assert_eq!(refusal.reason, RejectReason::MissingText);
        assert!(refusal.detail.ends_with("found id;text"));
    }
}
