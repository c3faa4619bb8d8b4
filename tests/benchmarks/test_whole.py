from __future__ import annotations

import os
import sys
from pathlib import Path

from benchmarks.watching import Look, Watched, watch
from benchmarks.whole import Measured, One, memory_by_process, page, seconds_by_phase

_STEPS = [
    {"item_kind": "phase", "phase": "dbt", "started_at": "1970-01-01T00:00:00+00:00", "seconds": 10.0},
    {"item_kind": "dbt_node", "phase": "dbt", "started_at": "1970-01-01T00:00:00+00:00", "seconds": 9.0},
    {"item_kind": "phase", "phase": "suites", "started_at": "1970-01-01T00:00:10+00:00", "seconds": 5.0},
    {"item_kind": "phase", "phase": "hold", "started_at": "1970-01-01T00:00:15+00:00", "seconds": 2.0},
    {"item_kind": "phase", "phase": "suites", "started_at": "1970-01-01T00:00:17+00:00", "seconds": 4.0},
]


def test_seconds_of_phases_are_summed_and_the_rest_is_told() -> None:
    seconds = seconds_by_phase(_STEPS, 30.0)
    assert (seconds["dbt"], seconds["suites"], seconds["hold"], seconds["rest"]) == (10.0, 9.0, 2.0, 9.0)


def test_memory_is_told_by_process_and_the_runs_own_by_phase() -> None:
    watched = Watched(1, commands={1: "yusuan run", 2: "python -m pipelines.warehouse.dbt_process", 3: "python worker"})
    watched.looks = [Look(5, 2, 700, 900), Look(5, 3, 100, 150), Look(12, 1, 300, 300), Look(16, 1, 800, 800)]
    memory = memory_by_process(_STEPS, watched)
    assert (memory["dbt"], memory["worker"], memory["suites"], memory["hold"]) == (900, 150, 300, 800)
    assert memory["whole run"] == 800


def test_a_command_is_watched_to_its_end_with_its_children(tmp_path: Path) -> None:
    child = "import time; block = bytearray(120_000_000); time.sleep(1)"
    program = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}]); sys.exit(3)"
    watched = watch([sys.executable, "-c", program], os.environ, tmp_path / "log", tmp_path)
    assert watched.status == 3
    assert len(watched.commands) == 2
    assert watched.peak([watched.pid]) < 100 < 120 < watched.peak()


def test_the_page_has_a_line_for_each_size() -> None:
    seconds = {"dbt": 1.0, "suites": 2.0, "hold": 3.0, "publish": 4.0, "rest": 5.0, "whole": 15.0}
    memory = {"dbt": 1234.0, "worker": 1.0, "suites": 2.0, "hold": 3.0, "publish": 4.0, "whole run": 5.0}
    one = (One("goes", 12.4, 20.6, 1_300.0), One("comes back", 14.0, 22.0, 800.0))
    measured = Measured(1000, 2000, 3000, 4, 5, 6, seconds, 7.0, memory, one)
    text = page([measured])
    assert "| 1,000 | 1 | 2 | 3 | 4 | 5 | 15 | 7 |" in text
    assert "| 1,000 | 1,234 | 1 | 2 | 3 | 4 | 5 |" in text
    assert "| 1,000 | goes | 12 | 21 | 1,300 |" in text and "| 1,000 | comes back | 14 | 22 | 800 |" in text
    assert measured.largest_mb == 1_300


def test_a_size_that_published_nothing_is_told_with_its_reason() -> None:
    assert "10,000 documents: **nothing was published**. Out of memory." in page([], {10_000: "Out of memory."})
