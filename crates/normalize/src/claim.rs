//! Writes claims: the strings, the offsets and the ids of what has been decided.

use sha2::{Digest, Sha256};
use tallysheet_catalog::Catalog;
use tallysheet_model::{Basis, Claim, CueKind, Decimal, Direction, Document, Mention, SmolStr, Span};

use crate::{
    amount,
    calendar::Period,
    context,
    offsets::CharOffsets,
    scene::{Figure, Scene},
    sentence::Decided,
};

/// What a claim without an indicator is worth: the figure is there, what it measures is not known.
const UNKNOWN_CONFIDENCE: f64 = 0.7;

/// Writes the claims of one document, in text order.
pub(crate) struct Writer<'a> {
    catalog: &'a Catalog,
    document: &'a Document,
    nation: Option<&'a SmolStr>,
    offsets: CharOffsets<'a>,
    ids: ClaimIds,
    sentence: Span,
    /// Who says what the sentence tells.
    speaker: Option<Span>,
}

impl<'a> Writer<'a> {
    pub(crate) fn new(catalog: &'a Catalog, document: &'a Document, nation: Option<&'a SmolStr>) -> Self {
        let (offsets, ids) = (CharOffsets::new(&document.text), ClaimIds::new(&document.doc_id));
        Self { catalog, document, nation, offsets, ids, sentence: Span::default(), speaker: None }
    }

    /// Takes up the next sentence.
    pub(crate) fn read(&mut self, scene: &Scene<'_>) {
        self.sentence = scene.span;
        self.speaker = if scene.figures.is_empty() { None } else { context::attribution(scene) };
    }

    /// The claim of a figure, without its place and its scope.
    pub(crate) fn claim(
        &mut self,
        figure: Figure<'_>,
        decided: &Decided<'_>,
        period: Option<(Period, Span)>,
        programme: Option<Span>,
    ) -> Claim {
        let (text, quantity, decision) = (self.document.text.as_str(), figure.quantity, decided.decision);
        let amount = amount::in_claim_unit(self.catalog, quantity);
        let sign = |value: Decimal| match quantity.change {
            // `-0.8% year on year` has its sign already.
            Some(change) if change.direction == Direction::Down && value > Decimal::ZERO => -value,
            _ => value,
        };
        let (char_start, char_end) = self.offsets.of(figure.span);
        let (period, period_text) = period.map(|(period, span)| (period, plain(span.slice(text)))).unzip();
        let mut evidence = Vec::with_capacity(4);
        evidence.extend(decision.into_iter().flat_map(|d| d.reasons).flatten().filter_map(|cue| reason(text, cue)));
        evidence.extend(period_text.as_ref().map(|words| ["period: ", words].concat()));
        Claim {
            claim_id: self.ids.of(figure.span),
            doc_id: self.document.doc_id.clone(),
            span: figure.span,
            char_start,
            char_end,
            surface: figure.span.slice(text).to_owned(),
            sentence: self.sentence.slice(text).to_owned(),
            value: sign(amount.value),
            high: amount.high.map(sign),
            bound: quantity.bound,
            unit: self.unit(amount.unit, quantity.unit_open),
            measure: quantity.measure,
            basis: quantity.change.map(|change| change.basis.unwrap_or_else(|| default_basis(period))),
            per: quantity.per,
            indicator: decision.map(|d| self.catalog.indicators()[d.indicator].id.clone()),
            counted: decided.counted.map(|span| unquoted(span.slice(text))),
            period_start: period.and_then(|p| p.start),
            period_end: period.and_then(|p| p.end),
            period_kind: period.map(|p| p.kind),
            period_text,
            place: None,
            programme: programme.map(|span| unquoted(span.slice(text))),
            scope: None,
            attribution: self.speaker.map(|span| plain(span.slice(text))),
            confidence: decision.map_or(UNKNOWN_CONFIDENCE, |d| d.confidence),
            lang: self.document.lang.clone(),
            evidence,
        }
    }

    /// The unit, decided by the document where the sentence leaves it open: the dollar of the country that the text is about.
    fn unit(&self, unit: SmolStr, open: bool) -> SmolStr {
        let local = if open { context::currency(&unit, self.nation) } else { None };
        local.unwrap_or(unit)
    }
}

/// The change of a whole year is against the year before, where the text does not say.
fn default_basis(period: Option<Period>) -> Basis {
    if period.is_some_and(Period::is_year) { Basis::YearOnYear } else { Basis::Other }
}

/// A cue that decided, for people.
fn reason(text: &str, mention: &Mention) -> Option<String> {
    let cue = mention.cue()?;
    let kind = match cue.kind {
        CueKind::Verb | CueKind::PassiveVerb => "verb ",
        CueKind::Noun => "noun ",
        _ => "word ",
    };
    let words = mention.span.slice(text);
    Some(match is_plain(words) {
        true => [kind, &cue.id, ": ", words].concat(),
        false => [kind, &cue.id, ": ", &plain(words)].concat(),
    })
}

/// Blanks of the layout become one space each.
fn plain(words: &str) -> String {
    if is_plain(words) { words.to_owned() } else { words.split_whitespace().collect::<Vec<_>>().join(" ") }
}

fn unquoted(words: &str) -> String {
    match is_plain(words) {
        true => words.to_owned(),
        false => plain(words).replace(['"', '“', '”', '「', '」', '《', '》'], ""),
    }
}

/// Whether the words are one space apart and hold no quotation mark, as far as their bytes tell: most are.
fn is_plain(words: &str) -> bool {
    // The first bytes of U+0080 to U+00BF and of U+1000 to U+3FFF, among which blanks and quotation marks are.
    let doubtful = |byte: u8| matches!(byte, 0..b' ' | b'"' | 0xC2 | 0xE1..=0xE3);
    let mut blank = true;
    for byte in words.bytes() {
        if doubtful(byte) || (blank && byte == b' ') {
            return false;
        }
        blank = byte == b' ';
    }
    !blank
}

/// The ids of the claims of one document.
struct ClaimIds {
    /// What is hashed: the document's id, a colon, and the span.
    key: String,
    /// The length of the document's part of it.
    document: usize,
}

impl ClaimIds {
    fn new(doc_id: &str) -> Self {
        let key = format!("{doc_id}:");
        Self { document: key.len(), key }
    }

    /// Stable hash of document and span: the first 16 hex digits of a SHA-256.
    fn of(&mut self, span: Span) -> SmolStr {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        self.key.truncate(self.document);
        push_digits(&mut self.key, span.start);
        self.key.push(':');
        push_digits(&mut self.key, span.end);
        let digest = Sha256::digest(&self.key);
        let mut hex = [0; 16];
        for (pair, byte) in hex.chunks_exact_mut(2).zip(digest) {
            pair.copy_from_slice(&[DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]);
        }
        SmolStr::new_inline(std::str::from_utf8(&hex).expect("hex digits are ASCII"))
    }
}

/// Writes a number without what formatting in general costs.
fn push_digits(text: &mut String, number: usize) {
    if number >= 10 {
        push_digits(text, number / 10);
    }
    text.push(char::from(b'0' + (number % 10) as u8));
}
