"""The evidence in words: failing checks with both figures, and explanations that would do as well.

Belongs here: what every kind of finding quotes. Titles and sentences of a kind are in ``wording`` and ``row_wording``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipelines.diagnosis.bilingual import Bilingual
from pipelines.diagnosis.facts import CaseFile, Check, Figure
from pipelines.diagnosis.labels import Label, quoted, spoken_sides
from pipelines.diagnosis.places import amount, difference, place, reckoned
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


#: How a figure came about that is its right value without the last digits.
CUT_OFF = Bilingual("截尾，未四舍五入", "it is cut off, not rounded")


def slip_of(explanation: Explanation) -> Bilingual:
    """The slip that an explanation by one wrong figure names, in words."""
    return CUT_OFF if explanation.detail.get("is_cut_off") == "true" else SLIPS[explanation.kind]


def side(case: CaseFile, check: Check, is_left: bool) -> Bilingual:
    """One side of a check in figures: as printed if it is a single figure, else the sum in the unit they are printed in."""
    terms = [(c, s) for c, s in check.terms if (c > 0) == is_left]
    if len(terms) == 1 and abs(terms[0][0]) == 1:
        return amount(case.figures[terms[0][1]])
    figures = [case.figures[source_id] for _, source_id in terms]
    return _spelled(figures, sum((abs(c) * case.figures[s].value for c, s in terms), Decimal(0)))


def gap_of(case: CaseFile, check: Check) -> Bilingual:
    """How far the sides of a check are apart, in the unit that all of its figures are printed in, else in yuan."""
    figures = [case.figures[source_id] for _, source_id in check.terms]
    return _spelled(figures, abs(check.difference(case.printed_values)))


def _spelled(figures: Sequence[Figure], value: Decimal) -> Bilingual:
    units = {figure.unit_multiplier for figure in figures}
    unit = figures[0].unit_multiplier if figures else None
    if unit is None:
        return Bilingual(difference(value), difference(value))
    return reckoned(value, unit if len(units) == 1 else 1, max(figure.decimals_printed for figure in figures))


def _telling(case: CaseFile, checks: Sequence[Check]) -> list[Check]:
    """The checks in the order they tell most: each row's or sentence's first column before any second one."""

    def place_of(check: Check) -> tuple[str, int, int]:
        figure = case.figures[check.terms[0][1]]
        return (figure.table_id or f"{figure.kind}{figure.page_no}{figure.source_id}", figure.row_no, figure.col_no)

    ordered = sorted(checks, key=place_of)
    firsts = {place_of(check)[:2]: check.check_id for check in reversed(ordered)}
    return sorted(ordered, key=lambda check: firsts[place_of(check)[:2]] != check.check_id)


@dataclass(frozen=True, slots=True)
class SpelledSides:
    """Both sides of a check, each with its figure, and how far they are apart."""

    left: Bilingual
    right: Bilingual
    gap: Bilingual


def spell_sides(case: CaseFile, check: Check) -> SpelledSides:
    """What a check compares: 表4“支出总计”为 12.00万元; 表4“一”＋“二”之和为 11.00万元; 1.00万元."""
    left, right = spoken_sides(check.left_label, check.right_label)
    return SpelledSides(
        _spelled_side(left, side(case, check, True)),
        _spelled_side(right, side(case, check, False)),
        gap_of(case, check),
    )


def _spelled_side(said: Label, figure: Bilingual) -> Bilingual:
    sum_zh, sum_en = ("之和", "come to") if said.is_sum else ("", "is")
    return Bilingual(f"{said.zh}{sum_zh}为 {figure.zh}", f"{said.en} {sum_en} {figure.en}")


def spell_checks(case: CaseFile, checks: tuple[Check, ...]) -> Bilingual:
    """Each check with both figures and the difference, as printed."""
    zh: list[str] = []
    en: list[str] = []
    for check in _telling(case, checks)[:MAX_CHECKS_SPELLED_OUT]:
        both = spell_sides(case, check)
        zh.append(f"{both.left.zh}，{both.right.zh}，相差 {both.gap.zh}")
        en.append(f"{both.left.en}, {both.right.en}: {both.gap.en} apart")
    more = len(checks) - len(zh)
    return Bilingual(
        "；".join(zh) + (f"；另有{more}项" if more > 0 else ""),
        "; ".join(en) + (f"; and {more} more" if more > 0 else ""),
    )


def all_hold(count: int) -> Bilingual:
    """What a change does for the checks that fail."""
    if count == 1:
        return Bilingual("此项核对成立", "the check holds")
    return Bilingual(f"这{count}项核对全部成立", f"all {count} checks hold")


def alternative(case: CaseFile, explanation: Explanation) -> Bilingual:
    """An explanation that would do as well, in half a sentence."""
    if explanation.kind == "row_missing":
        whole = case.figures[explanation.lacking[0][0].terms[0][1]]
        return Bilingual(f"{quoted(whole.row_label)}之下缺一行", f"a row is missing under {quoted(whole.row_label)}")
    change = explanation.changes[0]
    figure = case.figures[change.source_id]
    if explanation.kind not in SLIPS:
        return Bilingual(f"{place(figure).zh}所在行有误", f"the row of {place(figure).en} is wrong")
    return Bilingual(
        f"{place(figure).zh}（印为 {amount(figure).zh}，若为 {amount(figure, change.value).zh} 则成立）",
        f"{place(figure).en} (printed {amount(figure).en}; {amount(figure, change.value).en} would close it)",
    )
