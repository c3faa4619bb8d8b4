"""Of columns that seem to hold the same, which keeps its measure."""

from __future__ import annotations

from pipelines.reports.tables.column import Column
from pipelines.reports.tables.columns import read_columns
from pipelines.reports.tables.headers import Header
from pipelines.reports.tables.rival_columns import part_of, settle_rivals
from tests.reports.tables.test_columns import columns


def column(col: int, path: str, measure: str, specificity: tuple[int, int, int] = (0, 0, 0)) -> Column:
    return Column(col, path, measure, None, "money", 2024, None, specificity=specificity)


def test_the_whole_keeps_its_measure_beside_what_is_of_it() -> None:
    whole, part = column(0, "本年收入", "current_total"), column(1, "其中：财政拨款", "current_total", (1, 0, 0))
    assert [each.measure_key for each in settle_rivals([whole, part], "revenue_summary")] == ["current_total", None]


def test_a_part_of_a_fund_is_of_that_fund() -> None:
    assert part_of("current_general_public") == "within_general_public"
    assert part_of("total") is None


def test_two_columns_that_seem_the_same_are_both_left_unknown() -> None:
    assert columns("expenditure_summary", "科目名称", "基本支出", "基本支出") == ["name", None, None]


def test_the_change_of_an_item_is_not_the_item_and_the_total_of_all_is_found_for_each_year() -> None:
    paths = [
        f"{group}/{path}" for group in ("2025年", "2026年", "增减变化情况")
        for path in ("合计", "“三公”经费预算/小计", "“三公”经费预算/公务接待费", "会议费")
    ]  # fmt: skip
    header = Header((0,), frozenset(), tuple(tuple(path.split("/")) for path in paths))
    keys = ["three_public_and_meetings_total", "three_public_total", "official_reception", "conference"]
    read = read_columns(header, "three_public_expenditure", 2026)
    assert [(column.measure_key, column.amount_year) for column in read] == [
        *((key, 2025) for key in keys),
        *((key, 2026) for key in keys),
        *((f"{key}_change", 2026) for key in keys),
    ]


def test_what_is_beside_a_part_of_one_fund_is_the_part_its_words_name() -> None:
    paths = ("总计", "财政拨款", "财政专户拨款", "其他资金")
    assert columns("project_performance_targets", *paths) == [
        "project_investment", "project_funding_fiscal", "project_funding_fiscal_account", "project_funding_other",
    ]  # fmt: skip
    # Alone it is whatever the project is paid from.
    assert columns("project_performance_targets", "总计", "其他资金") == ["project_investment", "project_funding"]


def test_the_more_specific_of_two_keeps_the_measure() -> None:
    assert columns("three_public_expenditure", "合计", "“三公”经费/小计") == [None, "three_public_total"]


def test_the_sum_of_a_fund_keeps_its_measure_beside_what_is_of_it() -> None:
    paths = ("总计", "一般公共预算/小计", "一般公共预算/其中：财政拨款", "政府性基金")
    assert columns("revenue_summary", *paths) == [
        "total",
        "current_general_public",
        "within_general_public",
        "current_government_fund",
    ]


def test_the_sum_below_a_fund_is_the_fund_and_what_its_other_headers_say_nothing_of_a_part() -> None:
    paths = (
        "合计",
        "一般公共预算/小计",
        "一般公共预算/资金安排",
        "一般公共预算/经费拨款",
        "一般公共预算/罚没收入",
        "政府性基金预算",
    )
    assert columns("revenue_summary", *paths) == [
        "total", "current_general_public", None, None, None, "current_government_fund",
    ]  # fmt: skip
