use tallysheet_model::{Reject, RejectReason, Stage};

/// Why a source, or a record of it, is in no document; it becomes a [`Reject`] once its source is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub reason: RejectReason,
    pub detail: String,
}

impl Refusal {
    pub fn new(reason: RejectReason, detail: impl Into<String>) -> Self {
        Self { reason, detail: detail.into() }
    }

    pub fn of(self, source: impl Into<String>) -> Reject {
        Reject { source: source.into(), stage: Stage::Ingest, reason: self.reason, detail: self.detail }
    }
}
