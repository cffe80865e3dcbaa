use serde_json::Value;
use tallysheet_export::read_claims;

use crate::scene::Scene;

#[test]
fn stages_through_pipes_give_the_claims_of_a_run() {
    let scene = Scene::with_stories();
    scene.done(&["run", "in", "-o", "whole"]);
    let mut lines = scene.done(&["ingest", "in"]).out;
    for stage in ["extract", "normalize"] {
        let ran = scene.pipe(&[stage], lines.as_bytes());
        assert_eq!(ran.code, 0, "{ran:?}");
        lines = ran.out;
    }
    let ran = scene.pipe(&["export", "-o", "parts"], lines.as_bytes());
    assert_eq!(ran.code, 0, "{ran:?}");
    for table in ["documents", "claims", "observations", "checks", "rejects"] {
        let file = |run: &str| scene.read(&format!("{run}/{table}.parquet"));
        assert!(file("whole") == file("parts"), "{table} differs");
    }
    assert!(!read_claims(&scene.path("whole/claims.parquet")).unwrap().is_empty());
}

#[test]
fn a_run_reads_stdin() {
    let scene = Scene::with_stories();
    let ran = scene.pipe(&["run", "-", "-o", "out"], &scene.read("in/english.txt"));
    assert_eq!(ran.code, 0, "{ran:?}");
    let text = scene.done(&["run", "in/english.txt", "-o", "file"]);
    let claims = |ran: &str| ran.lines().find(|line| line.contains("claims")).map(str::to_owned);
    assert_eq!(claims(&ran.out), claims(&text.out));
}

#[test]
fn configuration_is_found_and_overridden() {
    let config = "inputs = ['in']\noutput = 'tables'\nformats = ['csv', 'jsonl']\nreport = false\nthreads = 1\n";
    let scene = Scene::with_stories().file("tallysheet.toml", config);
    scene.done(&["run"]);
    assert_eq!(
        scene.names("tables"),
        [
            "checks.csv",
            "checks.jsonl",
            "claims.csv",
            "claims.jsonl",
            "datapackage.json",
            "documents.csv",
            "documents.jsonl",
            "manifest.json",
            "observations.csv",
            "observations.jsonl",
            "rejects.csv",
            "rejects.jsonl",
        ]
    );
    scene.done(&["run", "in/english.txt", "--format", "parquet"]);
    let names = scene.names("tables");
    assert!(names.contains(&"claims.parquet".to_owned()), "{names:?}");
    assert!(!names.contains(&"claims.csv".to_owned()), "an earlier run is replaced: {names:?}");
}

#[test]
fn configuration_elsewhere_has_paths_of_its_own() {
    let scene = Scene::new()
        .file("project/in/a.txt", crate::scene::ENGLISH)
        .file("project/my.toml", "inputs = ['in']\noutput = 'out'\n");
    scene.done(&["run", "-c", "project/my.toml"]);
    let manifest: Value = serde_json::from_slice(&scene.read("project/out/manifest.json")).unwrap();
    assert_eq!(manifest["rows"]["documents"], 1);
    assert_eq!(manifest["inputs"][0]["source"], "a.txt");
}

#[test]
fn events_are_json_lines() {
    let scene = Scene::with_stories().file("in/empty.txt", "");
    let ran = scene.done(&["run", "in", "-o", "out", "--log-format", "json"]);
    let events: Vec<Value> = ran.err.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let names: Vec<&str> = events.iter().map(|event| event["event"].as_str().unwrap()).collect();
    assert_eq!(names, ["start", "reject", "done"]);
    assert_eq!(events[1]["source"], "empty.txt");
    assert_eq!(events[2]["documents"], 2);
}
