"""The journal of a run: what was done, how long it truly took, and how much memory it had at most.

Belongs here: noting steps and measuring phases. A step's seconds are its own, not those it waited for its turn. The journal is
written with every publication (``rpt_run_timing``) and after every run (``last_run_timing.json``).
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal

Phase = Literal[
    "start", "scan", "read", "parse", "gather", "dbt", "diagnose", "suites", "hold", "publish", "pictures", "lake"
]
ItemKind = Literal["phase", "document", "dbt_node", "shard", "suite", "table"]


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its phase, what it was about, when it began (UTC), seconds, processor seconds, peak megabytes, what came of it."""

    phase: Phase
    item_kind: ItemKind
    item_name: str
    started_at: datetime
    seconds: float
    cpu_seconds: float | None = None
    peak_mb: int | None = None
    outcome: str = "done"
    document_id: str | None = None


@dataclass
class Journal:
    """The steps of one run, in the order they ended."""

    steps: list[Step] = field(default_factory=list)

    def note(
        self,
        phase: Phase,
        item_kind: ItemKind,
        item_name: str,
        seconds: float,
        *,
        cpu_seconds: float | None = None,
        peak_mb: int | None = None,
        outcome: str = "done",
        document_id: str | None = None,
        started_at: datetime | None = None,
    ) -> None:
        """Note a step; one without a beginning has just ended."""
        began = started_at or datetime.fromtimestamp(time.time() - seconds, UTC)
        self.steps.append(Step(phase, item_kind, item_name, began, seconds, cpu_seconds, peak_mb, outcome, document_id))

    @contextmanager
    def phase(self, phase: Phase) -> Iterator[None]:
        """Measure a phase in this process; one that raises is noted as failed."""
        started, started_cpu = time.monotonic(), time.process_time()
        outcome = "failed"
        try:
            yield
            outcome = "done"
        finally:
            self.note(
                phase,
                "phase",
                phase,
                time.monotonic() - started,
                cpu_seconds=time.process_time() - started_cpu,
                peak_mb=peak_mb(),
                outcome=outcome,
            )


def peak_mb() -> int:
    """Return the most memory this process has had so far, in megabytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak // (1_000_000 if sys.platform == "darwin" else 1_000)
