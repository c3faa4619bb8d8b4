"""Parts of funds."""

from __future__ import annotations

from pipelines.reports.coordinates.funds import is_part_of


def test_the_general_public_budget_is_a_part_of_fiscal_appropriation_and_of_all() -> None:
    assert is_part_of("general_public", "fiscal")
    assert is_part_of("general_public", "all")


def test_no_fund_is_a_part_of_itself_or_of_its_part() -> None:
    assert not is_part_of("fiscal", "fiscal")
    assert not is_part_of("fiscal", "general_public")
