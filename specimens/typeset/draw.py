"""Drawing laid-out pages with reportlab.

Belongs here: rules, text, page rotation. Positions come in frame coordinates (from the top left of the frame); this module
knows where the frame lies on the page, and hands back boxes in page coordinates.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from specimens.typeset.cells import Rectangle
from specimens.typeset.layout import PADDING, Piece, Type
from specimens.typeset.looks import Look

MARGIN_X, MARGIN_TOP, MARGIN_BOTTOM = 48.0, 62.0, 58.0
_FIGURE = re.compile(r"-?[\d,]+(\.\d+)?")


@dataclass(frozen=True, slots=True)
class PageShape:
    """Size of a page as displayed, and whether it is an upright page turned by /Rotate 90."""

    width: float
    height: float
    is_rotated: bool = False

    @property
    def frame_width(self) -> float:
        """Width between the margins."""
        return self.width - 2 * MARGIN_X

    @property
    def frame_height(self) -> float:
        """Height between the margins."""
        return self.height - MARGIN_TOP - MARGIN_BOTTOM


PORTRAIT = PageShape(*A4)
LANDSCAPE = PageShape(A4[1], A4[0])
ROTATED = PageShape(A4[1], A4[0], is_rotated=True)


@dataclass(slots=True)
class Pen:
    """Draws page after page; ``page_no`` is the page being drawn, 0 before the first."""

    look: Look
    font: str
    title: str
    buffer: io.BytesIO = field(default_factory=io.BytesIO)
    page_no: int = 0
    shape: PageShape = PORTRAIT
    canvas: Canvas = field(init=False)

    def __post_init__(self) -> None:
        self.canvas = Canvas(self.buffer, invariant=1, pageCompression=1)
        self.canvas.setTitle(self.title)
        self.canvas.setCreator(f"Yusuan typesetter, look {self.look.name}")

    def new_page(self, shape: PageShape) -> None:
        """Finish the page and begin another."""
        if self.page_no:
            self.canvas.showPage()
        self.page_no += 1
        self.shape = shape
        if shape.is_rotated:
            # reportlab swaps the sides of a rotated page itself.
            self.canvas.setPageSize((shape.width, shape.height))
            self.canvas.setPageRotation(90)
            # Displayed (x, y) lies at (height - y, x) of the upright page.
            self.canvas.transform(0, 1, -1, 0, shape.height, 0)
        else:
            self.canvas.setPageSize((shape.width, shape.height))
            self.canvas.setPageRotation(0)
        self._footer()

    def finish(self) -> bytes:
        """The PDF."""
        self.canvas.showPage()
        self.canvas.save()
        return self.buffer.getvalue()

    def _footer(self) -> None:
        text = self.look.page_number.format(self.page_no)
        self.text(text, 9.0, self.shape.frame_height + 26, "centre")

    def text(self, text: str, size: float, top: float, align: str = "left", indent: float = 0.0) -> None:
        """One line of text at ``top`` points below the frame's top."""
        width = stringWidth(text, self.font, size)
        x = {
            "left": MARGIN_X + indent,
            "centre": (self.shape.width - width) / 2,
            "right": self.shape.width - MARGIN_X - width,
        }[align]
        self.canvas.setFont(self.font, size)
        self.canvas.drawString(x, self.shape.height - MARGIN_TOP - top - size, text)

    def pieces(
        self,
        pieces: Sequence[Piece],
        kind: Type,
        header_rows: int,
        left_columns: frozenset[int] = frozenset(),
        *,
        has_open_cuts: bool = False,
    ) -> list[Rectangle]:
        """Draw cell pieces with their rules; return their boxes in page coordinates."""
        return [
            self._piece(piece, kind, piece.cell.row < header_rows, piece.cell.col in left_columns, has_open_cuts)
            for piece in pieces
        ]

    def shade(self, pieces: Sequence[Piece], overhang: float) -> None:
        """Shade the area of header pieces, so many points beyond them on both sides."""
        if not pieces:
            return
        x0, x1 = min(piece.x0 for piece in pieces) - overhang, max(piece.x1 for piece in pieces) + overhang
        top, bottom = min(piece.top for piece in pieces), max(piece.bottom for piece in pieces)
        self.canvas.saveState()
        self.canvas.setFillGray(0.88)
        self.canvas.rect(
            MARGIN_X + x0, self.shape.height - MARGIN_TOP - bottom, x1 - x0, bottom - top, stroke=0, fill=1
        )
        self.canvas.restoreState()

    def _piece(self, piece: Piece, kind: Type, is_header: bool, is_left: bool, has_open_cuts: bool) -> Rectangle:
        box = (
            MARGIN_X + piece.x0,
            self.shape.height - MARGIN_TOP - piece.bottom,
            MARGIN_X + piece.x1,
            self.shape.height - MARGIN_TOP - piece.top,
        )
        self._rules(
            box, has_top=not (has_open_cuts and piece.goes_on_from), has_bottom=not (has_open_cuts and piece.goes_on)
        )
        self.canvas.setFont(kind.font, kind.size)
        x0, y0, x1, y1 = box
        text_height = len(piece.lines) * kind.line_height
        baseline = (y0 + y1 + text_height) / 2 - kind.size
        is_figure = _FIGURE.fullmatch(piece.cell.text) is not None
        is_long = len(piece.cell.text) > 24 or (len(piece.lines) > 1 and not is_header)
        for number, line in enumerate(piece.lines):
            width = stringWidth(line, kind.font, kind.size)
            if is_figure and not is_header:
                x = x1 - PADDING - width
            elif is_long or (is_left and not is_header):
                x = x0 + PADDING
            else:
                x = (x0 + x1 - width) / 2
            self.canvas.drawString(x, baseline - number * kind.line_height, line)
        return box

    def _rules(self, box: Rectangle, *, has_top: bool, has_bottom: bool) -> None:
        x0, y0, x1, y1 = box
        width = self.look.rule_width
        if self.look.rules == "none":
            return
        if self.look.rules == "lines" and has_top and has_bottom:
            self.canvas.setLineWidth(width)
            self.canvas.rect(x0, y0, x1 - x0, y1 - y0, stroke=1, fill=0)
            return
        if self.look.rules in ("lines", "level"):
            self.canvas.setLineWidth(width)
            for y, is_drawn in ((y0, has_bottom), (y1, has_top)):
                if is_drawn:
                    self.canvas.line(x0, y, x1, y)
            for x in (x0, x1) if self.look.rules == "lines" else ():
                self.canvas.line(x, y0, x, y1)
            return
        half = width / 2
        for x, y, w, h, is_drawn in (
            (x0 - half, y0 - half, x1 - x0 + width, width, has_bottom),
            (x0 - half, y1 - half, x1 - x0 + width, width, has_top),
            (x0 - half, y0 - half, width, y1 - y0 + width, True),
            (x1 - half, y0 - half, width, y1 - y0 + width, True),
        ):
            if is_drawn:
                self.canvas.rect(x, y, w, h, stroke=0, fill=1)
