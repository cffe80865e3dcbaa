//! Joins the claims of a corpus into observations and tests the corpus against itself.
