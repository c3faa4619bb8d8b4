"""The committed sources file is what the contract says."""

from __future__ import annotations

import yaml

from pipelines.contract import RUN_TABLES, TABLES
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
