"""A small report whose summaries list classes, subclasses and items and no subtotal, and whose 收入总表 is by function.

Belongs here: what that report prints, as several cities print it. Amounts are given in 万元 and printed in yuan.
"""

from __future__ import annotations

from tests.dbt.hand_over import PrintedRow, Report
from tests.dbt.reconciliation.clean_report import GENERAL_ITEMS, LEVELS, function_rows, side, tree, yuan

_ECONOMIC_KINDS = (
    "fiscal_appropriation_basic_expenditure", "general_public_economic_expenditure", "general_public_project_economic",
    "basic_expenditure", "operating_expenditure",
)  # fmt: skip


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
    sources = ["total", "current_fiscal", "current_general_public", "current_government_fund", "carry_total"]
    # Of 住房公积金, 5 come from a fund and 5 from the year before.
    by_source = [
        (code, title, total, total - carried, total - carried - fund, fund, carried)
        for code, title, *amounts in GENERAL_ITEMS
        for total in [sum(amounts)]
        for fund, carried in [(5, 5) if code == "2210201" else (0, 0)]
    ]
    report.add_table("revenue_summary", [*sources], function_rows(tree(by_source)))
    report.add_table("fiscal_appropriation_expenditure", ["total"], function_rows(rows))
    for kind in _ECONOMIC_KINDS:
        report.add_table(kind, ["budget_amount"], _economic_rows())
    _standing(report)
    report.add_statement("fiscal_expenditure", "amount", "190.00", "万元", section_title="五、财政拨款支出预算情况说明")
    return report


def by_purpose(name: str) -> Report:
    """A department whose 收支总表 tells expenditure by function in one half and by purpose in another."""
    report = Report(name, {"issuer_name": "某省丙厅", "department_name": "某省丙厅", "department_code": "114"})
    functions = [("201", "一般公共服务支出", 150), ("208", "社会保障和就业支出", 10), ("221", "住房保障支出", 30)]
    purposes = [
        (2, "line", "expenditure_purpose_basic", "基本支出", 140),
        (2, "line", "expenditure_purpose_project", "项目支出", 50),
        (1, "subtotal", "expenditure_current_total", "当年支出小计", 190),
        (0, "total", "expenditure_grand_total", "支出合计", 190),
    ]
    summary = [
        side("revenue", "revenue_general_public", "一般公共预算", 190, 2, "line"),
        side("revenue", None, "其中：经费拨款", 100, 3, "line", is_part=True),
        side("revenue", "revenue_current_total", "当年收入小计", 190, 1, "subtotal"),
        side("revenue", "revenue_grand_total", "收入合计", 190, 0, "total"),
        *(
            side("expenditure", None, title, amount, 2, "line", function_code=code, function_name_printed=title)
            for code, title, amount in functions
        ),
        *(
            PrintedRow(level, kind, (yuan(amount),), label, {"side": "expenditure", "row_key": key}, block_no=3)
            for level, kind, key, label, amount in purposes
        ),
    ]
    report.add_table("revenue_expenditure_summary", ["budget_amount"], summary)
    nothing = [PrintedRow(0, "total", ("",), "合计")]
    title, note = "政府性基金预算支出预算表", "注：本表本年无发生额。"
    report.add_table("government_fund_expenditure", ["total"], nothing, printed_title=title, empty_note=note)
    report.add_statement("government_fund_total", "amount", "0.00", "万元", section_title="八、政府性基金预算支出情况")
    report.add_table("purchased_services", ["purchased_service_amount"], nothing)
    paragraph = {"document_id": report.document_id, "page_no": 2, "paragraph_no": 1, "part": "narrative"}
    said = {"is_heading": False, "text": "本部门2024年没有政府购买服务预算。"}
    report.tables["paragraphs"].append(paragraph | said)
    years = [
        PrintedRow(0, "total", (yuan(4),), "2023年预算数", measures=(("official_reception", 2023),)),
        PrintedRow(0, "total", (yuan(5),), "2024年预算数", measures=("official_reception",)),
        PrintedRow(0, "total", (yuan(1),), "增减变化金额", measures=("change_amount",)),
    ]
    report.add_table("three_public_expenditure", ["official_reception"], years)
    changed = [PrintedRow(0, "total", (yuan(180), yuan(190), yuan(10), "5.56%"), "合计")]
    columns = [("total", 2023), "total", "change_amount", "change_percent"]
    report.add_table("general_public_expenditure", [*columns], changed)
    _purchases_by_fund(report)
    return report


def _purchases_by_fund(report: Report) -> None:
    """Purchases with the funds that pay for them, which the reading of the columns proves to make up their amounts."""
    columns = ["procurement_amount", "current_fiscal", "current_unit_funds"]
    rows = [
        PrintedRow(0, "total", (yuan(30), yuan(20), yuan(10)), "合计"),
        PrintedRow(1, "line", (yuan(18), yuan(12), yuan(6)), "甲采购"),
        PrintedRow(1, "line", (yuan(12), yuan(8), yuan(4)), "乙采购"),
    ]
    table_id = report.add_table("government_procurement", [*columns], rows)
    for col_no, measure_key in enumerate(columns, start=1):
        parent = {"parent_col_no": 1} if col_no > 1 else {"sums_tried": 3, "sums_closed": 3, "sums_proving": 3}
        place = {"table_id": table_id, "document_id": report.document_id, "block_no": 1, "col_no": col_no}
        words = {"header_path": measure_key, "measure_key": measure_key, "is_part": False}
        report.tables["columns"].append(place | words | {"sums_tried": 0, "sums_closed": 0, "sums_proving": 0} | parent)


def _economic_rows() -> list[PrintedRow]:
    described = [
        ("301", "工资福利支出", 30), ("30101", "基本工资", 20), ("30113", "住房公积金", 10),
        ("302", "商品和服务支出", 12), ("30201", "办公费", 12),
    ]  # fmt: skip
    rows = [PrintedRow(0, "total", (yuan(42),), "合计")]
    for code, title, amount in described:
        level, kind = (1, "group") if len(code) == 3 else (2, "line")
        facts = {"economic_code": code, "economic_name_printed": title}
        rows.append(PrintedRow(level, kind, (yuan(amount),), title, facts))
    return rows


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
