"""The whole run in this process: one run of Dagster's job ``whole_run``, with nothing of Dagster's on the screen.

Belongs here: starting that job, and what the command line is told of how it ended. Its steps are in ``steps``.
"""

from __future__ import annotations

import logging
import os
import warnings
from typing import Any

import dagster as dg

from pipelines.defs.dagster_home import IN_PROCESS_TAG, open_instance
from pipelines.runs.outcome import GateClosedError, LastRun
from pipelines.runs.state import RunState

#: So many events that Dagster plans a run by are handed to its records together; 0, Dagster's default, is one by one.
_EVENTS_TOGETHER = 1000
#: Dagster's own log of a run goes to its records; the screen belongs to the progress bars.
_QUIET = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}


def whole_run(state: RunState, *, force: bool = False) -> LastRun:
    """Scan, read what is new, and, if that changes anything, build, judge and publish; returns what it came to.

    With ``force`` everything is done anew. Raises ``GateClosedError`` if nothing may be published. What came of it is recorded by
    the caller (``runs.outcome.recorded``).
    """
    warnings.filterwarnings("ignore", module="dagster")
    logging.getLogger("dagster").setLevel(logging.CRITICAL)
    os.environ["DAGSTER_HOME"] = str(state.settings.dagster_home)
    os.environ["DAGSTER_EVENT_BATCH_SIZE"] = str(_EVENTS_TOGETHER)
    try:
        with open_instance(state.settings) as instance:
            return _whole_run(state, instance, force)
    except dg.Failure as error:
        # A step says that it must not go on: the gate.
        raise GateClosedError(error.description or str(error)) from error


def _whole_run(state: RunState, instance: dg.DagsterInstance, force: bool) -> LastRun:
    from pipelines.defs.jobs import whole_run as job

    run_config: Any = {**_QUIET, "ops": {"look": {"config": {"force": force}}}}
    job.execute_in_process(instance=instance, run_config=run_config, tags={IN_PROCESS_TAG: "yes"})
    return state.results.get(LastRun)
