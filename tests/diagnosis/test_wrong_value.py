"""The value a figure should have: copies, digits, and sums that it makes exact."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from pipelines.diagnosis import CaseFile, Check, diagnose_case
from pipelines.diagnosis.places import amount
from tests.diagnosis.sheets import Sheet, case_of, figures_of, stated_equals, statement, sum_checks

#: Amounts in 万元: the class is 0.02 less than its items come to, which their rounding hides; the total is not.
_ITEMS = ("3720.78", "6476.31", "3055.68", "3606.12")


def _rounded(class_amount: str, items: tuple[str, ...]) -> CaseFile:
    rows: Sheet = [
        ("合计", 0, ("18741.46", "18741.46", "")),
        ("工资福利支出", 1, (class_amount, class_amount, "")),
        *[("项", 2, (item, item, "")) for item in items],
        ("对个人和家庭的补助", 1, ("1882.57", "1882.57", "")),
    ]
    figures = {
        each.source_id: replace(each, value=each.value * 10_000, unit_multiplier=10_000) for each in figures_of(rows)
    }
    checks = [_with_slack(check) for check in sum_checks(rows)]
    return CaseFile("d", figures, tuple(checks))


def _with_slack(check: Check) -> Check:
    """Half of the last digit of each figure; the total's parts have one that is too narrow."""
    return replace(check, tolerance=Decimal(50) * len(check.terms) if check.left_label != "合计" else Decimal(150))


def test_the_figure_that_makes_rounded_sums_exact_is_the_one() -> None:
    (diagnosis,) = diagnose_case(_rounded("16858.87", _ITEMS))
    assert {change.source_id for change in diagnosis.explanation.changes} == {"t06-r1-c0", "t06-r1-c1"}
    assert {change.value for change in diagnosis.explanation.changes} == {Decimal("168588900.00")}
    assert diagnosis.is_proven


def test_where_no_sum_becomes_exact_several_figures_will_do() -> None:
    (diagnosis,) = diagnose_case(_rounded("16858.87", (*_ITEMS[:3], "3606.11")))
    assert not diagnosis.is_proven


def _text(*others: str) -> str:
    sheet: Sheet = [("财政拨款", 0, ("29616800.00",))]
    told = [
        statement("s0", "财政拨款", "0.3"),
        *(statement(f"o{n}", f"其他{n}", value) for n, value in enumerate(others)),
    ]
    case = case_of(sheet, told, [stated_equals("n0", "s0", "t06-r0-c0", "500"), stated_equals("n1", "o0", "o0", "0")])
    (diagnosis,) = diagnose_case(case)
    values = [change.value for change in diagnosis.explanation.changes if change.source_id == "s0"]
    values += [c.value for other in diagnosis.alternatives for c in other.changes if c.source_id == "s0"]
    return amount(case.figures["s0"], values[0]).zh


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        (("1.25", "2.36", "3.47", "4.58", "5.69"), "2,961.68万元"),
        (("1.2", "2.36", "3.47", "4.58", "5.69"), "2,961.7万元"),
        (("1.2", *(f"{number}.25" for number in range(1, 20))), "2,961.68万元"),
    ],
)
def test_a_value_has_the_decimals_that_nearly_all_others_of_the_text_have(
    others: tuple[str, ...], expected: str
) -> None:
    assert _text(*others) == expected
