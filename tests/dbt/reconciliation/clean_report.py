"""Two small reports in which every rule of the catalogue that applies holds; cases break them one figure at a time.

Belongs here: what the reports print. All amounts are given in 万元 and printed in yuan or 万元 as the tables do. *general*
is a department with general public budget only, with all fifteen tables and a narrative; *all_funds* has every source of
money, a carry-over, and expenditure beside basic and project.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from tests.dbt.hand_over import PrintedRow, Report
from tests.dbt.reconciliation.clean_text import add_text

DEPARTMENT = {"unit_code": "112", "unit_name_printed": "青山区甲局"}
OFFICE = {"unit_code": "112001", "unit_name_printed": "青山区甲局本级"}
CENTRE = {"unit_code": "112002", "unit_name_printed": "青山区服务中心"}
#: code, name, personnel, operating, project, other (经营, 上缴, 补助)
GENERAL_ITEMS = [
    ("2013201", "行政运行", 60, 40, 0),
    ("2013202", "一般行政管理事务", 0, 0, 50),
    ("2080505", "机关事业单位基本养老保险缴费支出", 10, 0, 0),
    ("2101101", "行政单位医疗", 6, 0, 0),
    ("2101102", "事业单位医疗", 4, 0, 0),
    ("2210201", "住房公积金", 20, 0, 0),
]
NAMES = {
    "201": "一般公共服务支出", "20132": "组织事务", "208": "社会保障和就业支出", "20805": "行政事业单位养老支出",
    "210": "卫生健康支出", "21011": "行政事业单位医疗", "221": "住房保障支出", "22102": "住房改革支出",
    "212": "城乡社区支出", "21208": "国有土地使用权出让收入安排的支出", "223": "国有资本经营预算支出",
    "22301": "解决历史遗留问题及改革成本支出",
}  # fmt: skip
PROJECTS = [("P1", "工作性其他-甲项目", "甲项目", 30), ("P2", "工作性其他-乙项目", "乙项目", 20)]
LEVELS = {3: (1, "group"), 5: (2, "group"), 7: (3, "line")}


def yuan(amount: object) -> str:
    """An amount in 万元 as a table in yuan prints it; text (an empty cell) as it is."""
    return amount if isinstance(amount, str) else f"{Decimal(str(amount)) * 10000:,.2f}"


def tree(items: list[tuple[Any, ...]]) -> list[tuple[str, str, list[Any]]]:
    """Items with the classes and subclasses above them: code, name, amounts per column."""
    rows: dict[str, tuple[str, list[Any]]] = {}
    for code, name, *amounts in items:
        for length in (3, 5, 7):
            prefix = code[:length]
            title, sums = rows.setdefault(prefix, (name if length == 7 else NAMES[prefix], [0] * len(amounts)))
            rows[prefix] = (title, [a + b for a, b in zip(sums, amounts, strict=True)])
    return [(code, *rows[code]) for code in sorted(rows)]


def function_rows(rows: list[tuple[str, str, list[Any]]]) -> list[PrintedRow]:
    """A total row and the rows of a function tree."""
    totals = [sum(amounts[i] for code, _, amounts in rows if len(code) == 7) for i in range(len(rows[0][2]))]
    printed = [PrintedRow(0, "total", tuple(yuan(total) for total in totals), "合计")]
    for code, name, amounts in rows:
        level, kind = LEVELS[len(code)]
        facts = {"function_code": code, "function_name_printed": name}
        printed.append(PrintedRow(level, kind, tuple(yuan(amount) for amount in amounts), name, facts))
    return printed


def side(name: str, key: str | None, label: str, amount: object, level: int, kind: str, **facts: Any) -> PrintedRow:
    """A row of one half of a two-sided table."""
    block = 1 if name == "revenue" else 2
    return PrintedRow(level, kind, (yuan(amount),), label, {"side": name, "row_key": key} | facts, block_no=block)


def classes(rows: list[tuple[str, str, list[Any]]], column: int) -> list[PrintedRow]:
    """The function classes as a two-sided table lists them, found by name."""
    return [
        side(
            "expenditure",
            None,
            name,
            amounts[column],
            2,
            "line",
            function_code=code,
            function_name_printed=name,
            code_source="name",
        )
        for code, name, amounts in rows
        if len(code) == 3
    ]


def general(name: str) -> Report:
    """A department whose money is all general public budget: 190, of it basic 140 (100 + 40), project 50."""
    report = Report(name, {"issuer_name": "青山区甲局", "department_name": "青山区甲局", "department_code": "112"})
    rows = [
        (code, title, [p + o + j, p + o, p, o, j]) for code, title, (p, o, j) in tree(GENERAL_ITEMS)
    ]  # fmt: skip
    summary = [
        side("revenue", "revenue_general_public", "一般公共预算拨款收入", 190, 2, "line"),
        side("revenue", "revenue_current_total", "本年收入合计", 190, 1, "subtotal"),
        side("revenue", "revenue_grand_total", "收入总计", 190, 0, "total"),
        *classes(rows, 0),
        side("expenditure", "expenditure_current_total", "本年支出合计", 190, 1, "subtotal"),
        side("expenditure", "expenditure_grand_total", "支出总计", 190, 0, "total"),
    ]
    report.add_table("revenue_expenditure_summary", ["budget_amount"], summary)
    units = [
        PrintedRow(0, "total", (yuan(190),) * 3, "合计"),
        PrintedRow(1, "group", (yuan(190),) * 3, facts=DEPARTMENT),
        PrintedRow(2, "line", (yuan(180),) * 3, facts=OFFICE),
        PrintedRow(2, "line", (yuan(10),) * 3, facts=CENTRE),
    ]
    report.add_table("revenue_summary", ["total", "current_total", "current_general_public"], units)
    split = ["total", "basic", "basic_personnel", "basic_operating", "project"]
    report.add_table("expenditure_summary", [*split], function_rows(rows))
    fiscal = [
        side("revenue", "revenue_current_total", "一、本年收入", 190, 1, "subtotal"),
        side("revenue", "revenue_general_public", "一般公共预算拨款", 190, 2, "line"),
        side("revenue", "revenue_grand_total", "收入总计", 190, 0, "total"),
        side("expenditure", "expenditure_current_total", "一、本年支出", 190, 1, "subtotal"),
        *classes(rows, 0),
        side("expenditure", "expenditure_grand_total", "支出总计", 190, 0, "total"),
    ]
    report.add_table("fiscal_appropriation_summary", ["budget_amount"], fiscal)
    report.add_table("general_public_expenditure", [*split], function_rows(rows))
    _basic(report)
    _three_public(report)
    _projects(report)
    _purchases(report)
    _targets(report)
    add_text(report)
    return report


def _basic(report: Report) -> None:
    economics = [
        ("301", "工资福利支出", 90, 0), ("30101", "基本工资", 50, 0), ("30108", "机关事业单位基本养老保险缴费", 10, 0),
        ("30110", "职工基本医疗保险缴费", 10, 0), ("30113", "住房公积金", 20, 0), ("302", "商品和服务支出", 0, 40),
        ("30201", "办公费", 0, 25), ("30211", "差旅费", 0, 13),
        ("30217", "公务接待费", 0, 2), ("303", "对个人和家庭的补助", 10, 0), ("30301", "离休费", 10, 0),
    ]  # fmt: skip
    rows = [PrintedRow(0, "total", (yuan(140), yuan(100), yuan(40)), "合计")]
    for code, name, personnel, operating in economics:
        level, kind = (1, "group") if len(code) == 3 else (2, "line")
        facts = {"economic_code": code, "economic_name_printed": name}
        values = (yuan(personnel + operating), yuan(personnel), yuan(operating))
        rows.append(PrintedRow(level, kind, values, name, facts))
    report.add_table("general_public_basic_expenditure", ["total", "basic_personnel", "basic_operating"], rows)


def _three_public(report: Report) -> None:
    columns = ["three_public_total", "overseas_travel", "official_vehicle_total"]
    columns += ["official_vehicle_purchase", "official_vehicle_running", "official_reception"]
    total, office = (9, 1, 6, 2, 4, 2), (8, 1, 5, 1, 4, 2)
    rows = [
        PrintedRow(0, "total", tuple(yuan(v) for v in total), "合计"),
        PrintedRow(1, "line", tuple(yuan(v) for v in office), facts=OFFICE),
        PrintedRow(1, "line", tuple(yuan(a - b) for a, b in zip(total, office, strict=True)), facts=CENTRE),
    ]
    report.add_table("three_public_expenditure", [*columns], rows)


def _projects(report: Report) -> None:
    rows = [
        PrintedRow(0, "total", (yuan(50), yuan(50), yuan(0)), "合计"),
        PrintedRow(1, "group", (yuan(50), yuan(50), yuan(0)), facts=OFFICE),
    ]
    for code, name, _, amount in PROJECTS:
        facts = OFFICE | {"project_code": code, "project_name_printed": name}
        rows.append(PrintedRow(2, "line", (yuan(amount), yuan(amount), yuan(0)), name, facts))
    report.add_table("project_expenditure", ["total", "current_general_public", "current_government_fund"], rows)


def _purchases(report: Report) -> None:
    bought = [("A05040101", "复印纸", 2, 3), ("B06010100", "房屋修缮", 1, 5), ("C23090199", "其他印刷服务", 1, 4)]
    rows = [PrintedRow(0, "total", ("4", "", yuan(15)), "合计")]
    for code, name, quantity, price in bought:
        facts = {"procurement_code": code, "procurement_name_printed": name}
        rows.append(PrintedRow(1, "line", (str(quantity), yuan(price), yuan(quantity * price)), name, facts))
    report.add_table("government_procurement", ["quantity", "unit_price", "procurement_amount"], rows)
    services = [
        PrintedRow(0, "total", ("2", yuan(5)), "合计"),
        PrintedRow(1, "line", ("1", yuan(3)), "法律顾问"),
        PrintedRow(1, "line", ("1", yuan(2)), "物业"),
    ]
    report.add_table("purchased_services", ["quantity", "purchased_service_amount"], services)
    assets = [
        PrintedRow(0, "total", ("3", "", yuan(8)), "合计"),
        PrintedRow(1, "line", ("2", yuan(3), yuan(6)), "打印机"),
        PrintedRow(1, "line", ("1", yuan(2), yuan(2)), "复印机"),
    ]
    report.add_table("asset_allocation", ["asset_requested_quantity", "unit_price", "asset_amount"], assets)


def _targets(report: Report) -> None:
    funding = [
        ("revenue", "funding_revenue_fiscal", 1, ("190", "100%", "200")),
        ("revenue", "funding_revenue_other", 1, ("0", "0%", "0")),
        ("revenue", "funding_revenue_total", 0, ("190", "100%", "200")),
        ("expenditure", "funding_expenditure_basic", 1, ("140", "73.68%", "145")),
        ("expenditure", "funding_expenditure_project", 1, ("50", "26.32%", "55")),
        ("expenditure", "funding_expenditure_total", 0, ("190", "100%", "200")),
    ]
    rows = [
        PrintedRow(
            level, "line" if level else "total", values, key, {"side": name, "row_key": key},
            texts={"department_name": "青山区甲局"} if key == "funding_revenue_fiscal" else {},
            block_no=1 if name == "revenue" else 2,
        )
        for name, key, level, values in funding
    ]  # fmt: skip
    columns: list[str | tuple[str, int]] = [("funding_amount", 2024), "funding_share", ("funding_amount", 2023)]
    report.add_table("department_performance_targets", columns, rows, unit_label="万元")
    forms = []
    for number, (_, _, name, amount) in enumerate(PROJECTS, start=1):
        facts = {"project_name_printed": name}
        total, part = facts | {"row_key": "project_investment_total"}, facts | {"row_key": "project_funding_district"}
        forms += [
            PrintedRow(0, "total", (str(amount), ""), "项目总投入", total, {"project_name": name}, form_no=number),
            PrintedRow(1, "line", ("", str(amount)), "区级财政", part, form_no=number),
        ]
    measures: list[str | tuple[str, int]] = ["project_investment", "project_funding"]
    report.add_table("project_performance_targets", measures, forms, unit_label="万元")


def all_funds(name: str) -> Report:
    """A unit with every source of money: revenue 243 and carry-over 10, expenditure 250 and carry-forward 3."""
    report = Report(
        name,
        {
            "issuer_name": "青山区乙局", "department_name": "青山区乙局", "department_code": "113", "body_kind": "unit",
        },
    )  # fmt: skip
    for number, text in enumerate(
        ["本单位预算的依据。", "本单位收支总预算253万元。", "单位预算安排的项目2个。"], start=1
    ):
        paragraph = {"paragraph_no": number, "part": "narrative", "is_heading": False, "text": text}
        report.tables["paragraphs"].append({"document_id": report.document_id, "page_no": 1} | paragraph)
    fund, capital = (
        [("2120899", "其他国有土地使用权出让收入安排的支出", 5, 25)],
        [("2230105", "国有企业退休人员社会化管理补助支出", 2, 10)],
    )
    items = [(code, title, p + o, j, 0, 0, 0) for code, title, p, o, j in GENERAL_ITEMS]
    items += [(code, title, basic, project, 0, 0, 0) for code, title, basic, project in [*fund, *capital]]
    rows = tree([*items, ("2013250", "事业运行", 0, 0, 8, 6, 4)])
    sources = [
        ("general_public", "一般公共预算拨款收入", 185), ("government_fund", "政府性基金预算拨款收入", 28),
        ("state_capital", "国有资本经营预算拨款收入", 12), ("fiscal_account", "财政专户管理资金收入", 4),
        ("institution_income", "事业收入", 3), ("business_income", "事业单位经营收入", 2), ("superior_subsidy", "上级补助收入", 1),
        ("affiliated_remittance", "附属单位上缴收入", 6), ("other_income", "其他收入", 2),
    ]  # fmt: skip
    summary = [
        *(side("revenue", f"revenue_{key}", label, amount, 2, "line") for key, label, amount in sources),
        side("revenue", "revenue_current_total", "本年收入合计", 243, 1, "subtotal"),
        side("revenue", "revenue_carry_over", "上年结转结余", 10, 1, "subtotal"),
        side("revenue", None, "一般公共预算", 7, 2, "line"),
        side("revenue", None, "政府性基金预算", 3, 2, "line"),
        side("revenue", "revenue_grand_total", "收入总计", 253, 0, "total"),
        *classes([(code, title, [sum(amounts)]) for code, title, amounts in rows], 0),
        side("expenditure", "expenditure_current_total", "本年支出合计", 250, 1, "subtotal"),
        side("expenditure", "expenditure_carry_forward", "年终结转结余", 3, 1, "subtotal"),
        side("expenditure", "expenditure_grand_total", "支出总计", 253, 0, "total"),
    ]
    report.add_table("revenue_expenditure_summary", ["budget_amount"], summary)
    columns = ["total", "current_total", *(f"current_{key}" for key, _, _ in sources)]
    columns += ["carry_total", "carry_general_public", "carry_government_fund"]
    values = tuple(yuan(v) for v in (253, 243, *(amount for _, _, amount in sources), 10, 7, 3))
    units = [PrintedRow(0, "total", values, "合计"), PrintedRow(1, "line", values, facts=OFFICE)]
    report.add_table("revenue_summary", [*columns], units)
    columns = ["total", "basic", "project", "business_expenditure", "remitted_to_superior", "subsidy_to_affiliated"]
    report.add_table(
        "expenditure_summary", [*columns], function_rows([(code, title, [sum(a), *a]) for code, title, a in rows])
    )
    fiscal_rows = tree([*((c, t, p + o, j) for c, t, p, o, j in GENERAL_ITEMS), *fund, *capital])
    fiscal = [
        side("revenue", "revenue_current_total", "一、本年收入", 225, 1, "subtotal"),
        side("revenue", "revenue_general_public", "一般公共预算拨款", 185, 2, "line"),
        side("revenue", "revenue_government_fund", "政府性基金预算拨款", 28, 2, "line"),
        side("revenue", "revenue_state_capital", "国有资本经营预算拨款", 12, 2, "line"),
        side("revenue", "revenue_carry_over", "二、上年结转", 10, 1, "subtotal"),
        side("revenue", "revenue_general_public", "一般公共预算拨款", 7, 2, "line"),
        side("revenue", "revenue_government_fund", "政府性基金预算拨款", 3, 2, "line"),
        side("revenue", "revenue_grand_total", "收入总计", 235, 0, "total"),
        side("expenditure", "expenditure_current_total", "一、本年支出", 232, 1, "subtotal"),
        *classes([(code, title, [sum(amounts)]) for code, title, amounts in fiscal_rows], 0),
        side("expenditure", "expenditure_carry_forward", "二、年终结转结余", 3, 1, "subtotal"),
        side("expenditure", "expenditure_grand_total", "支出总计", 235, 0, "total"),
    ]
    report.add_table("fiscal_appropriation_summary", ["budget_amount"], fiscal)
    general_rows = [(code, title, [p + o + j, p + o, j]) for code, title, (p, o, j) in tree(GENERAL_ITEMS)]
    report.add_table("general_public_expenditure", ["total", "basic", "project"], function_rows(general_rows))
    for kind, its_items in (("government_fund_expenditure", fund), ("state_capital_expenditure", capital)):
        its_rows = [(code, title, [b + j, b, j]) for code, title, (b, j) in tree(its_items)]
        report.add_table(kind, ["total", "basic", "project"], function_rows(its_rows))
    for subject, amount in [
        ("revenue_government_fund", "28"),
        ("government_fund_total", "30"),
        ("state_capital_total", "12"),
        # With the carry-over of the same fund: 185 and 7.
        ("revenue_general_public", "192"),
    ]:
        report.add_statement(subject, "amount", amount, "万元")
    report.add_statement("expenditure_current_total", "amount", "250", "万元")
    report.add_statement("project", "amount", "25", "万元", section_title="八、政府性基金预算支出")
    return report
