"""Slow beginnings begun early: while one step waits for another process, the next one's start-up is done beside it.

Belongs here: only what has no effect but time. Importing Great Expectations takes three to ten seconds, Dagster's part for dbt two;
reading and dbt's build leave this process idle for longer than that. (dbt parses beside reading: ``dbt_session``.)
"""

from __future__ import annotations

import importlib
import threading


def import_beside(module: str) -> threading.Thread:
    """Import a module beside what comes next."""
    thread = threading.Thread(target=importlib.import_module, args=(module,), daemon=True)
    thread.start()
    return thread
