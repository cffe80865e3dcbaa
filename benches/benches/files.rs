//! How fast the stages that read and write files are, and the whole command, in bytes of text.

use std::{env, fs, hint::black_box, path::Path, process::Command};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use tallysheet_benches::{Density, Language, Release, Releases, documents, push_record};
use tallysheet_catalog::Catalog;
use tallysheet_export::{Format, TableWriter};
use tallysheet_extract::Extractor;
use tallysheet_ingest::{IngestConfig, read_bytes};
use tallysheet_model::Claim;
use tallysheet_normalize::Normalizer;

const BYTES: usize = 4 << 20;
const PIPELINE_BYTES: usize = 16 << 20;

fn records(bytes: usize) -> Vec<u8> {
    let (mut releases, mut release) = (Releases::new(1, Language::Mixed, Density::Dense), Release::default());
    let mut lines = Vec::with_capacity(bytes + 8192);
    while lines.len() < bytes {
        let chinese = releases.write(&mut release);
        push_record(&mut lines, &release, chinese);
    }
    lines
}

/// An article with the furniture of a page around it.
fn page(bytes: usize) -> String {
    let mut page = String::from("<!doctype html><html><head><title>Releases</title></head><body>");
    page.push_str("<nav><a href=\"/\">Home</a><a href=\"/news\">News</a></nav><article><h1>Releases</h1>");
    for document in documents(Language::En, Density::Dense, bytes) {
        for paragraph in document.text.split("\n\n") {
            page.extend(["<p>", paragraph, "</p>\n"]);
        }
    }
    page.push_str("</article><footer>All rights reserved</footer></body></html>");
    page
}

fn ingest(c: &mut Criterion) {
    let cfg = IngestConfig::default();
    let mut group = c.benchmark_group("ingest");
    group.sample_size(10);
    let lines = records(BYTES);
    group.throughput(Throughput::Bytes(lines.len() as u64));
    group.bench_function("jsonl", |b| b.iter(|| read_bytes("a.jsonl", black_box(&lines), &cfg)));
    // Pages are small, and finding the article in one is not linear in its size.
    let page = page(32 << 10);
    group.throughput(Throughput::Bytes(page.len() as u64));
    group.bench_function("html", |b| b.iter(|| read_bytes("a.html", black_box(page.as_bytes()), &cfg)));
    group.finish();
}

fn export(c: &mut Criterion) {
    let catalog = Catalog::embedded();
    let extractor = Extractor::new(&catalog).expect("the embedded catalog builds");
    let normalizer = Normalizer::new(catalog);
    let documents = documents(Language::Mixed, Density::Dense, BYTES);
    let bytes: u64 = documents.iter().map(|document| document.bytes).sum();
    let claims: Vec<Claim> =
        documents.into_iter().flat_map(|d| normalizer.normalize(extractor.annotate(d)).claims).collect();
    let dir = tempfile::tempdir().expect("a directory for the tables");
    let mut group = c.benchmark_group("export");
    group.sample_size(10).throughput(Throughput::Bytes(bytes));
    group.bench_function("parquet", |b| {
        b.iter(|| {
            let mut table = TableWriter::<Claim>::create(dir.path(), Format::Parquet).expect("a file is opened");
            claims.iter().for_each(|claim| table.write(claim).expect("a row is written"));
            table.finish().expect("the table is finished")
        });
    });
    group.finish();
}

/// `tally run`, the process itself with its start: the binary that `TALLY` names, as `just bench` builds it.
fn pipeline(c: &mut Criterion) {
    let tally = env::var_os("TALLY").expect("TALLY names the binary, as `just bench` sets it");
    let dir = tempfile::tempdir().expect("a directory for input and output");
    let input = dir.path().join("releases.jsonl");
    let lines = records(PIPELINE_BYTES);
    fs::write(&input, &lines).expect("the input is written");
    let mut group = c.benchmark_group("pipeline");
    group.sample_size(10).throughput(Throughput::Bytes(lines.len() as u64));
    group.bench_function("run", |b| b.iter(|| run(Path::new(&tally), &input, &dir.path().join("out"))));
    group.finish();
}

fn run(tally: &Path, input: &Path, output: &Path) {
    let mut command = Command::new(tally);
    command.args(["run", "--quiet", "--no-report"]).arg(input).arg("-o").arg(output);
    let done = command.output().expect("the command starts");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

criterion_group!(benches, ingest, export, pipeline);
criterion_main!(benches);
