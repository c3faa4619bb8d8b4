"""Years that headers and labels of columns name."""

from __future__ import annotations

import pytest

from pipelines.reports.tables.column_years import year_in, year_of


@pytest.mark.parametrize(
    ("path", "year"),
    [
        ("2023年预算数/合计", 2023),
        ("2023年/2024年预算数", 2024),
        ("上年预算数", 2024),
        ("上年度决算数", 2024),
        ("上年“三公”经费预算数", 2024),
        ("上年结转", 2025),
        ("上年结余预算数", 2025),
        ("合计", 2025),
    ],
)
def test_the_year_of_a_header(path: str, year: int) -> None:
    assert year_of(path.split("/"), 2025) == year


def test_the_year_before_an_unknown_one_is_unknown() -> None:
    assert year_of(["上年预算数"], None) is None


@pytest.mark.parametrize(("text", "year"), [("2025", 2025), ("2025年度", 2025), ("20251", None), ("去年", None)])
def test_the_year_in_a_text(text: str, year: int | None) -> None:
    assert year_in(text) == year
