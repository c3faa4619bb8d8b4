"""The committed sources file is what the contract says; an empty hand-over has every table, typed."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq
import yaml

from pipelines.contract import RUN_TABLES, TABLES, empty_hand_over
from pipelines.contract.dbt_sources import SOURCES_PATH, sources_yaml


def test_sources_file_is_up_to_date() -> None:
    committed = SOURCES_PATH.read_text(encoding="utf-8")
    assert committed == sources_yaml(), "run: python -m pipelines.contract.dbt_sources"


def test_sources_name_every_table_and_column_of_the_contract() -> None:
    sources = yaml.safe_load(sources_yaml())["sources"]
    named = {table["name"]: [c["name"] for c in table["columns"]] for source in sources for table in source["tables"]}
    assert named == {name: list(table.column_names) for name, table in (TABLES | RUN_TABLES).items()}


def test_every_source_has_a_staging_model() -> None:
    staging = {path.stem for path in SOURCES_PATH.parent.glob("stg_*.sql")}
    assert staging == {f"stg_{name}" for name in TABLES | RUN_TABLES}


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
