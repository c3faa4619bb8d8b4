"""``yusuan dev``: Dagster's web page on the same assets that ``yusuan run`` materialises."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from pipelines.cli.screen import RawOption, WarehouseOption, load_settings, out


def dev(
    port: Annotated[int, typer.Option(help="Port of the web page.")] = 3000,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    raw: RawOption = None,
    warehouse: WarehouseOption = None,
) -> None:
    """Open Dagster: the asset graph, partitions by document, checks with their results, sensor and schedules."""
    settings = load_settings(raw, warehouse)
    from pipelines.defs.dagster_home import prepare_dagster_home

    os.environ["DAGSTER_HOME"] = str(prepare_dagster_home(settings))
    out.print(f"Dagster on http://{host}:{port} (stop with Ctrl-C)")
    os.chdir(settings.home)
    command = [
        sys.executable,
        "-m",
        "dagster",
        "dev",
        "-m",
        "pipelines.definitions",
        "--host",
        host,
        "--port",
        str(port),
    ]
    os.execv(sys.executable, command)
