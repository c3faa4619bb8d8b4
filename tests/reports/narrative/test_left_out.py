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


def _changed(sentence: str) -> list[object]:
    return [row["subject_key"] for row in read(sentence) if row["role"] in ("change", "change_percent")]


def test_a_change_that_only_the_whole_can_have_had_is_of_the_whole() -> None:
    told = "2022年度收入总计17934.56万元，其中年初结转和结余268.56万元，较2021年增加1520.45万元，增长9.26%。"
    assert _changed(told) == ["revenue_total", "revenue_total"]


@pytest.mark.parametrize(
    "told",
    [
        "2022年度收入总计100万元，其中年初结转和结余20万元，较2021年增加5万元，增长33.33%。",  # the part's
        "2022年度收入总计100万元，其中年初结转和结余20万元，较2021年增加50万元，增长12.00%。",  # neither's
    ],
)
def test_a_change_stays_with_the_part(told: str) -> None:
    assert _changed(told) == ["carry_over", "carry_over"]
