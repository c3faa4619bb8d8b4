"""Numbers as printed: what the grammar takes, in a cell and in a sentence, and what it does not."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.contract.printed_numbers import GROUPED, MONEY_LIKE, WHOLE_IN_CELL, WHOLE_IN_TEXT


@given(st.integers(0, 10**15))
def test_every_number_is_whole_however_it_is_grouped(number: int) -> None:
    for printed in (str(number), f"{number:,}"):
        assert re.fullmatch(WHOLE_IN_CELL, printed)
        assert re.fullmatch(WHOLE_IN_TEXT, printed)
    if number >= 1000:
        assert re.fullmatch(GROUPED, f"{number:,}")


@pytest.mark.parametrize("printed", ["120258,600", "1851,801"])
def test_one_separator_alone_is_a_number_in_a_cell_only(printed: str) -> None:
    assert re.fullmatch(WHOLE_IN_CELL, printed)
    assert re.fullmatch(MONEY_LIKE, printed)
    assert not re.fullmatch(WHOLE_IN_TEXT, printed)


@pytest.mark.parametrize("printed", ["1,23", "12,3456", "1851,801,600", ",123", "1234,56"])
def test_other_separators_make_no_number(printed: str) -> None:
    assert not re.fullmatch(WHOLE_IN_CELL, printed)


@pytest.mark.parametrize("printed", ["2013202", "2026"])
def test_codes_and_years_do_not_look_like_money(printed: str) -> None:
    assert not re.fullmatch(MONEY_LIKE, printed)
