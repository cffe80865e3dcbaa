//! What could not be read.

use crate::{Report, summary::count};
use serde::Serialize;
use tallysheet_model::Reject;

#[derive(Serialize)]
pub(crate) struct View<'a> {
    rows: Vec<Row<'a>>,
    note: String,
}

#[derive(Serialize)]
struct Row<'a> {
    source: &'a str,
    stage: &'static str,
    reason: &'static str,
    meaning: &'static str,
    detail: &'a str,
}

pub(crate) fn view<'a>(report: &Report<'a>) -> View<'a> {
    let rows: Vec<_> = report.rejects.iter().take(report.limits.rejects).map(row).collect();
    let total = report.totals().rejects.max(rows.len() as u64);
    let left_out = total - rows.len() as u64;
    let note = if left_out == 0 { String::new() } else { format!("{} further rejects are left out.", count(left_out)) };
    View { rows, note }
}

fn row(reject: &Reject) -> Row<'_> {
    Row {
        source: &reject.source,
        stage: reject.stage.as_str(),
        reason: reject.reason.as_str(),
        meaning: reject.reason.meaning(),
        detail: &reject.detail,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Limits, Totals};
    use tallysheet_model::{RejectReason, Stage};

    #[test]
    fn rejects_beyond_the_limit_are_counted() {
        let reject = Reject {
            source: "a.gz".to_owned(),
            stage: Stage::Ingest,
            reason: RejectReason::BadCompression,
            detail: "unexpected end".to_owned(),
        };
        let rejects = [reject.clone(), reject];
        let totals = Some(Totals { rejects: 1_203, ..Totals::default() });
        let limits = Limits { rejects: 1, ..Limits::default() };
        let view = view(&Report { rejects: &rejects, totals, limits, ..Report::new("", "") });
        assert_eq!(view.rows.len(), 1);
        assert_eq!(view.note, "1,202 further rejects are left out.");
    }
}
