"""A run that fails is told by the sensor: which one and why, in the words of its step."""

from __future__ import annotations

import dagster as dg
import pytest

from pipelines.defs.failed_runs import failed_runs, failure_of
from pipelines.upkeep.alerts import AlertError, Alerts, Failure


@dg.op
def fails() -> None:
    raise dg.Failure("Nothing is published: the gate is closed")


@dg.job
def failing_job() -> None:
    fails()


def _context(instance: dg.DagsterInstance) -> dg.RunFailureSensorContext:
    result = failing_job.execute_in_process(instance=instance, raise_on_error=False)
    return dg.build_run_status_sensor_context(
        sensor_name="failed_runs",
        dagster_event=result.get_run_failure_event(),
        dagster_instance=instance,
        dagster_run=result.dagster_run,
    ).for_run_failure()


@pytest.fixture
def context() -> dg.RunFailureSensorContext:
    return _context(dg.DagsterInstance.ephemeral())


def test_what_is_told_is_the_run_and_the_words_of_its_step(context: dg.RunFailureSensorContext) -> None:
    failure = failure_of(context)
    assert (failure.run_id, failure.job) == (context.dagster_run.run_id, "failing_job")
    assert "the gate is closed" in failure.why


def test_whoever_the_settings_name_is_told(
    context: dg.RunFailureSensorContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Failure] = []
    monkeypatch.setenv("YUSUAN_ALERT_URL", "https://host.example/hook")
    monkeypatch.setattr(Alerts, "tell", lambda self, failure: told.append(failure))
    failed_runs(context)
    assert [failure.job for failure in told] == ["failing_job"]


def test_nobody_is_told_where_nobody_is_named(
    context: dg.RunFailureSensorContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("YUSUAN_ALERT_URL", "YUSUAN_ALERT_MAIL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Alerts, "tell", lambda self, failure: pytest.fail("somebody was told"))
    skipped = failed_runs(context)
    assert isinstance(skipped, dg.SkipReason) and "neither" in (skipped.skip_message or "")


def test_what_cannot_be_sent_fails_the_tick(
    context: dg.RunFailureSensorContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("YUSUAN_ALERT_URL", "http://127.0.0.1:9/x")
    with pytest.raises((AlertError, dg.DagsterError)):
        failed_runs(context)
