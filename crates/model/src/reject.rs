use crate::{RejectReason, Stage};

/// An input, or a part of one, that is in no document.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Reject {
    /// As [`crate::Document::source`].
    pub source: String,
    /// The stage that gave up.
    pub stage: Stage,
    /// Why.
    pub reason: RejectReason,
    /// What was wrong, for people.
    pub detail: String,
}
