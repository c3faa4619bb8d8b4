"""Small PDFs drawn for tests of extraction: a ruled table of given texts, its rules drawn in several ways.

Belongs here: drawing. What must be read from it is said in the tests.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from reportlab.pdfgen.canvas import Canvas

Rules = Literal["lines", "rectangles", "mitred", "dots", "none"]
WIDTH, HEIGHT = 595.0, 842.0


class Paper:
    """A PDF in the making; coordinates are points from the bottom left of the unturned page."""

    def __init__(self) -> None:
        self._buffer = io.BytesIO()
        self.canvas = Canvas(self._buffer, pagesize=(WIDTH, HEIGHT), invariant=1)
        self.font_size = 9.0

    def text(self, x: float, y: float, text: str) -> None:
        self.canvas.setFont("Helvetica", self.font_size)
        self.canvas.drawString(x, y, text)

    def table(
        self,
        rows: Sequence[Sequence[str]],
        x_edges: Sequence[float],
        top: float = 700.0,
        row_height: float = 20.0,
        rules: Rules = "lines",
        skipped: Sequence[tuple[str, int, int]] = (),
    ) -> None:
        """Draw texts in cells; ``\\n`` wraps. ``skipped`` names pieces of rules to leave out: ("right"|"below", row, col)."""
        y_edges = [top - row_height * number for number in range(len(rows) + 1)]
        for r, row in enumerate(rows):
            for c, text in enumerate(row):
                for n, line in enumerate(text.split("\n")):
                    self.text(x_edges[c] + 4, y_edges[r] - 12 - 11 * n, line)
        for r in range(len(rows) + 1):
            for c in range(len(x_edges) - 1):
                if ("below", r - 1, c) not in skipped:
                    self._rule(x_edges[c], y_edges[r], x_edges[c + 1], y_edges[r], rules)
        for c in range(len(x_edges)):
            for r in range(len(rows)):
                if ("right", r, c - 1) not in skipped:
                    self._rule(x_edges[c], y_edges[r + 1], x_edges[c], y_edges[r], rules)

    def _rule(self, x0: float, y0: float, x1: float, y1: float, rules: Rules) -> None:
        is_level = y0 == y1
        if rules == "lines":
            self.canvas.line(x0, y0, x1, y1)
        elif rules == "rectangles":
            self.canvas.rect(x0, y0, max(x1 - x0, 0.6), max(y1 - y0, 0.6), stroke=0, fill=1)
        elif rules == "mitred":
            path = self.canvas.beginPath()
            path.moveTo(x0, y0)
            path.lineTo(x1, y0 if is_level else y1)
            path.lineTo(x1 - (0.7 if is_level else -0.7), y1 + (0.7 if is_level else -0.7))
            path.lineTo(x0 + (0.0 if is_level else 0.7), y0 + 0.7)
            path.close()
            self.canvas.drawPath(path, stroke=0, fill=1)
        elif rules == "dots":
            # What neither lines nor rectangles are: many small squares, as some programs print dotted rules.
            steps = int(max(x1 - x0, y1 - y0) / 0.8)
            for n in range(steps):
                x = x0 + (x1 - x0) * n / steps
                y = y0 + (y1 - y0) * n / steps
                self.canvas.circle(x, y, 0.45, stroke=0, fill=1)

    def save(self, path: Path) -> Path:
        self.canvas.save()
        path.write_bytes(self._buffer.getvalue())
        return path


def write_objects(path: Path, objects: Sequence[bytes]) -> Path:
    """Write a PDF of these objects, the first of which is its catalogue, as they are."""
    body, places = b"%PDF-1.6\n", []
    for number, written in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, written)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(body)
    body += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    body += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    path.write_bytes(body)
    return path
