"""``yusuan show``: where a figure comes from. Renders the page with the cell outlined and prints what is known of it.

Belongs here: arguments and what is printed. Finding the cell is in ``warehouse.provenance``, drawing in
``pdf.page_image``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from pipelines.cli.screen import RawOption, WarehouseOption, fail, load_settings, out, published
from pipelines.documents.names import escaped, opened
from pipelines.pdf.page_image import PageImageError
from pipelines.site.drawing import Artist
from pipelines.warehouse.provenance import CellNotFoundError, Source, find_by_id, find_by_words

_MOST_SHOWN = 20
#: Characters of a report's name in its picture's: an escaped one can be longer than a file name may be.
_MOST_OF_NAME = 70


def show(
    cell: Annotated[
        str | None, typer.Argument(help="cell_id of a figure (any table of the warehouse has it), or its line_id.")
    ] = None,
    table: Annotated[str | None, typer.Option("--table", "-t", help="Printed number (6) or table_kind.")] = None,
    row: Annotated[str | None, typer.Option("--row", "-r", help="Words of the row: 住房公积金, 30113.")] = None,
    column: Annotated[str | None, typer.Option("--column", "-c", help="Words of the column's header: 合计.")] = None,
    document: Annotated[str | None, typer.Option("--document", "-d", help="Part of the file name.")] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="PNG to write (default <document>-p<page>.png here).")
    ] = None,
    raw: RawOption = None,
    warehouse: WarehouseOption = None,
) -> None:
    """Show a figure's source: the page as a PNG with the cell outlined, and what is known of the cell.

    [bold]Examples[/bold]

      yusuan show --table 6 --row 住房公积金
      yusuan show --table 5 --row 2013202 --column 项目支出 -o page.png
      yusuan sql "select cell_id, amount_yuan from expenditure"   then   yusuan show CELL_ID
    """
    settings = load_settings(raw, warehouse)
    with published(settings) as connection:
        try:
            if cell is not None:
                sources = find_by_id(connection, cell)
            elif row is not None:
                sources = find_by_words(connection, row=row, table=table, column=column, document=document)
            else:
                raise fail(
                    "say which figure: a cell_id, or --row with words of its row (and --table, --column, --document)"
                )
        except CellNotFoundError as error:
            raise fail(escape(str(error)), 2) from error
    _print_sources(sources)
    first = sources[0]
    on_page = [
        source for source in sources if (source.document_id, source.page_no) == (first.document_id, first.page_no)
    ]
    target = output or picture_of(first.file_name, first.page_no)
    try:
        with Artist() as artist:
            artist.cells(
                opened(settings.raw_dir, first.file_name),
                first.document_id,
                first.page_no,
                [source.box for source in on_page],
                target.absolute(),
                first.file_name,
            )
    except PageImageError as error:
        raise fail(escape(str(error))) from error
    out.print(
        f"Page {first.page_no} of {escape(first.file_name)}, {len(on_page)} cell(s) outlined: {escape(escaped(target))}",
        soft_wrap=True,
    )
    if len(on_page) < len(sources):
        out.print("[dim]Other cells stand on other pages or in other reports; name one by its cell_id.[/dim]")


def picture_of(file_name: str, page_no: int) -> Path:
    """Return the name of a page's picture in the folder one is in: the report's own, without what is escaped in it."""
    return Path(f"{Path(file_name).stem[:_MOST_OF_NAME].replace(chr(92), '_')}-p{page_no}.png")


def _print_sources(sources: list[Source]) -> None:
    table = Table()
    for name in ("printed", "row", "column", "page", "read by", "cell_id"):
        table.add_column(name, justify="right" if name == "printed" else "left", overflow="fold")
    for source in sources[:_MOST_SHOWN]:
        engine = (
            source.engine if source.ocr_confidence is None else f"{source.engine} ({source.ocr_confidence:.0%} sure)"
        )
        table.add_row(
            escape(source.text),
            escape(source.row_words),
            escape(source.column_words),
            f"p. {source.page_no}, row {source.row_no}, column {source.col_no}",
            engine,
            source.cell_id,
        )
    out.print(table)
    if len(sources) > _MOST_SHOWN:
        out.print(f"[dim]… and {len(sources) - _MOST_SHOWN} more; narrow it with --table, --column or --document[/dim]")
