from __future__ import annotations

import shutil
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
    files = sorted(gathered.gathered_folder(settings).glob("*/terms.parquet"))
    return pa.concat_tables(map(pq.read_table, files))


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
    assert {path.stem for path in gathered.gathered_folder(settings).glob("*/*.parquet")} == set(TABLES)
    assert _gathered(settings).num_rows == 0


def test_what_was_gathered_before_is_replaced_and_forgotten(tmp_path: Path) -> None:
    settings = _settings(tmp_path)
    _write(settings, "a" * 64, "2", 2)
    gathered.gather(settings, "2")
    _write(settings, "b" * 64, "2", 1)
    gathered.gather(settings, "2")
    assert _gathered(settings).num_rows == 3 and gathered.is_whole(settings)
    gathered.forget(settings)
    assert not gathered.gathered_folder(settings).exists() and not gathered.is_whole(settings)


def _ids(settings: Settings) -> list[str]:
    return [str(key) for key in _gathered(settings)["document_id"].to_pylist()]


def test_of_many_only_the_range_of_what_came_or_went_is_written_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gathered, "_RANGES", ((3, 16), (0, 1)))
    settings = _settings(tmp_path)
    ids = [letter * 64 for letter in "0369cf"]
    for document_id in ids:
        _write(settings, document_id, "2", 1)
    gathered.gather(settings, "2")
    assert _ids(settings) == ids
    written = {path: path.stat().st_mtime_ns for path in gathered.gathered_folder(settings).glob("*/terms.parquet")}
    shutil.rmtree(document_folder(settings, ids[2], "2"))
    _write(settings, "9" * 63 + "a", "2", 1)
    told: list[tuple[int, int]] = []
    gathered.gather(settings, "2", lambda done, total: told.append((done, total)))
    assert _ids(settings) == [*ids[:2], ids[3], "9" * 63 + "a", *ids[4:]]
    assert told[-1] == (2 * len(TABLES), 2 * len(TABLES))
    assert sum(path.stat().st_mtime_ns != moment for path, moment in written.items()) == 2
    # A reading made anew under the same name is another.
    shutil.rmtree(document_folder(settings, ids[0], "2"))
    _write(settings, ids[0], "2", 3)
    gathered.gather(settings, "2")
    assert _ids(settings)[:3] == [ids[0]] * 3
    # So few that one range holds them: all of it is another copy.
    for document_id in ids[3:]:
        shutil.rmtree(document_folder(settings, document_id, "2"))
    gathered.gather(settings, "2")
    assert _ids(settings) == [ids[0]] * 3 + [ids[1], "9" * 63 + "a"]
    assert len(list(gathered.gathered_folder(settings).glob("*/terms.parquet"))) == 1


def test_a_copy_whose_writing_was_cut_short_is_made_anew(tmp_path: Path) -> None:
    settings = _settings(tmp_path)
    _write(settings, "a" * 64, "2", 1)
    gathered.gather(settings, "2")
    _write(settings, "b" * 64, "2", 1)
    (document_folder(settings, "b" * 64, "2") / "terms.parquet").rename(tmp_path / "terms.parquet")
    with pytest.raises(FileNotFoundError):
        gathered.gather(settings, "2")
    assert not gathered.is_whole(settings)
    (tmp_path / "terms.parquet").rename(document_folder(settings, "b" * 64, "2") / "terms.parquet")
    gathered.gather(settings, "2")
    assert gathered.is_whole(settings) and len(_ids(settings)) == 2


def test_a_reading_that_lacks_a_table_is_an_error(tmp_path: Path) -> None:
    settings = _settings(tmp_path)
    _write(settings, "a" * 64, "2", 1)
    (document_folder(settings, "a" * 64, "2") / "cells.parquet").unlink()
    with pytest.raises(FileNotFoundError):
        gathered.gather(settings, "2")


def test_a_file_of_the_copy_that_was_taken_away_is_made_anew(tmp_path: Path) -> None:
    settings = _settings(tmp_path)
    _write(settings, "a" * 64, "2", 2)
    gathered.gather(settings, "2")
    (gathered.gathered_folder(settings) / "00" / "terms.parquet").unlink()
    gathered.gather(settings, "2")
    assert len(_ids(settings)) == 2
