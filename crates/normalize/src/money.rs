//! Money told in parts of a currency: `50 cents` is 0.5 USD.

use tallysheet_catalog::Catalog;
use tallysheet_model::{Decimal, Dimension, Quantity, SmolStr};

/// A quantity's values in the unit that claims have.
pub(crate) struct Amount {
    pub(crate) value: Decimal,
    pub(crate) high: Option<Decimal>,
    pub(crate) unit: SmolStr,
}

/// The values in the currency itself; those of any other unit are left as they are.
pub(crate) fn in_currency(catalog: &Catalog, quantity: &Quantity) -> Amount {
    let money = quantity.dimension == Dimension::Money;
    let part_of = catalog.unit(&quantity.unit).and_then(|unit| unit.part_of.as_ref()).filter(|_| money);
    let Some((currency, parts)) = part_of else {
        return Amount { value: quantity.value, high: quantity.high, unit: quantity.unit.clone() };
    };
    let whole = |value: Decimal| Decimal::from_units(value.units() / i128::from(*parts)).unwrap_or(value);
    Amount { value: whole(quantity.value), high: quantity.high.map(whole), unit: currency.clone() }
}
