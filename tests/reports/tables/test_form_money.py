"""Amounts in the form of a project's targets: which row is their sum and which are parts of it."""

from __future__ import annotations

import pytest

from pipelines.reports.tables import read_tables
from tests.reports.tables.grids import document, page


def _rows(*money: tuple[str, str]) -> list[tuple[str, str | None, int, str]]:
    """Label, key, level and kind of the rows of a form with these amounts."""
    form = [["项目名称", "甲项目", "<"], ["实施单位", "某局", "<"]]
    form += [["项目资金（万元）" if number == 0 else "^", *pair] for number, pair in enumerate(money)]
    form += [["年度目标", "做好工作", "<"]]
    (table,) = read_tables(document(page([(["项目支出绩效目标表"], form)])))
    return [
        (row["label_printed"], row["row_key"], row["level_no"], row["row_kind"])
        for row in table.reading.rows
        if row["row_kind"] != "note"
    ]


@pytest.mark.parametrize("total", ["年度预算资金总额：", "资金总额", "年度资金申请总额"])
def test_the_sum_of_the_funds_stands_above_them(total: str) -> None:
    rows = _rows((total, "19.00"), ("其中：财政拨款", "0.00"), ("其他资金", "19.00"))
    assert rows == [
        (total, "project_funds_total", 0, "total"),
        ("其中：财政拨款", "project_funds_fiscal", 1, "line"),
        ("其他资金", "project_funds_other", 1, "line"),
    ]


def test_a_label_nobody_knows_is_a_row_beside_the_others() -> None:
    rows = _rows(("资金总额", "19.00"), ("某某专款", "19.00"))
    assert rows == [("资金总额", "project_funds_total", 0, "total"), ("某某专款", None, 1, "line")]


def _tasks(*heads: str, caption: str = "年度主要任务") -> list[tuple[str | None, int, str, list[str | None]]]:
    """Label, level, kind and measures of the rows of a list of tasks with these headers of amounts."""
    form = [
        ["部门名称", "<", "某局", "<", "<"],
        [caption, "任务名称", "主要内容", *heads],
        ["^", "1.监督检查", "检查经费", "20.50", "20.50"],
        ["^", "机关运行", "3项经费", "10.00", "10.00"],
        ["^", "金额合计", "<", "30.50", "30.50"],
    ]
    (table,) = read_tables(document(page([(["2024年部门整体支出绩效目标表", "单位：万元"], form)])))
    lines = table.reading.lines
    return [
        (
            row["label_printed"],
            row["level_no"],
            row["row_kind"],
            [x["measure_key"] for x in lines if x["row_id"] == row["row_id"]],
        )
        for row in table.reading.rows
        if row["row_kind"] != "note"
    ]


def test_a_list_beside_a_caption_is_money_where_its_headers_say_so() -> None:
    keys = ["funding_amount", "funding_amount"]
    assert _tasks("预算支出总额", "资金总额") == [
        ("1.监督检查", 1, "line", keys),
        ("机关运行", 1, "line", keys),
        ("金额合计", 0, "total", keys),
    ]


def test_a_list_of_figures_that_are_no_money_stays_text() -> None:
    assert _tasks("指标值", "权重") == []


def test_a_list_beside_a_caption_nobody_knows_whose_headers_say_no_money_has_none() -> None:
    assert not any(key for *_, keys in _tasks("指标值", "权重", caption="要办的事") for key in keys)


def test_a_list_beside_a_caption_nobody_knows_is_money_where_its_headers_say_so() -> None:
    assert _tasks("预算支出总额", "资金总额", caption="要办的事") == _tasks("预算支出总额", "资金总额")


def test_a_part_of_a_projects_money_of_which_nothing_says_whence_it_comes_is_open() -> None:
    form = [["项目名称", "甲项目", "<"], ["项目资金（万元）", "资金总额", "19.00"], ["^", "其中：财政拨款", "12.00"]]
    form += [["^", "某级财政拨款", "7.00"], ["年度目标", "做好工作", "<"]]
    (table,) = read_tables(document(page([(["项目支出绩效目标表"], form)])))
    measures = {line["header_path"].rsplit("/", 1)[-1]: line["measure_key"] for line in table.reading.lines}
    assert measures == {
        "资金总额": "project_investment", "其中：财政拨款": "project_funding", "某级财政拨款": None,
    }  # fmt: skip


def test_columns_of_a_departments_money_are_its_parts_whatever_they_are_elsewhere() -> None:
    form = [
        ["部门名称", "<", "某局", "<", "<", "<"],
        ["年度主要任务", "任务名称", "主要内容", "财政拨款", "<", "其他资金"],
        ["^", "^", "^", "基本支出", "项目支出", "项目支出"],
        ["^", "监督检查", "检查经费", "1.50", "2.50", "3.50"],
    ]
    (table,) = read_tables(document(page([(["2024年部门整体支出绩效目标表", "单位：万元"], form)])))
    assert [line["measure_key"] for line in table.reading.lines] == [
        "funding_fiscal_basic", "funding_fiscal_project", "funding_other_project",
    ]  # fmt: skip


@pytest.mark.parametrize("caption", ["年度主要任务", "要花的钱"])
@pytest.mark.parametrize(
    "body",
    [
        # Words between a row's amounts name the second.
        [["^", "基本支出", "10.00", "财政拨款", "30.00"]],
        # A header in the middle begins another list.
        [
            ["^", "基本支出", "10.00", "说明", "30.00"],
            ["^", "其他", "金额", "来源", "金额"],
            ["^", "甲", "1.00", "乙", "3.00"],
        ],
    ],
)
def test_two_lists_side_by_side_are_none(caption: str, body: list[list[str]]) -> None:
    form = [
        ["部门名称", "<", "某局", "<", "<"],
        [caption, "支出", "预算金额", "收入", "预算金额"],
        *body,
    ]
    (table,) = read_tables(document(page([(["2024年部门整体支出绩效目标表", "单位：万元"], form)])))
    assert not any(line["measure_key"] for line in table.reading.lines)
