//! What the claims of one indicator state, put together by what they are statements of.

use std::cmp::Ordering;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use tallysheet_model::{Basis, Date, Decimal, Measure, Per, PeriodKind, SmolStr, columns::claims};

use crate::{
    cell::{BadCell, code, date, maybe_code},
    claims::Claims,
    documents::Documents,
    figure::Figure,
    names::{Name, Names},
    realm::by_realm,
    record::{KeyCode, Record},
};

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
    pub claim_id: SmolStr,
    /// The document that says so, by its number; of a copy the document that it is a copy of.
    pub document: u32,
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

/// The statements of one key, in order of their ids.
#[derive(Clone, Debug)]
pub struct Told {
    pub key: Key,
    pub statements: Vec<Statement>,
}

/// What the records of an indicator state, in the order of the table: column by column as they are written, what is not
/// set first; of one key by the nation that they speak of.
pub fn told(indicator: Name, records: &[u8], corpus: &Claims, documents: &Documents) -> Result<Vec<Told>, BadCell> {
    let names = &corpus.names;
    let of_key = |(code_of, places): (KeyCode, Vec<usize>)| {
        let key = Key::of(indicator, code_of, names)?;
        let mut statements = Vec::with_capacity(places.len());
        for place in places {
            let record = Record::take(&mut &records[place..]);
            let record = record.expect("a record stands where one was found");
            statements.extend(Statement::of(&record, names, documents)?);
        }
        statements.sort_unstable_by(Statement::by_id);
        Ok(by_realm(Told { key, statements }, &corpus.currencies, names))
    };
    let told: Vec<Vec<Told>> = by_key(records, names).into_par_iter().map(of_key).collect::<Result<_, _>>()?;
    Ok(told.into_iter().flatten().collect())
}

/// Where the records of each key begin, the keys in their order.
fn by_key(records: &[u8], names: &Names) -> Vec<(KeyCode, Vec<usize>)> {
    let mut numbers = FxHashMap::<KeyCode, usize>::default();
    let mut all: Vec<(KeyCode, Vec<usize>)> = Vec::new();
    let mut rest = records;
    loop {
        let place = records.len() - rest.len();
        let Some(Record { key, .. }) = Record::take(&mut rest) else { break };
        let number = *numbers.entry(key).or_insert_with(|| {
            all.push((key, Vec::new()));
            all.len() - 1
        });
        all[number].1.push(place);
    }
    all.sort_unstable_by_key(|(key, _)| key.ranked(names));
    all
}

impl Key {
    fn of(indicator: Name, code_of: KeyCode, names: &Names) -> Result<Self, BadCell> {
        let word = |number: Name| names.word(number).cloned();
        let text = |column, number: Name| word(number).ok_or(BadCell::Missing(column, "a text"));
        let code_word = |number: Name| names.word(number).map(SmolStr::as_str);
        Ok(Self {
            indicator: text(claims::INDICATOR, indicator)?,
            scope: word(code_of.scope),
            unit: text(claims::UNIT, code_of.unit)?,
            measure: code(claims::MEASURE, code_word(code_of.measure))?,
            basis: maybe_code(claims::BASIS, code_word(code_of.basis))?,
            per: maybe_code(claims::PER, code_word(code_of.per))?,
            place: word(code_of.place),
            period_start: date(claims::PERIOD_START, code_of.period_start)?,
            period_end: date(claims::PERIOD_END, code_of.period_end)?,
            period_kind: code(claims::PERIOD_KIND, code_word(code_of.period_kind))?,
            realm: None,
        })
    }
}

impl KeyCode {
    /// The same with ranks for numbers, so that keys are in order as their words are.
    fn ranked(&self, names: &Names) -> Self {
        Self {
            scope: names.rank(self.scope),
            unit: names.rank(self.unit),
            measure: names.rank(self.measure),
            basis: names.rank(self.basis),
            per: names.rank(self.per),
            place: names.rank(self.place),
            period_kind: names.rank(self.period_kind),
            ..*self
        }
    }
}

impl Statement {
    /// `None` where its document is not known.
    fn of(record: &Record<'_>, names: &Names, documents: &Documents) -> Result<Option<Self>, BadCell> {
        let Some(teller) = documents.teller(record.document) else { return Ok(None) };
        let decimal = |column, units| Decimal::from_units(units).ok_or(BadCell::Missing(column, "a decimal"));
        let figure = Figure {
            value: decimal(claims::VALUE_DECIMAL, record.value)?,
            high: record.high.map(|high| decimal(claims::HIGH, high)).transpose()?,
            bound: code(claims::BOUND, names.word(record.bound).map(SmolStr::as_str))?,
        };
        Ok(Some(Self {
            claim_id: record.claim_id.into(),
            document: teller.original.unwrap_or(record.document),
            copied: teller.original.is_some(),
            credited: record.credited,
            published: teller.published,
            start: record.start,
            figure,
        }))
    }

    /// By id; the rest decides where a corpus has an id twice.
    pub fn by_id(&self, other: &Self) -> Ordering {
        let rest = |of: &Self| (of.document, of.copied, of.credited, of.published, of.start, of.figure);
        self.claim_id.cmp(&other.claim_id).then_with(|| rest(self).cmp(&rest(other)))
    }
}
