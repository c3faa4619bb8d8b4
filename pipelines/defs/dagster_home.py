"""Dagster's own records below the warehouse folder, safe against a run that was killed.

Belongs here: making that folder, opening it for a run in process, and closing the books on runs that died.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import dagster as dg
import yaml
from dagster._core.instance.ref import InstanceRef

from pipelines.contract.files import written_whole
from pipelines.defs.event_storage import KeptOpenEventStorage
from pipelines.runs.lock import LockState
from pipelines.settings import Settings

#: Tag of runs that ``yusuan run`` makes. They die with their process, and there is one at a time.
IN_PROCESS_TAG = "yusuan/in_process"
#: So much of a run's id stands in the lock that the run holds.
RUN_ID_LENGTH = 8
_CONFIG = """\
# Written by yusuan; yours to change.
telemetry:
  enabled: false
# No dialog that asks for an address when the page is opened first.
nux:
  enabled: false
concurrency:
  pools:
    # One run at a time writes the warehouse; a pool is a whole run's, since a run's candidate is its own.
    granularity: run
    default_limit: 1
retention:
  # What each look of the sensor (every 30 seconds) and each schedule leaves; the daemon removes it.
  sensor:
    purge_after_days: {skipped: 7, success: 90, failure: 90}
  schedule:
    purge_after_days: 90
"""
_UNFINISHED = [
    dg.DagsterRunStatus.QUEUED,
    dg.DagsterRunStatus.NOT_STARTED,
    dg.DagsterRunStatus.STARTING,
    dg.DagsterRunStatus.STARTED,
    dg.DagsterRunStatus.CANCELING,
]


def prepare_dagster_home(settings: Settings) -> Path:
    """Make Dagster's folder with its databases, if it is not there; returns it.

    The databases are made elsewhere and renamed into place, so that a kill cannot leave them half made.
    """
    home = settings.dagster_home
    if (home / "history").is_dir():
        _write_config(home)
        return home
    draft = home.with_name(f"{home.name}.part")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    _write_config(draft)
    with dg.DagsterInstance.from_config(str(draft)) as instance:
        # Touches all three databases: runs, events, schedules.
        instance.get_runs_count()
        instance.get_dynamic_partitions("documents")
        instance.all_instigator_state()
    if home.exists():
        # Left by a Dagster that was started here and never ran anything; keep what a person configured.
        for kept in home.glob("*.yaml"):
            shutil.copy(kept, draft / kept.name)
        shutil.rmtree(home)
    draft.rename(home)
    return home


def open_instance(settings: Settings) -> dg.DagsterInstance:
    """Open Dagster's records for a run in this process; runs of processes that died are marked as failed."""
    instance = open_records(settings)
    dead = instance.get_runs(dg.RunsFilter(statuses=_UNFINISHED, tags={IN_PROCESS_TAG: "yes"}))
    for run in dead:
        instance.report_run_failed(
            run, "The process of this run ended before the run did (killed, or the machine stopped)."
        )
    return instance


def end_dead_runs(instance: dg.DagsterInstance, lock: LockState) -> list[str]:
    """Mark runs as failed that a daemon which is no more had started; returns their ids. Call it when a daemon begins.

    A run's process ends with the daemon that started it, and nobody else would ever say so: the run would keep its place in the pool of
    the one writer, and every later run would wait for it. One that holds the lock is alive, whoever started it.
    """
    alive = lock.holder.purpose if lock.is_held and lock.holder is not None else ""
    begun = [dg.DagsterRunStatus.STARTING, dg.DagsterRunStatus.STARTED, dg.DagsterRunStatus.CANCELING]
    dead = [
        run
        for run in instance.get_runs(dg.RunsFilter(statuses=begun))
        if IN_PROCESS_TAG not in run.tags and run.run_id[:RUN_ID_LENGTH] not in alive
    ]
    for run in dead:
        instance.report_run_failed(
            run, "The service that ran it ended before the run did (stopped, killed, or the machine stopped)."
        )
    return [run.run_id for run in dead]


def open_records(settings: Settings) -> dg.DagsterInstance:
    """Open Dagster's records as they are."""
    home = prepare_dagster_home(settings)
    overrides = None if has_storage_of_its_own(home) else _kept_open(home)
    return dg.DagsterInstance.from_ref(InstanceRef.from_dir(str(home), overrides=overrides))


def has_storage_of_its_own(home: Path) -> bool:
    """True if a person chose where Dagster keeps its records."""
    configured = yaml.safe_load((home / "dagster.yaml").read_text()) or {}
    return any(key in configured for key in ("storage", "run_storage", "event_log_storage", "schedule_storage"))


def _kept_open(home: Path) -> dict[str, Any]:
    """The usual files, but the events through ``KeptOpenEventStorage``."""
    usual = InstanceRef.config_defaults(str(home))["event_log_storage"]
    assert usual is not None
    storage = {"module": KeptOpenEventStorage.__module__, "class": KeptOpenEventStorage.__name__}
    return {"event_log_storage": {**storage, "config": usual.config_dict}}


def _write_config(home: Path) -> None:
    path = home / "dagster.yaml"
    if not path.exists():
        with written_whole(path) as draft:
            draft.write_text(_CONFIG)
