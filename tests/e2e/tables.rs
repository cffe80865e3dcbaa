use std::fs::File;

use polars_io::{SerReader, parquet::read::ParquetReader};
use tallysheet_model::columns::{checks, claims, documents, observations, rejects};

use crate::scene::Scene;

#[test]
fn every_table_of_the_samples_is_read_by_polars() {
    let samples = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/samples");
    let scene = Scene::new();
    scene.done(&["run", samples, "-o", "out", "--strict"]);
    let tables = [
        (documents::TABLE, documents::ALL, 14),
        (claims::TABLE, claims::ALL, 100),
        (observations::TABLE, observations::ALL, 20),
        (checks::TABLE, checks::ALL, 0),
        (rejects::TABLE, rejects::ALL, 0),
    ];
    for (table, columns, least) in tables {
        let file = File::open(scene.path(&format!("out/{table}.parquet"))).unwrap();
        let frame = ParquetReader::new(file).finish().unwrap_or_else(|error| panic!("{table}: {error}"));
        let names: Vec<String> = frame.get_column_names().iter().map(ToString::to_string).collect();
        assert_eq!(names, columns.iter().map(|(name, _)| *name).collect::<Vec<_>>(), "{table}");
        assert!(frame.height() >= least, "{table} has {} rows", frame.height());
    }
}
