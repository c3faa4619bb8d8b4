"""Which fund is a part of which (seed ``fund_sources``).

Belongs here: that alone; the words that name a fund are in ``words.csv``.
"""

from __future__ import annotations

import csv
from functools import cache

from pipelines.reports.seeds import SEEDS


@cache
def _parents() -> dict[str, str]:
    with (SEEDS / "facts/fund_sources.csv").open(newline="", encoding="utf-8") as file:
        return {row["fund_source_key"]: row["parent_fund_source_key"] for row in csv.DictReader(file)}


def is_part_of(fund: str, whole: str) -> bool:
    """True if a fund is a proper part of another."""
    above = _parents().get(fund, "")
    while above:
        if above == whole:
            return True
        above = _parents().get(above, "")
    return False
