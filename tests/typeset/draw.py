"""Placed pages as PDF bytes, the same bytes each time.

Belongs here: reportlab. Nothing about tables; a page is texts and rules by now.
"""

from __future__ import annotations

import io
from collections import defaultdict
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from tests.typeset.fonts import register
from tests.typeset.layout.page import Page
from tests.typeset.looks import Face, Look


def to_pdf(pages: list[Page], look: Look, title: str) -> bytes:
    """The PDF of some pages; its dates and ids are fixed."""
    chars: dict[Face, set[str]] = defaultdict(set)
    for page in pages:
        for text in page.texts:
            chars[text.face].update(text.text)
    fonts = {face: register(face, used) for face, used in sorted(chars.items())}
    out = io.BytesIO()
    canvas: Any = Canvas(out, invariant=1, pageCompression=1)
    canvas.setTitle(title)
    for page in pages:
        if page.rotated:
            # Stored upright; /Rotate 90 turns it clockwise, so what is drawn is turned counter-clockwise first.
            canvas.setPageSize((page.height, page.width))
            canvas.setPageRotation(90)
            canvas.transform(0, 1, -1, 0, page.height, 0)
        else:
            canvas.setPageSize((page.width, page.height))
        _draw(canvas, page, look, fonts)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _draw(canvas: Any, page: Page, look: Look, fonts: dict[Face, str]) -> None:
    half = look.rule_width / 2
    canvas.setLineWidth(look.rule_width)
    canvas.setLineCap(2)
    for x0, y0, x1, y1 in page.rules():
        if look.rules == "lines":
            canvas.line(x0, y0, x1, y1)
        else:
            canvas.rect(x0 - half, y0 - half, x1 - x0 + 2 * half, y1 - y0 + 2 * half, stroke=0, fill=1)
    for text in page.texts:
        canvas.setFont(fonts[text.face], text.size)
        canvas.drawString(text.x, text.y, text.text)
