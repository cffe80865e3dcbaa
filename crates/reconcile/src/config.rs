/// How much room a loosely worded figure is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReconcileConfig {
    /// How far beyond a bound the true figure may lie, in percent of the bound: with 10, `more than 300` covers 300 up
    /// to but not including 330.
    pub bound_percent: u32,
    /// How far from an `about` the true figure may lie, to either side, in percent.
    pub about_percent: u32,
}

impl Default for ReconcileConfig {
    fn default() -> Self {
        Self { bound_percent: 10, about_percent: 5 }
    }
}
