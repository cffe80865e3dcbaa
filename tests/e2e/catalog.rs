//! `catalog new` and `catalog check` on a catalog directory of one's own.

use crate::scene::{Ran, Scene};

/// The directory's catalog, checked.
fn check(scene: &Scene) -> Ran {
    scene.tally(&["catalog", "check", "--catalog", "mine", "--shadows"])
}

/// What the check says of the entries of this test.
fn said<'a>(ran: &'a Ran, of: &str) -> Vec<&'a str> {
    ran.out.lines().filter(|line| line.contains(of)).collect()
}

fn new_entry(scene: &Scene, id: &str, unit: &str) -> String {
    let written = scene.done(&["catalog", "new", id, "--dir", "mine", "--unit", unit]).out;
    assert_eq!(written, format!("mine/{id}.toml\n"));
    String::from_utf8(scene.read(&format!("mine/{id}.toml"))).unwrap()
}

/// The entry with its example taken out of comment.
fn opened(entry: &str) -> String {
    let open = |line| str::strip_prefix(line, '#').filter(|rest| !rest.starts_with(' ')).unwrap_or(line);
    entry.lines().map(|line| open(line).to_owned() + "\n").collect()
}

#[test]
fn a_new_entry_is_listed_as_it_is() {
    let scene = Scene::new();
    new_entry(&scene, "trees_planted", "count");
    let listed = scene.done(&["catalog", "list", "--catalog", "mine"]).out;
    assert!(listed.lines().any(|line| line.starts_with("trees_planted ")), "{listed}");
}

#[test]
fn the_example_of_each_unit_is_read_as_it_says() {
    for unit in ["count", "CNY", "percent", "month"] {
        let scene = Scene::new();
        let entry = new_entry(&scene, "brand_new", unit);
        let scene = scene.file("mine/brand_new.toml", opened(&entry));
        assert_eq!(said(&check(&scene), "brand_new"), [""; 0], "{unit}");
    }
}

#[test]
fn an_entry_filled_in_is_read_and_a_wrong_example_is_named() {
    let scene = Scene::new();
    let mut entry = opened(&new_entry(&scene, "fences_painted", "count"));
    for (example, own) in [("plant", "paint"), ("种植", "粉刷"), ("tree", "fence"), ("树木", "围栏")] {
        entry = entry.replace(example, own);
    }
    let scene = scene.file("mine/fences_painted.toml", &entry);
    assert_eq!(said(&check(&scene), "fences_painted"), [""; 0], "{entry}");

    let scene = scene.file("mine/fences_painted.toml", entry.replace("watered", "painted"));
    let ran = check(&scene);
    assert_eq!(ran.code, 1);
    let wrong = said(&ran, "fences_painted");
    assert_eq!(wrong.len(), 1, "{wrong:?}");
    assert!(wrong[0].contains("expected anything but fences_painted, found fences_painted for «300»"), "{wrong:?}");
}

#[test]
fn what_is_taken_or_misspelt_is_refused() {
    let scene = Scene::new();
    new_entry(&scene, "trees_planted", "count");
    let before = scene.names("mine");
    for (id, why) in [
        ("trees_planted", "indicator `trees_planted` exists"),
        ("cases_solved", "indicator `cases_solved` exists"),
        ("units", "would replace a file of the catalog itself"),
        ("Trees", "expected an id of lower-case words"),
        ("../trees", "expected an id of lower-case words"),
    ] {
        let ran = scene.tally(&["catalog", "new", id, "--dir", "mine"]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{id}");
        assert!(ran.err.contains(why), "{id}: {}", ran.err);
    }
    let scene = scene.file("mine/ponds.toml", "");
    assert_eq!(scene.tally(&["catalog", "new", "ponds", "--dir", "mine"]).code, 2, "the file exists");
    assert_eq!(scene.read("mine/ponds.toml"), b"");
    assert_eq!(before, ["trees_planted.toml"]);
    assert_eq!(scene.tally(&["catalog", "new", "trees_planted", "--catalog", "mine"]).code, 2);
    assert_eq!(scene.tally(&["catalog", "new", "x", "--unit", "dollar"]).code, 2);
}

#[test]
fn without_a_directory_the_entry_is_printed() {
    let scene = Scene::new();
    let out = scene.done(&["catalog", "new", "trees_planted", "--group", "parks"]).out;
    assert!(out.contains("\nid = \"trees_planted\"\n") && out.contains("\ngroup = \"parks\"\n"), "{out}");
}

#[test]
fn entries_in_each_others_way_are_told() {
    let entry = |id: &str| {
        format!(
            "[[indicator]]\nid = '{id}'\nunit = 'count'\ngroup = 'g'\nlabel = 'l'\nmeaning = 'm'\n\
             frames = [{{ nouns = ['kiosk'] }}]\n"
        )
    };
    let words = "[[noun]]\nid = 'kiosk'\nen = ['kiosk']\n\
                 [[noun]]\nid = 'booth'\nen = ['kiosk', 'kiosk of glass']\n";
    let scene = Scene::new().file("mine/kiosks.toml", [words, &entry("kiosks_built"), &entry("kiosks_shut")].concat());
    let ran = check(&scene);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert_eq!(
        said(&ran, "kiosk"),
        [
            "error: noun (en) of both `booth` and `kiosk`: “kiosk”, “kiosks”",
            "error: indicators `kiosks_built` and `kiosks_shut` share the frame: nouns kiosk",
            "note: noun (en) “kiosk” of `kiosk` is within “kiosk of glass” of `booth`",
        ]
    );
    let brief = scene.tally(&["catalog", "check", "--catalog", "mine"]).out;
    assert!(!brief.contains("note: ") && brief.contains("(--shadows lists them)"), "{brief}");
}
