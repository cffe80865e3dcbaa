use crate::scene::{CHINESE, Scene};

#[test]
fn figures_are_underlined_and_explained() {
    let text = "Police cracked 12,300 cases in 2021.";
    let out = Scene::new().done(&["explain", "--text", text, "--published", "2022-03-05"]).out;
    let lines: Vec<&str> = out.lines().collect();
    let at = lines.iter().position(|line| line.trim() == text).unwrap_or_else(|| panic!("{out}"));
    let column = lines[at].find("12,300").unwrap();
    assert_eq!(lines[at + 1], format!("{}1▔▔▔▔▔", " ".repeat(column)), "{out}");
    assert!(out.contains("published 2022-03-05"), "{out}");
    assert!(out.contains("12,300 count · cases_solved · level · 2021-01-01 to 2021-12-31"), "{out}");
}

#[test]
fn wide_characters_are_underlined_in_their_columns() {
    let scene = Scene::new().file("a.txt", CHINESE);
    let out = scene.done(&["explain", "a.txt", "--width", "400"]).out;
    let lines: Vec<&str> = out.lines().collect();
    let at = lines.iter().position(|line| line.contains("3.2亿元")).unwrap_or_else(|| panic!("{out}"));
    let before = lines[at].split("3.2亿元").next().unwrap();
    let columns: usize = before.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
    let rule = lines[at + 1];
    assert_eq!(rule.chars().take_while(|&c| c == ' ').count(), columns, "{out}");
    assert_eq!(rule.trim().chars().count(), "3.2".len() + 2 + 2, "{out}");
}

#[test]
fn mentions_that_report_nothing_are_listed_on_demand() {
    let args = ["explain", "--text", "Police cracked 12,300 cases in 2021."];
    let plain = Scene::new().done(&args).out;
    let full = Scene::new().done(&[&args[..], &["--mentions"]].concat()).out;
    assert!(!plain.contains("time: happened"), "{plain}");
    assert!(full.contains("time: happened within it"), "{full}");
}
