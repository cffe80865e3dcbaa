//! The documents with their figures highlighted.

use crate::{
    ReportError, highlight,
    index::Index,
    page::Page,
    period,
    summary::{count, counted},
    wording,
};
use serde::Serialize;
use std::io::Write;
use tallysheet_model::Document;

#[derive(Serialize)]
struct Section {
    shown: usize,
    /// What is left out, in words; empty where nothing is.
    note: String,
}

#[derive(Serialize)]
struct View<'a> {
    id: &'a str,
    open: bool,
    title: &'a str,
    lang: &'a str,
    facts: Vec<(&'static str, String)>,
    /// The document this one is a copy of.
    duplicate_of: Option<&'a str>,
    /// Whether that document is on the page too.
    duplicate_linked: bool,
    published: String,
    claims: String,
    paragraphs: Vec<Vec<Piece<'a>>>,
    notes: Vec<String>,
}

#[derive(Serialize)]
struct Piece<'a> {
    text: &'a str,
    mark: Option<Mark<'a>>,
    /// Claims that begin here and have no mark of their own that could carry their id.
    anchors: Vec<&'a str>,
}

#[derive(Serialize)]
struct Mark<'a> {
    unit_class: &'static str,
    title: String,
    id: Option<&'a str>,
}

/// Writes the section, one document after the other.
pub(crate) fn write(page: &Page, index: &Index<'_>, out: &mut impl Write) -> Result<(), ReportError> {
    let shown: Vec<_> = (0..index.report.documents.len()).filter(|&position| index.is_shown(position)).collect();
    page.write("documents.html", section(index, shown.len()), out)?;
    for (at, &position) in shown.iter().enumerate() {
        page.write("document.html", view(index, position, at == 0), out)?;
    }
    Ok(out.write_all(b"</section>\n")?)
}

fn section(index: &Index<'_>, shown: usize) -> Section {
    let left_out = index.report.totals().documents.saturating_sub(shown as u64);
    let note = match left_out {
        0 => String::new(),
        1 => "1 further document is left out of this page; its claims are in the tables.".to_owned(),
        _ => {
            format!("{} further documents are left out of this page; their claims are in the tables.", count(left_out))
        }
    };
    Section { shown, note }
}

fn view<'a>(index: &Index<'a>, position: usize, open: bool) -> View<'a> {
    let document = index.report.documents[position];
    let claims = index.claims_of(position);
    let text = index.shown_text(document);
    let mut notes = Vec::new();
    if text.len() < document.text.len() {
        let (shown, all) = (count(text.len() as u64), count(document.text.len() as u64));
        notes.push(format!("The text is cut here: {shown} of {all} bytes are shown."));
    }
    let unplaced = claims.iter().filter(|claim| !highlight::fits(&document.text, claim.span)).count();
    if unplaced > 0 {
        notes.push(format!("{} of this document cannot be placed in its text.", counted(unplaced as u64, "claim")));
    }
    View {
        id: &document.doc_id,
        open,
        title: document.title.as_deref().unwrap_or(&document.source),
        lang: document.lang.as_str(),
        facts: facts(document),
        duplicate_of: document.duplicate_of.as_deref(),
        duplicate_linked: document.duplicate_of.as_ref().is_some_and(|id| index.is_shown_by_id(id)),
        published: document.published.map(period::day).unwrap_or_default(),
        claims: counted(claims.len() as u64, "claim"),
        paragraphs: highlight::paragraphs(text, claims)
            .into_iter()
            .map(|pieces| pieces.into_iter().map(|cut| piece(index, cut)).collect())
            .collect(),
        notes,
    }
}

fn facts(document: &Document) -> Vec<(&'static str, String)> {
    let published = document.published.map(|date| match document.published_from {
        Some(from) => format!("{} ({from})", period::day(date)),
        None => period::day(date),
    });
    let facts = [
        ("Source", Some(document.source.clone())),
        ("Publisher", document.publisher.clone()),
        ("Published", published),
        ("Language", Some(document.lang.to_string())),
        ("Type", Some(document.media_type.to_string())),
        ("Size", Some(counted(document.bytes, "byte"))),
    ];
    facts.into_iter().filter_map(|(name, fact)| Some((name, fact?))).collect()
}

fn piece<'a>(index: &Index<'a>, cut: highlight::Piece<'a>) -> Piece<'a> {
    let begins = |id: &str| cut.begins.iter().any(|claim| claim.claim_id == id);
    let mark = cut.claim.map(|claim| Mark {
        unit_class: wording::unit_class(&claim.unit),
        title: wording::describe(index, claim),
        id: begins(&claim.claim_id).then_some(claim.claim_id.as_str()),
    });
    let marked = mark.as_ref().and_then(|mark| mark.id);
    let anchors = cut.begins.iter().map(|claim| claim.claim_id.as_str()).filter(|&id| Some(id) != marked).collect();
    Piece { text: cut.text, mark, anchors }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Limits, Report, fixture};
    use tallysheet_model::{Claim, Span};

    fn page(report: &Report<'_>) -> String {
        let mut out = Vec::new();
        write(&Page::new().unwrap(), &Index::new(report), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn text_of(document: &Document, claims: &[Claim]) -> String {
        let report = Report { documents: vec![document], claims: claims.iter().collect(), ..Report::new("", "") };
        let page = page(&report);
        let (start, end) = (page.find("<p>").unwrap(), page.rfind("</p>").unwrap());
        page[start..end].to_owned()
    }

    #[test]
    fn a_figure_is_marked_where_it_stands() {
        let text = "  去年共破案 44.1万 起。\n下一行 <b>";
        let mut claim = fixture::claim("d1", text, "44.1万");
        claim.claim_id = "c1".into();
        assert_eq!(
            text_of(&fixture::document("d1", text), &[claim]),
            "<p>  去年共破案 <mark class=\"count\" id=\"claim-c1\" tabindex=\"-1\" \
             title=\"441,000 · cases solved · level · 2021 (within the period)\">44.1万</mark> 起。\n下一行 &lt;b&gt;"
        );
    }

    #[test]
    fn every_claim_has_its_id_once() {
        let text = "3 to 5 million";
        let claims = [(0, 14), (0, 1), (5, 14)].map(|(start, end)| fixture::claim_at("d1", Span { start, end }));
        let html = text_of(&fixture::document("d1", text), &claims);
        for claim in &claims {
            assert_eq!(html.matches(&format!("id=\"claim-{}\"", claim.claim_id)).count(), 1, "{html}");
        }
    }

    #[test]
    fn what_is_left_out_is_told() {
        let documents = ["d1", "d2", "d3"].map(|id| fixture::document(id, "十二 3 人"));
        let misplaced = fixture::claim_at("d1", Span { start: 1, end: 99 });
        let limits = Limits { documents: 1, text_bytes: 8, ..Limits::default() };
        let report =
            Report { documents: documents.iter().collect(), claims: vec![&misplaced], limits, ..Report::new("", "") };
        let page = page(&report);
        assert!(page.contains("2 further documents are left out"));
        assert!(page.contains("8 of 12 bytes are shown"));
        assert!(page.contains("1 claim of this document cannot be placed in its text"));
    }
}
