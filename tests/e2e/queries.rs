//! `show`, `series` and `check` over one run of two stories that contradict each other.

use serde_json::Value;

use crate::scene::Scene;

fn scene() -> Scene {
    let dated = "published = 2022-03-05\n";
    let scene = Scene::new()
        .file("in/a.txt", "In 2020, police cracked 10,000 fraud cases. In 2021, police cracked 12,000 fraud cases.\n")
        .file("in/b.txt", "In 2021, police cracked 15,000 fraud cases, up 90% year on year.\n")
        .file("in/a.meta.toml", dated)
        .file("in/b.meta.toml", dated);
    scene.done(&["run", "in", "-o", "out"]);
    scene
}

#[test]
fn claims_are_listed_and_filtered() {
    let scene = scene();
    let all = scene.done(&["show", "out"]).out;
    assert!(all.contains("4 of 4 claims"), "{all}");
    let changes = scene.done(&["show", "out", "--measure", "change", "--indicator", "cases_solved"]).out;
    assert!(changes.contains("90 percent  change, yoy") && changes.contains("1 of 4 claims"), "{changes}");
    let lines = scene.done(&["show", "out", "--doc", "a.txt", "--format", "json"]).out;
    let values: Vec<Value> = lines.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()).collect();
    assert_eq!(values.iter().map(|claim| &claim["value"]).collect::<Vec<_>>(), ["10000", "12000"]);
    assert!(scene.done(&["show", "out", "--confidence", "1.1"]).out.contains("0 of 4 claims"));
    assert_eq!(scene.tally(&["show", "in"]).code, 2);
}

#[test]
fn an_indicator_is_shown_over_time() {
    let scene = scene();
    let out = scene.done(&["series", "out", "cases_solved"]).out;
    let years: Vec<&str> = out.lines().filter(|line| line.contains("during") && line.contains('█')).collect();
    assert!(years[0].contains("2020-01-01 to 2020-12-31 during  10,000"), "{out}");
    assert!(years[1].contains("disputed: 12,000 to 15,000"), "{out}");
    let ran = scene.tally(&["series", "out", "cases_lost"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("no observation of `cases_lost`, expected one of cases_solved"), "{}", ran.err);
}

#[test]
fn contradictions_are_shown_with_their_sentences() {
    let scene = scene();
    let out = scene.done(&["check", "out"]).out;
    assert!(out.starts_with("inconsistent growth: "), "{out}");
    assert!(out.contains("  b.txt:") && out.contains("up 90% year on year"), "{out}");
    assert!(out.contains("  a.txt:") && out.contains("10,000 fraud cases"), "{out}");
    let all: Value = serde_json::from_str(&scene.done(&["check", "out", "--all", "--format", "json"]).out).unwrap();
    assert!(!all.as_array().unwrap().is_empty());
}
