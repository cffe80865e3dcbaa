//! The claims that have an indicator and a period, read some rows at a time: the needed columns only.

use std::{cmp::Ordering, collections::HashMap, fs::File, path::Path, str::FromStr, sync::Arc};

use polars::prelude::{
    DataFrame, Float64Chunked, Int32Chunked, Int64Chunked, Int128Chunked, PolarsError, PolarsResult, StringChunked,
    polars_ensure,
};
use polars_io::{SerReader, prelude::ParquetReader};
use tallysheet_model::{
    Basis, Date, Decimal, Measure, Per, PeriodKind, SmolStr, UnknownCode,
    columns::{claims, documents},
};

use crate::{ReconcileError, figure::Figure, period};

/// What an observation is one of.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    pub indicator: SmolStr,
    pub scope: Option<SmolStr>,
    pub unit: SmolStr,
    pub measure: Measure,
    pub basis: Option<Basis>,
    pub per: Option<Per>,
    pub place: Option<SmolStr>,
    pub period_start: Option<Date>,
    pub period_end: Option<Date>,
    pub period_kind: PeriodKind,
    /// Whose figure it is, where no place says so: see [`crate::realm`]. No column of a table.
    pub realm: Option<SmolStr>,
}

/// A claim as far as reconciling needs it.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// What it is a statement of, shared by all that are of the same.
    pub key: Arc<Key>,
    pub claim_id: SmolStr,
    /// The document that says so; of a copy the document that it is a copy of.
    pub doc_id: SmolStr,
    /// It stands in a copy.
    pub copied: bool,
    /// It is credited to a programme.
    pub credited: bool,
    /// When its document was published.
    pub published: Option<Date>,
    /// Where it stands in its document, in bytes.
    pub start: i64,
    pub figure: Figure,
}

/// The columns of [`Key`] in the order in which observations are sorted.
const KEY: [&str; 10] = [
    claims::INDICATOR,
    claims::SCOPE,
    claims::UNIT,
    claims::MEASURE,
    claims::BASIS,
    claims::PER,
    claims::PLACE,
    claims::PERIOD_START,
    claims::PERIOD_END,
    claims::PERIOD_KIND,
];

const IDS: [&str; 2] = [claims::CLAIM_ID, claims::DOC_ID];

const FIGURE: [&str; 5] = [claims::VALUE_DECIMAL, claims::HIGH, claims::BOUND, claims::BYTE_START, claims::PROGRAMME];

const DOCUMENT: [&str; 3] = [documents::DOC_ID, documents::DUPLICATE_OF, documents::PUBLISHED];

/// The claims that have an indicator and a period, sorted by key, then id. Their realm is not set yet.
pub fn read_statements(claims: &Path, documents: &Path) -> Result<Vec<Statement>, ReconcileError> {
    let tellers = read_tellers(documents)?;
    let mut told = HashMap::<Arc<Key>, Vec<Statement>>::new();
    each_part(claims, claims::TABLE, &[&KEY[..], &IDS, &FIGURE].concat(), |part| {
        let columns = Columns::of(part).map_err(|source| ReconcileError::table(claims, claims::TABLE, source))?;
        let add = |row| columns.add(row, &tellers, &mut told).map_err(|bad| bad.in_file(claims));
        (0..part.height()).try_for_each(add)
    })?;
    let mut statements = Vec::with_capacity(told.values().map(Vec::len).sum());
    let mut told: Vec<_> = told.into_iter().collect();
    told.sort_unstable_by(|one, other| one.0.by_columns(&other.0));
    for (_, mut of_key) in told {
        of_key.sort_unstable_by(|one, other| (&one.claim_id, &one.doc_id).cmp(&(&other.claim_id, &other.doc_id)));
        statements.append(&mut of_key);
    }
    Ok(statements)
}

/// What the claims of a document have from it.
#[derive(Clone, Debug)]
struct Teller {
    /// The document that it is a copy of.
    original: Option<SmolStr>,
    published: Option<Date>,
}

fn read_tellers(path: &Path) -> Result<HashMap<SmolStr, Teller>, ReconcileError> {
    let mut tellers = HashMap::new();
    each_part(path, documents::TABLE, &DOCUMENT, |part| {
        let wrong = |source| ReconcileError::table(path, documents::TABLE, source);
        let text_column = |name: &str| part.column(name).and_then(|column| column.str()).map_err(wrong);
        let (ids, originals) = (text_column(documents::DOC_ID)?, text_column(documents::DUPLICATE_OF)?);
        let published = part.column(documents::PUBLISHED).and_then(|column| column.date()).map_err(wrong)?.physical();
        for row in 0..part.height() {
            let read = || {
                let original = originals.get(row).map(SmolStr::from);
                let published = date(published, documents::PUBLISHED, row)?;
                Ok((text(ids, documents::DOC_ID, row)?, Teller { original, published }))
            };
            let (id, teller) = read().map_err(|bad: BadCell| bad.in_file(path))?;
            tellers.insert(id, teller);
        }
        Ok(())
    })?;
    Ok(tellers)
}

/// Rows read at once: what a row group holds, so that none is read twice.
const PART: usize = 1 << 17;

/// Reads some columns of a table part by part.
fn each_part(
    path: &Path,
    table: &'static str,
    columns: &[&str],
    mut read: impl FnMut(&DataFrame) -> Result<(), ReconcileError>,
) -> Result<(), ReconcileError> {
    let columns: Vec<String> = columns.iter().map(|&column| column.to_owned()).collect();
    let mut start = 0;
    loop {
        let file = File::open(path).map_err(|source| ReconcileError::Io { path: path.to_owned(), source })?;
        let part = ParquetReader::new(file).with_columns(Some(columns.clone())).with_slice(Some((start, PART)));
        let mut part = part.finish().map_err(|source| ReconcileError::table(path, table, source))?;
        part.rechunk_mut();
        read(&part)?;
        if part.height() < PART {
            return Ok(());
        }
        start += PART;
    }
}

impl Key {
    /// The order of the table's rows: column by column as they are written, what is not set first.
    fn by_columns(&self, other: &Self) -> Ordering {
        let columns = |key: &Self| {
            let (basis, per) = (key.basis.map(|basis| basis.as_str()), key.per.map(|per| per.as_str()));
            let period = (key.period_start, key.period_end, key.period_kind.as_str());
            (key.measure.as_str(), basis, per, key.place.clone(), period)
        };
        let subject = |key: &Self| (key.indicator.clone(), key.scope.clone(), key.unit.clone());
        subject(self).cmp(&subject(other)).then_with(|| columns(self).cmp(&columns(other)))
    }
}

struct Columns<'a> {
    indicator: &'a StringChunked,
    scope: &'a StringChunked,
    unit: &'a StringChunked,
    measure: &'a StringChunked,
    basis: &'a StringChunked,
    per: &'a StringChunked,
    place: &'a StringChunked,
    period_start: &'a Int32Chunked,
    period_end: &'a Int32Chunked,
    period_kind: &'a StringChunked,
    claim_id: &'a StringChunked,
    doc_id: &'a StringChunked,
    value: &'a Int128Chunked,
    high: &'a Float64Chunked,
    bound: &'a StringChunked,
    start: &'a Int64Chunked,
    programme: &'a StringChunked,
}

impl<'a> Columns<'a> {
    fn of(frame: &'a DataFrame) -> PolarsResult<Self> {
        let text = |name: &str| frame.column(name)?.str();
        let date = |name: &str| Ok::<_, PolarsError>(frame.column(name)?.date()?.physical());
        let value = frame.column(claims::VALUE_DECIMAL)?.decimal()?;
        polars_ensure!(value.scale() == Decimal::SCALE as usize, SchemaMismatch: "expected nine digits after the point");
        Ok(Self {
            indicator: text(claims::INDICATOR)?,
            scope: text(claims::SCOPE)?,
            unit: text(claims::UNIT)?,
            measure: text(claims::MEASURE)?,
            basis: text(claims::BASIS)?,
            per: text(claims::PER)?,
            place: text(claims::PLACE)?,
            period_start: date(claims::PERIOD_START)?,
            period_end: date(claims::PERIOD_END)?,
            period_kind: text(claims::PERIOD_KIND)?,
            claim_id: text(claims::CLAIM_ID)?,
            doc_id: text(claims::DOC_ID)?,
            value: value.physical(),
            high: frame.column(claims::HIGH)?.f64()?,
            bound: text(claims::BOUND)?,
            start: frame.column(claims::BYTE_START)?.i64()?,
            programme: text(claims::PROGRAMME)?,
        })
    }

    /// Adds the statement of a row, unless the claim has no indicator or no period, or its document is not known.
    fn add(
        &self,
        row: usize,
        tellers: &HashMap<SmolStr, Teller>,
        told: &mut HashMap<Arc<Key>, Vec<Statement>>,
    ) -> Result<(), BadCell> {
        let counts = self.indicator.get(row).is_some() && self.period_kind.get(row).is_some();
        let Some(teller) = self.doc_id.get(row).filter(|_| counts).and_then(|id| tellers.get(id)) else {
            return Ok(());
        };
        let key = Key {
            indicator: text(self.indicator, claims::INDICATOR, row)?,
            scope: self.scope.get(row).map(SmolStr::from),
            unit: text(self.unit, claims::UNIT, row)?,
            measure: code(self.measure, claims::MEASURE, row)?,
            basis: maybe_code(self.basis, claims::BASIS, row)?,
            per: maybe_code(self.per, claims::PER, row)?,
            place: self.place.get(row).map(SmolStr::from),
            period_start: date(self.period_start, claims::PERIOD_START, row)?,
            period_end: date(self.period_end, claims::PERIOD_END, row)?,
            period_kind: code(self.period_kind, claims::PERIOD_KIND, row)?,
            realm: None,
        };
        let key = told.get_key_value(&key).map_or_else(|| Arc::new(key), |(known, _)| known.clone());
        let value = self.value.get(row).and_then(Decimal::from_units);
        let figure = Figure {
            value: value.ok_or(BadCell::Missing(claims::VALUE_DECIMAL, "a decimal"))?,
            high: self.high.get(row).map(decimal).transpose()?,
            bound: code(self.bound, claims::BOUND, row)?,
        };
        let original = teller.original.clone();
        let statement = Statement {
            key: key.clone(),
            claim_id: text(self.claim_id, claims::CLAIM_ID, row)?,
            copied: original.is_some(),
            doc_id: original.map_or_else(|| text(self.doc_id, claims::DOC_ID, row), Ok)?,
            credited: self.programme.get(row).is_some(),
            published: teller.published,
            start: self.start.get(row).ok_or(BadCell::Missing(claims::BYTE_START, "a number"))?,
            figure,
        };
        told.entry(key).or_default().push(statement);
        Ok(())
    }
}

enum BadCell {
    Missing(&'static str, &'static str),
    Code(&'static str, UnknownCode),
}

impl BadCell {
    fn in_file(self, path: &Path) -> ReconcileError {
        let path = path.to_owned();
        match self {
            Self::Missing(column, expected) => ReconcileError::Cell { path, column, expected },
            Self::Code(column, source) => ReconcileError::Code { path, column, source },
        }
    }
}

fn text(column: &StringChunked, name: &'static str, row: usize) -> Result<SmolStr, BadCell> {
    column.get(row).map(SmolStr::from).ok_or(BadCell::Missing(name, "a text"))
}

fn code<T: FromStr<Err = UnknownCode>>(column: &StringChunked, name: &'static str, row: usize) -> Result<T, BadCell> {
    maybe_code(column, name, row)?.ok_or(BadCell::Missing(name, "a code"))
}

fn maybe_code<T: FromStr<Err = UnknownCode>>(
    column: &StringChunked,
    name: &'static str,
    row: usize,
) -> Result<Option<T>, BadCell> {
    column.get(row).map(str::parse).transpose().map_err(|error| BadCell::Code(name, error))
}

fn date(column: &Int32Chunked, name: &'static str, row: usize) -> Result<Option<Date>, BadCell> {
    let day = |days: i32| period::date(days).ok_or(BadCell::Missing(name, "a date of the calendar"));
    column.get(row).map(day).transpose()
}

/// The decimal that prints as the double does: exact for anything of up to 15 digits.
fn decimal(value: f64) -> Result<Decimal, BadCell> {
    value.to_string().parse().map_err(|_| BadCell::Missing(claims::HIGH, "a number within range"))
}
