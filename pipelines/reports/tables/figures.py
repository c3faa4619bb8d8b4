"""One printed figure: what stands in a cell of an amount column.

Belongs here: reading a figure exactly, or saying that it can't be read. Nothing is guessed: 1,23.5 and two figures in one
cell are unreadable. What the figure measures and its unit belong to ``columns`` and ``units``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from pipelines.contract.printed_numbers import WHOLE_IN_CELL

#: Signs that stand for "no figure".
MARKERS = frozenset({"-", "--", "—", "——", "–", "*", "**", "***", "/", "\\", "×", "…", "……", "无", "#"})
_FIGURE = re.compile(rf"[¥￥]?(?P<number>[+-]?{WHOLE_IN_CELL}(?:\.(?P<decimals>\d+))?)(?P<percent>%?)")
_BLANKS = re.compile(r"\s+")
_MAX_DECIMALS = 6
_MAX_WHOLE_DIGITS = 18
#: Texts remembered: a report prints most of its figures in several tables, and a text is asked about more than once.
_REMEMBERED = 20_000


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as printed; ``value`` is None unless the state is printed or zero."""

    state: str
    text: str | None
    value: Decimal | None = None
    decimals: int | None = None
    is_percent: bool = False
    problem: str | None = None


EMPTY = Figure("empty", None)


@lru_cache(_REMEMBERED)
def read_figure(text: str) -> Figure:
    """Read the text of a cell that should hold a figure; states: printed, zero, empty, marker, unreadable."""
    printed = _BLANKS.sub("", text)
    if not printed:
        return EMPTY
    if printed in MARKERS:
        return Figure("marker", printed)
    found = _FIGURE.fullmatch(printed)
    if not found or _BLANKS.search(text.strip()):
        return Figure("unreadable", printed, problem=f"no single figure: {text.strip()!r}")
    number = found["number"].replace(",", "")
    decimals = len(found["decimals"] or "")
    whole_digits = len(number.lstrip("+-").partition(".")[0].lstrip("0"))
    if decimals > _MAX_DECIMALS or whole_digits > _MAX_WHOLE_DIGITS:
        return Figure("unreadable", printed, problem=f"more digits than the warehouse keeps: {printed}")
    value = Decimal(number)
    return Figure("printed" if value else "zero", printed, value, decimals, bool(found["percent"]))


def is_figure(text: str) -> bool:
    """True if the text is one whole figure (not a marker, not empty)."""
    return read_figure(text).value is not None


def is_amount(text: str) -> bool:
    """True for a figure that can only be an amount or share: it has a decimal point, thousands separators or %."""
    return is_figure(text) and any(sign in text for sign in ".,%")


@lru_cache(_REMEMBERED)
def has_digit(text: str) -> bool:
    """True if any character is a digit."""
    return any(char.isdigit() for char in text)
