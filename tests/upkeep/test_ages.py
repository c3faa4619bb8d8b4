"""Ages come from the environment, and what is no number of days is told."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from pipelines.settings import SettingsError
from pipelines.upkeep.ages import Ages, before


def test_each_variable_moves_its_own_age() -> None:
    assert Ages.load({}) == Ages(90, 7, 30)
    assert Ages.load({"YUSUAN_PRUNE_RUNS_DAYS": "365"}) == Ages(365, 7, 30)
    assert Ages.load({"YUSUAN_PRUNE_BEFORE_DAYS": "0.5"}) == Ages(90, 0.5, 30)
    assert Ages.load({"YUSUAN_PRUNE_REST_DAYS": " "}) == Ages()
    assert Ages.load({"YUSUAN_PRUNE_REST_DAYS": "0"}) == Ages(90, 7, 0)


@pytest.mark.parametrize("value", ["a month", "-1", "nan", "inf", "99999"])
def test_what_is_no_number_of_days_is_told(value: str) -> None:
    with pytest.raises(SettingsError, match=r"YUSUAN_PRUNE_RUNS_DAYS=.* is no number of days"):
        Ages.load({"YUSUAN_PRUNE_RUNS_DAYS": value})


def test_a_day_is_a_day() -> None:
    now = datetime(2026, 3, 2, tzinfo=UTC)
    assert before(now, 1) == datetime(2026, 3, 1, tzinfo=UTC).timestamp()
