"""Parsing the dbt project before the first run, so that no report waits for it: ``make setup`` calls this.

Belongs here: the one step that needs no report. dbt keeps what it parsed in the warehouse's folder and later parses only what
changed; a warehouse in another folder parses for itself in its first run.
"""

from __future__ import annotations

import sys

from pipelines.runs.lock import RunLockedError
from pipelines.runs.state import run_at_work
from pipelines.settings import Settings
from pipelines.warehouse.dbt_manifest import manifest_path


def parse_ahead(settings: Settings) -> None:
    """Parse the dbt project for the warehouse's folder (about ten seconds the first time).

    Raises ``DbtError`` if the project cannot be parsed, ``RunLockedError`` if a run is at work there.
    """
    with run_at_work(settings, "setup") as state:
        session = state.start_dbt()
        manifest_path(settings, session)
        # Wait for what dbt keeps for itself, also where the manifest is there already.
        session.parse()


if __name__ == "__main__":
    try:
        parse_ahead(Settings.load())
    except RunLockedError:
        sys.exit(0)  # The run at work parses.
