//! The head of the page: what the run holds.

use crate::{Report, number};
use serde::Serialize;

#[derive(Serialize)]
pub(crate) struct Summary<'a> {
    title: &'a str,
    version: &'a str,
    generated: Option<&'a str>,
    facts: [Fact; 5],
}

#[derive(Serialize)]
struct Fact {
    name: &'static str,
    number: String,
    /// Whether the reader should look into it.
    warns: bool,
    section: &'static str,
}

pub(crate) fn view<'a>(report: &Report<'a>) -> Summary<'a> {
    let totals = report.totals();
    let fact = |name, number, section| Fact { name, number: count(number), warns: false, section };
    let warning = |name, number, section| Fact { warns: number > 0, ..fact(name, number, section) };
    Summary {
        title: report.title,
        version: report.version,
        generated: report.generated,
        facts: [
            fact("documents", totals.documents, "documents"),
            fact("claims", totals.claims, "claims"),
            fact("observations", totals.observations, "series"),
            warning("disputed", totals.disputed, "findings"),
            warning("rejects", totals.rejects, "rejects"),
        ],
    }
}

/// A count with its thousands set apart.
pub(crate) fn count(number: u64) -> String {
    number::group(&number.to_string())
}

/// A count of things: `1 document`, `1,200 documents`.
pub(crate) fn counted(number: u64, thing: &str) -> String {
    format!("{} {thing}{}", count(number), if number == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_are_counted() {
        assert_eq!(counted(1, "claim"), "1 claim");
        assert_eq!(counted(12_345, "claim"), "12,345 claims");
        assert_eq!(counted(0, "claim"), "0 claims");
    }
}
