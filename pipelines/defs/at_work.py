"""The run that a step of Dagster belongs to.

Under ``yusuan run`` the run is open already. Started from Dagster's page, a run is a process of its own: its first step
opens the run and its lock, which are given back when the process ends.
"""

from __future__ import annotations

import dagster as dg

from pipelines.defs.dagster_home import RUN_ID_LENGTH
from pipelines.runs.state import RunState, current_run, open_run
from pipelines.settings import Settings

#: How long a step waits for another run: longer than a run over some hundred documents takes.
_WAIT_SECONDS = 30 * 60
#: Pool that keeps Dagster from running two writers at once; the lock does so against ``yusuan run`` too.
WRITER_POOL = "warehouse_writer"


#: What a step is given: that of an asset, of a check, or of a job's own step.
StepContext = dg.AssetExecutionContext | dg.AssetCheckExecutionContext | dg.OpExecutionContext


def run_at_work(context: StepContext) -> RunState:
    """Return the run this step belongs to, opening it if need be; raises ``RunLockedError`` after half an hour."""
    state = current_run()
    if state is None:
        context.log.info("Waiting for the warehouse's lock")
        state = open_run(Settings.load(), f"Dagster run {context.run.run_id[:RUN_ID_LENGTH]}", _WAIT_SECONDS)
        state.run_id = context.run.run_id.replace("-", "")[:12]
    return state
