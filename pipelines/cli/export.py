"""``yusuan export``: the analyst tables as a workbook, as CSV or as Parquet, of all or of some bodies, years and places.

Belongs here: arguments and what is said. The rows are chosen in ``site.export_tables``, the files written in
``site.export_workbook`` and ``site.data_package``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import duckdb
import typer
from rich.markup import escape

from pipelines.cli.language import Language, LanguageOption, language_of
from pipelines.cli.screen import RawOption, WarehouseOption, fail, load_settings, out, published
from pipelines.site.export_tables import Choice, ExportError, export_tables


def export(
    xlsx: Annotated[Path | None, typer.Option("--xlsx", help="Workbook to write.", metavar="FILE")] = None,
    as_csv: Annotated[
        Path | None, typer.Option("--csv", help="Folder for CSV files and datapackage.json.", metavar="DIR")
    ] = None,
    parquet: Annotated[
        Path | None, typer.Option("--parquet", help="Folder for Parquet files and datapackage.json.", metavar="DIR")
    ] = None,
    body: Annotated[
        list[str] | None, typer.Option("--body", help="Only bodies whose name holds this; may be repeated.")
    ] = None,
    year: Annotated[list[int] | None, typer.Option("--year", help="Only this fiscal year; may be repeated.")] = None,
    place: Annotated[
        list[str] | None, typer.Option("--place", help="Only places whose name holds this, or of this code.")
    ] = None,
    table: Annotated[
        list[str] | None, typer.Option("--table", help="This table instead of the usual ones; may be repeated.")
    ] = None,
    keep_formulas: Annotated[
        bool, typer.Option("--keep-formulas", help="With --csv: text as it is, also if it begins with = + - or @.")
    ] = False,
    language: LanguageOption = None,
    raw: RawOption = None,
    warehouse: WarehouseOption = None,
) -> None:
    """Export what is published, for spreadsheets and other programs.

    A workbook has a sheet a table, a sheet that says what the columns mean, and one that links each page the figures
    were read from. --csv and --parquet write a data package (Frictionless, with Fiscal Data Package column types).

    [bold]Examples[/bold]

      yusuan export --xlsx budgets.xlsx
      yusuan export --xlsx edu.xlsx --body 教育局 --year 2024
      yusuan export --csv out/csv --parquet out/parquet --place 武汉市
      yusuan export --csv out --table fct_amount --year 2024
    """
    if not (xlsx or as_csv or parquet):
        raise fail("say where to: --xlsx FILE, --csv DIR or --parquet DIR", 2)
    settings = load_settings(raw, warehouse)
    choice = Choice(tuple(body or ()), tuple(year or ()), tuple(place or ()))
    with published(settings) as connection:
        try:
            tables = export_tables(connection, choice, table or ())
            if xlsx:
                from pipelines.site.export_workbook import write_workbook

                in_english = language_of(language) is Language.ENGLISH
                _say(
                    xlsx,
                    write_workbook(connection, tables, xlsx, choice, settings.raw_dir, in_english=in_english),
                )
            for folder, kind in ((as_csv, "csv"), (parquet, "parquet")):
                if folder:
                    from pipelines.site.data_package import write_package

                    _say(
                        folder,
                        write_package(
                            connection, tables, folder, choice, "csv" if kind == "csv" else "parquet",
                            keep_formulas=keep_formulas,
                        ),
                    )  # fmt: skip
        except ExportError as error:
            raise fail(escape(str(error))) from error
        except (OSError, duckdb.Error) as error:
            raise fail(f"cannot write: {escape(str(error))}") from error


def _say(target: Path, counts: dict[str, int]) -> None:
    told = ", ".join(f"{name} {count:,}" for name, count in counts.items())
    out.print(f"[bold]{escape(str(target))}[/bold]  {sum(counts.values()):,} rows: {told}")
