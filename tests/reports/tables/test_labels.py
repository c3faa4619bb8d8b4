"""A printed label names the rows that mean the same in every report, numbering left out."""

from __future__ import annotations

import pytest

from pipelines.reports.tables.labels import known_labels, settle_labels
from pipelines.reports.tables.reading import RowReading


def _keys(*labels: str, kind: str = "revenue_expenditure_summary") -> list[str | None]:
    rows = [RowReading(number, 1, side="revenue", label_printed=label) for number, label in enumerate(labels)]
    for row in rows:
        known = known_labels(row.label_printed or "", kind, row.side)
        row.row_key = known[0].key if known else None
    settle_labels(rows, kind)
    return [row.row_key for row in rows]


def test_a_bare_sum_above_what_was_carried_in_and_the_total_is_the_years() -> None:
    assert _keys("事业收入", "小计", "上年结转", "收入总计")[1] == "revenue_current_total"


@pytest.mark.parametrize(
    "labels",
    [
        ("事业收入", "小计", "上年结转"),  # no total
        ("财政拨款", "小计", "事业收入", "收入总计"),  # of fiscal money
        ("小计", "没有人印过的收入", "收入总计"),  # of what stands above it only
        ("事业收入", "小计", "其他收入", "小计", "收入总计"),  # of two, neither
        ("事业收入", "小计", "本年收入合计", "收入总计"),
    ],
)
def test_another_bare_sum_is_of_whatever_rows(labels: tuple[str, ...]) -> None:
    assert _keys(*labels)[labels.index("小计")] is None


@pytest.mark.parametrize("label", ["一般公共预算拨款收入", "一、一般公共预算拨款收入", "（一）一般公共预算拨款 收入"])
def test_a_label_is_known_whatever_its_numbering(label: str) -> None:
    assert [row.key for row in known_labels(label, "revenue_expenditure_summary", "revenue")] == [
        "revenue_general_public"
    ]


def test_a_label_is_known_on_its_side_and_in_its_kinds_only() -> None:
    assert known_labels("一般公共预算拨款收入", "revenue_expenditure_summary", "expenditure") == ()
    assert known_labels("一般公共预算拨款收入", "project_expenditure", None) == ()
    assert known_labels("林草碳汇收入", "revenue_expenditure_summary", "revenue") == ()


def test_a_label_may_name_several_rows_the_total_last() -> None:
    found = [row.key for row in known_labels("收入合计", "revenue_expenditure_summary", "revenue")]
    assert found == ["revenue_current_total", "revenue_grand_total"]


def test_a_label_is_known_with_or_without_the_word_for_money_at_its_end() -> None:
    assert [row.key for row in known_labels("九、其他收入资金", "revenue_expenditure_summary", "revenue")] == [
        "revenue_other_income"
    ]
    assert known_labels("九、林草资金", "revenue_expenditure_summary", "revenue") == ()


@pytest.mark.parametrize(
    ("label", "keys"),
    [
        ("1、人员经费和公用经费支", ["expenditure_purpose_basic"]),
        ("项目支", ["expenditure_purpose_project"]),
        ("项目收支", []),
        ("林草分支", []),
    ],
)
def test_a_label_is_known_without_the_character_that_its_cell_cuts_off(label: str, keys: list[str]) -> None:
    assert [row.key for row in known_labels(label, "revenue_expenditure_summary", "expenditure")] == keys


@pytest.mark.parametrize(
    ("labels", "keys"),
    [
        (("单位收入小计", "收入合计"), ("revenue_current_total", "revenue_grand_total")),
        (("收入合计", "单位收入小计"), ("revenue_grand_total", "revenue_current_total")),
        # Alone it is the total.
        (("收入合计",), ("revenue_grand_total",)),
    ],
)
def test_of_two_sums_the_one_called_the_greater_is_the_total(labels: tuple[str, ...], keys: tuple[str, ...]) -> None:
    rows = [RowReading(number, 1, side="revenue", label_printed=label) for number, label in enumerate(labels)]
    settle_labels(rows, "revenue_expenditure_summary")
    assert tuple(row.row_key for row in rows) == keys


def test_where_all_rows_are_of_revenue_a_labels_words_compose_without_a_half_that_says_so() -> None:
    assert [row.key for row in known_labels("政府性基金预算拨款资金", "revenue_summary", None)] == [
        "revenue_government_fund"
    ]
    assert known_labels("政府性基金预算拨款资金", "government_fund_summary", None) == ()  # of two sides, and none said
    assert known_labels("项目支出", "revenue_summary", None) == ()
