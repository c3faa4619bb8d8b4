"""Publications before readers, the short form of ``python -m benchmarks.soak --publications 100``."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from benchmarks.soak import readers
from benchmarks.soak.readers import Read, problems_of, publish_before_readers
from pipelines.settings import Settings
from tests.warehouse.conftest import make_candidate

COUNT = 12


def test_readers_see_whole_publications_and_who_keeps_the_first_sees_that(settings: Settings, tmp_path: Path) -> None:
    reads = publish_before_readers(settings, COUNT, tmp_path)
    assert problems_of(reads, COUNT) == []
    *opening, keeping = reads
    assert len(opening) == 3 and all(read.looks >= COUNT and read.publications > 1 for read in opening)
    assert (keeping.publications, keeping.last) == (1, 1) and keeping.looks > 1


def test_a_warehouse_that_does_not_add_up_is_noticed(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def spoiled(settings: Settings, mark: int, rows: int) -> Path:
        path = make_candidate(settings, mark, rows)
        if mark == 3:
            with duckdb.connect(str(path)) as connection:
                connection.execute("update a_fact set amount_yuan = amount_yuan + 0.01 where amount_yuan = 7")
        return path

    monkeypatch.setattr(readers, "make_candidate", spoiled)
    wrong = problems_of(publish_before_readers(settings, 3, tmp_path, readers=1), 3)
    assert len(wrong) == 1 and "AssertionError" in wrong[0]


def test_a_reader_that_missed_the_last_publication_is_told() -> None:
    right, stale, held = Read(False, 9, 3, 5), Read(False, 9, 2, 4), Read(True, 9, 1, 1)
    assert problems_of([right, held], 5) == []
    assert problems_of([stale, Read(True, 9, 1, 2)], 5) == [
        "a reader saw publication 4 last, of 5",
        "a reader saw publication 2 last, of 5",
    ]
