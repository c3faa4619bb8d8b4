"""What the last run came to: ``last_run.json`` beside the warehouse.

Belongs here: writing and reading that file. It is the only trace a run leaves when nothing is published.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from pipelines.contract.hand_over import write_atomically
from pipelines.runs.lake_step import LakeBehind
from pipelines.runs.state import RunState
from pipelines.settings import Settings
from pipelines.warehouse.publication import WarehouseInUseError, read_publication
from pipelines.warehouse.run_timing import store_run_timing


class GateClosedError(Exception):
    """Nothing may be published; the message says why. The warehouse before stays as it is."""


Outcome = Literal["published", "nothing_new", "gate_closed", "failed"]


@dataclass(frozen=True, slots=True)
class LastRun:
    """The last run: what it came to, why, and when (ISO 8601, UTC)."""

    run_id: str
    outcome: Outcome
    why_en: str
    why_zh: str
    started_at: str
    finished_at: str
    seconds: float


def record(state: RunState, outcome: Outcome, why_en: str, why_zh: str) -> LastRun:
    """Write what the run came to; returns it."""
    now = datetime.now(UTC)
    last = LastRun(
        run_id=state.run_id,
        outcome=outcome,
        why_en=why_en,
        why_zh=why_zh,
        started_at=state.started_at.isoformat(timespec="seconds"),
        finished_at=now.isoformat(timespec="seconds"),
        seconds=round((now - state.started_at).total_seconds(), 1),
    )
    write_atomically(state.settings.last_run_path, json.dumps(asdict(last), ensure_ascii=False, indent=2) + "\n")
    store_run_timing(state.settings.last_timing_path, state.run_id, state.journal.steps)
    state.results.put(last)
    return last


def record_nothing_new(state: RunState) -> LastRun:
    """Write that nothing had to be done, and what of it could not be."""
    behind = state.results.find(LakeBehind)
    if behind is None:
        return record(state, "nothing_new", "No document, rule or program changed.", "没有变化。")
    return record(
        state,
        "nothing_new",
        f"No document, rule or program changed; what follows was not finished: {behind.why}",
        f"没有变化，其后的步骤未完成：{behind.why}",
    )


def record_unfinished(state: RunState, why: str) -> LastRun:
    """Write that the warehouse is published, and why what goes with it is not there yet."""
    return record(
        state,
        "published",
        f"The warehouse is published; what follows was not finished: {why}",
        f"已发布，其后的步骤未完成：{why}",
    )


@contextmanager
def recorded(state: RunState) -> Iterator[None]:
    """Write what became of a run that raises inside the ``with`` block; one that ends well records itself."""
    try:
        yield
    except BaseException as error:
        # A disk that is full has no room for this either; what is raised is what went wrong first.
        with suppress(OSError):
            _record_failure(state, error)
        raise


def _record_failure(state: RunState, error: BaseException) -> None:
    words = str(error) or type(error).__name__
    if is_published(state):
        record_unfinished(state, words)
    else:
        record(state, "gate_closed" if isinstance(error, GateClosedError) else "failed", words, f"未发布：{words}")


def is_published(state: RunState) -> bool:
    """Tell whether the warehouse that readers open is this run's, whatever became of the run after it was put there."""
    try:
        publication = read_publication(state.settings.published_path)
    except WarehouseInUseError:
        return False
    return publication is not None and publication.publication_id == state.run_id


def record_gate_closed(state: RunState, why_en: str, why_zh: str) -> LastRun:
    """Write that the gate closed on this run's candidate, and why."""
    return record(state, "gate_closed", why_en, why_zh)


def read_last_run(settings: Settings) -> LastRun | None:
    """Return the last run; None if none has ended here yet."""
    try:
        content: dict[str, Any] = json.loads(settings.last_run_path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return LastRun(**content)
