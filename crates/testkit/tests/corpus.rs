//! Runs the corpus of cases under `tests/corpus/`.

#![allow(clippy::print_stdout, reason = "the known gaps are for the person who runs the corpus")]

use std::path::Path;

use tallysheet_testkit::Kit;

fn run(language: &str) {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/corpus").join(language);
    let outcome = Kit::new().run(&dir);
    assert!(outcome.cases > 0, "{} holds no case", dir.display());
    for gap in &outcome.known_gaps {
        println!("known gap: {gap}");
    }
    assert!(
        outcome.failures.is_empty(),
        "{} of {} cases fail\n{}",
        outcome.failures.len(),
        outcome.cases,
        outcome.failures.join("\n")
    );
}

#[test]
fn english() {
    run("en");
}

#[test]
fn chinese() {
    run("zh");
}
