//! One self-contained HTML page that shows a run: its series as charts, its contradictions side by side, every
//! claim as a row, and every claim in its text.
//!
//! A [`Report`] borrows what the stages made and [`render`] writes the page. [`Limits`] says how much of a large run
//! the page holds; whatever is left out, the page says so with its number.
//!
//! ```
//! use tallysheet_model::{Document, Lang};
//! use tallysheet_report::{Report, render};
//!
//! let document = Document {
//!     doc_id: "0f3a5c7e9b1d2468".into(),
//!     source: "bulletin.txt".to_owned(),
//!     media_type: "text/plain".into(),
//!     lang: Lang::En,
//!     title: Some("Figures & <facts>".to_owned()),
//!     publisher: None,
//!     published: None,
//!     published_from: None,
//!     text: "Police closed 441,000 cases.".to_owned(),
//!     bytes: 28,
//!     sha256: String::new(),
//!     duplicate_of: None,
//!     similarity: None,
//! };
//! let report = Report { documents: vec![&document], ..Report::new("A first run", "0.1.0") };
//!
//! let mut page = Vec::new();
//! render(&report, &mut page)?;
//! let page = String::from_utf8(page)?;
//! assert!(page.starts_with("<!doctype html>"));
//! assert!(page.contains("Figures &amp; &lt;facts&gt;"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The page loads nothing: styles and script are inlined, charts are inline SVG, and its content security policy
//! forbids every request. It works without JavaScript, which adds filters, sorting and paging to the claims table.
//! The same input gives the same bytes: the crate knows no clock, so a date appears only where
//! [`Report::generated`] brings one.
//!
//! The crate has no features. Reading tables and deciding what a run holds is left to the caller; so is where the
//! page goes.

mod chart;
mod claims;
mod documents;
mod error;
mod findings;
#[cfg(test)]
mod fixture;
mod highlight;
mod index;
mod number;
mod page;
mod period;
mod rejects;
mod scale;
mod series;
mod summary;
mod wording;

pub use error::ReportError;
use std::io::Write;
use tallysheet_model::{Check, Claim, Document, Observation, Reject, Status, Verdict};

/// What the page shows. Make one with [`Report::new`] and fill in what there is.
#[derive(Clone, Debug, Default)]
pub struct Report<'a> {
    /// The headline of the page.
    pub title: &'a str,
    /// The version of the program, shown below the headline.
    pub version: &'a str,
    /// When the page was made, as the reader shall see it. `None` leaves it out and keeps the page reproducible.
    pub generated: Option<&'a str>,
    /// The documents, in the order of the page.
    pub documents: Vec<&'a Document>,
    /// The claims in any order; the page has them by document, then by place in the text.
    pub claims: Vec<&'a Claim>,
    /// The observations of the corpus.
    pub observations: &'a [Observation],
    /// The checks of the corpus.
    pub checks: &'a [Check],
    /// The inputs that are in no document.
    pub rejects: &'a [Reject],
    /// How indicators are called. One that is missing here appears under its id.
    pub indicators: &'a [IndicatorLabel<'a>],
    /// The size of the run where the slices above hold only a part of it; `None` counts the slices.
    pub totals: Option<Totals>,
    /// How much the page holds.
    pub limits: Limits,
}

impl<'a> Report<'a> {
    /// A report without content and with the default limits.
    pub fn new(title: &'a str, version: &'a str) -> Self {
        Self { title, version, ..Self::default() }
    }

    /// The size of the run: as given, else counted.
    pub fn totals(&self) -> Totals {
        self.totals.unwrap_or_else(|| Totals {
            documents: self.documents.len() as u64,
            claims: self.claims.len() as u64,
            observations: self.observations.len() as u64,
            disputed: self.observations.iter().filter(|o| o.status == Status::Disputed).count() as u64,
            checks: self.checks.len() as u64,
            consistent: self.checks.iter().filter(|check| check.verdict == Verdict::Consistent).count() as u64,
            rejects: self.rejects.len() as u64,
        })
    }
}

/// What people call an indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IndicatorLabel<'a> {
    /// The catalog's id, as claims and observations have it.
    pub id: &'a str,
    /// A short name for people.
    pub label: &'a str,
    /// The group it belongs to.
    pub group: &'a str,
}

/// The size of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Totals {
    /// Documents read.
    pub documents: u64,
    /// Claims found.
    pub claims: u64,
    /// Observations joined.
    pub observations: u64,
    /// Observations whose claims contradict each other.
    pub disputed: u64,
    /// Checks made.
    pub checks: u64,
    /// Those of them that held.
    pub consistent: u64,
    /// Inputs, or parts of one, that are in no document.
    pub rejects: u64,
}

/// How much of a run the page holds, so that a browser can still open it. The page names what is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Charts: the indicators with the most claims. 12 by default.
    pub charts: usize,
    /// Marks in one chart: the observations with the most claims. 120 by default.
    pub marks: usize,
    /// Disputed observations, and as many checks. 100 by default.
    pub findings: usize,
    /// Claims listed for one finding: the lowest and the highest. 12 by default.
    pub claims_per_finding: usize,
    /// Rows of the claims table. 50,000 by default.
    pub claims: usize,
    /// Documents shown with their text: those that a finding cites, then the first ones. 200 by default.
    pub documents: usize,
    /// Bytes of text shown of one document. 200,000 by default.
    pub text_bytes: usize,
    /// Rejects listed. 500 by default.
    pub rejects: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            charts: 12,
            marks: 120,
            findings: 100,
            claims_per_finding: 12,
            claims: 50_000,
            documents: 200,
            text_bytes: 200_000,
            rejects: 500,
        }
    }
}

/// Writes the page of `report` to `out`, in UTF-8.
///
/// Input that contradicts itself is no error: a claim whose span is not one of its text is listed and not
/// highlighted, and a finding that names a claim the report lacks says so.
///
/// # Errors
///
/// [`ReportError::Write`] when `out` refuses the page; the other errors are faults of this crate.
pub fn render(report: &Report<'_>, out: &mut impl Write) -> Result<(), ReportError> {
    let page = page::Page::new()?;
    let index = index::Index::new(report);
    page.write("head.html", summary::view(report), out)?;
    page.write("series.html", series::view(&index), out)?;
    page.write("findings.html", findings::view(&index), out)?;
    claims::write(&page, &index, out)?;
    documents::write(&page, &index, out)?;
    page.write("rejects.html", rejects::view(report), out)?;
    page.write("foot.html", (), out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;
    use tallysheet_model::{CheckKind, Lang, RejectReason, Span, Stage, Verdict};

    /// Text that would break out of every context it could be put in.
    const HOSTILE: &str =
        "x</script></style></textarea>--><script>alert(1)</script>\"'`]]>{{ 7 }}{% raw %}&#60;\u{2028}\u{202e}\0";

    fn page(report: &Report<'_>) -> String {
        let mut out = Vec::new();
        render(report, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    /// Writes a page with every text of the input set to `text`, which is also the document.
    fn page_of(text: &str) -> String {
        let mut document = fixture::document(text, text);
        (document.source, document.title, document.publisher) = (text.into(), Some(text.into()), Some(text.into()));
        (document.media_type, document.lang) = (text.into(), Lang::Other(text.into()));
        (document.sha256, document.duplicate_of) = (text.into(), Some(text.into()));
        let mut claim = fixture::claim(text, text, text);
        (claim.claim_id, claim.unit, claim.indicator) = (text.into(), text.into(), Some(text.into()));
        let shared = Some(Arc::new(text.into()));
        (claim.period_text, claim.place) = (shared.clone(), shared.clone());
        (claim.programme, claim.scope) = (shared.clone(), shared);
        (claim.counted, claim.evidence) = (Some(text.into()), [text].into_iter().collect());
        let passage = Arc::make_mut(&mut claim.passage);
        (passage.lang, passage.attribution) = (Lang::Other(text.into()), Some(text.into()));
        let plain = Claim { claim_id: "plain".into(), indicator: None, ..claim.clone() };
        let narrow = |mut observation: Observation| {
            (observation.indicator, observation.unit) = (text.into(), text.into());
            (observation.scope, observation.place) = (Some(text.into()), Some(text.into()));
            observation.claim_ids.push(text.into());
            observation
        };
        let observations = [narrow(fixture::disputed(&[&claim])), narrow(fixture::observation(2020, 7))];
        let checks = [Check {
            kind: CheckKind::Growth,
            claim_id: text.into(),
            against: vec![text.into(), "unknown".into()],
            stated: f64::NAN,
            implied: f64::INFINITY,
            relative_error: 1.0,
            verdict: Verdict::Inconsistent,
            message: text.into(),
        }];
        let rejects =
            [Reject { source: text.into(), stage: Stage::Ingest, reason: RejectReason::Binary, detail: text.into() }];
        page(&Report {
            generated: Some(text),
            documents: vec![&document],
            claims: vec![&claim, &plain],
            observations: &observations,
            checks: &checks,
            rejects: &rejects,
            indicators: &[IndicatorLabel { id: text, label: text, group: text }],
            ..Report::new(text, text)
        })
    }

    /// What stands in the data island.
    fn island(page: &str) -> &str {
        let start = page.find("id=\"claims-data\">").unwrap() + "id=\"claims-data\">".len();
        &page[start..start + page[start..].find("</script>").unwrap()]
    }

    #[test]
    fn every_field_is_escaped() {
        let (hostile, harmless) = (page_of(HOSTILE), page_of("x"));
        let texts = hostile.matches("alert(1)").count();
        let in_html = hostile.matches("&lt;script&gt;alert(1)").count();
        let in_json = hostile.matches("\\u003cscript\\u003ealert(1)").count();
        assert!(texts > 40, "the text should appear in every section, not {texts} times");
        assert_eq!(in_html + in_json, texts);
        // The structure of the page does not depend on what its texts are.
        for structure in ["<", ">", "\"", "'", "<script", "</script", "</style", "<mark", "<!--", "-->"] {
            let count = |page: &str| page.replace(island(page), "").matches(structure).count();
            assert_eq!(count(&hostile), count(&harmless), "{structure}");
        }
    }

    #[test]
    fn the_island_holds_the_texts_as_they_are() {
        let page = page_of(HOSTILE);
        assert!(!island(&page).contains(['<', '>', '&', '\u{2028}']));
        let data: serde_json::Value = serde_json::from_str(island(&page)).unwrap();
        assert!(data["rows"].as_array().unwrap().iter().any(|row| row[0] == HOSTILE));
        assert!(data["strings"].as_array().unwrap().iter().any(|string| string == HOSTILE));
    }

    #[test]
    fn nothing_is_loaded() {
        let page = page_of("see https://example.org/a.js and http://example.org/b.png");
        for link in ["src=", "url(", "@import", "<link rel=\"stylesheet", "href=\"http", "fetch(", "import("] {
            assert!(!page.contains(link), "{link}");
        }
        let outside = page.replace(island(&page), "");
        assert!(!outside.contains("http://") && !outside.contains("https://"));
        assert!(page.contains("content=\"default-src 'none'; style-src 'unsafe-inline'"));
    }

    #[test]
    fn links_lead_somewhere() {
        let page = page_of("x");
        for link in page.split("href=\"#").skip(1) {
            let target = &link[..link.find('"').unwrap()];
            assert_eq!(page.matches(&format!("id=\"{target}\"")).count(), 1, "{target}");
        }
    }

    #[test]
    fn an_empty_report_says_so() {
        let page = page(&Report::new("Nothing", "0.1.0"));
        for text in [
            "No dated level of a known indicator",
            "No two claims",
            "No check",
            "There are no claims",
            "There are no documents",
            "Every input was read",
        ] {
            assert!(page.contains(text), "{text}");
        }
    }

    #[test]
    fn the_same_input_gives_the_same_bytes_in_any_order_of_claims() {
        let text = "441,000 and 394,000 cases, 5 and 6";
        let document = fixture::document("d1", text);
        let claims = ["441,000", "394,000", "5", "6"].map(|surface| fixture::claim("d1", text, surface));
        let page_in =
            |claims: Vec<&Claim>| page(&Report { documents: vec![&document], claims, ..Report::new("Order", "0.1.0") });
        assert_eq!(page_in(claims.iter().collect()), page_in(claims.iter().rev().collect()));
    }

    #[test]
    fn malformed_spans_are_listed_and_not_highlighted() {
        let document = fixture::document("d1", "破案 5 起");
        let spans = [Span { start: 1, end: 3 }, Span { start: 7, end: 99 }, Span { start: 8, end: 7 }];
        let claims = spans.map(|span| fixture::claim_at("d1", span));
        let observations = [fixture::disputed(&claims.iter().collect::<Vec<_>>())];
        let page = page(&Report {
            documents: vec![&document],
            claims: claims.iter().collect(),
            observations: &observations,
            ..Report::new("Spans", "0.1.0")
        });
        assert!(page.contains("<p>破案 5 起</p>"));
        assert!(page.contains("3 claims of this document cannot be placed"));
        assert!(!page.contains("href=\"#claim-"));
    }

    #[test]
    fn a_refused_page_is_an_error() {
        let mut full: &mut [u8] = &mut [0; 64];
        let error = render(&Report::new("", ""), &mut full).unwrap_err();
        assert!(matches!(error, ReportError::Write { .. }), "{error}");
    }
}
