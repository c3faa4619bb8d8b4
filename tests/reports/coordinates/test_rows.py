"""Rows of summaries nobody has seen in these words."""

from __future__ import annotations

import pytest

from pipelines.reports.coordinates.rows import is_word_cut, row_keys_of_label, row_names
from pipelines.reports.tables.labels import known_labels

SUMMARY = "revenue_expenditure_summary"


@pytest.mark.parametrize(
    ("side", "label", "keys"),
    [
        ("revenue", "上级补助收入资金", ("revenue_superior_subsidy",)),
        ("revenue", "一般公共预算拨款（不含上年结转）", ("revenue_general_public",)),
        ("revenue", "上年结转：政府性基金预算", ("revenue_carry_over_government_fund",)),
        ("revenue", "财政拨款结余结转", ("revenue_carry_over_fiscal",)),
        ("revenue", "收入总计", ("revenue_current_total", "revenue_grand_total")),
        ("expenditure", "支出总计", ("expenditure_current_total", "expenditure_grand_total")),
        ("expenditure", "专项业务经费支出", ("expenditure_purpose_project",)),
        ("expenditure", "人员经费和公用经费支出", ("expenditure_purpose_basic",)),
        ("expenditure", "年终结转结余资金", ("expenditure_carry_forward",)),
        # Of the other side, of two funds, of a word nobody knows, or of nothing.
        ("expenditure", "上级补助收入", ()),
        ("revenue", "项目支出", ()),
        ("expenditure", "人员经费和项目支出", ()),
        ("revenue", "结转下年", ()),
        ("expenditure", "一般公共预算支出", ()),
        ("revenue", "政府性基金预算和国有资本经营预算", ()),
        ("revenue", "非财政拨款结余", ()),
        ("revenue", "本年结余", ()),
        ("revenue", "结转", ()),
        ("revenue", "小计", ()),
        ("revenue", "资金", ()),
    ],
)
def test_rows_by_words(side: str, label: str, keys: tuple[str, ...]) -> None:
    assert row_keys_of_label(label, side) == keys


def test_what_is_listed_outranks_what_its_words_say() -> None:
    assert [row.key for row in known_labels("本年收入", SUMMARY, "revenue")] == ["revenue_current_total"]
    assert [row.key for row in known_labels("六、上级补助收入资金", SUMMARY, "revenue")] == ["revenue_superior_subsidy"]


def test_a_table_of_revenue_alone_has_one_side_and_others_without_sides_name_rows_by_the_list_alone() -> None:
    assert [row.key for row in known_labels("上级补助收入资金", "revenue_summary", None)] == [
        "revenue_superior_subsidy"
    ]
    assert known_labels("上级补助收入资金", "fiscal_appropriation_summary", None) == ()
    assert known_labels("上级补助收入资金", "expenditure_summary", None) == ()


@pytest.mark.parametrize(
    ("label", "is_name"),
    [
        ("政府性基金拨款", True),
        ("结余结转下年", True),
        ("上年结转", True),
        ("项目支出小计", True),
        ("结转结余", False),
        ("专项资金", False),
        ("小计", False),
        ("某某收入", False),
    ],
)
def test_what_may_end_a_longer_name_is_no_name_of_a_row(label: str, is_name: bool) -> None:
    assert bool(row_names(label)) is is_name


def test_a_word_that_runs_from_one_text_into_the_next() -> None:
    assert is_word_cut("一般公共预算", "财政拨款收入") and is_word_cut("财政拨", "款")
    assert not is_word_cut("财政拨款", "上年结转") and not is_word_cut("收入", "合计")


def test_in_a_table_of_one_fund_that_fund_of_the_year_is_all_of_the_year() -> None:
    assert row_keys_of_label("本年财政拨款支出", "expenditure", "fiscal") == ("expenditure_current_total",)
    assert row_keys_of_label("本年财政拨款收入", "revenue", "fiscal") == ("revenue_current_total",)
    assert row_keys_of_label("本年财政拨款支出", "expenditure") == ()
    assert row_keys_of_label("一般公共预算财政拨款", "revenue", "fiscal") == ("revenue_general_public",)
