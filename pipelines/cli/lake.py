"""``yusuan lake``: how to attach the lake, which publication it holds, which ones it goes back to.

Belongs here: showing that. Runs write the lake (``warehouse.lake``).
"""

from __future__ import annotations

from typing import Annotated, Any

import typer
from rich.markup import escape
from rich.table import Table

from pipelines.cli.screen import WarehouseOption, fail, load_settings, out
from pipelines.cli.terminal import echo_json
from pipelines.warehouse.lake import is_behind
from pipelines.warehouse.lake_catalogue import Catalogue, attach_statement, catalogue_path, read_catalogue
from pipelines.warehouse.lake_extension import LakeError
from pipelines.warehouse.publication import WarehouseInUseError


def lake(
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, for programs.")] = False,
    warehouse: WarehouseOption = None,
) -> None:
    """Show how to attach the lake, and which publications it goes back to.

    With YUSUAN_LAKE (1, or a folder), each publication is written into a
    lake, too: Parquet files, and a catalogue that DuckDB attaches. Who
    attached it before keeps what was published then: docs/scale.md.

    [bold]Examples[/bold]

      YUSUAN_LAKE=1 yusuan run
      YUSUAN_LAKE=1 yusuan lake
    """
    settings = load_settings(warehouse=warehouse)
    lake_dir = settings.lake_dir()
    if lake_dir is None:
        raise fail("there is to be no lake: YUSUAN_LAKE is not set. With YUSUAN_LAKE=1, yusuan run writes one.")
    try:
        catalogue = read_catalogue(lake_dir)
        behind = is_behind(settings.published_path, lake_dir)
    except (LakeError, WarehouseInUseError) as error:
        raise fail(escape(str(error))) from error
    if catalogue is None:
        raise fail(f"there is no lake in {lake_dir} yet. Make it with [bold]yusuan run[/bold].")
    content = {
        "catalogue": str(catalogue_path(lake_dir)),
        "attach": attach_statement(lake_dir),
        "publication_id": catalogue.publication_id,
        "is_up_to_date": not behind,
        "snapshots": [
            {
                "snapshot_id": snapshot.snapshot_id,
                "written_at": snapshot.written_at.isoformat(timespec="seconds"),
                "publication_id": snapshot.publication_id,
            }
            for snapshot in reversed(catalogue.snapshots)
        ],
    }
    if as_json:
        echo_json(content)
    else:
        _print(content, catalogue)


def _print(content: dict[str, Any], catalogue: Catalogue) -> None:
    table = Table(title="Publications that the lake goes back to", title_justify="left")
    for name in ("snapshot", "written at", "publication"):
        table.add_column(name, justify="right" if name == "snapshot" else "left", no_wrap=True)
    for snapshot in content["snapshots"]:
        table.add_row(
            str(snapshot["snapshot_id"]),
            snapshot["written_at"],
            escape(snapshot["publication_id"] or "by another program"),
        )
    out.print(table)
    if content["is_up_to_date"]:
        out.print("It holds what is published.")
    else:
        out.print("[yellow]It does not hold what is published yet: the next yusuan run brings it up to date.[/yellow]")
    out.print("Attach it in DuckDB (once: INSTALL ducklake):", highlight=False)
    for line in (
        f"  {content['attach']}",
        "  FROM lake.expenditure LIMIT 5;",
        f"  FROM lake.expenditure AT (VERSION => {catalogue.snapshots[0].snapshot_id});   -- as it was published then",
    ):
        out.print(line, soft_wrap=True, highlight=False, markup=False)
