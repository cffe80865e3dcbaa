//! Drives the binary `score` in a directory of its own.

// A test that cannot go on says so by panicking.
#![allow(clippy::unwrap_used)]

use std::{fs, path::Path, process::Command};

const CASES: &str = r#"{"id": "1", "text": "It cost 20 dollars.", "expected": [{"char_start": 8, "char_end": 18, "value": 20.0, "range": null, "unit": "Dollar", "type": "currency"}]}
{"id": "2", "text": "It cost 30 dollars.", "expected": [{"char_start": 8, "char_end": 18, "value": 31.0, "range": null, "unit": "Dollar", "type": "currency"}]}
"#;

/// Runs it and gives whether it succeeded, with what it printed.
fn score(directory: &Path, args: &[&str]) -> (bool, String, String) {
    let always = ["--table", "score.md", "--date", "2024-01-15"];
    let output =
        Command::new(env!("CARGO_BIN_EXE_score")).current_dir(directory).args(always).args(args).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.success(), text(output.stdout), text(output.stderr))
}

#[test]
fn a_table_is_written_kept_and_checked() {
    let directory = tempfile::tempdir().unwrap();
    let at = directory.path();
    fs::create_dir(at.join("benchmarks")).unwrap();
    fs::write(at.join("benchmarks/english-money.jsonl"), CASES).unwrap();
    fs::write(at.join("units.toml"), "[currency]\nDollar = ['USD']\n").unwrap();
    let benchmarks = ["--benchmarks", "benchmarks", "--units", "units.toml"];

    let (ok, table, misses) = score(at, &[&benchmarks[..], &["--misses"]].concat());
    assert!(ok, "{misses}");
    assert!(table.contains("| public/english-money | value          |     2 | 0.5000 |"), "{table}");
    assert!(table.contains("| public/english-money | value and unit |     2 | 0.5000 |"), "{table}");
    assert_eq!(misses, "english-money: expected 31 Dollar, found exact 30 USD in: It cost 30 dollars.\n");
    let written = fs::read_to_string(at.join("score.md")).unwrap();
    assert!(written.ends_with(&table), "{written}");

    let (ok, said, _) = score(at, &[&benchmarks[..], &["--check"]].concat());
    assert!(ok && said == "no score fell\n", "{said}");
    let (ok, said, _) = score(at, &["--check"]);
    assert!(ok && said.starts_with("note: public/english-money: not scored here, skipped\n"), "{said}");
    let written = written + "\nKnown: the second case.\n";
    fs::write(at.join("score.md"), &written).unwrap();
    assert_eq!(score(at, &[]).1, table, "what is not scored again keeps its row");
    assert_eq!(fs::read_to_string(at.join("score.md")).unwrap(), written, "notes below the table stay");

    fs::write(at.join("benchmarks/english-money.jsonl"), CASES.replace("20.0", "21.0")).unwrap();
    let (ok, said, _) = score(at, &[&benchmarks[..], &["--check"]].concat());
    assert!(!ok && said.contains("public/english-money value: score fell from 0.5000 to 0.0000"), "{said}");
    assert_eq!(fs::read_to_string(at.join("score.md")).unwrap(), written, "a check writes nothing");
}

#[test]
fn bad_input_is_named() {
    let directory = tempfile::tempdir().unwrap();
    fs::write(directory.path().join("eval.json"), "{}").unwrap();
    let (ok, _, error) = score(directory.path(), &["--eval", "gold/x=eval.json"]);
    assert!(!ok && error.contains("eval.json") && error.contains("tally eval --json"), "{error}");
    assert!(!score(directory.path(), &["--eval", "eval.json"]).0);
    assert!(!directory.path().join("score.md").exists());
}
