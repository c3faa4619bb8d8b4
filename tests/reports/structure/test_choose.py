"""The best proven reading, and the words' where none is better."""

from __future__ import annotations

import pytest

from pipelines.reports.structure.choose import below_a_head, choose_levels
from pipelines.reports.structure.rows import PlacedRow
from tests.reports.structure.rows import row


def test_words_that_close_are_kept() -> None:
    rows = [row("3000.50", "301"), row("1000.25", "30101"), row("2000.25", "30102")]
    assert choose_levels(rows, (1, 2, 2)).basis == "words"


def test_sums_are_taken_where_the_words_leave_sums_open() -> None:
    rows = [
        row("3000.50"),
        row("1000.25", "301"),
        row("2000.25", "302"),
        row("777.75"),
        row("700.50", "301"),
        row("77.25", "302"),
    ]
    choice = choose_levels(rows, (1, 1, 1, 2, 1, 1))
    assert (choice.basis, choice.levels, choice.proof.open) == ("sums", (1, 2, 2, 1, 2, 2), 0)


def test_a_reading_that_tries_nothing_is_no_better_than_words_that_fail() -> None:
    rows = [row("3000.50", "301"), row("1000.25", "30101"), row("1000.25", "30102")]
    choice = choose_levels(rows, (1, 2, 2))
    assert choice.basis == "words" and choice.proof.open == 1


def test_indents_decide_between_a_part_and_a_neighbour_of_the_same_amount() -> None:
    rows = [
        row("5000.50", indent=6), row("3000.25", indent=16), row("3000.25", indent=26), row("2000.25", indent=16), row("2000.25", indent=26),
    ]  # fmt: skip
    choice = choose_levels(rows, (1, 2, 3, 3, 2))
    assert (choice.basis, choice.levels) == ("indents", (1, 2, 3, 2, 3))


def test_rows_under_of_which_are_parts_unless_the_sums_need_them() -> None:
    part = [row("3000.50"), row("1000.25"), row("2000.25"), row("900.00", role="part")]
    assert choose_levels(part, (1, 2, 2, 2)).parts == {3}
    both = [row("3000.50"), row("1000.25", role="part"), row("2000.25")]
    choice = choose_levels(both, (1, 2, 2))
    assert not choice.parts and not choice.proof.open


def test_words_whose_few_sums_close_give_way_to_a_head_that_they_leave_beside_its_parts() -> None:
    # A department above its units, each above its classes: beside them it would count all money twice.
    rows = [
        row("5000.75"),
        row("3000.50", code="201"), row("1000.25", code="20101"), row("2000.25", code="20102"),
        row("2000.25", code="208"), row("1500.20", code="20805"), row("500.05", code="20899"),
    ]  # fmt: skip
    choice = choose_levels(rows, (1, 1, 2, 2, 1, 2, 2))
    assert (choice.basis, choice.levels) == ("sums", (1, 2, 3, 3, 2, 3, 3))


def test_a_units_only_class_stands_below_it_where_numbers_begin_anew() -> None:
    # 信息中心, 一、其他支出 and （一）彩票公益金 print one amount: equal figures tell no place, numbers do.
    chain = [row("3570.75", numbering=style) for style in ("chinese", "in_brackets")]
    items = [row(amount, numbering="arabic") for amount in ("283.50", "3287.25")]
    rows = [
        row("9359.90", role="total"),
        row("5789.15"),
        row("5789.15", numbering="chinese"),
        row("3570.75"),
        *chain,
        *items,
    ]
    choice = choose_levels(rows, (0, 1, 1, 1, 1, 1, 1, 1))
    assert (choice.levels, choice.proof.open) == ((0, 1, 2, 1, 2, 3, 4, 4), 0)
    department = row("9359.90")
    choice = choose_levels([rows[0], department, *rows[1:]], (0, *[1] * 8))
    assert (choice.levels, choice.proof.open) == ((0, 1, 2, 3, 2, 3, 4, 5, 5), 0)
    # A name that the sum leaves beside the numbered ones heads none of them.
    beside = [row("9361.90", role="total"), row("2.00"), row("5789.15", numbering="chinese"), *chain, *items]
    assert choose_levels(beside, (0, 1, 1, 1, 1, 1, 1)).levels[:3] == (0, 1, 1)


def department_and_projects(department: str, second_project: str) -> list[PlacedRow]:
    """A total, the department, and two projects whose amounts are printed again on the form's next page."""
    total, first, second = row("3000.50", role="total"), row("1000.25"), row(second_project)
    return [total, row(department), first, first, second, second]


@pytest.mark.parametrize("second_project", ["2000.25", "700.00"], ids=["all listed", "some listed"])
def test_a_department_with_the_amount_of_the_total_stands_above_its_projects(second_project: str) -> None:
    rows = department_and_projects("3000.50", second_project)
    rows.append(row(".", role="note"))
    assert below_a_head(rows, (0, 1, 1, 2, 1, 2, 0)) == (0, 1, 2, 3, 2, 3, 0)


@pytest.mark.parametrize(
    ("department", "second_project"),
    [("1000.00", "1000.25"), ("3000.50", "2000.26")],
    ids=["one project of three", "more than the department has"],
)
def test_what_is_not_all_of_the_others_heads_none(department: str, second_project: str) -> None:
    rows = department_and_projects(department, second_project)
    assert below_a_head(rows, (0, 1, 1, 2, 1, 2)) == (0, 1, 1, 2, 1, 2)


def test_a_row_beside_blanks_heads_none() -> None:
    rows = [row("3000.50", role="total"), row("3000.50"), row("."), row("0")]
    assert below_a_head(rows, (0, 1, 1, 1)) == (0, 1, 1, 1)
