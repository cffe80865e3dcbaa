//! Writes a sample page to standard output, from a handful of invented bulletins in English and Chinese:
//!
//! ```text
//! cargo run -p tallysheet-report --example page > page.html
//! ```
//!
//! The figures are invented too. In a real run the claims come from `tallysheet-extract` and
//! `tallysheet-normalize`, the observations and checks from `tallysheet-reconcile`; here [`sample`] makes them of
//! texts that carry their own annotation.

mod sample;

use std::{error::Error, io};
use tallysheet_report::{IndicatorLabel, Report, render};

const INDICATORS: &[IndicatorLabel<'_>] = &[
    IndicatorLabel { id: "cases_solved", label: "cases solved", group: "enforcement" },
    IndicatorLabel { id: "suspects_arrested", label: "suspects arrested", group: "enforcement" },
    IndicatorLabel { id: "funds_stopped", label: "funds stopped", group: "money" },
    IndicatorLabel { id: "losses_reported", label: "losses reported", group: "money" },
    IndicatorLabel { id: "calls_intercepted", label: "calls intercepted", group: "interception" },
    IndicatorLabel { id: "websites_blocked", label: "websites blocked", group: "interception" },
    IndicatorLabel { id: "people_protected", label: "people protected", group: "prevention" },
    IndicatorLabel { id: "app_users", label: "app users", group: "prevention" },
    IndicatorLabel { id: "fraud_share", label: "share of all fraud", group: "description" },
];

fn main() -> Result<(), Box<dyn Error>> {
    let (documents, claims) = sample::read()?;
    let observations = sample::observations(&claims);
    let checks = sample::checks(&claims);
    let rejects = sample::rejects();
    let report = Report {
        documents: documents.iter().collect(),
        claims: claims.iter().collect(),
        observations: &observations,
        checks: &checks,
        rejects: &rejects,
        indicators: INDICATORS,
        ..Report::new("Bulletins on phone fraud, 2019 to 2023", env!("CARGO_PKG_VERSION"))
    };
    render(&report, &mut io::stdout().lock())?;
    Ok(())
}
