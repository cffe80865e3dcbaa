//! Lists the indicators of a group with the words that tell them: `cargo run -p tallysheet-catalog --example look_up -- money`.

#![expect(clippy::print_stdout, reason = "an example shows its result")]

use tallysheet_catalog::{Catalog, Lexeme};
use tallysheet_model::{CueKind, SmolStr};

fn main() {
    let group = std::env::args().nth(1).unwrap_or_else(|| "money".to_owned());
    let catalog = Catalog::embedded();
    for indicator in catalog.indicators().iter().filter(|i| i.group == group) {
        println!("{} ({}): {}", indicator.id, indicator.unit, indicator.meaning);
        for frame in &indicator.frames {
            let parts = [
                ("verbs", words(&catalog, &frame.verbs, &[CueKind::Verb])),
                ("nouns", words(&catalog, &frame.nouns, &[CueKind::Noun])),
                ("with", words(&catalog, &frame.with, &[CueKind::Verb, CueKind::Noun, CueKind::Modifier])),
                ("without", words(&catalog, &frame.without, &[CueKind::Verb, CueKind::Noun, CueKind::Modifier])),
            ];
            let told: Vec<String> = parts
                .iter()
                .filter(|(_, words)| !words.is_empty())
                .map(|(part, words)| format!("{part} {words}"))
                .collect();
            println!("  - {}", told.join("; "));
        }
    }
}

/// The first English and the first Chinese word of each lexeme.
fn words(catalog: &Catalog, ids: &[SmolStr], kinds: &[CueKind]) -> String {
    let lexemes = ids.iter().filter_map(|id| catalog.lexemes().iter().find(|l| &l.id == id && kinds.contains(&l.kind)));
    lexemes.map(both_languages).collect::<Vec<_>>().join(", ")
}

fn both_languages(lexeme: &Lexeme) -> String {
    let first = |forms: &[tallysheet_catalog::Form]| forms.first().map_or(String::new(), |form| form.text.clone());
    format!("{} {}", first(&lexeme.en), first(&lexeme.zh))
}
