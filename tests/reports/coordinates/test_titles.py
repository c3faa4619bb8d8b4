"""Titles nobody has seen, by what their words compose to."""

from __future__ import annotations

import pytest

from pipelines.reports.coordinates.titles import (
    Point,
    carry_of_title,
    fund_of_title,
    kind_of_point,
    point_of_title,
    unnamed_kind_of_point,
)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("2022年部门综合预算一般公共预算基本支出明细表（按支出功能分类科目-不含上年结转）", "general_public_basic_by_function"),
        ("2022年部门综合预算一般公共预算基本支出明细表（按支出经济分类科目-不含上年结转）", "general_public_basic_expenditure"),
        ("2022年部门综合预算一般公共预算支出明细表（按支出功能分类科目-不含上年结转）", "general_public_expenditure"),
        ("2022年部门综合预算一般公共预算支出明细表（按支出经济分类科目）", "general_public_economic_expenditure"),
        ("2021年部门综合预算政府性基金收支表（不含上年结转）", "government_fund_expenditure"),
        ("2020年部门综合预算政府采购（资产配置、购买服务）预算表", "government_procurement"),
        ("一般公共预算拨款“三公”经费及会议费、培训费支出预算表", "three_public_expenditure"),
        ("财政拨款政府性基金支出预算表", "government_fund_expenditure"),
        ("部门收支预算总表", "revenue_expenditure_summary"),
        ("单位本年支出情况汇总表", "expenditure_summary"),
    ],
)  # fmt: skip
def test_known_words_composed_anew_name_a_kind(title: str, kind: str) -> None:
    point = point_of_title(title)
    assert point is not None
    assert kind_of_point(point) == kind


def test_a_title_tells_carry_over_in_and_out() -> None:
    assert point_of_title("一般公共预算支出表（不含上年结转）") == Point(
        flow="expenditure", fund="general_public", carry="current"
    )
    carried = point_of_title("2021年部门综合预算财政拨款上年结转资金支出表")
    assert carried is not None and carried.carry == "carry_over"
    assert kind_of_point(carried) is None  # the money of earlier years alone is no table of the year's


def test_an_unknown_word_leaves_the_title_to_the_lists() -> None:
    assert point_of_title("债务支出表") is None
    assert point_of_title("某区教育局债务支出总表") is None


def test_the_name_of_a_body_in_front_of_a_title_is_passed_over() -> None:
    assert point_of_title("某区教育局支出总表") == Point(flow="expenditure")
    assert point_of_title("表10.中共某区委组织部2024年项目支出表") == Point(
        flow="expenditure", expenditure_kind="project"
    )
    # 政府采购 is no part of a name, whatever stands behind it.
    assert point_of_title("政府采购中心支出总表") is None
    # What is left must be a whole title.
    assert point_of_title("某区教育局支出总") is None
    assert point_of_title("某区教育局") is None


def test_what_is_left_out_of_a_title_is_of_this_year_or_not_understood() -> None:
    assert point_of_title("支出总表（不含上年结转）") == Point(flow="expenditure", carry="current")
    assert point_of_title("支出总表（不含基本支出）") is None


def test_targets_of_the_whole_are_the_departments() -> None:
    assert point_of_title("部门整体支出绩效目标申报表") == Point(flow="expenditure", item="department_targets")


def test_targets_of_the_whole_of_a_project_are_the_projects() -> None:
    whole = point_of_title("专项资金整体支出绩效目标表")
    assert whole == Point(flow="expenditure", expenditure_kind="project", item="targets")
    assert kind_of_point(whole) == "project_performance_targets"
    both = point_of_title("部门整体和项目支出绩效目标表")
    assert both is not None and kind_of_point(both) is None, "of the department and of its projects: no kind has both"
    assert kind_of_point(Point(flow="expenditure", item="whole")) is None


def test_a_table_of_changes_is_no_table_of_amounts() -> None:
    assert point_of_title("一般公共预算支出表") is not None
    assert point_of_title("一般公共预算支出增减变化情况表") is None


def test_two_values_of_one_axis_name_no_point() -> None:
    assert point_of_title("政府性基金国有资本经营预算支出表") is None


def test_a_point_without_a_name_has_no_kind() -> None:
    assert kind_of_point(Point(flow="revenue", fund="state_capital", along="function")) is None


@pytest.mark.parametrize(
    ("title", "fund"),
    [
        ("2026年度一般公共预算“三公”经费支出预算表", "general_public"),
        ("表十一“三公”经费、会议费、培训费支出预算表（一般公共预算）", "general_public"),
        ("预算11表财政拨款政府购买服务明细表", "fiscal"),
        ("政府采购预算表", None),
        ("某区教育局一般公共预算支出表", "general_public"),
        ("某某一般公共预算支出表", None),  # a word nobody knows: not understood, so nothing is said
    ],
)
def test_a_title_says_whose_fund_its_money_is(title: str, fund: str | None) -> None:
    assert fund_of_title(title) == fund


@pytest.mark.parametrize(
    ("title", "carry"),
    [
        ("2021年部门综合预算一般公共预算支出明细表（按支出功能分类科目-不含上年结转）", "current"),
        ("2021年部门综合预算一般公共预算支出明细表（按支出功能分类科目）", None),
        ("某区教育局一般公共预算支出表（不含上年结转）", "current"),
        ("年末结转和结余表", None),  # of the next year, not of this year's money
        ("某某一般公共预算支出表（不含上年结转）", None),  # not understood, so nothing is said
    ],
)
def test_a_title_says_whether_what_was_carried_in_is_in_it(title: str, carry: str | None) -> None:
    assert carry_of_title(title) == carry


def test_mere_fillers_say_nothing() -> None:
    assert point_of_title("2021年部门预算情况表") is None


@pytest.mark.parametrize(
    "title",
    [
        "部门预算绩效目标表",  # of the department or of a project: not said
        "“三公”经费绩效目标表",
        "机关运行经费绩效目标表",
        "政府性基金“三公”经费支出表",
        "政府采购收入表",
        "资产配置项目支出表",
        "单位资金支出表",
    ],
)
def test_an_item_beside_something_else_that_matters_names_no_kind(title: str) -> None:
    point = point_of_title(title)
    assert point is not None
    assert kind_of_point(point) is None


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("财政拨款“三公”经费支出表", "three_public_expenditure"),
        ("一般公共预算机关运行经费支出表（按经济分类）", "operating_expenditure"),
        ("政府采购支出预算表", "government_procurement"),
        ("项目支出绩效目标表", "project_performance_targets"),
    ],
)
def test_an_item_beside_words_that_say_nothing_new_of_it_names_its_kind(title: str, kind: str) -> None:
    point = point_of_title(title)
    assert point is not None
    assert kind_of_point(point) == kind


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("一般公共预算支出表（按功能分类科目）", "general_public_expenditure"),
        ("财政拨款基本支出表（按经济分类）", "fiscal_appropriation_basic_expenditure"),
        # Along another classification than their rows run along anyway: another table, with a name of its own or without.
        ("一般公共预算支出表（按经济分类）", "general_public_economic_expenditure"),
        ("一般公共预算基本支出表（按功能分类）", "general_public_basic_by_function"),
        ("支出表（按经济分类）", None),
        ("项目支出表（按功能分类）", None),  # its rows are projects
    ],
)
def test_what_rows_run_along_anyway_a_title_may_say(title: str, kind: str | None) -> None:
    point = point_of_title(title)
    assert point is not None
    assert kind_of_point(point) == kind


def test_a_point_of_things_or_of_other_years_alone_is_not_spelt_out() -> None:
    assert unnamed_kind_of_point(Point(flow="expenditure", fund="fiscal")) == "expenditure.fiscal.total"
    assert (
        unnamed_kind_of_point(Point(flow="expenditure", fund="fiscal", carry="current")) == "expenditure.fiscal.total"
    )
    assert unnamed_kind_of_point(Point(flow="expenditure", fund="fiscal", carry="carry_over")) is None
    assert unnamed_kind_of_point(Point(flow="expenditure", item="whole")) is None
