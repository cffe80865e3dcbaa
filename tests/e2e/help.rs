use crate::scene::Scene;

const COMMANDS: [&str; 11] =
    ["run", "ingest", "extract", "normalize", "export", "explain", "eval", "catalog", "schema", "completions", "man"];

#[test]
fn the_help_of_each_command_shows_examples() {
    let scene = Scene::new();
    let all = scene.done(&["--help"]).out;
    assert!(all.contains("EXAMPLES") && all.contains("EXIT CODES"));
    for command in COMMANDS {
        assert!(all.contains(&format!("  {command} ")), "{command} is not listed");
        let help = scene.done(&[command, "--help"]).out;
        assert!(help.contains("EXAMPLES\n  tally "), "{command}: {help}");
    }
}

#[test]
fn every_example_names_flags_that_exist() {
    let scene = Scene::new();
    for command in COMMANDS {
        let help = scene.done(&[command, "--help"]).out;
        let (usage, examples) = help.split_once("EXAMPLES").unwrap();
        let mine = examples
            .lines()
            .flat_map(|line| line.split(" | "))
            .filter(|part| part.trim_start().starts_with(&format!("tally {command} ")));
        for flag in mine.flat_map(str::split_whitespace).filter(|word| word.starts_with("--")) {
            let name = flag.split('=').next().unwrap();
            // `tally catalog check --catalog` is told by the subcommand.
            let own = command == "catalog" || usage.contains(name);
            assert!(own, "{command} has no {name}");
        }
    }
}

#[test]
fn completions_for_the_usual_shells() {
    let scene = Scene::new();
    for (shell, sign) in [("bash", "complete -F _tally"), ("zsh", "#compdef tally"), ("fish", "complete -c tally")] {
        let script = scene.done(&["completions", shell]).out;
        assert!(script.contains(sign), "{shell}");
        assert!(COMMANDS.iter().all(|command| script.contains(command)), "{shell}");
    }
}

#[test]
fn manual_pages() {
    let scene = Scene::new();
    assert!(scene.done(&["man"]).out.contains(".TH tally 1"));
    scene.done(&["man", "man1"]);
    let pages = scene.names("man1");
    for command in COMMANDS {
        assert!(pages.contains(&format!("tally-{command}.1")), "{command}: {pages:?}");
    }
}

#[test]
fn the_version_is_told() {
    assert_eq!(Scene::new().done(&["--version"]).out, format!("tally {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn the_schema_names_every_column() {
    let scene = Scene::new();
    let tables: serde_json::Value = serde_json::from_str(&scene.done(&["schema", "--format", "json"]).out).unwrap();
    assert_eq!(tables.as_array().unwrap().len(), 5);
    let text = scene.done(&["schema", "claims"]).out;
    for column in tallysheet_model::columns::claims::ALL {
        assert!(text.contains(column.0), "{}", column.0);
    }
}
