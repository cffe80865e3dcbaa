//! How fast the stages read, in bytes of text, beside the least that reading the same bytes costs.

use std::hint::black_box;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use regex::Regex;
use tallysheet_benches::{Density, Language, documents};
use tallysheet_catalog::Catalog;
use tallysheet_extract::Extractor;
use tallysheet_model::Annotated;
use tallysheet_normalize::Normalizer;

const BYTES: usize = 1 << 20;
const LANGUAGES: [(&str, Language); 2] = [("en", Language::En), ("zh", Language::Zh)];
const DENSITIES: [(&str, Density); 3] =
    [("dense", Density::Dense), ("sparse", Density::Sparse), ("none", Density::None)];

fn build(c: &mut Criterion) {
    let mut group = c.benchmark_group("build");
    group.bench_function("catalog", |b| b.iter(Catalog::embedded));
    let catalog = Catalog::embedded();
    group.bench_function("extractor", |b| b.iter(|| Extractor::new(black_box(&catalog))));
    group.finish();
}

/// The extractor and three limits: checking that the bytes are text, looking at every byte for digits, and one regex. A
/// document is let go before the next is read, as in a run.
fn extract(c: &mut Criterion) {
    let extractor = Extractor::new(&Catalog::embedded()).expect("the embedded catalog builds");
    let number = Regex::new(r"\d[\d,.]*").expect("a valid pattern");
    for (lang, language) in LANGUAGES {
        for (name, density) in DENSITIES {
            let documents = documents(language, density, BYTES);
            let text: String = documents.iter().map(|document| document.text.as_str()).collect();
            let mut group = c.benchmark_group(format!("extract/{lang}/{name}"));
            group.sample_size(20).throughput(Throughput::Bytes(text.len() as u64));
            let mut reader = extractor.reader();
            group.bench_function("tally", |b| {
                b.iter_batched(
                    || documents.clone(),
                    |documents| documents.into_iter().map(|d| reader.annotate(d).mentions.len()).sum::<usize>(),
                    BatchSize::LargeInput,
                );
            });
            group.bench_function("utf8", |b| b.iter(|| std::str::from_utf8(black_box(text.as_bytes())).is_ok()));
            group.bench_function("digits", |b| {
                b.iter(|| black_box(text.as_bytes()).iter().filter(|byte| byte.is_ascii_digit()).count());
            });
            group.bench_function("regex", |b| b.iter(|| number.find_iter(black_box(&text)).count()));
            group.finish();
        }
    }
}

fn normalize(c: &mut Criterion) {
    let catalog = Catalog::embedded();
    let extractor = Extractor::new(&catalog).expect("the embedded catalog builds");
    let normalizer = Normalizer::new(catalog);
    let mut group = c.benchmark_group("normalize");
    group.sample_size(20);
    for (lang, language) in LANGUAGES {
        let documents = documents(language, Density::Dense, BYTES);
        let bytes: u64 = documents.iter().map(|document| document.bytes).sum();
        let annotated: Vec<Annotated> = documents.into_iter().map(|d| extractor.annotate(d)).collect();
        group.throughput(Throughput::Bytes(bytes));
        group.bench_function(format!("{lang}/dense"), |b| {
            b.iter_batched(
                || annotated.clone(),
                |annotated| annotated.into_iter().map(|a| normalizer.normalize(a).claims.len()).sum::<usize>(),
                BatchSize::LargeInput,
            );
        });
    }
    group.finish();
}

criterion_group!(benches, build, extract, normalize);
criterion_main!(benches);
