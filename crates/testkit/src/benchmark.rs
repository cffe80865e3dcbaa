//! Public benchmarks: texts with the numbers that their makers expect in them.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use tallysheet_extract::Extractor;
use tallysheet_model::{Bound, Document, Lang, Quantity, Span};

use crate::ScoreError;

/// The cases of one benchmark file.
///
/// A file holds one JSON object a line, `{"text": …, "expected": [{"char_start", "char_end", "value" or "range", "unit",
/// "type"}]}`: offsets in code points, the end exclusive; a range is `[low, high]` with null for an open end. Other keys
/// are not read.
///
/// ```
/// use tallysheet_catalog::Catalog;
/// use tallysheet_extract::Extractor;
/// use tallysheet_testkit::{Benchmark, UnitNames};
///
/// let line = r#"{"text": "It cost 20 dollars.", "expected": [{"char_start": 8, "char_end": 18, "value": 20.0,
///     "range": null, "unit": "Dollar", "type": "currency"}]}"#.replace('\n', " ");
/// let units = UnitNames::parse("[currency]\nDollar = ['USD']")?;
/// let score = Benchmark::parse(&line)?.score(&Extractor::new(&Catalog::embedded())?, &units);
/// assert_eq!((score.expected, score.found, score.found_with_unit), (1, 1, 1));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Benchmark {
    cases: Vec<Case>,
    lang: Lang,
}

#[derive(Clone, Debug, Deserialize)]
struct Case {
    text: String,
    expected: Vec<Expected>,
}

#[derive(Clone, Debug, Deserialize)]
struct Expected {
    char_start: usize,
    char_end: usize,
    value: Option<f64>,
    range: Option<(Option<f64>, Option<f64>)>,
    unit: Option<String>,
    r#type: String,
}

/// The unit ids that a benchmark's unit names stand for, by type.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct UnitNames(BTreeMap<String, BTreeMap<String, Vec<String>>>);

impl UnitNames {
    /// Reads `[type]` tables with lines `"Name" = ["id", …]`.
    ///
    /// # Errors
    ///
    /// When the text is no such TOML.
    pub fn parse(toml: &str) -> Result<Self, ScoreError> {
        Ok(toml::from_str(toml)?)
    }

    fn ids(&self, kind: &str, name: &str) -> Option<&Vec<String>> {
        self.0.get(kind)?.get(name)
    }
}

/// What was found of a benchmark.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BenchmarkScore {
    /// Expected values and ranges. A unit that stands in the text without a number is none.
    pub expected: usize,
    /// Those that a quantity mention has at the same place.
    pub found: usize,
    /// Expected values that have a unit.
    pub expected_with_unit: usize,
    /// Those whose value and unit one mention has.
    pub found_with_unit: usize,
    /// Unit names that the table lacks: they count as wrong.
    pub unknown_units: BTreeSet<String>,
    /// What was not found, or not with its unit, one line each, for people.
    pub misses: Vec<String>,
}

impl Benchmark {
    /// Reads a benchmark file. It is Chinese where most of its texts have Chinese characters, else English.
    ///
    /// # Errors
    ///
    /// The first line that is no case.
    pub fn parse(jsonl: &str) -> Result<Self, ScoreError> {
        let mut cases: Vec<Case> = Vec::new();
        for (i, line) in jsonl.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            cases.push(serde_json::from_str(line).map_err(|source| ScoreError::Case { line: i + 1, source })?);
        }
        let han = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        let chinese = cases.iter().filter(|case| han(&case.text)).count();
        Ok(Self { lang: if chinese * 2 > cases.len() { Lang::Zh } else { Lang::En }, cases })
    }

    /// Scores the quantity mentions of each text, those too that report nothing and become no claim.
    ///
    /// An expected value is found when a mention that overlaps it has the value, to a millionth, or both ends of the
    /// range; a bound such as *more than 20* is a range with one open end. Mentions that nobody expects cost nothing.
    pub fn score(&self, extractor: &Extractor, units: &UnitNames) -> BenchmarkScore {
        let mut score = BenchmarkScore::default();
        for case in &self.cases {
            let annotated = extractor.annotate(document(&case.text, self.lang.clone()));
            let mentions: Vec<(Span, &Quantity)> =
                annotated.mentions.iter().filter_map(|m| Some((m.span, m.quantity()?))).collect();
            for expected in case.expected.iter().filter(|e| e.value.is_some() || e.range.is_some()) {
                let place = expected.place(&case.text);
                let near = mentions.iter().filter(|(span, _)| span.overlaps(place)).map(|(_, quantity)| *quantity);
                score.add(expected, &near.collect::<Vec<_>>(), units, &case.text);
            }
        }
        score
    }
}

impl BenchmarkScore {
    fn add(&mut self, expected: &Expected, near: &[&Quantity], units: &UnitNames, text: &str) {
        let same: Vec<&&Quantity> = near.iter().filter(|quantity| expected.has_value_of(quantity)).collect();
        self.expected += 1;
        self.found += usize::from(!same.is_empty());
        let mut right = !same.is_empty();
        if let Some(name) = &expected.unit {
            let ids = units.ids(&expected.r#type, name);
            if ids.is_none() {
                self.unknown_units.insert(name.clone());
            }
            right = same.iter().any(|quantity| ids.is_some_and(|ids| ids.iter().any(|id| quantity.unit == *id)));
            self.expected_with_unit += 1;
            self.found_with_unit += usize::from(right);
        }
        if !right {
            let found: Vec<String> = near.iter().map(|quantity| describe(quantity)).collect();
            let found = if found.is_empty() { "nothing".to_owned() } else { found.join(", ") };
            self.misses.push(format!("expected {}, found {found} in: {text}", expected.describe()));
        }
    }
}

impl Expected {
    /// Where it stands, in bytes.
    fn place(&self, text: &str) -> Span {
        let byte = |at: usize| text.char_indices().nth(at).map_or(text.len(), |(byte, _)| byte);
        Span::new(byte(self.char_start), byte(self.char_end.max(self.char_start)))
    }

    fn has_value_of(&self, quantity: &Quantity) -> bool {
        let (low, high) = (quantity.value.to_f64(), quantity.high.map(|high| high.to_f64()));
        let Some((from, to)) = self.range else {
            return high.is_none() && close(self.value, Some(low));
        };
        match quantity.bound {
            Bound::MoreThan | Bound::AtLeast if high.is_none() => close(from, Some(low)) && to.is_none(),
            Bound::LessThan | Bound::AtMost if high.is_none() => from.is_none() && close(to, Some(low)),
            _ => high.is_some() && close(from, Some(low)) && close(to, high),
        }
    }

    fn describe(&self) -> String {
        let end = |end: Option<f64>| end.map_or("…".to_owned(), |end| end.to_string());
        let value = self.range.map_or_else(|| end(self.value), |(low, high)| format!("{} to {}", end(low), end(high)));
        self.unit.as_ref().map_or(value.clone(), |unit| format!("{value} {unit}"))
    }
}

fn describe(quantity: &Quantity) -> String {
    let high = quantity.high.map_or(String::new(), |high| format!(" to {high}"));
    format!("{} {}{high} {}", quantity.bound, quantity.value, quantity.unit)
}

/// Equal to a millionth.
fn close(a: Option<f64>, b: Option<f64>) -> bool {
    a.zip(b).is_some_and(|(a, b)| (a - b).abs() <= 1e-6 * a.abs().max(b.abs()))
}

fn document(text: &str, lang: Lang) -> Document {
    Document {
        doc_id: "benchmark".into(),
        source: String::new(),
        media_type: "text/plain".into(),
        lang,
        title: None,
        publisher: None,
        published: None,
        published_from: None,
        text: text.to_owned(),
        bytes: text.len() as u64,
        sha256: String::new(),
        duplicate_of: None,
        similarity: None,
    }
}

#[cfg(test)]
mod tests {
    use tallysheet_catalog::Catalog;

    use super::*;

    /// The score of one text with one expectation: its place, then the rest of its keys.
    fn score(text: &str, place: &str, keys: &str) -> BenchmarkScore {
        let start = text[..text.find(place).expect("the place is in the text")].chars().count();
        let end = start + place.chars().count();
        let line = format!(
            r#"{{"id": "x", "text": "{text}", "expected": [{{"char_start": {start}, "char_end": {end}, {keys}}}]}}"#
        );
        let units = UnitNames::parse("[currency]\n'Chinese yuan' = ['CNY']").expect("names");
        let extractor = Extractor::new(&Catalog::embedded()).expect("the embedded catalog builds");
        Benchmark::parse(&line).expect("a case").score(&extractor, &units)
    }

    fn number(value: &str) -> String {
        format!(r#""value": {value}, "range": null, "unit": null, "type": "number""#)
    }

    fn range(range: &str) -> String {
        format!(r#""value": null, "range": {range}, "unit": null, "type": "numberrange""#)
    }

    #[test]
    fn a_value_is_found_where_it_stands() {
        assert_eq!(score("They sold 1,200 tickets.", "1,200", &number("1200.0")).found, 1);
        assert_eq!(score("They sold 1,200 tickets.", "1,200", &number("1200.0001")).found, 1);
        assert_eq!(score("They sold 1,200 tickets.", "1,200", &number("1201")).found, 0);
        assert_eq!(score("They sold 1,200 tickets.", "They", &number("1200")).found, 0);
    }

    #[test]
    fn a_mention_that_is_no_claim_counts() {
        assert_eq!(score("three operators", "three", &number("3")).found, 1);
    }

    #[test]
    fn a_bound_is_a_range_with_an_open_end() {
        let text = "More than 20 ships came.";
        assert_eq!(score(text, "More than 20", &range("[20, null]")).found, 1);
        assert_eq!(score(text, "More than 20", &range("[null, 20]")).found, 0);
        assert_eq!(score(text, "More than 20", &range("[20, 30]")).found, 0);
        assert_eq!(score("They saw at most 20 ships.", "at most 20", &range("[null, 20]")).found, 1);
        assert_eq!(score("They saw 20 to 30 ships.", "20 to 30", &range("[20, 30]")).found, 1);
        assert_eq!(score("They saw 20 to 30 ships.", "20 to 30", &number("20")).found, 0);
    }

    #[test]
    fn units_are_compared_by_name_in_code_points() {
        let keys = |unit: &str| format!(r#""value": 15, "range": null, "unit": "{unit}", "type": "currency""#);
        let right = score("彩民花15元", "15元", &keys("Chinese yuan"));
        assert_eq!((right.found, right.expected_with_unit, right.found_with_unit), (1, 1, 1));
        assert!(right.misses.is_empty());
        let other = score("彩民花15元", "15元", &keys("Guilder"));
        assert_eq!((other.found, other.found_with_unit, other.unknown_units.len()), (1, 0, 1));
        assert_eq!(other.misses, ["expected 15 Guilder, found exact 15 CNY in: 彩民花15元"]);
    }

    #[test]
    fn a_unit_without_a_number_is_not_expected() {
        let keys = r#""value": null, "range": null, "unit": "Dollar", "type": "currency""#;
        assert_eq!(score("the dollar fell", "dollar", keys).expected, 0);
    }

    #[test]
    fn a_bad_line_is_named() {
        let error = Benchmark::parse("\n{}").expect_err("no case");
        assert_eq!(error.to_string(), "line 2: expected a case");
    }
}
