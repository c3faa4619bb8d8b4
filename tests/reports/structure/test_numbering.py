"""The tree that numbers in front of labels show."""

from __future__ import annotations

from pipelines.reports.structure.numbering import levels_by_numbering, levels_by_numbering_below_heads
from tests.reports.structure.rows import row


def test_brackets_stand_below_plain_numbers() -> None:
    rows = [row("9", role="total"), row("3", numbering="arabic"), row("6", numbering="arabic"), row("2", numbering="arabic_in_brackets"),
            row("4", numbering="arabic_in_brackets"), row("1")]  # fmt: skip
    assert levels_by_numbering(rows) == (0, 1, 1, 2, 2, 3)


def test_one_style_or_few_numbers_show_nothing() -> None:
    assert levels_by_numbering([row("1", numbering="chinese"), row("1", numbering="chinese")]) is None
    few = [row("1", numbering="chinese"), row("1", numbering="arabic"), *[row("1")] * 5]
    assert levels_by_numbering(few) is None


def test_numbers_begin_anew_below_each_units_name() -> None:
    numbered = [row("4", numbering="chinese"), row("4", numbering="in_brackets"), row("3", numbering="arabic")]
    rows = [row("8", role="total"), row("4"), *numbered, row("1"), row("4"), *numbered]
    assert levels_by_numbering_below_heads(rows) == (0, 1, 2, 3, 4, 5, 1, 2, 3, 4)


def test_numbers_that_stand_below_no_name_or_a_listed_one_have_no_heads() -> None:
    numbered = [row("4", numbering="chinese"), row("4", numbering="arabic")]
    assert levels_by_numbering_below_heads([row("8", role="total"), *numbered, row("4"), *numbered]) is None
    listed = row("4", code="20102")
    assert levels_by_numbering_below_heads([row("8", role="total"), listed, *numbered, listed, *numbered]) is None
    assert levels_by_numbering_below_heads([row("4"), numbered[0]]) is None
