//! Scores with numbers known by hand: the run is written by the export crate, not by the stages.

use std::sync::Arc;

use serde_json::{Value, json};
use tallysheet_export::{Format, TableWriter};
use tallysheet_model::{Bound, Claim, Document, Evidence, Lang, Measure, Passage, PeriodKind, Span};

use crate::scene::Scene;

const TEXT: &str = "0123456789 0123456789 0123456789 0123456789 0123456789 0123456789";

fn document() -> Document {
    Document {
        doc_id: "d1".into(),
        source: "folder/story.txt".to_owned(),
        media_type: "text/plain".into(),
        lang: Lang::En,
        title: None,
        publisher: None,
        published: None,
        published_from: None,
        text: TEXT.to_owned(),
        bytes: TEXT.len() as u64,
        sha256: String::new(),
        duplicate_of: None,
        similarity: None,
    }
}

/// A claim of 100 cases solved in 2021.
fn claim(start: usize, end: usize) -> Claim {
    Claim {
        claim_id: format!("c{start}").into(),
        passage: Arc::new(Passage { doc_id: "d1".into(), lang: Lang::En, sentence: TEXT.into(), attribution: None }),
        span: Span::new(start, end),
        char_start: start as u64,
        char_end: end as u64,
        surface: TEXT[start..end].into(),
        value: 100.into(),
        high: None,
        bound: Bound::Exact,
        unit: "count".into(),
        measure: Measure::Level,
        basis: None,
        per: None,
        indicator: Some("cases_solved".into()),
        counted: None,
        period_start: "2021-01-01".parse().ok(),
        period_end: "2021-12-31".parse().ok(),
        period_kind: Some(PeriodKind::During),
        period_text: None,
        place: None,
        programme: None,
        scope: None,
        confidence: 0.95,
        evidence: Evidence::default(),
    }
}

/// The same as a gold record, with `other` fields.
fn gold(start: usize, end: usize, other: Value) -> String {
    let mut record = json!({
        "doc": "story", "start": start, "end": end, "surface": &TEXT[start..end], "value": 100, "high": null,
        "bound": "exact", "unit": "count", "measure": "level", "basis": null, "per": null,
        "indicator": "cases_solved", "counted": null, "period_start": "2021-01-01", "period_end": "2021-12-31",
        "period_kind": "during", "place": null, "programme": null, "optional": false, "period_open": false
    });
    record.as_object_mut().unwrap().extend(other.as_object().unwrap().clone());
    format!("{record}\n")
}

/// A run of six claims and a gold file of seven for the same story.
fn scene() -> Scene {
    let claims = [
        claim(0, 4),
        Claim { bound: Bound::MoreThan, confidence: 0.55, ..claim(5, 9) },
        Claim { indicator: None, ..claim(11, 15) },
        Claim { period_start: None, ..claim(16, 20) },
        claim(22, 26),
        Claim { confidence: 0.2, ..claim(33, 37) },
    ];
    let records = [
        gold(0, 4, json!({})),
        gold(5, 9, json!({})),
        gold(11, 15, json!({})),
        gold(16, 20, json!({ "period_open": true })),
        // The claim at 22 overlaps both: the second by more. The first is then missed, and optional.
        gold(20, 23, json!({ "optional": true })),
        gold(22, 26, json!({ "value": 100.00001 })),
        gold(44, 48, json!({})),
    ];
    let scene = Scene::new().file("gold.jsonl", records.concat()).file("run/keep", "");
    let mut documents = TableWriter::<Document>::create(&scene.path("run"), Format::Parquet).unwrap();
    documents.write((&document(), claims.len() as u64)).unwrap();
    documents.finish().unwrap();
    let mut table = TableWriter::<Claim>::create(&scene.path("run"), Format::Parquet).unwrap();
    table.write_all(&claims).unwrap();
    table.finish().unwrap();
    scene
}

fn score(scene: &Scene) -> Value {
    serde_json::from_str(&scene.done(&["eval", "--gold", "gold.jsonl", "run", "--json"]).out).unwrap()
}

#[test]
fn levels_count_what_agrees() {
    let score = score(&scene());
    assert_eq!((&score["gold"], &score["predicted"], &score["documents"]), (&6.into(), &6.into(), &1.into()));
    assert_eq!(score["pairs"], 5);
    // Five pairs of six on each side; one claim has another bound, one no indicator.
    let right = [("span", 5), ("value", 5), ("quantity", 4), ("claim", 4), ("dated", 4)];
    for (level, hits) in right {
        for figure in ["precision", "recall", "f1"] {
            let value = score["levels"][level][figure].as_f64().unwrap();
            assert!((value - f64::from(hits) / 6.0).abs() < 1e-9, "{level} {figure}: {value}");
        }
    }
    assert_eq!(score["fields"]["indicator"], 0.8);
    assert_eq!(score["fields"]["period"], 1.0);
}

#[test]
fn optional_gold_takes_its_claim_out_of_the_count() {
    let scene = scene().file("gold.jsonl", [gold(0, 4, json!({})), gold(5, 9, json!({ "optional": true }))].concat());
    let score = score(&scene);
    // Of six claims one pairs with an optional gold claim, one is right, four are spurious.
    assert_eq!((&score["gold"], &score["predicted"]), (&1.into(), &5.into()));
    assert_eq!(score["levels"]["claim"]["precision"], 0.2);
    assert_eq!(score["levels"]["claim"]["recall"], 1.0);
}

#[test]
fn confidence_is_set_against_what_is_right() {
    let score = score(&scene());
    let bucket = |i: usize| (&score["calibration"][i]["claims"], &score["calibration"][i]["right"]);
    assert_eq!(bucket(0), (&1.into(), &0.into()));
    assert_eq!(bucket(1), (&1.into(), &1.into()));
    assert_eq!(bucket(5), (&4.into(), &3.into()));
}

#[test]
fn every_error_is_listed() {
    let scene = scene();
    let out = scene.done(&["eval", "--gold", "gold.jsonl", "run", "--errors"]).out;
    for line in [
        "missed   story 44: 0123",
        "spurious story 33: 0123",
        "wrong    story 5: 5678  bound exact != more_than",
        "wrong    story 11: 0123  indicator cases_solved != none",
    ] {
        assert!(out.lines().any(|found| found == line), "{line:?} is not in\n{out}");
    }
    assert!(!out.contains("story 16"), "an open period is no error\n{out}");
    let one = scene.done(&["eval", "--gold", "gold.jsonl", "run", "--errors=1"]).out;
    assert_eq!(one.lines().filter(|line| line.contains(" story ")).count(), 1);
}

#[test]
fn documents_are_chosen_and_missing_ones_named() {
    let scene = scene();
    let other = gold(0, 4, json!({ "doc": "elsewhere" }));
    let both = [String::from_utf8(scene.read("gold.jsonl")).unwrap(), other].concat();
    let scene = scene.file("gold.jsonl", both);
    let ran = scene.done(&["eval", "--gold", "gold.jsonl", "run"]);
    assert!(ran.err.contains("documents not in the run: elsewhere"), "{}", ran.err);
    let ran = scene.done(&["eval", "--gold", "gold.jsonl", "run", "--docs", "^st"]);
    assert_eq!(ran.err, "");
    assert_eq!(scene.tally(&["eval", "--gold", "gold.jsonl", "run", "--docs", "^nothing"]).code, 2);
    assert_eq!(scene.tally(&["eval", "--gold", "gold.jsonl", "nowhere"]).code, 2);
}
