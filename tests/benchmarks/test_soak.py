"""The short forms of the soak: publication disturbed at points of every name, and that the soak notices what is wrong."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from benchmarks.soak.hook.fault_points import LINE_BYTES, Plan, read_trace
from tests.conftest import ROOT

#: A forked process must find no threads of pytest's: the trial has a process of its own.
_PUBLISHING = """
import json, sys
from dataclasses import asdict
from pathlib import Path
from benchmarks.soak import publishing
if sys.argv[4] == "badly":
    publishing.spoil_publication()
for point in publishing.disturb_publications(Path(sys.argv[1]), sys.argv[2], sys.argv[3] == "True", int(sys.argv[5]), sys.argv[6]):
    print(json.dumps(asdict(point)), flush=True)
"""


def _disturbed(
    folder: Path, fault: str, had_warehouse: bool, how: str = "well", about: str = ""
) -> list[dict[str, Any]]:
    command = [
        sys.executable,
        "-c",
        _PUBLISHING,
        str(folder),
        fault,
        str(had_warehouse),
        how,
        "0" if about else "1",
        about,
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize("had_warehouse", [False, pytest.param(True, marks=pytest.mark.slow)])
def test_killed_at_a_point_of_every_name_publication_is_whole_and_the_next_one_too(
    tmp_path: Path, had_warehouse: bool
) -> None:
    points = _disturbed(tmp_path, "kill", had_warehouse)
    assert {point["name"].split()[0] for point in points} >= {"open", "os.rename", "os.fsync", "db.commit", "db.copy"}
    assert [point for point in points if point["problems"]] == []
    assert {point["ended"] for point in points} == {"killed"}
    assert {point["seen"] for point in points} <= {"before" if had_warehouse else "none", "new"}


@pytest.mark.slow
def test_with_the_disk_full_from_any_point_on_the_warehouse_before_stays(tmp_path: Path) -> None:
    points = _disturbed(tmp_path, "full", True)
    assert [point for point in points if point["problems"]] == []
    refused = [point for point in points if "No space left on device" in point["ended"]]
    assert len(refused) >= 5 and "before" in {point["seen"] for point in refused}


def test_a_publication_that_overwrites_in_place_is_noticed(tmp_path: Path) -> None:
    assert any(point["problems"] for point in _disturbed(tmp_path, "kill", True, "badly", "yusuan.duckdb"))


def test_passes_are_counted_over_processes_and_only_below_the_folder(tmp_path: Path) -> None:
    below, trace = tmp_path / "below", tmp_path / "trace"
    below.mkdir()
    code = (
        "import os, subprocess, sys; from pathlib import Path; Path('beside').write_text('x'); Path('below/a').write_text('x');"
        "os.rename('below/a', 'below/b'); "
        "len(sys.argv) > 1 and subprocess.run([sys.executable, '-c', sys.orig_argv[2]]); Path('below/c').write_text('x')"
    )
    plan = Plan(str(below), str(trace), 0, "kill", 0)
    env = plan.environment()
    subprocess.run([sys.executable, "-c", code, "again"], cwd=tmp_path, env=env, check=True)
    assert [line.split()[:2] for line in read_trace(trace)] == [
        ["open", "a"], ["os.rename", "a"], ["open", "a"], ["os.rename", "a"], ["open", "c"], ["open", "c"],
    ]  # fmt: skip
    assert trace.stat().st_size == 6 * LINE_BYTES
    # The fifth pass is the other process's: it is the run that is killed.
    trace.unlink()
    killed = Plan(str(below), str(trace), 5, "kill", 0).environment()
    assert subprocess.run([sys.executable, "-c", code, "again"], cwd=tmp_path, env=killed, check=False).returncode == -9
