"""The suites at work on a candidate in a process of their own, while Dagster is told of what was made anew in it.

Belongs here: beginning them, and their report. What they judge is ``quality``'s business; a candidate that is changed meanwhile is judged
again by ``gate``.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.contract.holds import Holds
from pipelines.runs.state import RunState
from pipelines.workers.beside import Beside
from pipelines.workers.budget import NO_LIMIT
from pipelines.workers.pool import Task

if TYPE_CHECKING:
    from pipelines.quality import GateReport

_Payload = tuple[Path, Path, str, Holds]


class SuitesError(Exception):
    """The process at work on the suites came to nothing; the message says why."""


class SuitesBeside:
    """A process that judges the run's candidate once; nobody may change the candidate from :meth:`begin` to :meth:`report`."""

    def __init__(self, state: RunState) -> None:
        """Begin to load what it needs."""
        self._state = state
        self._beside = Beside(Task("loading the suites", f"{__name__}:load_suites_work", None, NO_LIMIT))
        state.at_end.callback(self.end)

    def begin(self, settled: Holds) -> None:
        """Begin to judge; ``settled`` is what is to blame once more although it was kept back."""
        state = self._state
        payload: _Payload = (state.candidate_path, state.settings.data_docs_dir, state.run_id, settled)
        self._beside.give(Task("suites", f"{__name__}:run_suites_work", payload, NO_LIMIT))
        self._beside.end()

    def end(self) -> None:
        """Let the process end without having judged."""
        self._beside.end()

    def report(self, on_suite: Callable[[str, int, int], None] = lambda name, done, total: None) -> GateReport:
        """Wait for the report; ``on_suite`` hears as in ``quality.run_suites``. Raises ``SuitesError`` if there is none."""
        loaded = self._beside.outcome()
        judged = self._beside.outcome(lambda news: on_suite(*news))
        if problem := loaded.problem or judged.problem:
            raise SuitesError(problem.en)
        report: GateReport = judged.value
        return report


def load_suites_work(_payload: None, _tell: Callable[[Any], None]) -> None:
    """Load what the suites need, as a worker's job: it takes seconds."""
    importlib.import_module("great_expectations")
    importlib.import_module("expectations")


def run_suites_work(payload: _Payload, tell: Callable[[Any], None]) -> GateReport:
    """Run all declared suites as a worker's job, telling each."""
    from expectations import declared_policy, declared_suites
    from pipelines.quality import run_suites

    candidate, data_docs_dir, run_id, settled = payload
    return run_suites(
        candidate,
        data_docs_dir,
        run_id=run_id,
        suites=declared_suites(),
        policy=declared_policy(),
        settled=settled,
        on_suite=lambda *news: tell(news),
    )
