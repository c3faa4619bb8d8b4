"""What a group of figures tells so far."""

from __future__ import annotations

import pytest

from pipelines.reports.narrative.drafts import Draft
from pipelines.reports.narrative.grouping import is_budgeted, is_told, join
from pipelines.reports.narrative.statements import StatementReader
from tests.reports.narrative.test_sections import _paragraph


def _group(text: str) -> list[Draft]:
    reader = StatementReader(2024)
    paragraph = _paragraph(text)
    paragraph.part = "narrative"
    reader.read(paragraph)
    return reader.drafts


@pytest.mark.parametrize(
    ("text", "told", "budgeted"),
    [
        ("公务接待费支出决算8万元。", True, False),
        ("公务接待费年初预算9万元，决算待公布。", False, True),
        ("公务接待费年初预算9万元，支出决算8万元。", False, False),
    ],
)
def test_a_group_tells_amounts_and_budgets(text: str, told: bool, budgeted: bool) -> None:
    assert (is_told(_group(text)), is_budgeted(_group(text))) == (told, budgeted)


def test_an_empty_group_tells_nothing() -> None:
    assert not is_told([])
    assert not is_budgeted([])


def test_a_figure_joined_speaks_of_the_same() -> None:
    (first,) = _group("公务接待费支出决算8万元。")
    (other,) = _group("差旅费支出决算7万元。")
    group = [first]
    join(other, group)
    assert (other.subject, other.group_no, group) == (first.subject, first.group_no, [first, other])
