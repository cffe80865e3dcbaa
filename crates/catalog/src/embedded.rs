//! The files under `data/`.

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        /// Name and text of each file, in the order they are read.
        pub(crate) const FILES: &[(&str, &str)] = &[$(($name, include_str!(concat!("../data/", $name)))),*];
    };
}

files![
    "units.toml",
    "words/verbs.toml",
    "words/nouns.toml",
    "words/modifiers.toml",
    "words/qualifiers.toml",
    "places.toml",
    "programmes.toml",
    "speakers.toml",
    "holidays.toml",
    "indicators/enforcement.toml",
    "indicators/money.toml",
    "indicators/interception.toml",
    "indicators/prevention.toml",
    "indicators/publicity.toml",
    "indicators/description.toml",
];
