"""What all commands share: the screen, options for the folders, and errors that say what to do.

Belongs here: nothing of one command only.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import duckdb
import typer
from rich.console import Console

from pipelines.cli.terminal import Screen
from pipelines.contract.audiences import find_by_bare_names
from pipelines.settings import Settings, SettingsError

#: Narrower than this, tables on a pipe or in a log wrap badly; a terminal keeps its own width.
_PIPE_WIDTH = 140

out = Screen(width=None if sys.stdout.isatty() else _PIPE_WIDTH)
err = Screen(stderr=True)

WarehouseOption = Annotated[
    Path | None, typer.Option("--warehouse", help="Folder of the warehouse (default data/warehouse).", metavar="DIR")
]
RawOption = Annotated[Path | None, typer.Option("--raw", help="Folder of reports (default data/raw).", metavar="DIR")]


@contextmanager
def own_terminal() -> Iterator[Console]:
    """Yield a console with a handle of its own on the terminal: Dagster redirects standard output while a step runs."""
    with os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8", errors="replace") as handle:
        yield Screen(file=handle, force_terminal=True)


def fail(message: str, status: int = 1) -> typer.Exit:
    """Print an error and return what to raise."""
    err.print(f"[bold red]error[/bold red] {message}", soft_wrap=True)
    return typer.Exit(status)


def write_trace(settings: Settings) -> str:
    """Write the error being handled, with its trace, to a file for those who mend programs; returns where it is."""
    path = settings.warehouse_dir / "last_error.txt"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(traceback.format_exc(), encoding="utf-8")
    except OSError as error:
        # The error is told all the same: a full disk or a folder that may not be written may be what it is about.
        return f"could not be written to {path} ({error.strerror})"
    return str(path)


def load_settings(raw: Path | None = None, warehouse: Path | None = None) -> Settings:
    """Return the settings for this command and put them into the environment."""
    try:
        settings = Settings.load(raw, warehouse)
    except SettingsError as error:
        raise fail(str(error)) from error
    settings.export()
    return settings


@contextmanager
def published(settings: Settings) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the published warehouse read-only; says what to do if there is none or it cannot be opened."""
    path = settings.published_path
    if not path.exists():
        raise fail(f"there is no warehouse at {path} yet. Make it with [bold]yusuan run[/bold] (or make run).")
    try:
        connection = duckdb.connect(str(path), read_only=True)
    except duckdb.Error as error:
        raise fail(
            f"cannot open {path}: {error}\nClose the program that has it open for writing, or run yusuan run anew."
        ) from error
    with connection:
        find_by_bare_names(connection)
        yield connection
