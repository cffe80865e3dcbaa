//! One directory per language, and beside them what languages share.

pub(crate) mod basis;
pub(crate) mod en;
pub(crate) mod zh;
