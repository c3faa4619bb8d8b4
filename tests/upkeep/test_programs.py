"""Versions that belong together and versions that do not."""

from __future__ import annotations

import importlib.metadata
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from pipelines.reports.version import reading_version
from pipelines.settings import Settings
from pipelines.upkeep.programs import look_at_programs, packages_health, python_health, warehouse_health
from pipelines.warehouse.publication import Publication, write_publication
from tests.conftest import ROOT


def publish(settings: Settings, version: str) -> None:
    settings.warehouse_dir.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(str(settings.published_path)) as connection:
        said = Publication("run", datetime.now(UTC), "f", version, {"duckdb": "1"}, document_count=7)
        write_publication(connection, said, settings.warehouse_dir / "none")


@pytest.mark.parametrize(
    ("version", "state"), [("3.11.0", "ok"), ("3.13.9", "ok"), ("3.10.9", "problem"), ("3.14.0", "problem")]
)
def test_python_is_held_against_the_project(version: str, state: str) -> None:
    assert python_health(ROOT / "pyproject.toml", version).state == state


def test_packages_are_held_against_the_lock(tmp_path: Path) -> None:
    here = importlib.metadata.version("duckdb")
    lock = tmp_path / "run.txt"
    other_system = "never-heard-of==1 ; sys_platform == 'beos' \\\n    --hash=sha256:00\n"
    lock.write_text(f"duckdb=={here} \\\n    --hash=sha256:00\n{other_system}")
    assert packages_health(lock).state == "ok" and packages_health(lock).found.startswith("1 ")
    lock.write_text(lock.read_text() + "duckdb==0.1 \\\n")
    assert packages_health(lock).state == "note" and f"duckdb {here} instead of 0.1" in packages_health(lock).found
    lock.write_text(lock.read_text() + "never-heard-of==1\n")
    assert packages_health(lock).state == "problem" and "never-heard-of" in packages_health(lock).found
    assert packages_health(tmp_path / "none.txt").state == "note"


def test_the_lock_of_the_project_is_read() -> None:
    assert int(packages_health(ROOT / "locks" / "run.txt").found.partition(" ")[0].strip() or 0) > 100


def test_a_warehouse_by_this_version_by_another_and_by_nobody(settings: Settings) -> None:
    assert warehouse_health(settings).state == "note" and "nothing is published" in warehouse_health(settings).found
    publish(settings, reading_version())
    assert warehouse_health(settings).state == "ok" and "reports: 7" in warehouse_health(settings).found
    settings.published_path.unlink()
    publish(settings, "2020.1.0.0")
    assert warehouse_health(settings).state == "note" and "2020.1.0.0" in warehouse_health(settings).found
    settings.published_path.unlink()
    duckdb.connect(str(settings.published_path)).close()
    assert warehouse_health(settings).state == "problem" and "none of ours" in warehouse_health(settings).found
    settings.published_path.write_bytes(b"no database" * 1000)
    assert warehouse_health(settings).state == "problem" and "cannot be opened" in warehouse_health(settings).found


def test_all_three_are_looked_at(settings: Settings) -> None:
    assert [item.thing for item in look_at_programs(settings)] == ["Python", "packages", "warehouse"]
