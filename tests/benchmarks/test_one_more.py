"""What the benchmark of one report more makes of a run's journal, and when it is content."""

from __future__ import annotations

from typing import Any

from benchmarks.one_more import of_timing, page
from benchmarks.watching import Watched


def _step(kind: str, phase: str, name: str, seconds: float) -> dict[str, Any]:
    return {"item_kind": kind, "phase": phase, "item_name": name, "seconds": seconds}


STEPS = [
    _step("phase", "suites", "suites", 3.0),
    _step("phase", "suites", "suites", 1.5),
    _step("dbt_node", "dbt", "model.yusuan.fct_amount", 0.5),
]


def test_phases_are_summed_and_models_counted() -> None:
    found = of_timing({"steps": STEPS}, Watched(1, seconds=18.0, cpu_seconds=30.0), 112, 0.2)
    assert (found.phases, found.models, found.tests_by_dbt) == ({"suites": 4.5}, 1, 0)
    assert found.is_good
    assert "| 112 | 18.0 | 30.0 | 1 | 20 |" in page(found) and "| suites | 4.5 |" in page(found)


def test_a_slow_run_is_not_good_nor_one_that_built_everything() -> None:
    assert not of_timing({"steps": STEPS}, Watched(1, seconds=20.5), 112, 0.2).is_good
    built = [*STEPS, _step("dbt_node", "dbt", "test.yusuan.unique", 0.1)]
    assert not of_timing({"steps": built}, Watched(1, seconds=18.0), 112, 0.2).is_good
