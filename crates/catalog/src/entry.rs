//! The entries of the catalog, as the other crates see them.

use tallysheet_model::{CueKind, Date, Dimension, SmolStr, Span};

/// One idea with its words in each language.
#[derive(Clone, Debug)]
pub struct Lexeme {
    /// Language-neutral id, unique among its kind; an ISO 3166 code for a place.
    pub id: SmolStr,
    /// What it is to a sentence. A verb is [`CueKind::Verb`] here; its voice is decided in the text.
    pub kind: CueKind,
    /// The country that a programme or a speaker belongs to, ISO 3166-1 alpha-2: a text that names it is about that country.
    pub country: Option<SmolStr>,
    /// Its English words, every inflection written out.
    pub en: Vec<Form>,
    /// Its Chinese words, in simplified characters.
    pub zh: Vec<Form>,
    /// Of a programme: it reports the figures of its whole nation, so that crediting it narrows nothing. A campaign, an
    /// app or a telephone line does not.
    pub whole: bool,
}

/// One written form of a word or phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// The form. English is matched without regard to case, at word boundaries.
    pub text: String,
    /// Which form of the word it is.
    pub inflection: Inflection,
}

/// The forms of an English word that matter to its reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Inflection {
    /// The only form there is, or the dictionary form: `crack`.
    Base,
    /// Third person or plural: `cracks`, `cases`.
    S,
    /// Past tense or participle: `cracked`.
    Past,
    /// Gerund: `cracking`.
    Ing,
}

/// What a figure may measure.
#[derive(Clone, Debug)]
pub struct Indicator {
    /// The id that claims carry.
    pub id: SmolStr,
    /// `count`, `percent`, a time unit, or `CNY` for money of any currency.
    pub unit: SmolStr,
    /// The group it is listed under.
    pub group: SmolStr,
    /// What it counts, in one line of English.
    pub meaning: String,
    /// A short name for charts.
    pub label: String,
    /// How a sentence tells it: any one suffices.
    pub frames: Vec<Frame>,
    /// Texts whose marked figure is this indicator.
    pub examples: Vec<Example>,
    /// Texts whose marked figure is not.
    pub counterexamples: Vec<Example>,
}

/// A set of words that together tell an indicator. Each non-empty list must be met by one of its lexemes.
#[derive(Clone, Debug, Default)]
pub struct Frame {
    /// Actions, one of which must govern the figure.
    pub verbs: Vec<SmolStr>,
    /// Things, one of which must be what the figure counts.
    pub nouns: Vec<SmolStr>,
    /// Words, one of which must stand in the figure's clause.
    pub with: Vec<SmolStr>,
    /// Words, none of which may stand in the figure's clause.
    pub without: Vec<SmolStr>,
}

/// A text with one figure marked by guillemets in the catalog file, the marks taken away.
#[derive(Clone, Debug)]
pub struct Example {
    /// The text.
    pub text: String,
    /// The figure, in bytes of `text`.
    pub figure: Span,
    /// The file that holds it.
    pub file: String,
    /// The line of its indicator's entry, counting from 1.
    pub line: usize,
}

/// A unit with its written forms.
#[derive(Clone, Debug)]
pub struct Unit {
    /// ISO 4217 code, or the name of the unit in the singular.
    pub id: SmolStr,
    /// What it measures.
    pub dimension: Dimension,
    /// English forms after a number.
    pub en: Vec<String>,
    /// English forms before a number.
    pub en_before: Vec<String>,
    /// Chinese forms after a number.
    pub zh: Vec<String>,
    /// Chinese forms before a number.
    pub zh_before: Vec<String>,
    /// Those of its forms that other units share, so that context may decide otherwise.
    pub open: Vec<String>,
    /// The greater unit that figures are given in together with it, and how many of it make one of that: 100 cents are
    /// a dollar (`thirteen dollars forty-five cents`), 12 inches a foot.
    pub part_of: Option<(SmolStr, u16)>,
}

/// A named holiday with the days it fell on.
#[derive(Clone, Debug)]
pub struct Holiday {
    /// Its id.
    pub id: SmolStr,
    /// English names.
    pub en: Vec<String>,
    /// Chinese names.
    pub zh: Vec<String>,
    /// First and last day, by year, ascending.
    pub dates: Vec<(i16, Date, Date)>,
}
