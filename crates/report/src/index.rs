//! Look-ups over the report that several sections need.

use crate::{IndicatorLabel, Report, findings, highlight};
use std::collections::HashMap;
use tallysheet_model::{Claim, Document};

pub(crate) struct Index<'a> {
    pub(crate) report: &'a Report<'a>,
    /// By document, then by place in the text; claims of unknown documents come last.
    pub(crate) claims: Vec<&'a Claim>,
    documents: HashMap<&'a str, usize>,
    by_id: HashMap<&'a str, &'a Claim>,
    labels: HashMap<&'a str, &'a IndicatorLabel<'a>>,
    /// Whether the document of this position is shown with its text.
    shown: Vec<bool>,
}

impl<'a> Index<'a> {
    pub(crate) fn new(report: &'a Report<'a>) -> Self {
        let mut documents = HashMap::new();
        for (position, document) in report.documents.iter().enumerate() {
            documents.entry(document.doc_id.as_str()).or_insert(position);
        }
        let mut claims = report.claims.clone();
        claims.sort_by_key(|claim| {
            let position = documents.get(claim.passage.doc_id.as_str()).copied().unwrap_or(usize::MAX);
            (position, claim.span, &claim.claim_id)
        });
        let by_id = claims.iter().map(|&claim| (claim.claim_id.as_str(), claim)).collect();
        let labels = report.indicators.iter().map(|label| (label.id, label)).collect();
        let mut index = Self { report, claims, documents, by_id, labels, shown: Vec::new() };
        index.shown = index.choose_documents();
        index
    }

    /// The claim of this id.
    pub(crate) fn claim(&self, id: &str) -> Option<&'a Claim> {
        self.by_id.get(id).copied()
    }

    /// The document that makes the claim.
    pub(crate) fn document(&self, claim: &Claim) -> Option<&'a Document> {
        self.position(claim).map(|position| self.report.documents[position])
    }

    /// The claims of the document at this position, by place in its text.
    pub(crate) fn claims_of(&self, position: usize) -> &[&'a Claim] {
        let key = |claim: &&Claim| self.position(claim).unwrap_or(usize::MAX);
        let start = self.claims.partition_point(|claim| key(claim) < position);
        let end = self.claims.partition_point(|claim| key(claim) <= position);
        &self.claims[start..end]
    }

    /// Whether the document at this position is shown with its text.
    pub(crate) fn is_shown(&self, position: usize) -> bool {
        self.shown[position]
    }

    /// Whether the document of this id is shown with its text.
    pub(crate) fn is_shown_by_id(&self, doc_id: &str) -> bool {
        self.documents.get(doc_id).is_some_and(|&position| self.shown[position])
    }

    /// Whether the page shows the claim in its text, so that a link leads somewhere.
    pub(crate) fn is_linked(&self, claim: &Claim) -> bool {
        self.position(claim).is_some_and(|position| {
            let text = self.shown_text(self.report.documents[position]);
            self.shown[position] && highlight::fits(text, claim.span)
        })
    }

    /// The part of the document's text that the page shows.
    pub(crate) fn shown_text(&self, document: &'a Document) -> &'a str {
        &document.text[..document.text.floor_char_boundary(self.report.limits.text_bytes)]
    }

    /// What people call the indicator: its label, else its id with blanks.
    pub(crate) fn label(&self, indicator: &str) -> String {
        self.labels.get(indicator).map_or_else(|| indicator.replace('_', " "), |label| label.label.to_owned())
    }

    /// The group of the indicator, empty where none is known.
    pub(crate) fn group(&self, indicator: &str) -> &'a str {
        self.labels.get(indicator).map_or("", |label| label.group)
    }

    fn position(&self, claim: &Claim) -> Option<usize> {
        self.documents.get(claim.passage.doc_id.as_str()).copied()
    }

    /// Documents that a finding cites come first: its links are what the reader follows most.
    fn choose_documents(&self) -> Vec<bool> {
        let mut shown = vec![false; self.report.documents.len()];
        let cited = findings::cited_claims(self).into_iter().filter_map(|claim| self.position(claim));
        let mut left = self.report.limits.documents;
        for position in cited.chain(0..self.report.documents.len()) {
            if left > 0 && !shown[position] {
                shown[position] = true;
                left -= 1;
            }
        }
        shown
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Limits, fixture};

    #[test]
    fn claims_are_ordered_by_document_and_place() {
        let documents = [fixture::document("d2", "10 and 20"), fixture::document("d1", "30")];
        let claims = [("d1", "30"), ("d2", "20"), ("lost", "5"), ("d2", "10")]
            .map(|(id, surface)| fixture::claim(id, if id == "d2" { "10 and 20" } else { "30 5" }, surface));
        let report =
            Report { documents: documents.iter().collect(), claims: claims.iter().collect(), ..Report::new("", "") };
        let index = Index::new(&report);
        let surfaces = |claims: &[&Claim]| claims.iter().map(|c| c.surface.clone()).collect::<Vec<_>>();
        assert_eq!(surfaces(&index.claims), ["10", "20", "30", "5"]);
        assert_eq!(surfaces(index.claims_of(0)), ["10", "20"]);
        assert_eq!(surfaces(index.claims_of(1)), ["30"]);
    }

    #[test]
    fn cited_documents_are_shown_first() {
        let documents = ["d1", "d2", "d3"].map(|id| fixture::document(id, "441,000 cases"));
        let claim = fixture::claim("d3", "441,000 cases", "441,000");
        let observations = [fixture::disputed(&[&claim])];
        let report = Report {
            documents: documents.iter().collect(),
            claims: vec![&claim],
            observations: &observations,
            limits: Limits { documents: 2, ..Limits::default() },
            ..Report::new("", "")
        };
        let index = Index::new(&report);
        assert_eq!([0, 1, 2].map(|position| index.is_shown(position)), [true, false, true]);
        assert!(index.is_linked(&claim));
    }

    #[test]
    fn a_claim_beyond_the_text_shown_has_no_link() {
        let text = "逮捕 3200 人";
        let document = fixture::document("d1", text);
        let claim = fixture::claim("d1", text, "3200");
        let with_bytes = |text_bytes| {
            let report = Report {
                documents: vec![&document],
                claims: vec![&claim],
                limits: Limits { text_bytes, ..Limits::default() },
                ..Report::new("", "")
            };
            Index::new(&report).is_linked(&claim)
        };
        assert!(with_bytes(11));
        assert!(!with_bytes(10));
        assert!(!with_bytes(4));
    }
}
