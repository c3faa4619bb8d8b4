"""Header paths to measures and fields; years, units, halves."""

from __future__ import annotations

import pytest

from pipelines.reports.tables.columns import read_columns
from pipelines.reports.tables.headers import Header


def columns(kind: str | None, *paths: str, year: int | None = 2024) -> list[str | None]:
    header = Header((0,), frozenset(), tuple(tuple(path.split("/")) if path else () for path in paths))
    return [column.measure_key or column.field_key for column in read_columns(header, kind, year)]


@pytest.mark.parametrize(
    ("kind", "path", "key"),
    [
        ("general_public_expenditure", "预算数/基本支出/小计", "basic"),
        ("general_public_expenditure", "预算数/基本支出/人员经费", "basic_personnel"),
        ("general_public_expenditure", "预算数/合计", "total"),
        ("general_public_expenditure", "基本支出/日常公用支出", "basic_operating"),
        ("general_public_basic_expenditure", "本年一般公共预算基本支出/合计", "total"),
        ("expenditure_summary", "其中：/对附属单位补助支出", "subsidy_to_affiliated"),
        ("revenue_summary", "本年收入/小计", "current_total"),
        ("revenue_summary", "上年结转结余/小计", "carry_total"),
        ("revenue_summary", "上年结转结余/一般公共预算资金", "carry_general_public"),
        ("revenue_summary", "部门预算/上年实户资金余额", "carry_unit_funds"),
        ("revenue_summary", "部门预算/对附属单位上缴收入", "current_affiliated_remittance"),
        ("expenditure_summary", "部门预算/上年实户资金余额", "carry_unit_funds"),
        ("revenue_summary", "部门预算/用事业基金弥补收支差额", "surplus_used"),
        ("revenue_summary", "部门预算/上年某户余额", None),
        ("revenue_summary", "本年收入/一般公共预算资金", "current_general_public"),
        ("project_expenditure", "财政拨款结转结余/国有资本经营预算", "carry_state_capital"),
        ("three_public_expenditure", "公务用车购置及运行维护费/小计", "official_vehicle_total"),
        ("government_procurement", "采购金额/其中面向微小企业(元)", "procurement_micro_amount"),
        ("asset_allocation", "财政审核数/单价(元)", "asset_approved_unit_price"),
        ("asset_allocation", "单价(元)", "unit_price"),
        ("asset_allocation", "财政审核数/金额", "asset_approved_amount"),
        ("asset_allocation", "金额", "asset_amount"),
        ("general_public_expenditure", "基本支出（百万元）", "basic"),
        ("operating_expenditure", "机关运行经费支出决算数", "budget_amount"),
        ("three_public_expenditure", "统计数", "budget_amount"),
        ("revenue_summary", "统计数", None),
        ("general_public_expenditure", "增减变化/金额", "change_amount"),
        ("revenue_summary", "一般公共预算/本级安排", "current_general_public_own"),
        ("project_expenditure", "当年预算/一般公共预算/上级转移支付", "current_general_public_transfer"),
        ("revenue_summary", "上年结转/一般公共预算/上级转移支付", None),
        ("expenditure_summary", "项目支出/上级转移支付", "project_transfer"),
        ("expenditure_summary", "项目支出/其他运转类", "project_running"),
        ("general_public_expenditure", "本年一般公共预算支出/项目支出/特定目标类项目", "project_targeted"),
        ("general_public_expenditure", "增减幅度%", "change_percent"),
        ("expenditure_summary", "年末结转和结余/合计", "fund_closing"),
        ("expenditure_summary", "本年支出", "total"),
        ("revenue_summary", "本年收入/单位资金/小计", "current_unit_funds"),
        ("project_expenditure", "本年拨款/小计", "current_total"),
        ("project_expenditure", "单位资金结转", "carry_unit_funds"),
        ("revenue_summary", "事业收入/其中：教育收费", "institution_income_education"),
        ("revenue_summary", "教育收费资金收入", "current_fiscal_account"),
        ("general_public_expenditure", "当年财政拨款安排", "current_total"),
        ("general_public_expenditure", "上年结转安排", "carry_total"),
        ("general_public_expenditure", "年初结转和结余/合计", "fund_opening"),
        ("general_public_expenditure", "年初结转和结余/项目支出结转和结余", "fund_opening_project"),
        ("general_public_expenditure", "本年收入/基本支出", "fund_income_basic"),
        ("basic_expenditure", "资金来源/一般公共预算资金/其中：本次下达", "within_general_public"),
        ("basic_expenditure", "政府性基金/其中：本次下达", None),
        ("revenue_expenditure_summary", "收入/2020年", "budget_amount"),
        ("revenue_expenditure_summary", "收入/2021年比2020年增减%", "change_percent"),
        # 合计 or 小计 below a part is not the table's total, and an amount below another fund is not the whole amount.
        ("expenditure_summary", "增减情况/合计", None),
        ("expenditure_summary", "政府性基金预算/项目支出", None),
        ("three_public_expenditure", "公务接待费/合计", "official_reception"),
        ("expenditure_summary", "结转下年", None),
        ("expenditure_summary", "没有见过的栏目", None),
    ],
)  # fmt: skip
def test_measure_of_a_path(kind: str, path: str, key: str | None) -> None:
    assert columns(kind, path) == [key]


def test_columns_of_two_years_keep_their_measure_each_with_its_year() -> None:
    header = Header((0, 1), frozenset(), (("2025年预算数", "公务接待费"), ("2026年预算数", "公务接待费")))
    read = read_columns(header, "three_public_expenditure", 2026)
    assert [(column.measure_key, column.amount_year) for column in read] == [
        ("official_reception", 2025),
        ("official_reception", 2026),
    ]


def test_classes_across_are_of_what_stands_above_them() -> None:
    assert columns("expenditure_summary", "合计", "工资福利支出", "商品和服务支出", "其他支出") == [
        "total",
        "class_wages",
        "class_goods",
        "class_other",
    ]
    assert columns("expenditure_summary", "项目支出/小计", "项目支出/商品和服务支出", "项目支出/资本性支出") == [
        "project",
        "project_goods",
        "project_capital",
    ]
    of_a_fund = ("政府性基金预算/商品和服务支出", "政府性基金预算/资本性支出")
    assert columns("expenditure_summary", *of_a_fund) == [None, None]
    assert columns("expenditure_summary", "单位资金/其他支出", "合计") == [None, "total"]


def test_stages_of_a_budget_stand_beside_a_final_figure_that_is_divided() -> None:
    paths = ("2023年/年初预算数", "2023年/调整预算数", "2023年/决算数/合计", "2023年/决算数/基本支出")
    keys = ["initial_budget_amount", "adjusted_budget_amount", "budget_amount", "basic"]
    assert columns("general_public_expenditure", *paths) == keys


def test_the_change_of_an_expense_that_no_list_has_is_composed_too() -> None:
    kind = "three_public_expenditure"
    assert columns(kind, "增减变化情况/公车运行维护") == ["official_vehicle_running_change"]
    assert columns(kind, "增减变化情况/公车展示") == [None]


def test_a_change_without_a_measure_of_its_own_stays_unknown() -> None:
    assert columns("expenditure_summary", "增减变化情况/基本支出") == [None]


def test_a_remark_in_brackets_leaves_a_column_of_names_what_it_is_and_an_amount_unknown() -> None:
    assert columns("project_performance_targets", "项目名称（资金使用单位）") == ["project_name"]
    assert columns("expenditure_summary", "基本支出（不含某项）") == [None]


def test_halves_of_a_two_sided_table() -> None:
    paths = (("收入", "项目"), ("收入", "预算数"), ("支出", "项目"), ("支出", "预算数"))
    read = read_columns(Header((0, 1), frozenset(), paths), "revenue_expenditure_summary", 2024)
    assert [(column.block_no, column.side) for column in read] == [
        (1, "revenue"),
        (1, "revenue"),
        (2, "expenditure"),
        (2, "expenditure"),
    ]


def test_text_columns_between_amounts_begin_no_half() -> None:
    paths = tuple((word,) for word in ("单位代码", "单位名称", "采购数量", "计量单位", "采购金额", "资金来源"))
    read = read_columns(Header((0,), frozenset(), paths), "government_procurement", 2024)
    assert {column.block_no for column in read} == {1}


def test_a_unit_in_the_header_is_the_columns_own() -> None:
    paths = (("单价(元)",), ("采购金额（万元）",))
    read = read_columns(Header((0,), frozenset(), paths), "government_procurement", 2024)
    assert [column.unit.label if column.unit else None for column in read] == ["元", "万元"]
    assert [column.measure_key for column in read] == ["unit_price", "procurement_amount"]


def test_halves_say_what_their_names_run_along_whoever_words_the_header() -> None:
    paths = ("收入/项目", "收入/预算数", "支出/支出功能分科目（按大类）", "支出/预算数", "支出/部门预算支出经济科目（按大类）", "支出/预算数",
             "支出/政府预算支出经济分类科目（按大类）", "支出/预算数", "支出/支出用途", "支出/预算数")  # fmt: skip
    header = Header((0, 1), frozenset(), tuple(tuple(path.split("/")) for path in paths))
    read = read_columns(header, "revenue_expenditure_summary", 2024)
    assert [(column.block_no, column.field_key, column.along) for column in read if column.field_key] == [
        (1, "item_name", None), (2, "item_name", "function"), (3, "item_name", "economic"),
        (4, "item_name", "government_economic"), (5, "item_name", "use"),
    ]  # fmt: skip


def test_the_rows_of_a_half_are_called_by_whatever_its_names_run_along() -> None:
    paths = (
        "收入/项目",
        "收入/预算数",
        "支出/部门预算支出经济分类",
        "支出/预算数",
        "支出/政府预算支出经济分类",
        "支出/预算数",
    )
    header = Header((0, 1), frozenset(), tuple(tuple(path.split("/")) for path in paths))
    read = read_columns(header, "revenue_expenditure_summary", 2024)
    assert [(column.field_key, column.along) for column in read if column.field_key] == [
        ("item_name", None), ("item_name", "economic"), ("item_name", "government_economic"),
    ]  # fmt: skip
    # Elsewhere such a column holds codes and names beside others.
    assert columns("government_procurement", "部门预算支出经济分类") == ["economic"]


def test_a_header_of_one_fund_runs_along_nothing() -> None:
    header = Header((0,), frozenset(), (("支出", "一般公共预算支出功能分类"), ("支出", "预算数")))
    assert read_columns(header, "revenue_expenditure_summary", 2024)[0].along is None


def test_codes_on_either_side_of_a_quantity_are_of_one_half_and_those_after_money_of_the_next() -> None:
    paths = (
        "科目编码/类",
        "科目编码/款",
        "采购项目",
        "规格型号",
        "数量",
        "部门预算支出/类",
        "部门预算支出/款",
        "预算金额",
    )
    header = Header((0, 1), frozenset(), tuple(tuple(path.split("/")) for path in paths))
    assert {column.block_no for column in read_columns(header, "government_procurement", 2024)} == {1}
    paths = (
        "人员经费/科目编码",
        "人员经费/科目名称",
        "人员经费/金额",
        "公用经费/科目编码",
        "公用经费/科目名称",
        "公用经费/金额",
    )
    header = Header((0, 1), frozenset(), tuple(tuple(path.split("/")) for path in paths))
    read = read_columns(header, "general_public_basic_expenditure", 2024)
    assert [column.block_no for column in read] == [1, 1, 1, 2, 2, 2]


@pytest.mark.parametrize(
    ("kind", "path", "field"),
    [
        ("general_public_expenditure", "功能分类科目", "function"),
        ("general_public_basic_expenditure", "部门预算支出经济分类科目", "economic"),
        ("general_public_basic_expenditure", "经济分类科目编码", "code"),
        ("general_public_basic_expenditure", "支出经济分类科目/编码", "code"),
        ("general_public_basic_expenditure", "经济分类科目名称", "name"),
        ("general_public_basic_expenditure", "项目档案编码", None),
        ("general_public_basic_expenditure", "编码", None),
    ],
)
def test_headers_of_codes_and_names_are_told_by_their_words(kind: str, path: str, field: str | None) -> None:
    assert columns(kind, path) == [field]


def test_the_first_budget_beside_a_final_that_is_divided() -> None:
    paths = ("2024年决算数", "2025年年初预算数", "2025年决算数/小计", "2025年决算数/基本支出", "2025年决算数/项目支出")
    assert columns("general_public_expenditure", *paths, year=2025) == [
        "budget_amount", "initial_budget_amount", "total", "basic", "project",
    ]  # fmt: skip
