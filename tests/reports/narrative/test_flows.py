"""Bare 收入, 支出 and 结转 that are of one fund."""

from __future__ import annotations

import pytest

from pipelines.reports.narrative.flows import of_side
from pipelines.reports.narrative.subjects import Subject
from tests.reports.narrative.test_statements import brief, read

FUND = "八、政府性基金预算财政拨款收入支出决算情况说明\n"


def _keys(text: str) -> list[object]:
    return [key for key, role, _ in brief(text) if role == "amount"]


def test_bare_expenditure_behind_a_funds_revenue_is_the_funds_expenditure() -> None:
    assert _keys(FUND + "2024年度政府性基金预算财政拨款收入25.02万元，支出24.97万元。") == [
        "revenue_government_fund", "government_fund_total",
    ]  # fmt: skip


def test_flows_below_a_heading_about_one_fund_are_the_funds() -> None:
    told = "2024年度政府性基金预算财政拨款年初结转和结余0万元，本年收入9万元，本年支出8万元，年末结转和结余1万元。"
    assert _keys(FUND + told) == [None, "revenue_government_fund", "government_fund_total", None]


def test_flows_below_a_heading_about_all_funds_are_the_reports() -> None:
    assert _keys("一、收入支出决算总体情况说明\n本年收入9万元，本年支出8万元。") == [
        "revenue_current_total", "expenditure_current_total",
    ]  # fmt: skip


def test_a_total_behind_fiscal_revenue_is_fiscal() -> None:
    assert _keys("2024年度财政拨款收入总计9万元，支出总计9万元。") == ["revenue_fiscal", "fiscal_expenditure"]


def test_a_total_behind_a_part_of_fiscal_revenue_is_fiscal_and_no_part_of_it() -> None:
    rows = read("财政拨款收入总计9万元，其中一般公共预算财政拨款9万元；支出总计9万元。")
    assert [row["subject_key"] for row in rows] == ["revenue_fiscal", "revenue_general_public", "fiscal_expenditure"]
    assert rows[2]["parent_statement_id"] is None


def test_a_total_behind_other_revenue_is_the_reports() -> None:
    assert _keys("2024年度收入总计9万元，支出总计9万元。") == ["revenue_total", "expenditure_total"]


@pytest.mark.parametrize(
    ("told", "keys"),
    [
        (
            "收入总计9万元，其中财政拨款收入8万元，支出总计9万元。",
            ["revenue_total", "revenue_fiscal", "expenditure_total"],
        ),
        (
            "收入总计9万元，其中：财政拨款收入8万元；支出总计9万元。",
            ["revenue_total", "revenue_fiscal", "expenditure_total"],
        ),
        ("本年财政拨款收入8万元，部门支出预算9万元。", ["revenue_fiscal", "expenditure_total"]),
    ],
)
def test_a_total_behind_a_part_that_is_fiscal_or_called_the_departments_is_the_reports(
    told: str, keys: list[object]
) -> None:
    assert _keys(told) == keys


@pytest.mark.parametrize(
    ("told", "key"),
    [
        ("2024年部门支出预算为100万元，其中政府性基金预算支出20万元。", "expenditure_total"),
        ("2024年部门收入总计100万元，政府性基金预算收入0万元。", "revenue_total"),
        ("本部门2024年本年收入20万元。", "revenue_government_fund"),
    ],
)
def test_what_is_called_the_departments_is_of_all_funds_below_the_heading_of_one(told: str, key: str) -> None:
    assert _keys(FUND + told)[0] == key


def test_each_fund_has_its_own_carry_over() -> None:
    assert _keys("收入总计9万元，包括一般公共预算本年收入7万元、上年结转2万元，政府性基金预算本年收入0万元、上年结转0万元。") == [
        "revenue_total", "revenue_general_public", "carry_over_general_public", "revenue_government_fund",
        "carry_over_government_fund",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "told",
    [
        "收入包括一般公共预算拨款收入90万元、上年结转10万元；支出包括基本支出60万元、项目支出30万元、上年结转10万元。",
        "2024年一般公共预算拨款收入90万元，上年结转10万元；2023年一般公共预算拨款收入80万元，上年结转10万元。",
    ],
)
def test_carry_overs_that_no_two_funds_tell_apart_are_nobodys(told: str) -> None:
    assert not {key for key in _keys(told) if str(key).startswith("carry_over")}


def test_one_carry_over_is_the_reports() -> None:
    assert _keys("收入包括：一般公共预算本年收入7万元、上年结转2万元。") == ["revenue_general_public", "carry_over"]


def test_funds_listed_in_the_carry_over_are_its_parts() -> None:
    assert _keys("收入预算9万元，其中：上年结转6万元（一般公共预算2万元、政府性基金预算4万元）。") == [
        "revenue_total", "carry_over", "carry_over_general_public", "carry_over_government_fund",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("told", "key"),
    [
        ("对2个项目开展了部门评价，涉及一般公共预算支出1260万元，政府性基金预算支出0万元。", None),
        ("绩效目标管理全覆盖，涉及一般公共预算当年拨款9万元，政府性基金预算当年拨款1万元。", "government_fund_total"),
    ],
)
def test_what_some_projects_involve_is_no_total(told: str, key: str | None) -> None:
    assert read(told)[-1]["subject_key"] == key


@pytest.mark.parametrize(
    ("lead", "key"),
    [
        ("支出", "expenditure_total"),
        ("收入", "revenue_total"),
        ("收入、支出各", "revenue_total"),
        ("共", "revenue_total"),
    ],
)
def test_a_bare_word_says_which_side_is_meant(lead: str, key: str) -> None:
    assert of_side(Subject("revenue_total", "收入总计"), lead).key == key


def test_what_has_no_other_side_stays() -> None:
    assert of_side(Subject("revenue_other_income", "其他收入"), "支出").key == "revenue_other_income"
