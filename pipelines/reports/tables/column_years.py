"""The year that a header is of: named, a text of its own, or the year before (上年预算数).

Belongs here: years in headers and labels of columns. The report's own year is settled in ``identity``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.reports.words import comparable

_YEAR = re.compile(r"(20\d{2})年")
_YEAR_ALONE = re.compile(r"(20\d{2})")
_PRIOR_YEAR = re.compile(
    r"^上年度?(?:预算|决算|执行|完成|实际)|^上年数|^上一年度|^上年(?!.*结[转余]).*(?:预算|决算|执行)数$"
)


def year_of(path: Sequence[str], fiscal_year: int | None) -> int | None:
    """Return the year a header path names; 上年预算数 is the year before ``fiscal_year``."""
    for segment in reversed(path):
        words = comparable(segment)
        found = _YEAR.search(words)
        if found:
            return int(found[1])
        if fiscal_year and _PRIOR_YEAR.search(words):
            return fiscal_year - 1
    return fiscal_year


def year_in(text: str) -> int | None:
    """Return the year a text names or consists of (2025), None if it names none."""
    words = comparable(text)
    found = _YEAR.search(words) or _YEAR_ALONE.fullmatch(words)
    return int(found[1]) if found else None
