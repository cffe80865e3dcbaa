//! The claims table: its first rows as HTML, all of its rows as a JSON data island that the script pages through.

use crate::{ReportError, index::Index, page::Page, period, summary, wording};
use serde::Serialize;
use std::{borrow::Cow, collections::HashMap, io::Write};
use tallysheet_model::Claim;

/// Rows of one page of the table; the script has the same number.
const PAGE: usize = 50;

/// The part of the section that stands before the data.
#[derive(Serialize)]
struct View<'a> {
    rows: Vec<HtmlRow<'a>>,
    /// What is shown of how much, in words.
    note: String,
    without_script: String,
}

#[derive(Serialize)]
struct HtmlRow<'a> {
    id: &'a str,
    linked: bool,
    surface: &'a str,
    value: String,
    unit_class: &'static str,
    indicator: String,
    narrower: String,
    measure: String,
    period: String,
    document: &'a str,
    sentence: &'a str,
    lang: &'a str,
}

/// What the script reads. Texts that repeat stand once in `strings`, and rows name them by their place there.
#[derive(Default, Serialize)]
struct Island<'a> {
    strings: Vec<Cow<'a, str>>,
    rows: Vec<Row<'a>>,
}

/// One row as an array. Its order is known to `page.js`.
#[derive(Serialize)]
struct Row<'a>(
    /* claim_id */ &'a str,
    /* linked */ u8,
    /* surface */ &'a str,
    /* value in words */ String,
    /* value as a number */ f64,
    /* unit */ usize,
    /* unit class */ usize,
    /* indicator */ usize,
    /* scope and place */ usize,
    /* measure */ usize,
    /* measure in words */ usize,
    /* period */ usize,
    /* last day of the period */ usize,
    /* document */ usize,
    /* sentence */ usize,
    /* language */ usize,
);

/// Writes the section: template, then data.
pub(crate) fn write(page: &Page, index: &Index<'_>, out: &mut impl Write) -> Result<(), ReportError> {
    let listed = &index.claims[..index.claims.len().min(index.report.limits.claims)];
    page.write("claims.html", view(index, listed), out)?;
    let island = serde_json::to_string(&island(index, listed)).map_err(|source| ReportError::Json { source })?;
    out.write_all(b"<script type=\"application/json\" id=\"claims-data\">")?;
    out.write_all(escape(&island).as_bytes())?;
    Ok(out.write_all(b"</script>\n</section>\n")?)
}

fn view<'a>(index: &Index<'a>, listed: &[&'a Claim]) -> View<'a> {
    let total = index.report.totals().claims.max(listed.len() as u64);
    let rows: Vec<_> = listed.iter().take(PAGE).map(|claim| html_row(index, claim)).collect();
    let mut note = String::new();
    if total > listed.len() as u64 {
        let listed = summary::count(listed.len() as u64);
        note = format!("The first {listed} of {} are listed.", summary::counted(total, "claim"));
    }
    let without_script = format!(
        "Filters, sorting and further pages need JavaScript. Without it the table has the first {} of {}; the documents \
         below highlight theirs all the same.",
        rows.len(),
        summary::counted(listed.len() as u64, "claim")
    );
    View { rows, note, without_script }
}

fn html_row<'a>(index: &Index<'a>, claim: &'a Claim) -> HtmlRow<'a> {
    HtmlRow {
        id: &claim.claim_id,
        linked: index.is_linked(claim),
        surface: &claim.surface,
        value: wording::value(claim),
        unit_class: wording::unit_class(&claim.unit),
        indicator: indicator(index, claim),
        narrower: narrower(claim),
        measure: wording::measure(claim.measure, claim.basis, claim.per),
        period: period_name(claim),
        document: document(index, claim),
        sentence: &claim.passage.sentence,
        lang: claim.passage.lang.as_str(),
    }
}

fn island<'a>(index: &Index<'a>, listed: &[&'a Claim]) -> Island<'a> {
    let mut strings = Strings::default();
    let rows = listed
        .iter()
        .map(|&claim| {
            let mut place = |text: Cow<'a, str>| strings.place(text);
            Row(
                &claim.claim_id,
                u8::from(index.is_linked(claim)),
                &claim.surface,
                wording::value(claim),
                claim.value.to_f64(),
                place(claim.unit.as_str().into()),
                place(wording::unit_class(&claim.unit).into()),
                place(indicator(index, claim).into()),
                place(narrower(claim).into()),
                place(claim.measure.as_str().into()),
                place(wording::measure(claim.measure, claim.basis, claim.per).into()),
                place(period_name(claim).into()),
                place(claim.period_end.map(|end| end.to_string()).unwrap_or_default().into()),
                place(document(index, claim).into()),
                place(claim.passage.sentence.as_str().into()),
                place(claim.passage.lang.as_str().into()),
            )
        })
        .collect();
    Island { strings: strings.texts, rows }
}

/// The indicator's label, else the counted noun in quotes, else nothing.
fn indicator(index: &Index<'_>, claim: &Claim) -> String {
    let counted = || claim.counted.as_ref().map(|counted| format!("“{counted}”"));
    claim.indicator.as_ref().map(|id| index.label(id)).or_else(counted).unwrap_or_default()
}

fn narrower(claim: &Claim) -> String {
    let parts: Vec<_> = [&claim.scope, &claim.place].into_iter().flatten().map(|part| part.as_str()).collect();
    parts.join(" · ")
}

fn period_name(claim: &Claim) -> String {
    match (claim.period_start, claim.period_end) {
        (None, None) => String::new(),
        (start, end) => period::name(start, end),
    }
}

fn document<'a>(index: &Index<'a>, claim: &'a Claim) -> &'a str {
    index.document(claim).map_or(claim.passage.doc_id.as_str(), |document| document.source.as_str())
}

/// Texts, each kept once.
#[derive(Default)]
struct Strings<'a> {
    texts: Vec<Cow<'a, str>>,
    places: HashMap<Cow<'a, str>, usize>,
}

impl<'a> Strings<'a> {
    fn place(&mut self, text: Cow<'a, str>) -> usize {
        let texts = &mut self.texts;
        *self.places.entry(text).or_insert_with_key(|text| {
            texts.push(text.clone());
            texts.len() - 1
        })
    }
}

/// Makes JSON safe within a `script` element: these characters occur in its strings only, where an escape stands for
/// the same text. The two separators end a line in older JavaScript.
fn escape(json: &str) -> String {
    let mut safe = String::with_capacity(json.len());
    for character in json.chars() {
        match character {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => safe += &format!("\\u{:04x}", u32::from(character)),
            _ => safe.push(character),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Limits, Report, fixture};

    #[test]
    fn the_island_cannot_end_its_element_and_reads_back() {
        let text = "</script><!--&\u{2028}\u{2029}]]>\"'\\ 破";
        let safe = escape(&serde_json::to_string(text).unwrap());
        assert!(!safe.contains(['<', '>', '&', '\u{2028}', '\u{2029}']));
        assert_eq!(serde_json::from_str::<String>(&safe).unwrap(), text);
    }

    #[test]
    fn repeated_texts_stand_once() {
        let text = "441,000 and 394,000 cases";
        let document = fixture::document("d1", text);
        let claims = ["441,000", "394,000"].map(|surface| fixture::claim("d1", text, surface));
        let report = Report { documents: vec![&document], claims: claims.iter().collect(), ..Report::new("", "") };
        let index = Index::new(&report);
        let island = island(&index, &index.claims);
        assert_eq!(island.rows.len(), 2);
        assert_eq!(island.strings.iter().filter(|string| string.as_ref() == text).count(), 1);
        assert_eq!(island.rows[0].14, island.rows[1].14);
    }

    #[test]
    fn claims_beyond_the_limit_are_counted() {
        let claims: Vec<_> = (0..3).map(|at| fixture::claim("d1", &"x".repeat(at), "")).collect();
        let limits = Limits { claims: 2, ..Limits::default() };
        let report = Report { claims: claims.iter().collect(), limits, ..Report::new("", "") };
        let mut out = Vec::new();
        write(&Page::new().unwrap(), &Index::new(&report), &mut out).unwrap();
        assert!(String::from_utf8(out).unwrap().contains("The first 2 of 3 claims are listed."));
    }
}
