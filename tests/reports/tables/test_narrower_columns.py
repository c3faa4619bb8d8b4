"""Columns that hold less than their headers seem to say."""

from __future__ import annotations

from pipelines.reports.tables.columns import read_columns
from pipelines.reports.tables.headers import Header
from pipelines.reports.tables.narrower_columns import without_wider_meaning


def measures(kind: str | None, *paths: str) -> list[str | None]:
    header = Header((0,), frozenset(), tuple(tuple(path.split("/")) for path in paths))
    return [column.measure_key for column in without_wider_meaning(read_columns(header, kind, 2024), kind)]


def test_a_header_that_adds_nothing_to_its_group_is_not_all_of_it_where_others_stand_beside() -> None:
    group = "本年拨款/一般公共预算"
    assert measures("project_expenditure", "合计", f"{group}/资金安排", f"{group}/省里补助") == [
        "total",
        None,
        None,
    ]
    assert measures("project_expenditure", "合计", f"{group}/资金安排") == ["total", "current_general_public"]


def test_a_total_and_a_word_with_a_meaning_stay_what_they_are() -> None:
    assert measures("revenue_summary", "本年收入/小计", "本年收入/一般公共预算") == [
        "current_total",
        "current_general_public",
    ]


def test_expenditure_of_this_years_money_beside_what_was_carried_in_is_not_all_of_its_kind() -> None:
    paths = ("合计", "本年预算/小计", "本年预算/基本支出", "上年结转/小计", "上年结转/基本支出")
    assert measures("expenditure_summary", *paths) == ["total", "current_total", None, "carry_total", None]
    assert measures("expenditure_summary", *paths[:3]) == ["total", None, "basic"]


def test_what_was_spent_in_the_year_is_all_of_its_kind_beside_what_there_was_before() -> None:
    paths = ("年初结转和结余/合计", "年初结转和结余/基本支出", "本年支出/合计", "本年支出/基本支出")
    assert measures("general_public_expenditure", *paths)[2:] == ["total", "basic"]


def test_a_table_of_no_kind_is_left_alone() -> None:
    assert measures(None, "本年预算/基本支出", "上年结转/基本支出")[0] == "basic"


def test_the_sum_of_this_year_beside_all_that_was_carried_in() -> None:
    paths = ("合计", "本年预算/小计", "本年预算/一般公共预算", "上年结转")
    assert measures("project_expenditure", *paths) == [
        "total",
        "current_total",
        "current_general_public",
        "carry_total",
    ]
    # Without a total of both, or beside a mere part of it, the sum is the total.
    assert measures("project_expenditure", *paths[1:3], "其中：上年结转")[0] != "current_total"
