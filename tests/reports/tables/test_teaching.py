"""A new layout is unknown and stays so until an analyst adds its words to the seeds; then it is read, code unchanged."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.reports import vocabulary
from pipelines.reports.tables import kinds, page_breaks
from pipelines.reports.tables.columns import read_columns
from pipelines.reports.tables.headers import Header
from pipelines.reports.tables.kinds import recognise_kind

TITLE = "2026年度部门林草碳汇情况表"
HEADER = Header((0,), frozenset(), (("科目名称",), ("碳汇经费",)))


def _forget() -> None:
    for module in (vocabulary, kinds, page_breaks):
        for value in vars(module).values():
            if hasattr(value, "cache_clear"):
                value.cache_clear()


@pytest.fixture
def seeds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the seeds that the vocabulary is loaded from during the test."""
    copy = tmp_path / "seeds"
    shutil.copytree(vocabulary.SEEDS, copy)
    monkeypatch.setattr(vocabulary, "SEEDS", copy)
    _forget()
    yield copy
    monkeypatch.undo()
    _forget()


def _add(file: Path, row: dict[str, str]) -> None:
    with file.open(newline="", encoding="utf-8") as old:
        names = csv.DictReader(old).fieldnames or []
    assert set(row) <= set(names)
    with file.open("a", newline="", encoding="utf-8") as new:
        csv.DictWriter(new, names, restval="", lineterminator="\n").writerow(row)


def _measures(kind: str | None) -> list[str | None]:
    return [column.measure_key or column.field_key for column in read_columns(HEADER, kind, 2026)]


@pytest.mark.usefixtures("seeds")
def test_an_invented_table_has_no_kind_and_its_column_no_measure() -> None:
    assert recognise_kind(TITLE, "科目名称|碳汇经费").key is None
    assert _measures("expenditure_summary") == ["name", None]


def test_rows_added_to_the_seeds_are_enough_to_read_it(seeds: Path) -> None:
    words = seeds / "vocabulary"
    _add(words / "table_kinds.csv", {"table_kind": "carbon", "title_words": "林草碳汇&表", "is_money_table": "true"})
    _add(words / "measures.csv", {"measure_key": "carbon_cost", "name_zh": "碳汇经费", "value_type": "money"})
    taught = {"header_words": "碳汇经费", "table_kinds": "carbon", "role": "measure", "key": "carbon_cost"}
    _add(words / "header_words.csv", taught)
    _forget()
    assert recognise_kind(TITLE, "科目名称|碳汇经费").key == "carbon"
    assert _measures("carbon") == ["name", "carbon_cost"]
    # The words were taught for that kind only.
    assert _measures("expenditure_summary") == ["name", None]
