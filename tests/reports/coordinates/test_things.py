"""Columns of tables about things, named by their words."""

from __future__ import annotations

import pytest

from pipelines.reports.coordinates.things import measure_of_thing, own_amount, part_of_thing

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
