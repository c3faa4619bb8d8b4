"""How dbt is called: its command line and its environment.

Belongs here: the command, the variables that name candidate and hand-over, and the error both callers raise. dbt runs as
a process of its own that dies with the one that started it (its standard input closes), so that nothing writes to a
candidate nobody waits for.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipelines.contract.hand_over import document_pattern
from pipelines.settings import Settings

#: Runs dbt in a process that ends when its standard input does. The watching thread only waits.
_PROGRAM = """
import os, sys, threading
def end_with_starter():
    os.read(0, 1)
    os._exit(1)
threading.Thread(target=end_with_starter, daemon=True).start()
from dbt.cli.main import cli
cli()
"""


class DbtError(Exception):
    """dbt could not parse or build; the message is dbt's own."""


def dbt_command(*arguments: str) -> list[str]:
    """Return the command line that runs dbt with this Python."""
    return [sys.executable, "-c", _PROGRAM, *arguments]


@contextmanager
def life_line() -> Iterator[int]:
    """Yield the end of a pipe to give dbt as standard input: it closes when we leave the block, or die."""
    reading, writing = os.pipe()
    try:
        yield reading
    finally:
        os.close(writing)
        os.close(reading)


def dbt_environment(settings: Settings, candidate: Path) -> dict[str, str]:
    """Return the environment: which candidate to build from which hand-over, JSON logs, nothing sent anywhere."""
    from pipelines.reports.version import reading_version

    target = str(settings.dbt_target_dir)
    return {
        **os.environ,
        "YUSUAN_HOME": str(settings.home),
        "YUSUAN_CANDIDATE": str(candidate),
        "YUSUAN_HAND_OVER": str(settings.hand_over_dir),
        "YUSUAN_DOCUMENT_PATTERN": document_pattern(reading_version()),
        # The gate judges failing tests like expectations; see data_tests in dbt_project.yml.
        "YUSUAN_TEST_SEVERITY": "warn",
        "PYTHONPATH": os.pathsep.join(filter(None, [str(settings.home), os.environ.get("PYTHONPATH", "")])),
        "PYTHONUNBUFFERED": "1",
        "DBT_PROJECT_DIR": str(settings.dbt_project_dir),
        "DBT_PROFILES_DIR": str(settings.dbt_project_dir),
        "DBT_TARGET_PATH": target,
        "DBT_LOG_PATH": target,
        "DBT_LOG_FORMAT": "json",
        "DBT_LOG_LEVEL": "info",
        "DBT_USE_COLORS": "false",
        "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
    }
