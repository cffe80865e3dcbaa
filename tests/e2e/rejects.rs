use tallysheet_export::{read_documents, read_rejects};

use crate::scene::{ENGLISH, Scene};

/// One good story among files that cannot be read.
fn scene() -> Scene {
    let records = format!("{}\nnot json\n", serde_json::json!({ "text": ENGLISH, "title": "A record" }));
    Scene::new()
        .file("in/broken.txt.gz", b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03broken")
        .file("in/empty.txt", "")
        .file("in/picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR\x00\x00\x00\x01")
        .file("in/records.jsonl", records)
        .file("in/story.txt", ENGLISH)
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_kept() {
    let scene = scene();
    let ran = scene.done(&["run", "in", "-o", "out"]);
    let sources = |name: &str| -> Vec<String> {
        read_documents(&scene.path(name)).unwrap().into_iter().map(|(document, _)| document.source).collect()
    };
    assert_eq!(sources("out/documents.parquet"), ["records.jsonl#1", "story.txt"]);
    let rejects = read_rejects(&scene.path("out/rejects.parquet")).unwrap();
    let told: Vec<(&str, &str)> = rejects.iter().map(|r| (r.source.as_str(), r.reason.as_str())).collect();
    let expected = [
        ("broken.txt.gz", "bad_compression"),
        ("empty.txt", "empty"),
        ("picture.txt", "binary"),
        ("records.jsonl#2", "bad_record"),
    ];
    assert_eq!(told, expected);
    assert!(ran.out.contains("broken.txt.gz") && ran.out.contains("bad_compression"), "{}", ran.out);
}

#[test]
fn strict_makes_rejects_an_exit_code() {
    let scene = scene();
    assert_eq!(scene.tally(&["run", "in", "-o", "out", "--strict"]).code, 1);
    assert!(scene.path("out/claims.parquet").exists(), "the tables are written all the same");
    assert_eq!(scene.tally(&["run", "in/story.txt", "-o", "out", "--strict"]).code, 0);
}

#[test]
fn ingest_passes_rejects_to_export() {
    let scene = scene();
    let documents = scene.done(&["ingest", "in", "--rejects", "rejects.jsonl"]).out;
    assert_eq!(documents.lines().count(), 2);
    let ran = scene.pipe(&["export", "-o", "out", "--rejects", "rejects.jsonl"], documents.as_bytes());
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(read_rejects(&scene.path("out/rejects.parquet")).unwrap().len(), 4);
    let warned = scene.done(&["ingest", "in"]).err;
    assert!(warned.contains("warning: broken.txt.gz: bad_compression"), "{warned}");
}
