//! What the claims of one indicator state, put together by what they are statements of.

use std::{cmp::Ordering, sync::Arc};

use rustc_hash::FxHashMap;
use tallysheet_model::{Basis, Date, Decimal, Measure, Per, PeriodKind, SmolStr, columns::claims};

use crate::{
    cell::{BadCell, code, date, maybe_code},
    documents::Documents,
    figure::Figure,
    names::{Name, Names},
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
    /// What it is a statement of, shared by all that are of the same.
    pub key: Arc<Key>,
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
    pub key: Arc<Key>,
    pub statements: Vec<Statement>,
}

/// What the records of an indicator state, in the order of the table: column by column as they are written, what is not
/// set first. Their realm is not set yet.
pub fn told(indicator: Name, mut records: &[u8], names: &Names, documents: &Documents) -> Result<Vec<Told>, BadCell> {
    let mut places = FxHashMap::<KeyCode, usize>::default();
    let mut all: Vec<(KeyCode, Told)> = Vec::new();
    while let Some(record) = Record::take(&mut records) {
        let place = match places.get(&record.key) {
            Some(&place) => place,
            None => {
                let key = Arc::new(Key::of(indicator, record.key, names)?);
                places.insert(record.key, all.len());
                all.push((record.key, Told { key, statements: Vec::new() }));
                all.len() - 1
            }
        };
        let of_key = &mut all[place].1;
        of_key.statements.extend(Statement::of(&record, &of_key.key, names, documents)?);
    }
    all.sort_unstable_by_key(|(key, _)| key.ranked(names));
    let sorted = |(_, mut told): (KeyCode, Told)| {
        told.statements.sort_unstable_by(Statement::by_id);
        told
    };
    Ok(all.into_iter().map(sorted).collect())
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
    fn of(record: &Record<'_>, key: &Arc<Key>, names: &Names, documents: &Documents) -> Result<Option<Self>, BadCell> {
        let Some(teller) = documents.teller(record.document) else { return Ok(None) };
        let decimal = |column, units| Decimal::from_units(units).ok_or(BadCell::Missing(column, "a decimal"));
        let figure = Figure {
            value: decimal(claims::VALUE_DECIMAL, record.value)?,
            high: record.high.map(|high| decimal(claims::HIGH, high)).transpose()?,
            bound: code(claims::BOUND, names.word(record.bound).map(SmolStr::as_str))?,
        };
        Ok(Some(Self {
            key: key.clone(),
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
