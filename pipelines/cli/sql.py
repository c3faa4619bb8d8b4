"""``yusuan sql``: a query on the published warehouse, read-only; without a query, a prompt."""

from __future__ import annotations

import csv
import itertools
import sys
from typing import Annotated, Any

import duckdb
import typer
from rich.markup import escape

from pipelines.cli.rows import print_rows
from pipelines.cli.screen import WarehouseOption, fail, load_settings, out, published
from pipelines.cli.terminal import echo_json
from pipelines.contract.spreadsheet_text import as_text
from pipelines.contract.sql import columns_of, rows_of

#: Rows shown on the screen; --csv and --json give all.
_MOST_ROWS = 200
_PROMPT = "yusuan> "
_HELP = "Write SQL, end it with ; — tables: show tables;  columns: describe expenditure;  leave: Ctrl-D or exit"


def sql(
    query: Annotated[
        str | None, typer.Argument(help="SQL; without it, a prompt opens. - reads it from standard input.")
    ] = None,
    as_csv: Annotated[
        bool,
        typer.Option(
            "--csv", help="All rows as CSV; text that a spreadsheet would run as a formula gets a ' before it."
        ),
    ] = False,
    keep_formulas: Annotated[
        bool, typer.Option("--keep-formulas", help="With --csv: text as it is, also if it begins with = + - or @.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="All rows as JSON (money as text, so that no digit is lost).")
    ] = False,
    vertical: Annotated[
        bool, typer.Option("--vertical", help="One row under another, a line a column: for wide rows.")
    ] = False,
    warehouse: WarehouseOption = None,
) -> None:
    """Run a query on the published warehouse (read-only), or open a prompt.

    [bold]Examples[/bold]

      yusuan sql "select sum(amount_yuan) from expenditure"
      yusuan sql "show tables"
      yusuan sql "from dim_document limit 3" --vertical
      yusuan sql "select * from fct_procurement" --csv > procurement.csv
      yusuan sql
    """
    with published(load_settings(warehouse=warehouse)) as connection:
        # Queries are the user's own, but the warehouse answers from itself alone.
        connection.execute("set enable_external_access = false")
        if query is None and sys.stdin.isatty():
            _prompt(connection)
            return
        text = sys.stdin.read() if query in (None, "-") else query
        try:
            _run(connection, str(text), as_csv, as_json, keep_formulas, vertical)
        except duckdb.Error as error:
            raise fail(escape(_words(error))) from error


def _run(
    connection: duckdb.DuckDBPyConnection,
    query: str,
    as_csv: bool = False,
    as_json: bool = False,
    keep_formulas: bool = False,
    vertical: bool = False,
) -> None:
    cursor = connection.execute(query)
    names = columns_of(cursor)
    if as_csv:
        writer = csv.writer(sys.stdout)
        for row in itertools.chain([names], iter(cursor.fetchone, None)):
            writer.writerow(row if keep_formulas else map(as_text, row))
    elif as_json:
        echo_json(rows_of(cursor))
    else:
        _print_rows(names, cursor.fetchmany(_MOST_ROWS + 1), vertical)


def _print_rows(names: list[str], rows: list[tuple[Any, ...]], vertical: bool) -> None:
    print_rows(out, names, rows[:_MOST_ROWS], vertical=vertical)
    if len(rows) > _MOST_ROWS:
        out.print(f"[dim]the first {_MOST_ROWS} rows; all of them with --csv or --json[/dim]")


def _prompt(connection: duckdb.DuckDBPyConnection) -> None:
    import readline  # noqa: F401  line editing for input()

    out.print(_HELP, style="dim", highlight=False)
    waiting = ""
    while True:
        try:
            line = input(_PROMPT if not waiting else " " * (len(_PROMPT) - 3) + "-> ")
        except EOFError:
            out.print()
            return
        except KeyboardInterrupt:
            out.print()
            waiting = ""
            continue
        if not waiting and line.strip().rstrip(";").casefold() in ("exit", "quit", ".quit", ".exit", r"\q"):
            return
        waiting = f"{waiting}\n{line}".strip()
        if not waiting.endswith(";"):
            continue
        try:
            _run(connection, waiting)
        except duckdb.Error as error:
            out.print(f"[red]{escape(_words(error))}[/red]")
        waiting = ""


def _words(error: duckdb.Error) -> str:
    return str(error).strip()
