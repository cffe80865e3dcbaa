//! Reads the claims that have an indicator and a period, and puts them together by indicator.

use std::{
    collections::BTreeMap,
    path::Path,
    sync::{Mutex, PoisonError},
};

use polars::prelude::{
    DataFrame, Float64Chunked, Int32Chunked, Int64Chunked, Int128Chunked, PolarsError, PolarsResult, StringChunked,
    polars_ensure,
};
use rayon::prelude::*;
use tallysheet_model::{Decimal, columns::claims};

use crate::{
    ReconcileError,
    cell::{BadCell, decimal, text},
    documents::Documents,
    names::{Known, NONE, Name, Names, Register},
    realm::{Currencies, is_currency},
    record::{KeyCode, Record},
    spool::{Sheaves, Spool},
    table::Table,
};

const COLUMNS: [&str; 17] = [
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
    claims::CLAIM_ID,
    claims::DOC_ID,
    claims::VALUE_DECIMAL,
    claims::HIGH,
    claims::BOUND,
    claims::BYTE_START,
    claims::PROGRAMME,
];

/// The claims of a corpus.
#[derive(Debug)]
pub struct Claims {
    pub names: Names,
    pub sheaves: Sheaves,
    pub currencies: Currencies,
}

/// What is made of the parts of the table.
struct Gathered {
    spool: Spool,
    /// Documents with the currencies that their claims name.
    money: Vec<(u32, Name)>,
}

impl Claims {
    /// Reads the table at `path`. A claim without an indicator or a period, or of no known document, is left out.
    pub fn read(path: &Path, documents: &Documents) -> Result<Self, ReconcileError> {
        let table = Table::open(path, claims::TABLE, &COLUMNS)?;
        let spool = Spool::new(path.parent().unwrap_or(Path::new(".")));
        let (register, gathered) = (Register::default(), Mutex::new(Gathered { spool, money: Vec::new() }));
        // Which part comes first changes nothing: the claims of an indicator are sorted when they are all there.
        (0..table.parts()).into_par_iter().with_max_len(1).try_for_each(|number| {
            let part = table.part(number)?;
            let columns = Columns::of(&part).map_err(|error| table.wrong(error))?;
            let own = columns.gather(documents, &register).map_err(|bad| table.bad(bad))?;
            drop(part);
            let mut all = gathered.lock().unwrap_or_else(PoisonError::into_inner);
            all.money.extend(own.money);
            let mut sheaves = own.sheaves.iter();
            let added = sheaves.try_for_each(|(&indicator, bytes)| all.spool.add(indicator, bytes));
            added.map_err(|source| ReconcileError::Spool { source })
        })?;
        let Gathered { spool, money } = gathered.into_inner().unwrap_or_else(PoisonError::into_inner);
        let names = register.end();
        let currencies = Currencies::of(money, documents.count(), &names);
        let sheaves = spool.end().map_err(|source| ReconcileError::Spool { source })?;
        Ok(Self { names, sheaves, currencies })
    }
}

/// What is made of one part.
#[derive(Default)]
struct Part {
    sheaves: BTreeMap<Name, Vec<u8>>,
    money: Vec<(u32, Name)>,
}

struct Columns<'a> {
    rows: usize,
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
            rows: frame.height(),
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

    fn gather(&self, documents: &Documents, register: &Register) -> Result<Part, BadCell> {
        let (mut part, mut known) = (Part::default(), Known::of(register));
        // The claims of a document stand together.
        let (mut teller, mut number) = ("", None);
        for row in 0..self.rows {
            let (Some(indicator), Some(doc_id)) = (self.indicator.get(row), self.doc_id.get(row)) else { continue };
            if doc_id != teller {
                (teller, number) = (doc_id, documents.number(doc_id));
            }
            if let (Some(number), Some(_)) = (number, self.period_kind.get(row)) {
                let record = self.record(row, number, &mut known)?;
                record.put(part.sheaves.entry(known.number(indicator)).or_default());
                if is_currency(text(self.unit, claims::UNIT, row)?) {
                    part.money.push((documents.original(number), record.key.unit));
                }
            }
        }
        Ok(part)
    }

    fn record(&self, row: usize, document: u32, known: &mut Known<'a>) -> Result<Record<'a>, BadCell> {
        let mut maybe = |column: &'a StringChunked| column.get(row).map_or(NONE, |word| known.number(word));
        let code = |column, number| if number == NONE { Err(BadCell::Missing(column, "a code")) } else { Ok(number) };
        let key = KeyCode {
            scope: maybe(self.scope),
            unit: maybe(self.unit),
            measure: code(claims::MEASURE, maybe(self.measure))?,
            basis: maybe(self.basis),
            per: maybe(self.per),
            place: maybe(self.place),
            period_start: self.period_start.get(row),
            period_end: self.period_end.get(row),
            period_kind: maybe(self.period_kind),
        };
        let bound = code(claims::BOUND, maybe(self.bound))?;
        let value = self.value.get(row).filter(|&units| Decimal::from_units(units).is_some());
        Ok(Record {
            key,
            document,
            credited: self.programme.get(row).is_some(),
            start: self.start.get(row).ok_or(BadCell::Missing(claims::BYTE_START, "a number"))?,
            value: value.ok_or(BadCell::Missing(claims::VALUE_DECIMAL, "a decimal"))?,
            high: self.high.get(row).map(decimal).transpose()?.map(Decimal::units),
            bound,
            claim_id: text(self.claim_id, claims::CLAIM_ID, row)?,
        })
    }
}
