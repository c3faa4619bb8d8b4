"""The command line ``yusuan``: thin; every command asks another room and shows the answer.

Belongs here: arguments, progress bars, tables on the screen, exit statuses. Importing this package imports neither
Dagster nor Great Expectations, so that ``yusuan --help`` answers at once.
"""

from __future__ import annotations

import io
import sys


def main() -> None:
    """Run the command line."""
    from pipelines.cli.app import app

    # A path given by the user may hold bytes the screen has no character for: shown as such, never an error.
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    app()


__all__ = ["main"]
