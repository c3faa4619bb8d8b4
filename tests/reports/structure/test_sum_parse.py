"""The tree that sums show."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.reports.structure.amounts import Rounding
from pipelines.reports.structure.choose import choose_levels
from pipelines.reports.structure.rows import PlacedRow, RowRole
from pipelines.reports.structure.sum_parse import parse_by_sums
from tests.reports.structure.rows import row


def parse(rows: list[PlacedRow]) -> tuple[int, ...]:
    width = max(len(each.amounts) for each in rows)
    return parse_by_sums(rows, Rounding.of((each.amounts for each in rows), width))[0]


def test_units_without_codes_are_heads_of_the_classes_that_add_up_to_them() -> None:
    rows = [
        row("12345.60"),  # the department
        row("10000.50"), row("6000.25", "301"), row("4000.25", "30101"), row("2000.00", "30102"), row("4000.25", "302"),
        row("2345.10"), row("2345.00", "301"), row("0.10", "302"),
    ]  # fmt: skip
    assert parse(rows) == (1, 2, 3, 4, 4, 3, 2, 3, 3)


def test_one_wrong_figure_does_not_tear_its_block_apart() -> None:
    rows = [
        row("10000.50"), row("6000.25", "301"), row("4000.25", "302"),
        row("2345.10"), row("2345.00", "301"), row("0.10", "302"),
        row("7777.70"), row("5000.00", "301"), row("2777.07", "302"),  # 0.63 too little
    ]  # fmt: skip
    assert parse(rows) == (1, 2, 2, 1, 2, 2, 1, 2, 2)


def test_rows_printed_like_proven_heads_are_heads_in_one_reading_and_lines_in_the_other() -> None:
    # The names stand in the middle of their cells: a project's begins by chance where the units' do.
    rows = [
        row("5000.50", indent=0), row("3000.25", indent=20), row("1000.25", indent=0), row("1000.00", indent=20),
        row("8000.75", indent=0), row("6000.50", indent=20), row("2000.25", indent=20),
        row("3000.35", indent=0), row("2000.25", indent=20), row("1000.10", indent=20),
    ]  # fmt: skip
    like, alone = parse_by_sums(rows, Rounding.of((each.amounts for each in rows), 1))
    assert alone == (1, 2, 2, 2, 1, 2, 2, 1, 2, 2)
    assert like[3] > like[2]
    choice = choose_levels(rows, (1,) * len(rows))
    assert (choice.basis, choice.levels) == ("sums", alone)
    # Where no two heads are proven, nothing is printed like them.
    assert len(parse_by_sums(rows[:4], Rounding.of((each.amounts for each in rows[:4]), 1))) == 1


def test_units_without_money_are_heads_of_nothing_and_take_nothing_from_the_next() -> None:
    rows = [row("5000.50"), row("3000.25"), row("2000.25"), row("0.00"), row("8000.75"), row("6000.50"), row("2000.25")]
    assert parse(rows)[0] == 1 and parse(rows)[3:5] in ((2, 1), (1, 1))


def test_a_local_item_stands_below_the_longest_code_it_goes_on_from() -> None:
    rows = [
        row("3000.30", "301"),
        row("1000.10", "30101"),
        row("2000.20", "30102"),
        row("1500.10", "3010201"),
        row("500.10", "3010202"),
    ]
    assert parse(rows) == (1, 2, 2, 3, 3)


def test_an_item_without_a_code_belongs_to_the_class_whose_sum_needs_it() -> None:
    rows = [row("3000.30", "301"), row("1000.10", "30101"), row("2000.20"), row("50.50", "302")]
    assert parse(rows) == (1, 2, 2, 1)


def test_small_numbers_make_no_heads() -> None:
    assert parse([row("3"), row("1"), row("2")]) == (1, 1, 1)


@st.composite
def trees(draw: st.DrawFn) -> tuple[list[int], list[int]]:
    """Levels and amounts in cents of a tree whose heads have two parts or more; amounts are long, and not chosen by a shrinker."""
    random = Random(draw(st.integers(0, 10**6)))
    levels: list[int] = []
    cents: list[int] = []

    def grow(level: int) -> int:
        levels.append(level)
        place = len(cents)
        cents.append(0)
        parts = draw(st.integers(2, 3)) if level < draw(st.integers(1, 3)) else 0
        amount = sum(grow(level + 1) for _ in range(parts)) or random.randrange(10**6, 10**11)
        cents[place] = amount
        return amount

    for _ in range(draw(st.integers(2, 3))):
        grow(1)
    return levels, cents


@settings(max_examples=60, deadline=None)
@given(trees())
def test_any_tree_of_large_amounts_is_found_by_its_sums_alone(tree: tuple[list[int], list[int]]) -> None:
    levels, cents = tree
    rows = [row(str(Decimal(cent).scaleb(-2))) for cent in cents]
    assert parse(rows) == tuple(levels)


def test_a_part_printed_like_a_head_heads_nothing() -> None:
    def rows(role: RowRole) -> list[PlacedRow]:
        return [
            row("10000.50"), row("6000.25", "301"), row("4000.25", "302"),
            row("2345.10"), row("2345.00", "301"), row("0.10", "302"),
            row("3000.30"), row("900.05", role=role), row("2000.20", "301"), row("1000.10", "302"),
        ]  # fmt: skip

    assert parse(rows("part"))[-4:] == (1, 2, 2, 2)
    assert parse(rows("line"))[-4:] == (1, 1, 2, 2)
