//! The examples at the end of each help page.

pub const TALLY: &str = "\
EXAMPLES
  tally run releases/ -o out            Read a folder, write its tables and report.html
  tally explain release.txt             See what is read from one text, and why
  tally catalog list                    What is recognised by name

EXIT CODES
  0 done    1 done, with rejects under --strict    2 wrong use or configuration    3 failed";

pub const RUN: &str = "\
EXAMPLES
  tally run                             What tallysheet.toml says
  tally run releases/ -o out            A folder and all below it
  tally run 'news/2024-*.jsonl.gz' --format parquet,csv
  tally run a.txt b.html --no-report --strict
  curl -s https://example.org/a.html | tally run -";

pub const INGEST: &str = "\
EXAMPLES
  tally ingest releases/ > documents.jsonl
  tally ingest releases/ | tally extract | tally normalize | tally export -o out
  tally ingest crawl/ --rejects rejects.jsonl | tally extract > mentions.jsonl";

pub const EXTRACT: &str = "\
EXAMPLES
  tally ingest releases/ | tally extract > mentions.jsonl
  tally extract --catalog my-catalog < documents.jsonl | tally normalize";

pub const NORMALIZE: &str = "\
EXAMPLES
  tally normalize < mentions.jsonl > claims.jsonl
  tally ingest a.txt | tally extract | tally normalize | jq -c '.claims[]'";

pub const EXPORT: &str = "\
EXAMPLES
  tally export -o out < claims.jsonl
  tally ingest releases/ | tally extract | tally normalize | tally export -o out --format csv";

pub const EXPLAIN: &str = "\
EXAMPLES
  tally explain release.txt
  tally explain --text 'Police cracked 441,000 cases last year, up 28.5%.' --published 2022-03-05
  tally explain --mentions - < release.txt";

#[cfg(feature = "export")]
pub const SHOW: &str = "\
EXAMPLES
  tally show out --limit 20
  tally show out --indicator cases_solved --measure level
  tally show out --doc 2024 --confidence 0.8 --format json | jq .sentence";

#[cfg(feature = "export")]
pub const SERIES: &str = "\
EXAMPLES
  tally series out --indicator cases_solved
  tally series out --indicator cases_solved --as-of 2022-03-31
  tally series out --indicator funds_stopped --format csv > funds.csv";

#[cfg(feature = "export")]
pub const CHECK: &str = "\
EXAMPLES
  tally check out                            The most serious first, with the sentences
  tally check out --kind growth,part --all   Those that hold too
  tally check out --fail-on inconsistent     Exit code 1 where figures cannot be true together";

#[cfg(feature = "export")]
pub const EVAL: &str = "\
EXAMPLES
  tally eval --gold gold.jsonl out
  tally eval --gold gold.jsonl out --errors          List every error
  tally eval --gold gold.jsonl out --errors=20 --docs '^2024-'
  tally eval --gold gold.jsonl out --json | jq .levels.claim.f1";

pub const CATALOG: &str = "\
EXAMPLES
  tally catalog list
  tally catalog new bikes_stolen --dir my-catalog
  tally catalog check --catalog my-catalog";

pub const CATALOG_CHECK: &str = "\
EXAMPLES
  tally catalog check                         The catalog that is built in
  tally catalog check --catalog my-catalog    With your own entries
  tally catalog check --shadows | grep '^note: noun'";

pub const CATALOG_NEW: &str = "\
EXAMPLES
  tally catalog new bikes_stolen                    Print it
  tally catalog new bikes_stolen --dir my-catalog   Write my-catalog/bikes_stolen.toml
  tally catalog new bikes_value --dir my-catalog --unit CNY --group property
  tally catalog check --catalog my-catalog          Once it is filled in";

pub const CATALOG_LIST: &str = "\
EXAMPLES
  tally catalog list
  tally catalog list --format json | jq -r '.[].id'";

#[cfg(feature = "export")]
pub const SCHEMA: &str = "\
EXAMPLES
  tally schema claims
  tally schema --format json | jq '.[].table'";

pub const COMPLETIONS: &str = "\
EXAMPLES
  tally completions bash > ~/.local/share/bash-completion/completions/tally
  tally completions zsh > ~/.zfunc/_tally
  tally completions fish > ~/.config/fish/completions/tally.fish";

pub const MAN: &str = "\
EXAMPLES
  tally man | man -l -
  tally man ~/.local/share/man/man1";
