"""What a worker process does: take a job, do it, say what came of it, until there are no more.

Belongs here: the process itself (``python -m pipelines.workers.child FD``). It ends when its standard input closes: its starter
is gone then, however it ended. Jobs are functions named by module and name; they get their payload and a function to tell news with.
"""

from __future__ import annotations

import importlib
import os
import sys
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from pipelines.contract.garbage import collect_rarely
from pipelines.workers.box import close_network, leave_no_core

#: A job: payload, and a function that passes news on while it works.
Work = Callable[[Any, Callable[[Any], None]], Any]
_STATUS = Path("/proc/self/status")


def work_named(name: str) -> Work:
    """Return the function named ``package.module:function``."""
    module, _, function = name.partition(":")
    found: Work = getattr(importlib.import_module(module), function)
    return found


def serve(connection: Connection) -> None:
    """Do jobs (work name, payload) until the other side sends None or is gone; answers are tuples that begin with a word."""
    while True:
        job = connection.recv()
        if job is None:
            return
        name, payload = job
        _forget_peak()
        started, started_cpu = time.monotonic(), time.process_time()

        def tell(news: Any) -> None:
            connection.send(("news", news))

        try:
            answer: tuple[Any, ...] = ("done", work_named(name)(payload, tell))
        except MemoryError:
            answer = ("failed", "MemoryError: the process got no more memory")
        except Exception as error:
            answer = ("failed", f"{type(error).__name__}: {error}")
        spent = (time.monotonic() - started, time.process_time() - started_cpu, _peak_mb())
        connection.send((*answer, *spent))


def _forget_peak() -> None:
    """Let the kernel count this process's peak of memory from here, where it can."""
    try:
        Path("/proc/self/clear_refs").write_text("5")
    except OSError:
        return


def _peak_mb() -> int:
    try:
        for line in _STATUS.read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) // 1024
    except OSError:
        pass
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak // (1024 * 1024 if sys.platform == "darwin" else 1024)


def _die_with_starter() -> None:
    sys.stdin.buffer.read()
    os._exit(1)


def main() -> None:
    """Serve on the socket whose number is the first argument."""
    leave_no_core()
    # Before there is a second thread, which would be outside.
    close_network()
    threading.Thread(target=_die_with_starter, daemon=True).start()
    collect_rarely()
    try:
        serve(Connection(int(sys.argv[1])))
    except (EOFError, OSError, KeyboardInterrupt):
        # The starter has closed the connection, or the terminal was interrupted: nobody waits for an answer.
        os._exit(1)


if __name__ == "__main__":
    main()
