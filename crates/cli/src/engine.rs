//! The stages that read one document, built once from the catalog.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, anyhow};
use sha2::{Digest, Sha256};
use tallysheet_catalog::Catalog;
use tallysheet_extract::Extractor;
use tallysheet_model::{Annotated, Document};
use tallysheet_normalize::Normalizer;

use crate::failure::{Failure, OrUsage};

/// The catalog with the extractor and the normalizer that know it.
pub struct Engine {
    /// The words and indicators in use.
    pub catalog: Catalog,
    /// The files they were read from.
    files: CatalogFiles,
    /// Document to mentions.
    pub extractor: Extractor,
    /// Mentions to claims.
    pub normalizer: Normalizer,
}

/// Names and texts of the catalog's files, in the order they are read.
type CatalogFiles = Vec<(String, String)>;

impl Engine {
    /// Reads the embedded catalog, with the TOML files below `directory` replacing those of the same name or adding
    /// to them.
    ///
    /// # Errors
    ///
    /// A directory that cannot be read or an entry that is wrong is wrong use; the message names file and line.
    pub fn load(directory: Option<&Path>) -> Result<Self, Failure> {
        let (catalog, files) = read_catalog(directory)?;
        let extractor = Extractor::new(&catalog).or_usage()?;
        let normalizer = Normalizer::new(catalog.clone());
        Ok(Self { catalog, files, extractor, normalizer })
    }

    /// The document with its mentions and claims.
    pub fn annotate(&self, document: Document) -> Annotated {
        self.normalizer.normalize(self.extractor.annotate(document))
    }

    /// The hex SHA-256 of the texts of the catalog's files.
    pub fn catalog_hash(&self) -> String {
        let mut digest = Sha256::new();
        for (_, text) in &self.files {
            digest.update((text.len() as u64).to_le_bytes());
            digest.update(text);
        }
        digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// The catalog that [`Engine::load`] would use.
///
/// # Errors
///
/// As there.
pub fn catalog(directory: Option<&Path>) -> Result<Catalog, Failure> {
    Ok(read_catalog(directory)?.0)
}

/// Whether the directory holds anything that [`catalog`] would read.
pub fn has_catalog_files(directory: &Path) -> bool {
    toml_files(directory).is_ok_and(|files| !files.is_empty())
}

/// The catalog with the files it is read from.
fn read_catalog(directory: Option<&Path>) -> Result<(Catalog, CatalogFiles), Failure> {
    let files = catalog_files(directory)?;
    let pairs = files.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    Ok((Catalog::from_sources(pairs).or_usage()?, files))
}

fn catalog_files(directory: Option<&Path>) -> Result<CatalogFiles, Failure> {
    let mut own = BTreeMap::new();
    if let Some(root) = directory {
        for path in toml_files(root).or_usage()? {
            let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()));
            let name = path.strip_prefix(root).expect("the walk stays below its root").to_string_lossy().into_owned();
            own.insert(name.replace('\\', "/"), (path.display().to_string(), text.or_usage()?));
        }
        if own.is_empty() {
            return Err(Failure::usage(anyhow!("no TOML file in the catalog directory {}", root.display())));
        }
    }
    let embedded = Catalog::embedded_sources().iter();
    let mut files: CatalogFiles =
        embedded.map(|&(name, text)| own.remove(name).unwrap_or_else(|| (name.to_owned(), text.to_owned()))).collect();
    files.extend(own.into_values());
    Ok(files)
}

/// Every file below `root` whose name ends in `.toml`.
fn toml_files(root: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let entries =
        fs::read_dir(root).with_context(|| format!("cannot read the catalog directory {}", root.display()))?;
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(toml_files(&path)?);
        } else if path.extension().is_some_and(|ending| ending == "toml") {
            files.push(path);
        }
    }
    Ok(files)
}
