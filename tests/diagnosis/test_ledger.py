"""The ledger is exact: integers say what decimals say, before and after an explanation is put in place."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from pipelines.diagnosis import CaseFile, Check
from pipelines.diagnosis.ledger import Ledger
from tests.diagnosis.sheets import MENDED_TABLE_6, TABLE_6, case_of, stated_equals, statement


def test_differences_and_failing_checks_are_those_of_the_case_file() -> None:
    case = case_of(TABLE_6, [statement("s1", "基本支出", "549.26")], [stated_equals("n1", "s1", "t06-r0-c0")])
    ledger = Ledger(case)
    for number, check in enumerate(case.checks):
        assert ledger.gap(number) == check.difference(case.printed_values)
        assert ledger.holds(number) == check.holds(case.printed_values)
    assert {ledger.checks[number] for number in ledger.failing} == set(case.failing)


@pytest.mark.parametrize(("tolerance", "holds"), [("0.0375", True), ("0.0374", False)])
def test_coefficients_that_are_no_whole_numbers_are_exact(tolerance: str, holds: bool) -> None:
    case = case_of([("一", 0, ("0.05",)), ("二", 0, ("0.00",))])
    terms = ((Decimal("0.7500"), "t06-r0-c0"), (Decimal("-1"), "t06-r1-c0"))
    check = Check("c", "d", "rule", "hierarchy", "error", Decimal(tolerance), terms)
    ledger = Ledger(CaseFile("d", case.figures, (check,)))
    assert ledger.gap(0) == Decimal("0.0375")
    assert ledger.holds(0) is holds


def test_figures_finer_than_a_fen_lose_nothing() -> None:
    case = case_of([("一", 0, ("0.01",))])
    figure = replace(case.figures["t06-r0-c0"], value=Decimal("0.123456789"))
    ledger = Ledger(CaseFile("d", {figure.source_id: figure}, ()))
    assert ledger.decimal(ledger.values[0], figure) == figure.value
    assert ledger.scaled(Decimal("0.123456789") / 10_000) is not None
    assert ledger.scaled(Decimal(1).scaleb(-40)) is None


def test_values_put_in_place_move_the_checks_and_no_others() -> None:
    case = case_of(MENDED_TABLE_6)
    ledger = Ledger(case)
    number = ledger.number_of["t06-r2-c0"]
    touched = ledger.put({number: ledger.values[number] + 10**ledger.places}, {}, ())
    assert touched == set(ledger.checks_of[number]) == ledger.failing
    assert {ledger.gap(check) for check in touched} == {Decimal(1), Decimal(-1)}
    assert ledger.figure(number).value == case.figures["t06-r2-c0"].value + 1
    assert all(ledger.holds(check) for check in range(len(ledger.checks)) if check not in touched)


def test_a_check_that_is_struck_off_is_not_asked_again() -> None:
    ledger = Ledger(case_of(TABLE_6))
    check = min(ledger.failing)
    figures = list(ledger.terms[check])
    assert ledger.put({}, {}, [check]) == {check}
    assert check not in ledger.failing
    assert not any(check in ledger.checks_of[figure] for figure in figures)


def test_what_a_larger_unit_hides_stays_allowed_for() -> None:
    case = case_of([("一", 0, ("100.00",)), ("二", 0, ("100.00",))])
    check = stated_equals("n", "t06-r0-c0", "t06-r1-c0", slack="0")
    ledger = Ledger(CaseFile("d", case.figures, (check,)))
    step = 10**ledger.places
    ledger.put({0: ledger.values[0] + step}, {0: 2 * step}, ())
    assert ledger.gap(0) == 1
    assert ledger.holds(0)
    assert not ledger.failing
