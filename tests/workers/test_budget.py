"""Budgets and the variables that change them."""

from __future__ import annotations

import pytest

from pipelines.workers.budget import Budget, BudgetError, Budgets


def test_without_variables_the_defaults_hold() -> None:
    assert Budgets.load({}) == Budgets()
    assert Budgets.load({"YUSUAN_READING_SECONDS": " "}) == Budgets()


def test_a_variable_changes_one_value_of_one_kind() -> None:
    found = Budgets.load({"YUSUAN_READING_PAGE_SECONDS": "2.5", "YUSUAN_TRIAGE_MEMORY_MB": "300"})
    default = Budgets()
    assert found.reading == Budget(default.reading.seconds, 2.5, default.reading.memory_mb)
    assert found.triage == Budget(default.triage.seconds, default.triage.page_seconds, 300)
    assert (found.diagnosis, found.picture) == (default.diagnosis, default.picture)


@pytest.mark.parametrize("words", ["many", "0", "-1", "nan"])
def test_what_is_no_number_above_zero_is_refused_by_name(words: str) -> None:
    with pytest.raises(BudgetError, match="YUSUAN_DIAGNOSIS_SECONDS"):
        Budgets.load({"YUSUAN_DIAGNOSIS_SECONDS": words})


def test_two_budgets_are_told_apart_in_notes() -> None:
    assert str(Budget(60, 20, 1000)) == "60 s, 20 s a page, 1000 MB"
    assert str(Budget(60, 20, 1000)) != str(Budget(60, 21, 1000))
