//! The documents as far as their claims need them, numbered in the order of their ids.

use std::path::Path;

use polars::prelude::DataFrame;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use tallysheet_model::{Date, SmolStr, columns::documents};

use crate::{
    ReconcileError,
    cell::{BadCell, date, text},
    table::Table,
};

const COLUMNS: [&str; 3] = [documents::DOC_ID, documents::DUPLICATE_OF, documents::PUBLISHED];

/// Every document of a corpus.
#[derive(Debug)]
pub struct Documents {
    numbers: FxHashMap<SmolStr, u32>,
    /// By number; `None` where a copy names an original that the table lacks.
    tellers: Vec<Option<Teller>>,
}

/// What the claims of a document have from it.
#[derive(Clone, Copy, Debug)]
pub struct Teller {
    /// The document that it is a copy of.
    pub original: Option<u32>,
    pub published: Option<Date>,
}

/// A row of the table.
type Row = (SmolStr, Option<SmolStr>, Option<Date>);

impl Documents {
    pub fn read(path: &Path) -> Result<Self, ReconcileError> {
        let table = Table::open(path, documents::TABLE, &COLUMNS)?;
        let part = |number| rows(&table, &table.part(number)?);
        let parts = (0..table.parts()).into_par_iter().map(part).collect::<Result<Vec<_>, _>>()?;
        let rows = || parts.iter().flatten();
        let mut ids: Vec<SmolStr> =
            rows().flat_map(|(id, original, _)| [Some(id), original.as_ref()]).flatten().cloned().collect();
        ids.par_sort_unstable();
        ids.dedup();
        let mut documents = Self { tellers: vec![None; ids.len()], numbers: ids.into_iter().zip(0..).collect() };
        for (id, original, published) in rows() {
            let original = original.as_deref().and_then(|original| documents.place(original));
            if let Some(number) = documents.place(id) {
                documents.tellers[number as usize] = Some(Teller { original, published: *published });
            }
        }
        Ok(documents)
    }

    /// The number of the document of this id, where it has a row.
    pub fn number(&self, id: &str) -> Option<u32> {
        self.place(id).filter(|&number| self.tellers[number as usize].is_some())
    }

    pub fn teller(&self, number: u32) -> Option<Teller> {
        *self.tellers.get(number as usize)?
    }

    /// The document that it is a copy of, else itself.
    pub fn original(&self, number: u32) -> u32 {
        self.teller(number).and_then(|teller| teller.original).unwrap_or(number)
    }

    /// How many numbers there are.
    pub fn count(&self) -> usize {
        self.tellers.len()
    }

    fn place(&self, id: &str) -> Option<u32> {
        self.numbers.get(id).copied()
    }
}

fn rows(table: &Table<'_>, part: &DataFrame) -> Result<Vec<Row>, ReconcileError> {
    let text_column =
        |name: &str| part.column(name).and_then(|column| column.str()).map_err(|error| table.wrong(error));
    let (ids, originals) = (text_column(documents::DOC_ID)?, text_column(documents::DUPLICATE_OF)?);
    let published = part.column(documents::PUBLISHED).and_then(|column| column.date());
    let published = published.map_err(|error| table.wrong(error))?.physical();
    let row = |row| {
        let id = text(ids, documents::DOC_ID, row)?;
        let published = date(documents::PUBLISHED, published.get(row))?;
        Ok((id.into(), originals.get(row).map(SmolStr::from), published))
    };
    (0..part.height()).map(row).collect::<Result<_, BadCell>>().map_err(|bad| table.bad(bad))
}
