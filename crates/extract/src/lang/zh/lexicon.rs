//! Reading the lexicon's files.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;

use super::words::CharSet;
use crate::BuildError;

/// Characters with a number each, as the lexicon writes them.
pub(super) type Chars = BTreeMap<char, u8>;

/// A file of the lexicon.
pub(super) fn read<T: DeserializeOwned>(file: &'static str, text: &str) -> Result<T, BuildError> {
    toml::from_str(text).map_err(|error| BuildError::Lexicon { lang: "zh", file, message: error.to_string() })
}

/// What characters mean. Few enough for a search by halves.
#[derive(Debug)]
pub(super) struct CharTable<T> {
    /// By character, ascending.
    entries: Vec<(char, T)>,
    chars: CharSet,
}

impl<T> Default for CharTable<T> {
    fn default() -> Self {
        Self { entries: Vec::new(), chars: CharSet::default() }
    }
}

impl<T: Copy> CharTable<T> {
    /// Adds characters; one that is there already keeps its meaning.
    pub(super) fn extend(&mut self, chars: impl IntoIterator<Item = (char, u8)>, meaning: impl Fn(u8) -> T) {
        for (c, number) in chars {
            self.chars.insert(c);
            if let Err(place) = self.entries.binary_search_by_key(&c, |(c, _)| *c) {
                self.entries.insert(place, (c, meaning(number)));
            }
        }
    }

    pub(super) fn get(&self, c: char) -> Option<T> {
        if !self.chars.may_hold(c) {
            return None;
        }
        let place = self.entries.binary_search_by_key(&c, |(c, _)| *c).ok()?;
        Some(self.entries[place].1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_file_is_named() {
        let error = read::<Chars>("numerals.toml", "\"ab\" = 1").unwrap_err();
        assert!(error.to_string().starts_with("zh/numerals.toml: "), "{error}");
    }
}
