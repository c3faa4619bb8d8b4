"""Slow beginnings begun early: while one step waits for another process, the next one's start-up is done beside it.

Belongs here: only what has no effect but time. Importing Great Expectations takes three to ten seconds; dbt's build leaves this
process idle for longer than that. (dbt parses beside reading: ``dbt_session``.)
"""

from __future__ import annotations

import importlib
import threading
from collections.abc import Callable


def import_great_expectations() -> threading.Thread:
    """Import Great Expectations beside what comes next."""

    def load() -> None:
        importlib.import_module("great_expectations")

    return _start(load)


def _start(work: Callable[[], None]) -> threading.Thread:
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    return thread
