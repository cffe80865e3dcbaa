//! Twelve documents with one slip of each kind, two copies and a near-copy: `tally run` finds these and nothing else.
//!
//! | document | what is planted |
//! | --- | --- |
//! | `03` | `growth`: up 25 % on the 441,000 of `02` does not make 464,000 |
//! | `03` | `cumulative`: 4.1 million cards in the year, of which `04` counts 5.2 million in the first half |
//! | `06` | `part`: more gangs of one kind than gangs in `05` |
//! | `07` | `repeat`: 1.95 billion in the headline, 1.59 billion below it |
//! | `08` | `overlap`: another figure than `02` for a year that is mostly the same |
//! | `09` | `order`: 亿 for 万 |
//! | `10`, `11` | copies of `01` and `04` |
//! | `12` | `02` under another headline |

use std::{collections::BTreeMap, fs, path::PathBuf};

use serde_json::Value;

use crate::scene::Scene;

fn planted() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/planted"))
}

/// The rows of a table.
fn rows(scene: &Scene, table: &str) -> Vec<Value> {
    let lines = String::from_utf8(scene.read(&format!("out/{table}.jsonl"))).unwrap();
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The number that opens the name of a document.
fn number(source: &Value) -> String {
    source.as_str().unwrap()[..2].to_owned()
}

fn run() -> Scene {
    let scene = Scene::new();
    scene.done(&["run", planted().to_str().unwrap(), "-o", "out", "--format", "parquet,jsonl", "--no-report"]);
    scene
}

#[test]
fn exactly_the_planted_slips_are_found() {
    let scene = run();
    let documents: BTreeMap<String, String> =
        rows(&scene, "documents").iter().map(|d| (d["doc_id"].to_string(), number(&d["source"]))).collect();
    let claims: BTreeMap<String, String> = rows(&scene, "claims")
        .iter()
        .map(|claim| (claim["claim_id"].to_string(), documents[&claim["doc_id"].to_string()].clone()))
        .collect();
    let found: Vec<String> = rows(&scene, "checks")
        .iter()
        .map(|check| {
            let mut against: Vec<&str> =
                check["against"].as_array().unwrap().iter().map(|id| claims[&id.to_string()].as_str()).collect();
            against.sort_unstable();
            let claim = &claims[&check["claim_id"].to_string()];
            format!(
                "{} {} {claim} {}",
                check["kind"].as_str().unwrap(),
                check["verdict"].as_str().unwrap(),
                against.join(" ")
            )
        })
        .collect();
    assert_eq!(
        found,
        [
            "repeat inconsistent 07 07",
            "growth inconsistent 03 02 03",
            "part inconsistent 06 05",
            "cumulative inconsistent 03 04",
            "overlap indicative 08 02",
            "order indicative 09 02",
        ]
    );
}

#[test]
fn copies_and_the_near_copy_corroborate_nothing() {
    let scene = run();
    let documents = rows(&scene, "documents");
    let name = |id: &Value| number(&documents.iter().find(|d| d["doc_id"] == *id).unwrap()["source"]);
    let copies: Vec<(String, String, bool)> = documents
        .iter()
        .filter(|d| !d["duplicate_of"].is_null())
        .map(|d| (number(&d["source"]), name(&d["duplicate_of"]), d["similarity"] == 1.0))
        .collect();
    let copy = |of: &str, first: &str, exact| (of.to_owned(), first.to_owned(), exact);
    assert_eq!(copies, [copy("10", "01", true), copy("11", "04", true), copy("12", "02", false)]);
    let observations = rows(&scene, "observations");
    assert!(observations.len() > 15);
    assert!(observations.iter().all(|o| o["documents"] == 1 && o["status"] != "agreed"));
}

#[test]
fn the_order_of_the_inputs_changes_no_table() {
    let mut inputs: Vec<PathBuf> = fs::read_dir(planted()).unwrap().map(|entry| entry.unwrap().path()).collect();
    inputs.sort();
    let run = |inputs: &[PathBuf]| {
        let scene = Scene::new();
        let mut args = vec!["run", "-o", "out", "--no-report"];
        args.extend(inputs.iter().map(|path| path.to_str().unwrap()));
        scene.done(&args);
        scene
    };
    let sorted = run(&inputs);
    inputs.reverse();
    let reversed = run(&inputs);
    for table in ["documents", "claims", "observations", "checks"] {
        let file = format!("out/{table}.parquet");
        assert_eq!(sorted.read(&file), reversed.read(&file), "{table}");
    }
}
