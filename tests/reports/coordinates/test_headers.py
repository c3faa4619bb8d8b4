"""Headers nobody has seen, read by their words."""

from __future__ import annotations

import pytest

from pipelines.reports.coordinates.headers import measure_of_header, says_change


@pytest.mark.parametrize(
    ("kind", "path", "measure"),
    [
        ("revenue_summary", "部门预算/一般公共预算拨款/小计", "current_general_public"),
        ("revenue_summary", "本年收入/小计", "current_total"),
        ("revenue_summary", "总计", "total"),
        ("revenue_summary", "上年结转结余/单位资金", "carry_unit_funds"),
        ("expenditure_summary", "部门预算/事业收入", "current_institution_income"),
        ("expenditure_summary", "财政拨款/政府性基金", "current_government_fund"),
        ("expenditure_summary", "其他/基本支出/合计", None),
        ("expenditure_summary", "基本支出/人员经费", "basic_personnel"),
        ("expenditure_summary", "项目支出/小计", "project"),
        # What the kind says anyway is no news.
        ("general_public_basic_expenditure", "基本支出/总 计", "total"),
        ("general_public_expenditure", "一般公共预算财政拨款/项目支出", "project"),
        ("fiscal_appropriation_summary", "收入/预算数", "budget_amount"),
        # Words that contradict one another, or the table, name nothing; nor do a fund's basic expenditure and mere fillers.
        ("expenditure_summary", "政府性基金/一般公共预算", None),
        ("general_public_expenditure", "政府性基金/项目支出", None),
        ("expenditure_summary", "一般公共预算/基本支出", None),
        ("expenditure_summary", "基本支出/项目支出", None),
        ("expenditure_summary", "专项资金列入部门预算的项目", None),
        ("expenditure_summary", "部门预算", None),
        ("project_expenditure", "项目金额", "budget_amount"),
        # The group's name again, and that it is the total.
        ("expenditure_summary", "预算数/项目支出/项目支出总数", "project"),
        ("expenditure_summary", "预算数/项目支出/项目支出个数", None),
        ("expenditure_summary", "项目支出总数", None),
        ("expenditure_summary", "专项业务经费支出", "project"),
        ("expenditure_summary", "数量", None),
        ("expenditure_summary", "项目金额", None),
        # What is for purchases, and reserved for whom, by whatever rule.
        ("expenditure_summary", "2026年政府采购项目/小计", "within_procurement"),
        ("expenditure_summary", "2026年政府采购项目/其中：预留给中小企业的项目资金规模", "within_procurement_sme"),
        ("expenditure_summary", "政府采购项目/其中：面向小微企业", "within_procurement_micro"),
        ("expenditure_summary", "其中：面向中小企业", None),  # of what?
        ("expenditure_summary", "政府采购监管项目/小计", None),
        ("expenditure_summary", "政府采购项目/非中小企业", None),
        ("expenditure_summary", "政府采购项目/面向中小企业比例", None),
        # A part of a fund that no known word names is not the fund.
        ("revenue_summary", "本级财政拨款/金额", "current_fiscal"),
        ("revenue_summary", "本级财政拨款/其中：经费拨款", None),
        ("revenue_summary", "本级财政拨款/其中：政府性基金", "current_government_fund"),
        # Two words for what was carried in are one thing.
        ("revenue_summary", "上年结余、结转", "carry_total"),
        ("revenue_summary", "年初结转和结余", "carry_total"),
        # What is left over is not what was carried in; revenue is of no kind of expenditure.
        ("expenditure_summary", "本年结余", None),
        ("expenditure_summary", "年末结转和结余/合计", None),
        ("revenue_summary", "结余", None),
        ("project_expenditure", "一般公共预算/结余", None),
        ("revenue_summary", "上年结余", "carry_total"),
        ("revenue_summary", "专项收入", None),
        # A table about things has words of its own.
        ("three_public_expenditure", "合计", None),
        ("no_such_kind", "合计", None),
    ],
)
def test_measure_by_words(kind: str, path: str, measure: str | None) -> None:
    assert measure_of_header(tuple(path.split("/")), kind) == measure


@pytest.mark.parametrize(
    ("text", "is_change"),
    [
        ("增减变化情况", True),
        ("比上年增减", True),
        ("增减率", False),
        ("公务接待费增减额", False),
        ("情况", False),
        ("2026年", False),
    ],
)
def test_a_header_that_says_nothing_but_change(text: str, is_change: bool) -> None:
    assert says_change(text) is is_change
