//! A claim as some forty bytes, so that many can wait for the others of their indicator.

use crate::names::Name;

/// What a claim states, the words of it as numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Record<'a> {
    pub key: KeyCode,
    /// The document that says so.
    pub document: u32,
    /// It is credited to a programme.
    pub credited: bool,
    /// Where it stands in its document, in bytes.
    pub start: i64,
    /// The figure, in billionths.
    pub value: i128,
    pub high: Option<i128>,
    pub bound: Name,
    pub claim_id: &'a str,
}

/// What it is a statement of, but for the indicator: the columns in the order of the observations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyCode {
    pub scope: Name,
    pub unit: Name,
    pub measure: Name,
    pub basis: Name,
    pub per: Name,
    pub place: Name,
    /// Days since 1970-01-01.
    pub period_start: Option<i32>,
    pub period_end: Option<i32>,
    pub period_kind: Name,
}

impl<'a> Record<'a> {
    /// Appends it to `bytes`.
    pub fn put(&self, bytes: &mut Vec<u8>) {
        let KeyCode { scope, unit, measure, basis, per, place, period_start, period_end, period_kind } = self.key;
        for name in [scope, unit, measure, basis, per, place, period_kind, self.bound, self.document] {
            put(bytes, name.into());
        }
        put_maybe(bytes, period_start.map(i128::from));
        put_maybe(bytes, period_end.map(i128::from));
        put(bytes, self.credited.into());
        put(bytes, folded(self.start.into()));
        put(bytes, folded(self.value));
        put_maybe(bytes, self.high);
        put(bytes, self.claim_id.len() as u128);
        bytes.extend_from_slice(self.claim_id.as_bytes());
    }

    /// Takes the first off `bytes`; `None` where they are not what [`Record::put`] makes.
    pub fn take(bytes: &mut &'a [u8]) -> Option<Self> {
        let [scope, unit, measure, basis, per, place, period_kind, bound, document] = [(); 9].map(|()| take_as(bytes));
        let (period_start, period_end) = (take_maybe(bytes)?, take_maybe(bytes)?);
        let days = |period: Option<i128>| period.map(i32::try_from).transpose().ok();
        let key = KeyCode {
            scope: scope?,
            unit: unit?,
            measure: measure?,
            basis: basis?,
            per: per?,
            place: place?,
            period_start: days(period_start)?,
            period_end: days(period_end)?,
            period_kind: period_kind?,
        };
        let credited = take(bytes)? == 1;
        let start = i64::try_from(unfolded(take(bytes)?)).ok()?;
        let (value, high) = (unfolded(take(bytes)?), take_maybe(bytes)?);
        let length = take_as(bytes)?;
        let (claim_id, rest) = bytes.split_at_checked(length)?;
        *bytes = rest;
        let claim_id = std::str::from_utf8(claim_id).ok()?;
        Some(Self { key, document: document?, credited, start, value, high, bound: bound?, claim_id })
    }
}

/// Seven bits a byte, the lowest first; the last byte alone is below 128.
fn put(bytes: &mut Vec<u8>, mut number: u128) {
    while u64::try_from(number).is_err() {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    // Nearly every number fits in half the bits, which are shifted in one step.
    let mut number = number as u64;
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

fn take(bytes: &mut &[u8]) -> Option<u128> {
    let end = bytes.iter().position(|&byte| byte < 0x80)?;
    let (sevens, rest) = bytes.split_at(end + 1);
    *bytes = rest;
    if sevens.len() <= 9 {
        return Some(sevens.iter().rev().fold(0_u64, |number, &byte| number << 7 | u64::from(byte & 0x7f)).into());
    }
    let fits = sevens.len() <= 19;
    fits.then(|| sevens.iter().rev().fold(0, |number, &byte| number << 7 | u128::from(byte & 0x7f)))
}

fn take_as<T: TryFrom<u128>>(bytes: &mut &[u8]) -> Option<T> {
    T::try_from(take(bytes)?).ok()
}

fn put_maybe(bytes: &mut Vec<u8>, number: Option<i128>) {
    put(bytes, number.map_or(0, |number| folded(number) + 1));
}

fn take_maybe(bytes: &mut &[u8]) -> Option<Option<i128>> {
    Some(take(bytes)?.checked_sub(1).map(unfolded))
}

/// Small numbers of either sign as small numbers: 0, -1, 1, -2 as 0, 1, 2, 3. Decimals leave a bit to spare.
fn folded(number: i128) -> u128 {
    (number << 1 ^ number >> 127) as u128
}

fn unfolded(number: u128) -> i128 {
    (number >> 1) as i128 ^ -((number & 1) as i128)
}

#[cfg(test)]
mod tests {
    use tallysheet_model::Decimal;

    use super::*;

    #[test]
    fn numbers_of_any_length_are_taken() {
        for number in (0..u128::BITS).map(|bit| 1 << bit).flat_map(|one: u128| [one - 1, one, !one]) {
            let mut bytes = Vec::new();
            put(&mut bytes, number);
            bytes.push(7);
            let mut rest = &bytes[..];
            assert_eq!((take(&mut rest), rest), (Some(number), &[7][..]));
        }
    }

    #[test]
    fn what_is_put_is_taken() {
        let most: Decimal = "99999999999999999999999999999.999999999".parse().unwrap();
        let plain = Record {
            key: KeyCode { unit: 1, measure: 300, period_end: Some(-1), ..KeyCode::default() },
            document: u32::MAX,
            credited: false,
            start: 0,
            value: 0,
            high: None,
            bound: 2,
            claim_id: "0123456789abcdef",
        };
        let extreme = Record {
            key: KeyCode { period_start: Some(i32::MIN), period_end: Some(i32::MAX), ..plain.key },
            credited: true,
            start: i64::MAX,
            value: -most.units(),
            high: Some(most.units()),
            claim_id: "",
            ..plain.clone()
        };
        let mut bytes = Vec::new();
        plain.put(&mut bytes);
        extreme.put(&mut bytes);
        let mut rest = &bytes[..];
        assert_eq!([Record::take(&mut rest), Record::take(&mut rest)], [Some(plain), Some(extreme)]);
        assert_eq!((rest.len(), Record::take(&mut rest)), (0, None));
        assert_eq!(Record::take(&mut &[0xff; 40][..]), None);
    }
}
