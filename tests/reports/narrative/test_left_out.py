"""Words a sentence leaves out, told by its other figures."""

from __future__ import annotations

import pytest

from tests.reports.narrative.test_statements import read


def _second(sentence: str) -> tuple[object, ...]:
    row = next(row for row in read(sentence) if row["value_text"] in ("1.43", "208.89"))
    return row["role"], row["direction"]


@pytest.mark.parametrize(
    ("words", "direction"), [("比上年1.43万元，增加0.68%。", "increase"), ("较上年1.43万元，下降0.68%。", "decrease")]
)
def test_an_amount_that_only_fits_the_percentage_as_the_change_is_the_change(words: str, direction: str) -> None:
    assert _second(f"2026年本单位机关运行经费安排210.32万元，{words}") == ("change", direction)


@pytest.mark.parametrize(
    "words",
    [
        "比上年208.89万元，增加0.68%。",  # the year before's amount fits
        "比上年1.43万元，增加5.00%。",  # neither fits
    ],
)
def test_an_amount_of_the_year_before_stays_one(words: str) -> None:
    assert _second(f"2026年本单位机关运行经费安排210.32万元，{words}") == ("prior_amount", None)
