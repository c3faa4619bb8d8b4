"""What a warehouse says of itself, and of those before it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from pipelines.warehouse.publication import Publication, WarehouseInUseError, read_publication, write_publication

ONE = Publication("run1", datetime(2026, 1, 2, tzinfo=UTC), "f1", "v", {"duckdb": "1.5.5"}, 1, 2, 3, 4)
TWO = replace(ONE, publication_id="run2", published_at=datetime(2026, 1, 3, tzinfo=UTC), fingerprint="f2")


def _write(path: Path, publication: Publication, before: Path) -> Path:
    with duckdb.connect(str(path)) as connection:
        write_publication(connection, publication, before)
    return path


def test_it_is_read_back_and_the_one_before_stays_as_history(tmp_path: Path) -> None:
    first = _write(tmp_path / "one.duckdb", ONE, tmp_path / "none")
    assert read_publication(first) == ONE
    second = _write(tmp_path / "two.duckdb", TWO, first)
    assert read_publication(second) == TWO
    with duckdb.connect(str(second), read_only=True) as connection:
        rows = connection.execute(
            "select publication_id, is_current from machinery.dim_publication order by 1"
        ).fetchall()
    assert rows == [("run1", False), ("run2", True)]


def test_no_file_and_no_warehouse_of_ours_say_nothing(tmp_path: Path) -> None:
    assert read_publication(tmp_path / "none") is None
    (tmp_path / "text").write_text("no database")
    assert read_publication(tmp_path / "text") is None


def test_a_warehouse_that_another_program_writes_to_is_said_to_be_in_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _write(tmp_path / "one.duckdb", ONE, tmp_path / "none")
    import subprocess
    import sys

    program = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('open', flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", program, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None and other.stdout.readline() == "open\n"
        with pytest.raises(WarehouseInUseError, match="open for writing"):
            read_publication(path)
        other.communicate()
    assert read_publication(path) == ONE
