use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use tallysheet_model::RejectReason;

use crate::record::{Before, Fields, NumberedRecord, Record};
use crate::refusal::Refusal;

/// The records of a JSON Lines text, each numbered by its line; blank lines are passed over.
pub(crate) fn records(text: &str, before: Before) -> impl Iterator<Item = NumberedRecord<'_>> {
    (before.lines + 1..)
        .zip(text.lines())
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(number, line)| (number, record(number, line)))
}

fn record(number: u64, line: &str) -> Result<Record<'_>, Refusal> {
    let Object(fields) = serde_json::from_str(line).map_err(|error| {
        let detail = format!("line {number}, column {}: {}", error.column(), without_place(&error));
        Refusal::new(RejectReason::BadRecord, detail)
    })?;
    Ok(Record { content: line.into(), line: number, fields })
}

/// The fields of an object that hold text or a number, by name; of those of one name the last.
struct Object<'a>(Fields<'a>);

impl<'de> Deserialize<'de> for Object<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ObjectVisitor)
    }
}

struct ObjectVisitor;

impl<'de> Visitor<'de> for ObjectVisitor {
    type Value = Object<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut fields = Vec::new();
        while let Some((Text(name), Scalar(value))) = map.next_entry()? {
            fields.retain(|(known, _)| *known != name);
            fields.extend(value.map(|value| (name, value)));
        }
        fields.sort_by(|one, other| one.0.cmp(&other.0));
        Ok(Object(fields))
    }
}

/// A text, borrowed where nothing in it is escaped.
struct Text<'a>(Cow<'a, str>);

impl<'de> Deserialize<'de> for Text<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Scalar(text) = deserializer.deserialize_str(ScalarVisitor)?;
        Ok(Self(text.unwrap_or_default()))
    }
}

/// The value where it is text or a number, or an object with a `name`, as schema.org writes a publisher.
struct Scalar<'a>(Option<Cow<'a, str>>);

impl<'de> Deserialize<'de> for Scalar<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ScalarVisitor)
    }
}

struct ScalarVisitor;

impl<'de> Visitor<'de> for ScalarVisitor {
    type Value = Scalar<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Scalar(Some(text.into())))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Scalar(Some(text.to_owned().into())))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Scalar(Some(number.to_string().into())))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Scalar(Some(number.to_string().into())))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Self::Value, E> {
        Ok(Scalar(serde_json::Number::from_f64(number).map(|number| number.to_string().into())))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(Scalar(None))
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Scalar(None))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Scalar(None))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut found = None;
        while let Some(Text(name)) = map.next_key()? {
            if name == "name" {
                found = match map.next_value()? {
                    serde_json::Value::String(name) => Some(name.into()),
                    _ => None,
                };
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(Scalar(found))
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
        let found: Vec<_> =
            records(text, Before::default()).map(|(number, record)| (number, record.unwrap())).collect();
        assert_eq!(found.iter().map(|(number, _)| *number).collect::<Vec<_>>(), [1, 3]);
        assert_eq!(found[0].1.content, "{\"text\": \"a\"}");
        let fields: Vec<_> = found[1].1.fields.iter().map(|(name, value)| (&**name, &**value)).collect();
        assert_eq!(fields, [("n", "20210409"), ("publisher", "P"), ("text", "b")]);
    }

    #[test]
    fn a_bad_line_names_its_place() {
        let text = "{\"text\": \"a\"}\n{\"text\": }\n[1]\n";
        let details: Vec<_> = records(text, Before::default())
            .filter_map(|(_, record)| record.err())
            .map(|refusal| refusal.detail)
            .collect();
        assert_eq!(details[0], "line 2, column 10: expected value");
        assert!(details[1].starts_with("line 3, column 0: invalid type: sequence, expected a map"), "{}", details[1]);
    }
}
