//! The value of the parts of a numeral read so far.
//!
//! Up to four digits make a section, which 万, 亿 or 兆 closes. `二千三百万零五` is the section 二千三百, closed by 万, and the
//! open section 五.

use tallysheet_model::Decimal;

/// What has been read of a numeral.
#[derive(Clone, Copy, Default)]
pub(super) struct Sum {
    /// Closed sections, greatest power first: power of ten and value.
    sections: [(u8, Decimal); 3],
    closed: usize,
    /// The value of the open section, and the power of its last magnitude.
    pub(super) open: Decimal,
    pub(super) power: Option<u8>,
    /// The number that waits for its magnitude, and whether it is one character.
    pub(super) waiting: Option<(Decimal, bool)>,
    /// The power of the magnitude just read.
    pub(super) after: Option<u8>,
    pub(super) zero: bool,
    pub(super) more: bool,
}

impl Sum {
    /// A number whose magnitude may follow.
    pub(super) fn of(number: Decimal) -> Self {
        Self { waiting: Some((number, false)), ..Self::default() }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.closed == 0 && self.power.is_none() && self.waiting.is_none()
    }

    /// A magnitude below 万.
    pub(super) fn small(&mut self, power: u8) -> Option<()> {
        let implied = power == 1 && (self.power.is_none() || self.zero);
        let factor = match self.waiting.take() {
            Some((value, _)) if value != Decimal::ZERO => value,
            Some(_) | None if implied => Decimal::ONE,
            _ => return None,
        };
        if self.power.is_some_and(|last| last <= power) {
            return None;
        }
        self.open = self.open.checked_add(factor.scale_by_ten(power.into())?)?;
        (self.power, self.after, self.zero) = (Some(power), Some(power), false);
        Some(())
    }

    /// 万, 亿 or 兆.
    pub(super) fn great(&mut self, power: u8) -> Option<()> {
        let waiting = self.waiting.take().map_or(Decimal::ZERO, |(value, _)| value);
        let mut group = self.open.checked_add(waiting)?;
        let opened = group != Decimal::ZERO;
        let mut power_of_group = power;
        while let Some(&(last, value)) = self.closed.checked_sub(1).map(|i| &self.sections[i]) {
            if last < power || (last == power && !opened && power_of_group == power) {
                // `四千万亿` multiplies what stands before; so does the second 万 of `四万万`.
                if last == power {
                    power_of_group = power + last;
                }
                group = group.checked_add(value)?;
                self.closed -= 1;
            } else {
                break;
            }
        }
        if group == Decimal::ZERO || self.closed == self.sections.len() {
            return None;
        }
        let blocked = self.closed.checked_sub(1).is_some_and(|i| self.sections[i].0 <= power);
        if blocked {
            return None;
        }
        self.sections[self.closed] = (power_of_group, group.scale_by_ten(power.into())?);
        self.closed += 1;
        (self.open, self.power, self.after, self.zero) = (Decimal::ZERO, None, Some(power), false);
        Some(())
    }

    pub(super) fn total(&self) -> Option<Decimal> {
        let closed = self.sections[..self.closed].iter().try_fold(self.open, |sum, (_, v)| sum.checked_add(*v))?;
        let Some((value, one_character)) = self.waiting else { return Some(closed) };
        let elided = self.after.filter(|power| one_character && *power > 1 && !self.zero);
        let value = match elided {
            Some(power) => value.scale_by_ten(i32::from(power) - 1)?,
            None => value,
        };
        closed.checked_add(value)
    }
}
