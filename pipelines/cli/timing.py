"""Where the time of the last run went, on the screen: phases, slowest documents, slowest nodes of dbt.

Belongs here: printing. The figures are those of ``last_run_timing.json``; of a published warehouse they are in ``rpt_run_timing``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rich.markup import escape
from rich.table import Table

from pipelines.cli.screen import fail, out
from pipelines.settings import Settings
from pipelines.warehouse.run_timing import read_run_timing

_MOST_LISTED = 12
_TITLES = {"document": "Slowest documents", "dbt_node": "Slowest nodes of dbt"}


def print_timing(settings: Settings) -> None:
    """Print the timing of the last run; fails, saying what to do, if no run has ended here."""
    stored = read_run_timing(settings.last_timing_path)
    if stored is None:
        raise fail("no run has ended here yet, so there is nothing to time. Make one with yusuan run.")
    steps: list[Mapping[str, Any]] = stored["steps"]
    phases = [step for step in steps if step["item_kind"] == "phase"]
    out.print(_table(f"Phases of run {stored['run_id']}", phases, with_item=False))
    for kind, title in _TITLES.items():
        of_kind = [step for step in steps if step["item_kind"] == kind]
        slowest = sorted(of_kind, key=lambda step: -step["seconds"])[:_MOST_LISTED]
        if slowest:
            total = sum(step["seconds"] for step in of_kind)
            out.print(_table(f"{title} (of {len(of_kind):,}, {total:,.1f} s in all)", slowest, with_item=True))
    out.print('All steps: yusuan sql "select * from rpt_run_timing order by seconds desc limit 50"', soft_wrap=True)


def _table(title: str, steps: Iterable[Mapping[str, Any]], *, with_item: bool) -> Table:
    table = Table(title=title, title_justify="left")
    table.add_column("phase")
    if with_item:
        table.add_column("what", overflow="fold")
    for name in ("seconds", "processor s", "peak MB"):
        table.add_column(name, justify="right")
    table.add_column("outcome")
    for step in steps:
        cpu, peak = step["cpu_seconds"], step["peak_mb"]
        cells = [
            f"{step['seconds']:,.2f}",
            "" if cpu is None else f"{cpu:,.2f}",
            "" if peak is None else f"{peak:,}",
            step["outcome"].replace("_", " "),
        ]
        table.add_row(step["phase"], *([escape(step["item_name"])] if with_item else []), *cells)
    return table
