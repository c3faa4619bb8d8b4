"""The tables of the hand-over fit together."""

from __future__ import annotations

import pytest

from pipelines.contract.columns import ARROW_TYPES, Table
from pipelines.contract.tables import RUN_TABLES, TABLES, table

ALL = TABLES | RUN_TABLES


@pytest.mark.parametrize("name", sorted(ALL))
def test_a_table_has_its_key_among_its_columns_and_every_word_said(name: str) -> None:
    found: Table = ALL[name]
    assert found.name == name
    assert len(set(found.column_names)) == len(found.column_names)
    assert found.key and set(found.key) <= set(found.column_names)
    assert all(column.zh and column.en and column.type in ARROW_TYPES for column in found.columns)


def test_every_table_of_a_document_names_its_document() -> None:
    assert all("document_id" in found.column_names for found in TABLES.values())


def test_a_table_is_found_by_name_and_no_other_is() -> None:
    assert table("lines") is TABLES["lines"]
    with pytest.raises((KeyError, ValueError)):
        table("no_such")
