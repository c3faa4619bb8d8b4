"""The tree that numbers in front of labels show."""

from __future__ import annotations

from pipelines.reports.structure.numbering import levels_by_numbering
from tests.reports.structure.rows import row


def test_brackets_stand_below_plain_numbers() -> None:
    rows = [row("9", role="total"), row("3", numbering="arabic"), row("6", numbering="arabic"), row("2", numbering="arabic_in_brackets"),
            row("4", numbering="arabic_in_brackets"), row("1")]  # fmt: skip
    assert levels_by_numbering(rows) == (0, 1, 1, 2, 2, 3)


def test_one_style_or_few_numbers_show_nothing() -> None:
    assert levels_by_numbering([row("1", numbering="chinese"), row("1", numbering="chinese")]) is None
    few = [row("1", numbering="chinese"), row("1", numbering="arabic"), *[row("1")] * 5]
    assert levels_by_numbering(few) is None
