"""The text of final accounts published apart from any table, and the reports it speaks of: the year before, the budget.

Belongs here: a text whose figures agree with other reports. The issuer bears the case's name, so that no two cases meet.
"""

from __future__ import annotations

from tests.dbt.hand_over import Report
from tests.dbt.reconciliation.clean_report import side

_SECTION = "一、收入支出决算总体情况"


def text_apart(name: str) -> Report:
    """Final accounts of 2024 told in words only: 190, 10 more than 2023's 180, of a budget of 200."""
    report = Report(name, {"issuer_name": f"某县戊局{name}", "report_kind": "final_accounts"})
    group = {"group_no": 1, "section_title": _SECTION}
    report.add_statement("total", "amount", "190", "万元", **group)
    report.add_statement("total", "change", "10", "万元", **group, amount_year=2023, direction="increase")
    group = {"group_no": 2, "section_title": _SECTION}
    report.add_statement("total", "prior_amount", "180", "万元", **group, amount_year=2023)
    group = {"group_no": 3, "section_title": _SECTION}
    report.add_statement("total", "budget_amount", "200.00", "万元", **group)
    return report


def reports_spoken_of(name: str) -> list[Report]:
    """The tables published beside that text, the final accounts of the year before, and the budget of the year."""
    others = [("final_accounts", 2024, 190), ("final_accounts", 2023, 180), ("budget", 2024, 200)]
    return [_tables(name, kind, year, total) for kind, year, total in others]


def _tables(name: str, kind: str, year: int, total: int) -> Report:
    facts = {"issuer_name": f"某县戊局{name}", "report_kind": kind, "fiscal_year": year}
    report = Report(f"{name} {kind} {year}", facts)
    rows = [
        side("revenue", "revenue_general_public", "一般公共预算拨款收入", total, 1, "line"),
        side("revenue", "revenue_grand_total", "总计", total, 0, "total"),
    ]
    report.add_table("revenue_expenditure_summary", ["budget_amount"], rows, title_year=year)
    return report
