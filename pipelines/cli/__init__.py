"""The command line ``yusuan``: thin; every command asks another room and shows the answer.

Belongs here: arguments, progress bars, tables on the screen, exit statuses. Importing this package imports neither
Dagster nor Great Expectations, so that ``yusuan --help`` answers at once.
"""

from __future__ import annotations

import atexit
import gc
import io
import sys


def main() -> None:
    """Run the command line."""
    from pipelines.contract.garbage import collect_rarely

    collect_rarely()
    from pipelines.cli.app import app

    # A path given by the user may hold bytes the screen has no character for: shown as such, never an error.
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    # At the end a collector would look through all of Dagster and Great Expectations once more, for seconds, to free what
    # the system frees at once.
    atexit.register(gc.freeze)
    app()


__all__ = ["main"]
