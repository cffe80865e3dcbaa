//! Writes Tallysheet tables as reproducible Parquet, CSV and JSON Lines, with a manifest and a data package.
