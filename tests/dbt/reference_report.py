"""The reference report's figures as typed from its text: tables 1–15 and the narrative figures dbt is tested with.

Long tables keep every row; indicators and running text are left to the reading rooms' tests.
"""

from __future__ import annotations

from tests.dbt.hand_over import PrintedRow, Report

DEPARTMENT = {"unit_code": "112", "unit_name_printed": "中国共产党武汉市青山区委员会组织部"}
OFFICE = {"unit_code": "112001", "unit_name_printed": "中国共产党武汉市青山区委员会组织部本级"}
NONE_9 = ("0.00",) * 8

#: 功能科目: code, name, 合计, 人员经费, 公用经费, 项目支出 (table 5; table 3 prints the same with 基本支出 unsplit).
FUNCTIONS = """
201 一般公共服务支出 16,708,285.63 4,190,985.63 3,671,661.39 519,324.24 12,517,300.00
20132 组织事务 16,708,285.63 4,190,985.63 3,671,661.39 519,324.24 12,517,300.00
2013201 行政运行 3,714,605.13 3,714,605.13 3,195,280.89 519,324.24 0.00
2013202 一般行政管理事务 12,517,300.00 0.00 0.00 0.00 12,517,300.00
2013250 事业运行 476,380.50 476,380.50 476,380.50 0.00 0.00
208 社会保障和就业支出 384,318.72 384,318.72 384,318.72 0.00 0.00
20805 行政事业单位养老支出 384,318.72 384,318.72 384,318.72 0.00 0.00
2080505 机关事业单位基本养老保险缴费支出 384,318.72 384,318.72 384,318.72 0.00 0.00
210 卫生健康支出 442,419.98 442,419.98 442,419.98 0.00 0.00
21011 行政事业单位医疗 442,419.98 442,419.98 442,419.98 0.00 0.00
2101101 行政单位医疗 163,368.00 163,368.00 163,368.00 0.00 0.00
2101102 事业单位医疗 28,791.36 28,791.36 28,791.36 0.00 0.00
2101103 公务员医疗补助 235,965.92 235,965.92 235,965.92 0.00 0.00
2101199 其他行政事业单位医疗支出 14,294.70 14,294.70 14,294.70 0.00 0.00
221 住房保障支出 474,628.35 474,628.35 474,628.35 0.00 0.00
22102 住房改革支出 474,628.35 474,628.35 474,628.35 0.00 0.00
2210201 住房公积金 405,213.51 405,213.51 405,213.51 0.00 0.00
2210202 提租补贴 69,414.84 69,414.84 69,414.84 0.00 0.00
""".strip().splitlines()

ECONOMICS = """
301 工资福利支出 4,723,074.63 4,723,074.63 0.00
30101 基本工资 760,320.00 760,320.00 0.00
30102 津贴补贴 720,344.05 720,344.05 0.00
30103 奖金 1,880,103.25 1,880,103.25 0.00
30107 绩效工资 91,860.00 91,860.00 0.00
30108 机关事业单位基本养老保险缴费 384,318.72 384,318.72 0.00
30110 职工基本医疗保险缴费 192,159.36 192,159.36 0.00
30111 公务员医疗补助缴费 270,142.34 270,142.34 0.00
30112 其他社会保障缴费 18,613.40 18,613.40 0.00
30113 住房公积金 405,213.51 405,213.51 0.00
30199 其他工资福利支出 519,324.24 0.00 519,324.24
302 商品和服务支出 50,000.00 0.00 50,000.00
30201 办公费 5,000.00 0.00 5,000.00
30211 差旅费 12,814.56 0.00 12,814.56
30216 培训费 17,086.08 0.00 17,086.08
30228 工会经费 21,357.60 0.00 21,357.60
30229 福利费 137,640.00 0.00 137,640.00
30239 其他交通费用 275,426.00 0.00 275,426.00
30299 其他商品和服务支出 249,953.81 249,953.81 0.00
303 对个人和家庭的补助 128,673.32 128,673.32 0.00
30301 离休费 9,531.81 9,531.81 0.00
30307 医疗费补助 111,748.68 111,748.68 0.00
30399 其他对个人和家庭的补助 111,748.68 111,748.68 0.00
""".strip().splitlines()

PROJECTS = [
    ("100", "工作性其他-组织事务工作经费", "730,000.00", "组织事务工作经费", "73"),
    ("101", "工作性其他-人才工作经费", "3,200,000.00", "人才专项工作经费", "320"),
    ("102", "工作性其他-干部慰问体检经费", "92,000.00", "干部慰问体检经费", "9.2"),
    ("103", "工作性其他-划拨给党校的干部教育培训经费", "134,400.00", "划拨给党校的干部教育培训经费", "13.44"),
    ("104", "工作性其他-干部管理及干部培训宣传教育经费", "512,000.00", "干部管理及干部培训宣传教育工作经费", "51.2"),
    ("105", "工作性其他-红色引擎工程经费", "7,848,900.00", "红色引擎工程经费", "784.89"),
]
REVENUE_ROWS = [
    ("revenue_general_public", "一、一般公共预算拨款收入", "18009652.68"),
    ("revenue_government_fund", "二、政府性基金预算拨款收入", "0.00"),
    ("revenue_state_capital", "三、国有资本经营预算拨款收入", "0.00"),
    ("revenue_fiscal_account", "四、财政专户管理资金收入", "0.00"),
    ("revenue_other_income", "九、其他收入", "0.00"),
]
CLASS_TOTALS = [
    ("201", "一般公共服务支出", "16708285.63"),
    ("202", "外交支出", "0.00"),
    ("208", "社会保障和就业支出", "384318.72"),
    ("210", "卫生健康支出", "442419.98"),
    ("221", "住房保障支出", "474628.35"),
]
TOTAL = "18009652.68"


def reference_report(name: str = "qingshan_2024", **facts: object) -> Report:
    """The whole report as one document."""
    identity = {
        "department_code": "112",
        "department_name": DEPARTMENT["unit_name_printed"],
        "division_name": "青山区",
    }
    report = Report(name, identity | facts)
    _summary(report)
    _revenue(report)
    _expenditure(report)
    _fiscal_summary(report)
    _basic(report)
    _small_tables(report)
    _projects(report)
    _purchases(report)
    _targets(report)
    _statements(report)
    return report


def _function(text: str) -> tuple[dict[str, object], int, str, list[str]]:
    code, name, *values = text.split()
    level = {3: 1, 5: 2, 7: 3}[len(code)]
    return {"function_code": code, "function_name_printed": name}, level, name, values


def _revenue_side(key: str, label: str, value: str, level: int, kind: str, **facts: object) -> PrintedRow:
    return PrintedRow(level, kind, (value,), label, {"side": "revenue", "row_key": key} | facts)


def _expenditure_side(label: str, value: str, level: int, kind: str, **facts: object) -> PrintedRow:
    return PrintedRow(level, kind, (value,), label, {"side": "expenditure"} | facts, block_no=2)


def _class_rows() -> list[PrintedRow]:
    return [
        _expenditure_side(name, value, 2, "line", function_code=code, function_name_printed=name, code_source="name")
        for code, name, value in CLASS_TOTALS
    ]


def _summary(report: Report) -> None:
    rows = [_revenue_side(key, label, value, 2, "line") for key, label, value in REVENUE_ROWS]
    rows += [
        _revenue_side("revenue_current_total", "本年收入合计", TOTAL, 1, "subtotal"),
        _revenue_side("revenue_carry_over", "上年结转结余", "0.00", 1, "subtotal"),
        _revenue_side("revenue_grand_total", "收入总计", TOTAL, 0, "total"),
        *_class_rows(),
        _expenditure_side("本年支出合计", TOTAL, 1, "subtotal", row_key="expenditure_current_total"),
        _expenditure_side("年终结转结余", "0.00", 1, "subtotal", row_key="expenditure_carry_forward"),
        _expenditure_side("支出总计", TOTAL, 0, "total", row_key="expenditure_grand_total"),
    ]
    report.add_table("revenue_expenditure_summary", ["budget_amount"], rows, page_no=6)


def _revenue(report: Report) -> None:
    columns: list[str | tuple[str, int]] = [
        "total",
        "current_total",
        "current_general_public",
        "current_government_fund",
    ]
    columns += ["carry_total", "carry_general_public"]
    values = (TOTAL, TOTAL, TOTAL, "0.00", "0.00", "0.00")
    rows = [
        PrintedRow(0, "total", values, "合计"),
        PrintedRow(1, "group", values, facts=DEPARTMENT),
        PrintedRow(2, "line", values, facts=OFFICE),
    ]
    report.add_table("revenue_summary", columns, rows, page_no=7)


def _expenditure(report: Report) -> None:
    whole = [PrintedRow(0, "total", ("18,009,652.68", "5,492,352.68", "12,517,300.00", "", "", ""), "合计")]
    general = [
        PrintedRow(0, "total", ("18,009,652.68", "5,492,352.68", "4,973,028.44", "519,324.24", "12,517,300.00"), "合计")
    ]
    for text in FUNCTIONS:
        facts, level, name, (total, basic, personnel, operating, project) = _function(text)
        kind = "line" if level == 3 else "group"
        whole.append(PrintedRow(level, kind, (total, basic, project, "", "", ""), name, facts))
        general.append(PrintedRow(level, kind, (total, basic, personnel, operating, project), name, facts))
    columns: list[str | tuple[str, int]] = ["total", "basic", "project", "business_expenditure"]
    columns += ["remitted_to_superior", "subsidy_to_affiliated"]
    report.add_table("expenditure_summary", columns, whole, page_no=8)
    split: list[str | tuple[str, int]] = ["total", "basic", "basic_personnel", "basic_operating", "project"]
    report.add_table("general_public_expenditure", split, general, page_no=10)


def _fiscal_summary(report: Report) -> None:
    rows = [
        _revenue_side("revenue_current_total", "一、本年收入", TOTAL, 1, "subtotal"),
        _revenue_side("revenue_general_public", "（一）一般公共预算拨款", TOTAL, 2, "line"),
        _revenue_side("revenue_government_fund", "（二）政府性基金预算拨款", "", 2, "line"),
        _revenue_side("revenue_carry_over", "二、上年结转", "", 1, "subtotal"),
        _revenue_side("revenue_general_public", "（一）一般公共预算拨款", "", 2, "line"),
        _revenue_side("revenue_grand_total", "收入总计", TOTAL, 0, "total"),
        _expenditure_side("一、本年支出", TOTAL, 1, "subtotal", row_key="expenditure_current_total"),
        *_class_rows(),
        _expenditure_side("二、年终结转结余", "", 1, "subtotal", row_key="expenditure_carry_forward"),
        _expenditure_side("支出总计", TOTAL, 0, "total", row_key="expenditure_grand_total"),
    ]
    report.add_table("fiscal_appropriation_summary", ["budget_amount"], rows, page_no=9)


def _basic(report: Report) -> None:
    rows = [PrintedRow(0, "total", ("5,492,352.68", "4,973,028.44", "519,324.24"), "合计")]
    for text in ECONOMICS:
        code, name, *values = text.split()
        facts = {"economic_code": code, "economic_name_printed": name}
        rows.append(
            PrintedRow(1 if len(code) == 3 else 2, "group" if len(code) == 3 else "line", tuple(values), name, facts)
        )
    columns: list[str | tuple[str, int]] = ["total", "basic_personnel", "basic_operating"]
    report.add_table("general_public_basic_expenditure", columns, rows, page_no=12)


def _small_tables(report: Report) -> None:
    columns: list[str | tuple[str, int]] = ["three_public_total", "overseas_travel", "official_vehicle_total"]
    columns += ["official_vehicle_purchase", "official_vehicle_running", "official_reception"]
    report.add_table("three_public_expenditure", columns, [PrintedRow(0, "total", ("0.00",) * 6)], page_no=13)
    for kind in ("government_fund_expenditure", "state_capital_expenditure"):
        report.add_table(kind, ["total", "basic", "project"], [PrintedRow(0, "total", ("0.00",) * 3)], page_no=13)


def _projects(report: Report) -> None:
    columns: list[str | tuple[str, int]] = ["total", "current_general_public", "current_government_fund"]
    total = ("12,517,300.00", "12,517,300.00", "0.00")
    rows = [
        PrintedRow(0, "total", total),
        PrintedRow(1, "group", total, facts=DEPARTMENT),
        PrintedRow(2, "group", total, facts=OFFICE),
        PrintedRow(3, "group", total, "本级支出项目", facts=OFFICE),
    ]
    for number, name, amount, _, _ in PROJECTS:
        facts = OFFICE | {"project_code": f"42010724112T000000{number}", "project_name_printed": name}
        rows.append(PrintedRow(4, "line", (amount, amount, "0.00"), name, facts))
    report.add_table("project_expenditure", columns, rows, page_no=14)


def _purchases(report: Report) -> None:
    columns: list[str | tuple[str, int]] = ["quantity", "unit_price", "procurement_amount"]
    columns += ["procurement_sme_amount", "procurement_micro_amount"]
    total = ("2", "170000", "170000", "170000", "170000")
    function = {"function_code": "2013202", "function_name_printed": "一般行政管理事务"}
    printing = {"procurement_code": "C23090199", "procurement_name_printed": "其他印刷服务"}
    paper = {"procurement_code": "A05040101", "procurement_name_printed": "复印纸"}
    project = {"project_name_printed": "工作性其他-组织事务工作经费"}
    rows = [
        PrintedRow(0, "total", total, "合计"),
        PrintedRow(1, "group", total, "行政文教科"),
        PrintedRow(2, "group", total, facts=DEPARTMENT),
        PrintedRow(
            3, "line", ("1", "150000", "150000", "150000", "150000"),
            facts=OFFICE | function | printing | project | {"economic_code": "30202", "economic_name_printed": "印刷费"},
            texts={"measurement_unit": "批", "fund_source": "预算安排", "fund_nature": "经费拨款补助"},
        ),
        PrintedRow(
            3, "line", ("1", "20000", "20000", "20000", "20000"),
            facts=OFFICE | function | paper | project | {"economic_code": "30201", "economic_name_printed": "办公费"},
            texts={"measurement_unit": "批", "fund_source": "预算安排", "fund_nature": "经费拨款补助"},
        ),
    ]  # fmt: skip
    report.add_table("government_procurement", columns, rows, page_no=16)
    economic = {"economic_code": "30299", "economic_name_printed": "其他商品和服务支出"}
    services = [
        PrintedRow(0, "total", ("1", "25000"), "合计"),
        PrintedRow(1, "group", ("1", "25000"), facts=DEPARTMENT),
        PrintedRow(
            2, "line", ("1", "25000"), facts=OFFICE | function | project | economic,
            texts={"service_content": "法律顾问", "includes_procurement": "否", "catalogue_level_2": "法律服务"},
        ),
    ]  # fmt: skip
    report.add_table("purchased_services", ["quantity", "purchased_service_amount"], services, page_no=17)
    assets: list[str | tuple[str, int]] = ["asset_quantity", "unit_price", "asset_amount", "asset_approved_amount"]
    report.add_table("asset_allocation", assets, [PrintedRow(0, "total", ("0",) * 4)], page_no=18)


def _targets(report: Report) -> None:
    columns: list[str | tuple[str, int]] = [("funding_amount", 2024), "funding_share"]
    columns += [("funding_amount", 2022), ("funding_amount", 2023)]
    funding = [
        ("revenue", "funding_revenue_fiscal", 1, "line", ("1800.97", "100%", "2625.28", "2208.16")),
        ("revenue", "funding_revenue_other", 1, "line", ("0", "0", "0", "0")),
        ("revenue", "funding_revenue_total", 0, "total", ("1800.97", "100%", "2625.28", "2208.16")),
        ("expenditure", "funding_expenditure_basic", 1, "line", ("549.24", "30.50%", "646.34", "583.00")),
        ("expenditure", "funding_expenditure_project", 1, "line", ("1251.73", "69.50%", "1918.94", "1625.16")),
        ("expenditure", "funding_expenditure_total", 0, "total", ("1800.97", "100%", "2625.28", "2208.16")),
    ]
    rows = [
        PrintedRow(level, kind, values, key, {"side": side, "row_key": key}, block_no=1 if side == "revenue" else 2)
        for side, key, level, kind, values in funding
    ]
    report.add_table("department_performance_targets", columns, rows, unit_label="万元", page_no=20)
    forms = []
    for form_no, (_, _, _, name, amount) in enumerate(PROJECTS, start=1):
        facts = {"project_name_printed": name}
        forms += [
            PrintedRow(
                0, "total", (amount, ""), "项目总投入", facts | {"row_key": "project_investment_total"},
                texts={"project_name": name, "project_leader": f"负责人{form_no}"}, form_no=form_no,
            ),
            PrintedRow(1, "line", ("", ""), "中央财政", facts | {"row_key": "project_funding_central"}, form_no=form_no),
            PrintedRow(1, "line", ("", amount), "区级财政", facts | {"row_key": "project_funding_district"}, form_no=form_no),
        ]  # fmt: skip
    measures: list[str | tuple[str, int]] = ["project_investment", "project_funding"]
    table_id = report.add_table("project_performance_targets", measures, forms, unit_label="万元", page_no=25)
    row_id = report.tables["rows"][-1]["row_id"]
    report.tables["indicators"].append(
        {
            "indicator_id": f"{row_id}-i", "row_id": row_id, "table_id": table_id, "document_id": report.document_id,
            "page_no": 25, "form_no": 1, "goal_scope": "project", "project_name": PROJECTS[0][3],
            "level1_name": "产出指标", "level2_name": "数量指标", "indicator_name": "印制绩效目标小册子期数",
            "target_value_text": "12", "cell_id": report.tables["cells"][-1]["cell_id"],
        }
    )  # fmt: skip


def _statements(report: Report) -> None:
    report.add_statement("staffing_authorised", "count", "33", "人", part="profile")
    report.add_statement("staffing_in_post", "count", "18", "人", part="profile")
    report.add_statement("staffing_retired", "count", "2", "人", part="profile")
    report.add_statement("total", "amount", "1800.97", "万元")
    report.add_statement("basic", "amount", "549.26", "万元")
    for key in ("named_units",):
        report.tables[key].append(
            {
                "document_id": report.document_id, "unit_no": 1, "page_no": 3, "unit_name_printed": "青山区党员服务中心",
                "is_own_office": False, "sentence": "包括本级机关及下属 1 个二级单位青山区党员服务中心。",
            }
        )  # fmt: skip
