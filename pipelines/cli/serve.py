"""``yusuan serve``: one part of the service: Dagster's page, its daemon, or the pages that people read and Dagster's page links.

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


#: Ports of what is a page, if none is named.
_PORTS = {"webserver": 3000, "pages": 3001}


class Part(StrEnum):
    """A part of the service."""

    WEBSERVER = "webserver"
    DAEMON = "daemon"
    PAGES = "pages"


def serve(
    part: Annotated[
        Part,
        typer.Argument(
            help="Dagster's page, what starts runs by itself, or the pages of yusuan site and Data Docs.",
            metavar="webserver|daemon|pages",
        ),
    ],
    port: Annotated[int | None, typer.Option(help="Port (default: 3000 for webserver, 3001 for pages).")] = None,
    host: Annotated[
        str, typer.Option(help="Address to listen on. Nobody is asked who he is: see below.")
    ] = "127.0.0.1",
    path_prefix: Annotated[str, typer.Option(help="Path below which a proxy serves the page, as /dagster.")] = "",
    raw: RawOption = None,
    warehouse: WarehouseOption = None,
) -> None:
    """Run Dagster's page, its daemon or the pages it links as a service (docs/operations.md).

    Dagster's page lets whoever reaches it start runs: leave it on the loopback
    address, or behind a proxy that asks who comes. One daemon a warehouse.
    Served under another address than http://127.0.0.1:3001, the pages are
    linked by what YUSUAN_PAGES_URL says.

    [bold]Examples[/bold]

      yusuan serve daemon
      yusuan serve webserver --port 3000 --path-prefix /dagster
      yusuan serve pages
    """
    settings = load_settings(raw, warehouse)
    port = port or _PORTS.get(part.value, 0)
    if part is Part.PAGES:
        _serve_pages(settings, host, port)
        return
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


def _serve_pages(settings: Settings, host: str, port: int) -> None:
    from pipelines.site.serving import serve_pages

    out.print(f"Pages on http://{host}:{port}/site/, Data Docs on http://{host}:{port}/data_docs/", soft_wrap=True)
    try:
        serve_pages(settings, host, port)
    except OSError as error:
        raise fail(f"cannot serve on port {port}: {escape(str(error))}") from error


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
