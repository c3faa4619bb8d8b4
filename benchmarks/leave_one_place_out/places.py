"""Whose place a report is: the city of its body's division; a province's own bodies are a place, too.

Belongs here: from the code of a division (GB/T 2260) to the place. Districts go with their city: they fill in its forms.
"""

from __future__ import annotations

import csv
from functools import cache

from pipelines.reports.seeds import SEEDS

#: Beijing, Tianjin, Shanghai, Chongqing: cities in the rank of a province.
_MUNICIPALITIES = ("11", "12", "31", "50")


@cache
def _names() -> dict[str, str]:
    with (SEEDS / "codes/division.csv").open(newline="", encoding="utf-8") as file:
        return {row["code"]: row["name"] for row in csv.DictReader(file)}


def place_of(division_code: str | None) -> str | None:
    """Return the name of the place a division belongs to, None if it has no code."""
    if not division_code:
        return None
    length = 2 if division_code[:2] in _MUNICIPALITIES else 4
    return _names().get(division_code[:length].ljust(6, "0"))
