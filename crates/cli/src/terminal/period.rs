//! Periods as people read them.

use tallysheet_model::Date;

/// Both ends of a period: `2021-01-01 to 2021-12-31`, `on 2021-06-17`, `up to 2021-11-30`.
pub fn period(start: Option<Date>, end: Option<Date>) -> String {
    match (start, end) {
        (Some(start), Some(end)) if start == end => format!("on {start}"),
        (Some(start), Some(end)) => format!("{start} to {end}"),
        (Some(start), None) => format!("from {start}"),
        (None, Some(end)) => format!("up to {end}"),
        (None, None) => "no period".to_owned(),
    }
}
