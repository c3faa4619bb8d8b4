"""The closing summary of a run: what came in, what was found, what was assumed, what does not add up, what was kept out.

Belongs here: gathering and printing it. Counts of the published warehouse are asked of the warehouse itself.
"""

from __future__ import annotations

from typing import Any

import duckdb
from rich.markup import escape
from rich.table import Table

from pipelines.cli.screen import out, published
from pipelines.contract.sql import rows_of
from pipelines.runs.outcome import LastRun
from pipelines.runs.raw_folder import NOT_WANTED, RawFolder, registry_rows
from pipelines.runs.reading import ReadSummary
from pipelines.runs.shard_step import Shards
from pipelines.runs.state import RunState
from pipelines.runs.what_changed import WhatChanged
from pipelines.site.page_pictures import DrawnHere
from pipelines.warehouse.kept_candidate import documents_of

_SEVERITIES = ("error", "warning", "info")
_MOST_LISTED = 20
#: Rules switched off, once each; rules suspect at a place; expectations that could not be evaluated.
_DOUBTED = """
select 'rule ' || rule_id || ' is switched off' as what, reason_en as why
from rpt_rule_health where state = 'broken' and scope_kind = 'all_places'
union all
select 'rule ' || rule_id || ' is suspect in ' || coalesce(division_name, division_key), reason_en
from rpt_rule_health where state = 'suspect' and scope_kind = 'place'
union all
select 'expectation ' || suite || '__' || expectation_key || ' is broken', problem
from rpt_expectation_result where status = 'broken'
order by all
"""
#: What is said of reports that they do not say themselves, by documents whose file is there.
_ASSUMED = """
select file_name, identity_note_en, identity_note_zh from dim_document
where identity_note_en is not null and is_present order by file_name
"""
_QUERY_TO_TRY = "select function_code, sum(amount_yuan) from expenditure group by all order by 1"


def print_summary(state: RunState) -> bool:
    """Print the summary; returns False if something in the raw folder should be published and is not."""
    rows = registry_rows(state.settings)
    with published(state.settings) as connection:
        facts = _facts(connection)
        held_back = rows_of(
            connection.execute(
                "select file_name, item_kind, page_no, reason_en from rpt_quarantine where item_kind <> 'file' order by all"
            )
        )
        doubted = rows_of(connection.execute(_DOUBTED))
        assumed = rows_of(connection.execute(_ASSUMED))
    set_aside = [row for row in rows if row["status"] == "quarantined"]
    not_fetched = state.results.get(RawFolder).not_fetched
    _print_counts(state, rows, facts)
    for result in not_fetched:
        what = "noticed" if result.is_harmless else "not fetched" if result.url else "not read"
        words = f"{result.file_name or result.url}: {result.problem}" if result.url else result.problem
        out.print(f"[bold]{what}[/] {escape(result.place)}: {escape(words or '')}", soft_wrap=True)
    _print_read_here(state)
    copies = [row for row in rows if row["status"] == "duplicate"]
    _print_assumed(assumed)
    _print_kept_out(set_aside + copies, held_back)
    _print_doubted(doubted)
    _print_closing(state)
    return (
        not held_back
        and all(result.is_harmless for result in not_fetched)
        and all(row["reason_code"] in NOT_WANTED for row in set_aside)
    )


def _facts(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    facts["publication"] = rows_of(connection.execute("select * from dim_publication where is_current"))[0]
    facts["rules"] = {
        row["status"]: row["count"]
        for row in rows_of(
            connection.execute("select status, count(*) as count from fct_reconciliation group by status")
        )
    }
    facts["discrepancies"] = {
        row["severity"]: row["count"]
        for row in rows_of(
            connection.execute("select severity, count(*) as count from rpt_discrepancy group by severity")
        )
    }
    return facts


def _print_counts(state: RunState, rows: list[dict[str, Any]], facts: dict[str, Any]) -> None:
    of_status = {status: [row for row in rows if row["status"] == status] for status in ("accepted", "duplicate")}
    read = state.results.find(ReadSummary)
    read_now = [result for result in read.results if not result.problem] if read else []
    publication, rules, discrepancies = facts["publication"], facts["rules"], facts["discrepancies"]
    is_new = state.results.get(LastRun).outcome == "published"
    table = Table(
        title="Yusuan: " + ("published" if is_new else "nothing new"), title_justify="left", show_header=False
    )
    table.add_column(style="bold")
    table.add_column(justify="right")
    table.add_column(style="dim")
    accepted = len(of_status["accepted"])
    table.add_row("documents", f"{accepted:,}", f"{len(read_now)} read now, {accepted - len(read_now)} read before")
    if (what := state.results.find(WhatChanged)) is not None:
        changed = f"{len(documents_of(what.changes)):,}"
        table.add_row(
            "made anew for", changed, "documents that came, changed or went; the rest is that of the last run"
        )
    if (shards := state.results.find(Shards)) is not None:
        table.add_row("built in shards", f"{len(shards.documents):,}", "by the cluster, and put together here")
    table.add_row("exact copies", f"{len(of_status['duplicate']):,}", "taken once")
    set_aside = sum(row["status"] == "quarantined" for row in rows)
    table.add_row("files set aside", f"{set_aside:,}", "listed below" if set_aside else "")
    table.add_row("printed tables", f"{publication['printed_table_count']:,}", "")
    table.add_row("amounts read", f"{publication['amount_count']:,}", "cells that hold a figure")
    table.add_row("rules passed", f"{rules.get('passed', 0):,}", "instances of rules in all reports")
    table.add_row("rules failed", f"{rules.get('failed', 0):,}", "as printed; published and flagged")
    table.add_row("not applicable", f"{rules.get('not_applicable', 0):,}", "nothing to compare")
    found = ", ".join(f"{discrepancies.get(severity, 0)} {severity}" for severity in _SEVERITIES)
    table.add_row("discrepancies", f"{sum(discrepancies.values()):,}", f"{found}; see: yusuan discrepancies")
    out.print(table)


def _print_read_here(state: RunState) -> None:
    """What a cluster was to read, to build or to draw and did not: what came of it is as good, the cluster is not."""
    read = state.results.find(ReadSummary)
    here = [result for result in read.results if result.read_here_because] if read else []
    for result in here[:_MOST_LISTED]:
        why = escape(f"{result.file_name}: {result.read_here_because}")
        out.print(f"[bold]read on this machine[/] {why}", soft_wrap=True)
    if len(here) > _MOST_LISTED:
        out.print(f"… and {len(here) - _MOST_LISTED} more that the cluster did not read")
    shards = state.results.find(Shards)
    for name, why in shards.built_here.items() if shards is not None else ():
        out.print(f"[bold]built on this machine[/] {escape(f'{name}: {why}')}", soft_wrap=True)
    if (drawn := state.results.find(DrawnHere)) is not None:
        out.print(f"[bold]drawn on this machine[/] {escape(drawn.why)}", soft_wrap=True)


def _print_assumed(assumed: list[dict[str, Any]]) -> None:
    """Whose report a file was taken to be where it does not say so itself; a person can say otherwise in one line."""
    if not assumed:
        return
    table = Table(title="Taken from outside of the report, and why", title_justify="left", show_lines=False)
    table.add_column("report", overflow="fold")
    table.add_column("what, and why", overflow="fold")
    for row in assumed[:_MOST_LISTED]:
        table.add_row(escape(row["file_name"]), escape(f"{row['identity_note_en']}\n{row['identity_note_zh']}"))
    out.print(table)
    if len(assumed) > _MOST_LISTED:
        out.print(f"… and {len(assumed) - _MOST_LISTED} more: identity_note_en in dim_document")
    out.print("Something wrong? A line of data/raw/sources.csv outranks it; columns: file_name,issuer,fiscal_year,kind")


def _print_kept_out(set_aside: list[dict[str, Any]], held_back: list[dict[str, Any]]) -> None:
    if not set_aside and not held_back:
        out.print("Nothing was held back.")
        return
    table = Table(title="Kept out, and why", title_justify="left", show_lines=False)
    table.add_column("what", overflow="fold")
    table.add_column("why and what to do", overflow="fold")
    for row in set_aside[:_MOST_LISTED]:
        table.add_row(escape(f"file {row['file_name']}"), escape(f"{row['reason_en']}\n{row['reason_zh']}"))
    for row in held_back[:_MOST_LISTED]:
        page = f", page {row['page_no']}" if row["page_no"] else ""
        table.add_row(escape(f"{row['item_kind']} of {row['file_name']}{page}"), escape(row["reason_en"] or ""))
    out.print(table)
    rest = max(len(set_aside) - _MOST_LISTED, 0) + max(len(held_back) - _MOST_LISTED, 0)
    if rest:
        out.print(f"… and {rest} more: yusuan status")


def _print_doubted(doubted: list[dict[str, Any]]) -> None:
    """What judged nothing in this run, and so accuses nobody: it is our work to mend."""
    if not doubted:
        return
    table = Table(title="Rules and expectations that count for nothing here", title_justify="left", show_lines=False)
    table.add_column("what", overflow="fold")
    table.add_column("why", overflow="fold")
    for row in doubted[:_MOST_LISTED]:
        table.add_row(row["what"], row["why"])
    out.print(table)
    if len(doubted) > _MOST_LISTED:
        out.print(f"… and {len(doubted) - _MOST_LISTED} more: rpt_rule_health, rpt_expectation_result")


def _print_closing(state: RunState) -> None:
    last = state.results.get(LastRun)
    if last.outcome == "nothing_new":
        out.print(f"No document, rule or program changed: nothing was read or built. {last.seconds:.1f} s")
    else:
        out.print(f"Published in {last.seconds:.1f} s")
    out.print(f"Warehouse: {state.settings.published_path}", soft_wrap=True)
    out.print(f"Pages:     {state.settings.site_dir / 'index.html'}", soft_wrap=True)
    out.print(f'Try:       yusuan sql "{_QUERY_TO_TRY}"', soft_wrap=True)
