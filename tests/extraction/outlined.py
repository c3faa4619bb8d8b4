"""Outlines of characters that a font draws on a page, for tests.

Belongs here: setting them and fetching their outlines. What must be true of these is said in the tests.
"""

from __future__ import annotations

from pathlib import Path

import pypdfium2 as pdfium
from reportlab.pdfgen.canvas import Canvas

from pipelines.extraction.glyphs import read_glyphs
from pipelines.extraction.outlines import Outline, outline_of


def outlines_of(path: Path, font: str, text: str) -> dict[str, Outline]:
    """Return the outline of each character of a text that a page at ``path`` sets in a font of reportlab's."""
    canvas = Canvas(str(path), invariant=1)
    canvas.setFont(font, 10)
    canvas.drawString(50, 50, text)
    canvas.save()
    with pdfium.PdfDocument(path) as document:
        page = document[0]
        found = {glyph.char: outline_of(glyph.font, glyph.char) for glyph in read_glyphs(page).glyphs}
    return {char: outline for char, outline in found.items() if outline is not None}
