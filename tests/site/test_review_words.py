"""Figures and kinds as a review's page writes them."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from pipelines.site.review_words import UNREAD_KINDS, money, percent

MODELS = Path(__file__).parents[2] / "dbt_project" / "models"


@pytest.mark.parametrize(
    ("value", "words"), [(Decimal("1234567.5"), "1,234,567.50"), (Decimal("-0.01"), "-0.01"), (None, "（空）")]
)
def test_money(value: Decimal | None, words: str) -> None:
    assert money(value) == words


def test_a_share_or_a_dash() -> None:
    assert percent(Decimal("99.97")) == "99.97%"
    assert percent(None) == "–"


def test_every_kind_of_what_was_not_understood_has_its_words() -> None:
    said: set[str] = set()
    for name in ("int_unknown_column", "int_unknown_layout"):
        (model,) = MODELS.rglob(f"{name}.sql")
        said |= set(re.findall(r"'(\w+)' as item_kind", model.read_text(encoding="utf-8")))
    (codes,) = MODELS.rglob("rpt_unknown_code.sql")
    (listed,) = re.findall(r"match_kind in \((.+)\)", codes.read_text(encoding="utf-8"))
    said |= set(re.findall(r"'(\w+)'", listed))
    assert len(said) > 6 and said == set(UNREAD_KINDS)
