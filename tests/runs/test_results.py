"""What steps hand to each other: by type, the last one counts, and a missing one is named."""

from __future__ import annotations

import pytest

from pipelines.runs.results import StepMissingError, StepResults


def test_a_result_is_found_by_its_type_and_a_later_one_takes_its_place() -> None:
    results = StepResults()
    results.put("first")
    results.put(7)
    results.put("second")
    assert (results.get(str), results.get(int), results.find(float)) == ("second", 7, None)


def test_a_missing_result_is_named() -> None:
    with pytest.raises(StepMissingError, match="no float yet"):
        StepResults().get(float)
