"""``yusuan discrepancies``: what does not add up, why, on which page, and what would mend it."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from pipelines.cli.findings import SEVERITIES, PagesError, Wanted, pages_of, print_findings, print_report, reports_of
from pipelines.cli.language import Language, LanguageOption, language_of
from pipelines.cli.screen import WarehouseOption, fail, load_settings, out, published
from pipelines.cli.terminal import echo_json
from pipelines.contract.sql import rows_of

_QUERY = """
select rpt_discrepancy.*, dim_document.division_code, dim_document.division_name
from rpt_discrepancy left join dim_document using (document_id)
order by
    rpt_discrepancy.file_name, case severity when 'error' then 1 when 'warning' then 2 else 3 end, page_nos, finding_id
"""
#: Reports shown unless asked otherwise: about a screenful.
_MOST_REPORTS = 20


def discrepancies(
    report: Annotated[
        str | None,
        typer.Option("--report", "--document", "-d", help="Part of the file name, department or document id."),
    ] = None,
    severity: Annotated[str | None, typer.Option("--severity", "-s", help="Only error, warning or info.")] = None,
    rule: Annotated[str | None, typer.Option("--rule", help="Part of a rule's id (docs/rules.md).")] = None,
    place: Annotated[str | None, typer.Option("--place", help="Part of a place's name, or its code.")] = None,
    pages: Annotated[str | None, typer.Option("--pages", "-p", help="Only on these pages: 5 or 3-8,12.")] = None,
    limit: Annotated[
        int, typer.Option("--limit", "-n", min=0, help="Reports to show, worst first; 0 for all.")
    ] = _MOST_REPORTS,
    details: Annotated[
        bool, typer.Option("--details", help="Every finding in full, also if several reports match.")
    ] = False,
    language: LanguageOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="All of them as JSON, for programs.")] = False,
    warehouse: WarehouseOption = None,
) -> None:
    """List what does not add up: reports with their causes, worst first; one report alone in full.

    In full a finding has its cause, pages, both figures and what would mend it.
    Published figures are always as printed: a suggestion changes nothing.

    [bold]Examples[/bold]

      yusuan discrepancies
      yusuan discrepancies --report qingshan
      yusuan discrepancies --severity error --place 江苏 --lang zh
      yusuan discrepancies --rule law_ --limit 0 --details
      yusuan discrepancies --report qingshan --pages 12-20 --json
    """
    if severity is not None and severity not in SEVERITIES:
        raise fail(f"no severity {severity!r}; choose one of {', '.join(SEVERITIES)}")
    try:
        wanted = Wanted(report, severity, rule, place, pages_of(pages) if pages else ())
    except PagesError as error:
        raise fail(str(error)) from error
    with published(load_settings(warehouse=warehouse)) as connection:
        findings = [row for row in rows_of(connection.execute(_QUERY)) if wanted.takes(row)]
    for finding in findings:
        finding["suggested_changes"] = json.loads(finding["suggested_changes"] or "[]")
    if as_json:
        echo_json(findings)
        return
    chosen = language_of(language)
    reports = reports_of(findings)
    shown = reports[: limit or None]
    show = print_findings if details or len(reports) == 1 else print_report
    for of_report in shown:
        show(of_report, chosen)
    _print_end(len(shown), len(reports), chosen, in_full=show is print_findings)


def _print_end(shown: int, count: int, language: Language, *, in_full: bool) -> None:
    """Say what is not on the screen, and how to see it."""
    if not count:
        nothing = {Language.CHINESE: "没有这样的不符之处。", Language.ENGLISH: "Nothing of that kind does not add up."}
        out.print(nothing[language])
    if shown < count:
        rest = count - shown
        more = {
            Language.CHINESE: f"… 另有 {rest} 份报告：--limit 0",
            Language.ENGLISH: f"… {rest} more reports: --limit 0",
        }
        out.print(f"[dim]{more[language]}[/dim]")
    if count and not in_full:
        how = {
            Language.CHINESE: "某份报告的原因、数字与改法：yusuan discrepancies --report 文件名或部门名",
            Language.ENGLISH: "Causes, figures and mends of one: yusuan discrepancies --report FILE-OR-DEPARTMENT",
        }
        out.print(f"[dim]{how[language]}[/dim]")
