"""The states a killed run can leave: copied while nobody writes, told apart by what the next run finds, each gone on from."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from benchmarks.soak import every_state
from benchmarks.soak.before import State, Watched
from benchmarks.soak.every_state import states
from benchmarks.soak.hook.copies import copy_if_new, is_counted


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if path.is_dir()}


def test_a_folder_is_copied_when_it_changed_and_what_did_not_is_a_link_to_the_copy_before(tmp_path: Path) -> None:
    folder, copies = tmp_path / "warehouse", tmp_path / "copies"
    (folder / "cells").mkdir(parents=True)
    (folder / "dagster").mkdir()
    (folder / "cells" / "a").write_text("a")
    (folder / "b").write_text("b")
    (folder / "current").symlink_to("b")
    for number in (1, 2):
        copy_if_new(folder, copies, number, run=0)
    (folder / "dagster" / "log").write_text("what Dagster writes makes no state another one")
    copy_if_new(folder, copies, 3, run=0)
    assert _names(copies) == {"00001"}
    (folder / "b").write_text("B")
    copy_if_new(folder, copies, 4, run=0)
    assert _names(copies) == {"00001", "00004"}
    first, second = copies / "00001", copies / "00004"
    assert (first / "b").read_text() == "b" and (second / "b").read_text() == "B"
    assert (first / "cells" / "a").samefile(second / "cells" / "a") and not (folder / "b").samefile(second / "b")
    assert (second / "current").readlink() == Path("b") and (second / "dagster" / "log").exists()


def test_what_goes_away_while_it_is_copied_makes_no_state_that_never_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, copies = tmp_path / "warehouse", tmp_path / "copies"
    (folder / "dagster").mkdir(parents=True)
    for name in ("dagster/journal", "kept.json.part"):
        (folder / name).write_text(name)
    copy_one = shutil.copy2

    def meanwhile(source: Path, target: Path) -> None:
        """Another thread of this process renames and removes just before."""
        if source.name == "journal":
            source.unlink()
        if source.name == "kept.json.part":
            source.rename(folder / "kept.json")
        copy_one(source, target)

    monkeypatch.setattr(shutil, "copy2", meanwhile)
    copy_if_new(folder, copies, 1, run=0)
    assert {path.name for path in (copies / "00001").rglob("*")} == {"dagster", "kept.json"}
    (folder / "kept.json").write_text("another")
    copy_if_new(folder, copies, 2, run=0)
    assert (copies / "00002" / "kept.json").read_text() == "another"


def test_the_other_processes_of_the_run_stand_still_meanwhile_and_go_on(tmp_path: Path) -> None:
    (tmp_path / "warehouse").mkdir()
    code = "import time\nwhile True: time.sleep(0.01)"
    mine = subprocess.Popen([sys.executable, "-c", code], env={**os.environ, "YUSUAN_SOAK_RUN": "77"})
    try:
        time.sleep(0.3)
        copy_if_new(tmp_path / "warehouse", tmp_path / "copies", 1, run=77)
        time.sleep(0.1)
        switches = psutil.Process(mine.pid).num_ctx_switches()
        time.sleep(0.3)
        assert psutil.Process(mine.pid).num_ctx_switches() != switches, "it was left standing"
    finally:
        mine.kill()
        mine.wait()


def test_what_nobody_goes_on_from_makes_no_state() -> None:
    assert is_counted("dbt/manifests/a.json") and is_counted("kept/kept.json") and is_counted("dagster.yaml")
    assert not is_counted("dagster") and not is_counted("dagster/storage/a.db") and not is_counted("dbt/run/a.sql")


def test_states_that_differ_in_what_the_next_run_throws_away_are_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copies = {}
    for number, (kept, work) in {2: ("a", "1"), 3: ("a", "2"), 5: ("b", "2"), 6: ("a", "3")}.items():
        copy = tmp_path / "copies" / f"{number:05d}"
        (copy / "work" / "run").mkdir(parents=True)
        (copy / "work" / "run" / "candidate").write_text(work)
        (copy / "held_back.json").write_text(kept)
        (copy / "yusuan.duckdb.part").write_text(work)
        copies[number] = copy
    points = tuple(f"open {number}" for number in range(1, 8))
    ended: list[str] = []

    def run_to_the_end(raw: Path, warehouse: Path, undisturbed: Path) -> str:
        ended.append((warehouse / "held_back.json").read_text())
        return "whole"

    monkeypatch.setattr(every_state, "what_a_run_makes", run_to_the_end)
    monkeypatch.setattr(every_state, "what_readers_see", lambda warehouse, undisturbed: "whole")
    found = list(states(tmp_path, Watched(points, copies, tmp_path / "undisturbed")))
    assert [(state.number, state.name, state.points) for state in found] == [(2, "open 2", 5), (5, "open 5", 1)]
    assert ended == ["a", "b"] and all(state.is_right for state in found)
    assert list(states(tmp_path, Watched(points, copies, tmp_path / "undisturbed"))) == found and len(ended) == 2
    (tmp_path / "tried.jsonl").unlink()
    late = list(states(tmp_path, Watched(points, copies, tmp_path / "undisturbed"), seconds=-1))
    assert [state.ended for state in late] == ["", ""] and not any(state.is_right for state in late)


def test_readers_of_a_warehouse_must_not_find_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = tmp_path / "copies" / "00001"
    copy.mkdir(parents=True)
    (copy / "site").symlink_to("nowhere")
    monkeypatch.setattr(every_state, "what_a_run_makes", lambda *_: "whole")
    seen = []
    for had_warehouse, before in ((False, "none"), (True, "none"), (True, "whole")):
        monkeypatch.setattr(every_state, "what_readers_see", lambda *_, before=before: before)
        (tmp_path / "tried.jsonl").unlink(missing_ok=True)
        watched = Watched(("open",), {1: copy}, tmp_path / "undisturbed", had_warehouse)
        (tmp_path / "undisturbed").mkdir(exist_ok=True)
        (tmp_path / "undisturbed" / "site").mkdir(exist_ok=True)
        (tmp_path / "undisturbed" / "site" / "index.html").write_text("")
        seen += [state.seen for state in states(tmp_path, watched)]
    assert seen == ["half of ['site']", "no warehouse any more", "half of ['site']"]


def test_a_state_that_readers_see_half_of_is_wrong() -> None:
    assert State(1, "open", 1, "none", "whole", 0).is_right
    assert not State(1, "open", 1, "differs: ['expenditure']", "whole", 0).is_right
    assert not State(1, "open", 1, "whole", "status 1, readers see whole", 0).is_right
