"""Which year a text speaks of by itself, and which it compares with."""

from __future__ import annotations

import pytest

from pipelines.reports.narrative.years import compared_year, first_year, stated_year


@pytest.mark.parametrize(
    ("text", "last", "first"),
    [
        ("2024年收入1元,2025年支出", 2025, 2024),
        ("2024年收入比2023年增加", 2024, 2024),
        ("根据《2023年办法》", None, None),
        ("2024年(2022年批复)", 2024, 2024),
        ("收入1元", None, None),
        ("1999年", None, None),
    ],
)
def test_the_years_a_text_is_about(text: str, last: int | None, first: int | None) -> None:
    assert stated_year(text) == last
    assert first_year(text) == first


@pytest.mark.parametrize(
    ("text", "year", "expected"),
    [
        ("比2022年增加", 2024, 2022),
        ("比上年增加", 2024, 2023),
        ("2024年比上年增加", 2024, 2023),
        ("比上年增加", None, None),
    ],
)
def test_the_year_compared_with(text: str, year: int | None, expected: int | None) -> None:
    assert compared_year(text, year) == expected
