"""PDF pages to grids of cells and lines of text, each with its box, and proof that no figure was lost on the way.

Belongs here: geometry and characters. What a table or a figure means is decided in ``reports``.
"""

from __future__ import annotations

from pipelines.extraction.document import ExtractionError, extract_document
from pipelines.extraction.model import (
    Box,
    Conservation,
    ExtractedDocument,
    ExtractedPage,
    Grid,
    GridCell,
    TextLine,
)
from pipelines.extraction.version import EXTRACTOR_VERSION

__all__ = [
    "EXTRACTOR_VERSION",
    "Box",
    "Conservation",
    "ExtractedDocument",
    "ExtractedPage",
    "ExtractionError",
    "Grid",
    "GridCell",
    "TextLine",
    "extract_document",
]
