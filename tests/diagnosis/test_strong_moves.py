"""Moves of many amounts need three telling sums and three different amounts, or nothing is said of them."""

from __future__ import annotations

from decimal import Decimal

from pipelines.diagnosis.ledger import Ledger
from pipelines.diagnosis.strong_moves import is_strong
from tests.diagnosis.sheets import Sheet, case_of

SHEET: Sheet = [
    ("合计", 0, ("600.00", "300.00", "300.00")),
    ("甲", 1, ("100.00", "60.00", "40.00")),
    ("乙", 1, ("200.00", "110.00", "90.00")),
    ("丙", 1, ("300.00", "130.00", "170.00")),
]


def _ledger() -> Ledger:
    return Ledger(case_of(SHEET))


def _numbers(ledger: Ledger, *check_ids: str) -> list[int]:
    return [number for number, check in enumerate(ledger.checks) if check.check_id in check_ids]


def _changes(ledger: Ledger, values: dict[str, str]) -> dict[int, int]:
    scaled = {source: ledger.scaled(Decimal(value)) for source, value in values.items()}
    return {ledger.number_of[source]: value for source, value in scaled.items() if value is not None}


def test_three_sums_and_three_amounts_are_enough() -> None:
    ledger = _ledger()
    changes = _changes(ledger, {"t06-r1-c0": "200.00", "t06-r1-c1": "110.00", "t06-r1-c2": "90.00"})
    assert is_strong(ledger, changes, _numbers(ledger, "h-t06-0-0", "h-t06-0-1", "h-t06-0-2"))


def test_two_sums_are_not() -> None:
    ledger = _ledger()
    changes = _changes(ledger, {"t06-r1-c0": "200.00", "t06-r1-c1": "110.00", "t06-r1-c2": "90.00"})
    assert not is_strong(ledger, changes, _numbers(ledger, "h-t06-0-0", "h-t06-0-1"))


def test_noughts_and_the_same_amount_again_are_no_amounts() -> None:
    ledger = _ledger()
    changes = _changes(
        ledger, {"t06-r1-c0": "200.00", "t06-r2-c0": "200.00", "t06-r1-c1": "0.00", "t06-r1-c2": "90.00"}
    )
    assert not is_strong(ledger, changes, _numbers(ledger, "h-t06-0-0", "h-t06-0-1", "h-t06-0-2"))


def test_a_sum_of_one_addend_tells_nothing() -> None:
    ledger = _ledger()
    changes = _changes(
        ledger,
        {"t06-r1-c0": "0", "t06-r2-c0": "0", "t06-r1-c1": "11.00", "t06-r1-c2": "12.00", "t06-r2-c1": "13.00"},
    )
    assert not is_strong(ledger, changes, _numbers(ledger, "h-t06-0-0", "h-t06-0-1", "h-t06-0-2"))
