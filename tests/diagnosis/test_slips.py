"""A figure cut down instead of rounded is told as that, and no other is."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from pipelines.diagnosis import diagnose_case, word_diagnosis
from pipelines.diagnosis.slips import is_cut_off
from tests.diagnosis.sheets import Sheet, case_of, stated_equals, statement


@pytest.mark.parametrize(
    ("printed", "right", "step"),
    [
        ("328661", "328661.8", "1"),
        ("36.92", "36.928", "0.01"),
        ("1286.4", "1286.45", "0.1"),
        ("0", "0.7", "1"),
        ("-5.1", "-5.18", "0.1"),
        ("99", "99.5", "1"),
        ("400", "499.99", "100"),
        ("0.01", "0.0199", "0.01"),
        ("50000", "58000", "10000"),
        ("7", "7.999", "1"),
    ],
)
def test_a_value_without_its_further_digits_is_cut_off(printed: str, right: str, step: str) -> None:
    assert is_cut_off(Fraction(printed), Fraction(right), Fraction(step))


@pytest.mark.parametrize(
    ("printed", "right", "step"),
    [
        ("328662", "328661.8", "1"),
        ("328661", "328661.2", "1"),
        ("328660", "328661.8", "1"),
        ("36.92", "36.94", "0.01"),
        ("-5.1", "5.18", "0.1"),
        ("328661.5", "328662.1", "1"),
        ("5", "5", "1"),
    ],
)
def test_a_value_rounded_or_wrong_is_not(printed: str, right: str, step: str) -> None:
    assert not is_cut_off(Fraction(printed), Fraction(right), Fraction(step))


def _told(printed: str) -> tuple[str, str, str]:
    """The kind of what is found, and all that is said of it (Chinese, English): a text tells a table's total in 万元."""
    sheet: Sheet = [("支出合计", 0, ("3286618700.00",)), ("基本支出", 1, ("3286618700.00",))]
    step = 10_000 / Decimal(10) ** len(printed.partition(".")[2])
    check = stated_equals("n0", "s0", "t06-r0-c0", str(step / 2))
    case = case_of(sheet, [statement("s0", "支出", printed)], [check])
    (diagnosis,) = diagnose_case(case)
    found = word_diagnosis(case, diagnosis)
    return found.diagnosis_kind, found.title_zh + found.explanation_zh, found.title_en + found.explanation_en


@pytest.mark.parametrize("printed", ["328661", "328661.8"])
def test_a_text_that_cuts_an_amount_down_is_told_so(printed: str) -> None:
    kind, said_zh, said_en = _told(printed)
    assert kind == "rounding"
    assert "截尾，未四舍五入" in said_zh and "cut off, not rounded" in said_en


@pytest.mark.parametrize("printed", ["328660", "328653", "382661.87", "328663"])
def test_a_text_that_is_wrong_otherwise_is_not(printed: str) -> None:
    assert "截尾" not in _told(printed)[1]
