"""``yusuan discrepancies``: what does not add up, why, on which page, and what would mend it."""

from __future__ import annotations

import json
from typing import Annotated, Any

import typer
from rich.markup import escape
from rich.table import Table

from pipelines.cli.screen import WarehouseOption, fail, load_settings, out, published
from pipelines.contract.sql import rows_of

_SEVERITIES = ("error", "warning", "info")
_STYLES = {"error": "bold red", "warning": "yellow", "info": "cyan"}
_QUERY = """
select * from rpt_discrepancy
order by file_name, case severity when 'error' then 1 when 'warning' then 2 else 3 end, page_nos, finding_id
"""
_MOST_CHANGES = 12


def discrepancies(
    document: Annotated[
        str | None,
        typer.Option("--report", "--document", "-d", help="Part of the file name, department or document id."),
    ] = None,
    severity: Annotated[str | None, typer.Option("--severity", "-s", help="Only error, warning or info.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, for programs.")] = False,
    warehouse: WarehouseOption = None,
) -> None:
    """List what does not add up, with its cause, pages, both figures and the change that would mend it.

    Published figures are always as printed: a suggestion stands beside them and changes nothing.

    [bold]Examples[/bold]

      yusuan discrepancies
      yusuan discrepancies --severity error
      yusuan discrepancies --report qingshan --json
    """
    if severity is not None and severity not in _SEVERITIES:
        raise fail(f"no severity {severity!r}; choose one of {', '.join(_SEVERITIES)}")
    with published(load_settings(warehouse=warehouse)) as connection:
        findings = [row for row in rows_of(connection.execute(_QUERY)) if _is_wanted(row, document, severity)]
    for finding in findings:
        finding["suggested_changes"] = json.loads(finding["suggested_changes"] or "[]")
    if as_json:
        typer.echo(json.dumps(findings, ensure_ascii=False, default=str, indent=2))
        return
    if not findings:
        out.print("Nothing of that kind does not add up.")
    file_name = None
    for finding in findings:
        if finding["file_name"] != file_name:
            file_name = finding["file_name"]
            out.rule(f"{escape(file_name)} · {escape(finding['issuer_name'] or '')} {finding['fiscal_year'] or ''}")
        _print_finding(finding)


def _is_wanted(row: dict[str, Any], document: str | None, severity: str | None) -> bool:
    if severity is not None and row["severity"] != severity:
        return False
    names = (row["file_name"], row["issuer_name"], row["document_id"])
    return document is None or any(document.casefold() in (name or "").casefold() for name in names)


def _print_finding(finding: dict[str, Any]) -> None:
    pages = ", ".join(map(str, finding["page_nos"] or ()))
    severity = finding["severity"]
    out.print(
        f"[{_STYLES[severity]}]{severity}[/] [bold]{escape(finding['title_zh'])}[/bold]"
        f" · {escape(finding['title_en'])}" + (f" [dim]p. {pages}[/dim]" if pages else "")
    )
    out.print(f"  {escape(finding['explanation_zh'])}")
    out.print(f"  [dim]{escape(finding['explanation_en'])}[/dim]")
    rules = ", ".join(finding["rule_ids"] or ())
    closes = f", the change closes {finding['closes_count']}" if finding["closes_count"] else ""
    out.print(
        f"  [dim]{finding['diagnosis_kind']} · {finding['verdict']} · accounts for {finding['check_count']} checks{closes}"
        f" · {escape(rules)} · {finding['finding_id']}[/dim]"
    )
    changes = finding["suggested_changes"]
    if changes:
        table = Table(box=None, padding=(0, 2))
        for name in ("page", "place", "printed", "suggested", "cell"):
            table.add_column(name, justify="right" if name in ("printed", "suggested") else "left", style="dim")
        for change in changes[:_MOST_CHANGES]:
            cells = (change.get(key) for key in ("page_no", "place", "printed", "suggested", "cell_id"))
            table.add_row(*("" if value is None else escape(str(value)) for value in cells))
        out.print(table)
        if len(changes) > _MOST_CHANGES:
            out.print(f"  [dim]… and {len(changes) - _MOST_CHANGES} more changes: --json[/dim]")
    out.print()
