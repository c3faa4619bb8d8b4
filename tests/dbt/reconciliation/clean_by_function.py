"""A small report whose summaries list classes, subclasses and items and no subtotal, and whose 收入总表 is by function.

Belongs here: what that report prints, as several cities print it. Amounts are given in 万元 and printed in yuan.
"""

from __future__ import annotations

from tests.dbt.hand_over import PrintedRow, Report
from tests.dbt.reconciliation.clean_report import GENERAL_ITEMS, LEVELS, function_rows, side, tree


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
            side("revenue", "revenue_general_public", "一般公共预算拨款收入", 185, 1, "line"),
            side("revenue", "revenue_government_fund", "政府性基金预算拨款收入", 0, 1, "line"),
            side("revenue", "revenue_carry_over", "上年结转结余", 5, 1, "subtotal"),
            side("revenue", "revenue_grand_total", "收入总计", 190, 0, "total"),
            *expenditure,
            side("expenditure", "expenditure_grand_total", "支出总计", 190, 0, "total"),
        ]
        report.add_table(kind, ["budget_amount"], summary)
    report.add_table("revenue_summary", ["total"], function_rows(rows))
    return report
