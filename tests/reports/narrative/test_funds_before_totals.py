"""A total with a fund in front of it is that fund's, not the report's."""

from __future__ import annotations

import pytest

from pipelines.reports.narrative.subjects import find_subject


@pytest.mark.parametrize(
    ("lead", "key"),
    [
        ("某厅2019年度收、支预算", "total"),
        ("某厅2019年度财政专户收、支预算", None),
        ("某厅2019年度政府性基金预算收支总计", None),
        # A name of its own.
        ("某厅2019年度财政拨款收、支预算", "fiscal_total"),
    ],
)
def test_a_fund_in_front_of_a_total(lead: str, key: str | None) -> None:
    subject = find_subject(lead, "money", frozenset())
    assert (subject.key if subject else None) == key
