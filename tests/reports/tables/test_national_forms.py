"""The forms of the Ministry of Finance that most places print: final accounts (公开01–09 表) and central budgets."""

from __future__ import annotations

from pipelines.reports.tables import PrintedTable, read_tables
from tests.reports.tables.grids import Rows, document, page


def table(title: str, rows: Rows) -> PrintedTable:
    return read_tables(document(page([([title, "单位：万元"], rows)])))[0]


def amounts(found: PrintedTable, measure: str) -> dict[str | None, str]:
    """Label → figure of one measure."""
    labels = {row["row_id"]: row["label_printed"] for row in found.reading.rows}
    lines = [line for line in found.reading.lines if line["measure_key"] == measure and line["value"] is not None]
    return {labels[line["row_id"]]: str(line["value"]) for line in lines}


def unknown(found: PrintedTable) -> set[str]:
    return {
        line["header_path"] for line in found.reading.lines if line["value"] is not None and not line["measure_key"]
    }


def test_split_codes_reach_into_the_row_of_column_numbers() -> None:
    found = table(
        "支出决算表",
        [
            [
                "项目",
                "<",
                "<",
                "<",
                "本年支出合计",
                "基本支出",
                "项目支出",
                "上缴上级支出",
                "经营支出",
                "对附属单位补助支出",
            ],
            ["功能分类科目编码", "<", "<", "科目名称", *("^" * 6)],
            ["类", "款", "项", "栏次", "1", "2", "3", "4", "5", "6"],
            ["^", "^", "^", "合计", "95.00", "50.00", "45.00", "", "", ""],
            ["201", "<", "<", "一般公共服务支出", "95.00", "50.00", "45.00", "", "", ""],
            ["20101", "<", "<", "人大事务", "95.00", "50.00", "45.00", "", "", ""],
            ["2010101", "<", "<", "行政运行", "95.00", "50.00", "45.00", "", "", ""],
        ],
    )
    rows = [(row["label_printed"], row["row_kind"], row.get("function_code")) for row in found.reading.rows]
    assert rows == [
        ("合计", "total", None),
        ("一般公共服务支出", "group", "201"),
        ("人大事务", "group", "20101"),
        ("行政运行", "line", "2010101"),
    ]
    assert amounts(found, "project") == dict.fromkeys([label for label, _, _ in rows], "45.00")


def test_line_numbers_are_no_money_and_stages_stand_side_by_side() -> None:
    found = table(
        "收入支出决算总表",
        [
            ["收入", "<", "<", "<", "<", "支出", "<", "<", "<", "<"],
            [
                "项目",
                "行次",
                "年初预算数",
                "全年预算数",
                "决算数",
                "项目（按功能分类）",
                "行次",
                "年初预算数",
                "全年预算数",
                "决算数",
            ],
            ["栏次", "", "1", "2", "3", "栏次", "", "4", "5", "6"],
            [
                "一、一般公共预算财政拨款收入",
                "1",
                "90.00",
                "95.00",
                "99.00",
                "一、一般公共服务",
                "32",
                "90.00",
                "95.00",
                "98.00",
            ],
            ["本年收入合计", "27", "90.00", "95.00", "99.00", "本年支出合计", "58", "90.00", "95.00", "98.00"],
            ["总计", "31", "90.00", "95.00", "99.00", "总计", "62", "90.00", "95.00", "99.00"],
        ],
    )
    assert unknown(found) == set()
    assert amounts(found, "budget_amount")["一、一般公共服务"] == "98.00"
    assert amounts(found, "initial_budget_amount")["本年收入合计"] == "90.00"
    assert amounts(found, "adjusted_budget_amount")["总计"] == "95.00"
    # 援助其他地区支出 has an item of the same name: a numbered row of a summary is a class.
    assert [row.get("function_code") for row in found.reading.rows if row["label_printed"] == "一、一般公共服务"] == [
        "201"
    ]


def test_expenditure_by_function_and_by_nature_in_three_parts() -> None:
    found = table(
        "收入支出决算总表",
        [
            ["收入", "<", "<", "支出", *("<" * 5)],
            [
                "项目",
                "行次",
                "决算数",
                "项目（按功能分类）",
                "行次",
                "决算数",
                "项目（按支出性质和经济分类）",
                "行次",
                "决算数",
            ],
            ["栏次", "", "1", "栏次", "", "2", "栏次", "", "3"],
            ["一、财政拨款收入", "1", "100.00", "一、一般公共服务支出", "29", "95.00", "一、基本支出", "52", "50.00"],
            ["", "", "", "", "", "", "二、项目支出", "55", "45.00"],
            ["本年收入合计", "24", "100.00", "本年支出合计", "51", "95.00", "本年支出合计", "70", "95.00"],
            ["年初结转和结余", "26", "0.00", "年末结转和结余", "71", "5.00", "年末结转和结余", "72", "5.00"],
            ["总计", "28", "100.00", "总计", "74", "100.00", "总计", "75", "100.00"],
        ],
    )
    assert unknown(found) == set()
    keys = [(row["block_no"], row["row_key"]) for row in found.reading.rows if row["row_key"]]
    assert (3, "expenditure_purpose_basic") in keys
    assert (2, "expenditure_carry_forward") in keys
    assert (1, "revenue_carry_over") in keys


def test_changes_against_the_year_before_are_told_from_amounts() -> None:
    found = table(
        "2024年部门一般公共预算支出表",
        [
            ["功能分类科目", "<", "2023年执行数", "2024年预算数", "<", "<", "2024年预算数比2023年执行数", "<"],
            ["科目编码", "科目名称", "^", "小计", "基本支出", "项目支出", "增减额", "增减%"],
            ["201", "一般公共服务支出", "10.00", "12.00", "5.00", "7.00", "2.00", "20.00"],
            ["合计", "<", "10.00", "12.00", "5.00", "7.00", "2.00", "20.00"],
        ],
    )
    assert unknown(found) == set()
    assert amounts(found, "change_amount")["合计"] == "2.00"
    years = {(line["measure_key"], line["amount_year"]) for line in found.reading.lines}
    assert {("budget_amount", 2023), ("total", 2024), ("basic", 2024), ("project", 2024)} <= years


def test_a_total_below_a_header_nobody_knows_is_still_the_total() -> None:
    found = table(
        "部门支出总表",
        [
            ["科目编码", "某种新的名称栏", "合计", "基本支出", "项目支出"],
            ["", "合　计", "10.00", "6.00", "4.00"],
            ["2010301", "行政运行", "10.00", "6.00", "4.00"],
        ],
    )
    assert [row["row_kind"] for row in found.reading.rows] == ["total", "line"]


def test_basic_expenditure_by_economic_class_across() -> None:
    found = table(
        "一般公共预算支出情况表",
        [
            ["科目编码", "<", "<", "单位（科目名称）", "合计", "基本支出", "<", "<", "<", "项目支出"],
            ["类", "款", "项", "^", "^", "小计", "工资福利支出", "对个人和家庭的补助", "商品和服务支出", "^"],
            ["", "", "", "合计", "10.00", "8.00", "5.00", "1.00", "2.00", "2.00"],
            ["201", "31", "01", "行政运行", "10.00", "8.00", "5.00", "1.00", "2.00", "2.00"],
        ],
    )
    assert unknown(found) == set()
    assert amounts(found, "basic_goods") == {"合计": "2.00", "行政运行": "2.00"}
