"""Publishing: atomic for readers, safe against a crash between any two steps."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from pipelines.settings import Settings
from pipelines.warehouse import publish as publish_module
from pipelines.warehouse.parquet_export import is_current
from pipelines.warehouse.publication import WarehouseInUseError, read_publication, read_publications
from pipelines.warehouse.publish import finish_interrupted, parquet_version, publish
from tests.warehouse.conftest import make_candidate, publication

#: Opens the warehouse over and over, as analysts do, and fails on any error or mixture.
READER = """
import sys, duckdb
path, stop = sys.argv[1:]
from pathlib import Path
seen, last = 0, 0
print("ready", flush=True)
while not Path(stop).exists():
    with duckdb.connect(path, read_only=True) as connection:
        marks = connection.execute(
            "select mark from dim_document union all select distinct mark from a_fact union all "
            "select replace(publication_id, 'run', '')::int from dim_publication where is_current"
        ).fetchall()
        count = connection.execute("select count(*) from a_fact").fetchone()[0]
    assert len(set(marks)) == 1 and len(marks) == 3, marks
    assert count == 20000, count
    assert marks[0][0] >= last, (marks, last)
    seen, last = seen + 1, marks[0][0]
print(seen, last)
"""


def test_readers_never_see_an_error_or_a_mixture(settings: Settings, tmp_path: Path) -> None:
    publish(settings, make_candidate(settings, 1, 20000), publication(1))
    stop = tmp_path / "stop"
    command = [sys.executable, "-c", READER, str(settings.published_path), str(stop)]
    reader = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert reader.stdout is not None and reader.stdout.readline() == "ready\n"
    for mark in range(2, 9):
        publish(settings, make_candidate(settings, mark, 20000), publication(mark))
    stop.touch()
    words, errors = reader.communicate(timeout=60)
    assert reader.returncode == 0, errors
    seen, last = map(int, words.split())
    assert seen >= 7 and last in (7, 8)


def test_a_reader_that_has_the_file_open_keeps_reading_it(settings: Settings) -> None:
    publish(settings, make_candidate(settings, 1), publication(1))
    with duckdb.connect(str(settings.published_path), read_only=True) as connection:
        assert connection.execute("select mark from dim_document").fetchone() == (1,)
        # Another process publishes; within one process DuckDB would hand out the file already open.
        inode = settings.published_path.stat().st_ino
        publishable = make_candidate(settings, 2)
        publish_module.put_in_place(publishable, settings.published_path)
        assert settings.published_path.stat().st_ino != inode
        assert connection.execute("select count(*), min(mark), max(mark) from a_fact").fetchone() == (1000, 1, 1)


def test_history_of_publications_is_carried_over(settings: Settings) -> None:
    for mark in (1, 2, 3):
        publish(settings, make_candidate(settings, mark), publication(mark))
    with duckdb.connect(str(settings.published_path), read_only=True) as connection:
        rows = connection.execute("select publication_id, is_current from dim_publication").fetchall()
    assert rows == [("run3", True), ("run2", False), ("run1", False)]
    current = read_publication(settings.published_path)
    assert current is not None and current.fingerprint == "fingerprint3" and current.document_count == 1


def test_parquet_holds_the_same_and_current_follows(settings: Settings) -> None:
    for mark in (1, 2, 3):
        publish(settings, make_candidate(settings, mark), publication(mark))
    current = settings.parquet_dir / "current"
    assert duckdb.sql(f"select distinct mark from '{current}/a_fact.parquet'").fetchall() == [(3,)]
    folders = [path for path in settings.parquet_dir.iterdir() if path.is_dir() and not path.is_symlink()]
    assert len(folders) == 2, "this publication's, and the one a reader may still be reading"
    assert not current.readlink().is_absolute()


@pytest.mark.parametrize("step", ["export_parquet", "put_in_place", "switch_current", "write_publication"])
def test_a_crash_at_any_step_leaves_a_whole_warehouse(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    publish(settings, make_candidate(settings, 1), publication(1))
    before = settings.published_path.read_bytes()

    def crash(*_: object) -> None:
        raise OSError("no space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(publish_module, step, crash)
        with pytest.raises(OSError, match="no space"):
            publish(settings, make_candidate(settings, 2), publication(2))
    if step == "switch_current":
        current = read_publication(settings.published_path)
        assert current is not None and current.publication_id == "run2"
    else:
        assert settings.published_path.read_bytes() == before
    finish_interrupted(settings)
    current = read_publication(settings.published_path)
    assert current is not None and is_current(settings.parquet_dir, parquet_version(current))
    finish_interrupted(settings)
    seen = {parquet_version(one) for one in read_publications(settings.published_path)}
    left = {path.name for path in settings.parquet_dir.iterdir() if path.is_dir() and not path.is_symlink()}
    assert left == seen, "what was exported and never published goes; the one before may still be read"


def test_a_log_left_by_a_writer_is_never_played_into_the_new_file(settings: Settings) -> None:
    publish(settings, make_candidate(settings, 1), publication(1))
    log = settings.published_path.with_name("yusuan.duckdb.wal")
    log.write_bytes(b"left by someone who opened the warehouse for writing")
    publish_module.put_in_place(make_candidate(settings, 2), settings.published_path)
    assert not log.exists()
    with duckdb.connect(str(settings.published_path), read_only=True) as connection:
        assert connection.execute("select mark from dim_document").fetchone() == (2,)


def test_a_file_that_is_no_warehouse_counts_as_none(settings: Settings) -> None:
    settings.published_path.parent.mkdir(parents=True)
    settings.published_path.write_text("not a database")
    assert read_publication(settings.published_path) is None
    publish(settings, make_candidate(settings, 1), publication(1))
    current = read_publication(settings.published_path)
    assert current is not None and current.publication_id == "run1"


def test_a_warehouse_open_for_writing_elsewhere_is_said_so(settings: Settings) -> None:
    publish(settings, make_candidate(settings, 1), publication(1))
    code = "import sys, duckdb; c = duckdb.connect(sys.argv[1]); print('open', flush=True); sys.stdin.read()"
    command = [sys.executable, "-c", code, str(settings.published_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None and writer.stdout.readline() == "open\n"
        with pytest.raises(WarehouseInUseError, match="open it read-only"):
            read_publication(settings.published_path)
        writer.communicate("")
