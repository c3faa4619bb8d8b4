"""A hand-over typed by hand, put together as a run does it before it builds."""

from __future__ import annotations

from pathlib import Path

import duckdb

from pipelines.contract.tables import TABLES


def gathered_as(hand_over: Path) -> None:
    """Put the readings of every document in a hand-over together, in one range."""
    folder = hand_over / "gathered" / "00"
    folder.mkdir(parents=True)
    with duckdb.connect() as connection:
        for name in TABLES:
            source = f"read_parquet('{hand_over}/documents/*/{name}.parquet')"
            connection.execute(f"copy (from {source}) to '{folder}/{name}.parquet' (format parquet)")
