"""Whether the last run ended well, and whether the lists that people write can be read.

Belongs here: what the last run left behind, and the lists in the raw folder. What a line means is in ``documents.sources``.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from pipelines.documents.sources import read_lists
from pipelines.runs.outcome import read_last_run
from pipelines.settings import Settings
from pipelines.upkeep.health import Health
from pipelines.warehouse.publication import WarehouseInUseError, read_publication


def look_at_work_done(settings: Settings) -> Iterator[Health]:
    """Look at the last publication, the last run and the lists of sources."""
    yield _last_publication(settings)
    yield _last_run(settings)
    yield _lists(settings)


def _last_publication(settings: Settings) -> Health:
    try:
        publication = read_publication(settings.published_path)
    except WarehouseInUseError:
        return Health("last publication", "note", "cannot be looked at while the warehouse is open for writing")
    if publication is None:
        return Health("last publication", "note", "none yet", "yusuan run")
    at = publication.published_at.astimezone(UTC).isoformat(timespec="seconds")
    return Health("last publication", "ok", at)


def _last_run(settings: Settings) -> Health:
    try:
        last = read_last_run(settings)
    except (OSError, ValueError, TypeError) as error:
        return Health("last run", "note", f"{settings.last_run_path.name} cannot be read: {error}", "yusuan run")
    if last is None:
        return Health("last run", "note", "none has ended here yet", "yusuan run")
    ended = (
        f"{last.outcome.replace('_', ' ')} at {datetime.fromisoformat(last.finished_at).isoformat(timespec='seconds')}"
    )
    if last.outcome in ("failed", "gate_closed"):
        why = last.why_en.splitlines()[0] if last.why_en else ""
        return Health("last run", "problem", f"{ended}: {why}", "yusuan status; yusuan run tries again")
    return Health("last run", "ok", ended)


def _lists(settings: Settings) -> Health:
    try:
        sources, problems = read_lists(settings.raw_dir)
    except OSError as error:
        return Health("lists of sources", "problem", str(error), "let the user that runs yusuan read it")
    bad = len(problems) + sum(source.problem is not None for source in sources)
    if bad:
        return Health(
            "lists of sources", "problem", f"lines that are no good: {bad:,}", "yusuan sources check names them"
        )
    return Health("lists of sources", "ok", f"lines: {len(sources):,}" if sources else "nothing is listed")
