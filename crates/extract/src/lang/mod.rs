//! One directory per language.

pub(crate) mod en;
pub(crate) mod zh;
