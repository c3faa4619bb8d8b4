"""What the soak looks at beside the database: whole Parquet and pages for readers, nothing left over by a run that ended."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from benchmarks.soak import beside
from benchmarks.soak.beside import half_seen, not_as_undisturbed
from pipelines.warehouse.publication import Publication

VERSION = "20260102T030405000000-2"


BEFORE, LONG_AGO = "20260101T000000000000-1", "20251231T000000000000-0"


def _publication(version: str) -> Publication:
    moment, _, run = version.partition("-")
    return Publication(run, datetime.strptime(moment, "%Y%m%dT%H%M%S%f").replace(tzinfo=UTC), "", "", {})


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """A warehouse and that of a run nobody disturbed, alike."""
    published = [_publication(version) for version in (VERSION, BEFORE, LONG_AGO)]
    monkeypatch.setattr(beside, "read_publications", lambda path: published if path.exists() else [])
    for name in ("warehouse", "undisturbed"):
        place = tmp_path / name
        for versions, link in (("parquet", "parquet/current"), ("site_versions", "site")):
            (place / versions / VERSION / "data").mkdir(parents=True)
            (place / versions / VERSION / "data" / "a").write_text(name)
            (place / link).symlink_to(VERSION if versions == "parquet" else f"{versions}/{VERSION}")
        (place / "kept").mkdir()
        (place / "kept" / "kept.json").write_text("{}")
        (place / "yusuan.duckdb").write_text(name)
    return tmp_path / "warehouse", tmp_path / "undisturbed"


def test_what_is_as_undisturbed_is_whole(folders: tuple[Path, Path]) -> None:
    warehouse, undisturbed = folders
    (warehouse / "dagster").mkdir()
    (warehouse / "dagster" / "log").write_text("Dagster's records are its own")
    shutil.copytree(warehouse / "parquet" / VERSION, warehouse / "parquet" / BEFORE)
    (undisturbed / "held_back.json").write_text("{}")
    (undisturbed / "site" / "pictures").mkdir()
    (undisturbed / "site" / "pictures" / "p01.webp").write_text("drawn while there was time")
    assert half_seen(warehouse, undisturbed) == [] and not_as_undisturbed(warehouse, undisturbed) == []


def test_half_a_folder_behind_a_link_is_noticed(folders: tuple[Path, Path]) -> None:
    warehouse, undisturbed = folders
    (warehouse / "parquet" / VERSION / "data" / "a").unlink()
    shutil.rmtree(warehouse / "site_versions" / VERSION)
    assert half_seen(warehouse, undisturbed) == ["parquet/current", "site"]
    for link in ("parquet/current", "site"):
        (warehouse / link).unlink()
    assert half_seen(warehouse, undisturbed) == [], "there is nothing yet"


@pytest.mark.parametrize(
    "left", ["parquet/.draft.part/a", "kept/kept.json.part", "work/run/candidate.duckdb", "kept/other", "hand_over/x"]
)
def test_what_is_left_over_is_noticed(folders: tuple[Path, Path], left: str) -> None:
    warehouse, undisturbed = folders
    (warehouse / left).parent.mkdir(parents=True, exist_ok=True)
    (warehouse / left).write_text("left")
    assert any(problem.startswith("left behind") for problem in not_as_undisturbed(warehouse, undisturbed))


def test_versions_that_nobody_needs_a_missing_file_and_a_link_to_another_version_are_noticed(
    folders: tuple[Path, Path],
) -> None:
    warehouse, undisturbed = folders
    for name in (BEFORE, LONG_AGO, "killed"):
        shutil.copytree(warehouse / "site_versions" / VERSION, warehouse / "site_versions" / name)
    (warehouse / "kept" / "kept.json").unlink()
    (undisturbed / "last_run.json").write_text("{}")
    (warehouse / "site").unlink()
    (warehouse / "site").symlink_to(f"site_versions/{BEFORE}")
    assert not_as_undisturbed(warehouse, undisturbed) == [
        "the site is not that of the warehouse",
        f"never published, or long ago: site_versions/{[LONG_AGO, 'killed']}",
        "left behind: kept",
        "missing: last_run.json",
    ]
    (warehouse / "yusuan.duckdb").unlink()
    assert not_as_undisturbed(warehouse, undisturbed) == ["no publication"]
