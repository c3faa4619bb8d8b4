"""One ``dbt build``: its events as they come, and what came of it.

Belongs here: starting the build, turning its JSON log into node results, and the outcome. Dagster's view of the events
belongs in ``defs.dbt``; the command line in ``dbt_command``.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from pipelines.diagnosis.model import NEWS_PREFIX
from pipelines.journal.news import listener
from pipelines.settings import Settings
from pipelines.warehouse.dbt_command import DbtError
from pipelines.warehouse.dbt_session import DbtSession, dbt_session

#: The event that says how many nodes will be built; a node's own last event is named Log…Result.
_NODES_COUNTED = "ConcurrencyLine"
_NEWS = NEWS_PREFIX.encode()
FAILED = ("error", "fail", "runtime error")
#: How DuckDB says that a query found no room within its memory.
_NO_ROOM = "Out of Memory Error"
#: Once more what failed and what was skipped for it, a node at a time.
_RETRY = ("retry", "--threads", "1")


@dataclass(frozen=True, slots=True)
class DbtFailure:
    """A node that failed: its unique id (kind first: model, seed, test, unit_test), dbt's words, a test's query."""

    unique_id: str
    message: str
    compiled_code: str | None = None


@dataclass(frozen=True, slots=True)
class DbtNode:
    """One node that was built or tested: unique id, seconds, dbt's status, when it began (unknown for one that was skipped)."""

    unique_id: str
    seconds: float
    status: str
    started_at: datetime | None = None


@dataclass
class DbtOutcome:
    """What came of a build: nodes by status, the failures, and what dbt said that was no event of a node."""

    statuses: dict[str, int] = field(default_factory=dict)
    #: Names of data tests that fail and only warn, as a run lets them.
    warnings: list[str] = field(default_factory=list)
    failures: list[DbtFailure] = field(default_factory=list)
    error_lines: list[str] = field(default_factory=list)
    exit_code: int | None = None
    nodes: list[DbtNode] = field(default_factory=list)
    #: The most memory dbt's process had, in megabytes.
    peak_mb: int = 0
    seconds: float = 0.0

    @property
    def is_good(self) -> bool:
        """True if every node was built and every test passed or only warned."""
        return self.exit_code == 0 and not self.failures

    @property
    def why(self) -> str:
        """Why the build is not good: the failed nodes in dbt's words."""
        reasons = [f"{failure.unique_id}: {failure.message}" for failure in self.failures]
        return "\n".join(reasons or self.error_lines or [f"dbt ended with exit status {self.exit_code}"])

    def require_good(self) -> None:
        """Raise ``DbtError`` if the build is not good."""
        if not self.is_good:
            raise DbtError(f"dbt could not build the candidate, so nothing is published:\n{self.why}")


#: Unit tests prove the models' logic, not these figures: they belong to `make test`.
_WHOLE_PROJECT = ("--exclude-resource-type", "unit_test")


def begin_build(settings: Settings, candidate: Path, session: DbtSession) -> None:
    """Let a session of this candidate build all of it; ``build_events`` with that session then yields what happens, from the first event."""
    _make_ready(settings, candidate)
    session.begin("build", *_WHOLE_PROJECT)


def build_events(
    settings: Settings,
    candidate: Path,
    outcome: DbtOutcome,
    selection: Sequence[str] = _WHOLE_PROJECT,
    on_news: Callable[[dict[str, Any]], None] = lambda news: None,
    running: DbtSession | None = None,
) -> Iterator[dict[str, Any]]:
    """Build the candidate; yields dbt's log events as dictionaries and fills ``outcome``.

    A run always builds the whole project: the candidate is a new file, so there is nothing older to build upon;
    ``selection`` is for those who want less than a run. ``on_news`` hears what Python models tell (documents diagnosed).
    What finds no room in its memory is built once more, with what depends on it, by one thread. A ``running`` session of this candidate is
    used, and ended, instead of starting one. Raises nothing itself when dbt fails; ask the outcome.
    """
    started = running.begun_at if running is not None else None
    if started is None:
        _make_ready(settings, candidate)
        started = time.monotonic()
    with dbt_session(settings, candidate, running) as session:
        yield from _events(session, ("build", *selection), outcome, on_news)
        _read_results(_results_path(settings), outcome)
        if _found_no_room(outcome):
            _keep_what_is_built(outcome)
            before = _compiled(settings)
            yield from _events(session, _RETRY, outcome, on_news)
            _read_results(_results_path(settings), outcome)
            _add_compiled(settings, before)
        outcome.peak_mb = session.end()
    outcome.seconds = time.monotonic() - started


def _events(
    session: DbtSession, command: Sequence[str], outcome: DbtOutcome, on_news: Callable[[dict[str, Any]], None]
) -> Iterator[dict[str, Any]]:
    for line in session.invoke(*command):
        if isinstance(line, int):
            outcome.exit_code = line
            break
        if line.startswith(_NEWS):
            on_news(json.loads(line[len(_NEWS) :]))
            continue
        event = _parsed(line)
        if event is None:
            outcome.error_lines.append(line.decode(errors="replace").rstrip())
            continue
        _note(event, outcome)
        yield event


def _found_no_room(outcome: DbtOutcome) -> bool:
    """True if nodes failed for want of memory, and none for anything else."""
    return bool(outcome.failures) and all(_NO_ROOM in failure.message for failure in outcome.failures)


def _keep_what_is_built(outcome: DbtOutcome) -> None:
    """Forget what failed and what was skipped for it: that is done once more."""
    outcome.nodes = [node for node in outcome.nodes if node.status not in (*FAILED, "skipped")]
    outcome.statuses = dict(Counter(node.status for node in outcome.nodes))
    outcome.failures, outcome.error_lines = [], []


def _compiled(settings: Settings) -> dict[str, str]:
    """Return the SQL that dbt compiled, by node, as its manifest has it; nothing if there is none."""
    try:
        nodes = json.loads(_manifest_path(settings).read_text(encoding="utf-8"))["nodes"]
    except FileNotFoundError:
        return {}
    return {unique_id: node["compiled_code"] for unique_id, node in nodes.items() if node.get("compiled_code")}


def _add_compiled(settings: Settings, compiled: Mapping[str, str]) -> None:
    """Let the manifest have the SQL of the nodes that were built before, too: dbt writes that of its last command alone."""
    path = _manifest_path(settings)
    if not path.exists():
        return
    manifest = json.loads(path.read_text(encoding="utf-8"))
    for unique_id, code in compiled.items():
        node = manifest["nodes"][unique_id]
        node["compiled_code"] = node.get("compiled_code") or code
    path.write_text(json.dumps(manifest), encoding="utf-8")


def _manifest_path(settings: Settings) -> Path:
    return settings.dbt_target_dir / "manifest.json"


def build(settings: Settings, candidate: Path, selection: Sequence[str] = _WHOLE_PROJECT) -> DbtOutcome:
    """Build the candidate and return the outcome."""
    outcome = DbtOutcome()
    for _ in build_events(settings, candidate, outcome, selection):
        pass
    return outcome


def _results_path(settings: Settings) -> Path:
    return settings.dbt_target_dir / "run_results.json"


def _make_ready(settings: Settings, candidate: Path) -> None:
    """Make the folders there, and what came of the build before not."""
    candidate.parent.mkdir(parents=True, exist_ok=True)
    settings.dbt_target_dir.mkdir(parents=True, exist_ok=True)
    _results_path(settings).unlink(missing_ok=True)


def _parsed(line: bytes) -> dict[str, Any] | None:
    try:
        event = json.loads(line)
    except ValueError:
        return None
    return event if isinstance(event, dict) and "info" in event else None


def _note(event: dict[str, Any], outcome: DbtOutcome) -> None:
    info, data = event["info"], event.get("data", {})
    if info["name"] == _NODES_COUNTED:
        listener().nodes_counted(int(data.get("node_count", 0)))
    elif info["name"].startswith("Log") and info["name"].endswith("Result") and "node_info" in data:
        node = data["node_info"]
        listener().node_built(str(node.get("node_name", "")), str(node.get("node_status", "")))
    elif info["level"] == "error" and str(info.get("msg", "")).strip():
        outcome.error_lines.append(str(info["msg"]))


def _read_results(path: Path, outcome: DbtOutcome) -> None:
    """Fill the outcome from dbt's own result file; there is none if dbt did not get as far as building."""
    if not path.exists():
        return
    for result in json.loads(path.read_text())["results"]:
        status = str(result["status"])
        outcome.statuses[status] = outcome.statuses.get(status, 0) + 1
        began = min((step["started_at"] for step in result.get("timing", ()) if step.get("started_at")), default=None)
        outcome.nodes.append(
            DbtNode(
                str(result["unique_id"]),
                float(result.get("execution_time") or 0),
                status,
                datetime.fromisoformat(began) if began else None,
            )
        )
        if status == "warn":
            outcome.warnings.append(str(result["unique_id"]).split(".")[2])
        if status in FAILED:
            words = str(result.get("message") or status)
            outcome.failures.append(DbtFailure(result["unique_id"], words, result.get("compiled_code")))
