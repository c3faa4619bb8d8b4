"""A printed label names the rows that mean the same in every report, numbering left out."""

from __future__ import annotations

import pytest

from pipelines.reports.tables.labels import known_labels


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
