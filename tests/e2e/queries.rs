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
fn a_filter_that_names_nothing_is_wrong_use() {
    let scene = scene();
    for (filter, wrong, says) in [
        ("--indicator", "cases_sloved", "the run has no indicator `cases_sloved`, expected one of cases_solved"),
        ("--unit", "cny", "the run has no unit `cny`, expected one of count, percent"),
        ("--doc", "c.txt", "the run has no document with `c.txt` in its source"),
        ("--measure", "size", "expected one of level, change, share, rate"),
    ] {
        let ran = scene.tally(&["show", "out", filter, wrong]);
        assert!(ran.code == 2 && ran.err.contains(says), "{ran:?}");
    }
    assert!(scene.done(&["show", "out", "--indicator", "none"]).out.contains("0 of 4 claims"));
}

#[test]
fn a_series_is_written_for_other_programs() {
    let scene = scene();
    let series = |format: &str| scene.done(&["series", "out", "--indicator", "cases_solved", "--format", format]).out;
    let csv = series("csv");
    assert!(csv.starts_with("indicator,scope,unit,") && csv.lines().count() == 4, "{csv}");
    assert_eq!(serde_json::from_str::<Value>(&series("json")).unwrap().as_array().unwrap().len(), 3);
}

#[test]
fn a_series_shows_what_was_known_on_a_day() {
    let scene = Scene::new()
        .file("in/a.txt", "In 2021, police cracked 12,000 fraud cases.\n")
        .file("in/a.meta.toml", "published = 2022-03-05\n")
        .file("in/b.txt", "In 2021, police cracked 15,000 fraud cases.\n")
        .file("in/b.meta.toml", "published = 2023-03-05\n");
    scene.done(&["run", "in", "-o", "out"]);
    let as_of = |day: &str| scene.tally(&["series", "out", "--indicator", "cases_solved", "--as-of", day]);
    assert!(as_of("2022-12-31").out.contains("during  12,000"), "{:?}", as_of("2022-12-31"));
    assert!(as_of("2023-12-31").out.contains("during  15,000"), "{:?}", as_of("2023-12-31"));
    assert_eq!((as_of("2021-12-31").code, as_of("yesterday").code), (2, 2));
}

#[test]
fn an_indicator_is_shown_over_time() {
    let scene = scene();
    let out = scene.done(&["series", "out", "--indicator", "cases_solved"]).out;
    let years: Vec<&str> = out.lines().filter(|line| line.contains("during") && line.contains('█')).collect();
    assert!(years[0].contains("2020-01-01 to 2020-12-31 during  10,000"), "{out}");
    assert!(years[1].contains("disputed: 12,000 to 15,000"), "{out}");
    let ran = scene.tally(&["series", "out", "--indicator", "cases_lost"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("the run has no indicator `cases_lost`, expected one of cases_solved"), "{}", ran.err);
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
    assert_eq!(scene.tally(&["check", "out", "--fail-on", "inconsistent"]).code, 1);
    assert_eq!(scene.tally(&["check", "out", "--fail-on", "inconsistent", "--kind", "part,order"]).code, 0);
    assert_eq!(scene.tally(&["check", "out", "--kind", "growths"]).code, 2);
}
