"""Daemon, sensor, schedules and runs, as Dagster's records tell of them."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import dagster as dg
import pytest
from dagster._core.definitions.run_request import InstigatorType
from dagster._core.remote_origin import InProcessCodeLocationOrigin, RemoteInstigatorOrigin, RemoteRepositoryOrigin
from dagster._core.scheduler.instigation import InstigatorState, InstigatorStatus, ScheduleInstigatorData
from dagster._core.types.loadable_target_origin import LoadableTargetOrigin
from dagster._daemon.types import DaemonHeartbeat

from pipelines.defs.dagster_home import open_records, prepare_dagster_home
from pipelines.defs.schedules import SCHEDULES_VARIABLE
from pipelines.defs.service_health import look_at_service
from pipelines.settings import Settings
from pipelines.upkeep.health import Health
from tests.conftest import ROOT

PARTS = ("SCHEDULER", "SENSOR", "QUEUED_RUN_COORDINATOR")


def look(settings: Settings) -> dict[str, Health]:
    return {item.thing: item for item in look_at_service(settings)}


@pytest.fixture
def made(settings: Settings) -> Settings:
    prepare_dagster_home(settings)
    return settings


def beat(settings: Settings, ago_seconds: float) -> None:
    with open_records(settings) as instance:
        for part in PARTS:
            instance.add_daemon_heartbeat(DaemonHeartbeat(time.time() - ago_seconds, part, "d", []))


def test_without_records_there_is_nothing_to_say(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    assert look(settings)["Dagster"].state == "note" and not settings.dagster_home.exists()
    monkeypatch.setenv(SCHEDULES_VARIABLE, "1")
    assert look(settings)["Dagster"].state == "problem"


def test_where_nothing_is_to_run_by_itself_a_daemon_that_rests_is_no_problem(made: Settings) -> None:
    found = look(made)
    assert found["Dagster"].state == "ok" and "files" in found["Dagster"].found
    assert found["daemon"].state == "note" and "never run" in found["daemon"].found
    assert found["sensor new_reports"].state == "ok"
    assert (
        found["schedule budget_season"].state == "note"
        and "YUSUAN_SCHEDULES=1" in found["schedule budget_season"].advice
    )


def test_a_service_needs_its_daemon(made: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SCHEDULES_VARIABLE, "1")
    found = look(made)
    assert found["daemon"].state == "problem" and found["daemon"].advice
    assert found["schedule budget_season"].state == found["schedule final_accounts_season"].state == "ok"
    beat(made, 7200)
    assert look(made)["daemon"].state == "problem" and "last heard of" in look(made)["daemon"].found
    beat(made, 0)
    assert look(made)["daemon"].state == "ok"


def test_what_was_switched_off_by_hand_is_told(made: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_records(made) as instance:
        instance.add_instigator_state(_switched("new_reports", InstigatorType.SENSOR, InstigatorStatus.STOPPED))
        instance.add_instigator_state(_switched("budget_season", InstigatorType.SCHEDULE, InstigatorStatus.RUNNING))
    found = look(made)
    assert found["sensor new_reports"].state == "note" and found["schedule budget_season"].state == "ok"
    monkeypatch.setenv(SCHEDULES_VARIABLE, "1")
    assert look(made)["sensor new_reports"].state == "problem"


def test_whether_somebody_is_told_of_failures(made: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("YUSUAN_ALERT_URL", "YUSUAN_ALERT_MAIL"):
        monkeypatch.delenv(name, raising=False)
    assert (look(made)["alerts"].state, look(made)["alerts"].found) == ("note", "nobody is told of runs that fail")
    monkeypatch.setenv("YUSUAN_ALERT_MAIL", "somebody@example.org")
    assert (look(made)["alerts"].state, look(made)["alerts"].found.rpartition(": ")[2]) == (
        "ok",
        "somebody@example.org",
    )
    with open_records(made) as instance:
        instance.add_instigator_state(_switched("failed_runs", InstigatorType.SENSOR, InstigatorStatus.STOPPED))
    assert look(made)["alerts"].state == "problem" and "switched off" in look(made)["alerts"].found
    monkeypatch.setenv("YUSUAN_ALERT_MAIL", "nobody")
    assert look(made)["alerts"].state == "problem" and "no mail address" in look(made)["alerts"].found


def _switched(name: str, kind: InstigatorType, status: InstigatorStatus) -> InstigatorState:
    location = InProcessCodeLocationOrigin(LoadableTargetOrigin(module_name="pipelines.definitions"))
    origin = RemoteInstigatorOrigin(RemoteRepositoryOrigin(location, "__repository__"), name)
    data = ScheduleInstigatorData("0 6 * * *") if kind == InstigatorType.SCHEDULE else None
    return InstigatorState(origin, kind, status, data)


def test_the_last_failure_is_told(made: Settings) -> None:
    @dg.asset
    def fails() -> None:
        raise RuntimeError

    @dg.asset
    def succeeds() -> None: ...

    assert look(made)["runs"].found == "none has ended"
    with open_records(made) as instance:
        dg.materialize([fails], instance=instance, raise_on_error=False)
    assert look(made)["runs"].state == "note" and "last success never" in look(made)["runs"].found
    with open_records(made) as instance:
        dg.materialize([succeeds], instance=instance)
    assert look(made)["runs"].state == "ok" and "last failure 20" in look(made)["runs"].found


@pytest.mark.parametrize(("value", "status"), [("0", "STOPPED"), ("1", "RUNNING")])
def test_the_variable_switches_the_schedules_on(value: str, status: str) -> None:
    code = "from pipelines.definitions import defs; print({s.default_status.name for s in defs.schedules})"
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        cwd=ROOT,
        env=os.environ | {SCHEDULES_VARIABLE: value, "YUSUAN_HOME": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == f"{{{status!r}}}"


def test_a_database_that_is_damaged_is_a_problem(made: Settings) -> None:
    for path in (made.dagster_home / "history").glob("runs.db*"):
        path.write_bytes(b"no database" * 1000)
    assert look(made)["Dagster"].state == "problem"
