use std::collections::BTreeMap;

use tallysheet_export::{read_claims, read_documents};

use crate::scene::{CHINESE, ENGLISH, Scene};

#[test]
fn every_surface_stands_in_the_text_where_the_claim_says() {
    // Characters beyond the basic plane, an accent of its own and Windows line ends move bytes and characters apart.
    let odd = format!("𝒜 cafe\u{301} —\r\n{ENGLISH}");
    let scene = Scene::with_stories()
        .file("in/odd.txt", &odd)
        .file("in/page.html", format!("<html><body><article><p>{ENGLISH}</p><p>{CHINESE}</p></article></body></html>"));
    scene.done(&["run", "in", "-o", "out"]);
    let documents: BTreeMap<_, _> = read_documents(&scene.path("out/documents.parquet"))
        .unwrap()
        .into_iter()
        .map(|(document, claims)| (document.doc_id.clone(), (document, claims)))
        .collect();
    let claims = read_claims(&scene.path("out/claims.parquet")).unwrap();
    for claim in &claims {
        let (document, _) = &documents[&claim.passage.doc_id];
        let count = (claim.char_end - claim.char_start) as usize;
        let slice: String = document.text.chars().skip(claim.char_start as usize).take(count).collect();
        assert_eq!(slice, claim.surface, "{}", document.source);
        assert_eq!(claim.span.slice(&document.text), claim.surface, "{}", document.source);
        assert!(
            document.text.contains(claim.passage.sentence.as_str())
                && claim.passage.sentence.contains(claim.surface.as_str())
        );
    }
    for (document, count) in documents.values() {
        let found = claims.iter().filter(|claim| claim.passage.doc_id == document.doc_id).count();
        assert_eq!(found as u64, *count, "{}", document.source);
        assert!(found >= 4, "{} claims in {}", found, document.source);
    }
    assert!(claims.iter().any(|claim| claim.surface == "3.2亿元"));
    assert_eq!(documents.values().find(|(d, _)| d.source == "odd.txt").unwrap().0.text, odd);
}
