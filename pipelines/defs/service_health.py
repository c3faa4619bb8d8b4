"""Whether Dagster looks for new reports by itself: daemon, sensor, schedules, and what its runs came to.

Belongs here: asking Dagster's records. That nothing runs by itself is only a problem where ``YUSUAN_SCHEDULES`` says that it should.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

import dagster as dg
from dagster._core.definitions.run_request import InstigatorType
from dagster._core.scheduler.instigation import InstigatorStatus
from dagster._daemon.controller import get_daemon_statuses

from pipelines.defs.dagster_home import has_storage_of_its_own, open_records
from pipelines.defs.failed_runs import failed_runs
from pipelines.defs.schedules import SCHEDULES_VARIABLE, are_schedules_asked_for, budget_season, final_accounts_season
from pipelines.defs.sensors import new_reports
from pipelines.settings import Settings, SettingsError
from pipelines.upkeep.alerts import Alerts
from pipelines.upkeep.health import Health, State

#: The daemon's parts without which nothing begins by itself.
_PARTS = ("SCHEDULER", "SENSOR", "QUEUED_RUN_COORDINATOR")
_START = "start yusuan's services, or yusuan dev"


def look_at_service(settings: Settings) -> Iterator[Health]:
    """Look at Dagster's records of this warehouse; where there are none, that is all that is said."""
    is_asked_for = are_schedules_asked_for()
    if not (settings.dagster_home / "dagster.yaml").is_file():
        state: State = "problem" if is_asked_for else "note"
        yield Health("Dagster", state, "has no records here yet", _START if is_asked_for else "")
        return
    try:
        with open_records(settings) as instance:
            where = "a storage of its own" if has_storage_of_its_own(settings.dagster_home) else "files"
            yield Health("Dagster", "ok", f"records in {where}, {instance.get_runs_count():,} runs")
            yield _daemon(instance, is_asked_for)
            yield _instigator(instance, new_reports.name, InstigatorType.SENSOR, is_on_by_default=True)
            for schedule in (budget_season, final_accounts_season):
                yield _instigator(instance, schedule.name, InstigatorType.SCHEDULE, is_on_by_default=is_asked_for)
            yield _alerts(instance)
            yield _last_failure(instance)
    except Exception as error:  # Whatever a database that is down or damaged raises.
        found = (
            f"its records cannot be read: {type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''}"
        )
        yield Health("Dagster", "problem", found, f"look at {settings.dagster_home / 'dagster.yaml'} and its database")


def _daemon(instance: dg.DagsterInstance, is_asked_for: bool) -> Health:
    statuses = get_daemon_statuses(instance, _PARTS, ignore_errors=True)
    beats = [status.last_heartbeat.timestamp for status in statuses.values() if status.last_heartbeat is not None]
    dead: Sequence[str] = [name.lower() for name in _PARTS if not statuses[name].healthy]
    if not dead:
        return Health("daemon", "ok", f"at work, last heard of {_time(max(beats))}")
    found = f"not at work; last heard of {_time(max(beats))}" if beats else "has never run here"
    return Health("daemon", "problem" if is_asked_for else "note", found, _START if is_asked_for else "")


def _instigator(instance: dg.DagsterInstance, name: str, kind: InstigatorType, *, is_on_by_default: bool) -> Health:
    stored = [
        state for state in instance.all_instigator_state() if state.name == name and state.instigator_type == kind
    ]
    last = max(stored, key=lambda state: _ticked(instance, state.instigator_origin_id, state.selector_id), default=None)
    by_a_person = {InstigatorStatus.RUNNING: True, InstigatorStatus.STOPPED: False}
    is_on = by_a_person.get(last.status, is_on_by_default) if last is not None else is_on_by_default
    thing = f"{kind.value.lower()} {name}"
    if is_on:
        return Health(thing, "ok", "on")
    if are_schedules_asked_for():
        return Health(thing, "problem", "switched off by hand", f"switch it on in Dagster's page ({name})")
    return Health(thing, "note", "off", f"{SCHEDULES_VARIABLE}=1, or switch it on in Dagster's page, to run by itself")


def _alerts(instance: dg.DagsterInstance) -> Health:
    """Whether somebody is told of runs that fail."""
    try:
        alerts = Alerts.load()
    except SettingsError as error:
        return Health("alerts", "problem", str(error), "mend the setting: nobody is told of runs that fail")
    if not alerts.is_on:
        return Health("alerts", "note", "nobody is told of runs that fail", "YUSUAN_ALERT_URL or YUSUAN_ALERT_MAIL")
    sensor = _instigator(instance, failed_runs.name, InstigatorType.SENSOR, is_on_by_default=True)
    if sensor.state != "ok":
        return Health(
            "alerts", "problem", f"the sensor {failed_runs.name} is switched off", "switch it on in Dagster's page"
        )
    told = [*(["a webhook"] if alerts.url else []), *alerts.mail_to]
    return Health("alerts", "ok", f"told of runs that fail: {', '.join(told)}")


def _ticked(instance: dg.DagsterInstance, origin_id: str, selector_id: str) -> float:
    ticks = instance.get_ticks(origin_id, selector_id, limit=1)
    return ticks[0].timestamp if ticks else 0.0


def _last_failure(instance: dg.DagsterInstance) -> Health:
    def last(*statuses: dg.DagsterRunStatus) -> float | None:
        records = instance.get_run_records(dg.RunsFilter(statuses=list(statuses)), limit=1)
        return records[0].end_time if records else None

    failed, done = last(dg.DagsterRunStatus.FAILURE), last(dg.DagsterRunStatus.SUCCESS)
    if failed is None:
        return Health("runs", "ok", f"last success {_time(done)}, no failure is recorded" if done else "none has ended")
    found = f"last success {_time(done) if done else 'never'}, last failure {_time(failed)}"
    is_latest = done is None or failed > done
    return Health("runs", "note" if is_latest else "ok", found, "look at it in Dagster's page" if is_latest else "")


def _time(moment: float) -> str:
    return datetime.fromtimestamp(moment, UTC).isoformat(timespec="seconds")
