//! Texts that are hard on purpose: bytes a second must be of the order of a dense release, whatever the length.

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use tallysheet_benches::{Adversarial, document};
use tallysheet_catalog::Catalog;
use tallysheet_extract::Extractor;
use tallysheet_model::{Annotated, Date, Document};
use tallysheet_normalize::Normalizer;

const BYTES: usize = 10 << 20;

fn extract(c: &mut Criterion) {
    let extractor = Extractor::new(&Catalog::embedded()).expect("the embedded catalog builds");
    measure(c, "extract", Annotated::from, |annotated| extractor.annotate(annotated));
}

fn normalize(c: &mut Criterion) {
    let catalog = Catalog::embedded();
    let extractor = Extractor::new(&catalog).expect("the embedded catalog builds");
    let normalizer = Normalizer::new(catalog);
    measure(c, "normalize", |document| extractor.annotate(document), |annotated| normalizer.normalize(annotated));
}

/// Measures a stage on every kind of text; `prepare` makes what it reads of a document.
fn measure(
    c: &mut Criterion,
    stage: &str,
    prepare: impl Fn(Document) -> Annotated,
    run: impl Fn(Annotated) -> Annotated,
) {
    for (lang, chinese) in [("en", false), ("zh", true)] {
        let mut group = c.benchmark_group(format!("{stage}/{lang}/adversarial"));
        group.sample_size(10);
        for adversarial in Adversarial::ALL {
            let document = document(adversarial.text(chinese, BYTES), chinese, Date::constant(2025, 1, 1));
            group.throughput(Throughput::Bytes(document.bytes));
            let input = prepare(document);
            group.bench_function(adversarial.as_str(), |b| {
                b.iter_batched(|| input.clone(), &run, BatchSize::PerIteration);
            });
        }
        group.finish();
    }
}

criterion_group!(benches, extract, normalize);
criterion_main!(benches);
