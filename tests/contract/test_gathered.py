from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipelines.contract import gathered
from pipelines.contract.hand_over import document_folder, prepare
from pipelines.contract.parquet import to_hand_over, write_hand_over
from pipelines.contract.tables import TABLES
from pipelines.settings import Settings


def _settings(tmp_path: Path) -> Settings:
    settings = replace(Settings.load(), warehouse_dir=tmp_path)
    prepare(settings, "2")
    return settings


def _write(settings: Settings, document_id: str, version: str, terms: int) -> None:
    rows = [{"document_id": document_id, "term_no": number} for number in range(1, terms + 1)]
    required = [column for column in TABLES["terms"].columns if column.required]
    filled = [
        {column.name: row.get(column.name, 1 if column.type == "integer" else "x") for column in required}
        for row in rows
    ]
    write_hand_over(to_hand_over({"terms": filled}), document_folder(settings, document_id, version))


def _gathered(settings: Settings) -> pa.Table:
    return pq.read_table(gathered.gathered_folder(settings) / "terms.parquet")


@pytest.mark.parametrize("group", [1, 60_000])
def test_readings_of_one_version_are_put_together_in_the_order_of_their_ids(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, group: int
) -> None:
    monkeypatch.setattr(gathered, "_ROWS_A_GROUP", group)
    settings = _settings(tmp_path)
    _write(settings, "b" * 64, "2", 1)
    _write(settings, "a" * 64, "2", 2)
    _write(settings, "c" * 64, "1", 5)
    told: list[tuple[int, int]] = []
    gathered.gather(settings, "2", lambda done, total: told.append((done, total)))
    assert [key[0] for key in _gathered(settings)["document_id"].to_pylist()] == ["a", "a", "b"]
    assert _gathered(settings).schema.equals(TABLES["terms"].arrow_schema)
    assert told[-1] == (len(TABLES), len(TABLES))


def test_without_documents_every_table_is_there_and_empty(tmp_path: Path) -> None:
    settings = _settings(tmp_path)
    gathered.gather(settings, "2")
    assert {path.stem for path in gathered.gathered_folder(settings).iterdir()} == set(TABLES)
    assert _gathered(settings).num_rows == 0


def test_what_was_gathered_before_is_replaced_and_forgotten(tmp_path: Path) -> None:
    settings = _settings(tmp_path)
    _write(settings, "a" * 64, "2", 2)
    gathered.gather(settings, "2")
    gathered.gather(settings, "2")
    assert _gathered(settings).num_rows == 2
    gathered.forget(settings)
    assert not gathered.gathered_folder(settings).exists()


def test_a_reading_that_lacks_a_table_is_an_error(tmp_path: Path) -> None:
    settings = _settings(tmp_path)
    _write(settings, "a" * 64, "2", 1)
    (document_folder(settings, "a" * 64, "2") / "cells.parquet").unlink()
    with pytest.raises(FileNotFoundError):
        gathered.gather(settings, "2")
