"""The unit amounts are printed in.

Belongs here: finding 单位：元 and its like in a text and saying how many yuan it is. Where to look belongs to ``titles``
(above and in the grid) and ``columns`` (in headers).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipelines.reports.words import comparable

#: Yuan per printed unit.
MULTIPLIERS = {"元": 1, "百元": 100, "千元": 1_000, "万元": 10_000, "百万元": 1_000_000, "亿元": 100_000_000}
_UNITS = "百万元|亿元|万元|千元|百元|元"
_STATED = re.compile(rf"单位[:(]*(?:人民币)?[:(]?({_UNITS})")
_IN_BRACKETS = re.compile(rf"\((?:单位:?)?(?:人民币)?({_UNITS})\)")
#: Page order may put the colon elsewhere (单位万元：).
_LOOSE = re.compile(rf"单位({_UNITS})")


@dataclass(frozen=True, slots=True)
class Unit:
    """A money unit as printed, and where it was found (above, grid, header, cell, document or none)."""

    label: str | None
    source: str

    @property
    def multiplier(self) -> int | None:
        """Yuan per printed unit, None if no unit is known."""
        return MULTIPLIERS[self.label] if self.label else None


UNKNOWN_UNIT = Unit(None, "none")


def stated_unit(text: str) -> str | None:
    """Return the unit that a text like 金额单位：万元 or （单位：元） states, None if it states none."""
    words = comparable(text)
    found = _STATED.search(words) or _LOOSE.search(words)
    return found[1] if found else None


def unit_in_brackets(text: str) -> str | None:
    """Return the unit a header or caption carries in brackets, as 单价(元) does."""
    found = _IN_BRACKETS.search(comparable(text))
    return found[1] if found else None
