"""Sentences that state the total of one function item in the words of the report's total."""

from __future__ import annotations

import pytest

from pipelines.reports.narrative.subjects import find_subject, item_total


@pytest.mark.parametrize("lead", ["检察（款）: 2018年预算支出合计", "检察（款）：2018年预算支出"])
def test_the_total_after_a_marked_item_is_the_items(lead: str) -> None:
    subject = item_total(lead)
    assert subject is not None
    assert (subject.key, subject.function_code) == ("function", "20404")


def test_without_an_item_it_is_the_reports() -> None:
    subject = find_subject("2018年预算支出合计", "money", frozenset())
    assert subject is not None
    assert subject.key == "expenditure_total"
    assert item_total("2018年预算支出合计") is None
    assert item_total("检察（款）: 2018年预算支出合计比上年增加") is None
