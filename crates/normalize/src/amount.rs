//! The unit that claims have: money told in parts of a currency (`50 cents` is 0.5 USD), and percentage points, which
//! claims give in percent as every other change of a percentage; the surface still tells them apart.

use tallysheet_catalog::Catalog;
use tallysheet_model::{Decimal, Dimension, Quantity, SmolStr};

static PERCENT: SmolStr = SmolStr::new_static("percent");

/// A quantity's values in the unit that claims have.
pub(crate) struct Amount<'q> {
    pub(crate) value: Decimal,
    pub(crate) high: Option<Decimal>,
    pub(crate) unit: &'q SmolStr,
}

/// The values in the unit of claims; those of any other unit are left as they are.
pub(crate) fn in_claim_unit<'q>(catalog: &'q Catalog, quantity: &'q Quantity) -> Amount<'q> {
    let part_of = match quantity.dimension {
        Dimension::Money => catalog.unit(&quantity.unit).and_then(|unit| unit.part_of.as_ref()),
        _ => None,
    };
    let Some((currency, parts)) = part_of else {
        let points = quantity.unit == "percentage_point";
        let unit = if points { &PERCENT } else { &quantity.unit };
        return Amount { value: quantity.value, high: quantity.high, unit };
    };
    let whole = |value: Decimal| Decimal::from_units(value.units() / i128::from(*parts)).unwrap_or(value);
    Amount { value: whole(quantity.value), high: quantity.high.map(whole), unit: currency }
}
