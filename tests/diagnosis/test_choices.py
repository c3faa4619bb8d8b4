"""What the search may choose, and what it may not."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from pipelines.diagnosis import CaseFile, diagnose_case, word_diagnosis
from pipelines.diagnosis.ledger import Ledger, make_grids
from pipelines.diagnosis.moved_rows import MovedRows
from tests.diagnosis.sheets import Sheet, case_of, figures_of, stated_equals, statement, sum_checks


def test_no_negative_outlay_is_chosen() -> None:
    # The items come to more than the class, which other sums confirm: each of them would have to be negative.
    sheet: Sheet = [
        ("合计", 0, ("100.00",)),
        ("工资", 1, ("100.00",)),
        ("基本工资", 2, ("90.00",)),
        ("奖金", 2, ("500.00",)),
        ("津贴", 2, ("400.00",)),
    ]
    (diagnosis,) = diagnose_case(
        case_of(sheet, [statement("s", "工资", "0.01")], [stated_equals("n", "s", "t06-r1-c0")])
    )
    assert diagnosis.explanation.kind == "unexplained"


def test_a_sign_may_still_be_wrong() -> None:
    sheet: Sheet = [("合计", 0, ("100.00",)), ("收入", 1, ("150.00",)), ("调整", 1, ("50.00",))]
    texts = [statement("s0", "合计", "0.01"), statement("s1", "收入", "0.015")]
    checks = [stated_equals("n0", "s0", "t06-r0-c0", "0"), stated_equals("n1", "s1", "t06-r1-c0", "0")]
    (diagnosis,) = diagnose_case(case_of(sheet, texts, checks))
    assert diagnosis.explanation.kind == "wrong_sign"
    assert [change.value for change in diagnosis.explanation.changes] == [Decimal("-50.00")]


def test_what_one_explanation_closed_no_exchange_borrows_to_close_another() -> None:
    # Every column comes to far more than its total. Once one total is mended, all of its column in another's place would
    # close that one's sum.
    sheet: Sheet = [
        ("合计", 0, ("110", "120", "130")),
        ("甲", 1, ("21900", "21256", "35140")),
        ("乙", 1, ("42856", "78696", "65336")),
        ("丙", 1, ("60152", "41361", "26777")),
    ]
    figures = {figure.source_id: figure for figure in figures_of(sheet)}
    checks = tuple(check for check in sum_checks(sheet) if check.rule_id == "down")
    diagnoses = diagnose_case(CaseFile("d", figures, checks))
    assert [diagnosis.explanation.kind for diagnosis in diagnoses] == ["wrong_figure"] * 3
    assert len([check for diagnosis in diagnoses for check in diagnosis.checks]) == len(checks) == 3


def test_parts_that_come_to_more_than_their_whole_lack_no_row() -> None:
    # Once 奖金 is what its item and the text say, the total is 5 more than its parts; as printed it is 50 less.
    sheet: Sheet = [
        ("合计", 0, ("100.00",)),
        ("工资", 1, ("90.00",)),
        ("奖金", 1, ("60.00",)),
        ("考核奖", 2, ("5.00",)),
    ]
    text = statement("s", "奖金", "0.0005")
    diagnoses = diagnose_case(case_of(sheet, [text], [stated_equals("n", "s", "t06-r2-c0", "0")]))
    assert diagnoses[0].explanation.changes[0].value == Decimal("5.00")
    assert {check.check_id for diagnosis in diagnoses for check in diagnosis.checks} == {"h-t06-0-0", "h-t06-2-0", "n"}
    kinds = {explanation.kind for d in diagnoses for explanation in (d.explanation, *d.alternatives)}
    assert "row_missing" not in kinds


def test_a_slip_that_begins_with_a_subtotal_is_filled_by_the_sum_below_and_proven_by_the_one_above() -> None:
    clean = [
        ("300.00", "180.00", "120.00"),
        ("200.00", "130.00", "70.00"),
        ("150.00", "100.00", "50.00"),
        ("50.00", "30.00", "20.00"),
        ("100.00", "50.00", "50.00"),
        ("60.00", "35.00", "25.00"),
        ("40.00", "15.00", "25.00"),
        ("7.00", "3.00", "4.00"),
    ]
    names = [
        ("合计", 0),
        ("工资", 1),
        ("基本工资", 2),
        ("奖金", 2),
        ("商品", 1),
        ("办公费", 2),
        ("差旅费", 2),
        ("其他", 3),
    ]
    # From 商品 on one row too high: its own amount is lost, the last one printed twice.
    printed = [*clean[:4], *clean[5:], clean[-1]]
    sheet: Sheet = [(name, level, amounts) for (name, level), amounts in zip(names, printed, strict=True)]
    checks = [check for check in sum_checks(sheet) if not check.check_id.startswith("h-t06-6-")]
    case = CaseFile("d", {figure.source_id: figure for figure in figures_of(sheet)}, tuple(checks))
    (diagnosis,) = diagnose_case(case)
    assert diagnosis.explanation.kind == "rows_moved"
    mended = case.printed_values | {c.source_id: c.value or Decimal(0) for c in diagnosis.explanation.changes}
    for column in range(3):
        assert [mended[f"t06-r{row}-c{column}"] for row in range(8)] == [Decimal(amounts[column]) for amounts in clean]
    assert "按合计补出“商品”行" in word_diagnosis(case, diagnosis).explanation_zh


def test_one_failing_sum_is_no_slip() -> None:
    sheet: Sheet = [
        ("合计", 0, ("100.00",)),
        ("工资", 1, ("60.00",)),
        ("奖金", 1, ("100.00",)),
        ("津贴", 1, ("40.00",)),
    ]
    ledger = Ledger(case_of(sheet))
    assert list(MovedRows(ledger, make_grids(ledger)).outcomes()) == []


@pytest.mark.parametrize(("family", "findings"), [("laws", 1), ("between", 3)])
def test_what_a_law_finds_against_a_table_is_one_finding_and_what_rules_name_one_a_row(
    family: str, findings: int
) -> None:
    # Both tables add up, and tell three amounts of one point each differently.
    sheet: Sheet = [("合计", 0, ("100",)), ("甲", 1, ("60",)), ("乙", 1, ("30",)), ("丙", 1, ("10",))]
    other: Sheet = [("合计", 0, ("100",)), ("甲", 1, ("49",)), ("乙", 1, ("32",)), ("丙", 1, ("19",))]
    agreements = [
        replace(stated_equals(f"a{row}", f"t06-r{row}-c0", f"t05-r{row}-c0", "0"), rule_id="same", family=family)
        for row in range(4)
    ]
    figures = figures_of(other, "t05")
    diagnoses = diagnose_case(case_of(sheet, figures, [*sum_checks(other, "t05"), *agreements]))
    assert {diagnosis.explanation.kind for diagnosis in diagnoses} == {"unexplained"}
    assert sorted(check.check_id for diagnosis in diagnoses for check in diagnosis.checks) == ["a1", "a2", "a3"]
    assert len(diagnoses) == findings
