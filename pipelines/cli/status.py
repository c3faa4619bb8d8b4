"""``yusuan status``: what is published, what is kept out and since when, and what the last run came to."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Annotated, Any

import typer
from rich.markup import escape
from rich.table import Table

from pipelines.cli.language import Language, LanguageOption, language_of, text_of
from pipelines.cli.screen import WarehouseOption, load_settings, out, published
from pipelines.contract.sql import rows_of
from pipelines.runs.outcome import read_last_run

_DOCUMENTS = """
select file_name, department_name, division_name, fiscal_year, report_kind, page_count, printed_table_count,
       held_back_table_count, retrieved_at
from dim_document where is_published order by department_name, fiscal_year, file_name
"""
_KEPT_OUT = (
    "select item_kind, file_name, page_no, reason_code, reason_zh, reason_en, since from rpt_quarantine order by all"
)
#: More reports than these are counted by place and year unless asked for one by one.
_MOST_REPORTS = 20
#: More reasons than these, and more files of one reason, are counted only.
_MOST_REASONS = 20
_MOST_FILES = 5
_KINDS = {"budget": "budget", "final_accounts": "final accounts"}
_PUBLICATION = "select * exclude (library_versions) from dim_publication where is_current"


def status(
    reports: Annotated[bool, typer.Option("--reports", help="Every report, also if they are many.")] = False,
    place: Annotated[str | None, typer.Option("--place", help="Only reports of places whose name has this.")] = None,
    language: LanguageOption = None,
    warehouse: WarehouseOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, for programs.")] = False,
    timing: Annotated[
        bool, typer.Option("--timing", help="Where the time of the last run went: phases, documents, dbt nodes.")
    ] = False,
) -> None:
    """Show what is published (reports, years, tables), what is kept out and since when, and the last run.

    Many reports are counted by place, year and kind; files kept out for one reason stand together.

    [bold]Examples[/bold]

      yusuan status
      yusuan status --reports --place 北京
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
    wanted = [row for row in documents if place is None or place in (row["division_name"] or "")]
    if reports or len(wanted) <= _MOST_REPORTS:
        _print_documents(wanted)
    else:
        _print_places(wanted)
    _print_kept_out(kept_out, language_of(language))
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
            _KINDS.get(row["report_kind"], row["report_kind"] or "?"),
            str(row["page_count"]),
            str(row["printed_table_count"]),
            str(row["held_back_table_count"]),
            escape(row["file_name"]),
        )
    out.print(table)


def _print_places(documents: list[dict[str, Any]]) -> None:
    table = Table(title="Published", title_justify="left")
    for name in ("place", "years", "kind", "reports", "departments", "tables", "held back"):
        table.add_column(name, justify="left" if name in ("place", "years", "kind") else "right", overflow="fold")
    groups: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in documents:
        groups.setdefault((row["division_name"] or "?", row["report_kind"] or "?"), []).append(row)
    for (place, kind), rows in sorted(groups.items()):
        years = sorted({row["fiscal_year"] for row in rows if row["fiscal_year"]})
        table.add_row(
            escape(place),
            f"{years[0]}–{years[-1]}" if len(years) > 1 else str(years[0] if years else "?"),
            _KINDS.get(kind, kind),
            str(len(rows)),
            str(len({row["department_name"] for row in rows})),
            f"{sum(row['printed_table_count'] for row in rows):,}",
            f"{sum(row['held_back_table_count'] for row in rows):,}",
        )
    out.print(table)
    out.print("[dim]One by one: --reports, of a place: --reports --place NAME[/dim]")


def _print_kept_out(kept_out: list[dict[str, Any]], language: Language) -> None:
    """What is kept out, by its reason: one that concerns a hundred files is told once."""
    if not kept_out:
        out.print("Nothing is held back.")
        return
    by_reason: dict[str, list[dict[str, Any]]] = {}
    for row in kept_out:
        by_reason.setdefault(text_of(row, "reason", language), []).append(row)
    table = Table(title="Kept out", title_justify="left")
    for name in ("what", "since", "why and what to do"):
        table.add_column(name, overflow="fold")
    reasons = sorted(by_reason.items(), key=lambda item: -len(item[1]))
    for reason, rows in reasons[:_MOST_REASONS]:
        what = [_item(row) for row in rows[:_MOST_FILES]]
        if len(rows) > _MOST_FILES:
            what.append(f"… and {len(rows) - _MOST_FILES} more")
        since = min((row["since"] for row in rows if row["since"]), default=None)
        table.add_row(escape("\n".join(what)), _minute(since), escape(reason))
    out.print(table)
    if len(reasons) > _MOST_REASONS:
        out.print(f"… and {len(reasons) - _MOST_REASONS} more reasons: rpt_quarantine, or --json")


def _item(row: dict[str, Any]) -> str:
    page = f", page {row['page_no']}" if row["page_no"] else ""
    return f"{row['item_kind']} {row['file_name']}{page}"


def _minute(moment: Any) -> str:
    return f"{moment:%Y-%m-%d %H:%M}" if moment else "?"
