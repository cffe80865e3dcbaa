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

# Releases made up from a seed, with their gold beside them: just generate big.jsonl --bytes 1GB (--help lists more)
generate *ARGS:
    cargo run --quiet --release -p tallysheet-benches --bin generate -- {{ ARGS }}

# A run over generated text (just scale 1GB archive): one, two and four threads give the same bytes, and what is found is
# what was generated; prints speed, peak memory and score
scale BYTES="1GB" DENSITY="dense":
    #!/usr/bin/env bash
    set -euo pipefail
    cargo build --quiet --release -p tallysheet-benches --bin generate
    cargo build --quiet --release -p tallysheet-cli
    built="$(realpath "${CARGO_TARGET_DIR:-target}")/release"
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    "$built/generate" "$work/news.jsonl" --bytes {{ BYTES }} --density {{ DENSITY }}
    for threads in 1 2 4; do
        echo "threads: $threads"
        /usr/bin/time -f '%e s, %U s of processors, peak %M kB' "$built/tally" run "$work/news.jsonl" --quiet --no-report \
            --threads "$threads" -o "$work/$threads" | tail -2
        for table in documents claims observations checks rejects; do
            cmp "$work/1/$table.parquet" "$work/$threads/$table.parquet"
        done
    done
    "$built/tally" eval --gold "$work/news.gold.jsonl" "$work/1"

# Criterion benches, all of them
bench *ARGS:
    cargo build --quiet --release -p tallysheet-cli
    TALLY="$(realpath "${CARGO_TARGET_DIR:-target}")/release/tally" cargo bench -p tallysheet-benches --features files,reconcile {{ ARGS }}

# The benches that build in seconds: extract with its limits, normalize
bench-stages *ARGS:
    cargo bench -p tallysheet-benches --bench stages {{ ARGS }}

# Write what the benches measured last to benches/record/, with the ratio to each limit
bench-report:
    #!/usr/bin/env bash
    set -euo pipefail
    target=$(realpath "${CARGO_TARGET_DIR:-target}")
    processor=$(awk -F': ' '/^model name/ { print $2; exit }' /proc/cpuinfo 2> /dev/null || sysctl -n machdep.cpu.brand_string)
    cargo run --quiet --release -p tallysheet-benches --bin bench-report -- --criterion "$target/criterion" \
        --date "$(date -I)" --processor "$processor" "benches/record/$(date -I).md"

# Other readers of figures from PyPI on the same text, one core each (tried with Python 3.11; needs the network)
bench-peers:
    #!/usr/bin/env bash
    set -euo pipefail
    cargo build --quiet --release -p tallysheet-benches --bin generate --example throughput
    built=$(realpath "${CARGO_TARGET_DIR:-target}")/release
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    for lang in en zh; do
        "$built/generate" "$work/$lang.jsonl" --lang "$lang" --bytes 1MB
    done
    python3 benches/peers/peers.py --ours "$built/examples/throughput" --venvs "$built/../peers" "$work"/{en,zh}.jsonl

# TALLYSHEET_CORPUS (a directory) with TALLYSHEET_GOLD (its claims), and TALLYSHEET_BENCHMARKS (a directory) name gold and
# benchmarks outside the repository; what they do not name keeps its row.
#
# Print the scores and write them to tests/score.md; --misses lists what the benchmarks miss
score *ARGS: (scores ARGS)

# Score again; fail where a score is more than half a point below tests/score.md
score-check: (scores "--check")

[private]
scores *ARGS:
    #!/usr/bin/env bash
    set -euo pipefail
    # Both at once, so that they share the build of what they share.
    cargo build --quiet --bins -p tallysheet-cli -p tallysheet-testkit
    built="${CARGO_TARGET_DIR:-target}/debug"
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    eval_set() { # NAME INPUT GOLD [DOCS]
        "$built/tally" run --quiet --no-report "$2" -o "$work/$1" > /dev/null
        "$built/tally" eval --gold "$3" "$work/$1" --docs "${4:-.}" --json > "$work/$1.json"
        scored+=(--eval "gold/$1=$work/$1.json")
    }
    scored=()
    eval_set samples data/samples data/gold/samples.jsonl
    eval_set pairs data/samples/pairs data/gold/pairs.jsonl
    eval_set genres tests/gold/docs tests/gold/claims.jsonl '^[acefg]_'
    eval_set unseen tests/gold/docs tests/gold/claims.jsonl '^[bd]_'
    if [[ -n "${TALLYSHEET_CORPUS:-}" && -n "${TALLYSHEET_GOLD:-}" ]]; then
        eval_set corpus "$TALLYSHEET_CORPUS" "$TALLYSHEET_GOLD"
    fi
    if [[ -n "${TALLYSHEET_BENCHMARKS:-}" ]]; then
        scored+=(--benchmarks "$TALLYSHEET_BENCHMARKS" --units tests/benchmark-units.toml)
    fi
    "$built/score" --table tests/score.md --date "$(date -I)" "${scored[@]}" {{ ARGS }}

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
