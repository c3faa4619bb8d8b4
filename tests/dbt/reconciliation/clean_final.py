"""Small final accounts in which every rule that applies holds: carry-overs, a surplus put to funds, a fund's balances.

Belongs here: what that report prints. Amounts are given in 万元 and printed in yuan.
"""

from __future__ import annotations

from tests.dbt.hand_over import PrintedRow, Report
from tests.dbt.reconciliation.clean_report import classes, function_rows, side, tree, yuan

#: code, name, basic, project; all but the last of the general public budget, the last of a government fund.
PUBLIC_ITEMS = [
    ("2013201", "行政运行", 70, 0),
    ("2013202", "一般行政管理事务", 0, 20),
    ("2210201", "住房公积金", 10, 0),
]
FUND_ITEMS = [("2120899", "其他国有土地使用权出让收入安排的支出", 0, 30)]
SIX_SOURCES = [
    "current_total", "current_fiscal", "current_superior_subsidy", "current_institution_income", "current_business_income",
    "current_affiliated_remittance", "current_other_income",
]  # fmt: skip


def final_accounts(name: str) -> Report:
    """A department's final accounts: revenue 140 of which fiscal 130, opening 15, surplus used 5; expenditure 130."""
    report = Report(name, {"issuer_name": "青山区丁局", "report_kind": "final_accounts"})
    public = [(code, title, [basic + project, basic, project]) for code, title, (basic, project) in tree(PUBLIC_ITEMS)]
    fund = [(code, title, [basic + project, basic, project]) for code, title, (basic, project) in tree(FUND_ITEMS)]
    both = sorted(public + fund)
    summary = [
        side("revenue", "revenue_general_public", "一、一般公共预算财政拨款收入", 100, 2, "line"),
        side("revenue", "revenue_government_fund", "二、政府性基金预算财政拨款收入", 30, 2, "line"),
        side("revenue", "revenue_other_income", "八、其他收入", 10, 2, "line"),
        side("revenue", "revenue_current_total", "本年收入合计", 140, 1, "subtotal"),
        side("revenue", "revenue_use_of_surplus", "使用非财政拨款结余", 5, 1, "subtotal"),
        side("revenue", "revenue_carry_over", "年初结转和结余", 15, 1, "subtotal"),
        side("revenue", "revenue_grand_total", "总计", 160, 0, "total"),
        *classes(both, 0),
        side("expenditure", "expenditure_current_total", "本年支出合计", 130, 1, "subtotal"),
        side("expenditure", "expenditure_surplus_distribution", "结余分配", 4, 1, "subtotal"),
        side("expenditure", "expenditure_carry_forward", "年末结转和结余", 26, 1, "subtotal"),
        side("expenditure", "expenditure_grand_total", "总计", 160, 0, "total"),
    ]
    report.add_table("revenue_expenditure_summary", ["budget_amount"], summary)
    revenue = tree(
        [("2013201", "行政运行", 110, 100, 0, 0, 0, 0, 10), ("2120899", FUND_ITEMS[0][1], 30, 30, 0, 0, 0, 0, 0)]
    )
    report.add_table("revenue_summary", [*SIX_SOURCES], function_rows(revenue))
    report.add_table("expenditure_summary", ["total", "basic", "project"], function_rows(both))
    report.add_table("general_public_expenditure", ["total", "basic", "project"], function_rows(public))
    halves = [
        _economic(1, "301", "工资福利支出", 50, 1), _economic(2, "30101", "基本工资", 50, 1),
        PrintedRow(0, "subtotal", (yuan(50),), "人员经费合计", {"row_key": "basic_personnel_total"}),
        _economic(1, "302", "商品和服务支出", 30, 2), _economic(2, "30201", "办公费", 30, 2),
        PrintedRow(0, "subtotal", (yuan(30),), "公用经费合计", {"row_key": "basic_operating_total"}, block_no=2),
    ]  # fmt: skip
    report.add_table("general_public_basic_expenditure", ["budget_amount"], halves)
    balances = [(code, title, [3, 30, *amounts, 3]) for code, title, amounts in fund]
    columns = ["fund_opening", "fund_income", "total", "basic", "project", "fund_closing"]
    report.add_table("government_fund_expenditure", [*columns], function_rows(balances))
    _three_public(report)
    _targets(report)
    _text(report)
    return report


def _text(report: Report) -> None:
    """The budgets of the three public expenses: one told, one left to the table."""
    section = "五、“三公”经费支出决算情况"
    told = {"group_no": 1, "section_title": section, "sentence": "“三公”经费年初预算8万元，支出决算5万元，"}
    report.add_statement("three_public_total", "budget_amount", "8.00", "万元", **told)
    report.add_statement("three_public_total", "amount", "5.00", "万元", **told)
    report.add_statement("three_public_total", "completion_percent", "62.5", "%", **told)
    left = {"group_no": 2, "section_title": section, "sentence": "公务接待费支出决算5万元，"}
    report.add_statement("official_reception", "amount", "5.00", "万元", **left)
    report.add_statement("official_reception", "completion_percent", "83.33", "%", **left)
    nothing = {"group_no": 3, "section_title": section, "sentence": "公务用车运行维护费支出决算0.00万元。"}
    report.add_statement("vehicle_operation", "amount", "0.00", "万元", **nothing)
    for number, (subject, amount, name) in enumerate(
        [("conference", "1.00", "会议费"), ("training", "3.00", "培训费")], 4
    ):
        meetings = {"group_no": number, "section_title": section, "sentence": f"{name}支出决算{amount}万元。"}
        report.add_statement(subject, "amount", amount, "万元", **meetings)
    text = f"{told['sentence']}完成年初预算的62.5%，其中：{left['sentence']}完成预算的83.33%。决算数小于预算数的主要原因是厉行节约。"
    place = {"document_id": report.document_id, "page_no": 1, "section_title": section}
    report.tables["paragraphs"].append(
        place | {"paragraph_no": 1, "part": "narrative", "is_heading": False, "text": text}
    )


def _three_public(report: Report) -> None:
    """One row: the total with meetings, receptions by fund, and the budget beside the final figures."""
    amounts = {
        "three_public_and_meetings_total": 9, "three_public_total": 5, "conference": 1, "training": 3,
        "official_reception": 5, "official_reception_general_public": 4, "official_reception_government_fund": 1,
        "official_reception_state_capital": 0, "three_public_total_budgeted": 8, "overseas_travel_budgeted": 1,
        "official_vehicle_total_budgeted": 1, "official_reception_budgeted": 6, "official_vehicle_running": 0,
    }  # fmt: skip
    rows = [PrintedRow(0, "total", tuple(map(yuan, amounts.values())), "合计")]
    report.add_table("three_public_expenditure", [*amounts], rows)


def _targets(report: Report) -> None:
    """Targets printed as lists: a project a row with its funding, the department with its funding both ways."""
    funding = ["project_investment", "project_funding_fiscal", "project_funding_other"]
    rows = [PrintedRow(1, "line", (yuan(20), yuan(15), yuan(5)), "项目一", {"project_name_printed": "项目一"})]
    report.add_table("project_performance_targets", [*funding], rows)
    amounts = {
        "funding_amount": 130, "funding_fiscal": 120, "funding_other": 10, "funding_basic": 80, "funding_project": 50,
    }  # fmt: skip
    rows = [PrintedRow(1, "line", tuple(map(yuan, amounts.values())), "青山区丁局")]
    report.add_table("department_performance_targets", [*amounts], rows)


def _economic(level: int, code: str, name: str, amount: int, block: int) -> PrintedRow:
    facts = {"economic_code": code, "economic_name_printed": name}
    return PrintedRow(level, "group" if level == 1 else "line", (yuan(amount),), name, facts, block_no=block)
