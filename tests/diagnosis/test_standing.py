"""Nobody is accused by a sum whose structure only that sum supports; no figure is suggested that one sum demands alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipelines.diagnosis import CaseFile, diagnose_case, word_diagnosis
from pipelines.diagnosis.choose import Diagnosis
from pipelines.diagnosis.facts import Standing
from pipelines.diagnosis.standing import is_demanded, weigh
from pipelines.diagnosis.unproven_wording import COORDINATES_ALONE, REASONS, VERDICT
from tests.diagnosis.sheets import MENDED_TABLE_6, TABLE_6, Sheet, case_of, stated_equals, statement

#: The class comes to more than its items in every column.
SHORT: Sheet = [
    ("合计", 0, ("300.00", "200.00", "100.00")),
    ("工资", 1, ("300.00", "200.00", "100.00")),
    ("基本工资", 2, ("100.00", "80.00", "20.00")),
    ("奖金", 2, ("50.00", "40.00", "10.00")),
]


def _with_standing(case: CaseFile, standing: Standing, reason: str = "") -> CaseFile:
    """The same case, with nothing else known to prove what fails."""
    failing = {check.check_id for check in case.failing}
    checks = tuple(
        replace(check, standing=standing, unproven_reason=reason, tried_count=7, closed_count=3)
        if check.check_id in failing
        else check
        for check in case.checks
    )
    return CaseFile(case.document_id, case.figures, checks)


def _only(case: CaseFile) -> Diagnosis:
    (diagnosis,) = diagnose_case(case)
    return diagnosis


def test_a_proven_structure_accuses() -> None:
    case = case_of(SHORT)
    finding = word_diagnosis(case, _only(case))
    assert (finding.severity, finding.verdict) == ("error", "report_disagrees")


@pytest.mark.parametrize("reason", sorted(set(REASONS) - {"often_failing"}))
def test_an_unproven_one_accuses_nobody_and_says_what_would_have_to_hold(reason: str) -> None:
    case = _with_standing(case_of(SHORT), "unproven", reason)
    finding = word_diagnosis(case, _only(case))
    assert (finding.severity, finding.verdict) == ("info", VERDICT)
    assert "是否有误尚不能断定" in finding.title_zh and REASONS[reason].zh in finding.explanation_zh
    assert "应为" not in finding.title_zh + finding.explanation_zh
    assert (finding.structure_tried_count, finding.structure_closed_count) == (7, 3)


def test_one_omitted_row_that_closes_all_of_a_relation_that_often_fails_accuses() -> None:
    case = _with_standing(case_of(SHORT), "often_failing")
    diagnosis = _only(case)
    assert diagnosis.explanation.kind == "row_missing" and weigh(case, diagnosis).is_proven


def test_what_leaves_others_of_a_relation_that_often_fails_open_does_not() -> None:
    # A second class whose items come to too much in one column: the omitted row mends the first one only.
    case = _with_standing(
        case_of([*SHORT, ("商品", 1, ("90.00", "50.00", "40.00")), ("办公费", 2, ("95.00", "55.00", "40.00"))]),
        "often_failing",
    )
    (diagnosis,) = (
        item
        for item in diagnose_case(case)
        if item.explanation.kind == "row_missing" and item.checks[0].left_label == "工资"
    )
    standing = weigh(case, diagnosis)
    assert (standing.is_proven, standing.reason) == (False, "often_failing")


def test_two_rules_that_demand_one_figure_make_up_for_missing_proof_but_not_for_counter_evidence() -> None:
    sheet: Sheet = [
        (label, level, ("706,320.00", *amounts[1:]) if label == "基本工资" else amounts)
        for label, level, amounts in MENDED_TABLE_6
    ]
    lacking = _with_standing(case_of(sheet), "unproven", "nothing_closes")
    assert weigh(lacking, _only(lacking)).is_proven
    contradicted = _with_standing(case_of(sheet), "unproven", "misplaced_row")
    assert not weigh(contradicted, _only(contradicted)).is_proven


def test_a_moved_block_that_many_sums_demand_is_its_own_proof() -> None:
    case = _with_standing(case_of(TABLE_6), "unproven", "misplaced_row")
    diagnosis = _only(case)
    assert diagnosis.explanation.kind == "rows_moved" and weigh(case, diagnosis).is_proven


def test_a_row_printed_twice_is_no_question_of_whose_row_it_is() -> None:
    sheet = list(MENDED_TABLE_6)
    sheet.insert(4, sheet[3])
    repeated = _with_standing(case_of(sheet), "unproven", "misplaced_row")
    assert weigh(repeated, _only(repeated)).is_proven
    cut_off = _with_standing(case_of(sheet), "unproven", "table_end")
    assert not weigh(cut_off, _only(cut_off)).is_proven


def test_notices_need_no_proof() -> None:
    case = _with_standing(case_of(SHORT), "unproven", "far_apart")
    case = CaseFile("d", case.figures, tuple(replace(check, severity="info") for check in case.checks))
    assert weigh(case, _only(case)).is_proven


@pytest.mark.parametrize(("reason", "is_proven"), [("far_apart", True), (COORDINATES_ALONE, False)])
def test_warnings_need_proof_only_where_our_coordinates_alone_claim_them(reason: str, is_proven: bool) -> None:
    case = _with_standing(case_of(SHORT), "unproven", reason)
    case = CaseFile("d", case.figures, tuple(replace(check, severity="warning") for check in case.checks))
    assert weigh(case, _only(case)).is_proven is is_proven


def test_a_figure_that_its_table_confirms_is_demanded_of_the_text() -> None:
    text = statement("s", "合计", "549.26")
    case = case_of(MENDED_TABLE_6, [text], [stated_equals("n", "s", "t06-r0-c0")])
    diagnosis = _only(case)
    assert is_demanded(case, diagnosis)
    assert "应为 549.24万元" in word_diagnosis(case, diagnosis).title_zh


def test_a_figure_that_nothing_else_confirms_is_not() -> None:
    text = statement("s", "合计", "0.12")
    plain = case_of([("合计", 0, ("987.00",))], [text], [stated_equals("n", "s", "t06-r0-c0", "0")])
    diagnosis = replace(_only(plain), alternatives=())
    assert not is_demanded(plain, diagnosis)
    finding = word_diagnosis(plain, diagnosis)
    assert not finding.is_proven and "应为" not in finding.title_zh and "不能断定" in finding.explanation_zh
