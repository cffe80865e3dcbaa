use tallysheet_model::Date;

/// How much room a loosely worded figure is given, and from when the corpus is seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReconcileConfig {
    /// How far beyond a bound the true figure may lie, in percent of the bound: with 10, `more than 300` covers 300 up
    /// to but not including 330.
    pub bound_percent: u32,
    /// How far from an `about` the true figure may lie, to either side, in percent.
    pub about_percent: u32,
    /// Sees the corpus as it stood on this day: only what was published by then, and of the documents that tell one
    /// thing only the latest, which restates what others told before. A document without a date is the oldest. `None`
    /// takes every document for what it says.
    pub as_of: Option<Date>,
}

impl Default for ReconcileConfig {
    fn default() -> Self {
        Self { bound_percent: 10, about_percent: 5, as_of: None }
    }
}
