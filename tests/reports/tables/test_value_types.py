"""Money, prices, counts or percentages, by measure or by words."""

from __future__ import annotations

import pytest

from pipelines.reports.tables.value_types import value_type_of


@pytest.mark.parametrize(
    ("path", "value_type"),
    [
        ("预算数/合计", "money"),
        ("采购数量", "count"),
        ("单价（元）", "price"),
        ("支出占比", "percent"),
        ("比上年增减%/合计", "percent"),
        ("编制人数/行政", "count"),
        ("实有人数（人）/在职", "count"),
        ("编制人数/经费", "money"),
        ("人员经费（按人数）/工资", "money"),
        ("在职人数及经费/金额", "money"),
    ],
)
def test_what_headers_say_of_it(path: str, value_type: str) -> None:
    assert value_type_of(None, path.split("/")) == value_type


def test_a_measure_says_it_whatever_the_header() -> None:
    assert value_type_of("unit_price", ["金额"]) == "price"
