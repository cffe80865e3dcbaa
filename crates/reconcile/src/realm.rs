//! Which documents speak of the same nation.
//!
//! The tables leave out the nation that a text speaks of, so two texts about two countries may seem to state one series.
//! The currency that a document's claims name most tells them apart; one that names none may speak of any.

use std::collections::BTreeMap;

use tallysheet_model::SmolStr;

use crate::statement::Statement;

/// The statements of each currency's documents, with those of documents that name none; order is kept.
pub fn realms(statements: &[Statement]) -> Vec<Vec<Statement>> {
    let mut counts = BTreeMap::<&str, BTreeMap<&str, usize>>::new();
    for statement in statements {
        let of_document = counts.entry(&statement.doc_id).or_default();
        if is_currency(&statement.key.unit) {
            *of_document.entry(&statement.key.unit).or_default() += 1;
        }
    }
    let main = |counts: &BTreeMap<&str, usize>| {
        counts
            .iter()
            .max_by_key(|(unit, count)| (**count, std::cmp::Reverse(**unit)))
            .map(|(unit, _)| SmolStr::new(unit))
    };
    let main: BTreeMap<&str, Option<SmolStr>> = counts.iter().map(|(doc, counts)| (*doc, main(counts))).collect();
    let mut currencies: Vec<Option<&SmolStr>> = main.values().map(Option::as_ref).filter(Option::is_some).collect();
    currencies.sort_unstable();
    currencies.dedup();
    if currencies.is_empty() {
        currencies.push(None);
    }
    let of = |currency: Option<&SmolStr>| {
        let speaks = |s: &&Statement| main[s.doc_id.as_str()].as_ref().is_none_or(|own| Some(own) == currency);
        statements.iter().filter(speaks).cloned().collect()
    };
    currencies.into_iter().map(of).collect()
}

/// ISO 4217 codes are the only units of three capital letters.
fn is_currency(unit: &str) -> bool {
    unit.len() == 3 && unit.bytes().all(|b| b.is_ascii_uppercase())
}
