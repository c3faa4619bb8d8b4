"""Dagster's records of old runs: which may go, and removing them.

Belongs here: choosing runs that ended long ago and tell nothing Dagster's page still shows, and the files of runs that are no longer known. A
run stays, however old, while it is not ended or holds the last materialisation of an asset or of a partition: without it a report that was read
a year ago would look unread. Verdicts of checks Dagster keeps apart from runs. What ticks of sensors and schedules leave, Dagster's daemon removes
(``retention`` in ``dagster.yaml``).
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import dagster as dg

from pipelines.settings import Settings
from pipelines.upkeep.surplus import size_of

_ENDED = [dg.DagsterRunStatus.SUCCESS, dg.DagsterRunStatus.FAILURE, dg.DagsterRunStatus.CANCELED]
#: Files of the event log that are no run's, by name without what SQLite adds.
_OF_NO_RUN = "index"
_EVENTS_SUFFIX = ".db"
#: Runs that are asked for at once.
_BATCH = 500


@dataclass(frozen=True, slots=True)
class OldRuns:
    """Runs that may go, the files of theirs and of runs that are no longer known, and what these take."""

    run_ids: tuple[str, ...]
    files: tuple[Path, ...]
    size_bytes: int


def find_old_runs(settings: Settings, instance: dg.DagsterInstance, ended_before: datetime) -> OldRuns:
    """Return the runs that ended before that moment and tell nothing that is still shown."""
    needed = set(_told_of(instance))
    old = tuple(
        record.dagster_run.run_id
        for record in _ended(instance, ended_before)
        if record.dagster_run.run_id not in needed
    )
    known = set(_known(instance))
    files = []
    for path in _files(settings.dagster_home):
        run_id = path.name.partition(".")[0]
        is_forgotten = run_id not in known and path.stat().st_mtime < ended_before.timestamp()
        if run_id in old or (is_forgotten and run_id != _OF_NO_RUN):
            files.append(path)
    return OldRuns(old, tuple(files), sum(size_of(path) for path in files))


def remove_old_runs(instance: dg.DagsterInstance, found: OldRuns) -> None:
    """Remove them. Killed in between, the files of runs that Dagster has forgotten are found the next time."""
    for run_id in found.run_ids:
        instance.delete_run(run_id)
    for path in found.files:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def _ended(instance: dg.DagsterInstance, before: datetime) -> Iterator[dg.RunRecord]:
    filters = dg.RunsFilter(statuses=_ENDED, updated_before=before)
    cursor = None
    while records := instance.get_run_records(filters, limit=_BATCH, cursor=cursor):
        yield from (record for record in records if (record.end_time or 0.0) < before.timestamp())
        cursor = records[-1].dagster_run.run_id


def _known(instance: dg.DagsterInstance) -> Iterator[str]:
    cursor = None
    while run_ids := instance.get_run_ids(limit=_BATCH, cursor=cursor):
        yield from run_ids
        cursor = run_ids[-1]


def _told_of(instance: dg.DagsterInstance) -> Iterator[str]:
    """Runs that the page still tells of: the last materialisation of each asset and of each partition."""
    events = instance.event_log_storage
    kind = dg.DagsterEventType.ASSET_MATERIALIZATION
    storage_ids: set[int] = set()
    for key in instance.all_asset_keys():
        storage_ids.update(events.get_latest_storage_id_by_partition(key, kind).values())
        last = instance.get_latest_materialization_event(key)
        if last is not None:
            yield last.run_id
    for batch in _batches(sorted(storage_ids)):
        for record in events.get_event_records(dg.EventRecordsFilter(kind, storage_ids=batch)):
            yield record.run_id


def _batches(ids: list[int]) -> Iterator[list[int]]:
    yield from (ids[start : start + _BATCH] for start in range(0, len(ids), _BATCH))


def _files(home: Path) -> Iterable[Path]:
    """Files and folders that are named by a run: its events and what it printed."""
    events, printed = home / "history" / "runs", home / "storage"
    return [*events.glob(f"*{_EVENTS_SUFFIX}*"), *(path for path in printed.glob("*-*") if path.is_dir())]
