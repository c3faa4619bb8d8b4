"""The Parquet folders: whole or not there, and one that readers follow."""

from __future__ import annotations

from pathlib import Path

import duckdb

from pipelines.warehouse.parquet_export import drop_unseen, export_parquet, is_current, switch_current


def _warehouse(folder: Path) -> Path:
    path = folder / "w.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute(
            """create table main."odd 'name" as select 1 as one; create schema s; create table s.hidden as select 2 as two"""
        )
    return path


def test_every_public_table_is_a_file_under_its_name(tmp_path: Path) -> None:
    (tmp_path / "p" / "v1.part").mkdir(parents=True)
    (tmp_path / "p" / "v1.part" / "left_over").touch()
    folder = export_parquet(_warehouse(tmp_path), tmp_path / "p", "v1")
    assert [file.name for file in folder.iterdir()] == ["odd 'name.parquet"]
    (file,) = folder.iterdir()
    with duckdb.connect() as connection:
        assert connection.read_parquet(str(file)).fetchall() == [(1,)]
    assert not is_current(tmp_path / "p", "v1")


def test_the_link_is_switched_and_all_but_two_versions_go(tmp_path: Path) -> None:
    for version in ("v1", "v2", "v3"):
        (tmp_path / version).mkdir()
        switch_current(tmp_path, version)
        assert is_current(tmp_path, version)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["current", "v2", "v3"]
    assert not is_current(tmp_path, "v2")


def test_the_version_before_stays_whatever_a_killed_run_left_beside_it(tmp_path: Path) -> None:
    (tmp_path / "v1").mkdir()
    switch_current(tmp_path, "v1")
    for name in ("v2.part", "v3", "v4"):
        (tmp_path / name).mkdir()
    switch_current(tmp_path, "v4")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["current", "v1", "v4"]


def test_a_version_switched_to_again_keeps_the_one_before(tmp_path: Path) -> None:
    for name in ("v1", "v2"):
        (tmp_path / name).mkdir()
        switch_current(tmp_path, name)
    (tmp_path / "v3.part").mkdir()
    switch_current(tmp_path, "v2")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["current", "v1", "v2"]


def test_before_the_first_link_nobody_saw_what_a_killed_run_left(tmp_path: Path) -> None:
    for name in ("v1", "v2"):
        (tmp_path / name).mkdir()
    switch_current(tmp_path, "v2")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["current", "v2"]


def test_versions_that_were_never_published_go_and_drafts_stay_with_whoever_writes_them(tmp_path: Path) -> None:
    for name in ("v1", "v2"):
        (tmp_path / name).mkdir()
        switch_current(tmp_path, name)
    for name in ("v3", "v4.part"):
        (tmp_path / name).mkdir()
    drop_unseen(tmp_path, ["v2", "v1", "v0"])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["current", "v1", "v2", "v4.part"]


def test_a_copy_in_which_links_became_folders_is_gone_on_from(tmp_path: Path) -> None:
    for name in ("v1", "v2", "current"):
        (tmp_path / name).mkdir()
    (tmp_path / "current" / "copied.parquet").touch()
    assert not is_current(tmp_path, "v1")
    switch_current(tmp_path, "v2")
    assert is_current(tmp_path, "v2") and (tmp_path / "current").is_symlink()
    assert not list(tmp_path.glob("*.part"))
