//! Chinese.

mod lexicon;
mod numeral;
mod words;

use tallysheet_catalog::Catalog;
use tallysheet_model::Span;

use crate::{BuildError, Found, cues::CueIndex, units::Units};

/// Reads Chinese sentences.
#[derive(Debug)]
pub(crate) struct Chinese {
    cues: CueIndex,
    units: Units,
    units_before: Units,
}

impl Chinese {
    pub(crate) fn new(catalog: &Catalog) -> Result<Self, BuildError> {
        Ok(Self {
            cues: CueIndex::new(catalog, |l| &l.zh)?,
            units: Units::new(catalog, |u| &u.zh)?,
            units_before: Units::new(catalog, |u| &u.zh_before)?,
        })
    }

    /// Adds the mentions of one sentence to `found`, in any order.
    pub(crate) fn read(&self, text: &str, sentence: Span, found: &mut Vec<Found>) {
        let _ = (text, sentence, found);
    }
}
