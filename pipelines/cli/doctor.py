"""``yusuan doctor``: whether this installation is well, thing by thing, and what to do.

Belongs here: the table on the screen and the exit status. The looks are in ``upkeep`` and ``defs.service_health``.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import asdict
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from pipelines.cli.screen import RawOption, WarehouseOption, load_settings, out
from pipelines.cli.terminal import echo_json
from pipelines.settings import Settings
from pipelines.upkeep.health import Health

_COLOURS = {"ok": "green", "note": "yellow", "problem": "bold red"}


def doctor(
    raw: RawOption = None,
    warehouse: WarehouseOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, for programs.")] = False,
) -> None:
    """Say whether this installation is well, thing by thing, and what to do.

    Folders and disk, lock and leftovers, versions, lists of sources, the last
    run, Dagster's daemon, sensor and schedules. Changes nothing.

    [bold]Exit status[/bold]  0: no problem (notes are no problems) · 1: at least one.

    [bold]Examples[/bold]

      yusuan doctor
      yusuan doctor --json
    """
    settings = load_settings(raw, warehouse)
    found = list(_looks(settings))
    problems = sum(item.state == "problem" for item in found)
    if as_json:
        content = {"is_well": not problems, "things": [asdict(item) for item in found]}
        echo_json(content)
    else:
        _print(found, problems)
    if problems:
        raise typer.Exit(1)


def _looks(settings: Settings) -> Iterator[Health]:
    warnings.filterwarnings("ignore", module="dagster")
    from pipelines.defs.service_health import look_at_service
    from pipelines.upkeep.lake_health import look_at_lake
    from pipelines.upkeep.places import look_at_places
    from pipelines.upkeep.programs import look_at_programs
    from pipelines.upkeep.work_done import look_at_work_done

    yield from look_at_places(settings)
    yield from look_at_programs(settings)
    yield from look_at_work_done(settings)
    yield from look_at_lake(settings)
    yield from look_at_service(settings)


def _print(found: list[Health], problems: int) -> None:
    table = Table()
    table.add_column("thing", no_wrap=True)
    table.add_column("state", no_wrap=True)
    table.add_column("found; what to do", overflow="fold")
    for item in found:
        words = escape(item.found) + (f"\n[italic]→ {escape(item.advice)}[/italic]" if item.advice else "")
        table.add_row(item.thing, f"[{_COLOURS[item.state]}]{item.state}[/]", words)
    out.print(table)
    out.print(f"[bold red]{problems:,} to mend[/]" if problems else "All is well.")
