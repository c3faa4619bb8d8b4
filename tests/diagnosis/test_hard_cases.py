"""Hundreds of failing checks: the search stays quick, finds what can be found, and says of the rest that it is unexplained."""

from __future__ import annotations

import time
from collections.abc import Callable
from decimal import Decimal

import pytest

from pipelines.diagnosis import CaseFile, choose, diagnose_case
from pipelines.diagnosis.choose import Diagnosis
from tests.diagnosis.hard_cases import coincidences, hopeless, nonsense, scattered

#: Of processor time, for 300 failing checks; measured are 0.3 s.
SECONDS = 30


def _checks(diagnoses: list[Diagnosis]) -> list[str]:
    return sorted(check.check_id for diagnosis in diagnoses for check in diagnosis.checks)


def _failing(case: CaseFile) -> list[str]:
    return sorted(check.check_id for check in case.failing)


def test_three_hundred_failing_checks_of_a_hundred_wrong_figures_are_all_explained() -> None:
    case, right = scattered(300)
    assert len(case.failing) == 300
    started = time.process_time()
    diagnoses = diagnose_case(case)
    assert time.process_time() - started < SECONDS
    found: dict[str, Decimal | None] = {}
    for diagnosis in diagnoses:
        (change,) = diagnosis.explanation.changes
        found[change.source_id] = change.value
        assert diagnosis.is_proven
        assert len(diagnosis.checks) == 3
    assert found == right
    assert _checks(diagnoses) == _failing(case)


@pytest.mark.parametrize("make", [nonsense, hopeless])
def test_a_hopeless_case_ends_and_drops_nothing(make: Callable[[int], CaseFile]) -> None:
    case = make(300)
    assert len(case.failing) > 280
    started = time.process_time()
    diagnoses = diagnose_case(case)
    assert time.process_time() - started < SECONDS
    assert {diagnosis.explanation.kind for diagnosis in diagnoses} == {"unexplained"}
    assert _checks(diagnoses) == _failing(case)


def test_sums_that_close_by_accident_do_not_keep_the_search_for_ever() -> None:
    case = coincidences(300)
    assert len(case.failing) > 280
    started = time.process_time()
    diagnoses = diagnose_case(case)
    assert time.process_time() - started < SECONDS
    assert _checks(diagnoses) == _failing(case)


def test_twice_as_many_failing_checks_cost_about_twice_as_much(monkeypatch: pytest.MonkeyPatch) -> None:
    ledgers: list[choose.Ledger] = []

    class Noted(choose.Ledger):
        def __init__(self, case: CaseFile) -> None:
            super().__init__(case)
            ledgers.append(self)

    monkeypatch.setattr(choose, "Ledger", Noted)
    for failing in (150, 300):
        diagnose_case(scattered(failing)[0])
    once, twice = (ledger.effort for ledger in ledgers)
    assert once < twice < 2.2 * once


def test_when_the_effort_is_spent_the_rest_is_unexplained(monkeypatch: pytest.MonkeyPatch) -> None:
    case, _ = scattered(30)
    monkeypatch.setattr(choose, "EFFORT", 0)
    monkeypatch.setattr(choose, "MIN_EFFORT", 0)
    diagnoses = diagnose_case(case)
    assert {diagnosis.explanation.kind for diagnosis in diagnoses} == {"unexplained"}
    assert not any(diagnosis.is_proven for diagnosis in diagnoses)
    assert _checks(diagnoses) == _failing(case)
