"""Documents made of typed lines, for tests that need no PDF."""

from __future__ import annotations

from pipelines.extraction.model import Box, Conservation, ExtractedDocument, ExtractedPage, TextLine
from pipelines.reports.narrative import Narrative, read_narrative

_EM = 14.0
_LEFT, _RIGHT, _TOP = 80.0, 520.0, 760.0


def document_of(*pages: str) -> ExtractedDocument:
    """A document whose pages hold the lines of ``pages``; a line begun with two blanks stands in by two characters."""
    return ExtractedDocument("0" * 64, tuple(_page(number, text) for number, text in enumerate(pages, start=1)))


def narrative_of(*pages: str, fiscal_year: int | None = 2024) -> Narrative:
    """What is read of such a document."""
    return read_narrative(document_of(*pages), [], fiscal_year)


def _page(page_no: int, text: str) -> ExtractedPage:
    lines = tuple(_line(number, line) for number, line in enumerate(text.strip("\n").split("\n")) if line.strip())
    return ExtractedPage(page_no, 595, 842, 0, "born_digital", "none", (), lines, Conservation("not_applicable"))


def _line(number: int, text: str) -> TextLine:
    bare = text.strip()
    x0 = _LEFT + (2 * _EM if text.startswith("  ") else 0)
    width = sum(0.5 if char.isascii() else 1.0 for char in bare) * _EM
    y1 = _TOP - number * 1.8 * _EM
    return TextLine(bare, Box(x0, y1 - _EM, min(x0 + width, _RIGHT), y1))
