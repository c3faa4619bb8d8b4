"""The suites at work on a candidate in a process of their own, while Dagster is told of what was made anew in it.

Belongs here: beginning them, their report, and their pages, which are written while the run publishes. What they judge is ``quality``'s business; a candidate that is changed meanwhile is judged
again by ``gate``.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.contract.holds import Holds
from pipelines.contract.rows_by_document import Change
from pipelines.runs.state import RunState
from pipelines.workers.beside import Beside
from pipelines.workers.budget import NO_LIMIT
from pipelines.workers.pool import Task

if TYPE_CHECKING:
    from pipelines.quality import GateReport, Judged

_Payload = tuple[Path, Path, str, Holds, Mapping[str, Change]]
#: The job of the process that judges.
DECIDE_WORK = f"{__name__}:decide_work"
#: What this process judged, until its pages are written.
_unwritten: list[Judged] = []


class SuitesError(Exception):
    """The process at work on the suites came to nothing; the message says why."""


@dataclass(frozen=True, slots=True)
class DataDocsBehind:
    """The pages of Great Expectations are those of a run before, and why."""

    problem: str

    @property
    def why(self) -> str:
        """What is the matter and what to do, in a sentence."""
        return (
            f"the pages of Great Expectations could not be written and are those of a run before ({self.problem}); "
            "the next run that judges writes them (yusuan run --force judges anew)"
        )


class SuitesBeside:
    """A process that judges the run's candidate once; nobody may change the candidate from :meth:`begin` to :meth:`report`."""

    def __init__(self, state: RunState) -> None:
        """Begin to load what it needs."""
        self._state = state
        self._are_docs_begun = False
        self._beside = Beside(Task("loading the suites", f"{__name__}:load_suites_work", None, NO_LIMIT))
        state.at_end.callback(self.end)

    def begin(self, settled: Holds, changes: Mapping[str, Change]) -> None:
        """Begin to judge; ``settled`` is what is to blame once more although it was kept back.

        ``changes`` are those of the relations of the candidate since what was counted of it lies beside it.
        """
        state = self._state
        payload: _Payload = (state.candidate_path, state.counts_path, state.run_id, settled, changes)
        self._beside.give(Task("suites", DECIDE_WORK, payload, NO_LIMIT))

    def report(self, on_suite: Callable[[str, int, int], None] = lambda name, done, total: None) -> GateReport:
        """Wait for the report; ``on_suite`` hears as in ``quality.decide``. Raises ``SuitesError`` if there is none."""
        loaded = self._beside.outcome()
        judged = self._beside.outcome(lambda news: on_suite(*news))
        if problem := loaded.problem or judged.problem:
            raise SuitesError(problem.en)
        report: GateReport = judged.value
        return report

    def begin_data_docs(self) -> None:
        """Begin with the pages of what was judged, while the run goes on; nobody else may write any before they are there."""
        self._beside.give(Task("data docs", f"{__name__}:data_docs_work", self._state.settings.data_docs_dir, NO_LIMIT))
        self._are_docs_begun = True
        self._beside.end()

    def wait_for_data_docs(self) -> DataDocsBehind | None:
        """Wait until they are there, if they were begun; returns why they are not, whenever it is asked, and hands that on to the run's end."""
        if self._are_docs_begun:
            self._are_docs_begun = False
            if problem := self._beside.outcome().problem:
                self._state.results.put(DataDocsBehind(problem.en))
        return self._state.results.find(DataDocsBehind)

    def end(self) -> None:
        """Let the process end, with the pages if they were begun."""
        self._beside.end()
        self.wait_for_data_docs()


def load_suites_work(_payload: None, _tell: Callable[[Any], None]) -> None:
    """Load what the suites need, as a worker's job: it takes seconds."""
    importlib.import_module("great_expectations")
    importlib.import_module("expectations")


def decide_work(payload: _Payload, tell: Callable[[Any], None]) -> GateReport:
    """Run all declared suites as a worker's job, telling each; what their pages are made of stays for :func:`data_docs_work`."""
    from expectations import declared_policy, declared_suites
    from pipelines.quality import decide

    candidate, counts_path, run_id, settled, changes = payload
    report, judged = decide(
        candidate,
        run_id=run_id,
        suites=declared_suites(),
        policy=declared_policy(),
        settled=settled,
        on_suite=lambda *news: tell(news),
        counts_path=counts_path,
        changes=changes,
    )
    _unwritten.append(judged)
    return report


def data_docs_work(folder: Path, _tell: Callable[[Any], None]) -> None:
    """Write the pages of what this process judged last, as a worker's job."""
    _unwritten.pop().write_data_docs(folder)
