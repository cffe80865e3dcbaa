//! Turns the mentions of one document into claims: dates resolved, indicators decided, lists paired.

use tallysheet_catalog::Catalog;
use tallysheet_model::Annotated;

/// Makes claims of mentions. Built once, shared by threads.
#[derive(Debug)]
pub struct Normalizer {}

impl Normalizer {
    /// A normalizer that decides by the indicators of the catalog.
    pub fn new(_catalog: &Catalog) -> Self {
        Self {}
    }

    /// Dates the document where it can, and adds its claims.
    pub fn normalize(&self, annotated: Annotated) -> Annotated {
        annotated
    }
}
