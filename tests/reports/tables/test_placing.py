"""Rows in the hierarchy that their sums prove, and what follows from it."""

from __future__ import annotations

from pipelines.reports.tables import PrintedTable, read_tables
from tests.reports.tables.grids import Rows, document, page


def table(title: str, rows: Rows) -> PrintedTable:
    return read_tables(document(page([([title, "单位：万元"], rows)])))[0]


UNITS = table(
    "基本支出总表",
    [
        ["支出项目类别", "总计"],
        ["某市水务局", "15000.90"],
        ["某市水务局（本级）", "10000.60"],
        ["工资福利支出", "8000.50"],
        ["基本工资", "5000.25"],
        ["津贴补贴", "3000.25"],
        ["商品和服务支出", "2000.10"],
        ["办公费", "1500.05"],
        ["印刷费", "500.05"],
        ["某市水质监测中心", "5000.30"],
        ["工资福利支出", "4000.10"],
        ["基本工资", "2500.05"],
        ["津贴补贴", "1500.05"],
        ["对个人和家庭的补助", "1000.20"],
        ["退休费", "1000.20"],
        ["某市水情中心", "0.00"],
    ],
)


def test_units_printed_in_one_column_with_their_classes_are_told_apart_by_sums() -> None:
    levels = {(row["row_no"], row["label_printed"]): row["level_no"] for row in UNITS.reading.rows}
    assert [level for _, level in sorted(levels.items())] == [1, 2, 3, 4, 4, 3, 4, 4, 2, 3, 4, 4, 3, 4, 2]


def test_rows_below_a_unit_are_that_units_and_not_the_next_ones() -> None:
    units = [row["unit_name_printed"] for row in UNITS.reading.rows]
    assert units == ["某市水务局", *["某市水务局（本级）"] * 7, *["某市水质监测中心"] * 6, "某市水情中心"]


def test_rows_with_rows_below_them_are_groups() -> None:
    kinds = [row["row_kind"] for row in UNITS.reading.rows]
    assert kinds == [
        "group",
        "group",
        "group",
        "line",
        "line",
        "group",
        "line",
        "line",
        "group",
        "group",
        "line",
        "line",
        "group",
        "line",
        "line",
    ]


def test_an_outdented_name_is_no_item_of_the_subclass_above() -> None:
    found = table(
        "财政拨款收支总表",
        [
            ["收入", "<", "支出", "<"],
            ["项目", "2026年预算数", "项目", "2026年预算数"],
            ["一般公共预算拨款", "407391.00", "六、国有资本经营预算支出", "407391.00"],
            ["", "", "国有企业资本金注入", "376000.50"],
            ["", "", "国有经济结构调整支出", "340000.25"],
            ["", "", "公益性设施投资支出", "36000.25"],
            ["", "", "其他国有资本经营预算支出", "31390.50"],
            ["", "", "其他国有资本经营预算支出", "31390.50"],
            ["本年收入合计", "407391.00", "本年支出合计", "407391.00"],
        ],
    )
    codes = {(row["row_no"], row.get("function_code")) for row in found.reading.rows if row["side"] == "expenditure"}
    assert {(3, "223"), (4, "22302"), (5, "2230201"), (6, "2230202"), (7, "22399")} <= codes


def test_relative_codes_go_on_from_the_class_above() -> None:
    found = table(
        "一般公共预算支出表",
        [
            ["科目编码", "科目名称", "合计"],
            ["201", "一般公共服务支出", "3000.30"],
            ["10", "人力资源事务", "3000.30"],
            ["2011001", "行政运行", "1000.10"],
            ["2011002", "一般行政管理事务", "2000.20"],
        ],
    )
    assert [(row["function_code"], row["level_no"]) for row in found.reading.rows] == [
        ("201", 1), ("20110", 2), ("2011001", 3), ("2011002", 3),
    ]  # fmt: skip


def test_local_economic_items_stand_below_the_national_subclass() -> None:
    found = table(
        "一般公共预算基本支出表",
        [
            ["科目编码", "科目名称", "合计"],
            ["301", "工资福利支出", "3000.30"],
            ["30101", "基本工资", "1000.10"],
            ["30102", "津贴补贴", "2000.20"],
            ["3010201", "规范性津补贴", "1500.10"],
            ["3010202", "其他津补贴", "500.10"],
        ],
    )
    assert [(row["economic_code"], row["level_no"]) for row in found.reading.rows] == [
        ("301", 1), ("30101", 2), ("30102", 2), ("3010201", 3), ("3010202", 3),
    ]  # fmt: skip
    assert not any(row.get("unit_code") for row in found.reading.rows)


def test_a_last_row_without_a_name_is_the_total_of_what_it_sums() -> None:
    rows = [["单位编码", "合计"], ["015", "9151.31"], ["015001", "8316.35"], ["015002", "834.96"]]
    found = table("收入总表", [*rows, ["", "9151.31"]])
    assert [(row["row_kind"], row["level_no"]) for row in found.reading.rows] == [
        ("group", 1), ("line", 2), ("line", 2), ("total", 0),
    ]  # fmt: skip
    other = table("收入总表", [*rows, ["", "7777.77"]])
    assert other.reading.rows[-1]["row_kind"] != "total"


def test_a_unit_with_one_class_stands_above_it_and_the_department_above_both() -> None:
    found = table(
        "政府性基金预算支出表",
        [
            ["预算单位", "科目编码", "科目名称", "合计"],
            ["某市水务局", "", "", "56465.44"],
            ["某市水务局（本级）", "", "", "35927.64"],
            ["", "212", "城乡社区支出", "35927.64"],
            ["某市河湾中心", "", "", "0.00"],
            ["某市流域中心", "", "", "20537.80"],
            ["", "212", "城乡社区支出", "20537.80"],
        ],
    )
    assert [row["level_no"] for row in found.reading.rows] == [1, 2, 3, 2, 2, 3]


def test_parts_may_stand_two_columns_beside_the_name_of_their_sum() -> None:
    found = table(
        "收入预算总表",
        [
            ["项目名称", "", "", "金额"],
            ["收入总计", "<", "<", "17996.68"],
            ["一般公共预算资金", "", "小计", "17981.68"],
            ["^", "", "公共财政拨款（补助）资金", "17981.68"],
            ["^", "", "专项收入", ""],
        ],
    )
    assert [(row["level_no"], row["label_printed"]) for row in found.reading.rows] == [
        (0, "收入总计"), (1, "一般公共预算资金"), (2, "一般公共预算资金/公共财政拨款（补助）资金"), (2, "一般公共预算资金/专项收入"),
    ]  # fmt: skip


def test_purchases_stand_below_the_units_whose_codes_alone_are_printed_and_their_codes_say_no_place() -> None:
    found = table(
        "政府采购预算表",
        [
            ["科目编码", "<", "<", "单位编码", "采购项目", "采购目录", "数量", "部门预算支出", "<", "预算金额"],
            ["类", "款", "项", "^", "^", "^", "^", "类", "款", "^"],
            ["", "", "", "", "合计", "", "4", "", "", "9137.61"],
            ["208", "02", "07", "241", "某市民政局", "", "2", "", "", "5124.33"],
            ["208", "02", "07", "241001", "某市救助站", "", "2", "", "", "5124.33"],
            ["208", "02", "07", "", "路牌维护", "B99其他建筑工程", "1", "302", "13", "2011.12"],
            ["208", "02", "07", "", "路牌维护", "B99其他建筑工程", "1", "309", "05", "3113.21"],
            ["208", "10", "04", "241", "某市民政局", "", "2", "", "", "4013.28"],
            ["208", "10", "04", "241002", "某市殡仪馆", "", "2", "", "", "4013.28"],
            ["208", "10", "04", "", "零星工程", "B08修缮工程", "1", "310", "06", "1507.07"],
            ["208", "10", "04", "", "零星工程", "A16炼焦产品", "1", "302", "99", "2506.21"],
        ],
    ).reading
    assert [row["level_no"] for row in found.rows] == [0, 1, 2, 3, 3, 1, 2, 3, 3]
    bought = [row for row in found.rows if row["level_no"] == 3]
    assert [(row["function_code"], row["economic_code"]) for row in bought] == [
        ("2080207", "30213"), ("2080207", "30905"), ("2081004", "31006"), ("2081004", "30299"),
    ]  # fmt: skip
    assert [(row["unit_code"], row["unit_name_printed"]) for row in bought] == [
        *[("241001", "某市救助站")] * 2, *[("241002", "某市殡仪馆")] * 2,
    ]  # fmt: skip


def test_each_half_of_a_two_sided_table_is_of_its_own_classification() -> None:
    found = table(
        "部门综合预算收支总表",
        [
            ["收入", "<", "支出", "<", "<", "<", "<", "<"],
            ["项目", "预算数", "支出功能分科目（按大类）", "预算数", "部门预算支出经济科目（按大类）", "预算数",
             "政府预算支出经济分类科目（按大类）", "预算数"],
            ["一、财政拨款", "90.00", "1、一般公共服务", "60.00", "1、工资福利支出", "50.00", "1、机关工资福利支出", "90.00"],
            ["二、其他收入", "0.00", "2、教育", "30.00", "2、商品和服务支出", "40.00", "2、机关商品和服务支出", "0.00"],
            ["收入总计", "90.00", "支出总计", "90.00", "支出总计", "90.00", "支出总计", "90.00"],
        ],
    ).reading  # fmt: skip
    of = {row["label_printed"]: row for row in found.rows if row["row_kind"] == "line"}
    assert {row["along"] for row in found.rows if row["block_no"] == 1} == {None}
    assert (of["1、一般公共服务"]["along"], of["1、一般公共服务"]["function_code"]) == ("function", "201")
    assert (of["2、商品和服务支出"]["along"], of["2、商品和服务支出"]["economic_code"]) == ("economic", "302")
    assert of["1、机关工资福利支出"]["along"] == "government_economic"
    assert of["1、机关工资福利支出"].get("economic_code") is None


def _carried(part: str, rest: str) -> list[tuple[object, ...]]:
    found = table(
        "部门收支预算总表",
        [
            ["收入", "", "支出", ""],
            ["项目", "预算数", "项目", "预算数"],
            ["一、一般公共预算拨款收入", "3643.37", "一、一般公共服务支出", "3695.91"],
            ["本年收入合计", "3643.37", "本年支出合计", "3695.91"],
            ["上年结转", "52.54", "", ""],
            ["其中：财政拨款资金结转", part, "", ""],
            ["非财政拨款资金结余", rest, "", ""],
            ["收入总计", "3695.91", "支出总计", "3695.91"],
        ],
    )
    rows = [row for row in found.reading.rows if row["side"] == "revenue"]
    return [(row["level_no"], row["is_part"]) for row in rows][3:5]


def test_of_which_below_a_carry_over_is_its_part() -> None:
    assert _carried("11.61", "") == [(2, True), (1, False)]


def test_lines_that_make_up_the_carry_over_with_it_are_parts_too() -> None:
    assert _carried("11.61", "40.93") == [(2, True), (2, True)]


def test_items_of_a_place_go_on_from_the_national_subclass_where_the_table_prints_short_codes() -> None:
    rows = [
        ["科目编码", "科目名称", "合计"],
        ["301", "工资福利支出", "3000.30"],
        ["01", "基本工资", "1000.10"],
        ["02", "津贴补贴", "2000.20"],
        ["01", "国家统一津贴补贴", "1500.10"],
        ["02", "地方津贴补贴", "500.10"],
    ]
    found = table("一般公共预算基本支出表", rows)
    assert [row["economic_code"] for row in found.reading.rows] == ["301", "30101", "30102", "3010201", "3010202"]


def test_a_number_lower_than_the_national_one_above_is_an_items() -> None:
    rows = [
        ["科目编码", "科目名称", "合计"],
        ["301", "工资福利支出", "500.50"],
        ["02", "津贴补贴", "200.20"],
        ["99", "其他工资福利支出", "300.30"],
        ["02", "其他工资性支出", "300.30"],
    ]
    found = table("一般公共预算基本支出表", rows)
    assert [row.get("economic_code") for row in found.reading.rows] == ["301", "30102", "30199", "3019902"]


def test_a_number_that_the_next_national_subclass_has_too_is_of_neither() -> None:
    rows = [
        ["科目编码", "科目名称", "合计"],
        ["302", "商品和服务支出", "600.60"],
        ["01", "办公费", "100.10"],
        ["02", "印刷费", "200.20"],
        ["03", "咨询服务费", "300.30"],
    ]
    found = table("一般公共预算基本支出表", rows)
    assert [row.get("economic_code") for row in found.reading.rows] == ["302", "30201", "30202", None]
    assert not any(row.get("unit_code") for row in found.reading.rows)


def test_two_digits_below_a_class_alone_go_on_from_nothing() -> None:
    rows = [["科目编码", "科目名称", "合计"], ["301", "工资福利支出", "1500.10"], ["01", "国家统一津贴补贴", "1500.10"]]
    found = table("一般公共预算基本支出表", rows)
    assert found.reading.rows[1].get("economic_code") is None


def test_a_government_subclass_that_is_all_of_its_class_stands_below_it_and_the_departments_codes_below_both() -> None:
    found = table(
        "2021年一般公共预算基本支出表",
        [
            ["政府预算支出经济分类科目", "<", "部门预算支出经济分类科目", "<", "合计"],
            ["科目编码", "科目名称", "科目编码", "科目名称", "^"],
            ["合计", "<", "<", "<", "1786.50"],
            ["501", "机关工资福利支出", "", "", "1202.50"],
            ["50101", "工资奖金津补贴", "", "", "800.25"],
            ["", "", "30101", "基本工资", "500.15"],
            ["", "", "30102", "津贴补贴", "300.10"],
            ["50103", "住房公积金", "", "", "402.25"],
            ["", "", "30113", "住房公积金", "402.25"],
            ["509", "对个人和家庭的补助", "", "", "584.00"],
            ["50905", "离退休费", "", "", "584.00"],
            ["", "", "30301", "离休费", "220.00"],
            ["", "", "30302", "退休费", "364.00"],
        ],
    )
    rows = [
        (row["level_no"], row.get("government_economic_code") or row.get("economic_code")) for row in found.reading.rows
    ]
    assert rows[-4:] == [(1, "509"), (2, "50905"), (3, "30301"), (3, "30302")]


def three_public(running: str, purchase: str) -> dict[str, tuple[str, int, bool]]:
    rows = [
        ["项目", "2020年预算数", "2021年预算数", "增减额"],
        ["合计", "88.00", "70.00", "-18.00"],
        ["1、因公出国（境）费", "45.00", "30.00", "-15.00"],
        ["2、公务接待费", "15.00", "12.00", "-3.00"],
        ["3、公务用车费", "28.00", "28.00", "0.00"],
        ["其中：公务用车运行维护费", running, running, "0.00"],
        ["公务用车购置费", purchase, purchase, "0.00"],
    ]
    read = table("2021年“三公”经费预算财政拨款情况统计表", rows).reading.rows
    return {row["label_printed"]: (row["row_kind"], row["level_no"], row["is_part"]) for row in read}


def test_a_part_that_is_all_of_its_item_is_what_the_item_consists_of() -> None:
    placed = three_public("28.00", "0.00")
    assert placed["3、公务用车费"] == ("group", 1, False)
    assert placed["其中：公务用车运行维护费"] == ("line", 2, False)


def test_a_part_and_the_lines_after_it_that_come_to_the_item_are_what_it_consists_of() -> None:
    placed = three_public("19.50", "8.50")
    assert placed["3、公务用车费"] == ("group", 1, False)
    assert placed["其中：公务用车运行维护费"] == placed["公务用车购置费"] == ("line", 2, False)
    # What comes to less, or more, is a part beside others.
    assert three_public("19.50", "8.00")["公务用车购置费"] == ("line", 1, False)


def test_a_part_that_is_not_all_of_its_item_stays_one() -> None:
    assert three_public("20.00", "8.00")["其中：公务用车运行维护费"][1:] != (1, False)
