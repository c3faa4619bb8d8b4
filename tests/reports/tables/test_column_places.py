"""Which money columns of a printed table are summed into which."""

from __future__ import annotations

from typing import Any

from pipelines.reports.tables import read_tables
from tests.reports.tables.grids import Rows, document, page


def columns(title: str, rows: Rows) -> dict[str, dict[str, Any]]:
    found = read_tables(document(page([([title, "单位：万元"], rows)])))[0]
    paths = {column["col_no"]: column["header_path"] for column in found.reading.columns}
    return {c["header_path"]: c | {"parent": paths.get(c["parent_col_no"] or 0)} for c in found.reading.columns}


def test_business_expenditure_under_of_which_is_a_part_where_basic_and_project_are_the_total() -> None:
    found = columns(
        "支出总表",
        [
            ["科目编码", "科目名称", "合计", "基本支出", "项目支出", "其中", "<"],
            ["^", "^", "^", "^", "^", "事业单位经营支出", "上缴上级支出"],
            ["2010101", "行政运行", "3000.30", "1000.10", "2000.20", "500.00", ""],
            ["2010102", "一般行政管理事务", "70.25", "", "70.25", "", ""],
            ["2010103", "机关服务", "900.90", "400.40", "500.50", "20.00", ""],
        ],
    )
    assert (found["基本支出"]["parent"], found["基本支出"]["is_part"]) == ("合计", False)
    assert found["其中/事业单位经营支出"]["is_part"] is True
    assert (found["合计"]["sums_tried"], found["合计"]["sums_closed"], found["合计"]["sums_proving"]) == (3, 3, 2)


def test_a_subtotal_of_its_group_is_summed_into_the_total() -> None:
    found = columns(
        "一般公共预算支出表",
        [
            ["科目编码", "科目名称", "合计", "基本支出", "<", "<", "项目支出"],
            ["^", "^", "^", "小计", "人员经费", "公用经费", "^"],
            ["2010101", "行政运行", "3000.30", "1000.10", "900.05", "100.05", "2000.20"],
        ],
    )
    assert {path: column["parent"] for path, column in found.items()} == {
        "合计": None, "基本支出/小计": "合计", "基本支出/人员经费": "基本支出/小计", "基本支出/公用经费": "基本支出/小计", "项目支出": "合计",
    }  # fmt: skip


def test_a_column_that_is_shown_to_hold_something_else_is_not_understood() -> None:
    rows = [
        ["项目名称", "合计", "财政拨款", "纳入预算管理的非税收入", "政府性基金"],
        ["道路改造", "555.25", "245.05", "", "310.20"],
        ["清扫保洁", "148.05", "132.05", "16.00", ""],
        ["污水处理", "42.00", "", "", "42.00"],
    ]
    table = read_tables(document(page([(["项目支出表", "单位：万元"], rows)])))[0]
    found = {column["header_path"]: column for column in table.reading.columns}
    assert (found["财政拨款"]["measure_key"], found["政府性基金"]["parent_col_no"]) == (None, 2)
    assert {line["measure_key"] for line in table.reading.lines if line["header_path"] == "财政拨款"} == {None}


def test_a_form_has_no_columns() -> None:
    assert columns("项目支出绩效目标表", [["项目名称", "某项目"], ["年度资金总额", "10.00"]]) == {}


def test_what_is_bought_beside_the_projects_own_money_is_a_part_of_it() -> None:
    for word in ("项目支出", "金额", "合计"):
        found = columns("项目支出表", [["项目名称", word, "其中：政府采购"], ["某平台运维", "90.10", "20.00"], ["某展览", "70.25", ""]])  # fmt: skip
        assert (found["其中：政府采购"]["parent"], found["其中：政府采购"]["is_part"]) == (word, True)
    whole = columns("项目支出表", [["项目名称", "合计", "一般公共预算", "政府性基金预算"], ["某展览", "70.25", "50.00", "20.25"]])  # fmt: skip
    assert not any(column["is_part"] for column in whole.values())


def test_the_funds_that_pay_a_purchase_are_summed_into_its_amount() -> None:
    for header in (["采购金额", "财政拨款", "单位资金"], ["采购金额", "一般公共预算", "政府性基金预算"]):
        rows = [
            ["采购项目", "采购品目", *header],
            ["甲", "台式机", "6.31", "5.20", "1.11"],
            ["合计", "", "6.31", "5.20", "1.11"],
        ]
        found = columns("政府采购预算表", rows)
        assert [column["parent"] for column in found.values()] == [None, "采购金额", "采购金额"]
