//! What a text's mentions are, one line each, for the unit tests of the rules.

use tallysheet_catalog::Catalog;
use tallysheet_model::{Annotated, MentionKind, Quantity, TimePoint};

use crate::Extractor;

/// The mentions of a text, of every sentence.
pub(crate) fn annotate(text: &str) -> Annotated {
    thread_local! {
        static EXTRACTOR: Extractor = Extractor::new(&Catalog::embedded()).unwrap();
    }
    EXTRACTOR.with(|extractor| extractor.annotate_all(text))
}

/// Each figure as `surface = value unit bound measure`, defaults left out (`count`, `exact`, `level`), excluded ones in
/// brackets with the reason.
pub(crate) fn figures(text: &str) -> Vec<String> {
    let annotated = annotate(text);
    let quantities =
        annotated.mentions.iter().filter_map(|m| Some((m.span.slice(&annotated.document.text), m.quantity()?)));
    quantities.map(|(surface, q)| figure(surface, q)).collect()
}

fn figure(surface: &str, q: &Quantity) -> String {
    if let Some(exclusion) = q.exclusion {
        return format!("[{surface} {exclusion:?}]");
    }
    let mut line = format!("{surface} = {}", q.value);
    if let Some(high) = q.high {
        line += &format!("..{high}");
    }
    let codes = [q.unit.as_str(), q.bound.as_str(), q.measure.as_str()];
    for code in codes.iter().filter(|code| !["count", "exact", "level", "range"].contains(code)) {
        line += &format!(" {code}");
    }
    if let Some(change) = q.change {
        line += &format!(" {}", change.direction);
        line += &change.basis.map_or(String::new(), |basis| format!(" {basis}"));
    }
    line + &q.per.map_or(String::new(), |per| format!(" per {per}"))
}

/// What each figure counts; `-` where the text has no noun.
pub(crate) fn counted(text: &str) -> Vec<String> {
    let annotated = annotate(text);
    let quantities = annotated.mentions.iter().filter_map(|m| m.quantity()).filter(|q| q.exclusion.is_none());
    let slice = |q: &Quantity| q.counted.map_or("-".to_owned(), |span| span.slice(&annotated.document.text).to_owned());
    quantities.map(slice).collect()
}

/// Each time expression as `surface = role from[..to]`.
pub(crate) fn times(text: &str) -> Vec<String> {
    let annotated = annotate(text);
    let line = |surface: &str, kind: &MentionKind| match kind {
        MentionKind::Timex(t) => {
            let to = t.to.as_ref().map_or(String::new(), |to| format!("..{}", point(to)));
            Some(format!("{surface} = {:?} {}{to}", t.role, point(&t.from)).to_lowercase())
        }
        _ => None,
    };
    annotated.mentions.iter().filter_map(|m| line(m.span.slice(&annotated.document.text), &m.kind)).collect()
}

fn point(point: &TimePoint) -> String {
    let calendar = |date: &tallysheet_model::CalendarDate| {
        let parts = [
            date.year.map(|y| y.to_string()),
            date.half.map(|h| format!("h{h}")),
            date.quarter.map(|q| format!("q{q}")),
            date.month.map(|m| format!("{m:02}")),
            date.day.map(|d| format!("{d:02}")),
            date.edge.map(|end| if end { "end" } else { "start" }.to_owned()),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join("-")
    };
    match point {
        TimePoint::Calendar(date) => calendar(date),
        TimePoint::Relative { unit, offset, within } => {
            let within = within.as_ref().map_or(String::new(), |w| format!(" {}", calendar(w)));
            format!("{unit:?}{offset:+}{within}")
        }
        TimePoint::Past { unit, count } => format!("past {count} {unit:?}"),
        TimePoint::Anaphor => "the same".to_owned(),
        TimePoint::Around { unit, edge } => format!("that {unit:?} {edge:?}"),
        TimePoint::Weekday { day } => format!("weekday {day}"),
        TimePoint::SameIn { year } => format!("the same in {year}"),
        TimePoint::YearBefore => "the year before".to_owned(),
        TimePoint::Now => "now".to_owned(),
        TimePoint::Holiday { id, year } => {
            format!("{id} {}", year.map_or(String::new(), |y| y.to_string())).trim().to_owned()
        }
    }
}
