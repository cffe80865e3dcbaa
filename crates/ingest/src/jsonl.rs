use serde_json::{Map, Value};
use tallysheet_model::RejectReason;

use crate::record::{NumberedRecord, Record};
use crate::refusal::Refusal;

/// The records of a JSON Lines text, each numbered by its line; blank lines are passed over.
pub(crate) fn records(text: &str) -> impl Iterator<Item = NumberedRecord> {
    (1..)
        .zip(text.lines())
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(number, line)| (number, record(number, line)))
}

fn record(number: u64, line: &str) -> Result<Record, Refusal> {
    let object: Map<String, Value> = serde_json::from_str(line).map_err(|error| {
        let detail = format!("line {number}, column {}: {}", error.column(), without_place(&error));
        Refusal::new(RejectReason::BadRecord, detail)
    })?;
    let fields = object.into_iter().filter_map(|(name, value)| Some((name, scalar(value)?))).collect();
    Ok(Record { content: line.as_bytes().to_vec(), line: number, fields })
}

/// The value where it is text or a number, or an object with a `name`, as schema.org writes a publisher.
fn scalar(value: Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(mut object) => match object.remove("name") {
            Some(Value::String(name)) => Some(name),
            _ => None,
        },
        _ => None,
    }
}

/// The message without serde_json's own `at line 1 column 5`: it saw a single line of many.
fn without_place(error: &serde_json::Error) -> String {
    let message = error.to_string();
    message.rsplit_once(" at line ").map_or(message.clone(), |(message, _)| message.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_numbered_by_line() {
        let text =
            "{\"text\": \"a\"}\r\n\n{\"text\": \"b\", \"n\": 20210409, \"publisher\": {\"name\": \"P\"}, \"x\": [1]}";
        let found: Vec<_> = records(text).map(|(number, record)| (number, record.unwrap())).collect();
        assert_eq!(found.iter().map(|(number, _)| *number).collect::<Vec<_>>(), [1, 3]);
        assert_eq!(found[0].1.content, b"{\"text\": \"a\"}");
        let fields: Vec<_> = found[1].1.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(fields, [("n", "20210409"), ("publisher", "P"), ("text", "b")]);
    }

    #[test]
    fn a_bad_line_names_its_place() {
        let text = "{\"text\": \"a\"}\n{\"text\": }\n[1]\n";
        let details: Vec<_> =
            records(text).filter_map(|(_, record)| record.err()).map(|refusal| refusal.detail).collect();
        assert_eq!(details[0], "line 2, column 10: expected value");
        assert!(details[1].starts_with("line 3, column 0: invalid type: sequence, expected a map"), "{}", details[1]);
    }
}
