# Every command a developer runs; `just` alone lists them.

set shell := ["bash", "-euo", "pipefail", "-c"]

[private]
default:
    @just --list --unsorted

# Run the sample documents through the whole pipeline, into out/
run *ARGS:
    cargo run -- run {{ ARGS }}

# All tests
test *ARGS:
    cargo test --workspace {{ ARGS }}

# Format, lint, documentation and the dependency rule
check: fmt clippy docs deps features

# Formatting is as rustfmt would have it
fmt:
    cargo fmt --all --check

# Lints, warnings denied
clippy:
    cargo clippy --workspace --all-targets -- -D warnings

# The API documentation builds without a warning
docs:
    RUSTDOCFLAGS="-D warnings" cargo doc --workspace --no-deps --document-private-items

# The light crates build without arrow, parquet and polars
deps:
    #!/usr/bin/env bash
    set -euo pipefail
    for crate in model catalog ingest extract normalize report; do
        if cargo tree -p "tallysheet-$crate" -e normal,build --prefix none | grep -E '^(arrow|parquet|polars)'; then
            echo "tallysheet-$crate pulls in a heavy dependency" >&2
            exit 1
        fi
        echo "tallysheet-$crate: no arrow, parquet or polars"
    done

# Every library crate compiles alone, without its default features
features:
    #!/usr/bin/env bash
    set -euo pipefail
    for crate in model catalog ingest extract normalize report cli; do
        cargo check --quiet -p "tallysheet-$crate" --no-default-features
    done

# Every library crate can be packaged
package:
    #!/usr/bin/env bash
    set -euo pipefail
    for crate in model catalog ingest extract normalize reconcile export report cli; do
        cargo package --quiet --allow-dirty --list -p "tallysheet-$crate" > /dev/null
    done

# Criterion benches
bench *ARGS:
    cargo bench -p tallysheet-benches {{ ARGS }}

# Score a run of the samples against the gold beside them
score: run
    cargo run -- eval --gold data/gold/samples.jsonl out

# Licences, advisories and sources of the dependencies (needs cargo-deny)
deny:
    cargo deny check

# Read every table of out/ with Polars, DuckDB and Frictionless
read-tables: run
    python3 -m venv .venv
    .venv/bin/pip install --quiet --disable-pip-version-check -r tests/python/requirements.txt
    .venv/bin/python tests/python/read_tables.py out

# Install the fully optimised binary
install:
    cargo install --path crates/cli --locked
