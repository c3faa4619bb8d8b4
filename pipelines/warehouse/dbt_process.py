"""The dbt process itself: it parses, then builds what it is told, and tells the events that matter.

Belongs here: what runs inside that process. Commands come on its standard input as JSON lists, a line each; events go to its
standard output as JSON lines, and after each command ``DONE`` with 0 or 1. Who starts and ends it is in ``dbt_session``.
"""

from __future__ import annotations

import gc
import json
import os
import queue
import sys
import threading
from typing import Any, NoReturn

#: Begins the line that ends a command.
DONE = "yusuan-done: "
#: Threads of one query of dbt's (dbt_project/profiles.yml).
QUERY_THREADS_VARIABLE = "YUSUAN_DBT_QUERY_THREADS"
_UNTOLD_LEVELS = ("debug", "test")


def _listen(commands: queue.Queue[list[str]]) -> None:
    """Hand on commands; whatever dbt is doing, the end of the input without a last (empty) command ends the process."""
    for line in sys.stdin:
        command: list[str] = json.loads(line)
        commands.put(command)
        if not command:
            return
    os._exit(1)


def _write(line: str, lock: threading.Lock) -> None:
    with lock:
        sys.stdout.write(line + "\n")
        sys.stdout.flush()


def _close_database() -> None:
    """Close the database, so that all of it is in its file."""
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager

    environment: Any = DuckDBConnectionManager._ENV
    if environment is not None:
        environment.close()
        DuckDBConnectionManager._ENV = None
    gc.collect()


def _leave_untold() -> None:
    """Let dbt not lay out events that nobody hears: of twenty a node two are told, and each costs a fifth of a millisecond."""
    from dbt_common.events.base_types import BaseEvent, EventLevel
    from dbt_common.events.event_manager import EventManager
    from dbt_common.events.event_manager_client import ctx_set_event_manager

    class Told(EventManager):
        def fire_event(
            self,
            e: BaseEvent,
            level: EventLevel | None = None,
            node: Any = None,
            force_warn_or_error_handling: bool = False,
        ) -> None:
            if force_warn_or_error_handling or (level or e.level_tag()).value not in _UNTOLD_LEVELS:
                super().fire_event(e, level, node, force_warn_or_error_handling)

    ctx_set_event_manager(Told())


def serve() -> NoReturn:
    """Do one command after the other until an empty one; keeps the parsed project in between."""
    commands: queue.Queue[list[str]] = queue.Queue()
    threading.Thread(target=_listen, args=(commands,), daemon=True).start()
    from dbt.cli.main import dbtRunner
    from dbt_common.events.functions import env_scrubber, msg_to_json

    _leave_untold()
    writing = threading.Lock()

    def tell(event: Any) -> None:
        if event.info.level not in _UNTOLD_LEVELS:
            _write(env_scrubber(msg_to_json(event)), writing)

    manifest: Any = None
    while arguments := commands.get():
        if arguments[0] == "retry":
            # What the database holds goes, and each query has one thread: several of them miss the limit by chance.
            _close_database()
            os.environ[QUERY_THREADS_VARIABLE] = "1"
        outcome = dbtRunner(manifest=manifest, callbacks=[tell]).invoke(arguments)
        if outcome.success and arguments[0] == "parse":
            manifest = outcome.result
            # What was parsed stays till the end: no collector need look through it again and again.
            gc.freeze()
        if outcome.exception is not None:
            _write(str(outcome.exception), writing)
        _write(f"\n{DONE}{0 if outcome.success else 1}", writing)
    _close_database()
    os._exit(0)


if __name__ == "__main__":
    serve()
