"""``yusuan serve``: one part of Dagster as a service, its page or its daemon, on the assets that ``yusuan run`` materialises.

Belongs here: what must be so before that part starts. Units and a container file that call it are in ``deploy/``.
"""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from typing import Annotated

import typer
from rich.markup import escape

from pipelines.cli.screen import RawOption, WarehouseOption, fail, load_settings, out
from pipelines.runs.lock import RunLock, RunLockedError, look_at
from pipelines.settings import Settings

#: Both parts may be started at once, and one of them makes Dagster's folder.
_WAIT_SECONDS = 60.0


class Part(StrEnum):
    """A part of Dagster."""

    WEBSERVER = "webserver"
    DAEMON = "daemon"


def serve(
    part: Annotated[Part, typer.Argument(help="The page, or what starts runs by itself.", metavar="webserver|daemon")],
    port: Annotated[int, typer.Option(help="Port of the page.")] = 3000,
    host: Annotated[
        str, typer.Option(help="Address the page listens on. It asks nobody who he is: see below.")
    ] = "127.0.0.1",
    path_prefix: Annotated[str, typer.Option(help="Path below which a proxy serves the page, as /dagster.")] = "",
    raw: RawOption = None,
    warehouse: WarehouseOption = None,
) -> None:
    """Run Dagster's page or its daemon as a service (docs/operations.md).

    The page lets whoever reaches it start runs: leave it on the loopback
    address, or behind a proxy that asks who comes. One daemon a warehouse.

    [bold]Examples[/bold]

      yusuan serve daemon
      yusuan serve webserver --port 3000 --path-prefix /dagster
    """
    settings = load_settings(raw, warehouse)
    try:
        command = _prepared(settings, part)
    except (RunLockedError, OSError) as error:
        raise fail(f"cannot begin: {escape(str(error))}") from error
    if part is Part.WEBSERVER:
        command += ["--host", host, "--port", str(port)]
        command += ["--path-prefix", path_prefix] if path_prefix else []
        out.print(f"Dagster on http://{host}:{port}{path_prefix}", soft_wrap=True)
    os.chdir(settings.home)
    os.execv(sys.executable, command)


def _prepared(settings: Settings, part: Part) -> list[str]:
    """Make Dagster's folder if it is not there and close the books on runs that died; returns the command to become."""
    from pipelines.defs.dagster_home import end_dead_runs, open_records, prepare_dagster_home

    lock = RunLock(settings.warehouse_dir / "serve.lock", f"yusuan serve {part}")
    lock.acquire(_WAIT_SECONDS)
    with lock:
        os.environ["DAGSTER_HOME"] = str(prepare_dagster_home(settings))
        if part is Part.DAEMON:
            with open_records(settings) as instance:
                for run_id in end_dead_runs(instance, look_at(settings.lock_path)):
                    out.print(f"Run {run_id} ended with the service that ran it.")
    module = {Part.WEBSERVER: ["dagster_webserver"], Part.DAEMON: ["dagster._daemon", "run"]}[part]
    return [sys.executable, "-m", *module, "-m", "pipelines.definitions"]
