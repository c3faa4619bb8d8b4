"""Ten variants, drawn by a seed, of amounts cut down instead of rounded, and of totals left blank: each is told as what it is."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest

from pipelines.diagnosis import diagnose_case, word_diagnosis
from pipelines.diagnosis.slips import is_cut_off
from tests.diagnosis.sheets import Sheet, case_of, stated_equals, statement

_SEEDS = range(10)


def _amount(chance: Random) -> Decimal:
    return Decimal(chance.randrange(1_000_000_00, 9_999_999_99)) / 100


@pytest.mark.parametrize("seed", _SEEDS)
def test_an_amount_cut_down_is_told_so_and_one_rounded_is_none(seed: int) -> None:
    chance = Random(f"cut {seed}")
    decimals = chance.choice((0, 1, 2))
    step = Decimal(1).scaleb(-decimals)
    while True:
        yuan = _amount(chance)
        told = yuan / 10_000
        cut, rounded = told // step * step, told.quantize(step)
        if cut != rounded:
            break
    assert is_cut_off(Fraction(cut), Fraction(told), Fraction(step))
    assert not is_cut_off(Fraction(rounded), Fraction(told), Fraction(step))
    sheet: Sheet = [("支出合计", 0, (f"{yuan:,.2f}",)), ("基本支出", 1, (f"{yuan:,.2f}",))]
    check = stated_equals("n0", "s0", "t06-r0-c0", str(step * 10_000 / 2))
    case = case_of(sheet, [statement("s0", "支出", f"{cut:.{decimals}f}")], [check])
    (diagnosis,) = diagnose_case(case)
    found = word_diagnosis(case, diagnosis)
    assert found.diagnosis_kind == "rounding"
    assert "截尾，未四舍五入" in found.title_zh + found.explanation_zh
    assert "cut off, not rounded" in found.title_en + found.explanation_en


@pytest.mark.parametrize("seed", _SEEDS)
def test_a_total_left_blank_is_not_told_as_a_printed_nought(seed: int) -> None:
    chance = Random(f"blank {seed}")
    rows = [
        (name, 1, (f"{_amount(chance):,.2f}",))
        for name in ("基本工资", "津贴补贴", "奖金", "办公费")[: chance.randint(2, 4)]
    ]
    sheet: Sheet = [(chance.choice(("合计", "总计", "支出合计")), 0, ("",)), *rows]
    case = case_of(sheet)
    for diagnosis in diagnose_case(case):
        found = word_diagnosis(case, diagnosis)
        said = " ".join((found.title_zh, found.explanation_zh, found.title_en, found.explanation_en))
        for words in ("印为 0", "印为0", "所印为 0", "printed as 0", "prints 0", "为 0.00", "is 0.00"):
            assert words not in said, said
