"""What is published made ready in a process beside, while the suites judge the candidate.

Belongs here: beginning that, waiting for it, and throwing it away. What is made is ``warehouse.prepared``'s business.
"""

from __future__ import annotations

from pipelines.runs.state import RunState
from pipelines.runs.what_changed import WhatChanged
from pipelines.warehouse.incremental import Applied
from pipelines.warehouse.prepared import Prepared
from pipelines.warehouse.publish import parquet_of
from pipelines.workers.budget import NO_LIMIT
from pipelines.workers.pool import Outcome, Task

_WORK = "pipelines.warehouse.prepared:prepare_work"


class PreparedBeside:
    """The process that brought a candidate up to date makes what is published of it; nobody may change the candidate until :meth:`wait`."""

    def __init__(self, state: RunState, what: WhatChanged, applied: Applied) -> None:
        """Begin."""
        self._state = state
        self._making = what.making
        self._outcome: Outcome | None = None
        published = state.settings.published_path
        before = published if what.published_as.may_go_on(published) else None
        parquet = parquet_of(state.settings) if before is not None else None
        written = (parquet, what.parquet_files) if parquet is not None else None
        payload = (state.candidate_path, before, applied.changes, state.folder / "prepared", written)
        self._making.give(Task("what is published", _WORK, payload, NO_LIMIT))
        self._making.end()

    def wait(self) -> None:
        """Wait until it is done with the candidate."""
        if self._outcome is None:
            self._outcome = self._making.outcome()
            seconds, cpu_seconds = self._outcome.seconds, self._outcome.cpu_seconds
            self._state.journal.note(
                "publish", "table", "prepared", seconds, cpu_seconds=cpu_seconds, peak_mb=self._outcome.peak_mb
            )

    def prepared(self) -> Prepared | None:
        """Return what was made; None if it came to nothing, so that it is to be made of the candidate now."""
        self.wait()
        assert self._outcome is not None
        found: Prepared | None = None if self._outcome.problem else self._outcome.value
        return found


def throw_away(state: RunState) -> None:
    """Forget what was prepared: the candidate will be another."""
    found = state.results.find(PreparedBeside)
    if found is not None:
        found.wait()
        state.results.drop(PreparedBeside)
