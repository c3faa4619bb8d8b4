"""Which year a figure is of.

Belongs here: years in running text, told apart from the years a comparison refers to (比 2023 年减少).
"""

from __future__ import annotations

import re

_YEAR = re.compile(r"(20\d\d)\s*(?:年|财年)")
_COMPARED = re.compile(r"(?:比|较|与|同|和|于|自|从|《)[^,;。]{0,3}$")
_BRACKETS = re.compile(r"\([^()]*\)")
_RELATIVE = re.compile(r"(?:比|较|与|同)?(?P<word>上年|去年|上一年)")


def stated_year(text: str) -> int | None:
    """Return the last year that ``text`` speaks of by itself, None if it names none."""
    outside = _BRACKETS.sub(lambda m: " " * len(m[0]), text)
    found = [int(m[1]) for m in _YEAR.finditer(outside) if not _COMPARED.search(outside, 0, m.start())]
    return found[-1] if found else None


def first_year(text: str) -> int | None:
    """Return the first year that ``text`` speaks of by itself, None if it names none."""
    return next((int(m[1]) for m in _YEAR.finditer(text) if not _COMPARED.search(text, 0, m.start())), None)


def compared_year(text: str, year: int | None) -> int | None:
    """Return the year that ``text`` compares with: the one it names last, else the year before ``year``."""
    found = [int(m[1]) for m in _YEAR.finditer(text)]
    if found and not (_RELATIVE.search(text) and year is not None and found[-1] >= year):
        return found[-1]
    return year - 1 if year is not None else None
