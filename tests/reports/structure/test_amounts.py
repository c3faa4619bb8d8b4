"""Whether amounts add up, and how much that proves."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from pipelines.reports.structure.amounts import Closing, Rounding, Running, compare, digits, has_money, is_equal

D = Decimal
EXACT = Rounding((D("0.005"),))


def test_a_sum_closes_within_the_rounding_of_its_figures() -> None:
    assert compare([D("3000.01")], [[D("1000.00")], [D("2000.00")]], EXACT) == Closing(1, 0, 1)
    assert compare([D("3000.02")], [[D("1000.00")], [D("2000.00")]], EXACT) == Closing(0, 1, 0)


def test_sums_of_zeros_of_one_addend_and_of_small_numbers_prove_nothing() -> None:
    assert compare([D(0)], [[D(0)], [None]], EXACT) == Closing(0, 0, 0)
    assert compare([D("1234.56")], [[D("1234.56")], [D(0)]], EXACT) == Closing(1, 0, 0)
    assert compare([D("1.5")], [[D("1")], [D("0.5")]], EXACT) == Closing(1, 0, 0)


def test_a_whole_without_amount_beside_parts_stays_open() -> None:
    assert compare([None], [[D("1000")], [D("2000")]], EXACT).open == 1


def test_the_finest_figure_of_a_column_gives_its_rounding() -> None:
    assert Rounding.of([[D("73"), D("1")], [D("784.89"), None]], 2).halves == (D("0.005"), D("0.5"))


def test_digits_are_counted_from_the_first_to_the_last_that_is_no_zero() -> None:
    assert [digits(D(text)) for text in ("1200.50", "-0.05", "3000000", "12345.67")] == [5, 1, 1, 7]


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=8))
def test_a_running_sum_is_met_just_where_the_sum_is_the_whole(cents: list[int]) -> None:
    amounts = [D(cent).scaleb(-2) for cent in cents]
    running = Running([sum(amounts, D(0))], EXACT)
    for amount in amounts:
        running.add([amount])
    assert running.is_met and not running.is_past
    running.add([D("5000.00")])
    assert running.is_past and not running.is_met


def test_nothing_and_zero_are_the_same_amount() -> None:
    assert is_equal([None, D(5)], [D(0), D(5)]) and not is_equal([None], [D(1)])
    assert has_money([None, D(1)]) and not has_money([None, D(0)])
