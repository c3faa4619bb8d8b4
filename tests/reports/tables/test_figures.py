"""Reading one printed figure: exact or not at all."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.reports.tables.figures import is_amount, is_figure, read_figure

MONEY = st.decimals(min_value=0, max_value=Decimal("999999999999.99"), places=2)


@given(MONEY, st.booleans())
def test_any_amount_is_read_exactly_with_or_without_separators(amount: Decimal, has_separators: bool) -> None:
    text = f"{amount:,.2f}" if has_separators else f"{amount:.2f}"
    figure = read_figure(text)
    assert figure.value == amount
    assert figure.decimals == 2
    assert figure.state == ("printed" if amount else "zero")
    assert isinstance(figure.value, Decimal)


@given(st.text(max_size=12))
def test_no_text_makes_it_fail_and_only_a_whole_figure_has_a_value(text: str) -> None:
    figure = read_figure(text)
    assert (figure.value is not None) == (figure.state in ("printed", "zero"))
    if figure.value is not None and figure.text is not None:
        assert all(char in "0123456789.,%+-¥￥" for char in figure.text)


@given(MONEY, MONEY)
def test_two_figures_in_one_cell_are_never_one(left: Decimal, right: Decimal) -> None:
    assert read_figure(f"{left:.2f} {right:.2f}").state == "unreadable"


@pytest.mark.parametrize(
    ("text", "state", "value"),
    [
        ("18009652.68", "printed", "18009652.68"),
        ("18,009,652.68", "printed", "18009652.68"),
        ("0.00", "zero", "0.00"),
        ("0", "zero", "0"),
        ("-1,234.50", "printed", "-1234.50"),
        ("30.50%", "printed", "30.50"),
        ("", "empty", None),
        ("  ", "empty", None),
        ("—", "marker", None),
        ("*", "marker", None),
        ("120258,600", "printed", "120258600"),
        ("1851,801.50", "printed", "1851801.50"),
        ("1851,801,600", "unreadable", None),
        ("1,23.5", "unreadable", None),
        ("12,3456.00", "unreadable", None),
        ("1.2.3", "unreadable", None),
        ("12万", "unreadable", None),
        ("(5.00)", "unreadable", None),
        ("0.1234567", "unreadable", None),
        ("1" * 19, "unreadable", None),
    ],
)
def test_states(text: str, state: str, value: str | None) -> None:
    figure = read_figure(text)
    assert figure.state == state
    assert figure.value == (None if value is None else Decimal(value))


def test_only_figures_with_a_point_separators_or_percent_are_surely_amounts() -> None:
    assert is_figure("2013202")
    assert not is_amount("2013202")
    assert is_amount("0.00")
    assert is_amount("100%")
