"""Who stands below whom, by levels."""

from __future__ import annotations

from pipelines.reports.structure.rows import children_of, extends
from tests.reports.structure.rows import row


def test_a_row_stands_below_the_nearest_earlier_row_of_a_smaller_level() -> None:
    rows = [row("9", role="total"), row("5"), row("5"), row("4"), row("", role="note"), row("4")]
    assert children_of((0, 1, 2, 1, 0, 3), rows) == {0: [1, 3], 1: [2], 3: [5]}


def test_a_code_goes_on_from_a_shorter_one() -> None:
    assert extends("3010202", "30102") and extends("30101", "301")
    assert not extends("301", "301") and not extends("30201", "301") and not extends("301", None)
