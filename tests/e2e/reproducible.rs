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
fn where_the_input_stands_changes_no_byte() {
    let scene = Scene::with_stories();
    let elsewhere = Scene::with_stories();
    scene.done(&["run", "in", "-o", "here"]);
    scene.done(&["run", elsewhere.path("in").to_str().unwrap(), "-o", "there"]);
    assert_same_tables(&scene, "here", "there");
}
