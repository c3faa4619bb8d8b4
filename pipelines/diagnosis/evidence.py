"""The evidence in words: failing checks with both figures, and explanations that would do as well.

Belongs here: what every kind of finding quotes. Titles and sentences of a kind are in ``wording`` and ``row_wording``.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pipelines.diagnosis.facts import CaseFile, Check
from pipelines.diagnosis.places import Bilingual, amount, difference, place
from pipelines.diagnosis.trial import Explanation

#: Checks spelled out in one finding; the rest are counted.
MAX_CHECKS_SPELLED_OUT = 4

SLIPS: dict[str, Bilingual] = {
    "wrong_sign": Bilingual("正负号有误", "the sign is wrong"),
    "wrong_unit": Bilingual("计量单位有误（相差一万倍）", "the unit is wrong (by 10,000)"),
    "digits_swapped": Bilingual("相邻数字颠倒", "two neighbouring digits are swapped"),
    "one_digit": Bilingual("一位数字有误", "one digit is wrong"),
    "rounding": Bilingual("四舍五入有误", "it is rounded wrongly"),
    "wrong_figure": Bilingual("数字有误", "the figure is wrong"),
}


def side(case: CaseFile, check: Check, is_left: bool, *, as_printed: bool = False) -> Bilingual:
    """One side of a check in figures: as printed if it is a single figure, else the sum in yuan.

    With ``as_printed`` the sum is in the unit that all figures of the check are printed in.
    """
    terms = [(c, s) for c, s in check.terms if (c > 0) == is_left]
    if len(terms) == 1 and abs(terms[0][0]) == 1:
        return amount(case.figures[terms[0][1]])
    return _spelled(case, check, sum((abs(c) * case.figures[s].value for c, s in terms), Decimal(0)), as_printed)


def gap_of(case: CaseFile, check: Check) -> Bilingual:
    """How far the sides of a check are apart, in the unit that all of its figures are printed in, else in yuan."""
    return _spelled(case, check, abs(check.difference(case.printed_values)), as_printed=True)


def _spelled(case: CaseFile, check: Check, value: Decimal, as_printed: bool) -> Bilingual:
    figures = [case.figures[source_id] for _, source_id in check.terms]
    if figures[0].unit_multiplier is None:
        return Bilingual(f"{value.normalize():f}", f"{value.normalize():f}")
    if as_printed and len({figure.unit_multiplier for figure in figures}) == 1:
        return amount(max(figures, key=lambda figure: figure.decimals_printed), value)
    return Bilingual(f"{difference(value)}元", f"{difference(value)} yuan")


def _telling(case: CaseFile, checks: Sequence[Check]) -> list[Check]:
    """The checks in the order they tell most: each row's or sentence's first column before any second one."""

    def place_of(check: Check) -> tuple[str, int, int]:
        figure = case.figures[check.terms[0][1]]
        return (figure.table_id or f"{figure.kind}{figure.page_no}{figure.source_id}", figure.row_no, figure.col_no)

    ordered = sorted(checks, key=place_of)
    firsts = {place_of(check)[:2]: check.check_id for check in reversed(ordered)}
    return sorted(ordered, key=lambda check: firsts[place_of(check)[:2]] != check.check_id)


def spell_checks(case: CaseFile, checks: tuple[Check, ...]) -> Bilingual:
    """Each check with both figures and the difference, as printed."""
    zh: list[str] = []
    en: list[str] = []
    for check in _telling(case, checks)[:MAX_CHECKS_SPELLED_OUT]:
        gap = difference(check.difference(case.printed_values))
        left, right = side(case, check, True), side(case, check, False)
        zh.append(f"{check.left_label} {left.zh} ≠ {check.right_label} {right.zh}（差 {gap}）")
        en.append(f"{check.left_label} {left.en} ≠ {check.right_label} {right.en} (difference {gap})")
    more = len(checks) - len(zh)
    return Bilingual(
        "；".join(zh) + (f"；另有{more}项" if more > 0 else ""),
        "; ".join(en) + (f"; and {more} more" if more > 0 else ""),
    )


def alternative(case: CaseFile, explanation: Explanation) -> Bilingual:
    """An explanation that would do as well, in half a sentence."""
    if explanation.kind == "row_missing":
        whole = case.figures[explanation.lacking[0][0].terms[0][1]]
        return Bilingual(f"“{whole.row_label}”之下缺一行", f"a row is missing under “{whole.row_label}”")
    change = explanation.changes[0]
    figure = case.figures[change.source_id]
    if explanation.kind not in SLIPS:
        return Bilingual(f"{place(figure).zh}所在行有误", f"the row of {place(figure).en} is wrong")
    return Bilingual(
        f"{place(figure).zh}（印为 {amount(figure).zh}，若为 {amount(figure, change.value).zh} 则成立）",
        f"{place(figure).en} (printed {amount(figure).en}; {amount(figure, change.value).en} would close it)",
    )
