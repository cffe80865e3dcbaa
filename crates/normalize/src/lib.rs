//! Turns the mentions of one document into claims: dates resolved, indicators decided, lists paired.
