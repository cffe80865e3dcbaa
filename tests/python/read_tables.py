"""Reads every table of a run with Polars and DuckDB, checks the spans, and validates the data package.

usage: read_tables.py RUN_DIR
"""

import subprocess
import sys
from pathlib import Path

import duckdb
import polars as pl

TABLES = ["documents", "claims", "observations", "checks", "rejects"]


def main() -> None:
    run = Path(sys.argv[1])
    for table in TABLES:
        path = run / f"{table}.parquet"
        frame = pl.read_parquet(path)
        ((rows,),) = duckdb.sql(f"select count(*) from '{path}'").fetchall()
        assert rows == frame.height, f"{table}: Polars reads {frame.height} rows, DuckDB {rows}"
        print(f"{table}: {rows} rows, {frame.width} columns")
    claims = pl.read_parquet(run / "claims.parquet")
    texts = dict(pl.read_parquet(run / "documents.parquet").select("doc_id", "text").iter_rows())
    for claim in claims.iter_rows(named=True):
        text = texts[claim["doc_id"]]
        surface = text[claim["char_start"] : claim["char_end"]]
        assert surface == claim["surface"], f"{claim['claim_id']}: {surface!r} is not {claim['surface']!r}"
        as_bytes = text.encode()[claim["byte_start"] : claim["byte_end"]].decode()
        assert as_bytes == claim["surface"], f"{claim['claim_id']}: bytes say {as_bytes!r}"
        assert float(claim["value_decimal"]) == claim["value"], claim["claim_id"]
    print(f"{claims.height} claims are the text under their spans, by code points and by bytes")
    frictionless = Path(sys.executable).parent / "frictionless"
    subprocess.run([frictionless, "validate", run / "datapackage.json"], check=True)


if __name__ == "__main__":
    main()
