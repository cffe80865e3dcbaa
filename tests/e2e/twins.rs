//! A Chinese text makes the same claims in full-width digits, in traditional characters, in GB18030 and in Big5.

use std::{collections::BTreeMap, fs, path::PathBuf};

use encoding_rs::{BIG5, Encoding, GB18030};
use tallysheet_export::{read_claims, read_documents};
use tallysheet_model::Claim;

use crate::scene::Scene;

/// How a twin is written: each character for itself, so that its figures stand where they stand in the plain text.
struct Twin {
    name: &'static str,
    written: fn(&str) -> String,
    encoding: Option<&'static Encoding>,
}

const PLAIN: &str = "plain";
const TWINS: [Twin; 6] = [
    Twin { name: PLAIN, written: str::to_owned, encoding: None },
    Twin { name: "full-width", written: full_width, encoding: None },
    Twin { name: "traditional", written: traditional, encoding: None },
    Twin { name: "full-width-traditional", written: |text| full_width(&traditional(text)), encoding: None },
    Twin { name: "gb18030", written: str::to_owned, encoding: Some(GB18030) },
    Twin { name: "big5", written: traditional, encoding: Some(BIG5) },
];

/// The fewest documents, and claims of all of them.
const LEAST: (usize, usize) = (12, 180);

/// The Chinese sample documents and their side files: name and content. What is no UTF-8 there is GB18030.
fn samples() -> Vec<(String, String)> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../data/samples");
    let text = |bytes| String::from_utf8(bytes).unwrap_or_else(|e| GB18030.decode(e.as_bytes()).0.into_owned());
    let mut samples = Vec::new();
    for (folder, mark) in [("zh", ""), ("pairs", ".zh.")] {
        for entry in fs::read_dir(root.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if name.contains(mark) {
                samples.push((name, text(fs::read(&path).unwrap())));
            }
        }
    }
    samples.sort();
    samples
}

/// Digits, the letters of names and the signs of numbers, each as wide as a Chinese character.
fn full_width(text: &str) -> String {
    let wide = |c: char| match c {
        '0'..='9' | 'A'..='Z' | 'a'..='z' | '%' | '.' => char::from_u32(u32::from(c) + 0xfee0).unwrap(),
        _ => c,
    };
    text.chars().map(wide).collect()
}

fn traditional(text: &str) -> String {
    hanconv::s2tw(text)
}

#[test]
fn twins_make_the_same_claims() {
    let samples = samples();
    let mut scene = Scene::new();
    for twin in &TWINS {
        for (name, content) in &samples {
            let content = match name.strip_suffix(".txt") {
                Some(_) => twin.bytes(content),
                None => content.clone().into_bytes(),
            };
            scene = scene.file(&format!("in/{}/{name}", twin.name), content);
        }
    }
    scene.done(&["run", "in", "-o", "out"]);
    let claims = claims(&scene);
    let plain: Vec<(&str, &Vec<Claim>)> =
        claims.iter().filter_map(|(source, claims)| Some((in_folder(source, PLAIN)?, claims))).collect();
    assert!(plain.len() >= LEAST.0 && plain.iter().map(|(_, claims)| claims.len()).sum::<usize>() >= LEAST.1);
    for twin in &TWINS {
        for (name, plain) in &plain {
            let source = format!("{}/{name}", twin.name);
            let told: Vec<String> = claims[&source].iter().map(told).collect();
            let expected: Vec<String> = plain.iter().map(self::told).collect();
            assert_eq!(told, expected, "{source}");
            let surfaces = claims[&source].iter().map(|claim| claim.surface.clone());
            let expected = plain.iter().map(|claim| (twin.written)(&claim.surface));
            assert!(surfaces.eq(expected), "{source}");
        }
    }
}

impl Twin {
    fn bytes(&self, text: &str) -> Vec<u8> {
        let written = (self.written)(text);
        assert_eq!(written.chars().count(), text.chars().count(), "{}", self.name);
        let Some(encoding) = self.encoding else { return written.into_bytes() };
        let (bytes, _, unmappable) = encoding.encode(&written);
        assert!(!unmappable, "{} cannot write {written}", self.name);
        bytes.into_owned()
    }
}

/// The claims of every document by its source, each checked against the text.
fn claims(scene: &Scene) -> BTreeMap<String, Vec<Claim>> {
    let all = read_claims(&scene.path("out/claims.parquet")).unwrap();
    let documents = read_documents(&scene.path("out/documents.parquet")).unwrap();
    let of = |(document, _): (tallysheet_model::Document, u64)| {
        let own: Vec<Claim> = all.iter().filter(|claim| claim.passage.doc_id == document.doc_id).cloned().collect();
        let text: Vec<char> = document.text.chars().collect();
        for claim in &own {
            let slice: String = text[claim.char_start as usize..claim.char_end as usize].iter().collect();
            assert_eq!(slice, claim.surface, "{}", document.source);
        }
        (document.source, own)
    };
    documents.into_iter().map(of).collect()
}

fn in_folder<'a>(source: &'a str, folder: &str) -> Option<&'a str> {
    source.strip_prefix(folder)?.strip_prefix('/')
}

/// What a claim tells, its words left out.
fn told(claim: &Claim) -> String {
    let Claim { char_start, char_end, value, high, bound, unit, measure, basis, per, .. } = claim;
    let Claim { indicator, period_start, period_end, period_kind, place, scope, .. } = claim;
    format!(
        "{char_start}..{char_end} {value} {high:?} {bound} {unit} {measure} {basis:?} {per:?} {indicator:?} \
         {period_start:?} {period_end:?} {period_kind:?} {place:?} {scope:?}"
    )
}
