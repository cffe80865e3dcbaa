//! The closed vocabularies of the tables. Each code is written in the tables as its text.

/// The text is no code of the vocabulary.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown {vocabulary} `{code}`, expected one of {expected}")]
pub struct UnknownCode {
    /// What was being read.
    pub vocabulary: &'static str,
    /// What was found.
    pub code: String,
    /// The codes there are, comma separated.
    pub expected: &'static str,
}

macro_rules! codes {
    ($(#[$doc:meta])* $name:ident { $first:ident = $first_code:literal: $first_doc:literal,
        $($variant:ident = $code:literal: $variant_doc:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
        pub enum $name {
            #[doc = $first_doc]
            #[cfg_attr(feature = "serde", serde(rename = $first_code))]
            $first,
            $(
                #[doc = $variant_doc]
                #[cfg_attr(feature = "serde", serde(rename = $code))]
                $variant,
            )*
        }

        impl $name {
            /// Every code, in the order of the vocabulary.
            pub const ALL: &[Self] = &[Self::$first, $(Self::$variant),*];

            /// The code as the tables write it.
            pub const fn as_str(self) -> &'static str {
                match self {
                    Self::$first => $first_code,
                    $(Self::$variant => $code,)*
                }
            }

            /// What the code means, for schemas and help.
            pub const fn meaning(self) -> &'static str {
                match self {
                    Self::$first => $first_doc,
                    $(Self::$variant => $variant_doc,)*
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = UnknownCode;

            fn from_str(text: &str) -> Result<Self, UnknownCode> {
                Self::ALL.iter().copied().find(|code| code.as_str() == text).ok_or_else(|| UnknownCode {
                    vocabulary: stringify!($name),
                    code: text.to_owned(),
                    expected: concat!($first_code, $(", ", $code),*),
                })
            }
        }
    };
}

codes! {
    /// How the figure bounds the true value.
    Bound {
        Exact = "exact": "the figure itself",
        MoreThan = "more_than": "more than the figure (over, 余, 多)",
        AtLeast = "at_least": "the figure or more",
        LessThan = "less_than": "less than the figure",
        AtMost = "at_most": "the figure or less",
        About = "about": "around the figure (nearly, about, 近, 约)",
        Range = "range": "between `value` and `high`",
    }
}

codes! {
    /// What kind of statement the figure is.
    Measure {
        Level = "level": "an amount",
        Change = "change": "growth or decline against another period, signed",
        Share = "share": "a part of a whole",
        Rate = "rate": "an amount per time",
    }
}

codes! {
    /// What a change is measured against.
    Basis {
        YearOnYear = "yoy": "the same period of the year before",
        MonthOnMonth = "mom": "the month before",
        Other = "other": "another period",
    }
}

codes! {
    /// The time unit of a rate.
    Per {
        Day = "day": "a day",
        Month = "month": "a month",
        Year = "year": "a year",
    }
}

codes! {
    /// How a claim relates to its period.
    PeriodKind {
        During = "during": "happened within the period",
        Cumulative = "cumulative": "a total up to the end of the period",
        Instant = "instant": "a state at that date",
    }
}

codes! {
    /// Where a document's date comes from.
    DateSource {
        Metadata = "metadata": "metadata beside or inside the document",
        Dateline = "dateline": "the dateline; a year it leaves out is inferred",
        Inferred = "inferred": "a date in the text",
    }
}

codes! {
    /// A step of the pipeline.
    Stage {
        Ingest = "ingest": "reading sources into documents",
        Extract = "extract": "finding mentions",
        Normalize = "normalize": "making claims of mentions",
        Reconcile = "reconcile": "joining claims into observations",
        Export = "export": "writing tables",
    }
}

codes! {
    /// Why an input is in no document. The list is closed: a new reason is a new version of the contract.
    RejectReason {
        NotFound = "not_found": "the file does not exist",
        Unreadable = "unreadable": "the file cannot be read",
        UnsupportedFormat = "unsupported_format": "no reader knows the format",
        BadCompression = "bad_compression": "the compressed stream is damaged",
        Binary = "binary": "the content is not text",
        BadEncoding = "bad_encoding": "the text cannot be decoded",
        BadRecord = "bad_record": "a record of a container cannot be parsed",
        MissingText = "missing_text": "a record has no text field",
        Empty = "empty": "there is no text",
        BadMetadata = "bad_metadata": "the side file cannot be parsed",
        TooLarge = "too_large": "the content exceeds the size limit",
    }
}

codes! {
    /// Whether the claims of an observation agree.
    Status {
        Single = "single": "one document says so",
        Agreed = "agreed": "two documents or more say so",
        Disputed = "disputed": "the claims contradict each other",
    }
}

codes! {
    /// A kind of test of the corpus against itself.
    CheckKind {
        Growth = "growth": "a stated change against the level of the earlier period",
        Cumulative = "cumulative": "a running total that shrinks",
        Part = "part": "a part greater than its whole",
        Repeat = "repeat": "one figure told differently within a document",
        Overlap = "overlap": "two levels of overlapping periods that differ",
        Order = "order": "a jump by a thousand: a likely slip of unit or magnitude",
    }
}

codes! {
    /// The outcome of a check.
    Verdict {
        Consistent = "consistent": "the figures agree within their rounding",
        Inconsistent = "inconsistent": "the figures cannot be true together",
        Indicative = "indicative": "the periods only overlap: no more than a hint",
    }
}

codes! {
    /// What a unit measures.
    Dimension {
        Count = "count": "things counted",
        Money = "money": "an amount of a currency",
        Proportion = "proportion": "percent, percentage points, basis points",
        Time = "time": "a duration",
        Multiple = "multiple": "times another figure",
        Physical = "physical": "a physical unit: length, mass, area, energy",
    }
}

codes! {
    /// The direction of a change.
    Direction {
        Up = "up": "growth",
        Down = "down": "decline",
    }
}

codes! {
    /// The rule that found a mention: the path of its source below `lang/` of the extractor. Ordered as their codes.
    Rule {
        EnCue = "en/cue": "a word of the catalog, in English",
        EnExclusion = "en/exclusion": "a number that reports nothing, in English",
        EnFigure = "en/figure": "a figure, in English",
        EnVague = "en/figure/vague": "a magnitude without a number, in English",
        EnPhrasal = "en/phrasal": "a verb apart from its particle, in English",
        EnTimex = "en/timex": "a time expression, in English",
        ZhAside = "zh/aside": "a field of a date or a place in an order, in Chinese",
        ZhCue = "zh/cue": "a word of the catalog, in Chinese",
        ZhCount = "zh/quantity/count": "a number with a classifier, in Chinese",
        ZhFraction = "zh/quantity/fraction": "a part of one, in Chinese",
        ZhMoney = "zh/quantity/money": "an amount of money, in Chinese",
        ZhNumber = "zh/quantity/number": "a number without a unit, in Chinese",
        ZhPercent = "zh/quantity/percent": "a percentage, in Chinese",
        ZhRange = "zh/quantity/range": "a range, in Chinese",
        ZhUnit = "zh/quantity/unit": "a number with another unit, in Chinese",
        ZhCalendar = "zh/timex/calendar": "a date, in Chinese",
        ZhHoliday = "zh/timex/holiday": "a named holiday, in Chinese",
        ZhPast = "zh/timex/past": "a stretch up to the document's date, in Chinese",
        ZhRelative = "zh/timex/relative": "a time relative to the document's date, in Chinese",
    }
}

/// The language of a text: an ISO 639-1 code, as BCP 47 uses it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(from = "String", into = "String"))]
pub enum Lang {
    /// English, `en`.
    En,
    /// Chinese, `zh`.
    Zh,
    /// Any other language, by its lower-case tag.
    Other(smol_str::SmolStr),
}

impl Lang {
    /// The language tag.
    pub fn as_str(&self) -> &str {
        match self {
            Self::En => "en",
            Self::Zh => "zh",
            Self::Other(tag) => tag,
        }
    }
}

impl std::fmt::Display for Lang {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_str())
    }
}

impl From<&str> for Lang {
    /// Reads a BCP 47 tag by its primary language: `zh-Hans` is [`Lang::Zh`].
    fn from(tag: &str) -> Self {
        let primary = tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        match primary.as_str() {
            "en" => Self::En,
            "zh" => Self::Zh,
            _ => Self::Other(primary.into()),
        }
    }
}

impl From<String> for Lang {
    fn from(tag: String) -> Self {
        Self::from(tag.as_str())
    }
}

impl From<Lang> for String {
    fn from(lang: Lang) -> Self {
        lang.as_str().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_read_back() {
        assert!(Bound::ALL.iter().all(|&b| b.as_str().parse() == Ok(b)));
        let error = "sideways".parse::<Direction>().unwrap_err();
        assert_eq!(error.to_string(), "unknown Direction `sideways`, expected one of up, down");
    }

    #[test]
    fn rules_are_ordered_as_their_codes() {
        assert!(Rule::ALL.is_sorted() && Rule::ALL.is_sorted_by_key(|rule| rule.as_str()));
    }

    #[test]
    fn languages_are_read_by_their_primary_tag() {
        assert_eq!(Lang::from("zh-Hant-TW"), Lang::Zh);
        assert_eq!(Lang::from("EN_gb"), Lang::En);
        assert_eq!(Lang::from("fr-CA").as_str(), "fr");
    }
}
