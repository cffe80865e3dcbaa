use crate::scene::{CHINESE, ENGLISH, Scene};

const TABLES: [&str; 5] =
    ["documents.parquet", "claims.parquet", "observations.parquet", "checks.parquet", "rejects.parquet"];

/// Enough documents that threads finish out of order: short and long ones, copies and broken files.
fn scene() -> Scene {
    let mut scene = Scene::new();
    for i in 0..60 {
        let english = ENGLISH.replace("12,300", &format!("12,3{i:02}")).repeat(1 + i % 7 * 3);
        scene = scene.file(&format!("in/english-{i:02}.txt"), english);
        scene = scene.file(&format!("in/chinese-{i:02}.txt"), CHINESE.repeat(1 + i % 3));
    }
    scene.file("in/empty.txt", "").file("in/blank.txt", "\n")
}

fn assert_same_tables(scene: &Scene, one: &str, other: &str) {
    for table in TABLES {
        let (a, b) = (scene.read(&format!("{one}/{table}")), scene.read(&format!("{other}/{table}")));
        assert!(a == b, "{table} differs between {one} and {other}");
    }
}

#[test]
fn threads_and_repetition_change_no_byte() {
    let scene = scene();
    scene.done(&["run", "in", "-o", "one", "--threads", "1"]);
    scene.done(&["run", "in", "-o", "two", "--threads", "2"]);
    assert_same_tables(&scene, "one", "two");
    assert_eq!(scene.read("one/report.html"), scene.read("two/report.html"));
    scene.done(&["run", "in", "-o", "two", "--threads", "2"]);
    assert_same_tables(&scene, "one", "two");
}

#[test]
fn a_large_file_is_read_in_pieces_that_change_no_byte() {
    let record = |i: usize| {
        let text = if i.is_multiple_of(2) { ENGLISH.repeat(1 + i % 5) } else { CHINESE.repeat(1 + i % 4) };
        serde_json::json!({ "text": text.replace("12,300", &format!("12,{:03}", i % 1000)), "date": "2022-01-05" })
    };
    let mut lines: Vec<String> = (0..500).map(|i| record(i).to_string()).collect();
    lines[250].push('}');
    let table: String = lines.iter().map(|line| format!("\"{}\"\n", line.replace('"', "\"\""))).collect();
    let scene = Scene::new().file("in/news.jsonl", lines.join("\n")).file("in/news.csv", format!("text\n{table}"));
    scene.done(&["run", "in", "-o", "one", "--threads", "1"]);
    assert!(scene.read("in/news.jsonl").len() > 300_000, "the file must be too large to be read whole");
    let rejects = tallysheet_export::read_rejects(&scene.path("one/rejects.parquet")).unwrap();
    assert_eq!(rejects.iter().map(|reject| reject.source.as_str()).collect::<Vec<_>>(), ["news.jsonl#251"]);
    for (threads, bytes) in [("1", "90000000"), ("2", "3000"), ("4", "50000")] {
        scene.done(&["run", "in", "-o", "two", "--threads", threads, "--batch-bytes", bytes]);
        assert_same_tables(&scene, "one", "two");
        assert_eq!(scene.read("one/report.html"), scene.read("two/report.html"));
        assert_eq!(inputs(&scene, "one"), inputs(&scene, "two"));
    }
}

/// What the manifest says of the files read.
fn inputs(scene: &Scene, run: &str) -> serde_json::Value {
    let manifest: serde_json::Value = serde_json::from_slice(&scene.read(&format!("{run}/manifest.json"))).unwrap();
    manifest["inputs"].clone()
}

#[test]
fn where_the_input_stands_changes_no_byte() {
    let scene = Scene::with_stories();
    let elsewhere = Scene::with_stories();
    scene.done(&["run", "in", "-o", "here"]);
    scene.done(&["run", elsewhere.path("in").to_str().unwrap(), "-o", "there"]);
    assert_same_tables(&scene, "here", "there");
}
