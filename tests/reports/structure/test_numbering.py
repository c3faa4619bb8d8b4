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


def test_a_subtotal_may_be_the_only_one_of_its_style() -> None:
    rows = [row(".", numbering="chinese"), row("9", role="subtotal", numbering="in_brackets"),
            row("3", numbering="arabic"), row("6", numbering="arabic")]  # fmt: skip
    assert levels_by_numbering(rows) == (1, 2, 3, 3)


CHAIN = [row("4", numbering="chinese"), row("4", numbering="in_brackets"), row("3", numbering="arabic")]


def test_numbers_begin_anew_below_each_units_name() -> None:
    rows = [row("8", role="total"), row("4"), *CHAIN, row("1"), row("4"), *CHAIN]
    assert levels_by_numbering_below_heads(rows) == ((0, 1, 2, 3, 4, 5, 1, 2, 3, 4),)
    rows[5] = row(".")
    assert levels_by_numbering_below_heads(rows)[0][5] == 1, "a unit without money has no rows"


def test_the_first_of_two_names_may_be_the_department_or_have_no_rows() -> None:
    rows = [row("8", role="total"), row("8"), row("4"), *CHAIN, row("4"), *CHAIN]
    beside, department = (0, 1, 1, 2, 3, 4, 1, 2, 3, 4), (0, 1, 2, 3, 4, 5, 2, 3, 4, 5)
    assert levels_by_numbering_below_heads(rows) == (beside, department)


def test_numbers_that_stand_below_no_name_or_a_listed_one_have_no_heads() -> None:
    numbered = [row("4", numbering="chinese"), row("4", numbering="arabic")]
    assert not levels_by_numbering_below_heads([row("8", role="total"), *numbered, row("4"), *numbered])
    listed = row("4", code="20102")
    assert not levels_by_numbering_below_heads([row("8", role="total"), listed, *numbered, listed, *numbered])
    assert not levels_by_numbering_below_heads([row("4"), numbered[0]])
