"""Folders, disk, lock and leftovers: each as it should be, and each with what is wrong with it."""

from __future__ import annotations

import fcntl
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from pipelines.runs.lock import RunLock
from pipelines.settings import Settings
from pipelines.upkeep.health import Health
from pipelines.upkeep.places import disk_health, look_at_places


def look(settings: Settings) -> dict[str, Health]:
    return {item.thing: item for item in look_at_places(settings)}


@pytest.fixture
def made(settings: Settings) -> Settings:
    settings.cells_dir.mkdir(parents=True)
    (settings.raw_dir / "a.pdf").write_bytes(b"x")
    return settings


def test_a_folder_as_it_should_be(made: Settings) -> None:
    found = look(made)
    assert {thing: item.state for thing, item in found.items()} == {
        "raw folder": "ok",
        "warehouse folder": "ok",
        "disk": found["disk"].state,
        "lock": "ok",
        "leftovers": "ok",
    }
    assert "reports: 1," in found["raw folder"].found
    assert not list(made.warehouse_dir.glob("*.part")) and not made.lock_path.exists()


def test_a_warehouse_that_is_not_made_yet_is_no_problem(settings: Settings) -> None:
    assert look(settings)["warehouse folder"].state == "note"
    assert not settings.warehouse_dir.exists()


def test_a_raw_folder_that_is_not_there_is_one(settings: Settings) -> None:
    settings.raw_dir.rmdir()
    found = look(settings)["raw folder"]
    assert found.state == "problem" and str(settings.raw_dir) in found.found and "YUSUAN_RAW" in found.advice


def test_what_cannot_be_read_or_written_is_named(made: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    # Whoever tests as root may read and write everything.
    monkeypatch.setattr("pipelines.upkeep.places.os.access", lambda path, mode: Path(path).name != "a.pdf")
    monkeypatch.setattr("pipelines.upkeep.places._can_write", lambda path: Path(path).name != "cells")
    found = look(made)
    assert found["raw folder"].state == "problem" and "a.pdf" in found["raw folder"].found
    warehouse = found["warehouse folder"]
    assert warehouse.state == "problem" and warehouse.found.endswith("warehouse/cells")


def test_a_file_in_the_place_of_a_folder_cannot_be_written(made: Settings) -> None:
    made.findings_dir.write_text("")
    assert look(made)["warehouse folder"].state == "problem"


@pytest.mark.parametrize(("free_gigabytes", "state"), [(0.4, "problem"), (0.7, "note"), (5, "ok")])
def test_a_disk_is_judged_by_what_a_run_takes(settings: Settings, free_gigabytes: float, state: str) -> None:
    assert disk_health(settings, int(free_gigabytes * 1e9)).state == state


def test_what_a_run_takes_grows_with_the_warehouse(settings: Settings) -> None:
    settings.warehouse_dir.mkdir(parents=True)
    with settings.published_path.open("wb") as file:
        file.truncate(1_000_000_000)
    assert disk_health(settings, 5_000_000_000).state == "problem"


def test_a_lock_that_is_held_is_told_with_its_holder(made: Settings) -> None:
    (made.work_dir / "run").mkdir(parents=True)
    with RunLock(made.lock_path, "a run of the tests"):
        found = look(made)
    assert found["lock"].state == "note" and "held: a run of the tests, process" in found["lock"].found
    # What lies in the run's folder is its own.
    assert "leftovers" not in found


def test_a_backup_that_holds_it_says_no_name(made: Settings) -> None:
    made.lock_path.touch()
    with made.lock_path.open() as backup:
        fcntl.flock(backup, fcntl.LOCK_EX)
        assert "a backup" in look(made)["lock"].found


def _killed(settings: Settings) -> None:
    settings.lock_path.write_text(json.dumps({"purpose": "yusuan run", "pid": 1, "since": "2026-01-01"}))


def _left(settings: Settings) -> None:
    (settings.work_dir / "run").mkdir(parents=True)


@pytest.mark.parametrize(
    ("happened", "thing", "words"), [(_killed, "lock", "was killed: yusuan run"), (_left, "leftovers", "1 of a run")]
)
def test_a_run_that_was_killed_is_told(
    made: Settings, happened: Callable[[Settings], None], thing: str, words: str
) -> None:
    happened(made)
    found = look(made)[thing]
    assert found.state == "note" and words in found.found and "the next run" in found.advice
