"""What fails by the same difference is one finding."""

from __future__ import annotations

from dataclasses import replace

from pipelines.diagnosis import CaseFile, Check, Figure, diagnose_case, word_diagnosis
from pipelines.diagnosis.choose import Diagnosis
from pipelines.diagnosis.one_cause import join_causes
from pipelines.diagnosis.trial import Explanation
from tests.diagnosis.sheets import Sheet, case_of, figures_of, stated_equals, statement, sum_checks

#: Totals of one table: all, basic expenditure, projects.
TOTALS: Sheet = [("合计", 0, ("900000.00",)), ("基本支出", 0, ("500000.00",)), ("项目支出", 0, ("400000.00",))]


def _case(*texts: str) -> CaseFile:
    """What the text says of each total, in 万元."""
    figures = {figure.source_id: figure for figure in figures_of(TOTALS)}
    checks = []
    for row, text in enumerate(texts):
        told = statement(f"s{row}", TOTALS[row][0], text)
        figures[told.source_id] = told
        checks.append(stated_equals(f"n{row}", told.source_id, f"t06-r{row}-c0"))
    return CaseFile("d", figures, tuple(checks))


def _unexplained(case: CaseFile) -> list[Diagnosis]:
    return [Diagnosis(Explanation("unexplained", (), 9), (check,)) for check in case.failing]


def _ids(diagnoses: list[Diagnosis]) -> list[set[str]]:
    return [{check.check_id for check in diagnosis.checks} for diagnosis in diagnoses]


def test_two_places_that_fail_by_one_difference_are_one_finding() -> None:
    case = _case("95.00", "55.00", "40.00")
    (joined,) = join_causes(case, _unexplained(case))
    assert _ids([joined]) == [{"n0", "n1"}] and joined.explanation.kind == "unexplained"


def test_differences_that_make_up_a_third_are_one_finding() -> None:
    case = _case("97.06", "55.05", "42.01")
    assert _ids(join_causes(case, _unexplained(case))) == [{"n0", "n1", "n2"}]


def test_other_differences_stay_apart() -> None:
    case = _case("95.00", "58.00", "40.00")
    assert _ids(join_causes(case, _unexplained(case))) == [{"n0"}, {"n1"}]


def test_a_few_last_digits_are_any_difference() -> None:
    case = _case("90.05", "50.05", "40.00")
    assert _ids(join_causes(case, _unexplained(case))) == [{"n0"}, {"n1"}]


def test_what_is_explained_stays_as_it_is() -> None:
    sheet: Sheet = [("合计", 0, ("900.00", "500.00", "400.00")), ("甲", 1, ("900.00", "500.00", "490.00"))]
    case = case_of(sheet)
    diagnoses = diagnose_case(case)
    explained = [replace(diagnosis, alternatives=()) for diagnosis in diagnoses]
    assert join_causes(case, explained) == explained


def test_a_row_that_is_missing_in_two_tables_is_one_finding() -> None:
    tables = [
        [("合计", 0, ("90000.00", "50000.00", "40000.00")), ("甲", 1, (total, basic, "10000.00"))]
        for total, basic in (("60000.00", "50000.00"), ("60000.00", "50000.00"))
    ]
    figures = {f.source_id: f for number, sheet in enumerate(tables) for f in figures_of(sheet, f"t0{number}")}
    checks = tuple(check for number, sheet in enumerate(tables) for check in sum_checks(sheet, f"t0{number}"))
    case = CaseFile("d", figures, checks)
    apart = [replace(diagnosis, alternatives=()) for diagnosis in diagnose_case(case)]
    assert [diagnosis.explanation.kind for diagnosis in apart] == ["row_missing", "row_missing"]
    (joined,) = join_causes(case, apart)
    assert joined.explanation.kind == "row_missing" and len(joined.checks) == 4
    assert "有未列示的行" in word_diagnosis(case, joined).title_zh


def _two_tables(*values: str) -> CaseFile:
    """Two tables whose row 工资 prints one digit wrongly, each beside sums that demand the right one."""
    figures: dict[str, Figure] = {}
    checks: list[Check] = []
    for number, value in enumerate(values):
        sheet: Sheet = [
            ("合计", 0, ("9000.00", "5000.00", "4000.00")),
            ("工资", 1, (value, "5000.00", "3000.00")),
            ("其他", 1, ("1000.00", "", "1000.00")),
        ]
        table = f"t0{number}"
        figures |= {figure.source_id: figure for figure in figures_of(sheet, table)}
        checks += sum_checks(sheet, table)
    return CaseFile("d", figures, tuple(checks))


def test_a_wrong_figure_copied_with_its_row_to_another_table_is_one_finding_with_both_places() -> None:
    case = _two_tables("8900.00", "8900.00")
    (joined,) = join_causes(case, diagnose_case(case))
    assert [change.source_id for change in joined.explanation.changes] == ["t00-r1-c0", "t01-r1-c0"]
    assert len(joined.checks) == 4
    assert word_diagnosis(case, joined).title_zh == "“工资”印为 8,900.00元，应为 8,000.00元（2处）"


def test_other_wrong_figures_of_such_rows_stay_apart() -> None:
    case = _two_tables("8900.00", "8700.00")
    assert len(join_causes(case, diagnose_case(case))) == 2
