"""``yusuan prune``: remove what only grows and nobody needs any more.

Belongs here: the table on the screen. What may go is found by ``upkeep.surplus`` and ``defs.old_runs``.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

import typer
from rich.filesize import decimal
from rich.markup import escape
from rich.table import Table

from pipelines.cli.screen import WarehouseOption, fail, load_settings, out
from pipelines.cli.terminal import echo_json
from pipelines.runs.lock import RunLock, RunLockedError, look_at
from pipelines.settings import Settings, SettingsError
from pipelines.upkeep.ages import Ages


def prune(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would go; remove nothing.")] = False,
    warehouse: WarehouseOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, for programs.")] = False,
) -> None:
    """Remove what nobody needs any more below the warehouse folder.

    Old runs of Dagster, Parquet and pages of the publication before, cells of
    reports that are gone, leftovers of killed runs. Never a file in data/raw/,
    never what is published. No run works meanwhile, and readers need not stop.

    Days that things are kept: YUSUAN_PRUNE_RUNS_DAYS (90),
    YUSUAN_PRUNE_BEFORE_DAYS (7), YUSUAN_PRUNE_REST_DAYS (30).

    [bold]Exit status[/bold]  0 · 1: a run is at work, or something cannot be removed.

    [bold]Examples[/bold]

      yusuan prune --dry-run
      yusuan prune
    """
    settings = load_settings(warehouse=warehouse)
    if not settings.warehouse_dir.is_dir():
        raise fail(f"there is no folder {settings.warehouse_dir}")
    try:
        ages = Ages.load()
        if dry_run:
            rows = _prune(settings, ages, None)
        else:
            with RunLock(settings.lock_path, "yusuan prune") as lock:
                rows = _prune(settings, ages, lock)
    except (RunLockedError, SettingsError) as error:
        raise fail(escape(str(error))) from error
    except OSError as error:
        raise fail(f"not everything could be removed: {escape(str(error))}. Mend that and prune again.") from error
    if as_json:
        echo_json({"is_dry_run": dry_run, "surplus": rows})
    else:
        _print(rows, dry_run)


def _prune(settings: Settings, ages: Ages, lock: RunLock | None) -> list[dict[str, Any]]:
    """Find what may go and, if the lock is held, remove it; returns a row a kind."""
    from pipelines.upkeep.prune import remove
    from pipelines.upkeep.surplus import find_surplus
    from pipelines.warehouse.publication import WarehouseInUseError, read_publication

    now = datetime.now(UTC)
    try:
        publication = read_publication(settings.published_path)
    except WarehouseInUseError as error:
        raise fail(escape(str(error))) from error
    is_run_at_work = lock is None and look_at(settings.lock_path).is_held
    surplus = find_surplus(settings, ages, now, publication, is_run_at_work=is_run_at_work)
    rows = [
        {"kind": kind.kind, "items": len(kind.paths), "size_bytes": kind.size_bytes, "why": kind.why}
        for kind in surplus
    ]
    if lock is not None:
        remove(settings, lock, surplus)
    if settings.dagster_home.is_dir():
        rows += _old_runs(settings, now - timedelta(days=ages.runs_days), ages, is_removing=lock is not None)
    return rows


def _old_runs(settings: Settings, ended_before: datetime, ages: Ages, *, is_removing: bool) -> list[dict[str, Any]]:
    from pipelines.defs.dagster_home import open_records
    from pipelines.defs.old_runs import find_old_runs, remove_old_runs

    with open_records(settings) as instance:
        found = find_old_runs(settings, instance, ended_before)
        if is_removing:
            remove_old_runs(instance, found)
    if not found.run_ids and not found.files:
        return []
    why = f"Dagster's records of runs that ended {ages.runs_days:g} days ago; its page tells of none of them any more"
    return [{"kind": "old runs", "items": len(found.run_ids), "size_bytes": found.size_bytes, "why": why}]


def _print(rows: list[dict[str, Any]], dry_run: bool) -> None:
    if not rows:
        out.print("Nothing to remove: everything here is needed, or not old enough.")
        return
    table = Table()
    table.add_column("what", no_wrap=True)
    table.add_column("items", justify="right", no_wrap=True)
    table.add_column("size", justify="right", no_wrap=True)
    table.add_column("why")
    for row in rows:
        table.add_row(row["kind"], f"{row['items']:,}", decimal(row["size_bytes"]), row["why"])
    out.print(table)
    total = decimal(sum(row["size_bytes"] for row in rows))
    if dry_run:
        out.print(f"{total} would be free; nothing was removed. Remove it: yusuan prune")
    else:
        out.print(f"{total} are free now.")
