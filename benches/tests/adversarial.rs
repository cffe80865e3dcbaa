//! Texts that are hard on purpose are read to the end, piece by piece: a sentence is never longer than its bound, and twice
//! the text gives twice the figures and no more. At this length, work that grows with the square of the text would not end.

use tallysheet_benches::{Adversarial, document};
use tallysheet_catalog::Catalog;
use tallysheet_extract::Extractor;
use tallysheet_model::Date;
use tallysheet_normalize::Normalizer;

const BYTES: usize = 1 << 20;

#[test]
fn twice_the_text_gives_twice_the_figures() {
    let catalog = Catalog::embedded();
    let extractor = Extractor::new(&catalog).expect("the embedded catalog builds");
    let normalizer = Normalizer::new(catalog);
    for adversarial in Adversarial::ALL {
        for chinese in [false, true] {
            let found = |bytes: usize| {
                let text = adversarial.text(chinese, bytes);
                let annotated = extractor.annotate(document(text, chinese, Date::constant(2025, 1, 1)));
                let longest = annotated.sentences.iter().map(|sentence| sentence.span.len()).max();
                let annotated = normalizer.normalize(annotated);
                (longest.unwrap_or(0), annotated.mentions.len(), annotated.claims.len())
            };
            let ((longest, mentions, claims), (longest_of_two, mentions_of_two, claims_of_two)) =
                (found(BYTES), found(2 * BYTES));
            let name = adversarial.as_str();
            assert!(longest <= 4096 && longest_of_two <= 4096, "{name}: a sentence of {longest_of_two} bytes");
            let twice = |one: usize, two: usize| two.abs_diff(2 * one) <= 2 + one / 50;
            assert!(twice(mentions, mentions_of_two), "{name}: {mentions} mentions, then {mentions_of_two}");
            assert!(twice(claims, claims_of_two), "{name}: {claims} claims, then {claims_of_two}");
        }
    }
}
