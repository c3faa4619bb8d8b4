"""Both sides of a check in figures: in the unit they are printed in, each in its own where they differ, counts as counts."""

from __future__ import annotations

from decimal import Decimal

from pipelines.diagnosis.evidence import gap_of, side, spell_checks
from pipelines.diagnosis.facts import CaseFile, Check, Figure


def _figure(source_id: str, value: str, unit: int | None, decimals: int = 2) -> Figure:
    return Figure(source_id, "line", "d", Decimal(value), value, 1, unit_multiplier=unit, decimals_printed=decimals)


def _case(*figures: Figure) -> tuple[CaseFile, Check]:
    """The first figure should be the sum of the others."""
    signs = [1, *[-1] * (len(figures) - 1)]
    terms = tuple((Decimal(sign), figure.source_id) for sign, figure in zip(signs, figures, strict=True))
    check = Check("c", "d", "r", "sums", "error", Decimal(0), terms, "表2 合计", "表2 甲·金额 + 表2 乙·金额")
    return CaseFile("d", {figure.source_id: figure for figure in figures}, (check,)), check


def test_a_sum_and_the_gap_are_told_in_the_unit_all_figures_are_printed_in() -> None:
    case, check = _case(
        _figure("t", "26252800", 10_000), _figure("a", "20000000", 10_000), _figure("b", "5652800", 10_000)
    )
    assert side(case, check, True).zh == "2,625.28万元"
    assert side(case, check, False).zh == "2,565.28万元"
    assert gap_of(case, check).zh == "60.00万元"


def test_where_units_differ_a_side_keeps_its_own_and_the_gap_is_yuan() -> None:
    case, check = _case(_figure("t", "26252800", 10_000), _figure("a", "20000000", 1), _figure("b", "5652800", 1))
    assert side(case, check, True).zh == "2,625.28万元"
    assert side(case, check, False).zh == "25,652,800.00元"
    assert gap_of(case, check).zh == "600,000.00元"


def test_the_finest_print_decides_the_decimals() -> None:
    case, check = _case(_figure("t", "26250000", 10_000, 0), _figure("a", "26252800", 10_000))
    assert gap_of(case, check).zh == "0.28万元"


def test_persons_are_no_money() -> None:
    case, check = _case(_figure("t", "10", None, 0), _figure("a", "3", None, 0), _figure("b", "4", None, 0))
    assert (side(case, check, False).zh, gap_of(case, check).zh) == ("7", "3")


def test_a_sum_has_the_decimals_it_needs_and_no_zeros_behind_them() -> None:
    case, check = _case(
        _figure("t", "1070000", 10_000, 6), _figure("a", "500000", 10_000, 6), _figure("b", "70001", 10_000, 6)
    )
    assert side(case, check, True).zh == "107.000000万元"
    assert side(case, check, False).zh == "57.0001万元"
    assert gap_of(case, check).en == "49.9999 ten thousand yuan"


def test_the_explanation_tells_sums_in_the_unit_of_the_report() -> None:
    case, check = _case(
        _figure("t", "26252800", 10_000), _figure("a", "20000000", 10_000), _figure("b", "5652800", 10_000)
    )
    assert spell_checks(case, (check,)).zh == (
        "表2“合计”为 2,625.28万元，表2“甲”＋“乙”的“金额”之和为 2,565.28万元，相差 60.00万元"
    )
    assert spell_checks(case, (check,)).en == (
        "table 2, “合计” is 2,625.28 ten thousand yuan, table 2, “甲” + “乙”, in “金额” come to 2,565.28 ten thousand yuan: "
        "60.00 ten thousand yuan apart"
    )
