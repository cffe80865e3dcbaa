//! What Tallysheet knows of its domain, as data: words, indicators, units, programmes, places and holidays, in
//! English and Chinese side by side.
//!
//! The TOML files under `data/` are embedded in the crate. A [`Catalog`] is those files, or files of your own in the
//! same form, read and checked: ids are unique, references resolve, every example marks one figure.
//!
//! - A [`Lexeme`] is one idea with its words: the verb `solve` is *crack*, *solve*, *detect* and 破获, 侦破.
//! - An [`Indicator`] is what a figure may measure, told by [`Frame`]s over lexemes: `solve` with `case` is
//!   `cases_solved`, in either language. Its examples are run as tests by the command `tally catalog check`.
//! - A [`Unit`] is a currency, a proportion, a duration or a physical unit, with its words before and after a number.
//!
//! ```
//! use tallysheet_catalog::Catalog;
//!
//! let catalog = Catalog::embedded();
//! let indicator = catalog.indicator("cases_solved").expect("an indicator of the fraud catalog");
//! assert_eq!(indicator.unit, "count");
//! assert!(indicator.frames.iter().any(|f| f.verbs.contains(&"solve".into()) && f.nouns.contains(&"case".into())));
//! ```
//!
//! The crate reads no file itself: [`Catalog::from_sources`] takes their texts. Finding the words in a text belongs to
//! `tallysheet-extract`, deciding with them to `tallysheet-normalize`.

mod embedded;
mod entry;
mod error;
mod inflect;
mod source;

use std::collections::HashMap;

pub use entry::{Example, Form, Frame, Holiday, Indicator, Inflection, Lexeme, Unit};
pub use error::CatalogError;
use rustc_hash::FxBuildHasher;
use tallysheet_model::{CueKind, SmolStr};

/// The catalog, read and checked. Entries keep the order of the files.
#[derive(Clone, Debug, Default)]
pub struct Catalog {
    lexemes: Vec<Lexeme>,
    indicators: Vec<Indicator>,
    units: Vec<Unit>,
    holidays: Vec<Holiday>,
    indicator_index: HashMap<SmolStr, usize, FxBuildHasher>,
    unit_index: HashMap<SmolStr, usize, FxBuildHasher>,
    /// By id, of programmes and speakers that have one.
    countries: HashMap<(CueKind, SmolStr), SmolStr, FxBuildHasher>,
}

impl Catalog {
    /// The catalog that comes with the crate.
    pub fn embedded() -> Self {
        Self::from_sources(embedded::FILES.iter().copied()).expect("the embedded catalog is checked by the tests")
    }

    /// The names and texts of the embedded files, in the order they are read.
    pub fn embedded_sources() -> &'static [(&'static str, &'static str)] {
        embedded::FILES
    }

    /// A catalog of `(file name, TOML text)` pairs. Any file may hold any kind of entry; names are for messages.
    ///
    /// # Errors
    ///
    /// The first entry that cannot be read, or that names a lexeme that no file defines, with file and line.
    pub fn from_sources<'a>(sources: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self, CatalogError> {
        source::read(sources)
    }

    /// Every word: verbs, nouns, modifiers, qualifiers, programmes, places and speakers.
    pub fn lexemes(&self) -> &[Lexeme] {
        &self.lexemes
    }

    /// Every indicator.
    pub fn indicators(&self) -> &[Indicator] {
        &self.indicators
    }

    /// Every unit.
    pub fn units(&self) -> &[Unit] {
        &self.units
    }

    /// Every named holiday.
    pub fn holidays(&self) -> &[Holiday] {
        &self.holidays
    }

    /// The indicator with this id.
    pub fn indicator(&self, id: &str) -> Option<&Indicator> {
        self.indicator_index.get(id).map(|&i| &self.indicators[i])
    }

    /// The unit with this id.
    pub fn unit(&self, id: &str) -> Option<&Unit> {
        self.unit_index.get(id).map(|&i| &self.units[i])
    }

    /// The ISO 3166-1 code of the country that a programme or a speaker belongs to.
    pub fn country(&self, kind: CueKind, id: &SmolStr) -> Option<&SmolStr> {
        self.countries.get(&(kind, id.clone()))
    }

    /// The holiday with this id.
    pub fn holiday(&self, id: &str) -> Option<&Holiday> {
        self.holidays.iter().find(|h| h.id == id)
    }
}
