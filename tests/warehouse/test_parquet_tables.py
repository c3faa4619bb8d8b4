"""Tables as Parquet: a file or, of very many rows, a folder; what did not change is that of the publication before."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pandas as pd
import pytest

from pipelines.contract.rows_by_document import Change
from pipelines.warehouse import parquet_tables
from pipelines.warehouse.parquet_tables import WrittenBefore, files_of, write_tables

A, B, NONE = "a" * 64, "b" * 64, None


@pytest.fixture
def warehouse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A table of documents with many rows, some of none or of an odd name, and a small one."""
    monkeypatch.setattr(parquet_tables, "_MANY_ROWS", 3)
    path = tmp_path / "w.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("create schema facts")
        connection.execute(
            "create table facts.facts as select unnest(?) as document_id, unnest(range(6)) as amount",
            [[A, A, B, NONE, "文件", ""]],
        )
        connection.execute("create table begun_with as from facts.facts")
        connection.execute("create table kinds as select unnest(range(9)) as kind")
    return path


def _written(warehouse: Path, folder: Path, before: WrittenBefore | None = None) -> Path:
    folder.mkdir()
    write_tables(warehouse, folder, before=before)
    return folder


def _amounts(folder: Path) -> list[int]:
    return sorted(pd.read_parquet(folder / "facts.parquet")["amount"])


def test_a_table_of_many_rows_of_documents_is_a_folder_that_reads_as_one(warehouse: Path, tmp_path: Path) -> None:
    folder = _written(warehouse, tmp_path / "one")
    assert sorted(path.name for path in (folder / "facts.parquet").iterdir()) == [
        "a.parquet",
        "b.parquet",
        "others.parquet",
    ]
    assert (folder / "kinds.parquet").is_file(), "its rows belong to no document"
    assert (folder / "begun_with.parquet").is_file(), "queries over many warehouses name it"
    assert _amounts(folder) == list(range(6))
    with duckdb.connect() as connection:
        query = f"select sum(amount) from read_parquet('{folder}/facts.parquet/*.parquet')"
        assert connection.execute(query).fetchone() == (15,)


def _of(folder: Path) -> dict[str, int]:
    return {str(path.relative_to(folder)): path.stat().st_ino for path in folder.rglob("*.parquet") if path.is_file()}


@pytest.mark.parametrize(
    ("changes", "again"),
    [
        ({}, set()),
        ({"facts": frozenset({A[:16]})}, {"facts.parquet/a.parquet"}),
        ({"facts": frozenset({"文件"})}, {"facts.parquet/others.parquet"}),
        ({"facts": None}, {"facts.parquet/a.parquet", "facts.parquet/b.parquet", "facts.parquet/others.parquet"}),
        ({"kinds": None}, {"kinds.parquet"}),
        ({"begun_with": frozenset({A[:16]})}, {"begun_with.parquet"}),
    ],
)
def test_what_did_not_change_is_not_written_again(
    warehouse: Path, tmp_path: Path, changes: dict[str, Change], again: set[str]
) -> None:
    first = _written(warehouse, tmp_path / "one")
    second = _written(warehouse, tmp_path / "two", WrittenBefore(first, files_of(first), changes))
    here, there = _of(first), _of(second)
    assert here.keys() == there.keys()
    assert {name for name in here if here[name] != there[name]} == again


def test_what_is_missing_of_before_and_what_nobody_can_say_is_written(warehouse: Path, tmp_path: Path) -> None:
    first = _written(warehouse, tmp_path / "one")
    (first / "facts.parquet" / "b.parquet").unlink()
    second = _written(warehouse, tmp_path / "two", WrittenBefore(first, files_of(first), {}, {"kinds"}))
    assert _amounts(second) == list(range(6))
    assert _of(first)["kinds.parquet"] != _of(second)["kinds.parquet"]


def test_what_is_not_there_as_it_was_published_is_not_taken(warehouse: Path, tmp_path: Path) -> None:
    first = _written(warehouse, tmp_path / "one")
    before = WrittenBefore(first, files_of(first), {})
    (first / "facts.parquet" / "a.parquet").write_bytes(b"cut")
    (first / "kinds.parquet").touch()
    second = _written(warehouse, tmp_path / "two", before)
    assert _amounts(second) == list(range(6))
    here, there = _of(first), _of(second)
    assert {name for name in here if here[name] != there[name]} == {"facts.parquet/a.parquet", "kinds.parquet"}


def test_a_change_is_seen_in_the_files(warehouse: Path, tmp_path: Path) -> None:
    first = _written(warehouse, tmp_path / "one")
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute("delete from facts.facts where document_id = ?", [A])
    second = _written(
        warehouse, tmp_path / "two", WrittenBefore(first, files_of(first), {"facts": frozenset({A[:16]})})
    )
    assert _amounts(second) == [2, 3, 4, 5]
    assert _amounts(first) == list(range(6)), "whoever reads the one before reads on"
