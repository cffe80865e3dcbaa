use crate::scene::Scene;

/// Runs the command, expects wrong use, and gives the message.
fn wrong(scene: &Scene, args: &[&str]) -> String {
    let ran = scene.tally(args);
    assert_eq!(ran.code, 2, "tally {args:?}: {ran:?}");
    assert_eq!(ran.out, "", "messages go to stderr");
    ran.err
}

#[test]
fn wrong_use_is_two() {
    let scene = Scene::with_stories();
    assert!(wrong(&scene, &["run", "in", "--colour"]).contains("unexpected argument '--colour'"));
    assert!(wrong(&scene, &["run", "in", "--threads", "0"]).contains("--threads"));
    assert!(wrong(&scene, &["run", "in", "--format", "xlsx"]).contains("parquet, csv, jsonl"));
    assert!(wrong(&scene, &["run", "nowhere"]).contains("error: no such input: `nowhere`"));
    assert!(wrong(&scene, &["run"]).contains("expected an INPUT"));
    assert!(wrong(&scene, &["explain", "nowhere.txt"]).contains("no such input: `nowhere.txt`"));
    assert!(!scene.path("out").exists(), "nothing is written");
}

#[test]
fn wrong_configuration_names_file_and_line() {
    let scene = Scene::with_stories().file("my.toml", "inputs = ['in']\n\nouptut = 'x'\n");
    let message = wrong(&scene, &["run", "-c", "my.toml"]);
    assert!(message.starts_with("error: my.toml:3: unknown field `ouptut`"), "{message}");
    assert!(wrong(&scene, &["run", "in", "-c", "none.toml"]).contains("cannot read none.toml"));
}

#[test]
fn a_bad_catalog_entry_names_file_and_line() {
    let scene = Scene::with_stories().file("mine/verbs.toml", "[[verb]]\nid = 'juggle'\nwords = ['juggle']\n");
    let message = wrong(&scene, &["run", "in", "--catalog", "mine"]);
    assert!(message.starts_with("error: mine/verbs.toml:3: unknown field `words`"), "{message}");
    assert!(wrong(&scene, &["catalog", "list", "--catalog", "nowhere"]).contains("nowhere"));
}

#[test]
fn a_stage_names_the_line_that_is_no_document() {
    let scene = Scene::new();
    let ran = scene.pipe(&["extract"], b"{\"document\": 1}\n");
    assert_eq!(ran.code, 2);
    assert!(ran.err.starts_with("error: standard input:1: "), "{}", ran.err);
}

#[test]
fn failure_is_three() {
    let scene = Scene::with_stories().file("out", "a file where the directory should be");
    let ran = scene.tally(&["run", "in", "-o", "out"]);
    assert_eq!(ran.code, 3, "{ran:?}");
    assert!(ran.err.starts_with("error: cannot write to out: "), "{}", ran.err);
    assert_eq!(scene.read("out"), b"a file where the directory should be");
}

#[test]
fn messages_may_be_json() {
    let scene = Scene::new();
    let ran = scene.tally(&["run", "nowhere", "--log-format", "json"]);
    assert_eq!(ran.code, 2);
    let event: serde_json::Value = serde_json::from_str(&ran.err).unwrap();
    assert_eq!((&event["level"], &event["event"]), (&"error".into(), &"failed".into()));
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_is_no_error() {
    use std::process::Stdio;
    let story = "Police cracked 12 cases. ".repeat(1000);
    let lines: String = (0..200).map(|i| format!("{{\"text\": \"{i} {story}\"}}\n")).collect();
    let scene = Scene::new().file("many.jsonl", lines);
    let mut child = crate::scene::command(&scene.path(""))
        .args(["ingest", "many.jsonl"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert!(output.stderr.is_empty(), "{output:?}");
}
