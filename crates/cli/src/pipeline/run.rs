//! One run: takes documents in order, then joins the corpus, draws the report and publishes the files.

use std::{
    fs,
    io::{BufWriter, Write},
    time::{Duration, Instant},
};

use anyhow::Context;
use rayon::ThreadPoolBuilder;
use serde_json::json;
use tallysheet_ingest::StoredFile;
use tallysheet_model::{Annotated, Claim, Document, Reject};
use tallysheet_report::{IndicatorLabel, Report, Totals, render};

use super::{Plan, Summary, staging::Staging, summary::File, tables::Tables};
use crate::{config::Config, engine::Engine, failure::Failure, log::Log};

const REPORT_FILE: &str = "report.html";

/// The report shows the first documents of a large corpus: those that fit in this many bytes with their claims.
const REPORT_BYTES: usize = 64 << 20;

/// A run under way.
pub struct Run {
    plan: Plan,
    threads: usize,
    started: jiff::Timestamp,
    staging: Staging,
    tables: Tables,
    summary: Summary,
    inputs: Vec<(String, StoredFile)>,
    shown: Shown,
}

/// What the report is drawn from.
#[derive(Default)]
struct Shown {
    documents: Vec<Document>,
    claims: Vec<Claim>,
    bytes: usize,
}

impl Shown {
    fn add(&mut self, annotated: Annotated) {
        let claim = |claim: &Claim| size_of::<Claim>() + claim.passage.sentence.len() + claim.surface.len();
        self.bytes += annotated.document.text.len() + annotated.claims.iter().map(claim).sum::<usize>();
        self.documents.push(annotated.document);
        self.claims.extend(annotated.claims);
    }
}

impl Run {
    /// Starts the tables.
    ///
    /// # Errors
    ///
    /// When the output directory cannot be written to.
    pub fn start(plan: Plan, threads: usize) -> Result<Self, Failure> {
        let staging = Staging::create(&plan.output)?;
        let tables = Tables::create(staging.path(), &plan.formats)?;
        let summary = Summary::of(plan.output.clone());
        let (inputs, shown) = (Vec::new(), Shown::default());
        Ok(Self { plan, threads, started: jiff::Timestamp::now(), staging, tables, summary, inputs, shown })
    }

    /// Adds to the time of a stage.
    pub fn spend(&mut self, stage: &'static str, time: Duration) {
        self.summary.spend(stage, time);
    }

    /// Writes a document with its claims.
    ///
    /// # Errors
    ///
    /// When a table cannot be written.
    pub fn add(&mut self, annotated: Annotated) -> Result<(), Failure> {
        let begin = Instant::now();
        self.summary.count(&annotated);
        self.tables.add(&annotated)?;
        if self.plan.report && self.shown.bytes < REPORT_BYTES {
            self.shown.add(annotated);
        }
        self.summary.spend("write", begin.elapsed());
        Ok(())
    }

    /// Notes what could not be read.
    pub fn reject(&mut self, rejects: Vec<Reject>, log: &Log) {
        for reject in &rejects {
            log.event("reject", json!(reject));
        }
        self.summary.rejects.extend(rejects);
    }

    /// Notes which files were read.
    pub fn inputs(&mut self, inputs: Vec<(String, StoredFile)>) {
        self.inputs.extend(inputs);
    }

    /// Joins the corpus, writes what is left to write and gives the files their places.
    ///
    /// # Errors
    ///
    /// When a file cannot be written; then none of the run is published.
    pub fn finish(mut self, config: &Config, engine: &Engine, log: &Log) -> Result<Summary, Failure> {
        // This thread is one of the pool: the memory that it let go of serves what follows.
        let pool = ThreadPoolBuilder::new().num_threads(self.threads).use_current_thread().build()?;
        let begin = Instant::now();
        pool.install(|| self.tables.seal())?;
        self.summary.spend("write", begin.elapsed());
        pool.install(|| self.reconcile(config))?;
        self.tables.add_rejects(&self.summary.rejects)?;
        let mut files = self.tables.files();
        if self.plan.report {
            files.push(self.report(engine)?);
        }
        self.summary.took = self.started.duration_until(jiff::Timestamp::now()).unsigned_abs();
        files.extend(self.describe(engine, &files)?);

        let names: Vec<String> = files.iter().map(|file| file.name.clone()).collect();
        let stale = earlier_run(&self.plan.output);
        self.staging.publish(&names, &stale)?;
        self.summary.files = files;
        log.event("done", self.summary.json(self.threads));
        Ok(self.summary)
    }

    #[cfg(feature = "reconcile")]
    fn reconcile(&mut self, config: &Config) -> Result<(), Failure> {
        use tallysheet_export::Table;
        use tallysheet_reconcile::reconcile_each;

        use super::{gathering::Gathering, summary::NAMED};
        let begin = Instant::now();
        let (claims, documents) = (self.tables.parquet(Table::Claims), self.tables.parquet(Table::Documents));
        let (mut tables, mut findings) = (self.tables.corpus()?, Gathering::new(NAMED, self.plan.report));
        reconcile_each(&claims, &documents, &config.reconcile(), |told| {
            tables.add(&told)?;
            findings.add(told.observations, told.checks);
            Ok::<_, Failure>(())
        })?;
        self.tables.add_corpus(tables)?;
        self.summary.findings = findings.end();
        self.summary.spend("reconcile", begin.elapsed());
        Ok(())
    }

    #[cfg(not(feature = "reconcile"))]
    fn reconcile(&mut self, _config: &Config) -> Result<(), Failure> {
        Ok(())
    }

    /// Draws the page.
    fn report(&mut self, engine: &Engine) -> Result<File, Failure> {
        let begin = Instant::now();
        let indicators: Vec<IndicatorLabel<'_>> = engine
            .catalog
            .indicators()
            .iter()
            .map(|i| IndicatorLabel { id: &i.id, label: &i.label, group: &i.group })
            .collect();
        let summary = &self.summary;
        let report = Report {
            documents: self.shown.documents.iter().collect(),
            claims: self.shown.claims.iter().collect(),
            observations: &summary.findings.drawn,
            checks: &summary.findings.worst,
            rejects: &summary.rejects,
            indicators: &indicators,
            totals: Some(Totals {
                documents: summary.documents,
                claims: summary.claims,
                observations: summary.findings.observations(),
                disputed: summary.findings.disputed,
                checks: summary.findings.checks(),
                consistent: summary.findings.consistent,
                rejects: summary.rejects.len() as u64,
            }),
            ..Report::new("Reported figures", env!("CARGO_PKG_VERSION"))
        };
        let path = self.staging.path().join(REPORT_FILE);
        let context = || format!("cannot write {}", path.display());
        let mut page = BufWriter::new(fs::File::create(&path).with_context(context)?);
        render(&report, &mut page)?;
        page.flush().with_context(context)?;
        let bytes = page.get_ref().metadata().with_context(context)?.len();
        self.summary.spend("report", begin.elapsed());
        Ok(File { name: REPORT_FILE.to_owned(), bytes, rows: None })
    }

    /// Writes the data package and the manifest.
    #[cfg(feature = "export")]
    fn describe(&self, engine: &Engine, files: &[File]) -> Result<Vec<File>, Failure> {
        use tallysheet_export as export;
        let directory = self.staging.path();
        let package = export::write_data_package(directory, &package(), self.tables.written())?;
        let mut outputs: Vec<_> = self.tables.written().iter().map(|written| written.output.clone()).collect();
        let others = files.iter().filter(|file| outputs.iter().all(|known| known.file != file.name));
        let others = others.map(|file| export::OutputFile::of(&directory.join(&file.name)));
        let others = others.collect::<Result<Vec<_>, _>>()?;
        outputs.extend(others.into_iter().chain([package]));
        let input = |(source, stored): &(String, StoredFile)| export::InputFile {
            source: source.clone(),
            bytes: stored.bytes,
            sha256: stored.sha256.clone(),
        };
        let rows = self.tables.written().iter().map(|written| (written.table.to_string(), written.rows));
        let manifest = export::Manifest {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            schema_version: tallysheet_model::columns::SCHEMA_VERSION.to_owned(),
            started: self.started.to_string(),
            threads: self.threads,
            configuration: self.plan.configuration.clone(),
            catalog_hash: engine.catalog_hash(),
            inputs: self.inputs.iter().map(input).collect(),
            rows: rows.collect(),
            outputs,
            timings: self.summary.timings(),
        };
        export::write_manifest(directory, &manifest)?;
        [export::DATA_PACKAGE_FILE, export::MANIFEST_FILE].map(|name| file(directory, name)).into_iter().collect()
    }

    #[cfg(not(feature = "export"))]
    fn describe(&self, _engine: &Engine, _files: &[File]) -> Result<Vec<File>, Failure> {
        Ok(Vec::new())
    }
}

/// What the tables are, for other tools.
#[cfg(feature = "export")]
fn package() -> tallysheet_export::DataPackage {
    tallysheet_export::DataPackage {
        name: "tallysheet-run".to_owned(),
        title: "Reported figures".to_owned(),
        description: "Every figure that the documents report, with its unit, what it counts, the period it covers and \
            the place in the text that says so."
            .to_owned(),
    }
}

#[cfg(feature = "export")]
fn file(directory: &std::path::Path, name: &str) -> Result<File, Failure> {
    let path = directory.join(name);
    let metadata = fs::metadata(&path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(File { name: name.to_owned(), bytes: metadata.len(), rows: None })
}

/// The files of a run that an earlier run wrote to the directory, by its manifest: what it did not write is not ours to
/// remove.
#[cfg(feature = "export")]
fn earlier_run(output: &std::path::Path) -> Vec<String> {
    let mut names = Tables::names();
    names.push(REPORT_FILE.to_owned());
    let written = tallysheet_export::read_manifest(output).map(|manifest| manifest.outputs).unwrap_or_default();
    names.retain(|name| written.iter().any(|file| file.file == *name));
    names
}

/// Without a manifest nothing tells whose the files are.
#[cfg(not(feature = "export"))]
fn earlier_run(_output: &std::path::Path) -> Vec<String> {
    Vec::new()
}
