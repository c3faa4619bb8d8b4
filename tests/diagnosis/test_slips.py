"""A figure cut down instead of rounded is told as that, and no other is."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from pipelines.diagnosis import diagnose_case, word_diagnosis
from pipelines.diagnosis.finding import Finding
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


def _told(printed: str, times: int = 1) -> Finding:
    """What is said of a text that tells the total of a table in yuan in 万元, once or several times."""
    sheet: Sheet = [("支出合计", 0, ("3286618700.00",)), ("基本支出", 1, ("3286618700.00",))]
    step = 10_000 / Decimal(10) ** len(printed.partition(".")[2])
    told = [statement(f"s{number}", "支出", printed) for number in range(times)]
    checks = [stated_equals(f"n{number}", f"s{number}", "t06-r0-c0", str(step / 2)) for number in range(times)]
    case = case_of(sheet, told, checks)
    (diagnosis,) = diagnose_case(case)
    return word_diagnosis(case, diagnosis)


@pytest.mark.parametrize("printed", ["328661", "328661.8"])
def test_a_text_that_cuts_an_amount_down_is_told_so(printed: str) -> None:
    finding = _told(printed)
    assert finding.diagnosis_kind == "rounding"
    assert "截尾，未四舍五入" in finding.title_zh + finding.explanation_zh
    assert "cut off, not rounded" in finding.title_en + finding.explanation_en


@pytest.mark.parametrize("printed", ["328660", "328653", "382661.87", "328663"])
def test_a_text_that_is_wrong_otherwise_is_not(printed: str) -> None:
    finding = _told(printed)
    assert "截尾" not in finding.title_zh + finding.explanation_zh
