use std::{collections::BTreeMap, fs, path::Path};

use serde::{Deserialize, Serialize};

use crate::{ExportError, OutputFile, output::write_json};

/// Everything about a run that is not in its tables: what ran, on what, with which result.
///
/// Time, machine and thread count are told here and nowhere else.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// The version of Tallysheet.
    pub version: String,
    /// The version of the tables' contract.
    pub schema_version: String,
    /// When the run started, as RFC 3339.
    pub started: String,
    /// The number of threads used.
    pub threads: usize,
    /// The configuration in force.
    pub configuration: serde_json::Value,
    /// A hash of the catalog.
    pub catalog_hash: String,
    /// What was read, in order.
    pub inputs: Vec<InputFile>,
    /// The number of rows of each table.
    pub rows: BTreeMap<String, u64>,
    /// What was written.
    pub outputs: Vec<OutputFile>,
    /// Seconds spent in each stage by all threads together, and `total` from start to end.
    pub timings: BTreeMap<String, f64>,
}

/// A file that was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InputFile {
    /// As `documents.source`, without the number of a record.
    pub source: String,
    /// Its size in bytes, as stored.
    pub bytes: u64,
    /// The hex SHA-256 of its content, as stored.
    pub sha256: String,
}

/// The name of the manifest within a run's directory.
pub const MANIFEST_FILE: &str = "manifest.json";

/// Writes `manifest.json` into the directory `dir`.
///
/// # Errors
///
/// [`ExportError::Io`] when the file cannot be written.
pub fn write_manifest(dir: &Path, manifest: &Manifest) -> Result<(), ExportError> {
    write_json(dir.join(MANIFEST_FILE), manifest).map(drop)
}

/// Reads the `manifest.json` of the run in the directory `dir`.
///
/// # Errors
///
/// [`ExportError::Io`] when the file cannot be read, [`ExportError::Json`] when it is no manifest.
pub fn read_manifest(dir: &Path) -> Result<Manifest, ExportError> {
    let path = dir.join(MANIFEST_FILE);
    let json = fs::read(&path).map_err(|source| ExportError::io("read", &path, source))?;
    serde_json::from_slice(&json).map_err(|source| ExportError::json("read", &path, source))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_reads_back() {
        let manifest = Manifest {
            version: "0.1.0".to_owned(),
            schema_version: "1".to_owned(),
            started: "2026-11-21T08:00:00Z".to_owned(),
            threads: 2,
            configuration: serde_json::json!({ "formats": ["parquet"] }),
            catalog_hash: "c0ffee".to_owned(),
            inputs: vec![InputFile { source: "a.txt".to_owned(), bytes: 3, sha256: "ab".to_owned() }],
            rows: [("claims".to_owned(), 7)].into(),
            outputs: vec![OutputFile { file: "claims.parquet".to_owned(), bytes: 9, sha256: "cd".to_owned() }],
            timings: [("extract".to_owned(), 0.25)].into(),
        };
        let dir = tempfile::tempdir().unwrap();
        write_manifest(dir.path(), &manifest).unwrap();
        assert_eq!(read_manifest(dir.path()).unwrap(), manifest);
    }

    #[test]
    fn errors_name_the_file() {
        let dir = tempfile::tempdir().unwrap();
        let missing = read_manifest(dir.path()).unwrap_err().to_string();
        assert!(missing.starts_with("cannot read ") && missing.ends_with("manifest.json"), "{missing}");
        fs::write(dir.path().join(MANIFEST_FILE), "[]").unwrap();
        assert!(read_manifest(dir.path()).unwrap_err().to_string().ends_with("manifest.json as JSON"));
    }
}
