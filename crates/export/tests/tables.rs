//! Whole files: what they hold, that they read back, and that their bytes depend on the rows alone.

#![allow(clippy::unwrap_used)]

use std::{fs, path::Path, sync::Arc};

use proptest::prelude::*;
use tallysheet_export::{
    DataPackage, ExportError, Format, Table, TableWriter, WrittenTable, read_checks, read_claims, read_documents,
    read_observations, read_rejects, schema, write_data_package,
};
use tallysheet_model::{
    Basis, Bound, Check, CheckKind, Claim, Date, DateSource, Decimal, Document, Evidence, Lang, Measure, Observation,
    Passage, Per, PeriodKind, Reject, RejectReason, SmolStr, Span, Stage, Status, Verdict,
};

fn document(text: &str) -> Document {
    Document {
        doc_id: "00000000000000d1".into(),
        source: "2023/release.txt".to_owned(),
        media_type: "text/plain".into(),
        lang: Lang::Zh,
        title: None,
        publisher: Some("Harbour Police".to_owned()),
        published: Some(Date::constant(2024, 2, 29)),
        published_from: Some(DateSource::Dateline),
        text: text.to_owned(),
        bytes: text.len() as u64,
        sha256: "ab".repeat(32),
        duplicate_of: Some("00000000000000d0".into()),
        similarity: Some(0.97),
    }
}

fn claim(number: u64) -> Claim {
    Claim {
        claim_id: format!("{number:016x}").into(),
        passage: Arc::new(Passage {
            doc_id: "00000000000000d1".into(),
            lang: Lang::Zh,
            sentence: "共1.25亿".into(),
            attribution: None,
        }),
        span: Span::new(3, 9),
        char_start: 1,
        char_end: 7,
        surface: "1.25亿".into(),
        value: "125000000.000000001".parse().unwrap(),
        high: None,
        bound: Bound::Exact,
        unit: "CNY".into(),
        measure: Measure::Level,
        basis: None,
        per: None,
        indicator: None,
        counted: None,
        period_start: None,
        period_end: None,
        period_kind: None,
        period_text: None,
        place: None,
        programme: None,
        scope: None,
        confidence: 0.5,
        evidence: Evidence::default(),
    }
}

fn observation() -> Observation {
    Observation {
        indicator: "ferry_trips".into(),
        scope: Some("night".into()),
        unit: "count".into(),
        measure: Measure::Rate,
        basis: None,
        per: Some(Per::Day),
        place: Some("CN-SH".into()),
        period_start: None,
        period_end: Some(Date::constant(1969, 12, 31)),
        period_kind: Some(PeriodKind::Cumulative),
        value: "52.5".parse().unwrap(),
        low: (-1).into(),
        high: 60.into(),
        claims: 3,
        documents: 2,
        claim_ids: vec!["a".into(), "b".into()],
        status: Status::Disputed,
    }
}

fn check() -> Check {
    Check {
        kind: CheckKind::Growth,
        claim_id: "a".into(),
        against: vec!["b".into()],
        stated: 60.4,
        implied: -0.25,
        relative_error: 1.5,
        verdict: Verdict::Indicative,
        message: "stated, implied".to_owned(),
    }
}

fn reject() -> Reject {
    Reject { source: "=a.txt".to_owned(), stage: Stage::Ingest, reason: RejectReason::Empty, detail: String::new() }
}

fn write_claims(dir: &Path, format: Format, claims: &[Claim]) -> WrittenTable {
    let mut writer = TableWriter::<Claim>::create(dir, format).unwrap();
    writer.write_all(claims).unwrap();
    writer.finish().unwrap()
}

/// A run of every table, one row each.
fn write_run(dir: &Path, format: Format) -> Vec<WrittenTable> {
    let text = document("共1.25亿");
    let mut documents = TableWriter::<Document>::create(dir, format).unwrap();
    documents.write((&text, 1)).unwrap();
    let mut observations = TableWriter::<Observation>::create(dir, format).unwrap();
    observations.write(&observation()).unwrap();
    let mut checks = TableWriter::<Check>::create(dir, format).unwrap();
    checks.write(&check()).unwrap();
    let mut rejects = TableWriter::<Reject>::create(dir, format).unwrap();
    rejects.write(&reject()).unwrap();
    vec![
        documents.finish().unwrap(),
        write_claims(dir, format, &[claim(1)]),
        observations.finish().unwrap(),
        checks.finish().unwrap(),
        rejects.finish().unwrap(),
    ]
}

#[test]
fn the_schema_is_the_contract() {
    let lines = |table| -> Vec<String> {
        let mark = |nullable| if nullable { "?" } else { "" };
        let columns = schema(table).columns;
        columns.iter().map(|column| format!("{}{} {}", column.name, mark(column.nullable), column.kind)).collect()
    };
    let expected = include_str!("schema.txt");
    let found: Vec<String> =
        Table::ALL.iter().map(|&table| format!("# {table}\n{}\n", lines(table).join("\n"))).collect();
    assert_eq!(found.join("\n"), expected);
}

#[test]
fn every_table_reads_back() {
    let dir = tempfile::tempdir().unwrap();
    write_run(dir.path(), Format::Parquet);
    let path = |table: Table| dir.path().join(table.file_name(Format::Parquet));
    assert_eq!(read_documents(&path(Table::Documents)).unwrap(), [(document("共1.25亿"), 1)]);
    assert_eq!(read_claims(&path(Table::Claims)).unwrap(), [claim(1)]);
    assert_eq!(read_observations(&path(Table::Observations)).unwrap(), [observation()]);
    assert_eq!(read_checks(&path(Table::Checks)).unwrap(), [check()]);
    assert_eq!(read_rejects(&path(Table::Rejects)).unwrap(), [reject()]);
}

#[test]
fn an_empty_table_is_a_table() {
    let dir = tempfile::tempdir().unwrap();
    for &format in Format::ALL {
        assert_eq!(write_claims(dir.path(), format, &[]).rows, 0);
    }
    assert_eq!(read_claims(&dir.path().join("claims.parquet")).unwrap(), []);
    assert!(fs::read_to_string(dir.path().join("claims.csv")).unwrap().starts_with("claim_id,doc_id,char_start,"));
}

#[test]
fn bytes_do_not_depend_on_batches() {
    let dir = tempfile::tempdir().unwrap();
    let claims: Vec<Claim> = (0..20_000).map(claim).collect();
    let hashes = [20_000, 8192, 999, 1].map(|size| {
        let mut writer = TableWriter::<Claim>::create(dir.path(), Format::Parquet).unwrap();
        claims.chunks(size).for_each(|batch| writer.write_all(batch).unwrap());
        writer.finish().unwrap().output
    });
    assert!(hashes.iter().all(|output| *output == hashes[0]), "{hashes:?}");
    assert_eq!(read_claims(&dir.path().join("claims.parquet")).unwrap(), claims);
}

#[test]
fn large_texts_end_a_batch_early() {
    let dir = tempfile::tempdir().unwrap();
    let text = document(&"千".repeat(9 << 20));
    let mut writer = TableWriter::<Document>::create(dir.path(), Format::Parquet).unwrap();
    writer.write_all([(&text, 1), (&text, 2), (&text, 3), (&text, 4)]).unwrap();
    writer.finish().unwrap();
    let counts: Vec<u64> =
        read_documents(&dir.path().join("documents.parquet")).unwrap().into_iter().map(|(_, claims)| claims).collect();
    assert_eq!(counts, [1, 2, 3, 4]);
}

#[test]
fn a_parquet_file_describes_itself() {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    let dir = tempfile::tempdir().unwrap();
    write_claims(dir.path(), Format::Parquet, &[claim(1)]);
    let file = fs::File::open(dir.path().join("claims.parquet")).unwrap();
    let reader = SerializedFileReader::new(file).unwrap();
    let metadata = reader.metadata().file_metadata();
    let value = |key: &str| {
        let pairs = metadata.key_value_metadata().unwrap();
        pairs.iter().find(|pair| pair.key == key).and_then(|pair| pair.value.as_deref())
    };
    assert_eq!(metadata.created_by(), Some(concat!("tallysheet ", env!("CARGO_PKG_VERSION"))));
    assert_eq!(value("tallysheet.table"), Some("claims"));
    assert_eq!(value("tallysheet.schema_version"), Some("1"));
    assert_eq!(value("tallysheet.column.place"), Some("ISO 3166-2 or ISO 3166-1 alpha-2 code"));
    assert!(reader.metadata().row_group(0).columns().iter().all(|column| column.statistics().is_some()));
}

#[test]
fn csv_guards_formulas_and_leaves_numbers() {
    let dir = tempfile::tempdir().unwrap();
    let change = Claim {
        value: "-14.3".parse().unwrap(),
        counted: Some("=HYPERLINK(\"x\")".into()),
        surface: "-14.3%".into(),
        evidence: ["a|b", "c"].into_iter().collect(),
        ..claim(1)
    };
    write_claims(dir.path(), Format::Csv, &[change]);
    let mut reader = csv::Reader::from_path(dir.path().join("claims.csv")).unwrap();
    let names = reader.headers().unwrap().clone();
    let row = reader.records().next().unwrap().unwrap();
    let cell = |name: &str| &row[names.iter().position(|column| column == name).unwrap()];
    assert_eq!((cell("value"), cell("value_decimal")), ("-14.3", "-14.3"));
    assert_eq!((cell("surface"), cell("counted")), ("'-14.3%", "'=HYPERLINK(\"x\")"));
    assert_eq!((cell("evidence"), cell("place")), (r"a\|b|c", ""));
}

#[test]
fn json_has_the_columns_of_the_contract() {
    let dir = tempfile::tempdir().unwrap();
    let dated = Claim { period_end: Some(Date::constant(2023, 5, 31)), ..claim(1) };
    write_claims(dir.path(), Format::Jsonl, &[dated, claim(2)]);
    let text = fs::read_to_string(dir.path().join("claims.jsonl")).unwrap();
    let rows: Vec<serde_json::Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(rows.len(), 2);
    for (column, _) in Table::Claims.columns() {
        assert!(rows[0].get(column).is_some(), "{column}");
    }
    assert_eq!(rows[0]["value_decimal"], "125000000.000000001");
    assert_eq!((&rows[0]["period_end"], &rows[0]["period_start"]), (&"2023-05-31".into(), &serde_json::Value::Null));
}

#[test]
fn a_writer_dropped_early_leaves_the_old_file() {
    let dir = tempfile::tempdir().unwrap();
    for &format in Format::ALL {
        let old = write_claims(dir.path(), format, &[claim(1)]);
        let path = dir.path().join(&old.output.file);
        let before = fs::read(&path).unwrap();
        let mut writer = TableWriter::<Claim>::create(dir.path(), format).unwrap();
        writer.write_all(&[claim(2), claim(3)]).unwrap();
        drop(writer);
        assert_eq!(fs::read(&path).unwrap(), before);
    }
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), Format::ALL.len());
}

#[test]
fn errors_name_the_file() {
    let dir = tempfile::tempdir().unwrap();
    let missing = dir.path().join("claims.parquet");
    assert!(matches!(read_claims(&missing), Err(ExportError::Io { path, .. }) if path == missing));
    assert!(TableWriter::<Claim>::create(&dir.path().join("none"), Format::Csv).is_err());

    fs::write(&missing, b"PAR1 and no more").unwrap();
    assert!(matches!(read_claims(&missing), Err(ExportError::Parquet { path, .. }) if path == missing));

    write_run(dir.path(), Format::Parquet);
    let other = read_claims(&dir.path().join("rejects.parquet")).unwrap_err();
    assert!(other.to_string().ends_with("has no column `claim_id`, expected the table `claims`"), "{other}");
}

#[test]
fn the_data_package_lists_every_table() {
    let dir = tempfile::tempdir().unwrap();
    let tables: Vec<WrittenTable> = Format::ALL.iter().flat_map(|&format| write_run(dir.path(), format)).collect();
    let package = DataPackage {
        name: "harbour-figures".to_owned(),
        title: "Harbour figures".to_owned(),
        description: "Figures of the port".to_owned(),
    };
    let first = write_data_package(dir.path(), &package, &tables).unwrap();
    assert_eq!(write_data_package(dir.path(), &package, &tables).unwrap(), first);

    let json: serde_json::Value =
        serde_json::from_slice(&fs::read(dir.path().join("datapackage.json")).unwrap()).unwrap();
    let resources = json["resources"].as_array().unwrap();
    assert_eq!(resources.len(), 15);
    assert_eq!((&resources[1]["name"], &resources[1]["path"]), (&"claims".into(), &"claims.parquet".into()));
    assert_eq!(resources[1]["hash"], format!("sha256:{}", tables[1].output.sha256));
    assert_eq!(resources[6]["bytes"], tables[6].output.bytes);
    let published = &resources[0]["schema"]["fields"][6];
    assert_eq!((&published["type"], &published["description"]), (&"date".into(), &"date of publication".into()));
}

prop_compose! {
    fn any_decimal()(units in -10_i128.pow(37)..10_i128.pow(37)) -> Decimal {
        Decimal::from_units(units).unwrap()
    }
}

prop_compose! {
    fn any_period()(
        start in proptest::option::of(-700_000..2_000_000_i64),
        end in proptest::option::of(-700_000..2_000_000_i64),
        kind in proptest::option::of(proptest::sample::select(PeriodKind::ALL)),
    ) -> (Option<Date>, Option<Date>, Option<PeriodKind>) {
        let day = |days: i64| Date::constant(1970, 1, 1) + jiff::SignedDuration::from_hours(24 * days);
        (start.map(day), end.map(day), kind)
    }
}

fn maybe_text() -> impl Strategy<Value = Option<SmolStr>> {
    proptest::option::of(".{0,12}".prop_map(SmolStr::from))
}

prop_compose! {
    fn any_claim()(
        value in any_decimal(),
        // A double column: fifteen digits survive it exactly.
        high in proptest::option::of(-999_999_999_999_999_i64..999_999_999_999_999),
        bound in proptest::sample::select(Bound::ALL),
        measure in proptest::sample::select(Measure::ALL),
        basis in proptest::option::of(proptest::sample::select(Basis::ALL)),
        per in proptest::option::of(proptest::sample::select(Per::ALL)),
        (period_start, period_end, period_kind) in any_period(),
        (surface, sentence) in (".{0,20}", "(?s).{0,40}"),
        (counted, period_text, programme, attribution) in (maybe_text(), maybe_text(), maybe_text(), maybe_text()),
        (indicator, place, scope) in (maybe_text(), maybe_text(), maybe_text()),
        (start, length) in (0..1_000_000_usize, 0..100_usize),
        confidence in 0.0..=1.0,
        evidence in proptest::collection::vec(".{0,10}", 0..4),
    ) -> Claim {
        let rest = claim(start as u64);
        Claim {
            surface: surface.into(),
            value, bound, measure, basis, per, counted, period_start, period_end, period_kind, confidence, indicator,
            period_text: period_text.map(Arc::new),
            programme: programme.map(Arc::new),
            place: place.map(Arc::new),
            scope: scope.map(Arc::new),
            evidence: evidence.iter().collect(),
            passage: Arc::new(Passage { sentence: sentence.into(), attribution, ..Passage::clone(&rest.passage) }),
            high: high.map(|high| Decimal::from(high).scale_by_ten(-6).unwrap()),
            span: Span::new(start, start + length),
            ..rest
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn claims_survive_parquet(claims in proptest::collection::vec(any_claim(), 0..20)) {
        let dir = tempfile::tempdir().unwrap();
        let first = write_claims(dir.path(), Format::Parquet, &claims);
        prop_assert_eq!(read_claims(&dir.path().join("claims.parquet")).unwrap(), claims.clone());
        prop_assert_eq!(write_claims(dir.path(), Format::Parquet, &claims), first);
    }
}
