"""Final accounts of a department whose tables speak of other reports: the year before, the budget, a unit of its own.

Belongs here: tables that agree with other reports' tables. The issuer bears the case's name, so that no two cases meet.
"""

from __future__ import annotations

from tests.dbt.hand_over import PrintedRow, Report
from tests.dbt.reconciliation.clean_report import yuan


def tables_apart(name: str) -> Report:
    """Final accounts of 2024: receptions 5, of a budget of 6, after 4 in 2023; one of two units has 70 of 190."""
    report = _report(name, f"某县己局{name}", "final_accounts", 2024, "department")
    columns = [("official_reception", 2023), "official_reception", "official_reception_budgeted"]
    rows = [PrintedRow(0, "total", (yuan(4), yuan(5), yuan(6)), "合计")]
    report.add_table("three_public_expenditure", [*columns], rows)
    rows = [
        PrintedRow(0, "total", (yuan(190),), "合计"),
        PrintedRow(1, "line", (yuan(120),), "局机关", {"unit_name_printed": "局机关"}),
        PrintedRow(1, "line", (yuan(70),), "服务中心", {"unit_name_printed": f"某县服务中心{name}"}),
    ]
    report.add_table("revenue_summary", ["total"], rows)
    return report


def reports_beside(name: str) -> list[Report]:
    """The final accounts of the year before, the budget of the year, and the unit's own final accounts."""
    others = []
    for kind, year, amount in [("final_accounts", 2023, 4), ("budget", 2024, 6)]:
        other = _report(f"{name} {kind} {year}", f"某县己局{name}", kind, year, "department")
        rows = [PrintedRow(0, "total", (yuan(amount),), "合计")]
        other.add_table("three_public_expenditure", ["official_reception"], rows, title_year=year)
        others.append(other)
    unit = _report(f"{name} unit", f"某县服务中心{name}", "final_accounts", 2024, "unit")
    unit.add_table("revenue_summary", ["total"], [PrintedRow(0, "total", (yuan(70),), "合计")])
    return [*others, unit]


def _report(title: str, issuer: str, kind: str, year: int, body: str) -> Report:
    facts = {"issuer_name": issuer, "report_kind": kind, "fiscal_year": year, "body_kind": body}
    return Report(title, facts)
