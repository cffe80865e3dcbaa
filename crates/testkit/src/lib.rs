//! Fixture notation and corpus runner for the tests of Tallysheet.
