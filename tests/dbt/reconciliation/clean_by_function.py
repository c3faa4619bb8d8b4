"""A small report whose summaries list classes, subclasses and items and no subtotal, and whose 收入总表 is by function.

Belongs here: what that report prints, as several cities print it. Amounts are given in 万元 and printed in yuan.
"""

from __future__ import annotations

from tests.dbt.hand_over import PrintedRow, Report
from tests.dbt.reconciliation.clean_report import GENERAL_ITEMS, LEVELS, function_rows, side, tree, yuan


def by_function(name: str) -> Report:
    """A department with 190 of general public budget, all of it told by function in every table."""
    report = Report(name, {"issuer_name": "某市乙局", "department_name": "某市乙局", "department_code": "113"})
    rows = [(code, title, [sum(amounts)]) for code, title, amounts in tree(GENERAL_ITEMS)]
    expenditure = [
        side(
            "expenditure", None, title, amounts[0], LEVELS[len(code)][0], LEVELS[len(code)][1],
            function_code=code, function_name_printed=title, code_source="name",
        )
        for code, title, amounts in rows
    ]  # fmt: skip
    for kind in ("revenue_expenditure_summary", "fiscal_appropriation_summary"):
        summary: list[PrintedRow] = [
            side("revenue", None, "财政拨款", 185, 1, "group"),
            side("revenue", "revenue_general_public", "一般公共预算拨款收入", 180, 2, "line"),
            side("revenue", "revenue_government_fund", "政府性基金预算拨款收入", 5, 2, "line"),
            side("revenue", "revenue_carry_over", "上年结转结余", 5, 1, "subtotal"),
            side("revenue", "revenue_grand_total", "收入总计", 190, 0, "total"),
            *expenditure,
            side("expenditure", "expenditure_grand_total", "支出总计", 190, 0, "total"),
        ]
        report.add_table(kind, ["budget_amount"], summary)
    report.add_table("revenue_summary", ["total"], function_rows(rows))
    _standing(report)
    return report


def _standing(report: Report) -> None:
    """Tables whose rows are the measures: 三公 one below the other, and a project's funding."""
    three_public = [
        (0, "total", "合计", 9, "three_public_total"),
        (1, "line", "因公出国（境）费", 1, "overseas_travel"),
        (1, "line", "公务接待费", 2, "official_reception"),
        (1, "line", "公务用车购置及运行费", 6, "official_vehicle_total"),
        (2, "line", "公务用车购置费", 2, "official_vehicle_purchase"),
        (2, "line", "公务用车运行费", 4, "official_vehicle_running"),
    ]
    funding = [
        (0, "total", "资金总额", 30, "project_investment"),
        (1, "line", "财政拨款", 20, "project_funding"),
        (1, "line", "其他资金", 10, "project_funding"),
    ]
    for kind, described in (("three_public_expenditure", three_public), ("project_performance_targets", funding)):
        rows = [
            PrintedRow(level, row_kind, (yuan(amount),), label, measures=(measure,))
            for level, row_kind, label, amount, measure in described
        ]
        report.add_table(kind, ["total"], rows)
