"""Columns of forms about all of a department's money, named by their words."""

from __future__ import annotations

import pytest

from pipelines.reports.coordinates.funding import measure_of_funding

KIND = "department_performance_targets"


@pytest.mark.parametrize(
    ("path", "measure"),
    [
        (("预算金额（万元）", "总额"), "funding_amount"),
        (("预算金额（万元）", "财政拨款"), "funding_fiscal"),
        (("预算金额（万元）", "其他资金"), "funding_other"),
        (("部门预算申请（万元）", "资金总额"), "funding_amount"),
        (("财政拨款", "合计"), "funding_fiscal"),
        (("财政拨款", "项目支出"), "funding_fiscal_project"),
        (("按收入性质分", "政府性基金"), "funding_government_fund"),
        (("按支出性质分", "基本支出"), "funding_basic"),
        (("财政拨款", "其他资金"), None),  # two funds, neither part of the other
        (("基本支出", "项目支出"), None),
        (("基本支出", "上年结转"), None),  # says more than fund and kind
        (("财政拨款", "人员经费"), None),  # no such measure
        (("预算金额", "社会捐赠"), None),  # a word nobody knows
        (("部门",), None),  # nothing of money
        ((), None),
    ],
)
def test_words_name_the_part_of_the_departments_money(path: tuple[str, ...], measure: str | None) -> None:
    assert measure_of_funding(path, KIND) == measure


def test_elsewhere_they_name_none() -> None:
    assert measure_of_funding(("财政拨款", "合计"), "project_performance_targets") is None
    assert measure_of_funding(("财政拨款", "合计"), "expenditure_summary") is None
