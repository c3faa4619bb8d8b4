"""Sums tried and closed of a reading."""

from __future__ import annotations

from pipelines.reports.structure.amounts import Rounding
from pipelines.reports.structure.proof import Proof, closings_of, prove
from tests.reports.structure.rows import row

ROWS = [row("3000.50 .", role="total"), row("1000.25 ."), row("2000.25 7.00"), row("400.25 7.00"), row("1600.00 .")]
ROUNDING = Rounding.of((each.amounts for each in ROWS), 2)


def test_every_parent_is_compared_with_its_parts_in_every_column() -> None:
    assert prove((0, 1, 1, 2, 2), ROWS, ROUNDING) == Proof(tried=4, closed=3, proving=2)
    assert closings_of((0, 1, 1, 2, 2), ROWS, ROUNDING)[0].open == 1  # the total prints nothing where 7.00 stands below


def test_a_total_below_its_parts_is_compared_with_the_outermost_rows_above_it() -> None:
    rows = [row("1000.25"), row("2000.25"), row("400.25"), row("1600.00"), row("3000.50", role="total")]
    rounding = Rounding.of((each.amounts for each in rows), 1)
    assert prove((1, 1, 2, 2, 0), rows, rounding) == Proof(2, 2, 2)
    assert prove((1, 1, 1, 1, 0), rows, rounding).open == 1


def test_a_part_is_no_addend() -> None:
    rows = [row("3000.50"), row("1000.25"), row("2000.25"), row("900.00", role="part")]
    rounding = Rounding.of((each.amounts for each in rows), 1)
    assert prove((1, 2, 2, 2), rows, rounding) == Proof(1, 1, 1)
