"""The hierarchy of rows: by codes, by units, by steps, proven by sums where nothing else says it."""

from __future__ import annotations

import pytest

from pipelines.reports.tables import PrintedTable, read_tables
from pipelines.reports.tables.levels import is_unit_row
from pipelines.reports.tables.reading import RowReading
from tests.reports.tables.grids import Rows, document, page


def table(title: str, rows: Rows) -> PrintedTable:
    return read_tables(document(page([([title, "单位：万元"], rows)])))[0]


def levels(found: PrintedTable) -> list[tuple[str | None, int, str]]:
    return [(row["label_printed"], row["level_no"], row["row_kind"]) for row in found.reading.rows]


def test_a_code_stands_below_the_printed_code_it_goes_on_from() -> None:
    rows = [
        ["科目编码", "科目名称", "合计", "基本支出"],
        ["", "合计", "9.00", "9.00"],
        ["201", "一般公共服务支出", "3.00", "3.00"],
        ["20132", "组织事务", "3.00", "3.00"],
        ["2013201", "行政运行", "3.00", "3.00"],
        # Its class and subclass are not printed: no child of 组织事务.
        ["2080505", "机关事业单位基本养老保险缴费支出", "6.00", "6.00"],
    ]
    assert levels(table("表3.某局2024年支出总表", rows)) == [
        ("合计", 0, "total"),
        ("一般公共服务支出", 1, "group"),
        ("组织事务", 2, "group"),
        ("行政运行", 3, "line"),
        ("机关事业单位基本养老保险缴费支出", 1, "line"),
    ]


def test_units_without_codes_are_below_the_row_they_add_up_to() -> None:
    header = ["单位名称", "合计", "事业收入", "上级补助收入"]
    rows = [
        header,
        ["合计", "5000.75", "5000.75", ""],
        ["某局", "5000.75", "5000.75", ""],
        ["某局本级", "3000.50", "3000.50", ""],
        ["某中心", "2000.25", "2000.25", ""],
    ]
    title = "表2.某局2024年收入总表"
    assert [level for _, level, _ in levels(table(title, rows))] == [0, 1, 2, 2]
    rows[3] = ["某局本级", "3500.50", "3500.50", ""]
    assert [level for _, level, _ in levels(table(title, rows))] == [0, 1, 1, 1]


def test_steps_of_a_list_of_purchases() -> None:
    rows = [
        ["采购品目大类", "专项名称", "采购品目名称", "采购组织形式", "总计"],
        ["合计", "", "", "", "9.00"],
        ["货物", "", "", "", "4.00"],
        ["某局", "", "", "", "3.00"],
        ["", "设备购置", "复印机", "分散采购", "3.00"],
        ["某中心", "", "", "", "1.00"],
        ["", "设备购置", "复印纸", "分散采购", "1.00"],
        ["服务", "", "", "", "5.00"],
        ["", "会议费", "会议服务", "分散采购", "5.00"],
    ]
    found = levels(table("某局2024年政府采购预算表", rows))
    assert [level for _, level, _ in found] == [0, 1, 2, 3, 2, 3, 1, 2]
    assert [kind for _, _, kind in found] == ["total", "group", "group", "line", "group", "line", "group", "line"]


def test_functions_below_units_and_inherited_units() -> None:
    rows = [
        ["单位代码", "单位名称", "项目名称", "合计"],
        ["", "合计", "", "7.00"],
        ["112", "某部", "", "7.00"],
        ["112001", "某部本级", "", "7.00"],
        ["", "", "组织事务工作经费", "7.00"],
    ]
    found = table("表10.某部2024年项目支出表", rows)
    assert [level for _, level, _ in levels(found)] == [0, 1, 2, 3]
    project = found.reading.rows[-1]
    assert (project["unit_code"], project["unit_name_printed"], project["project_name_printed"]) == (
        "112001",
        "某部本级",
        "组织事务工作经费",
    )


def test_a_part_total_below_its_parts_is_a_subtotal() -> None:
    rows = [
        ["科目编码", "科目名称", "决算数"],
        ["301", "工资福利支出", "3.00"],
        ["303", "对个人和家庭的补助", "1.00"],
        ["", "人员经费合计", "4.00"],
    ]
    found = levels(table("一般公共预算财政拨款基本支出决算表", rows))
    assert found[-1] == ("人员经费合计", 0, "subtotal")


def test_two_sided_levels_follow_the_numbering() -> None:
    rows = [
        ["收入", "<", "支出", "<"],
        ["项目", "预算数", "项目", "预算数"],
        ["一、财政拨款收入", "5.00", "一、一般公共服务支出", "5.00"],
        ["1.一般公共预算", "5.00", "二、国防支出", "0.00"],
        ["本年收入合计", "5.00", "本年支出合计", "5.00"],
        ["收入总计", "5.00", "支出总计", "5.00"],
    ]
    found = levels(table("表1.某局2024年收支总表", rows))
    assert [level for _, level, _ in found] == [2, 3, 1, 0, 2, 2, 1, 0]


def test_a_misprinted_code_is_kept_and_its_name_says_where_the_row_stands() -> None:
    rows = [
        ["科目编码", "<", "<", "科目名称", "合计"],
        ["类", "款", "项", "^", "^"],
        ["210", "", "", "卫生健康支出", "5.00"],
        ["210", "11", "", "行政事业单位医疗", "5.00"],
        ["7", "11", "02", "事业单位医疗", "5.00"],
    ]
    found = table("表3.某局2024年支出总表", rows)
    assert [level for _, level, _ in levels(found)] == [1, 2, 3]
    assert found.reading.rows[-1]["function_code"] == "71102"


def test_a_subclass_printed_again_as_its_own_item_is_counted_once() -> None:
    rows = [
        ["科目编码", "科目名称", "合计"],
        ["219", "援助其他地区支出", "502.00"],
        ["21999", "其他支出", "502.00"],
        ["21999", "其他支出", "502.00"],
        ["221", "住房保障支出", "1.00"],
    ]
    assert [level for _, level, _ in levels(table("表3.某局2024年支出总表", rows))] == [1, 2, 3, 1]


def test_a_merged_cell_beside_purchases_does_not_make_their_rows_a_step_of_projects() -> None:
    rows = [
        ["采购品目大类", "专项名称", "经济科目", "采购物品名称", "采购组织形式", "总计"],
        ["合计", "", "", "", "", "5.00"],
        ["货物", "", "", "", "", "5.00"],
        ["", "设备购置", "办公设备购置", "", "", "5.00"],
        ["", "设备购置", "办公设备购置", "复印机", "政府集中采购", "3.00"],
        ["", "^", "^", "复印纸", "政府集中采购", "2.00"],
    ]
    title = "表12.某局2017年政府采购预算表"
    assert [level for _, level, _ in levels(table(title, rows))] == [0, 1, 2, 3, 3]


def test_parts_below_a_header_over_both_columns_of_names() -> None:
    rows = [
        ["项目名称", "<", "金额"],
        ["收入总计", "<", "9.00"],
        ["一般公共预算资金", "小计", "8.00"],
        ["^", "公共财政拨款（补助）资金", "7.00"],
        ["^", "专项收入", "1.00"],
        ["政府性基金", "小计", "1.00"],
    ]
    assert levels(table("收入预算总表", rows)) == [
        ("收入总计", 0, "total"),
        ("一般公共预算资金", 1, "group"),
        ("一般公共预算资金/公共财政拨款（补助）资金", 2, "line"),
        ("一般公共预算资金/专项收入", 2, "line"),
        ("政府性基金", 1, "line"),
    ]


def test_a_name_reaching_into_a_column_of_the_codes_header_is_the_name() -> None:
    rows = [
        ["功能科目编码", "<", "功能科目名称", "合计"],
        ["合计", "<", "<", "9.00"],
        ["204", "公共安全支出", "<", "9.00"],
        ["20404", "检察", "<", "9.00"],
    ]
    found = table("表5.某院2019年一般公共预算支出表", rows)
    read = [(row.get("function_code"), row.get("function_name_printed"), row["level_no"]) for row in found.reading.rows]
    assert read == [(None, None, 0), ("204", "公共安全支出", 1), ("20404", "检察", 2)]


def test_a_summary_without_any_figure_still_has_its_rows_on_their_sides() -> None:
    rows = [
        ["收入", "<", "支出", "<", "<"],
        ["项目", "预算数", "项目", "预算数", "<"],
        ["^", "^", "^", "总计", "一般公共预算"],
        ["一、一般公共预算收入", "", "一、一般公共服务支出", "", ""],
        ["二、政府性基金预算收入", "", "二、外交支出", "", ""],
        ["收入总计", "", "支出总计", "", ""],
    ]
    found = table("财政拨款收支总体情况表", rows)
    assert [(row["side"], row["row_key"], row.get("function_code")) for row in found.reading.rows] == [
        ("revenue", "revenue_general_public", None),
        ("revenue", "revenue_government_fund", None),
        ("revenue", "revenue_grand_total", None),
        ("expenditure", None, "201"),
        ("expenditure", None, "202"),
        ("expenditure", "expenditure_grand_total", None),
    ]


def test_carried_over_money_is_told_by_its_source() -> None:
    rows = [
        ["收入", "<", "支出", "<"],
        ["项目", "预算数", "项目", "预算数"],
        ["一、财政拨款", "5.00", "一、国防支出", "7.00"],
        ["二、单位资金", "1.00", "", ""],
        ["本年收入合计", "6.00", "本年支出合计", "7.00"],
        ["上年结余、结转", "1.00", "", ""],
        ["1.财政拨款结余、结转", "0.40", "", ""],
        ["2.非财政拨款结余、结转", "0.60", "", ""],
        ["收入总计", "7.00", "支出总计", "7.00"],
    ]
    found = table("收支总表", rows)
    keys = [(row["row_key"], row["row_kind"]) for row in found.reading.rows if row["side"] == "revenue"]
    assert keys[1] == ("revenue_unit_funds", "line")
    assert keys[3:6] == [
        ("revenue_carry_over", "subtotal"),
        ("revenue_carry_over_fiscal", "line"),
        ("revenue_carry_over_other", "line"),
    ]


def test_every_row_has_a_code_or_says_why_not() -> None:
    rows = [
        ["科目编码", "科目名称", "合计"],
        ["", "合计", "3.00"],
        ["201", "一般公共服务支出", "3.00"],
        ["注：本部门无相关内容。", "<", "<"],
    ]
    found = table("表3.某局2024年支出总表", rows)
    told = [(row.get("function_code"), row.get("no_code_reason")) for row in found.reading.rows]
    assert told == [(None, "total row"), ("201", None), (None, "note row")]


@pytest.mark.parametrize(
    ("header", "name", "is_unit"),
    [
        ("支出项目类别（资金使用单位）", "市特别工作专班", True),
        ("支出项目类别", "某市服务中心（本级）", True),
        ("支出项目类别", "运转类支出", False),
    ],
)
def test_a_head_proven_by_its_sums_is_a_unit_where_the_header_or_its_name_says_so(
    header: str, name: str, is_unit: bool
) -> None:
    rows = [
        [header, "总计"],
        ["合计", "1234.56"],
        [name, "1234.56"],
        ["甲项目", "500.11"],
        ["乙项目", "734.45"],
    ]
    found = table("表12.部门预算项目支出预算表", rows)
    _, head, first, _ = found.reading.rows
    assert (head["row_kind"], head["level_no"], first["level_no"]) == ("group", 1, 2)
    assert (head.get("unit_name_printed"), first.get("unit_name_printed")) == (
        (name, name) if is_unit else (None, None)
    )
    assert head["no_code_reason"] == ("unit row" if is_unit else "group row")
    assert first["project_name_printed"] == "甲项目"


def test_a_part_printed_beside_the_code_of_a_unit_is_no_unit() -> None:
    unit = RowReading(1, 1, label_printed="某局本级", facts={"unit_code": "117001", "unit_name_printed": "某局本级"})
    part = RowReading(2, 1, label_printed="其中：政府采购", facts={"unit_code": "117001"})
    assert is_unit_row(unit)
    assert not is_unit_row(part)


def _with_part(*names: str, amount: str = "264.00") -> list[tuple[str | None, int, bool, str]]:
    rows = [
        ["科目编码", "科目名称", "合计", "项目支出"],
        ["", "合计", "1000.00", "500.00"],
        ["2013201", "行政运行", "500.00", ""],
        ["2013202", "一般行政管理事务", "500.00", "500.00"],
        *(["", name, amount, amount] for name in names),
    ]
    found = table("部门预算支出总表", rows)
    return [(row["label_printed"], row["level_no"], row["is_part"], row["row_kind"]) for row in found.reading.rows[2:]]


def test_of_which_stands_below_the_item_it_is_a_part_of() -> None:
    item = ("一般行政管理事务", 1, False, "line")
    assert _with_part("其中：政府采购") == [item, ("其中：政府采购", 2, True, "line")]
    two = _with_part("其中：政府采购", "其中：委托外包")
    assert two == [item, ("其中：政府采购", 2, True, "line"), ("其中：委托外包", 2, True, "line")]


def test_of_which_that_is_more_than_the_item_above_is_none_of_its_parts() -> None:
    assert _with_part("其中：政府采购", amount="700.00")[1][1] == 1


def test_a_unit_s_code_and_name_may_stand_in_the_columns_of_a_classification() -> None:
    named = {"unit_code": "117001", "unit_name_printed": "某局本级"}
    for texts in (
        {"function": "[117001]某局本级"},
        {"code_class": "117001", "name": "某局本级"},
        {"economic": "117001-某局本级"},
    ):
        assert is_unit_row(RowReading(1, 1, label_printed="某局本级", texts=texts, facts=dict(named)))
    item = {"function": "117001-某局本级", "project_name": "维修"}
    assert not is_unit_row(RowReading(1, 1, label_printed="维修", texts=item, facts=dict(named)))
    short = RowReading(1, 1, label_printed="其他", texts={"code": "01", "name": "其他"}, facts={"unit_code": "01"})
    assert not is_unit_row(short), "two digits are an item's"


def test_kinds_of_budget_named_again_below_what_was_carried_in_are_its_parts() -> None:
    rows = [
        ["收入", "<", "<", "支出", "<", "<"],
        ["项目", "行次", "金额", "项目", "行次", "金额"],
        ["一、一般公共预算财政拨款", "1", "12.00", "一、一般公共服务支出", "8", "13.00"],
        ["二、政府性基金预算财政拨款", "2", "", "二、外交支出", "9", ""],
        ["本年收入合计", "3", "12.00", "本年支出合计", "10", "13.00"],
        ["年初财政拨款结转和结余", "4", "5.00", "年末财政拨款结转和结余", "11", "4.00"],
        ["一般公共预算财政拨款", "5", "5.00", "", "12", ""],
        ["政府性基金预算财政拨款", "6", "", "", "13", ""],
        ["总计", "7", "17.00", "总计", "14", "17.00"],
    ]
    found = levels(table("财政拨款收入支出决算总表", rows))
    assert found[:7] == [
        ("一、一般公共预算财政拨款", 2, "line"),
        ("二、政府性基金预算财政拨款", 2, "line"),
        ("本年收入合计", 1, "subtotal"),
        ("年初财政拨款结转和结余", 1, "subtotal"),
        ("一般公共预算财政拨款", 2, "line"),
        ("政府性基金预算财政拨款", 2, "line"),
        ("总计", 0, "total"),
    ]


def test_what_is_said_to_be_of_the_line_above_heads_nothing() -> None:
    rows = [
        ["收入", "<", "支出", "<"],
        ["项目", "金额", "项目", "金额"],
        ["一、本年收入", "12.00", "一、本年支出", "12.00"],
        ["（一）一般公共预算拨款", "12.00", "（一）卫生健康支出", "12.00"],
        ["其中：财政拨款", "12.00", "", ""],
        ["（二）政府性基金预算拨款", "", "", ""],
        ["收入合计", "12.00", "支出合计", "12.00"],
    ]
    found = {label: level for label, level, _ in levels(table("财政拨款收支总体情况表", rows))}
    assert found["（一）一般公共预算拨款"] == found["（二）政府性基金预算拨款"] < found["其中：财政拨款"]


def test_numbered_lines_below_the_sum_of_the_year_stand_beside_it() -> None:
    rows = [
        ["收入", "<", "支出", "<"],
        ["项目", "金额", "项目", "金额"],
        ["一、一般公共预算拨款收入", "12.00", "一、教育支出", "5.00"],
        ["二、事业收入", "", "二、卫生健康支出", "7.00"],
        ["本年收入合计", "12.00", "本年支出合计", "12.00"],
        ["三、用事业基金弥补收支差额", "", "三、事业单位结余分配", ""],
        ["收入总计", "12.00", "支出总计", "12.00"],
    ]
    found = {label: level for label, level, _ in levels(table("部门收支总表", rows))}
    assert found["三、事业单位结余分配"] == found["本年支出合计"] < found["二、卫生健康支出"]


def test_kinds_of_budget_right_below_the_appropriation_are_its_parts_where_one_alone_has_money() -> None:
    header = [["收入", "<", "支出", "<"], ["项目", "预算数", "项目", "预算数"]]
    lines = [["财政拨款（补助）", "9.00"], ["一般公共预算", "9.00"], ["政府性基金预算", ""], ["事业收入", "2.00"]]
    rows = [*header, *([*line, "", ""] for line in lines), ["收入总计", "11.00", "支出总计", "11.00"]]
    found = [level for label, level, _ in levels(table("某局2024年收支总表", rows)) if label not in ("支出总计", None)]
    assert found == [2, 3, 3, 2, 0]
