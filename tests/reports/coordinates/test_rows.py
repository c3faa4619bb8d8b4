"""Rows of summaries nobody has seen in these words."""

from __future__ import annotations

import pytest

from pipelines.reports.coordinates.rows import row_keys_of_label
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
        ("expenditure", "年终结转结余资金", ("expenditure_carry_forward",)),
        # Of the other side, of two funds, of a word nobody knows, or of nothing.
        ("expenditure", "上级补助收入", ()),
        ("revenue", "项目支出", ()),
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
