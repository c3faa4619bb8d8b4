"""The display list: what stands where on a page, before any PDF is written.

Belongs here: plain placed things, in points of the page as a reader sees it, origin bottom left.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from tests.typeset.cells import Box, TypesetCell
from tests.typeset.looks import Face

A4 = (595.28, 841.89)


class PlacedText(NamedTuple):
    """One line of text; `x`, `y` is where its baseline begins."""

    x: float
    y: float
    text: str
    face: Face
    size: float


class Rule(NamedTuple):
    """One straight rule from end to end."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass
class Page:
    """One page as it is seen; `rotated` pages are stored upright and turned by /Rotate 90."""

    number: int
    width: float
    height: float
    rotated: bool = False
    texts: list[PlacedText] = field(default_factory=list[PlacedText])
    edges: set[Rule] = field(default_factory=set[Rule])

    def rule_box(self, box: Box) -> None:
        """Rule the four sides of a box."""
        x0, y0, x1, y1 = box
        self.edges |= {Rule(x0, y0, x1, y0), Rule(x0, y1, x1, y1), Rule(x0, y0, x0, y1), Rule(x1, y0, x1, y1)}

    def rules(self) -> list[Rule]:
        """The ruled sides with touching and doubled ones joined, in a fixed order."""
        joined: list[Rule] = []
        for rule in sorted(self.edges, key=lambda r: (r.x0 == r.x1, r.x0 if r.x0 == r.x1 else r.y0, r.x0, r.y0)):
            last = joined[-1] if joined else None
            if last and last.x0 == last.x1 == rule.x0 == rule.x1 and rule.y0 <= last.y1:
                joined[-1] = last._replace(y1=max(last.y1, rule.y1))
            elif last and last.y0 == last.y1 == rule.y0 == rule.y1 and rule.x0 <= last.x1:
                joined[-1] = last._replace(x1=max(last.x1, rule.x1))
            else:
                joined.append(rule)
        return joined


@dataclass
class LaidOut:
    """All pages of a report and the cells on them."""

    pages: list[Page] = field(default_factory=list[Page])
    cells: list[TypesetCell] = field(default_factory=list[TypesetCell])
