"""“三公” expenses nobody has seen in these words."""

from __future__ import annotations

import pytest

from pipelines.reports.coordinates.expenses import measure_of_expense
from pipelines.reports.coordinates.titles import kind_of_point, point_of_title

KIND = "three_public_expenditure"


@pytest.mark.parametrize(
    ("path", "measure"),
    [
        ("三公经费/公务车运行费用", "official_vehicle_running"),
        ("公务用车购置及运行费/其中：购置费", "official_vehicle_purchase"),
        ("公务用车购置及运行维护费/小计", "official_vehicle_total"),
        ("“三公”经费支出/合计", "three_public_total"),
        ("2026年预算数/出国（境）费", "overseas_travel"),
        ("会议费", "conference"),
        # Of another year, and no other expense.
        ("上年“三公”经费预算数/公务接待费", "official_reception"),
        ("“三公”经费上年结余/公务接待费", None),
        ("公务接待费/政府性基金预算", "official_reception_government_fund"),
        ("一般公共预算拨款安排的“三公”经费/公务接待费", "official_reception"),
        ("政府性基金安排的“三公”经费/公务接待费", "official_reception_government_fund"),
        # What is said of nothing, of another expense, of no fund of the budget, or with a word nobody knows.
        ("购置费", None),
        ("公务接待费/购置费", None),
        ("三公经费/会议费", None),
        ("公务接待费/单位资金", None),
        ("一般公共预算/公务接待费/政府性基金", None),
        # Only a part of it.
        ("国内公务接待费", None),
        # How many, not how much.
        ("公务用车数量", None),
        ("公务用车购置数", None),
        ("增减变化/公务接待费", None),
        ("项目支出/公务接待费", None),
        ("合计", None),
    ],
)
def test_expense_by_words(path: str, measure: str | None) -> None:
    assert measure_of_expense(tuple(path.split("/")), KIND) == measure


def test_other_tables_have_no_such_columns() -> None:
    assert measure_of_expense(("公务接待费",), "general_public_expenditure") is None


def test_an_expense_alone_is_no_table_of_all_three() -> None:
    assert point_of_title("公务用车购置及运行费支出表") is None
    point = point_of_title("“三公”经费（因公出国、公务用车购置及运行费、公务接待费）支出表")
    assert point is not None and kind_of_point(point) == KIND
