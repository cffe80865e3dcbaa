//! The names of the tables and of their columns: the contract that `tallysheet-export`, `tallysheet-reconcile` and
//! other people's notebooks share.

/// The version of the contract, written into every file.
pub const SCHEMA_VERSION: &str = "1";

macro_rules! columns {
    ($(#[$doc:meta])* $module:ident = $table:literal { $($name:ident = $column:literal: $meaning:literal,)* }) => {
        $(#[$doc])*
        pub mod $module {
            /// The file's name without its ending.
            pub const TABLE: &str = $table;
            $(#[doc = $meaning] pub const $name: &str = $column;)*
            /// Every column in order, with its meaning.
            pub const ALL: &[(&str, &str)] = &[$(($column, $meaning)),*];
        }
    };
}

columns! {
    /// One row per document.
    documents = "documents" {
        DOC_ID = "doc_id": "first 16 hex digits of the SHA-256 of source and content",
        SOURCE = "source": "path relative to the input root, or URI; a record in a container is `path#n`",
        MEDIA_TYPE = "media_type": "IANA media type of the content",
        LANG = "lang": "language of the text (BCP 47)",
        TITLE = "title": "headline, where the source tells it apart",
        PUBLISHER = "publisher": "who published it",
        PUBLISHED = "published": "date of publication",
        PUBLISHED_FROM = "published_from": "where that date comes from: metadata, dateline or inferred",
        TEXT = "text": "the decoded text; for plain text the whole file",
        BYTES = "bytes": "size of the content in bytes, uncompressed",
        SHA256 = "sha256": "hex SHA-256 of the content",
        DUPLICATE_OF = "duplicate_of": "doc_id of the first document that it is a copy or near-copy of, in input order",
        CLAIMS = "claims": "number of claims in the document",
        SIMILARITY = "similarity": "how similar it is to that document, to 1 for the same content",
    }
}

columns! {
    /// One row per reported figure.
    claims = "claims" {
        CLAIM_ID = "claim_id": "stable hash of document and span",
        DOC_ID = "doc_id": "the document that says so",
        CHAR_START = "char_start": "first code point of the figure in documents.text",
        CHAR_END = "char_end": "one past its last code point: `text[char_start:char_end]` is surface",
        BYTE_START = "byte_start": "first byte of the figure in documents.text as UTF-8",
        BYTE_END = "byte_end": "one past its last byte",
        SURFACE = "surface": "the figure as the text has it, with magnitude and currency or percent sign",
        SENTENCE = "sentence": "the sentence around it",
        VALUE = "value": "the number in the unit; the low end of a range; a decline is negative",
        VALUE_DECIMAL = "value_decimal": "the same number, exact",
        HIGH = "high": "the high end of a range",
        BOUND = "bound": "exact, more_than, at_least, less_than, at_most, about or range",
        UNIT = "unit": "ISO 4217 code, percent, count, or a time or physical unit in the singular",
        MEASURE = "measure": "level, change, share or rate",
        BASIS = "basis": "for a change: yoy, mom or other",
        PER = "per": "for a rate: day, month or year",
        INDICATOR = "indicator": "what is measured, as an id of the catalog",
        COUNTED = "counted": "what is measured, as the text has it",
        PERIOD_START = "period_start": "first day of the period",
        PERIOD_END = "period_end": "last day of the period, inclusive",
        PERIOD_KIND = "period_kind": "during, cumulative or instant",
        PERIOD_TEXT = "period_text": "the words that tell the period",
        PLACE = "place": "ISO 3166-2 or ISO 3166-1 alpha-2 code",
        PROGRAMME = "programme": "campaign, mechanism, platform or centre credited",
        SCOPE = "scope": "what narrows the indicator: a kind, the campaign credited, `case` or `part`; null is the whole",
        ATTRIBUTION = "attribution": "who says so",
        CONFIDENCE = "confidence": "0 to 1: how sure the reading is",
        LANG = "lang": "language of the text (BCP 47)",
        EVIDENCE = "evidence": "the cues that decided",
    }
}

columns! {
    /// One row per indicator, scope, unit, measure, basis, per, place and period.
    observations = "observations" {
        INDICATOR = "indicator": "what is measured, as an id of the catalog",
        SCOPE = "scope": "what narrows the indicator; null is the whole",
        UNIT = "unit": "unit of value, low and high",
        MEASURE = "measure": "level, change, share or rate",
        BASIS = "basis": "for a change: yoy, mom or other",
        PER = "per": "for a rate: day, month or year",
        PLACE = "place": "ISO 3166-2 or ISO 3166-1 alpha-2 code",
        PERIOD_START = "period_start": "first day of the period",
        PERIOD_END = "period_end": "last day of the period, inclusive",
        PERIOD_KIND = "period_kind": "during, cumulative or instant",
        VALUE = "value": "the most precise statement of the best-supported group of claims",
        LOW = "low": "lowest value claimed",
        HIGH = "high": "highest value claimed",
        CLAIMS = "claims": "number of claims",
        DOCUMENTS = "documents": "number of documents, copies not counted",
        CLAIM_IDS = "claim_ids": "the claims",
        STATUS = "status": "single, agreed or disputed",
    }
}

columns! {
    /// One row per test of the corpus against itself.
    checks = "checks" {
        KIND = "kind": "what was tested: growth, cumulative, part, repeat, overlap or order",
        CLAIM_ID = "claim_id": "the claim under test",
        AGAINST = "against": "the claims it was tested against",
        STATED = "stated": "the figure stated",
        IMPLIED = "implied": "the figure that the others imply",
        RELATIVE_ERROR = "relative_error": "|stated - implied| / |implied|",
        VERDICT = "verdict": "consistent, inconsistent or indicative",
        MESSAGE = "message": "the finding, for people",
    }
}

columns! {
    /// One row per input, or part of one, that is in no document.
    rejects = "rejects" {
        SOURCE = "source": "as documents.source",
        STAGE = "stage": "the stage that gave up",
        REASON = "reason": "why, from a closed list",
        DETAIL = "detail": "what was wrong",
    }
}
