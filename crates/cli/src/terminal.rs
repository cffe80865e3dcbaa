//! How results look: widths, numbers and aligned columns.

mod claim;
mod columns;
mod number;
mod period;

pub use claim::{measure, quantity};
pub use columns::Columns;
pub use number::{bytes, counted, grouped, seconds};
pub use period::period;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The columns to wrap at where stdout is no terminal.
const DEFAULT_WIDTH: usize = 100;

/// The columns of the terminal.
pub fn width() -> usize {
    console::Term::stdout().size_checked().map_or(DEFAULT_WIDTH, |(_, columns)| usize::from(columns))
}

/// The columns that a text takes; those of East Asian scripts take two each.
pub fn text_width(text: &str) -> usize {
    text.width()
}

/// The columns that a character takes.
pub fn char_width(character: char) -> usize {
    character.width().unwrap_or(0)
}

/// The text without what could move the cursor or change colours: control characters become blanks.
pub fn plain(text: &str) -> String {
    text.chars().map(plain_char).collect()
}

/// The same for one character.
pub fn plain_char(character: char) -> char {
    if character.is_control() { ' ' } else { character }
}
