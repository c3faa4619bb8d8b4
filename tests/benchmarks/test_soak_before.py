"""What a soak remembers, so that it goes on where it ended: only what this very code watched and tried."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.soak import every_state
from benchmarks.soak.before import (
    State,
    code_of,
    remember_tried,
    remember_watched,
    tried_before,
    watched_before,
)
from benchmarks.soak.every_state import watch
from benchmarks.soak.hook.fault_points import LINE_BYTES


def _watched_folder(folder: Path, code: str) -> None:
    (folder / "trace.copies" / "00002").mkdir(parents=True)
    (folder / "trace.copies" / "last.json").write_text("{}")
    (folder / "trace").write_bytes(b"".join(line.ljust(LINE_BYTES - 1) + b"\n" for line in (b"1 open a", b"1 open b")))
    remember_watched(folder, code, had_warehouse=True)


def test_a_run_that_this_code_watched_is_found_again_and_no_other(tmp_path: Path) -> None:
    assert watched_before(tmp_path, "this") is None
    _watched_folder(tmp_path, "this")
    watched = watched_before(tmp_path, "this")
    assert watched is not None and watched.had_warehouse and watched.undisturbed == tmp_path / "undisturbed"
    assert watched.points == ("open a", "open b") and watched.copies == {2: tmp_path / "trace.copies" / "00002"}
    assert watched_before(tmp_path, "that") is None


def test_what_was_watched_is_not_watched_again_until_the_code_is_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _watched_folder(tmp_path, "this")
    monkeypatch.setattr(every_state, "run_plan", lambda *_: (1, "a run was started"))
    monkeypatch.setattr(every_state, "put_reports", lambda raw: raw.mkdir(parents=True))
    monkeypatch.setattr(every_state, "code_of", lambda: "this")
    assert watch(tmp_path, had_warehouse=True) == watched_before(tmp_path, "this")
    monkeypatch.setattr(every_state, "code_of", lambda: "that")
    with pytest.raises(RuntimeError, match="a run was started"):
        watch(tmp_path, had_warehouse=True)
    assert not (tmp_path / "watched.json").exists()


def test_states_tried_are_found_again_until_another_run_is_watched(tmp_path: Path) -> None:
    right, wrong = State(2, "open b", 3, "none", "whole", 1.5), State(7, "open c", 1, "none", "left behind: d", 2.5)
    for state in (right, wrong):
        remember_tried(tmp_path, state)
    assert tried_before(tmp_path) == {2: right, 7: wrong}
    remember_watched(tmp_path, "this", had_warehouse=False)
    assert tried_before(tmp_path) == {}


@pytest.mark.parametrize(
    "name", ["pipelines/a/b.py", "dbt_project/models/a.sql", "expectations/a.toml", "locks/run.txt"]
)
def test_code_is_another_when_what_runs_is_another(tmp_path: Path, name: str) -> None:
    before = code_of(tmp_path)
    (tmp_path / name).parent.mkdir(parents=True)
    (tmp_path / name).write_text("x")
    assert code_of(tmp_path) != before


def test_code_is_the_same_whatever_a_run_leaves_beside_it(tmp_path: Path) -> None:
    before = code_of(tmp_path)
    for name in ("dbt_project/target/a.sql", "pipelines/__pycache__/a.py", "data/raw/a.pdf"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text("x")
    assert code_of(tmp_path) == before
