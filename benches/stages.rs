//! How fast the stages read, in bytes of text.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use tallysheet_benches::releases;
use tallysheet_catalog::Catalog;
use tallysheet_extract::Extractor;
use tallysheet_model::Lang;
use tallysheet_normalize::Normalizer;

fn build(c: &mut Criterion) {
    let mut group = c.benchmark_group("build");
    group.bench_function("catalog", |b| b.iter(Catalog::embedded));
    let catalog = Catalog::embedded();
    group.bench_function("extractor", |b| b.iter(|| Extractor::new(black_box(&catalog))));
    group.finish();
}

fn extract(c: &mut Criterion) {
    let extractor = Extractor::new(&Catalog::embedded()).expect("the embedded catalog builds");
    let mut group = c.benchmark_group("extract");
    for lang in [Lang::En, Lang::Zh] {
        let document = releases(lang);
        group.throughput(Throughput::Bytes(document.text.len() as u64));
        group.bench_function(format!("{}/dense", document.lang), |b| {
            b.iter_batched(|| document.clone(), |d| extractor.annotate(d), criterion::BatchSize::LargeInput);
        });
    }
    group.finish();
}

fn normalize(c: &mut Criterion) {
    let catalog = Catalog::embedded();
    let extractor = Extractor::new(&catalog).expect("the embedded catalog builds");
    let normalizer = Normalizer::new(catalog);
    let mut group = c.benchmark_group("normalize");
    for lang in [Lang::En, Lang::Zh] {
        let annotated = extractor.annotate(releases(lang));
        group.throughput(Throughput::Bytes(annotated.document.text.len() as u64));
        group.bench_function(format!("{}/dense", annotated.document.lang), |b| {
            b.iter_batched(|| annotated.clone(), |a| normalizer.normalize(a), criterion::BatchSize::LargeInput);
        });
    }
    group.finish();
}

criterion_group!(benches, build, extract, normalize);
criterion_main!(benches);
