"""A hand-over without documents: every table, typed, and nothing of the run's overwritten."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq

from pipelines.contract.empty import empty_hand_over
from pipelines.contract.tables import TABLES


def test_empty_hand_over_has_every_table_without_rows(tmp_path: Path) -> None:
    folder = empty_hand_over(tmp_path, "_empty-3")
    assert folder == tmp_path / "documents" / "_empty-3"
    for name, table in TABLES.items():
        read = pq.read_table(folder / f"{name}.parquet")
        assert read.num_rows == 0
        assert read.schema.equals(table.arrow_schema)


def test_empty_hand_over_leaves_the_runs_own_tables_alone(tmp_path: Path) -> None:
    empty_hand_over(tmp_path)
    (tmp_path / "files.parquet").write_bytes(b"what the run wrote")
    empty_hand_over(tmp_path)
    assert (tmp_path / "files.parquet").read_bytes() == b"what the run wrote"
    assert not list(tmp_path.rglob("*.part"))
