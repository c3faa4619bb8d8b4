"""Hashes over folders."""

from __future__ import annotations

from pathlib import Path

from pipelines.contract.hashes import hash_files


def test_hash_follows_names_and_contents(tmp_path: Path) -> None:
    (tmp_path / "a.sql").write_text("select 1")
    first = hash_files(tmp_path, ["*.sql"])
    (tmp_path / "note.txt").write_text("not of the project")
    assert hash_files(tmp_path, ["*.sql"]) == first
    (tmp_path / "a.sql").write_text("select 2")
    second = hash_files(tmp_path, ["*.sql"])
    (tmp_path / "a.sql").rename(tmp_path / "b.sql")
    assert len({first, second, hash_files(tmp_path, ["*.sql"])}) == 3
