"""Columns of tables about things, named by their words."""

from __future__ import annotations

import pytest

from pipelines.reports.coordinates.things import (
    field_of_thing,
    measure_of_thing,
    own_amount,
    part_of_thing,
    row_of_thing,
)

TARGETS, PURCHASES, SERVICES = "project_performance_targets", "government_procurement", "purchased_services"


@pytest.mark.parametrize(
    ("path", "kind", "measure"),
    [
        (("项目总额",), TARGETS, "project_investment"),
        (("年度预算资金总额",), TARGETS, "project_investment"),
        (("其中：", "财政资金"), TARGETS, "project_funding"),
        (("项目资金", "上年结转资金"), TARGETS, "project_funding"),
        (("其中", "社会捐赠"), TARGETS, None),  # a word nobody knows
        (("采购金额", "其中面向中小企业"), PURCHASES, "procurement_sme_amount"),
        (("采购金额", "其中面向微小企业"), PURCHASES, "procurement_micro_amount"),
        (("采购金额", "基金预算拨款"), PURCHASES, "current_government_fund"),
        (("采购金额", "财政专户核拨"), PURCHASES, "current_fiscal_account"),
        (("上年结转",), PURCHASES, "carry_total"),
        (("其中面向中小企业",), SERVICES, None),
        (("财政拨款",), SERVICES, None),  # a fund's part of services has no name
        (("购买金额合计",), SERVICES, "purchased_service_amount"),
        (("采购数量",), PURCHASES, "quantity"),
        (("数量",), "asset_allocation", "asset_quantity"),
        (("单价（元）",), PURCHASES, "unit_price"),
        (("数量",), TARGETS, None),
        (("资产申请数量",), "asset_allocation", None),  # another quantity
        (("项目数",), TARGETS, None),  # how many
        (("合计",), "expenditure_summary", None),  # a table about money alone
    ],
)
def test_words_name_the_amount_of_the_thing(path: tuple[str, ...], kind: str, measure: str | None) -> None:
    assert measure_of_thing(path, kind) == measure


def test_parts_of_a_projects_funding() -> None:
    assert part_of_thing(("其中", "财政资金"), TARGETS) == "project_funding_fiscal"
    assert part_of_thing(("其中", "其他资金"), TARGETS) == "project_funding_other"
    assert part_of_thing(("上年结转资金",), TARGETS) == "project_funding_carry_over"
    assert part_of_thing(("项目总额",), TARGETS) is None
    assert part_of_thing(("其中", "财政资金"), PURCHASES) is None


def test_a_mere_amount_is_of_the_tables_things() -> None:
    assert own_amount("budget_amount", PURCHASES) == "procurement_amount"
    assert own_amount("total", TARGETS) == "project_investment"
    assert own_amount("quantity", PURCHASES) == "quantity"
    assert own_amount("total", "expenditure_summary") == "total"
    assert own_amount("total", "three_public_expenditure") == "three_public_total"
    assert own_amount("budget_amount", "three_public_expenditure") == "budget_amount"


@pytest.mark.parametrize(
    ("label", "row"),
    [
        ("年度预算资金总额：", "project_funds_total"),
        ("年度金额：", "project_funds_total"),
        ("其中：当年财政拨款", "project_funds_fiscal"),
        ("其他资金", "project_funds_other"),
        ("上年结转资金", "project_funds_carry_over"),
        ("市级财政资金", None),  # one level's part of the fiscal funds
        ("中央财政资金", None),
        ("上年结转财政拨款", None),  # of both
        ("财政拨款数量", None),
        ("社会捐赠", None),
        ("合计：", None),  # of any rows
        ("项目资金", None),  # says nothing of which
    ],
)
def test_rows_of_a_projects_funding_by_words(label: str, row: str | None) -> None:
    assert row_of_thing(label, TARGETS) == row
    assert row_of_thing(label, PURCHASES) is None


@pytest.mark.parametrize(
    ("header", "kind", "field"),
    [
        ("采购项目", PURCHASES, "project_name"),
        ("采购项目名称", PURCHASES, "project_name"),
        ("一级项目名称", TARGETS, "project_name"),
        ("项目代码", TARGETS, "project_code"),
        ("采购项目", TARGETS, None),  # of what else?
        ("采购项目", "expenditure_summary", None),  # a table about money alone
        ("项目类别", PURCHASES, None),
        ("项目单位", TARGETS, None),  # whose, not which
        ("科研项目名称", TARGETS, None),  # a word nobody knows
        ("基本支出项目", TARGETS, None),  # says more
        ("名称", TARGETS, None),
        ("本年绩效指标值", TARGETS, "indicator_target"),
        ("年度指标值", TARGETS, "indicator_target"),
        ("近两年指标值", TARGETS, None),  # of other years
        ("上年指标值", TARGETS, None),
        ("本年绩效指标值", PURCHASES, None),  # a table without indicators
    ],
)
def test_a_header_that_says_no_more_than_project_or_indicator_holds_these(
    header: str, kind: str, field: str | None
) -> None:
    assert field_of_thing(header, kind) == field
