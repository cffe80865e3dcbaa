//! End-to-end tests: the real binary in a directory of its own.

// A test that cannot go on says so by panicking.
#![allow(clippy::unwrap_used)]

mod catalog;
mod eval;
mod exit_codes;
mod explain;
mod help;
mod offsets;
mod parity;
mod planted;
mod queries;
mod rejects;
mod report;
mod reproducible;
mod scene;
mod stages;
mod tables;
mod twins;
