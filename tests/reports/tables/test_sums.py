"""Sums of rows, column by column, within what rounding may hide."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.reports.tables.sums import has_money, is_sum

_FEN = st.decimals(min_value=-10_000, max_value=10_000, places=2)


@given(st.lists(st.tuples(_FEN, _FEN), min_size=1, max_size=6))
def test_what_adds_up_is_a_sum_and_one_fen_more_for_each_figure_is_none(parts: list[tuple[Decimal, Decimal]]) -> None:
    whole = tuple(sum(column, Decimal(0)) for column in zip(*parts, strict=True))
    assert is_sum(whole, parts)
    too_much = Decimal("0.01") * (len(parts) + 1)
    assert not is_sum((whole[0], whole[1] + too_much), parts)


@pytest.mark.parametrize(("difference", "holds"), [("0.015", True), ("0.016", False)])
def test_each_figure_may_hide_half_a_digit(difference: str, holds: bool) -> None:
    parts = [(Decimal("1.00"),), (Decimal("2.00"),)]
    assert is_sum((Decimal("3.00") + Decimal(difference),), parts) is holds


def test_what_is_no_number_counts_as_nothing() -> None:
    assert is_sum((None, Decimal("2")), [("", Decimal("2")), (None, None)])
    assert not is_sum((None,), [(Decimal("1"),)])


def test_money_is_a_number_other_than_zero() -> None:
    assert has_money(["合计", Decimal("-0.01")])
    assert not has_money(["合计", Decimal("0.00"), None])
