"""Slips by look-up say what trying every segment says."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest

from pipelines.diagnosis import CaseFile, Check
from pipelines.diagnosis.ledger import Ledger, make_grids
from pipelines.diagnosis.slip_of_sum import SlipOfSum, Sum
from tests.diagnosis.sheets import Sheet, figures_of

ROWS = 9


def _case(seed: int, tolerance: int) -> CaseFile:
    """Small amounts, so that many segments close the sum: a total and four of the other rows, in one column."""
    chance = random.Random(seed)
    sheet: Sheet = [(f"r{number}", 0, (str(chance.randrange(4)),)) for number in range(ROWS)]
    rows = [0, *sorted(chance.sample(range(1, ROWS), 4))]
    terms = tuple((Decimal(1 if row == 0 else -1), f"t06-r{row}-c0") for row in rows)
    check = Check("sum", "d", "down", "hierarchy", "error", Decimal(tolerance), terms)
    return CaseFile("d", {figure.source_id: figure for figure in figures_of(sheet)}, (check,))


def _moved(case: CaseFile, first: int, last: int, shift: int) -> dict[str, Decimal]:
    values = dict(case.printed_values)
    for row in range(first, last + 1):
        origin = row - shift
        values[f"t06-r{row}-c0"] = case.printed_values[f"t06-r{origin}-c0"] if first <= origin <= last else Decimal(0)
    return values


@pytest.mark.parametrize("shift", [1, -1, 2, -2])
@pytest.mark.parametrize("tolerance", [0, 1])
def test_it_finds_the_segments_that_close_the_sum_and_no_others(shift: int, tolerance: int) -> None:
    closing = 0
    for seed in range(40):
        case = _case(seed, tolerance)
        ledger = Ledger(case)
        slip = SlipOfSum(ledger, make_grids(ledger)[0], Sum.of(ledger, 0), shift)
        size = abs(shift)
        segments = [(first, last) for first in range(ROWS - size) for last in range(first + size, ROWS)]
        expected = {pair for pair in segments if case.checks[0].holds(_moved(case, *pair, shift))}
        found = list(slip.closing(range(ROWS - size), range(size, ROWS)))
        assert len(found) == len(set(found))
        assert set(found) == expected
        assert {pair for pair in segments if slip.holds(*pair)} == expected
        closing += len(expected)
    assert closing > 40


def test_only_the_ends_asked_for_are_found() -> None:
    case = _case(3, 1)
    ledger = Ledger(case)
    slip = SlipOfSum(ledger, make_grids(ledger)[0], Sum.of(ledger, 0), 1)
    tails = {(first, last) for first, last in slip.closing(range(ROWS - 1), range(1, ROWS)) if last == ROWS - 1}
    assert set(slip.closing(range(ROWS - 1), range(ROWS - 1, ROWS))) == tails


def test_two_sums_without_the_figure_they_share() -> None:
    one, other = Sum({1: 1, 2: -1}, 10, 1), Sum({1: -2, 3: 5}, 4, 0)
    both = one.without(1, other)
    assert both.terms == {2: 2, 3: -5}
    assert both.difference == -2 * 10 - 1 * 4
    assert both.tolerance == 2


def test_rows_without_a_figure_of_the_sum_are_not_touched() -> None:
    case = _case(3, 0)
    ledger = Ledger(case)
    slip = SlipOfSum(ledger, make_grids(ledger)[0], Sum.of(ledger, 0), 1)
    rows = {int(source_id.split("-")[1][1:]) for _, source_id in case.checks[0].terms}
    assert all(slip.touches(range(row, row + 1)) == (row in rows) for row in range(ROWS))
