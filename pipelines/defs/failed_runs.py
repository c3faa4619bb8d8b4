"""The sensor on runs that failed: somebody is told, if the settings name anybody.

Belongs here: Dagster's side of it. What is sent, and to whom, is in ``upkeep.alerts``.
"""

from __future__ import annotations

import dagster as dg

from pipelines.settings import SettingsError
from pipelines.upkeep.alerts import Alerts, Failure


def _is_wanted() -> bool:
    """True if somebody is to be told; a setting that is no good is said when a run fails, not when the page starts."""
    try:
        return Alerts.load().is_on
    except SettingsError:
        return True


@dg.run_failure_sensor(
    name="failed_runs",
    default_status=dg.DefaultSensorStatus.RUNNING if _is_wanted() else dg.DefaultSensorStatus.STOPPED,
    description="Tells a webhook or mail addresses of each run that failed (YUSUAN_ALERT_URL, YUSUAN_ALERT_MAIL); off while neither is set.",
)
def failed_runs(context: dg.RunFailureSensorContext) -> dg.SkipReason | None:
    """Tell of one run; what cannot be sent fails this tick, and Dagster's page says why."""
    alerts = Alerts.load()
    if not alerts.is_on:
        return dg.SkipReason("Nobody is to be told: neither YUSUAN_ALERT_URL nor YUSUAN_ALERT_MAIL is set.")
    alerts.tell(failure_of(context))
    return None


def failure_of(context: dg.RunFailureSensorContext) -> Failure:
    """What is to be told: the run, and why its first step failed, in the words of the step."""
    run = context.dagster_run
    reasons = [
        str(event.step_failure_data.error.message if event.step_failure_data.error else event.message)
        for event in context.get_step_failure_events()
    ]
    return Failure(run.run_id, run.job_name, reasons[0] if reasons else context.failure_event.message or "")
