"""``yusuan status``: what is published, what is kept out and since when, and what the last run came to."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Annotated, Any

import typer
from rich.markup import escape
from rich.table import Table

from pipelines.cli.screen import WarehouseOption, load_settings, out, published
from pipelines.contract.sql import rows_of
from pipelines.runs.outcome import read_last_run

_DOCUMENTS = """
select file_name, department_name, fiscal_year, report_kind, page_count, printed_table_count, held_back_table_count,
       retrieved_at
from dim_document where is_published order by department_name, fiscal_year, file_name
"""
_KEPT_OUT = (
    "select item_kind, file_name, page_no, reason_code, reason_zh, reason_en, since from rpt_quarantine order by all"
)
_PUBLICATION = "select * exclude (library_versions) from dim_publication where is_current"


def status(
    warehouse: WarehouseOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, for programs.")] = False,
    timing: Annotated[
        bool, typer.Option("--timing", help="Where the time of the last run went: phases, documents, dbt nodes.")
    ] = False,
) -> None:
    """Show what is published (reports, years, tables), what is kept out and since when, and the last run.

    [bold]Examples[/bold]

      yusuan status
      yusuan status --json
      yusuan status --timing
    """
    settings = load_settings(warehouse=warehouse)
    if timing:
        from pipelines.cli.timing import print_timing

        print_timing(settings)
        return
    last = read_last_run(settings)
    with published(settings) as connection:
        documents = rows_of(connection.execute(_DOCUMENTS))
        kept_out = rows_of(connection.execute(_KEPT_OUT))
        publication = rows_of(connection.execute(_PUBLICATION))[0]
    if as_json:
        content = {
            "publication": publication,
            "documents": documents,
            "kept_out": kept_out,
            "last_run": asdict(last) if last else None,
        }
        typer.echo(json.dumps(content, ensure_ascii=False, default=str, indent=2))
        return
    out.print(
        f"Published {_minute(publication['published_at'])}: {publication['document_count']} reports, "
        f"{publication['printed_table_count']:,} printed tables, {publication['amount_count']:,} amounts, "
        f"{publication['failed_rule_count']:,} rules fail as printed"
    )
    _print_documents(documents)
    _print_kept_out(kept_out)
    if last is not None:
        out.print(f"Last run {last.finished_at} ({last.seconds} s): {last.outcome.replace('_', ' ')}. {last.why_en}")
        if last.outcome in ("gate_closed", "failed"):
            out.print(f"[bold red]What you see is the publication before.[/bold red] {last.why_zh}")
    out.print(f"Warehouse: {settings.published_path}", soft_wrap=True)


def _print_documents(documents: list[dict[str, Any]]) -> None:
    table = Table(title="Published", title_justify="left")
    for name in ("department", "year", "kind", "pages", "tables", "held back", "file"):
        table.add_column(name, justify="right" if name in ("pages", "tables", "held back") else "left", overflow="fold")
    for row in documents:
        table.add_row(
            escape(row["department_name"] or "?"),
            str(row["fiscal_year"] or "?"),
            (row["report_kind"] or "?").replace("_", " "),
            str(row["page_count"]),
            str(row["printed_table_count"]),
            str(row["held_back_table_count"]),
            escape(row["file_name"]),
        )
    out.print(table)


def _print_kept_out(kept_out: list[dict[str, Any]]) -> None:
    if not kept_out:
        out.print("Nothing is held back.")
        return
    table = Table(title="Kept out", title_justify="left")
    for name in ("what", "since", "why and what to do"):
        table.add_column(name, overflow="fold")
    for row in kept_out:
        page = f", page {row['page_no']}" if row["page_no"] else ""
        what = f"{row['item_kind']} {row['file_name']}{page}"
        table.add_row(escape(what), _minute(row["since"]), escape(f"{row['reason_en']}\n{row['reason_zh']}"))
    out.print(table)


def _minute(moment: Any) -> str:
    return f"{moment:%Y-%m-%d %H:%M}" if moment else "?"
