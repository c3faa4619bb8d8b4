"""What a catalogue says, read without the extension; and what is said where it cannot be."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from pipelines.warehouse.lake_catalogue import about, catalogue_path, files_path, read_catalogue
from pipelines.warehouse.lake_extension import LakeError


def make_catalogue(lake_dir: Path, *said: str | None) -> Path:
    """The tables of a catalogue that are read here, with a snapshot for each thing said."""
    lake_dir.mkdir(parents=True, exist_ok=True)
    path = catalogue_path(lake_dir)
    with duckdb.connect(str(path)) as connection:
        connection.execute(
            "create table ducklake_metadata as select 'data_path' as key, ? as value", [files_path(lake_dir)]
        )
        connection.execute("create table ducklake_snapshot (snapshot_id bigint, snapshot_time timestamptz)")
        connection.execute("create table ducklake_snapshot_changes (snapshot_id bigint, commit_extra_info varchar)")
        for number, words in enumerate(said):
            connection.execute("insert into ducklake_snapshot values (?, now())", [number])
            connection.execute("insert into ducklake_snapshot_changes values (?, ?)", [number, words])
    return path


def test_no_lake_yet(tmp_path: Path) -> None:
    assert read_catalogue(tmp_path) is None


def test_snapshots_and_what_they_are_of(tmp_path: Path) -> None:
    make_catalogue(tmp_path, about("run1", "f"), None, "no JSON", "[1]", '{"publication_id": 3}', about("run2", "f"))
    catalogue = read_catalogue(tmp_path)
    assert catalogue is not None
    assert [snapshot.publication_id for snapshot in catalogue.snapshots] == ["run1", None, None, None, None, "run2"]
    assert (catalogue.publication_id, catalogue.data_path) == ("run2", files_path(tmp_path))


def test_a_catalogue_in_which_another_program_wrote_last_holds_no_publication(tmp_path: Path) -> None:
    make_catalogue(tmp_path, about("run1", "f"), None)
    catalogue = read_catalogue(tmp_path)
    assert catalogue is not None and catalogue.publication_id is None


def test_a_file_that_is_no_catalogue_is_told(tmp_path: Path) -> None:
    catalogue_path(tmp_path).write_text("not a database")
    with pytest.raises(LakeError, match="no catalogue of a lake"):
        read_catalogue(tmp_path)


def test_a_catalogue_open_for_writing_elsewhere_is_told(tmp_path: Path) -> None:
    path = make_catalogue(tmp_path, about("run1", "f"))
    code = "import sys, duckdb; c = duckdb.connect(sys.argv[1]); print('open', flush=True); sys.stdin.read()"
    command = [sys.executable, "-c", code, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None and writer.stdout.readline() == "open\n"
        with pytest.raises(LakeError, match="attach it with READ_ONLY"):
            read_catalogue(tmp_path)
        writer.communicate("")
