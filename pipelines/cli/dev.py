"""``yusuan dev``: Dagster's web page on the same assets that ``yusuan run`` materialises, and the pages it links."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import ExitStack
from types import FrameType
from typing import Annotated

import typer
from rich.markup import escape

from pipelines.cli.screen import RawOption, WarehouseOption, err, load_settings, out


def dev(
    port: Annotated[int, typer.Option(help="Port of the web page.")] = 3000,
    pages_port: Annotated[int, typer.Option(help="Port of the pages that it links.")] = 3001,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    raw: RawOption = None,
    warehouse: WarehouseOption = None,
) -> None:
    """Open Dagster: the asset graph, partitions by document, checks with their results, sensor and schedules."""
    settings = load_settings(raw, warehouse)
    from pipelines.defs.dagster_home import prepare_dagster_home

    os.environ["DAGSTER_HOME"] = str(prepare_dagster_home(settings))
    os.environ.setdefault("YUSUAN_PAGES_URL", _address(host, pages_port))
    out.print(f"Dagster on {_address(host, port)}, pages on {settings.pages_url()} (stop with Ctrl-C)")
    os.chdir(settings.home)
    command = [sys.executable, "-m", "dagster", "dev", "-m", "pipelines.definitions"]
    command += ["--host", host, "--port", str(port)]
    from pipelines.site.serving import pages_served

    with ExitStack() as serving:
        try:
            serving.enter_context(pages_served(settings, host, pages_port))
        except OSError as error:
            # Dagster's page is as good without them, but for its links.
            err.print(f"Links to pages will not open: port {pages_port} cannot be served ({escape(str(error))}).")
        raise typer.Exit(_wait_for(command))


def _address(host: str, port: int) -> str:
    """How a browser on this machine asks for it."""
    named = "127.0.0.1" if host in ("0.0.0.0", "::") else host
    return f"http://[{named}]:{port}" if ":" in named else f"http://{named}:{port}"


def _wait_for(command: list[str]) -> int:
    """Run Dagster until it ends; whoever stops this process stops that one."""
    # A shell starts what it puts behind itself with this one ignored, and Dagster would inherit that.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with subprocess.Popen(command) as child:

        def interrupt(number: int, frame: FrameType | None) -> None:
            # Told so, it ends the processes that it started; told to terminate, it would leave them.
            child.send_signal(signal.SIGINT)

        signal.signal(signal.SIGTERM, interrupt)
        # A terminal sends Ctrl-C to both.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        return child.wait()
