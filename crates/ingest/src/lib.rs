//! Reads files, archives and record streams into Tallysheet documents: decoded, cleaned, identified and checked for copies.
