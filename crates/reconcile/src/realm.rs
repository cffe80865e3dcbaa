//! Which documents speak of the same nation.
//!
//! The tables leave out the nation that a text speaks of, so two texts about two countries may seem to state one series.
//! The currency that a document's claims name most tells them apart; a figure in money is told apart by its own. One with
//! a place needs no more than that, and a document that names no currency may speak of any nation.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use tallysheet_model::SmolStr;

use crate::statement::{Key, Statement};

/// Sets the realm of each statement. `statements` are sorted by key, then id; they stay so, realms within a key.
///
/// Where one nation alone states a key, a document that names no currency is taken to speak of it too.
pub fn set_realms(statements: &mut [Statement]) {
    let main = main_currencies(statements);
    for told in statements.chunk_by_mut(|one, next| one.key == next.key) {
        let realm = |statement: &Statement| match &statement.key {
            key if key.place.is_some() => None,
            key if is_currency(&key.unit) => Some(key.unit.clone()),
            _ => main.get(&statement.doc_id).cloned(),
        };
        let realms: Vec<Option<SmolStr>> = told.iter().map(realm).collect();
        let known: BTreeSet<&SmolStr> = realms.iter().flatten().collect();
        let only = known.first().filter(|_| known.len() == 1).copied();
        if realms.iter().all(Option::is_none) {
            continue;
        }
        let mut keys = BTreeMap::<Option<&SmolStr>, Arc<Key>>::new();
        for (statement, own) in told.iter_mut().zip(&realms) {
            let realm = own.as_ref().or(only);
            let of_realm = || Arc::new(Key { realm: realm.cloned(), ..(*statement.key).clone() });
            statement.key = keys.entry(realm).or_insert_with(of_realm).clone();
        }
        told.sort_by(|one, other| (&one.key.realm, &one.claim_id).cmp(&(&other.key.realm, &other.claim_id)));
    }
}

/// Whether two figures may be of one nation.
pub fn may_meet(one: &Key, other: &Key) -> bool {
    one.realm.is_none() || other.realm.is_none() || one.realm == other.realm
}

/// ISO 4217 codes are the only units of three capital letters.
pub fn is_currency(unit: &str) -> bool {
    unit.len() == 3 && unit.bytes().all(|b| b.is_ascii_uppercase())
}

/// The currency that the claims of each document name most, of equals the first by its code.
fn main_currencies(statements: &[Statement]) -> BTreeMap<SmolStr, SmolStr> {
    let mut counts = BTreeMap::<&SmolStr, BTreeMap<&SmolStr, usize>>::new();
    for statement in statements.iter().filter(|statement| is_currency(&statement.key.unit)) {
        *counts.entry(&statement.doc_id).or_default().entry(&statement.key.unit).or_default() += 1;
    }
    let main = |counts: BTreeMap<&SmolStr, usize>| {
        counts.into_iter().max_by_key(|&(unit, count)| (count, Reverse(unit))).map(|(unit, _)| unit.clone())
    };
    counts.into_iter().filter_map(|(document, counts)| Some((document.clone(), main(counts)?))).collect()
}
