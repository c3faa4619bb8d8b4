"""dbt's sources file, made from the contract: ``python -m pipelines.contract.dbt_sources``.

Belongs here: turning the contract's tables into ``dbt_project/models/staging/_sources.yml``. The file is committed, and
a test holds it against the contract, so that a column added to the contract and not here shows at once.
"""

from __future__ import annotations

import sys
from pathlib import Path

from pipelines.contract.columns import Column, Table
from pipelines.contract.tables import RUN_TABLES, TABLES

SOURCES_PATH = Path(__file__).parents[2] / "dbt_project" / "models" / "staging" / "_sources.yml"
_ROOT = "{{ env_var('YUSUAN_HAND_OVER', 'target/hand_over') }}"
#: Which folders below documents/ count; a run names its extractor version here, so that two readings of one document
#: (an old version's and a new one's) are never added up.
_PATTERN = "{{ env_var('YUSUAN_DOCUMENT_PATTERN', '*') }}"
_HEADER = """\
# Generated from pipelines/contract/tables.py by `python -m pipelines.contract.dbt_sources`; do not edit by hand.
version: 2

sources:
"""


def sources_yaml() -> str:
    """Return the text of the sources file: one source for documents' tables, one for the run's own."""
    parts = [_HEADER]
    parts.append(_source("hand_over", "What Python read in every document.", f"{_ROOT}/documents/{_PATTERN}"))
    parts.extend(_table(table) for table in TABLES.values())
    parts.append(_source("run", "What the run knows of the raw files.", _ROOT))
    parts.extend(_table(table) for table in RUN_TABLES.values())
    return "".join(parts)


def _source(name: str, description: str, folder: str) -> str:
    location = f"read_parquet('{folder}/{{name}}.parquet', union_by_name = true)"
    return (
        f"  - name: {name}\n    description: {_quoted(description)}\n"
        f"    config:\n      meta:\n        external_location: {_quoted(location)}\n    tables:\n"
    )


def _table(table: Table) -> str:
    head = (
        f"      - name: {table.name}\n        description: {_quoted(f'{table.zh}. {table.grain}')}\n        columns:\n"
    )
    return head + "".join(_column(column) for column in table.columns)


def _column(column: Column) -> str:
    return (
        f"          - name: {column.name}\n            data_type: {_quoted(column.duckdb_type)}\n"
        f"            description: {_quoted(f'{column.zh}. {column.en}')}\n"
    )


def _quoted(text: str) -> str:
    """Quote for YAML so that no character of the text can be taken for syntax."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def main() -> None:
    """Write the sources file and say so."""
    SOURCES_PATH.write_text(sources_yaml(), encoding="utf-8")
    sys.stdout.write(f"written: {SOURCES_PATH.name}\n")


if __name__ == "__main__":
    main()
