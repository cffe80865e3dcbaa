//! Reading the lexicon's files.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;

use crate::BuildError;

/// Characters with a number each, as the lexicon writes them.
pub(super) type Chars = BTreeMap<char, u8>;

/// A file of the lexicon.
pub(super) fn read<T: DeserializeOwned>(file: &'static str, text: &str) -> Result<T, BuildError> {
    toml::from_str(text).map_err(|error| BuildError::Lexicon { lang: "zh", file, message: error.to_string() })
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
