"""The run at work in this process: its lock, its folder, and what its steps hand to each other.

Belongs here: opening a run (lock taken, leftovers of dead runs removed), finding the one that is open, closing it. One
process runs at most one run at a time, so that a Dagster step and the command line find the same one. What a step hands on by
value stands in ``results``, by its type; everything big lies in the run's folder or in the hand-over.
"""

from __future__ import annotations

import atexit
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from pipelines.contract import gathered
from pipelines.journal.journal import Journal
from pipelines.runs.lock import RunLock
from pipelines.runs.results import StepResults
from pipelines.settings import Settings
from pipelines.warehouse import kept_candidate
from pipelines.warehouse.dbt_session import DbtSession

#: Names of files and folders that were being written: ours, and those of the rooms we call.
_DRAFTS = ("*.part", ".*.tmp", ".*.draft", ".*.old")


@dataclass
class RunState:
    """One run at work."""

    settings: Settings
    lock: RunLock = field(repr=False)
    run_id: str = field(default_factory=lambda: uuid4().hex[:12])
    started_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    journal: Journal = field(default_factory=Journal, repr=False)
    results: StepResults = field(default_factory=StepResults, repr=False)
    #: dbt's process, parsing since the run began; None if the build starts its own.
    dbt_session: DbtSession | None = None
    #: What dbt compiled for the build that made the candidate; where dbt writes it if unset.
    manifest_path: Path | None = None
    #: The hash of the code at work (``holding.made_by``): half a thousand files, looked at once.
    made_by: str | None = None
    #: True once rows were deleted in the candidate that its models would make again: the next run cannot go on from it.
    is_purged: bool = False
    #: Processes that read documents; None for one a core.
    worker_count: int | None = None
    #: What is to be ended when the run is.
    at_end: ExitStack = field(default_factory=ExitStack, repr=False)
    #: Documents this run's gate held back, and why.
    held_back: dict[str, str] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        """The run's own folder. Its name never changes (dbt parses anew when the candidate's path does); the lock
        makes it ours alone.
        """
        return self.settings.work_dir / "run"

    @property
    def candidate_path(self) -> Path:
        """The DuckDB file that dbt builds and the gate looks at."""
        return self.folder / "candidate.duckdb"

    @property
    def counts_path(self) -> Path:
        """What the suites counted in that file, of which the next run need not count again what did not change."""
        return self.folder / "counts.npz"

    def start_dbt(self) -> DbtSession:
        """Return dbt's process for this run's candidate; starts it, parsing, if it is not at work."""
        if self.dbt_session is None:
            self.dbt_session = DbtSession(self.settings, self.candidate_path, pattern=gathered.GATHERED_PATTERN)
        return self.dbt_session

    def clear_folder(self) -> None:
        """Start with an empty folder."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True, exist_ok=True)

    def close(self) -> None:
        """Remove the run's folder and give the lock back; does nothing the second time (the folder may be another's)."""
        global _open_run
        if not self.lock.is_held:
            return
        if self.dbt_session is not None:
            self.dbt_session.end()
        self.at_end.close()
        shutil.rmtree(self.settings.work_dir, ignore_errors=True)
        shutil.rmtree(self.settings.cluster_dir, ignore_errors=True)
        if not self.settings.kept_dir.is_dir():
            # The next run builds everything, and puts everything together for that.
            gathered.forget(self.settings)
        self.lock.release()
        if _open_run is self:
            _open_run = None


_open_run: RunState | None = None


def open_run(settings: Settings, purpose: str, wait_seconds: float = 0.0) -> RunState:
    """Open the run of this process: take the lock and remove what dead runs left.

    Raises ``RunLockedError`` if another process keeps the lock longer than ``wait_seconds``, ``RuntimeError`` if this
    process has a run open already.
    """
    global _open_run
    if _open_run is not None:
        raise RuntimeError("this process has a run open already; close it first")
    lock = RunLock(settings.lock_path, purpose)
    lock.acquire(wait_seconds)
    _remove_leftovers(settings)
    _open_run = RunState(settings, lock)
    _open_run.clear_folder()
    atexit.register(_open_run.close)
    return _open_run


def current_run() -> RunState | None:
    """Return the run that is open in this process, if any."""
    return _open_run


@contextmanager
def run_at_work(settings: Settings, purpose: str, wait_seconds: float = 0.0) -> Iterator[RunState]:
    """Open a run for a ``with`` block and close it whatever happens."""
    state = open_run(settings, purpose, wait_seconds)
    try:
        yield state
    finally:
        state.close()


def leftovers(settings: Settings) -> list[Path]:
    """Return what killed runs left. Only who holds the lock knows that nobody is using any of it."""
    documents = settings.hand_over_dir / "documents"
    places = (
        settings.warehouse_dir,
        settings.hand_over_dir,
        documents,
        settings.parquet_dir,
        settings.site_versions_dir,
        settings.cells_dir,
        settings.findings_dir,
        settings.kept_dir,
    )
    drafts = [found for folder in places for pattern in _DRAFTS for found in folder.glob(pattern)]
    folders = [settings.work_dir, settings.cluster_dir]
    if not gathered.is_whole(settings):
        folders.append(gathered.gathered_folder(settings))
    if not kept_candidate.is_whole(settings):
        folders.append(settings.kept_dir)
    found = [path for path in folders if path.exists()]
    return found + [path for path in drafts if path.parent not in found]


def _remove_leftovers(settings: Settings) -> None:
    for path in leftovers(settings):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
