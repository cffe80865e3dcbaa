//! When two reported figures say the same.

use tallysheet_model::{Bound, Decimal};

use crate::ReconcileConfig;

/// A number as claimed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Figure {
    pub value: Decimal,
    pub high: Option<Decimal>,
    pub bound: Bound,
}

/// Two ends, both included, in billionths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    pub low: i128,
    pub high: i128,
}

impl Figure {
    /// The lowest number named.
    pub fn low(self) -> Decimal {
        self.high.map_or(self.value, |high| high.min(self.value))
    }

    /// The highest number named.
    pub fn high(self) -> Decimal {
        self.high.map_or(self.value, |high| high.max(self.value))
    }

    /// Exact figures before bounds, then by the number of significant digits.
    pub fn precision(self) -> (bool, u32) {
        let digits = self.value.units().unsigned_abs() / self.step().unsigned_abs();
        (self.bound == Bound::Exact, digits.checked_ilog10().unwrap_or(0) + 1)
    }

    /// Whether both can be true of one quantity.
    ///
    /// Two exact figures agree when the more precise one rounds to the other. A bound, an `about` or a range agrees
    /// with the exact figures in its interval, and with another of its kind whose interval meets its own.
    pub fn agrees(self, other: Self, cfg: &ReconcileConfig) -> bool {
        let (mine, theirs) = (self.value.units(), other.value.units());
        match (self.bound == Bound::Exact, other.bound == Bound::Exact) {
            (true, true) => mine.abs_diff(theirs) <= self.step().max(other.step()).unsigned_abs() / 2,
            (true, false) => other.interval(cfg).contains(mine),
            (false, true) => self.interval(cfg).contains(theirs),
            (false, false) => self.interval(cfg).meets(other.interval(cfg)),
        }
    }

    /// Where the true number lies, if the figure is honest: an exact one within its rounding, a bound within the slack
    /// of the configuration. A negative number is bounded by its magnitude.
    pub fn interval(self, cfg: &ReconcileConfig) -> Interval {
        let value = self.value.units();
        let size = value.saturating_abs();
        let slack = |percent: u32| (size / 100).saturating_mul(i128::from(percent));
        let (near, far) = match self.bound {
            Bound::Exact => (size - self.step() / 2, size + self.step() / 2),
            Bound::MoreThan | Bound::AtLeast => (size, size.saturating_add(slack(cfg.bound_percent)) - 1),
            Bound::LessThan | Bound::AtMost => (size.saturating_sub(slack(cfg.bound_percent)) + 1, size),
            Bound::About => (size - slack(cfg.about_percent), size.saturating_add(slack(cfg.about_percent))),
            Bound::Range => return Interval { low: self.low().units(), high: self.high().units() },
        };
        let (near, far) = (near.min(size), far.max(size));
        if value < 0 { Interval { low: -far, high: -near } } else { Interval { low: near, high: far } }
    }

    /// The step that the number is rounded to, in billionths: the place of its last digit that is not zero. Of the
    /// zeros at its end only those count as rounding that stand below the first two digits of a number of a thousand
    /// or more; a smaller number is told to the unit at least.
    fn step(self) -> i128 {
        let one = Decimal::ONE.units();
        let size = self.value.units().saturating_abs();
        let coarsest = if size < 1000 * one { one } else { 10_i128.pow(size.ilog10() - 1) };
        let (mut rest, mut step) = if size % one == 0 { (size / one, one) } else { (size, 1) };
        // Most numbers fit in half the bits, which divide many times as fast.
        while let (true, Ok(short)) = (step < coarsest, u64::try_from(rest)) {
            if short % 10 != 0 {
                return step;
            }
            (rest, step) = (i128::from(short / 10), step * 10);
        }
        while step < coarsest && rest % 10 == 0 {
            (rest, step) = (rest / 10, step * 10);
        }
        step
    }

    /// How far an exact figure may be from the number that it stands for.
    pub fn half_step(self) -> i128 {
        self.step() / 2
    }
}

impl Interval {
    pub fn contains(self, units: i128) -> bool {
        self.low <= units && units <= self.high
    }

    pub fn meets(self, other: Self) -> bool {
        self.low <= other.high && other.low <= self.high
    }

    /// The shortest interval that holds both.
    pub fn hull(self, other: Self) -> Self {
        Self { low: self.low.min(other.low), high: self.high.max(other.high) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads `441000`, `>320000000000`, `<5`, `~370000` or `3..5`.
    fn figure(text: &str) -> Figure {
        let decimal = |digits: &str| digits.parse::<Decimal>().unwrap();
        let (bound, value, high) = match text.split_once("..") {
            Some((low, high)) => (Bound::Range, decimal(low), Some(decimal(high))),
            None if text.starts_with('>') => (Bound::MoreThan, decimal(&text[1..]), None),
            None if text.starts_with('<') => (Bound::LessThan, decimal(&text[1..]), None),
            None if text.starts_with('~') => (Bound::About, decimal(&text[1..]), None),
            None => (Bound::Exact, decimal(text), None),
        };
        Figure { value, high, bound }
    }

    fn check(one: &str, other: &str, agree: bool) {
        let cfg = ReconcileConfig::default();
        assert_eq!(figure(one).agrees(figure(other), &cfg), agree, "{one} and {other}");
        assert_eq!(figure(other).agrees(figure(one), &cfg), agree, "{other} and {one}");
    }

    #[test]
    fn exact_figures_agree_within_the_rounding_of_the_coarser() {
        check("441000", "441000", true);
        check("441000", "394000", false);
        check("441000", "441387", true);
        check("441000", "442000", false);
        check("329100000000", "329000000000", true);
        check("5600000", "5620000", true);
        check("60.4", "60", true);
        check("60.4", "61", false);
        check("-14.3", "-14.32", true);
        check("-14.3", "14.3", false);
        check("0", "0", true);
    }

    #[test]
    fn zeros_of_small_numbers_are_no_rounding() {
        check("100", "104", false);
        check("400000", "441000", false);
        check("120", "120.4", true);
    }

    #[test]
    fn bounds_agree_with_what_lies_just_beyond_them() {
        check(">320000000000", "329100000000", true);
        check(">320000000000", "320000000000", true);
        check(">320000000000", "352000000000", false);
        check(">320000000000", "319000000000", false);
        check("<5000", "4600", true);
        check("<5000", "5001", false);
        check(">-14", "-14.5", true);
        check(">-14", "-13", false);
        check(">300000", ">320000", true);
        check(">300000", "<290000", false);
    }

    #[test]
    fn about_and_ranges_agree_with_what_they_hold() {
        check("~370000", "385000", true);
        check("~370000", "395000", false);
        check("3..5", "4", true);
        check("3..5", "6", false);
        check("3..5", ">4", true);
        check("-30..-20", "-25", true);
    }

    #[test]
    fn loose_words_agree_with_the_figure_that_they_stand_for() {
        check(">272000000000", ">272000000000", true);
        check("~30", "29.7", true);
        check("329000000000", "329149000000", true);
        check("329000000000", "329600000000", false);
    }

    #[test]
    fn precision_puts_exact_first_then_digits() {
        let precision = |text: &str| figure(text).precision();
        assert!(precision("300000") > precision(">329100"));
        assert!(precision("329100000000") > precision("329000000000"));
        assert_eq!(precision("0"), (true, 1));
    }

    #[test]
    fn the_largest_numbers_do_not_overflow() {
        let most = "99999999999999999999999999999.999999999";
        check(most, &format!("-{most}"), false);
        check(&format!(">{most}"), &format!("~{most}"), true);
        assert_eq!(figure(&format!("-{most}")).precision(), (true, 38));
    }
}
