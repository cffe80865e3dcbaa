//! Texts that make a careless reader slow: one sentence of any length, full of what might be part of a figure.

/// What the text repeats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Adversarial {
    /// One number of all the digits.
    Digits,
    /// `million million …`, `万亿万亿…`.
    Magnitudes,
    /// Brackets that open and never close, a figure in each.
    Parentheses,
    /// One dense sentence without a stop.
    NoStop,
    /// A list of small numbers.
    List,
}

impl Adversarial {
    /// Every kind.
    pub const ALL: [Self; 5] = [Self::Digits, Self::Magnitudes, Self::Parentheses, Self::NoStop, Self::List];

    /// Its name, as the command line has it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Digits => "digits",
            Self::Magnitudes => "magnitudes",
            Self::Parentheses => "parentheses",
            Self::NoStop => "no-stop",
            Self::List => "list",
        }
    }

    /// A text of at least `bytes`, and of fewer than `bytes` and one repetition.
    pub fn text(self, chinese: bool, bytes: usize) -> String {
        let unit = match (self, chinese) {
            (Self::Digits, _) => "1234567890",
            (Self::Magnitudes, false) => "million ",
            (Self::Magnitudes, true) => "万亿",
            (Self::Parentheses, false) => "(3 cases ",
            (Self::Parentheses, true) => "（3起",
            (Self::NoStop, false) => {
                "in May 2021 police cracked 441,000 fraud cases and arrested over 154,000 suspects, up 60.4% and 146.5% \
                 respectively, and "
            }
            (Self::NoStop, true) => {
                "2021年5月公安机关破获诈骗案件44.1万起，抓获嫌疑人15.4万余名，同比分别上升60.4%和146.5%，"
            }
            (Self::List, false) => "1, 2, 3, ",
            (Self::List, true) => "1、2、3、",
        };
        unit.repeat(bytes.div_ceil(unit.len()))
    }
}
