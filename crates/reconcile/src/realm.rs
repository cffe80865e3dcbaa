//! Which documents speak of the same nation.
//!
//! The tables leave out the nation that a text speaks of, so two texts about two countries may seem to state one series.
//! The currency that a document's claims name most tells them apart; a figure in money is told apart by its own. One with
//! a place needs no more than that, and a document that names no currency may speak of any nation.

use std::{cmp::Reverse, collections::BTreeMap};

use rayon::prelude::*;
use tallysheet_model::SmolStr;

use crate::{
    names::{NONE, Name, Names},
    statement::{Key, Statement, Told},
};

/// The currency that the claims of each document name most, of equals the first by its code.
#[derive(Debug)]
pub struct Currencies(Vec<Name>);

impl Currencies {
    /// Of documents with the currencies that their claims name, a pair for each; documents have numbers below `count`.
    pub fn of(mut money: Vec<(u32, Name)>, count: usize, names: &Names) -> Self {
        money.par_sort_unstable();
        let mut main = vec![NONE; count];
        for of_document in money.chunk_by(|one, next| one.0 == next.0) {
            let currencies = of_document.chunk_by(|one, next| one == next);
            let most = currencies.max_by_key(|same| (same.len(), Reverse(names.rank(same[0].1))));
            if let Some(&[(document, currency), ..]) = most {
                main[document as usize] = currency;
            }
        }
        Self(main)
    }

    fn main(&self, document: u32) -> Name {
        self.0[document as usize]
    }
}

/// Parts the claims of one key by the nation that they speak of, those of none first.
///
/// Where one nation alone states a key, a document that names no currency is taken to speak of it too.
pub fn by_realm(told: Told, main: &Currencies, names: &Names) -> Vec<Told> {
    let Told { key, statements } = told;
    if key.place.is_some() {
        return vec![Told { key, statements }];
    }
    let own_unit = is_currency(&key.unit);
    let realm = |statement: &Statement| match own_unit {
        true => Some(&key.unit),
        false => names.word(main.main(statement.document)),
    };
    let of_realm = |(realm, statements): (Option<&SmolStr>, Vec<Statement>)| {
        let key = Key { realm: realm.cloned(), ..key.clone() };
        Told { key, statements }
    };
    if let [first, rest @ ..] = &statements[..]
        && rest.iter().all(|next| realm(next) == realm(first))
    {
        return vec![of_realm((realm(first), statements))];
    }
    let mut realms = BTreeMap::<Option<&SmolStr>, Vec<Statement>>::new();
    for statement in statements {
        realms.entry(realm(&statement)).or_default().push(statement);
    }
    if realms.len() == 2
        && let Some(unknown) = realms.remove(&None)
    {
        let mut only = realms.first_entry().expect("of two one is left");
        only.get_mut().extend(unknown);
        only.get_mut().sort_unstable_by(Statement::by_id);
    }
    realms.into_iter().map(of_realm).collect()
}

/// Whether two figures may be of one nation.
pub fn may_meet(one: &Key, other: &Key) -> bool {
    one.realm.is_none() || other.realm.is_none() || one.realm == other.realm
}

/// ISO 4217 codes are the only units of three capital letters.
pub fn is_currency(unit: &str) -> bool {
    unit.len() == 3 && unit.bytes().all(|b| b.is_ascii_uppercase())
}
