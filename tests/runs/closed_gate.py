"""``yusuan run`` with a gate that cannot open: one more suite, whose only expectation fails for no document in particular.

Belongs here: that suite. Run as ``python -m tests.runs.closed_gate run …``, a process of its own like any user's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any
from unittest.mock import patch

import expectations
from pipelines.cli import main as yusuan
from pipelines.quality import GateReport
from pipelines.quality.declare import Expected, Suite
from pipelines.runs import suites_beside

CLOSED = Suite(
    "closed",
    "关闭的闸门。",
    "A gate that is closed.",
    (Expected("never_holds", "从不成立。", "Never holds.", "select 1 as one, true as is_offending"),),
)


@contextmanager
def closed() -> Iterator[None]:
    """The suite among the declared ones, and a policy by which it stops everything, in this process."""
    policy = expectations.declared_policy()
    closing = replace(policy, by_suite={**policy.by_suite, CLOSED.key: "stop"})
    suites = (*expectations.declared_suites(), CLOSED)
    with (
        patch.object(expectations, "declared_suites", lambda: suites),
        patch.object(expectations, "declared_policy", lambda: closing),
    ):
        yield


def decide_closed_work(payload: Any, tell: Callable[[Any], None]) -> GateReport:
    """What the process that judges beside a run does, closed there, too."""
    with closed():
        return suites_beside.decide_work(payload, tell)


def main() -> None:
    """Run the command line with the gate closed, whichever process judges."""
    with closed(), patch.object(suites_beside, "DECIDE_WORK", "tests.runs.closed_gate:decide_closed_work"):
        yusuan()


if __name__ == "__main__":
    main()
