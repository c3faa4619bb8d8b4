"""``yusuan audit``: amounts drawn at random, each beside the crop of the page it was read from.

Belongs here: arguments and progress. The sample is drawn in ``site.audit_sample``, the page made in
``site.audit_sheet``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.progress import Progress

from pipelines.cli.screen import RawOption, WarehouseOption, err, fail, load_settings, out, published
from pipelines.pdf.page_image import PageImageError
from pipelines.site.audit_sample import NothingToAuditError, draw_amounts


def audit(
    count: Annotated[int, typer.Option("--count", "-n", min=1, help="How many amounts to draw.")] = 300,
    seed: Annotated[int, typer.Option("--seed", help="Same warehouse and seed, same amounts.")] = 1,
    output: Annotated[Path, typer.Option("--output", "-o", help="HTML to write.")] = Path("audit.html"),
    raw: RawOption = None,
    warehouse: WarehouseOption = None,
) -> None:
    """Audit the warehouse by eye: a sheet of amounts drawn at random, each beside the crop of its page.

    The sheet is one HTML file. For each amount it shows what the warehouse says (figure, unit, row, column) and the
    header and row of the page with the cell outlined. Mark each right or wrong; it counts, and copies the result as CSV.

    [bold]Example[/bold]  yusuan audit --count 300 --seed 7 -o audit.html
    """
    from pipelines.site.audit_sheet import write_audit_sheet

    settings = load_settings(raw, warehouse)
    with published(settings) as connection:
        try:
            amounts = draw_amounts(connection, count, seed)
        except NothingToAuditError as error:
            raise fail(escape(str(error))) from error
    heading = f"Yusuan audit 抽查: {len(amounts)} amounts, seed {seed}"
    with Progress(console=err, transient=True) as progress:
        task = progress.add_task("Cutting crops", total=len(amounts))
        try:
            write_audit_sheet(amounts, settings.raw_dir, output, heading, lambda: progress.advance(task))
        except PageImageError as error:
            raise fail(escape(str(error))) from error
    if len(amounts) < count:
        out.print(f"The warehouse has only {len(amounts)} amounts; all are in the sheet.")
    out.print(f"{len(amounts)} amounts: {output}. Open it in a browser.", soft_wrap=True)
