"""Moving points between the page's own coordinates, the page as displayed, and the page as read.

Belongs here: affine maps that turn by quarters of a circle. *User space* is the PDF's own; *displayed* is after /Rotate and
the crop box, origin bottom left; *reading* is displayed turned further, so that most of the text stands upright (some
programs print a landscape table sideways on a portrait page without /Rotate).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipelines.extraction.model import Box


@dataclass(frozen=True, slots=True)
class Affine:
    """x' = a·x + c·y + e, y' = b·x + d·y + f (the order of PDF's matrices)."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return the image of a point."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def box(self, box: Box) -> Box:
        """Return the image of a box; for quarter turns it is a box again."""
        x0, y0 = self.point(box.x0, box.y0)
        x1, y1 = self.point(box.x1, box.y1)
        return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))

    def boxes(self, boxes: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the images of boxes, one a row (x0, y0, x1, y1)."""
        xs = self.a * boxes[:, [0, 2]] + self.c * boxes[:, [1, 3]] + self.e
        ys = self.b * boxes[:, [0, 2]] + self.d * boxes[:, [1, 3]] + self.f
        return np.column_stack((xs.min(axis=1), ys.min(axis=1), xs.max(axis=1), ys.max(axis=1)))

    def then(self, other: Affine) -> Affine:
        """Return the map that applies this one first and ``other`` afterwards."""
        return Affine(
            other.a * self.a + other.c * self.b,
            other.b * self.a + other.d * self.b,
            other.a * self.c + other.c * self.d,
            other.b * self.c + other.d * self.d,
            other.a * self.e + other.c * self.f + other.e,
            other.b * self.e + other.d * self.f + other.f,
        )

    def inverse(self) -> Affine:
        """Return the map back; ``ZeroDivisionError`` if there is none."""
        det = self.a * self.d - self.b * self.c
        a, b, c, d = self.d / det, -self.b / det, -self.c / det, self.a / det
        return Affine(a, b, c, d, -(a * self.e + c * self.f), -(b * self.e + d * self.f))


def quarter_turns(turns: int, width: float, height: float) -> Affine:
    """Return the map that turns a page of that size by ``turns`` × 90° clockwise, origin again bottom left."""
    return (
        Affine(),
        Affine(0.0, -1.0, 1.0, 0.0, 0.0, width),
        Affine(-1.0, 0.0, 0.0, -1.0, width, height),
        Affine(0.0, 1.0, -1.0, 0.0, height, 0.0),
    )[turns % 4]
