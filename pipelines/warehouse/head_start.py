"""Slow beginnings begun early: while one step waits for another process, the next one's start-up is done beside it.

Belongs here: only what has no effect but time. Parsing the dbt project takes six seconds and importing Great Expectations
three to ten; reading documents and dbt's build leave this process idle for longer than that.
"""

from __future__ import annotations

import contextlib
import importlib
import threading
from collections.abc import Callable

from pipelines.settings import Settings
from pipelines.warehouse.dbt_command import DbtError
from pipelines.warehouse.dbt_manifest import manifest_path


def parse_dbt_project(settings: Settings) -> threading.Thread:
    """Parse the dbt project beside what comes next; join the thread before asking for the manifest."""

    def parse() -> None:
        # Whoever needs the manifest asks again and gets the error then.
        with contextlib.suppress(DbtError):
            manifest_path(settings)

    return _start(parse)


def import_great_expectations() -> threading.Thread:
    """Import Great Expectations beside what comes next."""

    def load() -> None:
        importlib.import_module("great_expectations")

    return _start(load)


def _start(work: Callable[[], None]) -> threading.Thread:
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    return thread
