"""The diagnosis finds the smallest cause, proves it by the sums it closes, and is silent on clean reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from pipelines.diagnosis import CaseFile, diagnose_case, word_diagnosis
from tests.diagnosis.sheets import (
    MENDED_TABLE_6,
    TABLE_6,
    Sheet,
    case_of,
    stated_equals,
    statement,
)


def with_amounts(sheet: Sheet, row: int, amounts: tuple[str, ...]) -> Sheet:
    return [(label, level, amounts if i == row else old) for i, (label, level, old) in enumerate(sheet)]


def test_a_clean_table_has_no_finding() -> None:
    assert diagnose_case(case_of(MENDED_TABLE_6)) == []


def test_table_6_of_the_reference_report_is_one_slip_of_one_row() -> None:
    case = case_of(TABLE_6)
    (diagnosis,) = diagnose_case(case)
    assert diagnosis.explanation.kind == "rows_moved"
    assert diagnosis.explanation.detail == {"shift": "1", "first_row": "11", "last_row": "23", "is_repeated": "true"}
    assert diagnosis.is_proven
    assert {check.check_id for check in diagnosis.checks} == {check.check_id for check in case.failing}
    finding = word_diagnosis(case, diagnosis)
    assert "4个合计不成立" in finding.explanation_zh
    assert "下移1行" in finding.explanation_zh and "0.00" in finding.explanation_zh
    assert "其他工资福利支出" in finding.title_zh
    assert finding.verdict == "report_disagrees"


def test_the_slip_also_explains_the_sentence_that_quotes_the_right_figure() -> None:
    text = statement("s1", "对个人和家庭的补助", "25.00")
    case = case_of(TABLE_6, [text], [stated_equals("n1", "s1", "t06-r20-c0")])
    (diagnosis,) = diagnose_case(case)
    assert diagnosis.explanation.kind == "rows_moved"
    assert "n1" in {check.check_id for check in diagnosis.checks}


@pytest.mark.parametrize(
    ("printed", "kind"),
    [
        ("706,320.00", "digits_swapped"),
        ("760,820.00", "one_digit"),
        ("-760,320.00", "wrong_sign"),
        ("76.032", "wrong_unit"),
    ],
)
def test_one_wrong_cell_is_named_with_the_value_it_should_have(printed: str, kind: str) -> None:
    case = case_of(with_amounts(MENDED_TABLE_6, 2, (printed, "760,320.00", "0.00")))
    (diagnosis,) = diagnose_case(case)
    assert diagnosis.is_proven
    assert diagnosis.explanation.kind == kind
    (change,) = diagnosis.explanation.changes
    assert (change.source_id, change.value) == ("t06-r2-c0", Decimal("760320.00"))


@pytest.mark.parametrize(("multiplier", "right"), [(1, "万元"), (10_000, "元")])
def test_a_table_in_another_unit_than_it_says_is_one_finding(multiplier: int, right: str) -> None:
    tens = Decimal(10_000) if right == "万元" else 1 / Decimal(10_000)
    plain = case_of(MENDED_TABLE_6)
    figures = {
        source: replace(figure, value=figure.value * multiplier, unit_multiplier=multiplier)
        for source, figure in plain.figures.items()
    }
    checks = list(plain.checks)
    for number, row in enumerate((0, 1, 20)):
        figure = figures[f"t06-r{row}-c0"]
        told = statement(f"s{number}", figure.row_label, f"{figure.value * tens / 10_000:.2f}")
        figures[told.source_id] = told
        checks.append(stated_equals(f"n{number}", told.source_id, figure.source_id))
    wrong = CaseFile("d", figures, tuple(checks))
    (diagnosis,) = diagnose_case(wrong)
    assert diagnosis.explanation.kind == "table_unit_wrong" and diagnosis.is_proven
    finding = word_diagnosis(wrong, diagnosis)
    assert f"应为“{right}”" in finding.title_zh and "3项核对全部成立" in finding.explanation_zh


def test_two_faults_in_one_sum_are_told_apart_by_the_rows() -> None:
    sheet = with_amounts(MENDED_TABLE_6, 2, ("706,320.00", "760,320.00", "0.00"))
    sheet = with_amounts(sheet, 4, ("1,880,703.25", "1,880,103.25", "0.00"))
    diagnoses = diagnose_case(case_of(sheet))
    assert {d.explanation.changes[0].source_id for d in diagnoses} == {"t06-r2-c0", "t06-r4-c0"}


def test_a_figure_copied_through_the_text_is_one_finding() -> None:
    texts = [statement(f"s{i}", "基本支出", "549.26", page_no=30 + i) for i in range(4)]
    checks = [stated_equals(f"n{i}", f"s{i}", "t06-r0-c0") for i in range(4)]
    case = case_of(MENDED_TABLE_6, texts, checks)
    (diagnosis,) = diagnose_case(case)
    assert diagnosis.explanation.kind == "rounding"
    assert {change.value for change in diagnosis.explanation.changes} == {Decimal("5492400.00")}
    finding = word_diagnosis(case, diagnosis)
    assert finding.page_nos[-4:] == (30, 31, 32, 33)
    assert "549.26" in finding.title_zh and "549.24" in finding.title_zh and "4处" in finding.title_zh


def test_what_the_sums_cannot_decide_is_left_open() -> None:
    sheet: Sheet = [("合计", 0, ("2625.28",)), ("基本支出", 1, ("646.34",)), ("项目支出", 1, ("1918.94",))]
    (diagnosis,) = diagnose_case(case_of(sheet))
    assert not diagnosis.is_proven
    assert "row_missing" in {other.kind for other in diagnosis.alternatives}
    assert len(diagnosis.alternatives) == 3
    finding = word_diagnosis(case_of(sheet), diagnosis)
    assert "不能断定" in finding.explanation_zh


def test_a_repeated_row_is_named() -> None:
    sheet = list(MENDED_TABLE_6)
    sheet.insert(4, sheet[3])
    case = case_of(sheet)
    (diagnosis,) = diagnose_case(case)
    assert diagnosis.explanation.kind == "row_repeated"
    assert "重复" in word_diagnosis(case, diagnosis).title_zh


def test_a_missing_row_is_told_from_a_wrong_figure() -> None:
    sheet = [row for row in MENDED_TABLE_6 if row[0] != "差旅费"]
    # A class with both kinds of money lacks an item: every column is short.
    sheet = [
        ("合计", 0, ("300.00", "200.00", "100.00")),
        ("工资", 1, ("300.00", "200.00", "100.00")),
        ("基本工资", 2, ("100.00", "80.00", "20.00")),
        ("奖金", 2, ("50.00", "40.00", "10.00")),
    ]
    (diagnosis,) = diagnose_case(case_of(sheet))
    assert diagnosis.explanation.kind == "row_missing"
    assert diagnosis.explanation.detail == {"0": "150.00", "1": "80.00", "2": "70.00"}
    assert "有未列示的行" in word_diagnosis(case_of(sheet), diagnosis).title_zh


def test_doubt_about_our_reading_is_said_and_not_blamed_on_the_report() -> None:
    case = case_of(with_amounts(MENDED_TABLE_6, 2, ("706,320.00", "760,320.00", "0.00")))
    figure = case.figures["t06-r2-c0"]
    doubtful = type(figure)(**{**{f: getattr(figure, f) for f in figure.__slots__}, "doubt": "OCR 置信度低"})
    case = type(case)("d", {**case.figures, "t06-r2-c0": doubtful}, case.checks)
    (diagnosis,) = diagnose_case(case)
    assert word_diagnosis(case, diagnosis).verdict == "reading_doubtful"


TWO_CLASSES: Sheet = [
    ("合计", 0, ("1000.00", "600.00", "400.00")),
    ("工资", 1, ("700.00", "500.00", "200.00")),
    ("基本工资", 2, ("400.00", "300.00", "100.00")),
    ("奖金", 2, ("300.00", "200.00", "100.00")),
    ("商品", 1, ("300.00", "100.00", "200.00")),
    ("办公费", 2, ("120.00", "40.00", "80.00")),
    ("差旅费", 2, ("180.00", "60.00", "120.00")),
]


def _exchanged(rows: Sequence[int]) -> CaseFile:
    """The second and third column in each other's place in these rows; the text knows both totals, and one row's amount."""
    sheet = [(n, v, (a, c, b) if i in rows else (a, b, c)) for i, (n, v, (a, b, c)) in enumerate(TWO_CLASSES)]
    texts = [
        statement("s0", "人员经费", "0.06"),
        statement("s1", "办公费", "0.004"),
        statement("s2", "公用经费", "0.04"),
    ]
    checks = [
        stated_equals("n0", "s0", "t06-r0-c1", "0"),
        stated_equals("n1", "s1", "t06-r5-c1", "0"),
        stated_equals("n2", "s2", "t06-r0-c2", "0"),
    ]
    return case_of(sheet, texts, checks)


def test_exchanged_columns_are_named() -> None:
    case = _exchanged(range(7))
    (diagnosis,) = diagnose_case(case)
    assert diagnosis.explanation.kind == "columns_swapped"
    assert "“人员经费”与“公用经费”两栏金额互换" in word_diagnosis(case, diagnosis).title_zh


def _with_labels(case: CaseFile, labels: Mapping[int, str]) -> CaseFile:
    """The same case, its columns called otherwise."""
    figures = {
        source_id: replace(figure, column_label=labels.get(figure.col_no, figure.column_label))
        for source_id, figure in case.figures.items()
    }
    return replace(case, figures=figures)


@pytest.mark.parametrize(("one", "is_told"), [("合计", False), ("2024年·人员经费", True), ("2023年·合计", True)])
def test_a_total_is_not_exchanged_for_a_larger_part_of_it(one: str, is_told: bool) -> None:
    case = _with_labels(_exchanged(range(7)), {1: "2024年·公用经费", 2: f"2024年·{one}" if one == "合计" else one})
    kinds = {diagnosis.explanation.kind for diagnosis in diagnose_case(case)}
    assert ("columns_swapped" in kinds) is is_told


def test_two_cells_of_a_row_are_not_said_to_be_exchanged() -> None:
    case = _exchanged([5])
    diagnoses = diagnose_case(case)
    assert {check.check_id for diagnosis in diagnoses for check in diagnosis.checks} >= {"h-t06-4-1", "h-t06-4-2"}
    assert "columns_swapped" not in {diagnosis.explanation.kind for diagnosis in diagnoses}


def test_a_row_wrong_in_all_its_columns_is_one_finding_if_the_text_knows_better() -> None:
    sheet = with_amounts(TWO_CLASSES, 3, ("240.00", "160.00", "80.00"))
    text = statement("s0", "奖金", "0.03")
    case = case_of(sheet, [text], [stated_equals("n0", "s0", "t06-r3-c0")])
    (diagnosis,) = diagnose_case(case)
    assert diagnosis.explanation.kind == "row_wrong"
    assert {change.value for change in diagnosis.explanation.changes} == {Decimal(300), Decimal(200), Decimal(100)}
    assert "“奖金”行各栏金额有误" in word_diagnosis(case, diagnosis).title_zh


def test_a_slip_that_lost_amounts_gets_them_back_from_the_sums() -> None:
    amounts = [row[2] for row in TWO_CLASSES]
    slipped = [*amounts[:3], *amounts[4:], amounts[-1]]
    case = case_of([(n, v, a) for (n, v, _), a in zip(TWO_CLASSES, slipped, strict=True)])
    (diagnosis,) = diagnose_case(case)
    assert diagnosis.explanation.kind == "rows_moved"
    mended = case.printed_values | {c.source_id: c.value or Decimal(0) for c in diagnosis.explanation.changes}
    assert [mended[f"t06-r{row}-c0"] for row in range(7)] == [Decimal(a[0]) for a in amounts]
    assert "按合计补出“奖金”行" in word_diagnosis(case, diagnosis).explanation_zh
