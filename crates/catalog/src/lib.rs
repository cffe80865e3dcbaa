//! What Tallysheet knows of its domain, as data: units, currencies, indicators, programmes and places in English and Chinese.
