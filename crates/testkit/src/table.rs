//! The table of scores that the repository keeps, and what fell since.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use serde::Deserialize;
use tallysheet_model::Date;

use crate::{BenchmarkScore, ScoreError};

/// A share in ten-thousandths, as the table writes it: `0.9870`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Points(u32);

/// What a score may lose before it counts as fallen: half a point of a hundred.
const SLACK: Points = Points(50);

impl Points {
    /// The nearest to a share from 0 to 1.
    pub fn new(share: f64) -> Self {
        Self((share.clamp(0.0, 1.0) * 10_000.0).round() as u32)
    }
}

impl fmt::Display for Points {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:04}", self.0 / 10_000, self.0 % 10_000)
    }
}

/// One score.
#[derive(Clone, Debug, PartialEq)]
pub struct ScoreRow {
    /// What was scored: `gold/samples`, `public/english-number`.
    pub set: String,
    /// What of it: `level claim`, `field unit`, `value`.
    pub figure: String,
    /// The number of gold claims, pairs or expected values.
    pub cases: usize,
    /// F1 for a level, else the share that is right.
    pub score: Points,
    /// For a level, the share of claims that are right.
    pub precision: Option<Points>,
    /// For a level, the share of gold claims found.
    pub recall: Option<Points>,
    /// When it was scored.
    pub date: Date,
}

/// Scores by set, in the order of the sets' names.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ScoreTable {
    rows: Vec<ScoreRow>,
}

const HEAD: [&str; 7] = ["set", "figure", "cases", "score", "precision", "recall", "date"];

const PREFACE: &str = "\
# Scores

Written by `just score`; `just score-check` fails when a figure falls by more than 0.005. `gold/…` are claims annotated
by hand: for a level the score is F1, for a field the share of paired claims that agree. `public/…` are benchmarks of
others: the share of the expected values, or of values with their units, that a mention has. `gold/samples` is
`data/gold/samples.jsonl`; the others need data that is not in this repository, named by `TALLYSHEET_CORPUS` with
`TALLYSHEET_GOLD`, and `TALLYSHEET_BENCHMARKS`. What was not scored again keeps its row and its date; notes below the
table stay.
";

impl ScoreTable {
    /// A table of these rows; those of one set keep their order.
    pub fn new(mut rows: Vec<ScoreRow>) -> Self {
        rows.sort_by(|a, b| a.set.cmp(&b.set));
        Self { rows }
    }

    /// Reads a table from the text that [`ScoreTable`] displays; other lines are skipped.
    ///
    /// # Errors
    ///
    /// The first line of the table that is no row.
    pub fn parse(text: &str) -> Result<Self, ScoreError> {
        let lines = text.lines().enumerate().filter(|(_, line)| line.starts_with('|')).skip(2);
        let rows = lines.map(|(i, line)| {
            ScoreRow::parse(line).ok_or_else(|| ScoreError::Row { line: i + 1, found: line.to_owned() })
        });
        Ok(Self::new(rows.collect::<Result<_, _>>()?))
    }

    /// This table with the rows of `earlier` whose sets it does not have.
    pub fn or_earlier(self, earlier: &Self) -> Self {
        let kept: Vec<ScoreRow> = earlier.rows.iter().filter(|row| !self.has(&row.set)).cloned().collect();
        Self::new(self.rows.into_iter().chain(kept).collect())
    }

    /// The sets of `earlier` that this table does not have.
    pub fn missing<'a>(&self, earlier: &'a Self) -> BTreeSet<&'a str> {
        earlier.rows.iter().map(|row| row.set.as_str()).filter(|set| !self.has(set)).collect()
    }

    /// Every figure that is more than half a point below `earlier`, or gone from a set that is still there.
    pub fn falls(&self, earlier: &Self) -> Vec<String> {
        earlier.rows.iter().filter(|row| self.has(&row.set)).flat_map(|row| self.falls_of(row)).collect()
    }

    fn falls_of(&self, earlier: &ScoreRow) -> Vec<String> {
        let name = format!("{} {}", earlier.set, earlier.figure);
        let Some(now) = self.rows.iter().find(|row| (&row.set, &row.figure) == (&earlier.set, &earlier.figure)) else {
            return vec![format!("{name}: no longer scored")];
        };
        let figures = [
            ("score", Some(earlier.score), Some(now.score)),
            ("precision", earlier.precision, now.precision),
            ("recall", earlier.recall, now.recall),
        ];
        let fell = figures.into_iter().filter_map(|(what, before, after)| {
            let (before, after) = before.zip(after)?;
            let low = Points(after.0 + SLACK.0) < before;
            low.then(|| format!("{name}: {what} fell from {before} to {after}"))
        });
        fell.collect()
    }

    fn has(&self, set: &str) -> bool {
        self.rows.iter().any(|row| row.set == set)
    }
}

/// The table as Markdown, its columns aligned.
impl fmt::Display for ScoreTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rows: Vec<[String; 7]> = self.rows.iter().map(ScoreRow::cells).collect();
        let widths: [usize; 7] = std::array::from_fn(|column| {
            rows.iter().map(|row| row[column].chars().count()).chain([HEAD[column].len()]).max().unwrap_or(0)
        });
        let rules = std::array::from_fn(|column| match is_number(column) {
            true => format!("{}:", "-".repeat(widths[column] - 1)),
            false => "-".repeat(widths[column]),
        });
        writeln!(f, "{PREFACE}")?;
        [HEAD.map(str::to_owned), rules].iter().chain(&rows).try_for_each(|row| write_row(f, row, widths))
    }
}

fn write_row(f: &mut fmt::Formatter<'_>, row: &[String; 7], widths: [usize; 7]) -> fmt::Result {
    let cells: [String; 7] = std::array::from_fn(|column| match is_number(column) {
        true => format!("{:>1$}", row[column], widths[column]),
        false => format!("{:1$}", row[column], widths[column]),
    });
    writeln!(f, "| {} |", cells.join(" | "))
}

/// Whether the column is aligned to the right.
fn is_number(column: usize) -> bool {
    (2..6).contains(&column)
}

impl ScoreRow {
    fn cells(&self) -> [String; 7] {
        let optional = |points: Option<Points>| points.map_or(String::new(), |points| points.to_string());
        [
            self.set.clone(),
            self.figure.clone(),
            self.cases.to_string(),
            self.score.to_string(),
            optional(self.precision),
            optional(self.recall),
            self.date.to_string(),
        ]
    }

    fn parse(line: &str) -> Option<Self> {
        let cells: Vec<&str> = line.strip_prefix('|')?.strip_suffix('|')?.split('|').map(str::trim).collect();
        let [set, figure, cases, score, precision, recall, date] = cells[..] else { return None };
        let points = |cell: &str| Some(Points::new(cell.parse().ok()?));
        let optional = |cell: &str| if cell.is_empty() { Some(None) } else { points(cell).map(Some) };
        Some(Self {
            set: set.to_owned(),
            figure: figure.to_owned(),
            cases: cases.parse().ok()?,
            score: points(score)?,
            precision: optional(precision)?,
            recall: optional(recall)?,
            date: date.parse().ok()?,
        })
    }
}

impl BenchmarkScore {
    /// The rows of the table: the share of values found, and where the benchmark names units, of values with units.
    pub fn rows(&self, set: &str, date: Date) -> Vec<ScoreRow> {
        let row = |figure: &str, found: usize, cases: usize| ScoreRow {
            set: set.to_owned(),
            figure: figure.to_owned(),
            cases,
            score: Points::new(found as f64 / cases.max(1) as f64),
            precision: None,
            recall: None,
            date,
        };
        let mut rows = vec![row("value", self.found, self.expected)];
        if self.expected_with_unit > 0 {
            rows.push(row("value and unit", self.found_with_unit, self.expected_with_unit));
        }
        rows
    }
}

#[derive(Deserialize)]
struct Eval {
    levels: BTreeMap<String, LevelScore>,
    fields: BTreeMap<String, f64>,
    gold: usize,
    pairs: usize,
}

#[derive(Deserialize)]
struct LevelScore {
    precision: f64,
    recall: f64,
    f1: f64,
}

/// The levels from the weakest to the strictest; others come after them.
const LEVELS: [&str; 5] = ["span", "value", "quantity", "claim", "dated"];

/// The rows of the table for what `tally eval --json` printed: first the levels, then the fields by name.
///
/// # Errors
///
/// When the text is not that.
pub fn eval_rows(set: &str, json: &str, date: Date) -> Result<Vec<ScoreRow>, ScoreError> {
    let eval: Eval = serde_json::from_str(json)?;
    let row = |figure: String, cases: usize, score: f64| ScoreRow {
        set: set.to_owned(),
        figure,
        cases,
        score: Points::new(score),
        precision: None,
        recall: None,
        date,
    };
    let mut levels: Vec<(&String, &LevelScore)> = eval.levels.iter().collect();
    levels.sort_by_key(|(name, _)| LEVELS.iter().position(|level| level == name).unwrap_or(LEVELS.len()));
    let levels = levels.into_iter().map(|(name, level)| ScoreRow {
        precision: Some(Points::new(level.precision)),
        recall: Some(Points::new(level.recall)),
        ..row(format!("level {name}"), eval.gold, level.f1)
    });
    let fields = eval.fields.iter().map(|(name, share)| row(format!("field {name}"), eval.pairs, *share));
    Ok(levels.chain(fields).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    const EVAL: &str = r#"{
        "levels": {"claim": {"precision": 0.5, "recall": 0.25, "f1": 0.3333}, "span": {"precision": 1.0, "recall": 0.5, "f1": 0.66667}},
        "fields": {"unit": 0.98765}, "gold": 8, "pairs": 4, "predicted": 4
    }"#;

    fn date() -> Date {
        "2024-01-15".parse().expect("a date")
    }

    fn table(set: &str, found: usize) -> ScoreTable {
        let score = BenchmarkScore { expected: 1000, found, ..BenchmarkScore::default() };
        ScoreTable::new(score.rows(set, date()))
    }

    #[test]
    fn a_table_is_read_back() {
        let rows = eval_rows("gold/x", EVAL, date()).expect("the output of eval");
        let table = ScoreTable::new(rows).or_earlier(&table("public/y", 987));
        let text = table.to_string();
        let lines: Vec<&str> = text.lines().filter(|line| line.starts_with('|')).collect();
        assert_eq!(
            lines,
            [
                "| set      | figure      | cases |  score | precision | recall | date       |",
                "| -------- | ----------- | ----: | -----: | --------: | -----: | ---------- |",
                "| gold/x   | level span  |     8 | 0.6667 |    1.0000 | 0.5000 | 2024-01-15 |",
                "| gold/x   | level claim |     8 | 0.3333 |    0.5000 | 0.2500 | 2024-01-15 |",
                "| gold/x   | field unit  |     4 | 0.9877 |           |        | 2024-01-15 |",
                "| public/y | value       |  1000 | 0.9870 |           |        | 2024-01-15 |",
            ]
        );
        assert_eq!(ScoreTable::parse(&text).expect("our own table"), table);
    }

    #[test]
    fn half_a_point_may_be_lost() {
        assert!(table("a", 985).falls(&table("a", 990)).is_empty());
        assert!(table("a", 995).falls(&table("a", 990)).is_empty());
        assert_eq!(table("a", 984).falls(&table("a", 990)), ["a value: score fell from 0.9900 to 0.9840"]);
    }

    #[test]
    fn precision_and_recall_may_not_fall_either() {
        let rows = |json: &str| ScoreTable::new(eval_rows("g", json, date()).expect("the output of eval"));
        let worse = rows(&EVAL.replace(r#""precision": 1.0"#, r#""precision": 0.9"#));
        assert_eq!(worse.falls(&rows(EVAL)), ["g level span: precision fell from 1.0000 to 0.9000"]);
    }

    #[test]
    fn a_set_that_is_not_scored_is_kept_and_a_figure_that_is_gone_is_told() {
        let (now, earlier) = (table("a", 1), table("b", 2));
        assert_eq!(now.missing(&earlier).into_iter().collect::<Vec<_>>(), ["b"]);
        assert!(now.falls(&earlier).is_empty());
        assert!(now.clone().or_earlier(&earlier).missing(&earlier).is_empty());
        let renamed = ScoreTable::new(vec![ScoreRow { figure: "values".to_owned(), ..now.rows[0].clone() }]);
        assert_eq!(renamed.falls(&now), ["a value: no longer scored"]);
    }

    #[test]
    fn a_bad_row_is_named() {
        let text = table("a", 1).to_string() + "| a | b |\n";
        let error = ScoreTable::parse(&text).expect_err("two cells");
        assert!(error.to_string().ends_with("expected a row of seven cells, found `| a | b |`"), "{error}");
    }
}
