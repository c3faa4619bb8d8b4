"""``yusuan status``: what is published, what is kept out and since when, and what the last run came to."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

import typer
from rich.cells import cell_len
from rich.markup import escape
from rich.table import Table

from pipelines.cli.disclosure import read_disclosure, told_of_disclosure
from pipelines.cli.language import Language, LanguageOption, language_of, text_in, text_of
from pipelines.cli.screen import WarehouseOption, load_settings, out, published
from pipelines.cli.sources import told_of_tries
from pipelines.cli.status_words import WORDS
from pipelines.cli.terminal import echo_json
from pipelines.contract.sql import rows_of
from pipelines.documents.fetching.tries import TRIES_NAME, last_tries, read_tries
from pipelines.review.answer import SEVERITIES
from pipelines.runs.outcome import read_last_run
from pipelines.site.review_words import REPORT_KINDS, SEVERITY_WORDS

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
#: Columns of numbers, and how many columns of words stand before those of numbers.
_DOCUMENT_NUMBERS = (3, 4, 5)
_PLACE_TEXTS = 3
_FOUND = """
select severity, count(*) as findings, count(*) filter (where severity <> severity_found) as no_faults
from rpt_discrepancy group by severity
"""
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
    tries = read_tries(settings.hand_over_dir / TRIES_NAME)
    with published(settings) as connection:
        documents = rows_of(connection.execute(_DOCUMENTS))
        kept_out = rows_of(connection.execute(_KEPT_OUT))
        found = {row["severity"]: row for row in rows_of(connection.execute(_FOUND))}
        publication = rows_of(connection.execute(_PUBLICATION))[0]
        disclosure = read_disclosure(connection)
    if as_json:
        content = {
            "publication": publication,
            "documents": documents,
            "kept_out": kept_out,
            "discrepancies": {severity: row["findings"] for severity, row in found.items()},
            "last_run": asdict(last) if last else None,
            "disclosure": [asdict(row) for row in disclosure],
            "fetching": [asdict(item) for item in last_tries(tries).values()],
        }
        echo_json(content)
        return
    chosen = language_of(language)
    say = WORDS[chosen]
    out.print(
        say["published"].format(
            at=_minute(publication["published_at"]),
            documents=publication["document_count"],
            tables=publication["printed_table_count"],
            amounts=publication["amount_count"],
            failed=publication["failed_rule_count"],
        )
    )
    _print_found(found, chosen)
    wanted = [row for row in documents if place is None or place in (row["division_name"] or "")]
    if reports or len(wanted) <= _MOST_REPORTS:
        _print_documents(wanted, chosen)
    else:
        _print_places(wanted, chosen)
    _print_kept_out(kept_out, chosen)
    for line in told_of_disclosure(disclosure, chosen):
        out.print(f"{line}: yusuan sources status")
    if tries:
        out.print(f"{told_of_tries(tries, chosen)}: yusuan sources status")
    if last is not None:
        ended = say["outcomes"].get(last.outcome, last.outcome)
        out.print(
            say["last_run"].format(at=last.finished_at, seconds=last.seconds, outcome=ended)
            + text_of(asdict(last), "why", chosen)
        )
        if last.outcome in ("gate_closed", "failed"):
            out.print(f"[bold red]{say['older']}[/bold red]")
    out.print(f"{say['warehouse']}{settings.published_path}", soft_wrap=True)


def _print_found(found: dict[str, dict[str, Any]], language: Language) -> None:
    """What does not add up, by severity; what people found to be no fault counts as a notice."""
    is_chinese = language is Language.CHINESE
    counted = {severity: found[severity]["findings"] for severity in SEVERITIES if severity in found}
    no_faults = sum(row["no_faults"] for row in found.values())
    if is_chinese:
        told = "，".join(f"{SEVERITY_WORDS[severity][0]} {count:,} 处" for severity, count in counted.items())
        judged = f"（其中经人工判断不属实 {no_faults:,} 处：yusuan verdict）" if no_faults else ""
        out.print(f"不符事项：{told or '无'}{judged}。详见 yusuan discrepancies")
        return
    told = ", ".join(
        f"{count:,} {SEVERITY_WORDS[severity][1]}{'s' if count > 1 else ''}" for severity, count in counted.items()
    )
    judged = f" ({no_faults:,} of them judged no fault: yusuan verdict)" if no_faults else ""
    out.print(f"Discrepancies: {told or 'none'}{judged}. See: yusuan discrepancies")


def _print_documents(documents: list[dict[str, Any]], language: Language) -> None:
    say = WORDS[language]
    table = Table(title=say["title"], title_justify="left")
    for number, name in enumerate(say["document_heads"]):
        table.add_column(name, justify="right" if number in _DOCUMENT_NUMBERS else "left", overflow="fold")
    for row in documents:
        table.add_row(
            escape(row["department_name"] or "?"),
            str(row["fiscal_year"] or "?"),
            _kind(row["report_kind"], language),
            str(row["page_count"]),
            str(row["printed_table_count"]),
            str(row["held_back_table_count"]),
            escape(row["file_name"]),
        )
    out.print(table)


def _print_places(documents: list[dict[str, Any]], language: Language) -> None:
    say = WORDS[language]
    table = Table(title=say["title"], title_justify="left")
    for number, name in enumerate(say["place_heads"]):
        # Narrow terminals fold what is in the columns; the words of a heading stay whole.
        longest = max(map(cell_len, name.split()))
        table.add_column(name, justify="left" if number < _PLACE_TEXTS else "right", overflow="fold", min_width=longest)
    groups: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in documents:
        groups.setdefault((row["division_name"] or "?", row["report_kind"] or "?"), []).append(row)
    for (place, kind), rows in sorted(groups.items()):
        years = sorted({row["fiscal_year"] for row in rows if row["fiscal_year"]})
        table.add_row(
            escape(place),
            f"{years[0]}–{years[-1]}" if len(years) > 1 else str(years[0] if years else "?"),
            _kind(kind, language),
            str(len(rows)),
            str(len({row["department_name"] for row in rows})),
            f"{sum(row['printed_table_count'] for row in rows):,}",
            f"{sum(row['held_back_table_count'] for row in rows):,}",
        )
    out.print(table)
    out.print(f"[dim]{say['one_by_one']}[/dim]")


def _print_kept_out(kept_out: list[dict[str, Any]], language: Language) -> None:
    """What is kept out, by its reason: one that concerns a hundred files is told once."""
    say = WORDS[language]
    if not kept_out:
        out.print(say["nothing_kept"])
        return
    by_reason: dict[str, list[dict[str, Any]]] = {}
    for row in kept_out:
        by_reason.setdefault(text_of(row, "reason", language), []).append(row)
    table = Table(title=say["kept_out"], title_justify="left")
    what_head, since_head, why_head = say["kept_heads"]
    table.add_column(what_head, overflow="fold", ratio=2)
    table.add_column(since_head, no_wrap=True)
    table.add_column(why_head, overflow="fold", ratio=3)
    reasons = sorted(by_reason.items(), key=lambda item: -len(item[1]))
    for reason, rows in reasons[:_MOST_REASONS]:
        what = [_item(row, language) for row in rows[:_MOST_FILES]]
        if len(rows) > _MOST_FILES:
            what.append(say["more_files"].format(count=len(rows) - _MOST_FILES))
        since = min((row["since"] for row in rows if row["since"]), default=None)
        table.add_row(escape("\n".join(what)), f"{since:%Y-%m-%d}" if since else "?", escape(reason))
    out.print(table)
    if len(reasons) > _MOST_REASONS:
        out.print(say["more_reasons"].format(count=len(reasons) - _MOST_REASONS))


def _kind(kind: str | None, language: Language) -> str:
    return text_in(REPORT_KINDS[kind], language) if kind in REPORT_KINDS else kind or "?"


def _item(row: dict[str, Any], language: Language) -> str:
    """A file by its name alone: most are; a table or a page says so and where."""
    say = WORDS[language]
    page = say["page"].format(page=row["page_no"]) if row["page_no"] else ""
    kind = "" if row["item_kind"] == "file" else f"{say['items'].get(row['item_kind'], row['item_kind'])} "
    return f"{kind}{row['file_name']}{page}"


def _minute(moment: Any) -> str:
    return f"{moment:%Y-%m-%d %H:%M}" if moment else "?"
