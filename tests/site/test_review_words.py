"""Figures and kinds as a review's page writes them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipelines.site.review_words import money, percent


@pytest.mark.parametrize(
    ("value", "words"), [(Decimal("1234567.5"), "1,234,567.50"), (Decimal("-0.01"), "-0.01"), (None, "（空）")]
)
def test_money(value: Decimal | None, words: str) -> None:
    assert money(value) == words


def test_a_share_or_a_dash() -> None:
    assert percent(Decimal("99.97")) == "99.97%"
    assert percent(None) == "–"
